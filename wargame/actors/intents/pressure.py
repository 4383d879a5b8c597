"""Intents about threats: carry out what was announced and defied, give way to what is not worth defying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.actors.mind import Idea, Mind
from wargame.rules.actions.arenas import Escalate, StepBack
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.actions.security import Move
from wargame.rules.records import Threat
from wargame.rules.threats import met, standing


def keep_our_word(mind: Mind) -> Iterator[Idea]:
    """Carry out what was threatened and defied, while the ladder is low enough for it."""
    threat = standing(mind.state, mind.seat)
    if threat is None or not threat.defied:
        return
    wanted = mind.menace(threat).act
    for action in (*mind.of(Regime), *mind.of(Escalate)):
        if action != wanted or (isinstance(action, Escalate) and mind.state.tension[action.arena] > 4):
            continue
        whom = mind.name("power", threat.target)
        yield Idea(
            action,
            f"{whom} defied us, and the next word would not be believed",
            lift=(mind.temper.boldness - 55) / 40,
        )


def give_way(mind: Mind) -> Iterator[Idea]:
    """Do what a threat demands, where doing it costs less than what is threatened."""
    for threat in mind.state.threats:
        if threat.target != mind.seat or met(mind.scenario, mind.state, threat):
            continue
        whom = mind.name("power", threat.seat)
        for action in _acts(mind, threat):
            yield Idea(
                action, f"what {whom} threatens would cost us more than what it wants", lift=_pride(mind)
            )


def _pride(mind: Mind) -> float:
    return (50 - mind.temper.boldness) / 40 - 0.1


def _acts(mind: Mind, threat: Threat) -> Sequence[Action]:
    """What would meet a demand."""
    numbers, what = mind.scenario.numbers, threat.demand.what
    match threat.demand.do:
        case "relief":
            wanted = Regime(mind.seat, numbers["item"][what], threat.seat, 0)
            return [action for action in mind.of(Regime) if action == wanted]
        case "truce":
            return [action for action in mind.of(StepBack) if action.arena == numbers["arena"][what]]
        case "withdraw":
            return [action for action in mind.of(Move) if action.origin == numbers["station"][what]][:1]
    return []
