"""How the government of a power makes its program think: a temper, and what it stands for, as its scenario states them."""

from __future__ import annotations

from attrs import evolve

from wargame.actors.temper import Bearing, Temper
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.compiled import Scenario
from wargame.rules.governments import government_of
from wargame.rules.memory import breach
from wargame.rules.observe import View
from wargame.rules.records import Offer
from wargame.rules.regimes import CLOSED, regime_cell, targets_of
from wargame.rules.spec import GovernmentSpec
from wargame.rules.state import State

RED_LINE = 60.0
"""Points that no offer brings: what a government never agrees to."""
TRUCE = "truce"
"""A ceasefire, by itself or as a clause of a deal."""


def temper_of(view: View, drawn: Temper) -> Temper:
    """The temper of a seat: its government's as far as the view tells of one, else the one drawn from its seed."""
    government = government_of(view.scenario, view.state, view.seat)
    if government is None:
        return drawn
    return evolve(drawn, **government.temper, bearing=_bearing(view.scenario, view.seat, government))


def _bearing(scenario: Scenario, seat: int, government: GovernmentSpec) -> Bearing:
    known: dict[tuple[int, str], Bearing] = scenario.cache.setdefault("actors.bearings", {})
    key = seat, government.id
    if key not in known:
        numbers = scenario.numbers["power"]
        known[key] = Bearing(
            government=government.id,
            likes=government.likes,
            leans=government.leans,
            trusts={numbers[power]: more for power, more in government.trusts.items()},
            grudge=government.grudge,
            answers=government.answers,
        )
    return known[key]


def trust_in(scenario: Scenario, state: State, temper: Temper, seat: int, whom: int) -> int:
    """How much a seat trusts another: what the record says, as its government sees it."""
    record = state.trust[seat * scenario.npowers + whom]
    bearing = temper.bearing
    if bearing is None:
        return record
    held = bearing.grudge * breaches(state, seat, whom) if bearing.grudge else 0
    return max(0, min(100, record + bearing.trusts.get(whom, 0) - held))


def breaches(state: State, seat: int, by: int) -> int:
    """Words broken to a seat by another that are not forgotten yet."""
    return sum(1 for each in state.memories if each.holder == seat and each.about == by and breach(each.what))


def forsworn(scenario: Scenario, state: State, seat: int) -> tuple[str, ...]:
    """The clauses and riders that a seat's government never agrees to, as far as the position tells."""
    government = government_of(scenario, state, seat)
    return () if government is None else government.never


def crossed(scenario: Scenario, state: State, offer: Offer, seat: int) -> int:
    """How many red lines an offer would have a seat cross, as far as the position tells."""
    never = forsworn(scenario, state, seat)
    if not never:
        return 0
    gives = offer.gives if seat == offer.proposer else offer.takes
    riders = offer.riders if seat == offer.receiver else ()
    words = (*(clause.do for clause in gives), *riders, *((TRUCE,) if offer.kind == TRUCE else ()))
    return sum(word in never for word in words)


def eases(scenario: Scenario, state: State, action: Action) -> bool:
    """Whether an action opens what an export regime closes now."""
    return isinstance(action, Regime) and any(
        state.regime[regime_cell(scenario, action.seat, action.item, party)] > action.rung
        for party in targets_of(scenario, action.seat, action.target)
    )


def provoked(scenario: Scenario, state: State, temper: Temper, seat: int) -> frozenset[str]:
    """Classes of action that a seat takes to because of what is done to it now."""
    answers = temper.bearing.answers if temper.bearing is not None else {}
    return frozenset(
        code for what, codes in answers.items() if _STANDS[what](scenario, state, seat) for code in codes
    )


def _banned(scenario: Scenario, state: State, seat: int) -> bool:
    return any(
        state.regime[regime_cell(scenario, other, item, seat)] >= CLOSED
        for other in range(scenario.npowers)
        if other != seat
        for item in range(scenario.nitems)
    )


def _wronged(scenario: Scenario, state: State, seat: int) -> bool:
    return any(breaches(state, seat, other) for other in range(scenario.npowers))


def _threatened(scenario: Scenario, state: State, seat: int) -> bool:
    return any(threat.target == seat for threat in state.threats)


_STANDS = {"ban": _banned, "breach": _wronged, "threat": _threatened}
