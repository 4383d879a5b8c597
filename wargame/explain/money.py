"""Money in words: what falls due this quarter, and the lender's account."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from wargame.explain.grammar import named
from wargame.explain.pledges import promised
from wargame.explain.threats import due_told
from wargame.rules.board import Entry
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change
from wargame.rules.observe import View
from wargame.rules.words import money

_Step = TypeVar("_Step", Change, Entry)


def is_lender(scenario: Scenario, name: str, index: int) -> bool:
    """Whether a figure is the lender's account."""
    return name == "money" and index == scenario.imf


def paid_out_by(scenario: Scenario) -> str:
    """What the lender's account is called where it is told by `paid_out`."""
    return f"Paid out by the {scenario.lender}"


def paid_out(scenario: Scenario, step: _Step) -> _Step:
    """A step of the lender's account as what it has paid out, less what came back; any other step as it is."""
    if not is_lender(scenario, step.name, step.index):
        return step
    return evolve(step, delta=-step.delta, value=-step.value)


def falling_due(view: View) -> list[str]:
    """What the view's seat must pay, pass or keep this quarter, a sentence each; empty when there is nothing."""
    scenario, state, seat = view.scenario, view.state, view.seat
    account = scenario.reserves[seat] if scenario.reserves[seat] >= 0 else seat
    loans = [loan for loan in state.loans if loan.debtor == seat and loan.due <= state.turn]
    lines = [
        f"{money(loan.amount)} to {named(scenario, 'account', loan.creditor)} falls due at the end of this quarter."
        for loan in loans
    ]
    if loans:
        purse = "reserves" if account != seat else "treasury"
        owed = sum(loan.amount for loan in loans)
        lines.append(f"It is paid from the {purse}: {money(booked(state, account))} now, {money(owed)} due.")
    board = scenario.spec.board
    reviewed = board is not None and board.debtor == scenario.powers[seat].id
    if reviewed and state.fund.active and 0 < state.fund.next_review <= state.turn:
        lines.append("The lender's board reviews your programme at the end of this quarter.")
    lines += [
        f"Your pledge to {named(scenario, 'power', pledge.taker)} holds for this quarter and then ends: "
        f"{promised(scenario, pledge)}."
        for pledge in state.pledges
        if pledge.giver == seat and pledge.turns == 1
    ]
    return lines + due_told(view)
