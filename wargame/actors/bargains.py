"""What a bargain costs beyond what shows at once: its strings, and what is kept back against being cheated."""

from __future__ import annotations

from math import exp

from attrs import frozen

from wargame.actors.promises import parting, promised
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.records import Offer
from wargame.rules.state import State

_REPAID = 0.25
"""Points that a unit lent is worth when it comes back before the end."""
_ASSURED = 0.4
"""Points that a rider is worth to its lender where the outlook does not show it."""
_WHIM, _TEMPERS = 0.1, 0.7
"""Points by which a judgement is usually off: a mood, and of what is due how much the tempers differ that nobody sees."""
_NERVES = {"threat": 0.22, "loan": 0.25, "truce": 0.25, "rollover": 0.25}
"""Points by which it is off where pride, fear or need decide."""
_SHARED = ("deal", "stake")
"""Offers of which whoever is asked wants a share of what they bring the other side."""
_KINDER = {"threat": -0.08, "truce": 0.25}
"""Points by which judgements turn out better than they look: quiet is liked, and pride is not."""
_A_LITTLE_KINDER = 0.1
"""The same for whatever else is offered."""
_AGAINST_ALL = 0.04
"""Odds that somebody decides against all that is seen, for an ambition that is not."""
WELCOME = 3.0
"""Points that a gift seems to be worth at least."""
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
    due: float = 0.0
    """What it must bring beyond all that, by how much it brings the other side."""
    unsure: float = _WHIM
    """By how much all that may be off, as tempers differ."""
    kinder: float = _A_LITTLE_KINDER
    """By how much it usually turns out better."""

    @property
    def left(self) -> float:
        """What speaks for it after all."""
        return self.gain - self.price - self.wary - self.due

    @property
    def odds(self) -> float:
        """The odds that it is accepted, 0 to 1: `pytest -m slow tests/actors/test_odds.py` holds them against games."""
        off = (self.left + self.kinder) / self.unsure
        return _AGAINST_ALL + (1 - 2 * _AGAINST_ALL) / (1 + exp(-max(-30.0, min(30.0, off))))


def is_gift(offer: Offer) -> bool:
    """Whether whoever is asked gets something for nothing; goods under contract have to be paid for."""
    given, asked = (offer.takes, offer.gives) if offer.counters % 2 else (offer.gives, offer.takes)
    return offer.kind == "deal" and not asked and all(clause.do != "offtake" for clause in given)


def strings(scenario: Scenario, state: State, offer: Offer, seat: int) -> float:
    """Points that an offer costs one of its sides beyond what shows in the outlook at once."""
    gives, takes = (offer.gives, offer.takes) if seat == offer.proposer else (offer.takes, offer.gives)
    other = offer.receiver if seat == offer.proposer else offer.proposer
    tied = parting(gives) - promised(scenario, state, other, seat, takes)
    if seat == offer.receiver:
        return tied + rider_price(scenario, state, offer)
    assured = _ASSURED * sum(rider not in _SHOWN for rider in offer.riders)
    repaid = offer.kind == "loan" and state.turn + offer.terms[2] <= scenario.spec.turns
    return tied - assured - (_REPAID * offer.terms[0] if repaid else 0.0)


def reserve(stake: float, trust: int, warmth: int) -> float:
    """Points that a bargain must bring beyond its price: the more is at stake, and the less the other is trusted.

    From a tenth of the stake between warm friends to half of it among those who trust nobody; never less than nothing.
    """
    return stake * max(0.0, 0.5 - 0.004 * trust - 0.003 * (warmth - 50))


def judgement(kind: str, gain: float, price: float, wary: float, due: float) -> Judgement:
    """How an offer of a kind is judged, with how far what is seen of that may be off."""
    unsure = _NERVES.get(kind, _WHIM + _TEMPERS * due)
    return Judgement(gain, price, wary, due, unsure, _KINDER.get(kind, _A_LITTLE_KINDER))


def fair_share(kind: str, gain: float, greed: int) -> float:
    """Points that an offer must bring for what it brings the other side: the greedy want half, the modest none."""
    return max(0.0, gain) * (greed - 20) / 120 if kind in _SHARED else 0.0


def rider_price(scenario: Scenario, state: State, offer: Offer) -> float:
    """Points the riders of an offer cost its receiver beyond what shows in the outlook at once."""
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
    return total


def _strained(scenario: Scenario, state: State, debtor: int) -> float:
    """0 to 1: how likely a debtor is to fail."""
    spec = scenario.powers[debtor].reserves
    if spec is None:
        return 0.2
    held = booked(state, scenario.reserves[debtor])
    owed = sum(loan.amount for loan in state.loans if loan.debtor == debtor and loan.due <= state.turn + 6)
    return min(1.0, max(0.0, (owed - held + spec.floor // 2) / max(1, spec.floor)))
