"""What a player feels of the contest: do scores swing, games differ, votes split, are points and offers worth something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import mean, median, pstdev

from attrs import frozen

from wargame.lab.playing import Taken, Watched
from wargame.lab.share import Share, Target, share_of
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.scenario import CAMPAIGN

SWING = 2.5
"""Points by which a total moves in a median quarter."""
SPREAD = 10
"""Percent of its points that each goal's standard deviation over the games is at least."""
FIRST, SHARED, PASSES, LAPSED, VOTE, ENDING, AGENDAS = 60, 50, 10, 10, 80, 20, 8
"""The most, in percent: games that open with one move, moves that recur in the next game, passes in the middle of the game,
points that lapse, votes that are the same, games that end alike; and between the wins with a seat's two agendas."""
ASKED, TAKEN = 66, (30, 70)
"""Percent of quarters in which a seat is put an offer, and of those offers that it accepts or counters."""
_PASS = "pass"
Rows = list[tuple[float, str]]
"""Values with what each is of."""


@frozen
class GoalRow:
    """What a goal brought over the games that went to their end; an agenda over those in which it was kept."""

    seat: str
    goal: str
    weight: int
    games: int
    mean: float
    """Points."""
    spread: float
    """Their standard deviation, in percent of the weight."""


def contest_targets(scenario: Scenario, games: Sequence[Watched]) -> Iterator[Target]:
    """The campaign is held to them; of other scenarios they are told."""
    held = scenario.spec.id == CAMPAIGN
    seats = scenario.ids["power"]

    def target(name: str, least: float | None, most: float | None, rows: Rows, unit: str = "%") -> Target:
        """A target whose value is the worst of several; the detail names it."""
        if not rows:
            return Target(name, None, None, None)
        value, detail = (min if least is not None else max)(rows)
        bounds = (least, most) if held else (None, None)
        return Target(name, *bounds, value, detail=detail, unit=unit)

    yield target("points a total moves in a median quarter", SWING, None, _swings(seats, games), unit="")
    yield target(
        "spread of a goal, of its points",
        SPREAD,
        None,
        [(row.spread, row.goal) for row in goal_rows(scenario, games)],
    )
    yield target("the same first move", None, FIRST, _firsts(seats, games))
    yield target("moves shared by two games of a seat", None, SHARED, _overlaps(seats, games))
    yield target("passes in the middle of the game", None, PASSES, _passes(scenario, games))
    yield target("action points that lapse", None, LAPSED, _lapsed(scenario, games))
    yield target("the same vote", None, VOTE, _votes(seats, games))
    yield target("the same ending", None, ENDING, _endings(games))
    yield target("wins apart by agenda", None, AGENDAS, _agendas(scenario, games))
    yield target("quarters with an offer to answer", ASKED, None, _asked(seats, games))
    answers = [each for game in games for each in game.taken if each.kind == Kind.ANSWER]
    taken = share_of(each.code != "refuse" for each in answers)
    low, high = TAKEN if held else (None, None)
    yield Target("offers accepted or countered", low, high, taken.percent if answers else None, taken)


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _swings(seats: Sequence[str], games: Sequence[Watched]) -> Rows:
    return [
        (float(median(steps)), seat)
        for at, seat in enumerate(seats)
        if (steps := [abs(now[at] - was[at]) for game in games for was, now in pairwise(game.history)])
    ]


def goal_rows(scenario: Scenario, games: Sequence[Watched]) -> tuple[GoalRow, ...]:
    """Every goal that counted in two games or more."""
    ended = [game for game in games if not game.shared]
    found = []
    for power in scenario.powers:
        every: list[ObjectiveSpec | AgendaSpec] = [*power.objectives, *power.agendas]
        for goal in every:
            points = [game.goals[power.id][goal.id] for game in ended if goal.id in game.goals[power.id]]
            if len(points) > 1:
                spread = _percent(pstdev(points), goal.weight)
                found.append(GoalRow(power.id, goal.id, goal.weight, len(points), mean(points), spread))
    return tuple(found)


def _commonest(kinds: Iterable[str]) -> tuple[str, Share] | None:
    counted = Counter(kinds)
    if not counted:
        return None
    kind, count = counted.most_common(1)[0]
    return kind, Share(count, counted.total())


def _firsts(seats: Sequence[str], games: Sequence[Watched]) -> Rows:
    found: Rows = []
    for seat in seats:
        first = _commonest(acts[0].key for game in games if (acts := game.acts(seat)))
        if first is not None:
            found.append((first[1].percent, first[0]))
    return found


def _overlaps(seats: Sequence[str], games: Sequence[Watched]) -> Rows:
    """The median over pairs of games, each with the next, of the moves of one that are also in the other."""
    found: Rows = []
    for seat in seats:
        moves = [Counter(each.key for each in game.acts(seat) if each.code != _PASS) for game in games]
        parts = [
            _percent((one & other).total(), max(one.total(), other.total()))
            for one, other in pairwise(moves)
            if one or other
        ]
        if parts:
            found.append((median(parts), seat))
    return found


def _passes(scenario: Scenario, games: Sequence[Watched]) -> Rows:
    """Of the decisions in the middle half of the quarters."""
    turns = scenario.spec.turns
    middle = range(turns // 4 + 1, turns - turns // 4 + 1)
    found: Rows = []
    for seat in scenario.ids["power"]:
        acts = [each for game in games for each in game.acts(seat) if each.turn in middle]
        if acts:
            found.append((_percent(sum(each.code == _PASS for each in acts), len(acts)), seat))
    return found


def _lapsed(scenario: Scenario, games: Sequence[Watched]) -> Rows:
    found: Rows = []
    for power in scenario.powers:
        had = power.points * sum(game.record.turns for game in games)
        left = sum(each.points for game in games for each in game.acts(power.id) if each.code == _PASS)
        found.append((_percent(left, had), power.id))
    return found


def _votes(seats: Sequence[str], games: Sequence[Watched]) -> Rows:
    found: Rows = []
    for seat in seats:
        cast = (each.key.split()[-1] for each in _of(games, seat, Kind.VOTE))
        most = _commonest(cast)
        if most is not None:
            found.append((most[1].percent, f"{seat} {most[0]}"))
    return found


def _of(games: Sequence[Watched], seat: str, kind: Kind) -> Iterator[Taken]:
    return (each for game in games for each in game.taken if each.seat == seat and each.kind == kind)


def _endings(games: Sequence[Watched]) -> Rows:
    most = _commonest(game.record.ending for game in games)
    return [(most[1].percent, most[0])] if most is not None else []


def _agendas(scenario: Scenario, games: Sequence[Watched]) -> Rows:
    found: Rows = []
    for power in scenario.powers:
        wins = []
        for agenda in power.agendas:
            kept = [game for game in games if agenda.id in game.goals[power.id]]
            if kept:
                wins.append(share_of(game.record.winner == power.id for game in kept).percent)
        if len(wins) > 1:
            found.append((max(wins) - min(wins), power.id))
    return found


def _asked(seats: Sequence[str], games: Sequence[Watched]) -> Rows:
    quarters = sum(game.record.turns for game in games)
    return [
        (
            _percent(
                sum(len({each.turn for each in _of([game], seat, Kind.ANSWER)}) for game in games), quarters
            ),
            seat,
        )
        for seat in seats
    ]
