"""What a decision is about: its name, the prompt in the bar under the board, and the text above its choices."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.deals import haggles
from wargame.explain.goals import agendas_in_hand
from wargame.explain.grammar import capital
from wargame.explain.headlines import credit
from wargame.explain.ladders import incident_told
from wargame.explain.means import in_hand
from wargame.explain.motions import motion_told
from wargame.explain.questions import AGENDAS, THREAT, UNPAID, offers_as, terms_told, unpaid_told
from wargame.explain.threats import seat_threatened
from wargame.rules.board import Kind
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.words import count
from wargame.tui.present.lines import Line, Span, line, paragraph
from wargame.tui.present.panels import whereabouts

ASKED = {Kind.AGENDA, Kind.OPTION, Kind.ANSWER, Kind.VOTE, Kind.REACT, Kind.DEFAULT}
"""Kinds that come unasked for, so that their screen opens by itself."""

TITLES = {
    Kind.OPTION: "A headline asks you",
    Kind.SIGNAL: "Signals",
    Kind.ACT: "Your action",
    Kind.ANSWER: "An offer",
    Kind.VOTE: "The board votes",
    Kind.REACT: "An incident",
    Kind.DEFAULT: "Not enough to pay",
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
            who = view.scenario.within("power", offer.asker) if offer else "somebody"
            if offer and seat_threatened(view):
                return f"{name}, {who} threatens you: answer."
            what = "a counter-offer" if offer and offer.counters else "an offer"
            return f"{name}, {who} makes you {what}."
        case Kind.VOTE:
            return f"{name}, the {view.scenario.lender} board asks for your vote."
        case Kind.REACT:
            return f"{name}, answer the incident over {view.scenario.within('arena', decision.what)}."
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
            return paragraph(THREAT, width, "muted")
        case Kind.AGENDA:
            return _agendas(view, width)
        case Kind.ACT:
            return []


def _agendas(view: View, width: int) -> list[Line]:
    lines = paragraph(AGENDAS, width, "muted")
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
    who = capital(view.scenario.within("power", offer.asker))
    verb = offers_as(offer)
    lines = [line(Span(who, f"seat{offer.asker} bold"), Span(f" {verb}", ""))]
    for text in terms_told(view):
        rows = paragraph(text, width - 2)
        lines += [line("· " if at == 0 else "  ", Span(row.text, "strong")) for at, row in enumerate(rows)]
    text = "Accept takes all of it. "
    costs = offer.owed and offer.asked == offer.receiver
    if seat_threatened(view):
        text += "Refuse costs nothing yet."
    else:
        text += "Refuse costs a little of their trust." if costs else "Refuse ends the matter."
    if haggles(view):
        text += " A counter-offer costs nothing unless it is refused."
    return [*lines, *paragraph(text, width, "muted")]


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
    rows = [line("· ", Span(text, "strong")) for text in unpaid_told(view, seat)]
    return [*paragraph(UNPAID, width), *rows]
