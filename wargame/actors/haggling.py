"""Counter-offers: one thing changed in an offer, so that it suits whoever is asked and the other side can still agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import evolve, frozen

from wargame.actors.bargains import fair_share, reserve, strings
from wargame.actors.governing import RED_LINE, crossed
from wargame.actors.mind import Mind
from wargame.explain.deals import possible
from wargame.rules.actions.haggling import MOST_COUNTERS, CounterOffer
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.composing import AMOUNTS, MOST_CLAUSES, keyed, largest_loan
from wargame.rules.errors import BadAction
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec

MOST_WEIGHED = 12
"""Counter-offers weighed at one answer."""
HOPEFUL = 0.5
"""Odds of agreement below which there is no use in asking."""
WORTH_ASKING = 0.3
"""Points below which a counter-offer is not worth the breath."""
_ON_TOP = (2, 4, 8)
"""Money ($100 m) asked on top of an offer that brings none."""
_INSTEAD = (3, 6, 10)
"""Money ($100 m) offered in the place of what a threat demands."""
_WANTED = ("vote", "relief", "know_how", "influence", "basing", "offtake", "truce")
"""Clauses asked on top, the most harmless first."""


@frozen
class Bid:
    """A counter-offer with what it would bring its seat after all, and the odds that it is accepted."""

    action: CounterOffer
    gain: float
    odds: float

    @property
    def score(self) -> float:
        """What it is expected to bring: refused, it brings nothing."""
        return self.gain * self.odds


def best_bid(mind: Mind, offer: Offer) -> Bid | None:
    """The counter-offer that promises most, of those that both sides could live with; None when there is none."""
    bids = (_weighed(mind, offer, action) for action in islice(possible_counters(mind, offer), MOST_WEIGHED))
    fit = [bid for bid in bids if bid.odds >= HOPEFUL and bid.score >= WORTH_ASKING]
    return max(fit, key=lambda bid: (bid.score, bid.action.key), default=None)


def _weighed(mind: Mind, offer: Offer, action: CounterOffer) -> Bid:
    made = action.made_of(offer)
    mine, judged = mind.weighed(made)
    tied = own_strings(mind, made)
    gain = mine - tied
    if made.kind == "truce":
        gain += calm(mind)
    return Bid(action, gain - kept_back(mind, made, gain, tied, judged.gain - judged.price), judged.odds)


def kept_back(mind: Mind, offer: Offer, gain: float, tied: float, theirs: float) -> float:
    """Points that a bargain must bring this seat: by its trust in the other side, and for what it brings them."""
    other = offer.proposer if mind.seat == offer.receiver else offer.receiver
    wary = reserve(abs(gain) + max(0.0, tied), mind.trusts(other), mind.temper.warmth)
    return wary + fair_share(offer.kind, theirs, mind.temper.greed)


def own_strings(mind: Mind, offer: Offer) -> float:
    """Points that an offer's strings cost this seat, as its temper sees them, and what its government never agrees to."""
    tied = strings(mind.scenario, mind.state, offer, mind.seat)
    tied += RED_LINE * crossed(mind.scenario, mind.state, offer, mind.seat)
    return tied * (1.2 - mind.temper.greed / 250) if tied > 0 else tied


def calm(mind: Mind) -> float:
    """Points that quiet is worth to this temper, beyond what the outlook shows."""
    return (60 - mind.temper.boldness) / 40


def possible_counters(mind: Mind, offer: Offer) -> Iterator[CounterOffer]:
    """What could be asked instead of an offer with one thing changed, and is allowed; dearest first."""
    if offer.counters >= MOST_COUNTERS:
        return
    board = Board(mind.scenario, mind.state)
    for bare in _changes(mind, offer):
        try:
            action = keyed(mind.scenario, bare)
        except BadAction:
            continue
        if isinstance(action, CounterOffer) and action.check(board) is None:
            yield action


def _changes(mind: Mind, offer: Offer) -> Iterator[CounterOffer]:
    """The offer with one thing changed in favour of whoever is asked."""
    seat, other = offer.asked, offer.asker
    gives, takes = (offer.takes, offer.gives) if seat == offer.receiver else (offer.gives, offer.takes)
    as_is = CounterOffer(seat, other, gives, takes)
    if offer.kind == "threat" and not offer.counters:
        for amount in _INSTEAD:
            yield evolve(as_is, gives=(ClauseSpec("money", amount),))
    if offer.kind == "loan":
        yield from _other_loans(mind, offer, as_is)
    for at, clause in enumerate(gives):
        if len(gives) + len(takes) > 1:
            yield evolve(as_is, gives=_without(gives, at))
        if clause.do in AMOUNTS:
            for amount in (clause.amount // 2, clause.amount * 3 // 4):
                yield evolve(as_is, gives=_with(gives, at, amount))
    if offer.kind == "threat" and seat == offer.receiver and booked(mind.state, seat) >= _INSTEAD[0]:
        return  # who can pay buys a threat off, and asks for nothing
    for at, clause in enumerate(takes):
        if clause.do in AMOUNTS:
            for amount in (clause.amount * 2, clause.amount * 3 // 2, clause.amount * 5 // 4):
                yield evolve(as_is, takes=_with(takes, at, min(amount, AMOUNTS[clause.do])))
    if len(takes) < MOST_CLAUSES:
        if all(clause.do != "money" for clause in (*gives, *takes)):
            for amount in _ON_TOP:
                yield evolve(as_is, takes=(*takes, ClauseSpec("money", amount)))
        asked = [c for c in possible(mind.view, other, seat, takes) if c.do in _WANTED]
        for clause in sorted(asked, key=lambda c: _WANTED.index(c.do)):
            yield evolve(as_is, takes=(*takes, clause))


def _other_loans(mind: Mind, offer: Offer, as_is: CounterOffer) -> Iterator[CounterOffer]:
    """The loan without a rider, larger for its debtor or smaller for its lender."""
    if mind.seat == offer.receiver:
        for rider in offer.riders:
            yield evolve(as_is, without=(rider,))
        for amount in (offer.terms[0] * 2, offer.terms[0] * 3 // 2):
            yield evolve(as_is, amount=min(amount, largest_loan(mind.scenario)))
    for amount in (offer.terms[0] // 2, offer.terms[0] * 3 // 4):
        if amount:
            yield evolve(as_is, amount=amount)


def _without(clauses: Sequence[ClauseSpec], at: int) -> tuple[ClauseSpec, ...]:
    return (*clauses[:at], *clauses[at + 1 :])


def _with(clauses: Sequence[ClauseSpec], at: int, amount: int) -> tuple[ClauseSpec, ...]:
    return (*clauses[:at], evolve(clauses[at], amount=amount), *clauses[at + 1 :])
