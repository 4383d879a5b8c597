"""What a seat has to act with, what a choice costs it, and why something cannot be chosen now."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.books import booked, put_by
from wargame.rules.charging import nearest_refusal, refusal
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.tuning import CostSpec
from wargame.rules.words import count, money


def in_hand(view: View, seat: int) -> CostSpec:
    """Points, money and standing less what sealed orders have set aside."""
    state = view.state
    orders = state.orders[seat] if state.sealed else ()
    return CostSpec(
        state.points[seat] - sum(order.points for order in orders),
        booked(state, seat) - sum(order.money for order in orders),
        state.standing[seat] - sum(order.standing for order in orders),
    )


def points_left(view: View, seat: int) -> int:
    """Points that can still be spent: those of the quarter before are gone, and so are those of who has passed."""
    state = view.state
    acting = PHASES[state.phase].name == "actions" and not state.passed >> seat & 1
    return in_hand(view, seat).points if acting else 0


def cost_of(view: View, action: Action) -> CostSpec:
    """What a choice costs now."""
    return action.cost(Board(view.scenario, view.state))


def left_after(view: View, action: Action) -> str:
    """What is left of all that a choice costs: `2 points, $1.7bn`; empty when it is free."""
    cost, held = cost_of(view, action), in_hand(view, action.seat)
    purse = put_by(view.state, action.seat) if action.operation else held.money
    words = [count(held.points - cost.points, "point")] if cost.points else []
    words += [money(purse - cost.money)] if cost.money else []
    words += [f"{held.standing - cost.standing} standing"] if cost.standing else []
    return ", ".join(words)


def refused(view: View, action: Action) -> str | None:
    """Why a choice cannot be made now, as far as the view tells; None when it can."""
    return refusal(Board(view.scenario, view.state), action)


def nearest_refused(view: View, actions: Iterable[Action]) -> str:
    """Why none of these can be chosen now, as of the one nearest to being possible."""
    return nearest_refusal(Board(view.scenario, view.state), actions)
