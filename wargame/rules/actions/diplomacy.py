"""Pacts with partners, deals between powers, and the courting that makes both possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules.actions.base import Action, ref
from wargame.rules.board import Board
from wargame.rules.company import seen_with
from wargame.rules.compiled import Scenario
from wargame.rules.offers import cannot_give, put_offer
from wargame.rules.records import Offer, Pact
from wargame.rules.spec import ClauseSpec
from wargame.rules.tuning import CostSpec


@frozen
class MakePact(Action):
    """Make a pact with a partner."""

    code: ClassVar[str] = "pact"
    family: ClassVar[str] = "diplomacy"
    title: ClassVar[str] = "Pact with a partner"
    about: ClassVar[str] = (
        "A standing agreement: know-how shared every quarter, and a partner that opens its doors to you. "
        "It has less time for the others."
    )
    pact: int = ref("pact")
    partner: int = ref("party")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for number, pact in enumerate(scenario.spec.pacts):
            if scenario.powers[seat].id in pact.powers:
                for partner in pact.partners:
                    yield cls(seat, number, scenario.numbers["party"][partner])

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        for pact in state.pacts:
            if pact.pact == self.pact and pact.power == self.seat and pact.partner == self.partner:
                return "the pact stands"
        needed = scenario.spec.pacts[self.pact].disposition
        felt = state.disposition[self.partner * scenario.npowers + self.seat]
        return None if felt >= needed else f"they feel {felt} toward you and it takes {needed}"

    def effect(self, board: Board) -> None:
        n = board.scenario.npowers
        board.state.pacts = (*board.state.pacts, Pact(self.pact, self.seat, self.partner))
        board.shift("disposition", self.partner * n + self.seat, 6, self.key)
        seen_with(board, self.seat, self.partner, 2, self.key)
        board.tell("pact_made", power=self.seat, party=self.partner, pact=self.pact)


@frozen
class OfferDeal(Action):
    """Offer a deal."""

    code: ClassVar[str] = "deal"
    family: ClassVar[str] = "diplomacy"
    title: ClassVar[str] = "Offer a deal"
    about: ClassVar[str] = (
        "Give and take in one stroke; standing clauses are checked every quarter, broken ones cost trust."
    )
    deal: int = ref("deal")
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for number, deal in enumerate(scenario.spec.deals):
            if scenario.powers[seat].id in deal.proposers:
                for receiver in deal.receivers:
                    target = scenario.numbers["power"][receiver]
                    if target != seat:
                        yield cls(seat, number, target)

    def counterpart(self, scenario: Scenario) -> int:
        return self.target

    def check(self, board: Board) -> str | None:
        deal = board.scenario.spec.deals[self.deal]
        own = cannot_give(board, self.seat, self.target, deal.gives)
        if own is not None:
            return own
        theirs = cannot_give(board, self.target, self.seat, deal.takes)
        return None if theirs is None else f"they cannot give it: {theirs}"

    def effect(self, board: Board) -> None:
        deal = board.scenario.spec.deals[self.deal]
        terms, gives, takes = (self.deal,), deal.gives, deal.takes
        put_offer(board, Offer("deal", self.seat, self.target, terms, gives=gives, takes=takes, key=self.key))


@frozen
class Compose(Action):
    """Offer a deal of one's own making: the one action that is not numbered, but checked when proposed."""

    code: ClassVar[str] = "compose"
    family: ClassVar[str] = "diplomacy"
    title: ClassVar[str] = "Compose a deal"
    about: ClassVar[str] = (
        "Put clauses together yourself: `compose`, a power, `give money:3 take vote`; join clauses with +."
    )
    target: int = ref("power")
    gives: tuple[ClauseSpec, ...] = ()
    takes: tuple[ClauseSpec, ...] = ()

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        """None: there is no end to them."""
        return iter(())

    def cost(self, board: Board) -> CostSpec:
        return board.scenario.spec.tuning.costs[OfferDeal.code]

    def counterpart(self, scenario: Scenario) -> int:
        return self.target

    def check(self, board: Board) -> str | None:
        if board.state.sealed:
            return "sealed orders leave no room for bargaining: offer a deal that has a name"
        own = cannot_give(board, self.seat, self.target, self.gives)
        if own is not None:
            return own
        theirs = cannot_give(board, self.target, self.seat, self.takes)
        return None if theirs is None else f"they cannot give it: {theirs}"

    def effect(self, board: Board) -> None:
        gives, takes = self.gives, self.takes
        put_offer(board, Offer("deal", self.seat, self.target, (), gives=gives, takes=takes, key=self.key))


@frozen
class Court(Action):
    """Court a power or a partner."""

    code: ClassVar[str] = "court"
    family: ClassVar[str] = "diplomacy"
    title: ClassVar[str] = "Court"
    about: ClassVar[str] = (
        "Visits, scholarships, hospitals: they trust you more, the less the better they know you; a client leans your way. "
        "Somebody minds."
    )
    target: int = ref("party")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in range(scenario.nparties):
            if target not in (seat, scenario.world):
                yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        n = board.scenario.npowers
        column = board.state.trust if self.target < n else board.state.disposition
        return "they could not like you more" if column[self.target * n + self.seat] >= 95 else None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        at = self.target * n + self.seat
        if self.target < n:
            board.shift("trust", at, _won(board.state.trust[at], 6), self.key)
            if scenario.powers[self.seat].id in scenario.powers[self.target].patrons:
                board.shift("influence", self.seat * n + self.target, 3, self.key)
        else:
            board.shift("disposition", at, _won(board.state.disposition[at], 7), self.key)
        seen_with(board, self.seat, self.target, 1, self.key)
        board.tell("party_courted", power=self.seat, party=self.target)


def _won(feeling: int, full: int) -> int:
    """What a visit wins: all of it up to a feeling of 55, then in the measure of what is left to be won."""
    return min(full, max(1, full * (100 - feeling) // 45))
