"""Whether an action can be afforded and taken, paying for it, carrying it out, or sealing it as an order."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import Absent, Action, describe
from wargame.rules.board import ALL, Board, Kind
from wargame.rules.records import Order
from wargame.rules.words import count
from wargame.rules.words import money as words_of


def refusal(board: Board, action: Action) -> str | None:
    """Why an action of the pending decision's seat and kind cannot be taken now; None when it can."""
    state, seat = board.state, action.seat
    if action.key in state.refused[seat]:
        return "they have refused that this quarter"
    cost = action.cost(board)
    points, money, standing = state.points[seat], state.money[seat], state.standing[seat]
    if state.sealed and action.kind == Kind.ACT:
        for order in state.orders[seat]:
            if order.number == action.number:
                return "you have sealed that order already"
            points, money, standing = points - order.points, money - order.money, standing - order.standing
    if points < cost.points:
        return f"it takes {count(cost.points, 'action point')} and {points} are left"
    if money < cost.money and cost.money:
        return f"it costs {words_of(cost.money)} and the treasury holds {words_of(money)}"
    if standing < cost.standing:
        return f"it takes {cost.standing} standing and {standing} is left"
    return action.check(board)


def nearest_refusal(board: Board, actions: Iterable[Action]) -> str:
    """Why none of these actions can be taken now, as of the one nearest to being possible.

    What lacks nothing but the means speaks first, then what has something to act on; of those the commonest reason.
    """
    told: tuple[list[str], list[str], list[str]] = ([], [], [])
    for action in actions:
        reason = refusal(board, action)
        if reason is not None:
            barred = action.check(board)
            told[0 if barred is None else 2 if isinstance(barred, Absent) else 1].append(reason)
    reasons = next((each for each in told if each), ["not now"])
    return max(reasons, key=reasons.count)


def allowed(board: Board, action: Action) -> bool:
    """Whether `refusal` has nothing to say, found out without putting it in words."""
    state, seat = board.state, action.seat
    if state.sealed:
        return refusal(board, action) is None
    if action.key in state.refused[seat] or action.check(board) is not None:
        return False
    cost = action.cost(board)
    afforded = state.money[seat] >= cost.money or not cost.money
    return afforded and state.points[seat] >= cost.points and state.standing[seat] >= cost.standing


def charge(board: Board, action: Action) -> None:
    """Take an action's cost from its seat."""
    cost, seat = action.cost(board), action.seat
    if cost.points:
        board.shift("points", seat, -cost.points, action.key)
    if cost.money:
        board.pay(seat, board.scenario.world, cost.money, action.key)
    if cost.standing:
        board.shift("standing", seat, -cost.standing, action.key)


def carry_out(board: Board, action: Action) -> None:
    """Pay for an action and let it take effect, behind its veil."""
    board.veil = action.mask
    charge(board, action)
    action.effect(board)
    board.veil = ALL


def plan(board: Board, action: Action) -> None:
    """Seal an action as an order: nothing happens yet, and its cost is set aside."""
    state, seat, cost = board.state, action.seat, action.cost(board)
    order = Order(action.number, cost.points, cost.money, cost.standing)
    state.orders = (*state.orders[:seat], (*state.orders[seat], order), *state.orders[seat + 1 :])
    if board.telling:
        board.tell(
            "order",
            f"{board.name('power', seat)} seals an order: {describe(action, board.scenario)}.",
            1 << seat,
        )


def reveal(board: Board, action: Action) -> None:
    """Open an order: carry it out, or refund it and say why it has become impossible."""
    reason = refusal(board, action)
    if reason is None:
        carry_out(board, action)
    elif board.telling:
        words = describe(action, board.scenario)
        who = board.name("power", action.seat)
        board.tell(
            "order", f"{who} could not carry out an order: {words}: {reason}. It costs nothing.", action.mask
        )
