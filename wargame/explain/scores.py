"""Scores as they stand and how they came about: goals, columns, totals, the tightrope and moves taken back."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.explain.gains import goal_name
from wargame.explain.grammar import capital, possessive
from wargame.explain.past import at_end_of
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.rules.scoring import (
    BALANCE_ALLOWANCE,
    closing_left,
    closing_quarters,
    column_scores,
    final_columns,
    meters,
    objective_scores,
    total_of,
)
from wargame.rules.setup import opening
from wargame.rules.spec import AgendaSpec
from wargame.rules.state import State
from wargame.rules.words import count


def columns_now(scenario: Scenario, state: State, seat: int) -> list[int]:
    """Machines, markets and might; works on views."""
    if state.ended is not None:
        return final_columns(scenario, state, seat)
    return column_scores(scenario, state, seat, agendas=False)


def total_now(scenario: Scenario, state: State, seat: int) -> int:
    """The total, 0 to 100; a balanced power is held down by its lowest meter."""
    return total_of(scenario, state, seat, columns_now(scenario, state, seat))


def opening_columns(scenario: Scenario, seat: int) -> list[int]:
    """The three columns before anything was played."""
    return _opening(scenario)[seat][0]


def opening_total(scenario: Scenario, seat: int) -> int:
    """The total before anything was played."""
    return _opening(scenario)[seat][1]


def columns_at(scenario: Scenario, entries: Sequence[Entry], turn: int, seat: int) -> list[int]:
    """The three columns as a quarter's end wrote them down; turn 0 is the opening.

    Entries count from nothing, so a column that is nothing at the first quarter's end has none.
    """
    if turn < 1:
        return list(opening_columns(scenario, seat))
    columns = [0] * len(COLUMNS)
    for entry in entries:
        owner, column = divmod(entry.index, len(COLUMNS))
        if entry.name == "score" and entry.turn <= turn and owner == seat:
            columns[column] = entry.value
    return columns


def _opening(scenario: Scenario) -> list[tuple[list[int], int]]:
    found = scenario.cache.get("opening scores")
    if not isinstance(found, list):
        # Public objectives are the same whatever the seed dealt.
        state = opening(scenario, 0)
        found = scenario.cache["opening scores"] = [
            (columns_now(scenario, state, seat), total_now(scenario, state, seat))
            for seat in range(scenario.npowers)
        ]
    return found


def closing_told(scenario: Scenario, state: State) -> list[str]:
    """How the last quarters make the final score, and how many of them are over; nothing once the game is."""
    quarters, left = closing_quarters(scenario), closing_left(scenario, state)
    if state.ended is not None or quarters == 1:
        return []
    span = (
        f"{scenario.quarter(scenario.spec.turns - quarters + 1)} to {scenario.quarter(scenario.spec.turns)}"
    )
    text = f"The final score is the mean of the last {count(quarters, 'quarter')}, {span}"
    if left == quarters:
        return [f"{text}."]
    over = f"{quarters - left} of them {'is' if quarters - left == 1 else 'are'} over"
    return [f"{text}; {over}. Points count those, and for the rest what stands now."]


METERS = (
    ("engagement", "others' trust and its autonomy"),
    ("security", "stability and calm regions"),
    ("environment", "the land of its regions"),
)
"""The meters in the order of `scoring.meters`, each with what it is made of."""


@frozen
class Tightrope:
    """A cap that holds: the lowest meter, where it stands, the total it allows and what the columns came to."""

    meter: str
    made_of: str
    value: int
    cap: int
    earned: int


def tightrope(scenario: Scenario, state: State, seat: int) -> Tightrope | None:
    """What holds a power's total down now; None while nothing does. Works on views."""
    if not scenario.powers[seat].balanced:
        return None
    earned = min(100, sum(columns_now(scenario, state, seat)))
    value, (meter, made_of) = _lowest(scenario, state, seat)
    cap = value + BALANCE_ALLOWANCE
    return Tightrope(meter, made_of, value, cap, earned) if earned > cap else None


def lowest_meter(scenario: Scenario, state: State, seat: int) -> tuple[str, int, int]:
    """The lowest of a power's meters, where it stands, and the total it allows."""
    value, (meter, _) = _lowest(scenario, state, seat)
    return meter, value, value + BALANCE_ALLOWANCE


def held_by(name: str, rope: Tightrope) -> str:
    """A cap that holds, in a sentence."""
    return f"Tightrope: {_meter(name, rope)} {_caps(rope, 'caps')}."


def tightrope_now(scenario: Scenario, state: State) -> list[str]:
    """For each power that is held down now, a sentence."""
    held = ((name, tightrope(scenario, state, seat)) for seat, name in enumerate(scenario.in_text["power"]))
    return [held_by(name, rope) for name, rope in held if rope]


def tightrope_news(scenario: Scenario, before: State, after: State) -> list[str]:
    """For each power what a quarter changed about it: it has begun to hold, it still does, it has let go."""
    lines = []
    for seat, name in enumerate(scenario.in_text["power"]):
        was, rope = (tightrope(scenario, state, seat) for state in (before, after))
        if rope:
            begun = "still " if was else "now "
            lines.append(f"Tightrope: {_meter(name, rope)} {begun}{_caps(rope, 'caps')}.")
        elif was:
            lines.append(f"Tightrope: no meter of {name} caps its total any more.")
    return lines


def tightrope_told(view: View, entries: Sequence[Entry]) -> list[str]:
    """After the end: for each balanced power whether it held the total down, and in which quarters it had."""
    scenario, state = view.scenario, view.state
    lines = []
    for seat, name in enumerate(scenario.in_text["power"]):
        if not scenario.powers[seat].balanced:
            continue
        quarters = [
            turn
            for turn in range(1, len(state.history) + 1)
            if tightrope(scenario, at_end_of(view, entries, turn), seat)
        ]
        rope = tightrope(scenario, state, seat)
        if rope:
            text = f"Tightrope: {_meter(name, rope)} {_caps(rope, 'capped')}."
        else:
            text = f"Tightrope: no meter capped {possessive(name)} total at the end."
        if quarters:
            first = scenario.quarter(quarters[0])
            text += f" A cap held at the end of {len(quarters)} of {len(state.history)} quarters, first in {first}."
        lines.append(text)
    return lines


def _lowest(scenario: Scenario, state: State, seat: int) -> tuple[int, tuple[str, str]]:
    return min(zip(meters(scenario, state, seat), METERS, strict=True), key=lambda pair: pair[0])


def _meter(name: str, rope: Tightrope) -> str:
    return f"{possessive(name)} {rope.meter} of {rope.value} ({rope.made_of})"


def _caps(rope: Tightrope, verb: str) -> str:
    return f"{verb} its total at {rope.cap} instead of {rope.earned}"


def column_told(view: View, seat: int, column: int) -> str:
    """The points of a column goal by goal, as they stand."""
    scenario, state, name = view.scenario, view.state, COLUMNS[column]
    counted = [
        (goal_name(scenario, seat, goal), points, goal.weight)
        for goal, _, points in objective_scores(scenario, state, seat)
        if goal.column == name and (_agendas_count(view) or not isinstance(goal, AgendaSpec))
    ]
    parts = [f"{goal} {points / 100:g} of {weight}" for goal, points, weight in counted]
    added, now = sum(points for _, points, _ in counted), columns_now(scenario, state, seat)[column]
    text = f"{name.capitalize()}: {' + '.join(parts) or 'no goal counts in it'}"
    text += f" = {added / 100:g}" if len(parts) > 1 else ""
    text += f", rounded down to {added // 100}" if added % 100 else ""
    rest = now - added // 100
    if rest and _agendas_count(view) and state.agenda[seat] < 0:
        text += f", and {rest} from a secret agenda: {now}"
    elif rest:
        text += f"; {now} when it was last reckoned"
    return f"{text}."


def total_told(view: View, seat: int) -> list[str]:
    """How the columns come to the total: what caps it, what a catastrophe takes off, what waits for the end."""
    scenario, state = view.scenario, view.state
    columns, total = columns_now(scenario, state, seat), total_now(scenario, state, seat)
    added = sum(columns)
    sums = " + ".join(f"{name} {points}" for name, points in zip(COLUMNS, columns, strict=True))
    lines = [f"Total: {sums} = {added}{', of which 100 count' if added > 100 else ''}."]
    rope = tightrope(scenario, state, seat)
    held = min(100, added)
    if rope is not None:
        lines.append(held_by(scenario.within("power", seat), rope))
        held = rope.cap
    elif scenario.powers[seat].balanced:
        meter, value, cap = lowest_meter(scenario, state, seat)
        lines.append(f"Tightrope: the lowest meter, {meter} at {value}, allows up to {cap} and caps nothing.")
    if held != total:
        blame, whole = state.blame[seat], sum(state.blame)
        lines.append(
            f"Catastrophe: a share of {blame} in the blame of {whole} takes {held - total} off, which leaves {total}."
        )
    return lines + _agenda(view, seat)


def reckoned(view: View, seat: int) -> list[str]:
    """The whole sum: every column, then the total."""
    return [*(column_told(view, seat, column) for column in range(len(COLUMNS))), *total_told(view, seat)]


def _agenda(view: View, seat: int) -> list[str]:
    """One's own agenda while it does not count, as far as it is known."""
    found = [
        (goal, points)
        for goal, _, points in objective_scores(view.scenario, view.state, seat)
        if isinstance(goal, AgendaSpec)
    ]
    if _agendas_count(view):
        return []
    ended = view.state.ended is not None
    when = "it does not count, as the game ended early" if ended else "it counts when the game is over"
    return [
        f"Agenda ({goal.title}): {points / 100:g} of {goal.weight} in {goal.column} as it stands; {when}."
        for goal, points in found
    ]


def _agendas_count(view: View) -> bool:
    """Whether agendas are in the columns: only those who play to the last quarter are judged by them."""
    return view.state.ended is not None and view.state.turn >= view.scenario.spec.turns


def peeks_told(scenario: Scenario, peeks: Sequence[int]) -> list[str]:
    """A sentence for each power that chose again knowing what would follow; `peeks` counts how often, by seat."""
    names = zip(scenario.in_text["power"], peeks, strict=True) if peeks else ()
    return [
        f"{capital(name)} took {count(times, 'decision')} back having seen how programs answered."
        for name, times in names
        if times
    ]
