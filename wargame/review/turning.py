"""Turning points: the quarters in which the lead changed hands or the scores swung most, and what lay behind them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.review.scores import opening_columns, opening_total
from wargame.rules import measures, scoring
from wargame.rules.actions.base import describe
from wargame.rules.board import Entry, Event
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.rules.space import space_of

FEWEST, MOST = 3, 5
CAUSES = 3
"""So many causes are named for one quarter."""
_GRAVITY = {
    "incident": 6,
    "attack": 5,
    "arena": 4,
    "control": 4,
    "fund": 3,
    "debt": 3,
    "deal": 3,
    "covert": 3,
    "headline": 3,
    "signal": 2,
    "project": 2,
}
"""How much an event of a kind tends to weigh; those left out weigh one."""
_NAMED = 3
"""What it adds that an event names the power whose score moved."""
_ROUTINE = {"objectives as they stand", "secret"}


@frozen
class TurningPoint:
    """One quarter that mattered. `seat` moved most, or took the lead; `lead` says whether the lead changed hands."""

    turn: int
    seat: int
    lead: bool
    text: str
    causes: tuple[str, ...]


def turning_points(view: View, entries: Sequence[Entry], events: Sequence[Event]) -> list[TurningPoint]:
    """Three to five of them where the game was long enough, in order. All is read off what the view's seat may know."""
    scenario, history = view.scenario, view.state.history
    seats = range(scenario.npowers)
    rows = [tuple(opening_total(scenario, seat) for seat in seats), *history]
    leads = {turn for turn in range(1, len(rows)) if _taken(rows, turn) >= 0}
    swings = {
        turn: max(abs(rows[turn][s] - rows[turn - 1][s]) for s in seats) for turn in range(1, len(rows))
    }
    by_swing = sorted((t for t in swings if swings[t]), key=lambda t: (-swings[t], t))
    chosen = sorted(leads, key=lambda t: (-swings[t], t))[:MOST]
    for turn in by_swing:
        if len(chosen) < FEWEST and turn not in chosen:
            chosen.append(turn)
    return [_point(view, rows, turn, entries, events) for turn in sorted(chosen)]


def _taken(rows: Sequence[Sequence[int]], turn: int) -> int:
    """Who took the lead in a quarter; -1 when whoever had it is still among the first."""
    before, now = rows[turn - 1], rows[turn]
    held = {seat for seat, total in enumerate(before) if total == max(before)}
    first = [seat for seat, total in enumerate(now) if total == max(now)]
    return -1 if held & set(first) else first[0]


def _point(
    view: View, rows: Sequence[Sequence[int]], turn: int, entries: Sequence[Entry], events: Sequence[Event]
) -> TurningPoint:
    scenario, names = view.scenario, view.scenario.names["power"]
    steps = [now - was for was, now in zip(rows[turn - 1], rows[turn], strict=True)]
    mover = max(range(len(steps)), key=lambda seat: (abs(steps[seat]), -seat))
    leader = _taken(rows, turn)
    words = []
    if leader >= 0:
        old = max(range(len(steps)), key=lambda seat: (rows[turn - 1][seat], -seat))
        words.append(
            f"{names[leader]} takes the lead from {names[old]}, {rows[turn][leader]} to {rows[turn][old]}"
        )
    if steps[mover]:
        column, by = _column(scenario, entries, turn, mover)
        why = f", most of it in {column}" if by * steps[mover] > 0 else ""
        words.append(
            f"{names[mover]} {'gains' if steps[mover] > 0 else 'loses'} {_points(steps[mover])}{why}"
        )
    causes = _causes(view, turn, mover, steps[mover], leader, entries, events)
    return TurningPoint(turn, leader if leader >= 0 else mover, leader >= 0, "; ".join(words), causes)


def _points(step: int) -> str:
    return f"{abs(step)} point{'' if abs(step) == 1 else 's'}"


def _column(scenario: Scenario, entries: Sequence[Entry], turn: int, seat: int) -> tuple[str, int]:
    """The column in which a seat's score moved most, and by how much."""
    moved = [0] * len(COLUMNS)
    for entry in entries:
        owner, column = divmod(entry.index, len(COLUMNS))
        if entry.name == "score" and entry.turn == turn and owner == seat:
            # The first quarter's entries count from nothing; what was there at the opening is no gain.
            moved[column] += (
                entry.value - opening_columns(scenario, seat)[column] if turn == 1 else entry.delta
            )
    at = max(range(len(COLUMNS)), key=lambda column: abs(moved[column]))
    return COLUMNS[at], moved[at]


def _causes(
    view: View,
    turn: int,
    mover: int,
    step: int,
    leader: int,
    entries: Sequence[Entry],
    events: Sequence[Event],
) -> tuple[str, ...]:
    scenario = view.scenario
    found: list[str] = []
    if turn == scenario.spec.turns and any(power.agendas for power in scenario.powers):
        found.append("The secret agendas are counted")
    found += _behind(view, turn, mover, step, entries)[:1]
    named = {scenario.names["power"][seat] for seat in (mover, leader) if seat >= 0}

    def weight(event: Event) -> int:
        return _GRAVITY.get(event.kind, 1) + _NAMED * any(name in event.text for name in named)

    told = [event for event in events if event.turn == turn and event.kind != "end"]
    for event in sorted(told, key=lambda event: -weight(event)):
        # A headline's first sentence is its title.
        text = event.text.split(". ")[0] if event.kind == "headline" else event.text
        found.append(text.rstrip("."))
    return tuple(dict.fromkeys(found))[:CAUSES]


def _behind(view: View, turn: int, seat: int, step: int, entries: Sequence[Entry]) -> list[str]:
    """What moved the figures that a seat's goals read directly, the weightiest cause first."""
    scenario = view.scenario
    sums: dict[str, float] = {}
    for goal in scoring.goals(scenario, seat, view.state.agenda[seat]):
        try:
            place = measures.cell(goal.measure, scenario)
        except (KeyError, ValueError):
            continue
        sense = goal.weight / (goal.best - goal.worst)
        for entry in entries:
            if entry.turn == turn and (entry.name, entry.index) == place and entry.cause not in _ROUTINE:
                sums[entry.cause] = sums.get(entry.cause, 0) + sense * entry.delta
    ranked = sorted((cause for cause in sums if sums[cause] * step > 0), key=lambda cause: -abs(sums[cause]))
    return [_told(scenario, cause) for cause in ranked]


def _told(scenario: Scenario, cause: str) -> str:
    action = space_of(scenario).by_key.get(cause)
    if action is None:
        return cause[:1].upper() + cause[1:]
    return f"{scenario.names['power'][action.seat]}: {describe(action, scenario)}"


def letters(ids: Sequence[str]) -> list[str]:
    """One letter for each id to mark its line on a chart: its first where that is not taken."""
    found: list[str] = []
    for each in ids:
        found.append(next(letter for letter in f"{each}ABCDEFGH".upper() if letter not in found))
    return found
