"""Phase 3: powers act in turn, one action at a time; or they seal their orders, which are then revealed in turn."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.phases.signals import initiative
from wargame.rules.reasons import because


def deal_points(board: Board) -> None:
    """Each power gets its action points, one fewer while its stability is very low."""
    scenario, state = board.scenario, board.state
    state.passed = 0
    for seat, power in enumerate(scenario.powers):
        points = power.points - (1 if state.stability[seat] < 25 else 0)
        board.put("points", seat, points, because("new_quarter"))
    state.initiative = 0
    state.sequence = initiative(board)


def next_power(board: Board) -> None:
    """Ask the next power in order that can still act, or seal an order; ask nobody once all have passed."""
    if board.state.sealed:
        _sealed(board)
    else:
        _alternating(board)


def next_order(board: Board) -> int | None:
    """Take the number of the next sealed order, one of each power in turn; None when none is left."""
    state = board.state
    while any(state.orders):
        seat = state.sequence[state.initiative]
        state.initiative = (state.initiative + 1) % len(state.sequence)
        if state.orders[seat]:
            order, *rest = state.orders[seat]
            state.orders = (*state.orders[:seat], tuple(rest), *state.orders[seat + 1 :])
            return order.number
    return None


def _alternating(board: Board) -> None:
    state = board.state
    order = state.sequence
    for step in range(len(order)):
        at = (state.initiative + step) % len(order)
        seat = order[at]
        if not state.passed >> seat & 1 and state.points[seat] > 0:
            state.initiative = (at + 1) % len(order)
            board.ask(Kind.ACT, seat)
            return


def _sealed(board: Board) -> None:
    """Each power seals all its orders before the next one plans."""
    state = board.state
    for seat in state.sequence:
        set_aside = sum(order.points for order in state.orders[seat])
        if not state.passed >> seat & 1:
            if state.points[seat] > set_aside:
                board.ask(Kind.ACT, seat)
                return
            state.passed |= 1 << seat
