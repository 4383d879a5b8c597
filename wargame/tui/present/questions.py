"""What a decision is about: its name, the prompt in the bar under the board, and the text above its choices."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.goals import agendas_in_hand
from wargame.explain.headlines import credit
from wargame.explain.ladders import incident_told
from wargame.explain.means import in_hand
from wargame.explain.proposals import motion_told, offer_note
from wargame.rules.board import Event, Kind
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.offers import offer_text
from wargame.rules.phases.finance import due_now
from wargame.rules.records import Offer
from wargame.rules.words import count, money
from wargame.tui.present.deals import composes
from wargame.tui.present.lines import Line, Span, line, paragraph, whereabouts
from wargame.tui.present.loans import riders_text

ASKED = {Kind.AGENDA, Kind.OPTION, Kind.ANSWER, Kind.VOTE, Kind.REACT, Kind.DEFAULT}
"""Kinds that come unasked for, so that their screen opens by itself."""

TITLES = {
    Kind.OPTION: "A headline asks you",
    Kind.SIGNAL: "Signals",
    Kind.ACT: "Your action",
    Kind.ANSWER: "An offer",
    Kind.VOTE: "The board votes",
    Kind.REACT: "An incident",
    Kind.DEFAULT: "The money does not reach",
    Kind.AGENDA: "Your secret agenda",
}


def prompt(view: View, decision: Decision) -> str:
    """One line for the bar under the board, when the decision is the reader's."""
    state = view.state
    name = view.scenario.names["power"][decision.seat]
    points = in_hand(view, decision.seat).points
    match decision.kind:
        case Kind.ACT if state.sealed:
            return f"{name}, seal your orders: {count(points, 'action point')} left. All are opened together."
        case Kind.ACT:
            return f"{name}, it is your move: {count(points, 'action point')} left."
        case Kind.SIGNAL:
            return f"{name}, do you declare a threat this quarter?"
        case Kind.OPTION:
            return f"{name}, you must choose: {view.scenario.spec.cards[decision.what].title}."
        case Kind.ANSWER:
            offer = state.offer
            who = view.scenario.names["power"][offer.proposer] if offer else "Somebody"
            return f"{name}, {who} makes you an offer."
        case Kind.VOTE:
            return f"{name}, the IMF board asks for your vote."
        case Kind.REACT:
            return f"{name}, answer the incident: {view.scenario.names['arena'][decision.what]}."
        case Kind.DEFAULT:
            return f"{name}, choose whom you cannot pay."
        case Kind.AGENDA:
            return f"{name}, keep one of two secret agendas."


def waiting(name: str, kind: Kind) -> str:
    """The bar's line while somebody else decides."""
    what = {
        Kind.ACT: "is weighing its move",
        Kind.SIGNAL: "considers a threat",
        Kind.OPTION: "must choose between evils",
        Kind.ANSWER: "weighs an offer",
        Kind.VOTE: "votes on the board",
        Kind.REACT: "answers an incident",
        Kind.DEFAULT: "cannot pay everybody",
        Kind.AGENDA: "keeps a secret agenda",
    }[kind]
    return f"{name} {what} …"


def question(view: View, decision: Decision, width: int, events: Sequence[Event] | None = None) -> list[Line]:
    """The text above the choices. `events` are the seat's log."""
    match decision.kind:
        case Kind.OPTION:
            return _card(view, decision.what, width)
        case Kind.ANSWER:
            return _offer(view, width)
        case Kind.VOTE:
            return _vote(view, width)
        case Kind.REACT:
            return _react(view, decision, width, events)
        case Kind.DEFAULT:
            return _default(view, decision.seat, width)
        case Kind.SIGNAL:
            return paragraph(
                "A threat you carry out later costs no standing and proves your word; one you back off from costs "
                "credibility. Saying nothing costs nothing.",
                width,
                "muted",
            )
        case Kind.AGENDA:
            return _agendas(view, width)
        case Kind.ACT:
            return []


def _agendas(view: View, width: int) -> list[Line]:
    lines = paragraph("Keep one beside your public objectives. Nobody else learns which.", width, "muted")
    for _, text in agendas_in_hand(view):
        rows = paragraph(f"{text}.", width - 2)
        lines += [line("· " if at == 0 else "  ", row.text) for at, row in enumerate(rows)]
    return lines


def _card(view: View, number: int, width: int) -> list[Line]:
    card = view.scenario.spec.cards[number]
    lines = [line(Span(card.title, "title")), *paragraph(card.text, width)]
    where = whereabouts(card.text)
    if where:
        lines += paragraph(f"{where}. Esc goes to the board, Enter comes back here.", width, "accent")
    return lines + paragraph(credit(view.scenario, card), width, "muted")


def _offer(view: View, width: int) -> list[Line]:
    offer = view.state.offer
    if offer is None:
        return []
    who = view.scenario.names["power"][offer.proposer]
    lines = [line(Span(who, f"seat{offer.proposer} bold"), Span(" offers", ""))]
    for text in _terms(offer, view):
        rows = paragraph(text, width - 2)
        lines += [line("· " if at == 0 else "  ", Span(row.text, "strong")) for at, row in enumerate(rows)]
    text = "Accept takes all of it, Refuse costs a little of their trust."
    if composes(view):
        text += " To bargain, refuse and offer a deal of your own on your move."
    return [*lines, *paragraph(text, width, "muted")]


def _terms(offer: Offer, view: View) -> list[str]:
    if offer.kind != "loan":
        note = offer_note(view.scenario, view.state, offer)
        return [*offer_text(offer, view.scenario), *([note] if note else [])]
    amount, rate, turns = offer.terms
    due = view.scenario.quarter(view.state.turn + turns)
    lines = [f"A loan of {money(amount)} at {rate}% a year, due in {due}"]
    lines += [f"on condition: {riders_text((rider,))}" for rider in offer.riders]
    return [*lines, "The conditions stay between you"] if offer.secret and offer.riders else lines


def _vote(view: View, width: int) -> list[Line]:
    what, verdict, *more = motion_told(view)
    lines = paragraph(what, width) + paragraph(verdict, width)
    for text in more:
        lines += paragraph(text, width, "muted")
    return lines


def _react(view: View, decision: Decision, width: int, events: Sequence[Event] | None) -> list[Line]:
    scenario, rung = view.scenario, view.state.tension[decision.what]
    spec = scenario.spec.arenas[decision.what]
    lines = paragraph(incident_told(view, decision, events), width, "warn")
    if rung < len(spec.rungs) - 1:
        above = spec.rungs[rung + 1]
        lines += paragraph(f"Next rung: {above.name}. {above.rule}".strip(), width, "muted")
    return lines


def _default(view: View, seat: int, width: int) -> list[Line]:
    scenario = view.scenario
    lines = paragraph("What falls due is more than there is. Somebody will not be paid.", width)
    for loan in due_now(view.state, seat):
        creditor = scenario.names["account"][loan.creditor]
        lines.append(line("· ", Span(creditor, "strong"), f": {money(loan.amount)} at {loan.rate}%"))
    return lines
