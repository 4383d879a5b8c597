"""Why a game's story is told by this ending and no other."""

from __future__ import annotations

from wargame.explain.places import place_of
from wargame.explain.units import caption, shown
from wargame.rules import endings
from wargame.rules.compiled import Scenario
from wargame.rules.endings import Clause
from wargame.rules.state import State

_BOUNDS = {
    ">=": "{} or more",
    "<=": "{} or less",
    ">": "more than {}",
    "<": "less than {}",
    "==": "{}",
    "!=": "not {}",
}


def why_this_ending(scenario: Scenario, state: State) -> list[str]:
    """What the ending of a finished game asks for and how far it was exceeded; then which came next."""
    if state.ended is None or state.ended.shared:
        return []
    number = state.ended.ending
    lines = [_told(scenario, state, clause) for clause in endings.clauses(scenario, number)]
    others = [pair for pair in endings.fits(scenario, state) if pair[1] != number]
    if not lines:
        return ["The conditions of no other ending hold."]
    if others:
        points, other = others[0]
        title, mine = scenario.spec.endings[other].title, endings.fit(scenario, state, number)
        lines.append(
            f"“{title}” holds too and comes next: its conditions are exceeded by {points}%, these by {mine}%."
        )
    return lines


def _told(scenario: Scenario, state: State, clause: Clause) -> str:
    """A condition: `Leverage of Norland: 60% (53% or more)`."""
    name, place = clause.path.split(".")[0], place_of(scenario, clause.path)
    value = clause.read(state)
    if place is None:
        return f"Quarter {value} ({_BOUNDS[clause.compare].format(clause.bound)})."
    bound = _BOUNDS[clause.compare].format(shown(name, clause.bound))
    return f"{caption(scenario, *place)}: {shown(name, value)} ({bound})."
