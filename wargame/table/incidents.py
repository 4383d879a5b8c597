"""What an incident was, in a sentence: who was hit, in which arena and on which rung, and who is to be answered."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.board import Event, Kind
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.phases.security import hit_words


def incident_told(view: View, decision: Decision, events: Sequence[Event] | None = None) -> str:
    """The incident that a seat is asked to answer. `events` are its log, which tells militants from soldiers."""
    scenario, arena = view.scenario, decision.what
    spec, names = scenario.spec.arenas[arena], scenario.names["power"]
    rung = view.state.tension[arena]
    where = f"rung {rung} of {len(spec.rungs) - 1}, {spec.rungs[rung].name}"
    first, second = scenario.arena_sides[arena]
    other = names[second if decision.seat == first else first]
    if _militants(view, decision, events):
        return (
            f"Militants from across the line have struck in {names[decision.seat]}, and {other} is held to account. "
            f"The ladder, {spec.name}, is on {where}."
        )
    return (
        f"{hit_words(scenario, arena, decision.seat)}, and {other} stands across. The ladder is on {where}."
    )


def _militants(view: View, decision: Decision, events: Sequence[Event] | None) -> bool:
    """Whether militants struck. Where both happened in one quarter, their attack is answered first."""
    scenario, state = view.scenario, view.state
    arena, seat = decision.what, decision.seat
    if not scenario.spec.arenas[arena].militants or scenario.arena_sides[arena][1] != seat or events is None:
        return False
    pending = [each for each in state.queue if each[:3] == (int(Kind.REACT), seat, arena)]
    words = hit_words(scenario, arena, seat)
    hit = any(event.turn == state.turn and event.text.startswith(words) for event in events)
    return len(pending) > 1 or not hit
