"""What an offer would bring once it is accepted: the part of its forecast that waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.forecast import Change, futures, next_market
from wargame.rules.observe import View
from wargame.rules.offers import accept
from wargame.rules.state import State


def if_accepted(view: View, action: Action) -> list[Change]:
    """What an offer would change once its receiver accepts, as far as the view tells; nothing for other actions."""
    board = _offered(view, action)
    if board is None:
        return []
    board.ledger = []
    accept(board, action.key)
    sums: dict[tuple[str, int], Change] = {}
    for entry in board.ledger:
        so_far = sums[entry.name, entry.index].delta if (entry.name, entry.index) in sums else 0
        sums[entry.name, entry.index] = Change(entry.name, entry.index, so_far + entry.delta, entry.value)
    return [change for change in sums.values() if change.delta]


def when_accepted(view: View, action: Action) -> tuple[State, State] | None:
    """The position once an offer lies on the table, and the one once it is accepted; None for other actions."""
    board = _offered(view, action)
    if board is None:
        return None
    before = board.state.copy()
    accept(board, action.key)
    return before, board.state


def market_if_accepted(view: View, action: Action) -> tuple[Change, ...]:
    """How shortages, prices and the proposer's money would differ in the next market, against an offer refused."""
    found = when_accepted(view, action)
    return next_market(view.scenario, *found, action.seat) if found else ()


def _offered(view: View, action: Action) -> Board | None:
    """The view with the offer made that an action makes; None when it makes none."""
    if action.kind != Kind.ACT or not view.state.queue:
        return None
    board = next(futures(view, action)).board
    offer = board.state.offer
    return board if offer is not None and offer.proposer == action.seat else None


def pledged(view: View, seat: int, accepted: Iterable[Change]) -> int:
    """What the proposer pays once an offer is accepted, over and above its cost now."""
    purses = (seat, view.scenario.reserves[seat])
    return max(
        0, -sum(change.delta for change in accepted if change.name == "money" and change.index in purses)
    )
