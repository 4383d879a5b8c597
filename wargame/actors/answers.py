"""How a player by rules of thumb answers what it is asked: headlines, threats, offers, votes, incidents, defaults."""

from __future__ import annotations

from wargame.actors.base import Choice
from wargame.actors.intents.finance import attitude
from wargame.actors.mind import OUT_OF_SIGHT, Mind, rider_price
from wargame.actors.worth import changed, compiled_reading, mark
from wargame.rules.actions.answers import Accept, Choose, DefaultOn, Hold, Keep, React, Refuse, Threaten, Vote
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import regime_cell
from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.fund import ABSTAIN, SUPPORT, cast_vote, debtor_of
from wargame.rules.phases.finance import due_now, purse

SECRET_INTENT = "housekeeping"
"""The intent given for whatever is secret."""
EVEN = 0.3
"""Points within which an offer is neither here nor there."""


def best(mind: Mind, scored: list[tuple[float, Action]]) -> Action:
    """The highest score; a whim of the seed, smaller than any good reason, settles what is nearly equal."""
    return max(scored, key=lambda pair: (pair[0] + whim(mind, pair[1]), -pair[1].number))[1]


def whim(mind: Mind, action: Action) -> float:
    """A small preference that holds for this turn: -0.12 to 0.12 points."""
    return (mix(mind.seed, mind.state.turn, action.number) % 1000 - 500) / 4200


def choose_option(mind: Mind) -> Choice:
    """The option whose outlook is best."""
    options = mind.of(Choose)
    scored: list[tuple[float, Action]] = [(mind.gain(action), action) for action in options]
    action = best(mind, scored)
    likeliest = max(mind.after(action), key=lambda pair: pair[0])[1]
    place = changed(mind.scenario, mind.state, likeliest, mind.seat)
    reason = "the other ways out cost more"
    if place is not None:
        reason = f"it is the better course {_phrase(mind.scenario, *place, mind.seat)}"
    return Choice(action, "weigh the evils", reason)


_PHRASES = {
    "consent": "for consent in {}",
    "grievance": "against grievance in {}",
    "environment": "for the environment of {}",
    "insurgency": "against the insurgents in {}",
    "tension": "against tension ({})",
    "readiness": "for readiness ({})",
    "threat": "against the militant threat",
    "fissile": "for nuclear security in {}",
    "trust": "for {}{} trust in us",
    "disposition": "for {}{} goodwill toward us",
}
"""Figures as they read inside a sentence; whoever trusts or is disposed is the first of a pair, the speaker the last."""


def _phrase(scenario: Scenario, name: str, index: int, seat: int) -> str:
    """A figure's cell as a seat says what it is after: `for China's trust in us`."""
    axes, places = FIGURES[name].axes, scenario.places(name, index)
    if axes == ("power",) and index == seat:
        title = FIGURES[name].title
        return f"for our {title[:1].lower()}{title[1:]}"
    whose = scenario.names[axes[0]][places[0]]
    return _PHRASES[name].format(whose, "'" if whose.endswith("s") else "'s")


def signal(mind: Mind) -> Choice:
    """A threat only where it is meant: announced controls that would be set anyway, a deployment by the bold."""
    scenario, state, seat = mind.scenario, mind.state, mind.seat
    n, hold = scenario.npowers, mind.of(Hold)[0]
    for action in mind.of(Threaten):
        threat = action.threat
        whom = mind.name("threat", threat)
        if threat < n:
            coldest = min((p for p in range(n) if p != seat), key=lambda p: (mind.trusts(p), p))
            ready = mind.temper.boldness + mind.temper.spite - mind.trusts(threat) - 55
            if threat == coldest and not _all_banned(mind, threat) and mind.mood(threat, 67) < ready // 2:
                return Choice(action, "say it first", f"a warning of {whom} is cheaper than the thing itself")
        elif threat < n + len(scenario.arena_sides):
            arena = threat - n
            calm = state.tension[arena] <= 3 and mind.mood(arena, 31) < mind.temper.boldness // 2
            if calm and mind.temper.boldness > 62 and state.credibility[seat] >= 60:
                return Choice(action, "say it first", "whoever is seen to be ready is left alone")
        elif _cannot_pay(mind) and mind.temper.boldness > 45:
            return Choice(action, "say it first", "creditors had better hear it from us")
    return Choice(hold, "keep silent", "a threat that is not meant is dear")


def _all_banned(mind: Mind, target: int) -> bool:
    """Whether there is nothing left to tighten for a power."""
    scenario = mind.scenario
    items = [scenario.numbers["item"][i] for i in scenario.powers[mind.seat].controls]
    return all(mind.state.regime[regime_cell(scenario, mind.seat, item, target)] >= 3 for item in items)


def _cannot_pay(mind: Mind) -> bool:
    due = sum(loan.amount for loan in due_now(mind.state, mind.seat))
    return due > mind.state.money[purse(mind.scenario, mind.seat)]


def answer(mind: Mind) -> Choice:
    """Accept when the terms are worth more than their strings and the proposer can be trusted with them."""
    scenario, state = mind.scenario, mind.state
    refuse = mind.of(Refuse)[0]
    if not mind.of(Accept):
        return Choice(refuse, "decline", "we cannot give what is asked")
    offer = state.offer
    assert offer is not None
    accept = mind.of(Accept)[0]
    whom = mind.name("power", offer.proposer)
    if offer.kind == "truce" and state.tension[offer.terms[0]] >= 7:
        return Choice(accept, "keep the peace", f"at this height any hand from {whom} is taken")
    gain = mind.gain(accept) - mind.gain(refuse)
    strings = rider_price(scenario, state, offer) * (1.2 - mind.temper.greed / 250)
    gain += -strings + (mind.trusts(offer.proposer) - 45) / 45 + (mind.temper.warmth - 50) / 50
    if offer.kind == "truce":
        gain += (60 - mind.temper.boldness) / 40
    if gain + whim(mind, accept) > 0:
        intent = {
            "loan": "take the money",
            "stake": "let them build",
            "truce": "keep the peace",
            "rollover": "wait for a debtor",
        }
        reason = {
            "loan": f"{whom}'s money comes when it is needed",
            "stake": f"{whom} pays for what we could not dig alone",
            "truce": f"a quiet year is worth more than a point won against {whom}",
            "rollover": f"{whom} repays more surely later than now",
        }
        return Choice(
            accept,
            intent.get(offer.kind, "strike a deal"),
            reason.get(offer.kind, f"what {whom} gives is worth what it takes"),
        )
    if offer.kind == "truce":
        return Choice(refuse, "hold the line", f"quiet on {whom}'s terms is no quiet")
    if gain + strings > 0:
        return Choice(refuse, "decline", "the strings weigh more than the gift")
    if gain > -EVEN:
        return Choice(refuse, "decline", "it would leave us where we are")
    reason = {
        "loan": f"{whom}'s money would lean on us more than it would help",
        "stake": f"what {whom} digs here would be {whom}'s, and so would we",
        "rollover": f"{whom} can pay now, and may not be able to later",
    }
    return Choice(refuse, "decline", reason.get(offer.kind, f"{whom} asks more than it gives"))


def vote(mind: Mind) -> Choice:
    """Support, abstain or oppose: what it brings at home and abroad, what the staff said, and how one wishes the debtor
    well."""
    debtor = debtor_of(mind.scenario)
    like, agrees = attitude(mind, debtor), mind.state.fund.agrees
    who = mind.name("power", debtor)
    reasons = (
        f"{who} afloat is safer than {who} adrift",
        "an empty chair says what a vote would say too loudly",
        f"{who} has not earned this money",
    )
    scored: list[tuple[float, Action]] = []
    for action in mind.of(Vote):
        wish = (like, 0.0, -like)[action.stance]
        wish += (0.4 if agrees else -0.4) * (1 - action.stance)
        scored.append((mind.gain_of(lambda board, a=action: _cast(board, a)) + wish, action))  # type: ignore[misc]
    chosen = best(mind, scored)
    assert isinstance(chosen, Vote)
    intent = ("stand by the debtor", "abstain", "say no")[chosen.stance]
    return Choice(chosen, intent, reasons[chosen.stance])


def _cast(board: Board, action: Vote) -> None:
    """Cast it as if those who have not voted yet will follow the staff's word, and count."""
    state = board.state
    likely = SUPPORT if state.fund.agrees else ABSTAIN
    state.votes = tuple(likely if v == -1 and s != action.seat else v for s, v in enumerate(state.votes))
    cast_vote(board, action.seat, action.stance, "")


def react(mind: Mind) -> Choice:
    """Absorb what can be absorbed; escalate where the ladder is low and pride is dear."""
    arena = mind.state.queue[0][2]
    where = mind.name("arena", arena)
    scored: list[tuple[float, Action]] = []
    for action in mind.of(React):
        pride = (mind.temper.boldness - 52) / 12 if action.escalate else 0.0
        if action.escalate and mind.state.tension[arena] >= 8:
            pride -= 3.0
        scored.append((mind.gain(action) + pride, action))
    chosen = best(mind, scored)
    assert isinstance(chosen, React)
    if chosen.escalate:
        return Choice(chosen, "answer in kind", f"{where}: what goes unanswered is repeated")
    return Choice(chosen, "absorb it", f"{where}: the next rung costs more than this one hurts")


def default(mind: Mind) -> Choice:
    """Fail the creditor who will take it with the least harm."""
    scored: list[tuple[float, Action]] = [(mind.gain(action), action) for action in mind.of(DefaultOn)]
    chosen = best(mind, scored)
    assert isinstance(chosen, DefaultOn)
    who = mind.name("account", chosen.creditor)
    return Choice(
        chosen, "fail the one who can wait", f"the money does not reach, and {who} can bear it best"
    )


def keep_agenda(mind: Mind) -> Choice:
    """The ambition that is nearest to being reached as things stand; the seed may prefer the other."""
    scenario, state = mind.scenario, mind.base().state
    agendas = scenario.powers[mind.seat].agendas
    scored: list[tuple[float, Action]] = []
    for action in mind.of(Keep):
        goal = agendas[action.which(scenario)]
        near = mark(goal, compiled_reading(scenario, goal.measure)[0](state))
        scored.append((near + 12 * whim(mind, action), action))
    return Choice(best(mind, scored), SECRET_INTENT, OUT_OF_SIGHT)


def consider(mind: Mind) -> Choice:
    """Whatever else may be asked: the choice with the best outlook."""
    scored: list[tuple[float, Action]] = [(mind.gain(action), action) for action in mind.legal]
    return Choice(best(mind, scored), "consider", "of what is open this leaves us best placed")
