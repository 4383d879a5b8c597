"""What each power has to show: objectives read off the board, in three columns, 0 to 100 in all."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.measures import Reading, cohesion, engagement, measure, nature, reading
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.state import State

BALANCE_ALLOWANCE = 35
"""A balanced power's total may exceed the lowest of its three meters by this much."""


METERS = ("consent", "environment", "grievance", "influence", "insurgency", "stability", "trust")
"""All that the meters of a balanced power read of a position."""
_RECKONED = (*METERS, "blame", "ended", "score")


def mark(value: int, worst: int, best: int, weight: int) -> int:
    """Points for a value between `worst` (none) and `best` (`weight`), rounded down; hundredths of a point."""
    part = 100 * (value - worst) // (best - worst)
    return weight * (0 if part < 0 else 100 if part > 100 else part)


def goals(scenario: Scenario, power: int, agenda: int) -> tuple[ObjectiveSpec | AgendaSpec, ...]:
    """A power's public objectives, and its agenda when it is known."""
    spec = scenario.powers[power]
    return (*spec.objectives, spec.agendas[agenda]) if 0 <= agenda < len(spec.agendas) else spec.objectives


def closing_quarters(scenario: Scenario) -> int:
    """How many quarters at the end make the final score."""
    return min(scenario.spec.turns, scenario.spec.closing or max(1, scenario.spec.turns // 3))


def closing_left(scenario: Scenario, state: State) -> int:
    """How many of them are still to be reckoned."""
    return closing_quarters(scenario) - len(state.tallies)


def counted(scenario: Scenario, state: State, power: int, goal: int, now: float) -> float:
    """A goal's points if it stood where it stands until the end: with what the closing quarters have brought so far.

    `goal` is its place among the power's goals. A view does not know what an agenda brought, and goes by `now`.
    """
    past = [row[power][goal] for row in state.tallies if goal < len(row[power])]
    if not past:
        return now
    return (sum(past) + now * closing_left(scenario, state)) / (len(past) + closing_left(scenario, state))


def objective_scores(
    scenario: Scenario, state: State, power: int
) -> tuple[tuple[ObjectiveSpec | AgendaSpec, int, int], ...]:
    """Each goal with its measure's value and its points in hundredths, as `counted`, rounded down.

    Works on views: an unknown agenda is left out.
    """
    found = []
    for at, (goal, read, _) in enumerate(_compiled(scenario, power, state.agenda[power])):
        value = read(state)
        found.append((goal, value, _points(scenario, state, power, at, goal, value)))
    return tuple(found)


def _points(
    scenario: Scenario, state: State, power: int, at: int, goal: ObjectiveSpec | AgendaSpec, value: int
) -> int:
    now = mark(value, goal.worst, goal.best, goal.weight)
    return floor(counted(scenario, state, power, at, now)) if state.tallies else now


def tally(scenario: Scenario, state: State) -> tuple[tuple[int, ...], ...]:
    """The points of every goal as it stands, by power, in hundredths: what a closing quarter leaves behind."""
    return tuple(
        tuple(
            mark(read(state), goal.worst, goal.best, goal.weight)
            for goal, read, _ in _compiled(scenario, power, state.agenda[power])
        )
        for power in range(scenario.npowers)
    )


def _compiled(
    scenario: Scenario, power: int, agenda: int
) -> list[tuple[ObjectiveSpec | AgendaSpec, Reading, int]]:
    """A power's goals with their readings and the numbers of their columns, compiled once per scenario."""
    table: dict[tuple[int, int], list[tuple[ObjectiveSpec | AgendaSpec, Reading, int]]]
    table = scenario.cache.setdefault("goals", {})
    found = table.get((power, agenda))
    if found is None:
        found = table[power, agenda] = [
            (goal, reading(goal.measure, scenario), COLUMNS.index(goal.column))
            for goal in goals(scenario, power, agenda)
        ]
    return found


def meters(scenario: Scenario, state: State, power: int) -> tuple[int, int, int]:
    """Engagement, security and environment: the tightrope of a balanced power."""
    return (
        engagement(scenario, state, power),
        cohesion(scenario, state, power),
        nature(scenario, state, power),
    )


def column_scores(scenario: Scenario, state: State, power: int, *, agendas: bool) -> list[int]:
    """Points in machines, markets and might, rounded down; with the secret agenda or, while it is one, without."""
    sums = [0] * len(COLUMNS)
    for at, (goal, read, column) in enumerate(
        _compiled(scenario, power, state.agenda[power] if agendas else -1)
    ):
        sums[column] += _points(scenario, state, power, at, goal, read(state))
    return [s // 100 for s in sums]


def total_score(scenario: Scenario, state: State, power: int) -> int:
    """The total as last reckoned, 0 to 100; a balanced power is held down by its lowest meter.

    After a shared catastrophe everyone loses the part of it that answers to its share of all the blame.
    """
    columns = len(COLUMNS)
    return total_of(scenario, state, power, state.score[power * columns : (power + 1) * columns])


@measure("total", "power", reads=_RECKONED)
def total(scenario: Scenario, state: State, power: int) -> int:
    """A power's total score as last reckoned."""
    return total_score(scenario, state, power)


@measure("lead", "power", reads=_RECKONED)
def lead(scenario: Scenario, state: State, power: int) -> int:
    """A power's total less the best of the others'."""
    others = (total_score(scenario, state, p) for p in range(scenario.npowers) if p != power)
    return total_score(scenario, state, power) - max(others)


def total_of(scenario: Scenario, state: State, power: int, columns: Sequence[int]) -> int:
    """The total that a power's columns come to."""
    total = min(100, sum(columns))
    if scenario.powers[power].balanced:
        total = min(total, min(meters(scenario, state, power)) + BALANCE_ALLOWANCE)
    if state.ended is not None and state.ended.shared:
        total -= total * state.blame[power] // max(1, sum(state.blame))
    return total


def final_columns(scenario: Scenario, state: State, power: int) -> list[int]:
    """The columns of a game that has ended: as last reckoned, or as the position has them if no quarter was."""
    columns = len(COLUMNS)
    if state.history:
        return state.score[power * columns : (power + 1) * columns]
    return column_scores(scenario, state, power, agendas=False)


def final_scores(scenario: Scenario, state: State) -> tuple[int, ...]:
    """Every power's total in a game that has ended, by seat: the scores that are told wherever it is told of."""
    return tuple(
        total_of(scenario, state, power, final_columns(scenario, state, power))
        for power in range(scenario.npowers)
    )
