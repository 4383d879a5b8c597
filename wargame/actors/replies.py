"""What an actor says of its answer to an offer: what made it agree, what it wants instead, what stood in the way."""

from __future__ import annotations

from attrs import evolve

from wargame.actors.answers import PEAK, terms_worth
from wargame.actors.haggling import own_strings
from wargame.actors.mind import Mind
from wargame.rules.actions.answers import Accept, Refuse
from wargame.rules.actions.base import Action
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Board, Kind
from wargame.rules.offers import WHATS, cannot_meet, unable
from wargame.rules.records import Offer
from wargame.rules.space import space_of
from wargame.rules.spec import ClauseSpec
from wargame.rules.threats import standing
from wargame.rules.words import money

Words = tuple[str, str]
"""The intent behind a decision and the reason for it."""
DOUBTFUL = 0.35
"""Odds of being carried out below which a threat is not believed."""
EVEN = 0.3
"""Points within which an offer is neither here nor there."""

_OURS = {
    "money": "our money",
    "relief": "our control of {what}",
    "offtake": "what we would have to sell",
    "vote": "our vote",
    "truce": "a free hand over {what}",
    "know_how": "what we know",
    "stake": "a stake in our ground",
    "withdraw": "our force at {what}",
    "influence": "a course of our own",
    "basing": "a base on our soil",
    "delay": "what we are owed",
    "forbear": "what we have threatened",
}
"""What a clause takes from whoever gives it, in its own mouth."""

_THEIRS = {
    "money": "{money}",
    "relief": "relief on {what}",
    "offtake": "a part of what {whom} makes",
    "vote": "{whom:'s} vote",
    "truce": "quiet over {what}",
    "know_how": "some of what {whom} knows",
    "stake": "a stake in {whom:'s} ground",
    "withdraw": "fewer forces at {what}",
    "influence": "a lean our way",
    "basing": "a place for our forces",
    "delay": "a year to pay",
    "forbear": "an end of {whom:'s} threats",
}
"""What a clause brings whoever gets it, in its own mouth."""


def reply(mind: Mind, action: Action) -> Words:
    """The words for an answer to the offer on the table."""
    offer = mind.state.offer
    assert offer is not None
    if isinstance(action, Accept):
        return _agreed(mind, offer)
    if isinstance(action, CounterOffer):
        return "haggle", _wanted(mind, offer, action)
    if offer.kind == "threat" and mind.seat == offer.receiver:
        return "stand firm", _unmoved(mind, offer)
    return ("hold the line" if _bare_truce(offer) else "decline"), _in_the_way(mind, offer)


def _agreed(mind: Mind, offer: Offer) -> Words:
    whom = mind.name("power", offer.asker)
    if offer.kind == "truce" and mind.state.tension[offer.terms[0]] >= PEAK:
        return "keep the peace", f"at this height any hand from {whom} is taken"
    if offer.kind == "threat" and mind.seat == offer.receiver:
        return "give way", f"what {whom} threatens would cost us more than what it wants"
    if offer.counters:
        return "settle", f"on {whom:'s} terms it is still worth our while"
    words = {
        "loan": ("take the money", f"{whom:'s} money comes when it is needed"),
        "stake": ("let them build", f"{whom} pays for what we could not dig alone"),
        "truce": ("keep the peace", f"a quiet year is worth more than a point won against {whom}"),
        "rollover": ("wait for a debtor", f"{whom} repays more surely later than now"),
    }
    return words.get(offer.kind, ("strike a deal", f"what {whom} gives is worth what it takes"))


def _wanted(mind: Mind, offer: Offer, action: CounterOffer) -> str:
    """What a counter-offer changes, and why."""
    whom = mind.name("power", offer.asker)
    if action.without:
        return "the money is welcome, its rider is not"
    if action.amount:
        if action.amount > offer.terms[0]:
            return f"{money(action.amount)} would see us through"
        if mind.seat == offer.proposer:
            return f"{money(action.amount)} is what we can spare"
        return f"{money(action.amount)} is as much as we want to owe {whom}"
    gives, takes = _sides(offer, mind.seat)
    kinds = {(clause.do, clause.what) for clause in takes}
    for clause in action.takes:
        if (clause.do, clause.what) not in kinds:
            return f"{_phrase(mind, _THEIRS, clause, offer)} would make it worth our while"
    kept = {(clause.do, clause.what) for clause in action.gives}
    for clause in gives:
        if (clause.do, clause.what) not in kept:
            return f"{_phrase(mind, _OURS, clause, offer)} is not for sale"
    return f"{whom} asks a little much for what it gives"


def _in_the_way(mind: Mind, offer: Offer) -> str:
    """Why an offer is refused, as far as everybody can see."""
    whom = mind.name("power", offer.asker)
    if unable(Board(mind.scenario, mind.state)) is not None:
        return "we cannot give what is asked"
    if _bare_truce(offer):
        return f"quiet on {whom:'s} terms is no quiet"
    heaviest = _heaviest(mind, offer)
    if heaviest is not None:
        return f"{_phrase(mind, _OURS, heaviest, offer)} is worth more to us than {_brought(mind, offer)}"
    accept, refuse = (
        next(a for a in space_of(mind.scenario).groups[Kind.ANSWER, mind.seat] if isinstance(a, cls))
        for cls in (Accept, Refuse)
    )
    gain, tied = terms_worth(mind, offer, accept, refuse)
    if gain + tied > 0:
        return "the money is not worth its rider" if offer.riders else "the strings weigh more than the gift"
    if gain > -EVEN:
        return "it would leave us where we are"
    if mind.seat == offer.proposer:
        return f"{whom} asks more than it gives"
    return {
        "loan": f"{whom:'s} money would lean on us more than it would help",
        "stake": f"what {whom} digs here would be {whom:'s}, and so would we",
        "rollover": f"{whom} can pay now, and may not be able to later",
    }.get(offer.kind, f"{whom} asks more than it gives")


def _unmoved(mind: Mind, offer: Offer) -> str:
    """Why a threat is not given way to, as far as everybody can see."""
    whom, threat = mind.name("power", offer.asker), standing(mind.state, offer.proposer)
    if unable(Board(mind.scenario, mind.state)) is not None:
        return f"we cannot give {whom} what it wants"
    if threat is not None and mind.menace(threat).odds < DOUBTFUL:
        return f"{whom} will hardly do what it says"
    what = _phrase(mind, _OURS, offer.takes[0], offer) if offer.takes else "what it wants"
    return f"{what} is worth more to us than being left alone by {whom}"


def _bare_truce(offer: Offer) -> bool:
    return offer.kind == "truce" and not offer.gives and not offer.takes


def _sides(offer: Offer, seat: int) -> tuple[tuple[ClauseSpec, ...], tuple[ClauseSpec, ...]]:
    """What a seat gives and what it takes."""
    return (offer.takes, offer.gives) if seat == offer.receiver else (offer.gives, offer.takes)


def _heaviest(mind: Mind, offer: Offer) -> ClauseSpec | None:
    """The clause whose giving costs most; None when nothing is given, or nothing of it costs anything."""
    gives, _ = _sides(offer, mind.seat)
    worth = _worth(mind, offer)
    costs = [(_worth(mind, _spared(offer, mind.seat, at)) - worth, -at) for at in range(len(gives))]
    cost, at = max(costs, default=(0.0, 0))
    return gives[-at] if cost > 0 else None


def _spared(offer: Offer, seat: int, at: int) -> Offer:
    """The offer without one clause of a seat's own."""
    gives, _ = _sides(offer, seat)
    left = (*gives[:at], *gives[at + 1 :])
    return evolve(offer, takes=left) if seat == offer.receiver else evolve(offer, gives=left)


def _worth(mind: Mind, offer: Offer) -> float:
    board = Board(mind.scenario, mind.state)
    if any(cannot_meet(board, offer, side) is not None for side in (offer.proposer, offer.receiver)):
        return 0.0
    return mind.value(mind.struck(offer)) - mind.standing_value() - own_strings(mind, offer)


def _brought(mind: Mind, offer: Offer) -> str:
    """What the other side brings, in a word."""
    whom = mind.name("power", offer.asker)
    _, takes = _sides(offer, mind.seat)
    if mind.seat == offer.receiver and offer.kind == "loan":
        return "the loan"
    if len(takes) == 1 and offer.kind == "deal":
        return "the money" if takes[0].do == "money" else _phrase(mind, _THEIRS, takes[0], offer)
    return f"what {whom} gives" if takes or offer.kind != "deal" else "nothing"


def _phrase(mind: Mind, table: dict[str, str], clause: ClauseSpec, offer: Offer) -> str:
    kind = WHATS.get(clause.do, "")
    what = mind.name(kind, mind.scenario.numbers[kind][clause.what]) if kind else ""
    return table[clause.do].format(
        what=what, whom=mind.name("power", offer.asker), money=money(clause.amount)
    )
