"""Loans, the lender of last resort and what has been promised: who owes whom, when, and with which riders."""

from __future__ import annotations

from wargame.explain.motions import next_motion_told, vote_share
from wargame.explain.pledges import standing
from wargame.explain.questions import riders_told
from wargame.rules import measures
from wargame.rules.books import booked
from wargame.rules.observe import View
from wargame.rules.records import Loan
from wargame.rules.words import count, money, world_share
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    heading,
    left,
    level_role,
    line,
    paragraph,
    right,
)


def loans(view: View, width: int) -> list[Line]:
    """The whole panel, the view's own debts first."""
    scenario, state = view.scenario, view.state
    lines = _summary(view, width)
    if scenario.spec.board is not None:
        lines += [BLANK, heading(f"{scenario.lender} programme", width), *_fund(view, width)]
    lines += [BLANK, heading("Loans", width)]
    mine = [loan for loan in state.loans if view.seat in (loan.debtor, loan.creditor)]
    rest = [loan for loan in state.loans if loan not in mine]
    for loan in (*mine, *rest):
        lines += _loan(view, loan, width)
    if not state.loans:
        lines.append(line(Span("Nobody owes anybody.", "muted")))
    lines += _contracts(view, width)
    lines += _pledges(view, width)
    return lines


def _summary(view: View, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    name = max(12, width - 28)
    lines = [
        line(
            Span(left("", name)),
            Span(right("owes", 9), "muted"),
            Span(right("is owed", 9), "muted"),
            Span(right("reserves", 10), "muted"),
        )
    ]
    for seat, title in enumerate(scenario.names["power"]):
        owes = measures.debt(scenario, state, seat)
        owed = sum(loan.amount for loan in state.loans if loan.creditor == seat)
        account = scenario.reserves[seat]
        held = money(booked(state, account)) if account >= 0 else "·"
        lines.append(
            line(
                Span(left(title, name), f"seat{seat}"),
                Span(right(money(owes) if owes else "·", 9), "" if owes else "faint"),
                Span(right(money(owed) if owed else "·", 9), "" if owed else "faint"),
                Span(
                    right(held, 10),
                    "" if account >= 0 else "faint",
                    ("money", account) if account >= 0 else None,
                ),
            )
        )
    return lines


def _due(view: View, turn: int) -> str:
    return view.scenario.quarter(turn) if turn <= view.scenario.spec.turns else "after the game"


def _loan(view: View, loan: Loan, width: int) -> list[Line]:
    scenario = view.scenario
    debtor, creditor = scenario.names["account"][loan.debtor], scenario.names["account"][loan.creditor]
    names = max(12, width - 27)
    soon = loan.due - view.state.turn <= 1
    due = f"due {_due(view, loan.due)}" if loan.due <= scenario.spec.turns else "due later"
    tail = (
        Span(right(money(loan.amount), 7), "strong"),
        Span(right(f"{loan.rate}%", 4)),
        Span(right(due, 16), "warn" if soon else "muted"),
    )
    lines = beside(f"{debtor} ← {creditor}", names, tail, f"seat{loan.debtor}")
    if loan.riders:
        secret = " (a secret of you two)" if loan.secret and view.state.ended is None else ""
        lines += paragraph(f"rider: {riders_told(scenario, loan.riders)}{secret}", width - 2, "muted", 2)
    return lines


def _fund(view: View, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    board, fund = scenario.spec.board, state.fund
    assert board is not None
    debtor = scenario.names["power"][scenario.numbers["power"][board.debtor]]
    trust = state.imf_credibility[0]
    status = "active" if fund.active else "not active"
    lines = [
        line(
            Span(f"{debtor}: ", f"seat{scenario.numbers['power'][board.debtor]}"),
            Span(status, "good" if fund.active else "bad"),
            Span(f" · reviews passed {fund.reviews}", ""),
        )
    ]
    if fund.active and fund.next_review:
        when = _due(view, fund.next_review)
        tranche = f"next review {when} · {money(board.tranche)} a tranche"
        if board.earmarked:
            tranche += f", {money(board.earmarked)} for resilience"
        lines += paragraph(tranche, width)
        lines += [row for text in next_motion_told(view) for row in paragraph(text, width)]
    lines.append(
        line(
            Span(f"{scenario.lender} credibility ", "muted"),
            Span(str(trust), level_role(trust), ("imf_credibility", 0)),
        )
    )
    if fund.riders:
        lines += paragraph("riders: " + riders_told(scenario, fund.riders), width, "muted")
    shares = [
        f"{scenario.ids['power'][n]} {vote_share(board.votes.get(p, 0))}"
        for n, p in enumerate(scenario.ids["power"])
    ]
    text = (
        "votes: "
        + ", ".join(shares)
        + f", others {vote_share(board.rest)}; it takes {vote_share(board.threshold)}"
    )
    lines += paragraph(text, width, "muted")
    if state.votes and any(vote >= 0 for vote in state.votes):
        words = [
            f"{scenario.ids['power'][n]} {scenario.names['stance'][vote]}"
            for n, vote in enumerate(state.votes)
            if vote >= 0
        ]
        lines += paragraph("votes given: " + ", ".join(words), width)
    return lines


def _contracts(view: View, width: int) -> list[Line]:
    scenario = view.scenario
    rows: list[Line] = []
    for c in view.state.contracts:
        text = (
            f"{scenario.names['party'][c.seller]} → {scenario.names['party'][c.buyer]}: "
            f"{world_share(c.amount)} of {scenario.names['material'][c.material]}, {count(c.turns, 'quarter')}"
        )
        rows += beside(text, width)
    return [BLANK, heading("Offtake contracts", width), *rows] if rows else []


"""Pledges whose name alone says too little."""


def _pledges(view: View, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    rows: list[Line] = []
    for pledge in state.pledges:
        rows += beside(standing(scenario, pledge), width)
    for pact in state.pacts:
        title = scenario.spec.pacts[pact.pact].title
        text = f"{title}: {scenario.within('power', pact.power)} and {scenario.within('party', pact.partner)}"
        rows += beside(text, width)
    return [BLANK, heading("Pacts and pledges", width), *rows] if rows else []
