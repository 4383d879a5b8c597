"""How a player by rules of thumb answers what it is asked: headlines, threats, offers, votes, incidents, defaults."""

from __future__ import annotations

from wargame.actors.bargains import is_gift
from wargame.actors.goals import mark
from wargame.actors.haggling import best_bid, calm, kept_back, own_strings
from wargame.actors.mind import Mind
from wargame.actors.threats import NERVE, plans
from wargame.rules.actions.answers import Accept, Choose, DefaultOn, Keep, React, Refuse, Vote
from wargame.rules.actions.base import Action
from wargame.rules.actions.signals import Hold
from wargame.rules.chance import mix
from wargame.rules.measures import reading
from wargame.rules.records import Offer


def best(mind: Mind, scored: list[tuple[float, Action]]) -> Action:
    """The highest score; a whim of the seed, smaller than any good reason, settles what is nearly equal."""
    return max(scored, key=lambda pair: (pair[0] + whim(mind, pair[1]), -pair[1].number))[1]


def whim(mind: Mind, action: Action) -> float:
    """A small preference that holds for this turn: -0.12 to 0.12 points."""
    return (mix(mind.seed, mind.state.turn, action.number) % 1000 - 500) / 4200


def choose_option(mind: Mind) -> Action:
    """The option whose outlook is best."""
    return best(mind, [(mind.gain(action), action) for action in mind.of(Choose)])


def signal(mind: Mind) -> Action:
    """The threat that promises most, if any promises enough; else silence."""
    found = [(plan.score, plan.action) for plan in plans(mind)]
    top = best(mind, found) if found else None  # type: ignore[arg-type]
    worth_it = any(action is top and score >= NERVE for score, action in found)
    return top if top is not None and worth_it else mind.of(Hold)[0]


def answer(mind: Mind) -> Action:
    """Accept when the terms are worth more than their strings and the other can be trusted with them.

    Where other terms promise more, though they may be refused, these are asked for; a sure thing is risked for much more.
    """
    offer, refuse = mind.state.offer, mind.of(Refuse)[0]
    assert offer is not None
    accept = next(iter(mind.of(Accept)), None)
    worth = 0.0
    if accept is not None:
        if offer.kind == "truce" and mind.state.tension[offer.terms[0]] >= PEAK:
            return accept
        if is_gift(offer):
            return accept
        gain, tied = terms_worth(mind, offer, accept, refuse)
        theirs = mind.seen_share(offer, offer.asker, mind.almanac.foresee(mind.struck(offer)))
        worth = gain - kept_back(mind, offer, gain, tied, theirs) - max(0.0, whim(mind, accept))
    bid = best_bid(mind, offer)
    if accept is not None and worth > 0:
        return bid.action if bid is not None and bid.score > worth + SURE else accept
    return bid.action if bid is not None else refuse


PEAK = 7
"""The rung from which on any ceasefire is taken."""
SURE = 0.8
"""Points that another offer must promise beyond one that is good enough."""


def terms_worth(mind: Mind, offer: Offer, accept: Action, refuse: Action) -> tuple[float, float]:
    """Points that accepting an offer brings over refusing it, and what its strings take off them."""
    gain = mind.gain(accept) - mind.gain(refuse) + mind.votes_in(offer, mind.seat)
    tied = own_strings(mind, offer)
    gain -= tied
    if offer.kind == "truce":
        gain += calm(mind)
    if offer.kind == "threat" and mind.seat == offer.receiver:
        gain -= pride(mind)
    return gain, tied


def pride(mind: Mind) -> float:
    """Points that it costs this temper to be seen to give way."""
    return (mind.temper.boldness - 35) / 40


def vote(mind: Mind) -> Action:
    """Support, abstain or oppose: what each costs and wins by itself, and what hangs on the motion by how far the vote
    decides it."""
    return best(mind, [(mind.ballot.brings(mind.seat, action.stance), action) for action in mind.of(Vote)])


def react(mind: Mind) -> Action:
    """Absorb what can be absorbed; escalate where the ladder is low and pride is dear."""
    arena = mind.state.queue[0][2]
    scored: list[tuple[float, Action]] = []
    for action in mind.of(React):
        pride = (mind.temper.boldness - 52) / 12 if action.escalate else 0.0
        if action.escalate and mind.state.tension[arena] >= 8:
            pride -= 3.0
        scored.append((mind.gain(action) + pride, action))
    return best(mind, scored)


def default(mind: Mind) -> Action:
    """Fail the creditor who will take it with the least harm."""
    return best(mind, [(mind.gain(action), action) for action in mind.of(DefaultOn)])


AMBITION = 6.0
"""Points that the strongest taste for an agenda makes up for."""


def keep_agenda(mind: Mind) -> Action:
    """The ambition that usually brings most, or is nearest where nobody has measured it; a taste may prefer the other."""
    scenario, state = mind.scenario, mind.base().state
    agendas = scenario.powers[mind.seat].agendas
    scored: list[tuple[float, Action]] = []
    for action in mind.of(Keep):
        goal = agendas[action.which(scenario)]
        near = mark(goal, reading(goal.measure, scenario)(state))
        hoped = goal.weight * goal.usual / 100 if goal.usual else near
        scored.append((hoped + AMBITION * mind.temper.taste(goal.id), action))
    return best(mind, scored)


def consider(mind: Mind) -> Action:
    """Whatever else may be asked: the choice with the best outlook."""
    return best(mind, [(mind.gain(action), action) for action in mind.legal])
