"""A deal or a counter-offer while it is put together: whom it is for, what stands in it, and the action it makes."""

from __future__ import annotations

from typing import Self

from attrs import define

from wargame.explain import deals
from wargame.explain.questions import terms_told
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.observe import View
from wargame.rules.spec import ClauseSpec


@define
class Draft:
    """What stands in it so far. A counter-offer begins with the terms of the offer before the seat."""

    view: View
    target: int
    sides: tuple[list[ClauseSpec], list[ClauseSpec]]
    """What the seat gives, what the other gives."""
    counters: bool = False
    """Whether it answers an offer, and so has its partner."""
    about: str = ""
    """What the offer does besides any clauses, which stays as it is; empty for deals and loans."""
    lent: int = 0
    """What the loan is to be of ($100 m); 0 when it is about none."""
    riders: tuple[str, ...] = ()
    """Riders of the loan as it was offered."""
    dropped: frozenset[str] = frozenset()
    """Those that are to go."""

    @classmethod
    def deal(cls, view: View) -> Self:
        """An empty deal with the first there is."""
        return cls(view, deals.partners(view)[0], ([], []))

    @classmethod
    def counter(cls, view: View) -> Self:
        """The offer before the seat, as it stands."""
        offer = view.state.offer
        assert offer is not None, "only an offer can be countered"
        gives, takes = deals.own_terms(view)
        lent = offer.terms[0] if offer.kind == "loan" else 0
        about = "" if offer.kind in ("deal", "loan") else terms_told(view)[0]
        return cls(view, offer.asker, ([*gives], [*takes]), True, about, lent, offer.riders)

    @property
    def title(self) -> str:
        """What is being done."""
        return CounterOffer.title if self.counters else Compose.title

    @property
    def action(self) -> Action | str:
        """The action as it stands, or why it cannot be taken."""
        if self.counters:
            return deals.counter_offer(self.view, *self.sides, self.lent, sorted(self.dropped))
        return deals.deal(self.view, self.target, *self.sides)

    def parties(self, side: int) -> tuple[int, int]:
        """Who gives and who takes what stands on a side."""
        return (self.view.seat, self.target) if side == 0 else (self.target, self.view.seat)

    def barred(self, side: int, clause: ClauseSpec) -> str:
        """Why a clause cannot stand there with the present partner; empty when it can."""
        return deals.barred(self.view, *self.parties(side), clause) or ""

    def possible(self, side: int) -> list[ClauseSpec]:
        """Clauses that could be added on a side."""
        return deals.possible(self.view, *self.parties(side), self.sides[side])

    def turn_to(self, step: int) -> None:
        """Another partner. What it cannot give or take stays, with the reason: the one after may."""
        others = deals.partners(self.view)
        if not self.counters:
            self.target = others[(others.index(self.target) + step) % len(others)]

    def change(self, side: int, place: int, step: int) -> None:
        """More or less of a clause."""
        self.sides[side][place] = deals.changed(self.sides[side][place], step)

    def lend(self, step: int) -> None:
        """A larger or a smaller loan."""
        self.lent = deals.lent_more(self.view, self.lent, step)

    def toggle(self, rider: str) -> None:
        """Drop a rider, or leave it in after all."""
        self.dropped ^= {rider}
