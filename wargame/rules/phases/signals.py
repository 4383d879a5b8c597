"""Phase 2: each power may declare one threat. Carrying it out is cheaper; backing off costs credibility."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.phases.finance import may_refuse


def invite(board: Board) -> None:
    """Ask every power that may threaten something now, in order of initiative; forget last turn's threats."""
    scenario, state = board.scenario, board.state
    for seat in range(scenario.npowers):
        if state.threatened[seat] >= 0:
            board.put("threatened", seat, -1, "a new quarter")
    default = len(scenario.ids["threat"]) - 1
    for seat in initiative(board):
        threats = scenario.threats[seat]
        if threats and (threats[0] != default or may_refuse(scenario, state, seat) is None):
            board.ask_last(Kind.SIGNAL, seat)


def initiative(board: Board) -> tuple[int, ...]:
    """Powers by standing, highest first; the scenario's order breaks ties."""
    standing = board.state.standing
    return tuple(sorted(range(board.scenario.npowers), key=lambda seat: (-standing[seat], seat)))
