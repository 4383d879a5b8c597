"""What an offer would bring once it is accepted: the part of its forecast that waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.charging import charge
from wargame.rules.forecast import Change
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


def _offered(view: View, action: Action) -> Board | None:
    """The view with the offer made that an action makes; None when it makes none."""
    board = Board(view.scenario, view.state.copy())
    if not board.state.queue:
        return None
    board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
    charge(board, action)
    action.effect(board)
    offer = board.state.offer
    if offer is None or offer.proposer != action.seat or action.kind != Kind.ACT:
        return None
    return board


def pledged(view: View, seat: int, accepted: Iterable[Change]) -> int:
    """What the proposer pays once an offer is accepted, over and above its cost now."""
    purses = (seat, view.scenario.reserves[seat])
    return max(
        0, -sum(change.delta for change in accepted if change.name == "money" and change.index in purses)
    )
