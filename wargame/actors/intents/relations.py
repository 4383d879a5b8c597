"""Intents about others: partners, courting, and deals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wargame.actors.drafting import draft
from wargame.actors.haggling import own_strings
from wargame.actors.mind import Idea, Mind
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.arenas import Escalate
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.actions.diplomacy import Court, MakePact, OfferDeal
from wargame.rules.actions.security import Move
from wargame.rules.offers import overture
from wargame.rules.pledges import broken
from wargame.rules.records import Offer, Pledge

DEAL_WORDS = "both {} and we can live with it"
"""What is said of a deal: not what is in it, which others do not learn."""


def win_friends(mind: Mind) -> Iterator[Idea]:
    """Pacts where a partner is ready, visits where it nearly is."""
    scenario, state = mind.scenario, mind.state
    n = scenario.npowers
    pacts = sorted(
        mind.of(MakePact),
        key=lambda a: (-scenario.spec.pacts[a.pact].know_how, mind.mood(a.number, 59), a.number),
    )
    for action in pacts[:2]:
        who = mind.name("party", action.partner)
        yield Idea(action, f"{who} is ready to sign, and friends are made in quiet years", lift=0.5)
    courts = mind.of(Court)
    partners = [a for a in courts if a.target >= n]
    partners.sort(
        key=lambda a: (_short_of_pact(mind, a.target), state.disposition[a.target * n + mind.seat], a.target)
    )
    for court in partners[:2]:
        lift = 0.25 if _short_of_pact(mind, court.target) < 50 else 0.0
        yield Idea(court, f"{mind.name('party', court.target)} remembers who came when nothing was wanted",
                   lift=lift + (mind.temper.warmth - 50) / 100)  # fmt: skip
    powers = sorted((a for a in courts if a.target < n), key=lambda a: (mind.trusted(a.target), a.target))
    for court in powers[:2]:
        yield Idea(court, f"{mind.name('power', court.target)} will be needed, one way or another",
                   lift=(mind.temper.warmth - 50) / 60)  # fmt: skip


def _short_of_pact(mind: Mind, partner: int) -> int:
    """How much a partner's feeling lacks for a pact not yet made; 50 when there is none to make."""
    scenario, state = mind.scenario, mind.state
    me = scenario.powers[mind.seat].id
    made = {(p.pact, p.partner) for p in state.pacts if p.power == mind.seat}
    felt = state.disposition[partner * scenario.npowers + mind.seat]
    lacks = [
        max(0, spec.disposition - felt)
        for number, spec in enumerate(scenario.spec.pacts)
        if me in spec.powers
        and scenario.ids["party"][partner] in spec.partners
        and (number, partner) not in made
    ]
    return min((x for x in lacks if x), default=50)


def go_back_on_our_word(mind: Mind) -> Iterator[Idea]:
    """What a pledge of one's own forbids, where that would pay in spite of its price: the outlook takes it off."""
    scenario, state = mind.scenario, mind.state
    for pledge in state.pledges:
        if pledge.giver != mind.seat or broken(scenario, state, pledge):
            continue
        whom = mind.name("power", pledge.taker)
        for action in _forbidden(mind, pledge):
            likeliest = max(mind.after(action), key=lambda pair: pair[0])[1]
            if broken(scenario, likeliest, pledge):
                yield Idea(action, f"what we promised {whom} costs more to keep than to break")


def _forbidden(mind: Mind, pledge: Pledge) -> Sequence[Action]:
    """What might break a pledge, the heaviest first, two of it at most."""
    if pledge.kind == "relief":
        controls = [a for a in mind.of(Regime) if (a.item, a.target) == (pledge.what, pledge.taker)]
        return [a for a in sorted(controls, key=lambda a: -a.rung) if a.rung][:2]
    if pledge.kind == "withdraw":
        return [a for a in mind.of(Move) if a.to == pledge.what][:2]
    return [a for a in mind.of(Escalate) if a.arena == pledge.what] if pledge.kind == "truce" else []


def strike_a_deal(mind: Mind) -> Iterator[Idea]:
    """The deals that would serve both, each brought up once a quarter at most."""
    tried = 0
    for action in sorted(mind.of(OfferDeal), key=lambda a: (mind.mood(a.number, 61), a.number)):
        if tried >= 2:
            return
        if not mind.its_moment(action):
            continue
        tried += 1
        deal = mind.scenario.spec.deals[action.deal]
        offer = Offer("deal", mind.seat, action.target, (action.deal,), gives=deal.gives, takes=deal.takes)
        mine, odds = mind.prospect(offer)
        if odds >= 0.25:
            words, gain = (
                DEAL_WORDS.format(mind.name("power", action.target)),
                mine - own_strings(mind, offer),
            )
            yield Idea(
                action, words, gain=odds * gain, lift=_neglect(mind, action.target) if gain > 0 else 0.0
            )


def drive_a_bargain(mind: Mind) -> Iterator[Idea]:
    """A deal of its own making, with one other power at every second of the quarter's points."""
    others = [power for power in range(mind.scenario.npowers) if power != mind.seat]
    spent = mind.scenario.powers[mind.seat].points - mind.state.points[mind.seat]
    if mind.telling or not others or not mind.of(Pass) or spent % 2:
        return
    others.sort(key=lambda power: (-_silence(mind, power), mind.mood(power, 79)))
    other = others[spent // 2 % len(others)]
    found = draft(mind, other)
    if found is not None:
        words = DEAL_WORDS.format(mind.name("power", other))
        yield Idea(found.action, words, gain=found.odds * found.mine, lift=_neglect(mind, other))


def _neglect(mind: Mind, other: int) -> float:
    """Points that it is worth to be heard of: the longer ago one spoke last, the more."""
    return 0.1 + 0.25 * min(4, _silence(mind, other))


def _silence(mind: Mind, other: int) -> int:
    """Quarters since one last offered another a deal."""
    last = overture(mind.state, mind.seat, other)
    return mind.state.turn - (last.turn if last is not None else 0)
