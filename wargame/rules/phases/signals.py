"""Phase 2: each power may declare one threat. Carrying it out is cheaper; backing off costs credibility."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.threats import unheeded


def invite(board: Board) -> None:
    """Ask every power that may threaten something now, in order of initiative; forget last turn's threats."""
    scenario, state = board.scenario, board.state
    for seat in range(scenario.npowers):
        if state.threatened[seat] >= 0:
            board.put("threatened", seat, -1, "a new quarter")
    for seat in initiative(board):
        if any(unheeded(scenario, state, seat, threat) is None for threat in scenario.threats[seat]):
            board.ask_last(Kind.SIGNAL, seat)


def initiative(board: Board) -> tuple[int, ...]:
    """Powers by standing, highest first; the scenario's order breaks ties."""
    standing = board.state.standing
    return tuple(sorted(range(board.scenario.npowers), key=lambda seat: (-standing[seat], seat)))
