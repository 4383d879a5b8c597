"""Counter-offers: what is on the table on other terms, from whoever was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import evolve, frozen

from wargame.rules.actions.base import Action, ref
from wargame.rules.actions.loans import no_plain_loan
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.offers import cannot_meet, put_offer
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec

MOST_COUNTERS = 2
"""Counter-offers to one offer: one by each side."""


@frozen
class CounterOffer(Action):
    """Answer an offer with another. Like a composed deal it has no number, and is checked when it is made."""

    code: ClassVar[str] = "counter_offer"
    title: ClassVar[str] = "Make a counter-offer"
    about: ClassVar[str] = (
        "The same offer on terms of yours: other clauses, a loan of another amount or without a rider. "
        "If they refuse it, that counts as your refusal."
    )
    kind: ClassVar[Kind] = Kind.ANSWER
    target: int = ref("power")
    gives: tuple[ClauseSpec, ...] = ()
    """All clauses that its seat gives: those of the offer that it keeps among them."""
    takes: tuple[ClauseSpec, ...] = ()
    """All clauses that the other gives."""
    amount: int = 0
    """What a loan is to be of ($100 m); 0 leaves it."""
    without: tuple[str, ...] = ()
    """Riders of a loan that are to go."""

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        """None: there is no end to them."""
        return iter(())

    def counterpart(self, scenario: Scenario) -> int:
        return self.target

    def made_of(self, offer: Offer) -> Offer:
        """The offer that it puts in the place of another."""
        mine = self.seat == offer.proposer
        terms = offer.terms
        if self.amount:
            terms = (self.amount, *terms[1:])
        elif offer.kind == "deal":
            terms = ()  # no deal that has a name
        return evolve(
            offer,
            terms=terms,
            riders=tuple(rider for rider in offer.riders if rider not in self.without),
            gives=self.gives if mine else self.takes,
            takes=self.takes if mine else self.gives,
            counters=offer.counters + 1,
        )

    def check(self, board: Board) -> str | None:
        offer = board.state.offer
        if offer is None or (self.seat, self.target) != (offer.asked, offer.asker):
            return f"{board.scenario.within('power', self.target)} has made you no offer"
        if offer.counters >= MOST_COUNTERS:
            return "each side has made its counter-offer: accept this one or refuse it"
        if offer.kind != "loan" and (self.amount or self.without):
            return "only a loan has an amount and riders"
        if strange := [rider for rider in self.without if rider not in offer.riders]:
            return f"no such rider is asked for: {board.scenario.rider(strange[0])}"
        made = self.made_of(offer)
        if _content(made) == _content(offer):
            return "that changes nothing: accept the offer or refuse it"
        return _unfit(board, made, self.seat, self.target)

    def effect(self, board: Board) -> None:
        offer = board.state.offer
        assert offer is not None
        put_offer(board, self.made_of(offer))


def _content(offer: Offer) -> tuple[object, ...]:
    """What an offer says, however it is put."""
    terms = () if offer.kind == "deal" else offer.terms
    return terms, offer.riders, frozenset(offer.gives), frozenset(offer.takes)


def _unfit(board: Board, made: Offer, seat: int, other: int) -> str | None:
    """Why a side could not keep its part of an offer, as it was checked when the first was made."""
    if made.kind in ("deal", "threat") and not made.gives and not made.takes:
        return "a deal takes at least one clause"
    if made.kind == "loan" and not made.riders:
        plain = no_plain_loan(board, made.proposer, made.receiver)
        if plain is not None:
            return plain
    own = cannot_meet(board, made, seat)
    if own is not None:
        return own
    theirs = cannot_meet(board, made, other)
    return None if theirs is None else f"they cannot give it: {theirs}"
