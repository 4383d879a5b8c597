"""What an actor says of a decision: worked out from what everybody knows, so that it gives nothing away.

A decision is made with all that its seat knows, its secret agenda among it. The words for it come from a second mind
that knows only what is known to all: whatever is secret, the same decision is told in the same words.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from wargame.actors.intents import ideas
from wargame.actors.mind import OUT_OF_SIGHT, Mind
from wargame.actors.replies import Words, reply
from wargame.actors.worth import changed
from wargame.explain.grammar import named
from wargame.rules.actions.answers import DefaultOn, Pass, React, Vote
from wargame.rules.actions.base import Action
from wargame.rules.actions.signals import Hold, Threaten
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.figures import FIGURES
from wargame.rules.fund import debtor_of
from wargame.rules.observe import View, view_of
from wargame.rules.threats import target_of

SECRET: Words = ("housekeeping", OUT_OF_SIGHT)
"""What is said of whatever is secret."""


def known_to_all(view: View) -> View:
    """What everybody knows, in the place of what a seat knows; an open offer that it answers is on the table."""
    scenario, state = view.scenario, view.state
    for seat in range(scenario.npowers):
        if seat != view.seat:
            state = view_of(scenario, state, seat).state
    offer = view.state.offer
    if offer is not None and not offer.secret:
        state = evolve(state, offer=offer)
    return View(view.seat, scenario, state)


def in_secret(view: View, action: Action) -> bool:
    """Whether not everybody may know of a decision: a secret act, an answer to a secret offer, a sealed order."""
    offer = view.state.offer
    answered = offer is not None and offer.secret and action.kind == Kind.ANSWER
    ordered = view.state.sealed and action.kind == Kind.ACT and not isinstance(action, Pass)
    return action.mask != ALL or answered or ordered


def tell(mind: Mind, action: Action) -> Words:
    """The words for a decision. The mind must know only what everybody knows and have no other choice."""
    return _TELLERS.get(action.kind, _consider)(mind, action)


def _option(mind: Mind, action: Action) -> Words:
    likeliest = max(mind.after(action), key=lambda pair: pair[0])[1]
    place = changed(mind.scenario, mind.state, likeliest, mind.seat)
    reason = "the other ways out cost more"
    if place is not None:
        reason = f"it is the better course {phrase(mind.scenario, *place, mind.seat)}"
    return "weigh the evils", reason


_PHRASES = {
    "consent": "for consent in {}",
    "grievance": "against grievance in {}",
    "environment": "for the environment of {}",
    "insurgency": "against the insurgents in {}",
    "tension": "against tension over {}",
    "readiness": "for readiness ({})",
    "threat": "against the militant threat",
    "fissile": "for nuclear security in {}",
    "trust": "for {:'s} trust in us",
    "disposition": "for {:'s} goodwill toward us",
}
"""Figures as they read inside a sentence; whoever trusts or is disposed is the first of a pair, the speaker the last."""


def phrase(scenario: Scenario, name: str, index: int, seat: int) -> str:
    """A figure's cell as a seat says what it is after: `for their trust in us`."""
    axes, places = FIGURES[name].axes, scenario.places(name, index)
    if axes == ("power",) and index == seat:
        title = FIGURES[name].title
        return f"for our {title[:1].lower()}{title[1:]}"
    return _PHRASES[name].format(named(scenario, axes[0], places[0]))


def _signal(mind: Mind, action: Action) -> Words:
    if isinstance(action, Hold):
        return "keep silent", "a threat that is not meant is dear"
    assert isinstance(action, Threaten)
    target, words = target_of(mind.scenario, mind.seat, action.threat), mind.name("demand", action.demand)
    return "name a price", f"{mind.name('power', target)} can {words}, or find out that we mean it"


def _vote(mind: Mind, action: Action) -> Words:
    assert isinstance(action, Vote)
    who = mind.name("power", debtor_of(mind.scenario))
    return (
        ("stand by the debtor", f"{who} afloat is safer than {who} adrift"),
        ("abstain", "an empty chair says what a vote would say too loudly"),
        ("say no", f"{who} has not earned this money"),
    )[action.stance]


def _react(mind: Mind, action: Action) -> Words:
    assert isinstance(action, React)
    where = mind.name("arena", mind.state.queue[0][2])
    if action.escalate:
        return "answer in kind", f"{where}: what goes unanswered is repeated"
    return "absorb it", f"{where}: the next rung costs more than this one hurts"


def _default(mind: Mind, action: Action) -> Words:
    assert isinstance(action, DefaultOn)
    who = mind.name("account", action.creditor)
    return "fail the one who can wait", f"there is not enough for all, and {who} can bear it best"


def _act(mind: Mind, action: Action) -> Words:
    """The first intent that proposes the move."""
    if isinstance(action, Pass):
        return "wait", "nothing on the table is worth its price this quarter"
    for name, idea in ideas(mind):
        if idea.action is action:
            return name.replace("_", " "), idea.reason
    return "make do", "as things stand it is worth its price"


def _consider(mind: Mind, action: Action) -> Words:
    return "consider", "of what is open this leaves us best placed"


_TELLERS: dict[Kind, Callable[[Mind, Action], Words]] = {
    Kind.OPTION: _option,
    Kind.SIGNAL: _signal,
    Kind.ACT: _act,
    Kind.ANSWER: reply,
    Kind.VOTE: _vote,
    Kind.REACT: _react,
    Kind.DEFAULT: _default,
}
