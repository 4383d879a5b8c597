"""What decisions are about, in words that both clients set: terms of an offer, debts that cannot be paid, threats."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.proposals import offer_note
from wargame.explain.threats import seat_threatened, threat_note
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.offers import offer_text
from wargame.rules.phases.finance import due_now
from wargame.rules.records import Offer
from wargame.rules.words import money

THREAT = (
    "A threat names what would avert it; they have until the quarter ends. Defied, it is cheaper to carry out next quarter "
    "and proves your word; backing off costs credibility. Saying nothing costs nothing."
)
AGENDAS = "Keep one. It stays secret, and counts once the game is over."
UNPAID = "More falls due than there is: somebody will not be paid."


def terms_told(view: View) -> list[str]:
    """What the offer on the table puts before its receiver, term by term and without a stop; empty when none is."""
    scenario, state, offer = view.scenario, view.state, view.state.offer
    if offer is None:
        return []
    head, *rest = offer_text(offer, scenario)
    if offer.kind == "threat" and seat_threatened(view):
        rest += threat_note(view)
    if offer.kind == "loan":
        amount, rate, turns = offer.terms
        head = f"A loan of {money(amount)} at {rate}% a year, due in {scenario.quarter(state.turn + turns)}"
    note = offer_note(scenario, state, offer).removesuffix(".")
    return [head, *rest, *([note] if note else [])]


def offers_as(offer: Offer) -> str:
    """What whoever puts an offer forward does, before its terms."""
    if offer.counters:
        return "makes a counter-offer"
    return "makes a demand" if offer.kind == "threat" else "offers"


def unpaid_told(view: View, debtor: int) -> list[str]:
    """What falls due now, creditor by creditor: `Norland: $2bn at 4%`."""
    names = view.scenario.names["account"]
    due = due_now(view.state, debtor)
    return [f"{names[loan.creditor]}: {money(loan.amount)} at {loan.rate}%" for loan in due]


def riders_told(scenario: Scenario, riders: Iterable[str]) -> str:
    """What a debtor promises besides paying: `put no export control on the lender; let the lender use its port`."""
    return "; ".join(map(scenario.rider, riders))
