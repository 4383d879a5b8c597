"""What clauses cost whoever gives them and bring whoever takes them, beyond what shows in an outlook at once."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.compiled import Scenario
from wargame.rules.regimes import regime_cell
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State
from wargame.rules.trade import demand

_BOUND = {
    "truce": 0.2,
    "withdraw": 0.35,
    "relief": 0.3,
    "stake": 0.5,
    "vote": 0.15,
    "offtake": 0.15,
    "delay": 0.2,
    "forbear": 0.3,
}
"""Points that it costs to be bound by a clause for a year."""
_PARTED = {"know_how": 0.12, "influence": 0.1, "basing": 0.1}
"""Points that each unit given away costs: what others can no longer be asked for."""
_STANDS = {"basing": 0.08, "stake": 0.2}
"""Points that a place in somebody's country is worth, by unit or outright."""


def parting(clauses: Iterable[ClauseSpec]) -> float:
    """Points that clauses cost whoever gives them."""
    return sum(_BOUND.get(clause.do, 0.0) + _PARTED.get(clause.do, 0.0) * clause.amount for clause in clauses)


def promised(
    scenario: Scenario, state: State, giver: int, taker: int, clauses: Iterable[ClauseSpec]
) -> float:
    """Points that clauses are worth to whoever is promised them."""
    return sum(_promised(scenario, state, giver, taker, clause) for clause in clauses)


def _promised(scenario: Scenario, state: State, giver: int, taker: int, clause: ClauseSpec) -> float:
    match clause.do:
        case "truce":
            return 0.12 * state.tension[scenario.numbers["arena"][clause.what]]
        case "withdraw":
            return _quiet(scenario, state, taker, scenario.numbers["station"][clause.what])
        case "offtake":
            return _assured(scenario, state, giver, taker, clause)
        case "stake" | "basing":
            return _stands(scenario, giver, taker, clause)
    return 0.0


def _stands(scenario: Scenario, giver: int, taker: int, clause: ClauseSpec) -> float:
    """What a place in another's country is worth to a power that its host looks to."""
    looked_to = scenario.ids["power"][taker] in scenario.powers[giver].patrons
    return _STANDS[clause.do] * max(1, clause.amount) if looked_to else 0.0


def _quiet(scenario: Scenario, state: State, taker: int, station: int) -> float:
    """What fewer forces at a place are worth to whoever faces them there."""
    if scenario.station_kind[station] != "arena":
        return 0.0
    arena = scenario.station_place[station]
    if taker not in scenario.arena_sides[arena] or state.force[station] <= 3:
        return 0.0
    return 0.1 * state.tension[arena] + 0.06 * (state.force[station] - 3)


def _assured(scenario: Scenario, state: State, giver: int, taker: int, clause: ClauseSpec) -> float:
    """What goods under contract are worth: those that one needs, and that another could shut off."""
    material, parties = scenario.numbers["material"][clause.what], scenario.nparties
    bought = [state.flow[(material * parties + taker) * parties + seller] for seller in range(parties)]
    short = sum(demand(scenario, state, taker, material)) - bought[taker]
    others = max((p for p in range(parties) if p not in (giver, taker)), key=lambda p: (bought[p], -p))
    feared = bought[others] / max(1, sum(bought)) * (1.0 - _faith(scenario, state, taker, others))
    if others < scenario.npowers and state.regime[regime_cell(scenario, others, material, taker)]:
        feared = 1.0
    return 0.08 * feared * min(clause.amount, max(0, short), 12)


def _faith(scenario: Scenario, state: State, taker: int, seller: int) -> float:
    """How surely a seller goes on selling: 0 to 1."""
    powers = scenario.npowers
    return state.trust[taker * powers + seller] / 100 if seller < powers else 0.8
