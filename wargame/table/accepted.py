"""What an offer would bring once it is accepted: the part of its forecast that waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.forecast import Change
from wargame.rules.observe import View
from wargame.rules.offers import accept


def if_accepted(view: View, action: Action) -> list[Change]:
    """What an offer would change once its receiver accepts, as far as the view tells; nothing for other actions."""
    board = Board(view.scenario, view.state.copy(), ledger=[])
    board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
    action.effect(board)
    offer = board.state.offer
    if offer is None or offer.proposer != action.seat or action.kind != Kind.ACT:
        return []
    assert board.ledger is not None
    board.ledger.clear()
    accept(board, action.key)
    sums: dict[tuple[str, int], Change] = {}
    for entry in board.ledger:
        so_far = sums[entry.name, entry.index].delta if (entry.name, entry.index) in sums else 0
        sums[entry.name, entry.index] = Change(entry.name, entry.index, so_far + entry.delta, entry.value)
    return [change for change in sums.values() if change.delta]


def pledged(view: View, seat: int, accepted: Iterable[Change]) -> int:
    """What the proposer pays once an offer is accepted, over and above its cost now."""
    purses = (seat, view.scenario.reserves[seat])
    return max(
        0, -sum(change.delta for change in accepted if change.name == "money" and change.index in purses)
    )
