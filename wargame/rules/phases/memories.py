"""Memories fade at a quarter's end, and trust moves back toward what it was at the opening.

Acts fade in even steps, rounded so that small ones are gone sooner. Where so much kindness, or so many wrongs, would
fade that trust left its bounds, these hold for a quarter more.
"""

from __future__ import annotations

from wargame.rules.board import FADING, Board
from wargame.rules.figures import FIGURES
from wargame.rules.memory import Memory

_HIGH = FIGURES["trust"].high


def fade(board: Board) -> None:
    """Every remembered act loses a part of its weight, and trust follows the sum of what is left."""
    state, n = board.state, board.scenario.npowers
    now = state.turn
    steps: dict[int, int] = {}
    kept: list[Memory] = []
    for memory in state.memories:
        holder, about, what, turn, amount, left, lasts = memory
        age = now - turn
        if age > 0:
            whole = lasts - age if age < lasts else 0
            rest = amount * whole // lasts if amount > 0 else -(-amount * whole // lasts)
            if rest != left:
                pair = holder * n + about
                steps[pair] = steps.get(pair, 0) + rest - left
                memory = Memory(holder, about, what, turn, amount, rest, lasts)
        kept.append(memory)
    held = {pair: step < 0 for pair, step in steps.items() if not 0 <= state.trust[pair] + step <= _HIGH}
    if held:
        kept, steps = _holding(state.memories, kept, held, n)
    for pair, step in steps.items():
        board.shift("trust", pair, step, FADING)
    state.memories = tuple([memory for memory in kept if memory.left])


def _holding(
    before: tuple[Memory, ...], faded: list[Memory], held: dict[int, bool], n: int
) -> tuple[list[Memory], dict[int, int]]:
    """What is kept, and the steps of trust, where some pairs keep their kindnesses (true) or their wrongs as they were."""
    kept, steps = [], dict[int, int]()
    for old, new in zip(before, faded, strict=True):
        pair = old.holder * n + old.about
        memory = old if held.get(pair) is (old.left > 0) else new
        steps[pair] = steps.get(pair, 0) + memory.left - old.left
        kept.append(memory)
    return kept, steps
