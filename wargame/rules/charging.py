"""Whether an action can be afforded and taken, paying for it, carrying it out, sealing or setting it going for later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from wargame.rules.actions.base import Absent, Action, parameters
from wargame.rules.board import Board, Kind
from wargame.rules.books import put_by
from wargame.rules.events import ALL
from wargame.rules.reasons import because
from wargame.rules.records import Operation, Order
from wargame.rules.space import space_of
from wargame.rules.words import count
from wargame.rules.words import money as words_of

OFFERED = because("unknown_offer")
"""The cause that third parties are told when an offer is paid for."""


def refusal(board: Board, action: Action) -> str | None:
    """Why an action of the pending decision's seat and kind cannot be taken now; None when it can."""
    state, seat = board.state, action.seat
    if action.key in state.refused[seat]:
        return "they have refused that this quarter"
    if action.operation and busy(board, seat):
        return "one secret act a quarter is as much as stays secret"
    cost = action.cost(board)
    points, held, standing = state.points[seat], spendable(board, action), state.standing[seat]
    if state.sealed and action.kind == Kind.ACT:
        for order in state.orders[seat]:
            if order.number == action.number:
                return "you have sealed that order already"
            points, standing = points - order.points, standing - order.standing
            held -= 0 if action.operation else order.money
    if points < cost.points:
        return f"it takes {count(cost.points, 'action point')} and {points} are left"
    if held < cost.money and cost.money:
        left = f"{words_of(held)} is put by for secret acts"
        where = left if action.operation else f"the treasury holds {words_of(held)}"
        return f"it costs {words_of(cost.money)} and {where}"
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
    if action.operation and busy(board, seat):
        return False
    return _afforded(board, action)


def _afforded(board: Board, action: Action) -> bool:
    """Whether a seat has what an action costs now."""
    state, seat, cost = board.state, action.seat, action.cost(board)
    funded = not cost.money or spendable(board, action) >= cost.money
    return funded and state.points[seat] >= cost.points and state.standing[seat] >= cost.standing


def choices(board: Board, candidates: Iterable[Action]) -> Iterator[Action]:
    """Those of many actions that are `allowed`. What bars a whole class of one seat's actions is asked once."""
    state = board.state
    for _, group in groupby(candidates, type):
        actions = tuple(group)
        first = actions[0]
        if state.sealed or type(first).cost is not Action.cost:
            yield from [action for action in actions if allowed(board, action)]
        elif _afforded(board, first) and not (first.operation and busy(board, first.seat)):
            told = state.refused[first.seat]
            yield from [each for each in actions if each.check(board) is None and each.key not in told]


def spendable(board: Board, action: Action) -> int:
    """What a seat can pay for an action: what its books show, or of a secret one what is put by beside them.

    If either were paid for by the other, whoever spends its treasury in the open would prove that it did nothing else.
    """
    return put_by(board.state, action.seat) if action.operation else board.booked(action.seat)


def busy(board: Board, seat: int) -> bool:
    """Whether a seat has set its secret act of the quarter going."""
    for operation in board.state.operations:  # noqa: SIM110 - half the time of `any` and a generator
        if operation.sponsor == seat:
            return True
    return False


def charge(board: Board, action: Action) -> None:
    """Take an action's cost from its seat."""
    cost, seat = action.cost(board), action.seat
    if cost.points:
        board.shift("points", seat, -cost.points, action.key)
    if cost.money and action.operation:
        board.pay_unseen(seat, cost.money, action.key)
    elif cost.money:
        board.pay(seat, board.scenario.world, cost.money, action.key)
    if cost.standing:
        board.shift("standing", seat, -cost.standing, action.key)


def carry_out(board: Board, action: Action) -> None:
    """Pay for an action and let it take effect, behind its veil."""
    board.veil = action.privy(board.scenario)
    board.aside = OFFERED if action.counterpart(board.scenario) >= 0 else None
    charge(board, action)
    action.effect(board)
    board.veil, board.aside = ALL, None


def set_going(board: Board, action: Action) -> None:
    """Pay for a secret act out of sight. It lands with all others', and its seat is asked again as if nothing were."""
    state = board.state
    board.veil = action.mask
    charge(board, action)
    board.veil = ALL
    state.operations = (*state.operations, Operation(action.seat, action.number))
    state.queue = (board.answering, *state.queue)
    board.tell("act_set_going", seen=action.mask, action=action.key)


def land(board: Board) -> None:
    """Let every secret act of the quarter take effect, in an order that does not depend on whose it is."""
    state, actions = board.state, space_of(board.scenario).actions
    pending = sorted((actions[each.number] for each in state.operations), key=_deed)
    state.operations = ()
    for action in pending:
        reason = action.check(board)
        board.veil = action.mask
        if reason is None:
            action.effect(board)
        else:
            board.tell("act_failed", seen=action.mask, action=action.key, reason=reason)
        board.veil = ALL


def _deed(action: Action) -> tuple[str, tuple[int, ...], int]:
    """What is done first, and only among equal deeds who does it."""
    return action.code, tuple(getattr(action, name) for name, _ in parameters(type(action))), action.seat


def plan(board: Board, action: Action) -> None:
    """Seal an action as an order: nothing happens yet, and its cost is set aside."""
    state, seat, cost = board.state, action.seat, action.cost(board)
    order = Order(action.number, cost.points, cost.money, cost.standing)
    state.orders = (*state.orders[:seat], (*state.orders[seat], order), *state.orders[seat + 1 :])
    board.tell("order_sealed", seen=1 << seat, power=seat, action=action.key)


def reveal(board: Board, action: Action) -> None:
    """Open an order: carry it out, or refund it and say why it has become impossible."""
    reason = refusal(board, action)
    if reason is None:
        carry_out(board, action)
        return
    # The reason may lie in what others may not know: a treasury, a grade.
    offers = action.counterpart(board.scenario) >= 0
    board.tell(
        "order_failed",
        seen=1 << action.seat,
        instead="order_to_offer_failed" if offers else "order_failed_heard_of",
        power=action.seat,
        action=action.key,
        reason=reason,
    )
