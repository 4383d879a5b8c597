"""Turning points: the quarters in which the lead changed hands or the scores swung most, and what lay behind them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.explain.attribution import Cause, causes
from wargame.explain.past import at_end_of
from wargame.explain.scores import columns_at, opening_total, tightrope
from wargame.rules import scoring
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.rules.spec import ObjectiveSpec
from wargame.rules.state import State
from wargame.rules.words import capital

FEWEST, MOST = 3, 5
CAUSES = 3
"""So many causes are named for one quarter."""
SHARE = 20
"""Percent of a change below which a cause does not account for it."""
SMALL = "Many small changes, none of them a fifth of it"


@frozen
class TurningPoint:
    """One quarter that mattered. `seat` moved most, or took the lead; `lead` says whether the lead changed hands.

    `causes` are what moved the score of whoever moved most; of two that changed places, one of them.
    """

    turn: int
    seat: int
    lead: bool
    text: str
    causes: tuple[str, ...]


def turning_points(view: View, entries: Sequence[Entry]) -> list[TurningPoint]:
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
    return [_point(view, rows, turn, entries) for turn in sorted(chosen)]


def _taken(rows: Sequence[Sequence[int]], turn: int) -> int:
    """Who took the lead in a quarter; -1 when whoever had it is still among the first."""
    before, now = rows[turn - 1], rows[turn]
    held = {seat for seat, total in enumerate(before) if total == max(before)}
    first = [seat for seat, total in enumerate(now) if total == max(now)]
    return -1 if held & set(first) else first[0]


def _point(view: View, rows: Sequence[Sequence[int]], turn: int, entries: Sequence[Entry]) -> TurningPoint:
    names = view.scenario.in_text["power"]
    steps = [now - was for was, now in zip(rows[turn - 1], rows[turn], strict=True)]
    leader = _taken(rows, turn)
    asked: Sequence[int] = range(len(steps))
    words: list[str] = []
    found: list[str] = []
    if leader >= 0:
        old = max(range(len(steps)), key=lambda seat: (rows[turn - 1][seat], -seat))
        # Of a lead that changed hands one of the two is the story, whatever the others did.
        asked = (leader, old)
        words.append(
            f"{names[leader]} takes the lead from {names[old]}, {rows[turn][leader]} to {rows[turn][old]}"
        )
    mover = max(asked, key=lambda seat: (abs(steps[seat]), -seat))
    if steps[mover]:
        where, found = _moved(view, turn, mover, steps[mover], entries)
        words.append(
            f"{names[mover]} {'gains' if steps[mover] > 0 else 'loses'} {_points(steps[mover])}{where}"
        )
    return TurningPoint(
        turn, leader if leader >= 0 else mover, leader >= 0, capital("; ".join(words)), tuple(found[:CAUSES])
    )


def _points(step: int) -> str:
    return f"{abs(step)} point{'' if abs(step) == 1 else 's'}"


def _moved(view: View, turn: int, seat: int, step: int, entries: Sequence[Entry]) -> tuple[str, list[str]]:
    """Where a seat's total moved most, as the end of a sentence, and what moved it there."""
    scenario = view.scenario
    before, after = (at_end_of(view, entries, when) for when in (turn - 1, turn))
    rope = tightrope(scenario, after, seat) or tightrope(scenario, before, seat)

    def lowest(state: State) -> int:
        return 100 * min(scoring.meters(scenario, state, seat))

    if rope and (lowest(after) - lowest(before)) * step > 0:
        found = _weighty(causes(view, entries, turn, step, lowest, seat), lowest(after) - lowest(before))
        return f", as the tightrope's cap moves with its {rope.meter}", found
    held, stand = (columns_at(scenario, entries, when, seat) for when in (turn - 1, turn))
    moved = [now - was for was, now in zip(held, stand, strict=True)]
    along = sorted((at for at in range(len(COLUMNS)) if moved[at] * step > 0), key=lambda at: -abs(moved[at]))
    if not along:
        return "", []
    # Most of it is more than half; else every column that moved that way is told.
    most = 2 * abs(moved[along[0]]) > abs(step)
    chosen = along[:1] if most else along
    by = 100 * sum(moved[at] for at in chosen)

    def worth(state: State) -> int:
        return sum(_points_by_goal(scenario, state, seat, chosen).values())

    was, now = (_points_by_goal(scenario, state, seat, chosen) for state in (before, after))
    goal = max(now, key=lambda title: (now[title] - was[title]) * step, default="")
    told = _weighty(causes(view, entries, turn, step, worth, seat), by)
    # What the public objectives do not account for is the secret agenda's.
    secret = by - (worth(after) - worth(before))
    if turn == scenario.spec.turns and step > 0 and secret > 100:
        rest = [text for text in told if text != SMALL]
        told = [f"The secret agenda of {scenario.within('power', seat)} is counted", *rest]
    if not most:
        return ": " + ", ".join(f"{abs(moved[at])} in {COLUMNS[at]}" for at in chosen), told
    mainly = goal and 2 * (now[goal] - was[goal]) * step > by * step
    return f", most of it in {COLUMNS[chosen[0]]}" + (f" ({goal})" if mainly else ""), told


def _weighty(found: Sequence[Cause], by: int) -> list[str]:
    """The causes that account for a fair part of a change, in words."""
    told = [cause.text for cause in found if 100 * abs(cause.due) >= SHARE * abs(by)]
    return told or ([SMALL] if found else [])


def _points_by_goal(scenario: Scenario, state: State, seat: int, columns: Sequence[int]) -> dict[str, int]:
    """Hundredths of a point by the title of each public objective of some columns."""
    names = [COLUMNS[at] for at in columns]
    return {
        goal.title: points
        for goal, _, points in scoring.objective_scores(scenario, state, seat)
        if goal.column in names and isinstance(goal, ObjectiveSpec)
    }


def letters(ids: Sequence[str]) -> list[str]:
    """One letter for each id to mark its line on a chart: its first where that is not taken."""
    found: list[str] = []
    for each in ids:
        found.append(next(letter for letter in f"{each}ABCDEFGH".upper() if letter not in found))
    return found
