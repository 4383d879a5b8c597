"""What is put before a seat, in words: offers and their answers, loans that could wait."""

from __future__ import annotations

from wargame.explain.goals import asked_of
from wargame.explain.grammar import capital
from wargame.explain.motions import count_told, lobbied_told
from wargame.explain.pledges import breaking
from wargame.explain.secrecy import secrecy
from wargame.rules.actions.answers import Keep, Vote
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose, MakePact, OfferDeal
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.actions.industry import TAUGHT, KnowHow
from wargame.rules.actions.loans import AskRollover, CallIn, Lobby, Prepay, Rollover
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.offers import clause_text
from wargame.rules.records import Loan, Offer
from wargame.rules.state import State
from wargame.rules.words import count, money

YEAR = 4
"""Quarters that a rollover gives."""


def promises(view: View, action: Action, after: State) -> list[str]:
    """What both sides promise in a deal that is offered, the mover first; what a pact brings; what an agenda takes; what
    becomes of a secret; which of its own pledges a choice would break.

    `after` is the position that the action leads to.
    Whoever answers an offer has its terms in the question.
    """
    scenario = view.scenario
    match action:
        case OfferDeal():
            deal = scenario.spec.deals[action.deal]
            sides = (action.seat, deal.gives), (action.target, deal.takes)
        case Compose() | CounterOffer():
            sides = (action.seat, action.gives), (action.target, action.takes)
        case MakePact():
            return _taught(view, action)
        case Keep():
            return asked_of(scenario.powers[action.seat].agendas[action.which(scenario)])
        case Vote():
            return [count_told(view, action.stance), *breaking(view, action, after)]
        case Lobby():
            return [lobbied_told(after)]
        case _:
            return [*secrecy(view, action, after), *breaking(view, action, after)]
    names = scenario.in_text["power"]
    return [
        f"{capital(names[giver])} {clause_text(clause, scenario)}"
        for giver, clauses in sides
        for clause in clauses
    ]


def _taught(view: View, pact: MakePact) -> list[str]:
    """What a pact's partner teaches, which a forecast of today's figures cannot show."""
    scenario, knows = view.scenario, view.state.know_how
    who = scenario.within("party", pact.partner)
    share = scenario.spec.pacts[pact.pact].know_how
    told = (
        [f"{capital(who)} shares {count(share, 'point')} of separation know-how every quarter"]
        if share
        else []
    )
    if KnowHow.code in scenario.powers[pact.seat].menu and knows[pact.partner] > knows[pact.seat]:
        told.append(f"While {who} knows more than you, your own training teaches {TAUGHT} more")
    return told


def loan_of(state: State, action: Action) -> Loan | None:
    """The loan that an action would roll over, call in or repay; None when there is none."""
    match action:
        case Rollover():
            return _first(state, action.seat, action.target)
        case AskRollover() | Prepay():
            return _first(state, action.creditor, action.seat)
        case CallIn():
            mine = [x for x in _between(state, action.seat, action.target) if x.due > state.turn]
            return max(mine, key=lambda x: (x.due, x.number), default=None)
    return None


def loan_note(scenario: Scenario, state: State, action: Action) -> str:
    """That loan in a sentence, with the new date when it is put off; empty when the action is about none."""
    loan = loan_of(state, action)
    if loan is None:
        return ""
    text = _loan(scenario, loan)
    if isinstance(action, Rollover | AskRollover):
        return f"{text}; it would fall due in {_when(scenario, loan.due + YEAR)} instead."
    return f"{text}."


def offer_note(scenario: Scenario, state: State, offer: Offer, accepted: bool = False) -> str:
    """The loan that a request to wait is about, as it stands before the answer; empty for any other offer."""
    loan = _first(state, offer.receiver, offer.proposer) if offer.kind == "rollover" else None
    if loan is None:
        return ""
    now = "falls due in {} now" if accepted else "would fall due in {} instead"
    return f"{_loan(scenario, loan)}; it {now.format(_when(scenario, loan.due + YEAR))}."


def _between(state: State, creditor: int, debtor: int) -> list[Loan]:
    return [x for x in state.loans if x.creditor == creditor and x.debtor == debtor]


def _first(state: State, creditor: int, debtor: int) -> Loan | None:
    return min(_between(state, creditor, debtor), key=lambda x: (x.due, x.number), default=None)


def _loan(scenario: Scenario, loan: Loan) -> str:
    lender, debtor = (scenario.within("account", who) for who in (loan.creditor, loan.debtor))
    when = _when(scenario, loan.due)
    return f"The loan: {money(loan.amount)} from {lender} to {debtor} at {loan.rate}% a year, due in {when}"


def _when(scenario: Scenario, turn: int) -> str:
    return scenario.quarter(turn) + (" (after the game)" if turn > scenario.spec.turns else "")
