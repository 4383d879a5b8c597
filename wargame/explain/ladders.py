"""Tension ladders in words: what a rung brings each quarter, and what an incident on it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from wargame.explain.money import is_lender
from wargame.explain.places import Place, place_of
from wargame.explain.units import Step, caption, moved, read
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.effects import Effect, compiled
from wargame.rules.events import Event
from wargame.rules.forecast import Change
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.phases.politics import cooling
from wargame.rules.phases.security import incident_odds
from wargame.rules.spec import EffectSpec

_CONDITION = re.compile(r"^\s*(\S+?)\s*(>=|<=|==|!=|>|<)\s*(-?\d+)\s*$")
_COMPARED = {">=": "at least", "<=": "at most", ">": "above", "<": "below", "==": "", "!=": "not"}


@frozen
class Toll:
    """One effect of a rung: the figure it changes, by how much, the odds in percent, and on what it depends."""

    place: Place
    by: int
    odds: int
    when: tuple[str, ...]
    becomes: bool
    """Whether `by` is what the figure becomes rather than a step."""
    payee: str
    """Who is paid, when it is one of the powers or partners by name."""


@frozen
class Rung:
    """A rung with what it brings each quarter while one stands on it."""

    number: int
    name: str
    rule: str
    incident: int
    """Percent odds of an incident."""
    cooling: int
    """Percent odds that tempers cool by a rung of themselves; a hundred under a ceasefire."""
    tolls: tuple[Toll, ...]
    brings: tuple[str, ...]
    """The same in a phrase each: `an incident (26%)`, `Tension, Line of Control up 1 (28%)`."""


def rung_of(view: View, arena: int, number: int) -> Rung:
    """A rung of an arena's ladder, with the odds as they would be there now."""
    scenario, there = view.scenario, view.state.copy()
    there.tension[arena] = number
    spec = scenario.spec.arenas[arena].rungs[number]
    cools = 100 if there.truce[arena] else cooling(number)
    odds = incident_odds(scenario, there, arena)
    each = tolls(scenario, spec.each_turn)
    return Rung(number, spec.name, spec.rule, odds, cools, each, _brings(scenario, odds, each, cools))


def rungs_ahead(view: View, arena: int) -> list[Rung]:
    """The rung an arena stands on and the next one up, as far as the game goes on there."""
    now, last = view.state.tension[arena], len(view.scenario.spec.arenas[arena].rungs) - 1
    return [rung_of(view, arena, number) for number in range(now, min(now + 2, last))]


def rungs_reached(view: View, changes: Iterable[Change | Step]) -> list[tuple[Rung, Rung]]:
    """For each ladder that changes lead up or down: the rung they lead to and the present one, while the game goes on."""
    reached = {change.index: change.value for change in changes if change.name == "tension"}
    return [
        (rung_of(view, arena, number), rung_of(view, arena, view.state.tension[arena]))
        for arena, number in reached.items()
        if number != view.state.tension[arena] and number < len(view.scenario.spec.arenas[arena].rungs) - 1
    ]


def _brings(scenario: Scenario, incident: int, each: Iterable[Toll], cooling: int) -> tuple[str, ...]:
    phrases = [f"an incident ({incident}%)" if incident else "no incidents"]
    phrases += [_told(scenario, toll) for toll in each]
    if cooling == 100:
        phrases.append("the ceasefire takes a rung off")
    elif cooling:
        phrases.append(f"tempers cool by a rung ({cooling}%)")
    return tuple(phrases)


def _told(scenario: Scenario, toll: Toll) -> str:
    name = toll.place[0]
    step = f"becomes {read(scenario, name, toll.by)}" if toll.becomes else moved(name, toll.by)
    text = f"{caption(scenario, *toll.place)} {step}"
    text += f", paid to {toll.payee}" if toll.payee else ""
    text += f" ({toll.odds}%)" if toll.odds < 100 else ""
    return text + (f", if {' and '.join(toll.when)}" if toll.when else "")


def tolls(scenario: Scenario, specs: tuple[EffectSpec, ...]) -> tuple[Toll, ...]:
    """Effects in words, in the order in which they happen."""
    pairs = zip(specs, compiled(specs, scenario), strict=True)
    return tuple(_toll(scenario, spec, effect) for spec, effect in pairs)


def _toll(scenario: Scenario, spec: EffectSpec, effect: Effect) -> Toll:
    paid = effect.verb == "pay"
    by = -effect.by if paid != is_lender(scenario, effect.name, effect.index) else effect.by
    payee = scenario.within("account", effect.payee) if paid and effect.payee != scenario.world else ""
    when = tuple(_condition(scenario, text) for text in spec.when)
    return Toll((effect.name, effect.index), by, effect.odds, when, effect.verb == "set", payee)


def _condition(scenario: Scenario, text: str) -> str:
    """`stability.PAK < 40` as `Stability, Pakistan below 40`."""
    match = _CONDITION.match(text)
    place = place_of(scenario, match[1]) if match else None
    if match is None or place is None:
        return text
    return " ".join(word for word in (caption(scenario, *place), _COMPARED[match[2]], match[3]) if word)


def incident_told(view: View, decision: Decision, events: Sequence[Event] | None = None) -> str:
    """The incident that a seat is asked to answer. `events` are its log, which tells militants from soldiers."""
    scenario, arena = view.scenario, decision.what
    spec, name = scenario.spec.arenas[arena], scenario.within("arena", arena)
    rung = view.state.tension[arena]
    where = f"rung {rung} of {len(spec.rungs) - 1}, {spec.rungs[rung].name}"
    first, second = scenario.arena_sides[arena]
    hit, other = (scenario.within("power", seat) for seat in (decision.seat, first + second - decision.seat))
    if _militants(view, decision, events):
        return (
            f"Militants from across {name} have struck in {hit}, and {other} is held to account. "
            f"The ladder is on {where}."
        )
    return f"Incident over {name}: {hit} is hit, and {other} stands across. The ladder is on {where}."


def _militants(view: View, decision: Decision, events: Sequence[Event] | None) -> bool:
    """Whether militants struck. Where both happened in one quarter, their attack is answered first."""
    scenario, state = view.scenario, view.state
    arena, seat = decision.what, decision.seat
    if not scenario.spec.arenas[arena].militants or scenario.arena_sides[arena][1] != seat or events is None:
        return False
    pending = [each for each in state.queue if each[:3] == (int(Kind.REACT), seat, arena)]
    hit = any(
        (event.kind, event.turn) == ("incident", state.turn)
        and (event.data["arena"], event.data["power"]) == (arena, seat)
        for event in events
    )
    return len(pending) > 1 or not hit
