"""What a bargain costs beyond what shows at once: its strings, and what is kept back against being cheated."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State

_BOUND = {
    "truce": 0.3,
    "withdraw": 0.6,
    "relief": 0.4,
    "stake": 0.8,
    "vote": 0.15,
    "offtake": 0.3,
    "delay": 0.2,
    "forbear": 0.3,
}
"""Points that it costs to be bound by a clause for a year."""
_PARTED = {"know_how": 0.12, "influence": 0.1, "basing": 0.08}
"""Points that each unit given away costs beyond what the outlook shows: what others can no longer be asked for."""
_REPAID = 0.25
"""Points that a unit lent is worth when it comes back before the end."""
_ASSURED = 0.4
"""Points that a rider is worth to its lender where the outlook does not show it."""
_SHOWN = ("port_access", "first_claim")
"""Riders whose worth the outlook shows."""


@frozen
class Judgement:
    """How a side judges an offer, in points."""

    gain: float
    """What shows in the outlook."""
    price: float
    """What its strings take off that."""
    wary: float
    """What it must bring beyond both, by trust."""

    @property
    def left(self) -> float:
        """What speaks for it after all."""
        return self.gain - self.price - self.wary

    @property
    def odds(self) -> float:
        """The odds that it is accepted, 0 to 1."""
        return min(0.95, max(0.03, 0.5 + 0.22 * self.left))


def strings(scenario: Scenario, state: State, offer: Offer, seat: int) -> float:
    """Points that an offer costs one of its sides beyond what shows in the outlook at once."""
    if seat == offer.receiver:
        return rider_price(scenario, state, offer)
    assured = _ASSURED * sum(rider not in _SHOWN for rider in offer.riders)
    repaid = offer.kind == "loan" and state.turn + offer.terms[2] <= scenario.spec.turns
    return parting(offer.gives) - assured - (_REPAID * offer.terms[0] if repaid else 0.0)


def reserve(stake: float, trust: int, warmth: int) -> float:
    """Points that a bargain must bring beyond its price: the more is at stake, and the less the other is trusted.

    From a tenth of the stake between warm friends to half of it among those who trust nobody; never less than nothing.
    """
    return stake * max(0.0, 0.5 - 0.004 * trust - 0.003 * (warmth - 50))


def rider_price(scenario: Scenario, state: State, offer: Offer) -> float:
    """Points the riders and pledges of an offer cost its receiver beyond what shows in the outlook at once."""
    debtor, lender = offer.receiver, offer.proposer
    total = 0.0
    leaning = state.influence[lender * scenario.npowers + debtor] / 50
    for rider in offer.riders:
        if rider == "ceasefire" and scenario.spec.board is not None and scenario.spec.board.ceasefire:
            arena = scenario.numbers["arena"][scenario.spec.board.ceasefire]
            total += 0.3 + 0.6 * max(0, state.tension[arena] - 3)
        elif rider == "curb_militants":
            total += 0.3 + 0.08 * max(0, state.threat[0] - 45)
        elif rider == "no_control":
            total += 0.3 if scenario.powers[debtor].controls else 0.0
        elif rider == "port_access":
            total += 0.8 + leaning
        elif rider == "first_claim":
            total += 1.6 + leaning
        elif rider == "collateral":
            total += 1.0 + 1.5 * _strained(scenario, state, debtor)
    if offer.secret:
        total += 0.2
    return total + parting(offer.takes)


def parting(clauses: Iterable[ClauseSpec]) -> float:
    """Points that clauses cost whoever gives them, beyond what shows in the outlook at once."""
    return sum(_BOUND.get(clause.do, 0.0) + _PARTED.get(clause.do, 0.0) * clause.amount for clause in clauses)


def _strained(scenario: Scenario, state: State, debtor: int) -> float:
    """0 to 1: how likely a debtor is to fail."""
    spec = scenario.powers[debtor].reserves
    if spec is None:
        return 0.2
    held = booked(state, scenario.reserves[debtor])
    owed = sum(loan.amount for loan in state.loans if loan.debtor == debtor and loan.due <= state.turn + 6)
    return min(1.0, max(0.0, (owed - held + spec.floor // 2) / max(1, spec.floor)))
