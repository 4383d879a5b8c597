"""Deals put together clause by clause: what a side could promise, and the deal that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from wargame.explain.means import refused
from wargame.rules.actions.diplomacy import Compose, OfferDeal
from wargame.rules.actions.haggling import MOST_COUNTERS, CounterOffer
from wargame.rules.board import Board, Kind
from wargame.rules.composing import AMOUNTS, MOST_CLAUSES, compose, counter, fits, largest_loan
from wargame.rules.errors import BadAction
from wargame.rules.observe import View
from wargame.rules.offers import CLAUSES, WHATS, cannot_give, clause_text
from wargame.rules.spec import ClauseSpec
from wargame.rules.words import money, world_share

_STEPS = {"money": 1, "offtake": 10, "know_how": 5, "influence": 5, "basing": 5}
_TITLES = {
    "money": "Money",
    "relief": "Relief from controls",
    "offtake": "Sales under contract",
    "vote": "A vote",
    "truce": "Restraint",
    "know_how": "Separation know-how",
    "stake": "A stake in a mine",
    "withdraw": "Withdrawal of forces",
    "influence": "Alignment",
    "basing": "Basing",
    "delay": "A year's delay of debt",
    "forbear": "The threat dropped",
}


def composes(view: View) -> bool:
    """Whether the seat may compose deals at all."""
    return OfferDeal.code in view.scenario.powers[view.seat].menu and not view.state.sealed


def haggles(view: View) -> bool:
    """Whether the seat is asked about an offer that it can still counter."""
    offer = view.state.offer
    return offer is not None and offer.asked == view.seat and offer.counters < MOST_COUNTERS


def own_terms(view: View) -> tuple[tuple[ClauseSpec, ...], tuple[ClauseSpec, ...]]:
    """What the seat gives and what it takes, clause by clause, in the offer before it."""
    offer = view.state.offer
    assert offer is not None, "only an offer has terms"
    return (offer.takes, offer.gives) if offer.receiver == view.seat else (offer.gives, offer.takes)


def partners(view: View) -> list[int]:
    """Powers a deal can be offered to."""
    return [seat for seat in range(view.scenario.npowers) if seat != view.seat]


def possible(view: View, giver: int, taker: int, taken: Sequence[ClauseSpec]) -> list[ClauseSpec]:
    """Clauses that a side could add, each at its least amount, as far as the view tells."""
    if len(taken) >= MOST_CLAUSES:
        return []
    board = Board(view.scenario, view.state)
    used = {(clause.do, clause.what) for clause in taken}
    found = []
    for do in CLAUSES:
        amount = _STEPS.get(do, 1) if do in AMOUNTS else 0
        for what in view.scenario.ids[WHATS[do]] if do in WHATS else ("",):
            clause = ClauseSpec(do, amount, what)
            if (do, what) not in used and not barred(view, giver, taker, clause, board):
                found.append(clause)
    return found


def barred(view: View, giver: int, taker: int, clause: ClauseSpec, board: Board | None = None) -> str | None:
    """Why a side cannot give a clause, as far as the view tells."""
    try:
        fits(view.scenario, giver, clause)
    except BadAction as error:
        return str(error)
    return cannot_give(board or Board(view.scenario, view.state), giver, taker, (clause,))


def changed(clause: ClauseSpec, step: int) -> ClauseSpec:
    """The clause with more or less of what it promises."""
    if clause.do not in AMOUNTS:
        return clause
    size = _STEPS.get(clause.do, 1)
    least = min(size, AMOUNTS[clause.do])
    amount = max(least, min(AMOUNTS[clause.do], clause.amount + step * size))
    return evolve(clause, amount=amount)


def title(clause: ClauseSpec, view: View) -> str:
    """A clause in a few words: `Money`, `Restraint, the Strait`."""
    words = _TITLES.get(clause.do, clause.do.replace("_", " "))
    if not clause.what:
        return words
    kind = WHATS[clause.do]
    return f"{words}, {view.scenario.names[kind][view.scenario.numbers[kind][clause.what]]}"


def amount(clause: ClauseSpec) -> str:
    """How much a clause promises; nothing for one without an amount."""
    if clause.do not in AMOUNTS:
        return ""
    if clause.do == "money":
        return money(clause.amount)
    return world_share(clause.amount) if clause.do == "offtake" else str(clause.amount)


def sentence(clause: ClauseSpec, view: View) -> str:
    """A clause as its receiver will read it."""
    return clause_text(clause, view.scenario)


def deal(view: View, target: int, gives: Sequence[ClauseSpec], takes: Sequence[ClauseSpec]) -> Compose | str:
    """The deal, or why it cannot be offered."""
    try:
        action = compose(view.scenario, Compose(view.seat, target, tuple(gives), tuple(takes)))
    except BadAction as error:
        return str(error)
    assert action.kind == Kind.ACT
    return refused(view, action) or action


def counter_offer(
    view: View,
    gives: Sequence[ClauseSpec],
    takes: Sequence[ClauseSpec],
    lent: int = 0,
    without: Sequence[str] = (),
) -> CounterOffer | str:
    """The counter-offer to what is before the seat, or why it cannot be made. A loan is to be of `lent`, if that is new."""
    offer = view.state.offer
    assert offer is not None, "only an offer can be countered"
    new = lent if offer.kind == "loan" and lent != offer.terms[0] else 0
    bare = CounterOffer(view.seat, offer.asker, tuple(gives), tuple(takes), new, tuple(without))
    try:
        action = counter(view.scenario, bare)
    except BadAction as error:
        return str(error)
    return refused(view, action) or action


def lent_more(view: View, lent: int, step: int) -> int:
    """The loan's amount a step up or down."""
    return max(1, min(largest_loan(view.scenario), lent + step))
