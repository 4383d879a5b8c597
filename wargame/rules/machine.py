"""The turn as a table of phases. Each has hooks run in the printed order on entering, and one that asks decisions."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from wargame.rules.board import Board
from wargame.rules.charging import land, reveal
from wargame.rules.errors import LoopGuard
from wargame.rules.fund import prepare_motion
from wargame.rules.phases import (
    actions,
    finance,
    headlines,
    market,
    memories,
    politics,
    security,
    signals,
)
from wargame.rules.space import space_of

Hook = Callable[[Board], None]
GUARD = 200


@frozen
class Phase:
    """`enter` hooks run once, in order; `ask` runs whenever nothing is pending and may put a decision."""

    name: str
    title: str
    enter: tuple[Hook, ...]
    ask: Hook | None = None


def operations(board: Board) -> None:
    """Every secret act of the quarter lands, in an order that does not depend on whose it is."""
    land(board)


def next_power(board: Board) -> None:
    """Ask the next power in order; once all have sealed their orders, open these in turn until somebody must answer."""
    state = board.state
    actions.next_power(board)
    while not state.queue and not state.ended:
        order = actions.next_order(board)
        if order is None:
            return
        reveal(board, space_of(board.scenario).actions[order])
        politics.catastrophe(board)


PHASES: tuple[Phase, ...] = (
    Phase(
        "headlines",
        "Headlines",
        (headlines.new_turn, prepare_motion, headlines.ask_agendas, headlines.draw_cards),
    ),
    Phase("signals", "Signals", (signals.invite,)),
    Phase("actions", "Actions", (actions.deal_points,), next_power),
    Phase(
        "security",
        "Security",
        (
            operations,
            security.insurgents,
            security.militants,
            security.exposures,
            security.leaks,
            security.incidents,
        ),
    ),
    Phase("market", "Market", (market.projects, market.trade, market.learning)),
    Phase(
        "finance",
        "Finance",
        (finance.revenue, finance.upkeep, finance.interest, finance.review),
        finance.settle,
    ),
    Phase(
        "politics",
        "Politics",
        (
            signals.fall_due,
            politics.regions,
            politics.powers,
            politics.pledges,
            memories.fade,
            politics.programmes,
            politics.scores,
            politics.endings,
        ),
    ),
)


def run(board: Board) -> None:
    """Advance to the next decision or the end of the game. Raises `LoopGuard` if neither comes."""
    state = board.state
    if not state.ended and politics.catastrophe(board):
        return
    for _ in range(GUARD):
        if state.queue:
            headlines.drop_moot(board)
        if state.queue or state.ended:
            return
        ask = PHASES[state.phase].ask
        if ask is not None:
            ask(board)
            if state.queue or state.ended:
                return
        state.phase = (state.phase + 1) % len(PHASES)  # `politics.endings` has turned the quarter
        for hook in PHASES[state.phase].enter:
            hook(board)
            if state.ended:
                return
    raise LoopGuard(f"no decision after {GUARD} phases in turn {state.turn}")
