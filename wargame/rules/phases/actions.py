"""Phase 3: powers act in turn, one action at a time, until all have passed or run out of points."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.phases.signals import initiative


def deal_points(board: Board) -> None:
    """Each power gets its action points, one fewer while its stability is very low."""
    scenario, state = board.scenario, board.state
    state.passed = 0
    for seat, power in enumerate(scenario.powers):
        points = power.points - (1 if state.stability[seat] < 25 else 0)
        board.put("points", seat, points, "a new quarter")
    state.initiative = 0
    state.sequence = initiative(board)


def next_power(board: Board) -> None:
    """Ask the next power in order that can still act."""
    state = board.state
    order = state.sequence
    for step in range(len(order)):
        at = (state.initiative + step) % len(order)
        seat = order[at]
        if not state.passed >> seat & 1 and state.points[seat] > 0:
            state.initiative = (at + 1) % len(order)
            board.ask(Kind.ACT, seat)
            return
