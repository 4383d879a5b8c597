"""What a decision asks, in words, and what an answer to it means."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.deals import haggles, own_terms
from wargame.explain.deeds import Said
from wargame.explain.goals import agendas_in_hand
from wargame.explain.grammar import capital
from wargame.explain.ladders import incident_told
from wargame.explain.motions import motion_told
from wargame.explain.questions import AGENDAS, THREAT, UNPAID, offers_as, terms_told, unpaid_told
from wargame.rules.actions.base import Action, describe
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.composing import clause_key
from wargame.rules.events import ALL, Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.offers import clause_text
from wargame.rules.space import space_of
from wargame.rules.words import money
from wargame.table import ANSWERS


def question(view: View, decision: Decision, events: Sequence[Event] | None = None) -> list[str]:
    """The question put to the seat, whose log `events` is."""
    scenario, state = view.scenario, view.state
    match decision.kind:
        case Kind.OPTION:
            card = scenario.spec.cards[decision.what]
            return [f"{card.title}: your government must choose."]
        case Kind.SIGNAL:
            return [f"Do you declare a threat? {THREAT}"]
        case Kind.AGENDA:
            return [
                f"Two secret agendas were dealt to you. {AGENDAS}",
                *(f"  {text} (why {goal.measure})." for goal, text in agendas_in_hand(view)),
            ]
        case Kind.ACT:
            return _orders(view) if state.sealed else ["What do you do?"]
        case Kind.ANSWER:
            return [*_offered(view), "Do you accept?", *_counter_hint(view)]
        case Kind.VOTE:
            return [*motion_told(view), "How do you vote?"]
        case Kind.REACT:
            return [incident_told(view, decision, events), "Do you answer in kind, a rung up, or absorb it?"]
        case Kind.DEFAULT:
            return [f"{UNPAID} {'; '.join(unpaid_told(view, decision.seat))}. Whom do you fail to pay?"]


def told(scenario: Scenario, decision: Decision, action: Action) -> str:
    """An action in words; a headline's option by its label, a deal of one's own making with its clauses."""
    if isinstance(action, Compose | CounterOffer):
        return _bargain(scenario, action)
    if decision.kind == Kind.OPTION:
        option: int = getattr(action, "option", -1)
        options = scenario.spec.cards[decision.what].options
        if 0 <= option < len(options):
            return options[option].label
    return describe(action, scenario)


def _bargain(scenario: Scenario, action: Compose | CounterOffer) -> str:
    own, other = (scenario.within("power", seat) for seat in (action.seat, action.target))
    words = [f"{own} {clause_text(clause, scenario)}" for clause in action.gives]
    words += [f"{other} {clause_text(clause, scenario)}" for clause in action.takes]
    if isinstance(action, Compose):
        return f"Offer {other} a deal: {'; '.join(words)}"
    words += [f"a loan of {money(action.amount)}"] if action.amount else []
    words += [f"without the rider: {scenario.rider(rider)}" for rider in action.without]
    return f"Make {other} a counter-offer: {'; '.join(words) or 'no clauses'}"


def untold(scenario: Scenario, said: Said) -> str:
    """A decision in the log of which no event tells: an answer, or what was done in secret. Empty for any other."""
    action = space_of(scenario).by_key.get(said.action_key)
    if action is None or not (action.kind in ANSWERS or action.mask != ALL):
        return ""
    who = scenario.names["power"][said.seat]
    return f"{who}: {told(scenario, Decision(said.seat, action.kind, said.what), action)}."


def _orders(view: View) -> list[str]:
    actions = space_of(view.scenario).actions
    sealed = [describe(actions[order.number], view.scenario) for order in view.state.orders[view.seat]]
    return [*(f"Sealed: {text}." for text in sealed), "What do you order? All orders are opened together."]


def _offered(view: View) -> list[str]:
    head, *rest = terms_told(view)
    offer = view.state.offer
    who = capital(view.scenario.within("power", offer.asker)) if offer else "Somebody"
    verb = offers_as(offer) if offer else "offers"
    return [f"{who} {verb}: {head}.", *(f"  {term}." for term in rest)]


def _counter_hint(view: View) -> list[str]:
    """How the offer before the seat is countered, from its terms as they stand; empty when it cannot be."""
    offer = view.state.offer
    if offer is None or not haggles(view):
        return []
    gives, takes = (" + ".join(map(clause_key, side)) or "nothing" for side in own_terms(view))
    loan = f" amount {offer.terms[0]}" if offer.kind == "loan" else ""
    return [f"For other terms change what stands here: `counter give {gives} take {takes}{loan}`."]
