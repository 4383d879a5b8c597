"""Memories fade at a quarter's end, and trust moves back toward what it was at the opening."""

from __future__ import annotations

from wargame.rules.board import FADING, Board
from wargame.rules.figures import FIGURES
from wargame.rules.memory import Memory, still


def fade(board: Board) -> None:
    """Every act loses a part of its weight, and trust follows the sum of what is left.

    Where so much kindness, or so many wrongs, would fade that trust left its bounds, these hold for a quarter more.
    """
    state, tuning, n = board.state, board.scenario.spec.tuning, board.scenario.npowers
    steps: dict[int, list[int]] = {}
    rest = []
    for memory in state.memories:
        left = still(memory, state.turn, tuning)
        rest.append(left)
        if left != memory.left:
            both = steps.setdefault(memory.holder * n + memory.about, [0, 0])
            both[memory.left > 0] += left - memory.left
    high, held = FIGURES["trust"].high, dict[int, bool]()
    for pair, (wrongs, kindnesses) in steps.items():
        step = wrongs + kindnesses
        if not 0 <= state.trust[pair] + step <= high:
            held[pair] = step < 0
            step = wrongs if step < 0 else kindnesses
        board.shift("trust", pair, step, FADING)
    kept = []
    for memory, left in zip(state.memories, rest, strict=True):
        holds = held and held.get(memory.holder * n + memory.about) is (memory.left > 0)
        if holds or left == memory.left:
            kept.append(memory)
        elif left:
            kept.append(Memory(memory.holder, memory.about, memory.what, memory.turn, memory.amount, left))
    state.memories = tuple(kept)
