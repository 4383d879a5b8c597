"""Standing promises in words: what was pledged, and which of one's own a choice would break."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.grammar import named
from wargame.rules.actions.answers import Vote
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario
from wargame.rules.fund import promised_votes
from wargame.rules.observe import View
from wargame.rules.pledges import BREACH_CREDIBILITY, BREACH_TRUST, CALM, breached
from wargame.rules.records import Pledge
from wargame.rules.state import State
from wargame.rules.threats import FORBEAR
from wargame.rules.words import count


def promised(scenario: Scenario, pledge: Pledge) -> str:
    """What a pledge is about: `no export control on chip metals`."""
    if pledge.kind == "truce":
        return f"tension over {named(scenario, 'arena', pledge.what)} at rung {CALM} or below"
    if pledge.kind == "relief":
        return f"no export control on {named(scenario, 'item', pledge.what)}"
    if pledge.kind == "withdraw":
        return f"few forces at {named(scenario, 'station', pledge.what)}"
    if pledge.kind == FORBEAR:
        return f"no {named(scenario, 'threat', pledge.what)}"
    return f"{scenario.names['stance'][pledge.what]} on the next motion before the {scenario.lender} board"


def standing(scenario: Scenario, pledge: Pledge) -> str:
    """A pledge that stands: `Norland to Sudland: no export control on chip metals, 3 quarters`."""
    who, whom = scenario.names["power"][pledge.giver], named(scenario, "power", pledge.taker)
    return f"{who} to {whom}: {promised(scenario, pledge)}, {count(pledge.turns, 'quarter')}"


def broken_by(view: View, action: Action, after: State) -> Sequence[Pledge]:
    """The pledges of its own seat that a choice breaks. `after` is the position that it leads to."""
    if not view.state.pledges:
        return ()
    if isinstance(action, Vote):
        return [p for p in promised_votes(view.state, action.seat) if p.what != action.stance]
    return breached(view.scenario, view.state, after, action.seat)


def breaking(view: View, action: Action, after: State) -> list[str]:
    """What a choice does to the word of its own seat, with the price: clauses without a stop."""
    scenario = view.scenario
    at_once = isinstance(action, Vote)
    return [
        f"It breaks your pledge to {named(scenario, 'power', pledge.taker)} ({promised(scenario, pledge)})"
        f"{'' if at_once else ' if it stands so at the end of the quarter'}: {price(scenario, pledge)}"
        for pledge in broken_by(view, action, after)
    ]


def price(scenario: Scenario, pledge: Pledge, whose: str = "your") -> str:
    """What breaking a pledge costs whoever gave it."""
    whom = named(scenario, "power", pledge.taker)
    return f"{BREACH_TRUST} of {whom:'s} trust and {BREACH_CREDIBILITY} of {whose} credibility"
