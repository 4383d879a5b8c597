"""What a secret act leaves open: when it lands, what shows of it, and how it may come to light."""

from __future__ import annotations

from wargame.rules.actions.base import Action
from wargame.rules.actions.covert import CovertAct
from wargame.rules.actions.loans import Divert
from wargame.rules.actions.mining import Conceal
from wargame.rules.board import Board
from wargame.rules.books import put_by
from wargame.rules.forecast import futures
from wargame.rules.fund import audit_odds
from wargame.rules.observe import View
from wargame.rules.phases.security import COVERT_LIFE
from wargame.rules.state import State
from wargame.rules.words import count, money


def secrecy(view: View, action: Action) -> list[str]:
    """What a forecast of figures cannot say of a secret act, in sentences without a stop; nothing for other actions."""
    if not action.operation:
        return []
    fund = money(put_by(view.state, view.seat))
    price = action.cost(Board(view.scenario, view.state)).money
    paid = [f"It is paid out of the {fund} put by for secret acts, which nobody else reads"] if price else []
    return [
        "Set going now, it lands when the security phase begins; until then nobody else can notice anything",
        "It takes no action point, the move stays yours, and there is one secret act a quarter",
        *paid,
        *_traces(view, action),
    ]


def _traces(view: View, action: Action) -> list[str]:
    tuning = view.scenario.spec.tuning
    match action:
        case CovertAct():
            whom = view.scenario.names["power"][action.target]
            return [
                f"In each of {count(COVERT_LIFE, 'quarter')} it is traced to you with odds of {tuning.exposure} in 100:"
                f" 10 of credibility, 2 of standing, 15 of the trust of {whom} and 5 points of blame",
            ]
        case Conceal():
            return [
                "What it saves is put by beside your books: it pays for secret acts, and for nothing in the open",
                f"Each quarter it comes to light with odds of {tuning.share_leak} in 100: for every step kept back 5 of"
                " grievance and 6 of consent, and 5 of credibility",
            ]
        case Divert():
            odds = audit_odds(view.scenario, _then(view, action))
            found = (
                f"finds it with odds of {odds} in 100"
                if odds
                else "finds nothing: the reserves are not touched"
            )
            return [
                "Nobody else sees these forces: they deter attacks, and anger nobody",
                f"Each review of the programme {found}",
                "The last scores count the reserves that are there",
            ]
    return []


def _then(view: View, action: Action) -> State:
    """The position once a secret act without chance has landed."""
    return next(futures(view, action)).board.state
