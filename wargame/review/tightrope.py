"""The tightrope: when the lowest of a balanced power's three meters holds its total down."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.review.past import at_end_of
from wargame.review.scores import columns_now
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.scoring import BALANCE_ALLOWANCE, meters
from wargame.rules.state import State

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
    held = ((name, tightrope(scenario, state, seat)) for seat, name in enumerate(scenario.names["power"]))
    return [held_by(name, rope) for name, rope in held if rope]


def tightrope_news(scenario: Scenario, before: State, after: State) -> list[str]:
    """For each power what a quarter changed about it: it has begun to hold, it still does, it has let go."""
    lines = []
    for seat, name in enumerate(scenario.names["power"]):
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
    for seat, name in enumerate(scenario.names["power"]):
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
            text = f"Tightrope: no meter capped {name}'s total at the end."
        if quarters:
            first = scenario.quarter(quarters[0])
            text += f" A cap held at the end of {len(quarters)} of {len(state.history)} quarters, first in {first}."
        lines.append(text)
    return lines


def _lowest(scenario: Scenario, state: State, seat: int) -> tuple[int, tuple[str, str]]:
    return min(zip(meters(scenario, state, seat), METERS, strict=True), key=lambda pair: pair[0])


def _meter(name: str, rope: Tightrope) -> str:
    return f"{name}'s {rope.meter} of {rope.value} ({rope.made_of})"


def _caps(rope: Tightrope, verb: str) -> str:
    return f"{verb} its total at {rope.cap} instead of {rope.earned}"
