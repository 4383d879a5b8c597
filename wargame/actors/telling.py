"""What an actor says of a decision: worked out from what everybody knows, so that it gives nothing away.

A decision is made with all that its seat knows, its secret agenda among it. The words for it come from a second mind
that knows only what is known to all: whatever is secret, the same decision is told in the same words.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from wargame.actors.intents import ideas
from wargame.actors.intents.relations import DEAL_WORDS
from wargame.actors.mind import OUT_OF_SIGHT, Mind
from wargame.actors.replies import Words, reply
from wargame.actors.worth import changed
from wargame.explain.grammar import named
from wargame.explain.pledges import broken_by, price, promised
from wargame.rules.actions.answers import DefaultOn, Pass, React, Vote
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.signals import Hold, Threaten
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.figures import FIGURES
from wargame.rules.fund import SUPPORT, debtor_of, motion_of
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
    """The words for a decision. The mind must know only what everybody knows and have no other choice.

    Who breaks a pledge by it says so, and what that costs.
    """
    intent, reason = _TELLERS.get(action.kind, _consider)(mind, action)
    return intent, "; ".join([reason, *_word_broken(mind, action)])


def _word_broken(mind: Mind, action: Action) -> list[str]:
    """What a decision does to its seat's own word, and at what price."""
    if all(pledge.giver != mind.seat for pledge in mind.state.pledges):
        return []
    likeliest = max(mind.after(action), key=lambda pair: pair[0])[1]
    return [
        f"it breaks our pledge to {mind.name('power', pledge.taker)} ({promised(mind.scenario, pledge)}), "
        f"and costs {price(mind.scenario, pledge, 'our')}"
        for pledge in broken_by(mind.view, action, likeliest)
    ]


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
    pledge = next((p for p in mind.state.pledges if p.kind == "vote" and p.giver == mind.seat), None)
    if pledge is not None:
        whom = mind.name("power", pledge.taker)
        if pledge.what == action.stance:
            return "keep our word", f"{whom} has our word on this vote"
        return "break our word", f"what {whom} was promised costs more than the promise"
    words = (_vote_for, _no_vote, _vote_against)[action.stance]
    motion = motion_of(mind.scenario, mind.state)
    return words(mind, f"“{motion.title}”" if motion else "this tranche")


SERVES = 0.4
"""Points from which a motion is voted on for what it brings."""


def _vote_for(mind: Mind, motion: str) -> Words:
    who = mind.name("power", debtor_of(mind.scenario))
    if mind.ballot.stake(mind.seat) >= SERVES:
        return "take what serves us", f"{motion} serves us, whoever else it serves"
    if mind.state.fund.agrees:
        return "follow the staff", "the staff has read the books, and says yes"
    return "stand by the debtor", f"{who} afloat is safer than {who} adrift"


def _no_vote(mind: Mind, motion: str) -> Words:
    last = mind.state.fund.last
    if last and last[mind.seat] == SUPPORT:
        return "keep them waiting", "a yes that is taken for granted wins nothing"
    if mind.ballot.stake(mind.seat) <= -SERVES:
        return "look away", f"{motion} does us no good, and a no would do us harm"
    return "abstain", "an empty chair says what a vote would say too loudly"


def _vote_against(mind: Mind, motion: str) -> Words:
    who = mind.name("power", debtor_of(mind.scenario))
    if mind.ballot.stake(mind.seat) <= -SERVES:
        return "stop what harms us", f"{motion} would cost us more than {who:'s} anger"
    if not mind.state.fund.agrees:
        return "follow the staff", "the staff does not vouch for this money, and neither do we"
    return "say no", f"{who} has not earned this money"


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


_AT_HAND = {
    "controls": "what is ours to sell is ours to steer",
    "investment": "what is built now need not be built later",
    "loans": "money is best seen to before it is needed",
    "security": "quiet is cheaper to keep than to win back",
    "diplomacy": "goodwill costs less before it is needed",
}
"""What is said of a move that no intent proposes, by its family."""


def _act(mind: Mind, action: Action) -> Words:
    """The first intent that proposes the move."""
    if isinstance(action, Pass):
        return "wait", "nothing on the table is worth its price this quarter"
    if isinstance(action, Compose):
        return "drive a bargain", DEAL_WORDS.format(mind.name("power", action.target))
    for name, idea in ideas(mind):
        if idea.action is action:
            return name.replace("_", " "), idea.reason
    return "use the quarter", _AT_HAND[action.family]


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
