"""The baseline: any legal action, with equal odds."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from attrs import frozen

from wargame.actors.base import Choice
from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.observe import View


@frozen
class RandomActor:
    """Draws from its own seed and where the game stands, so that a game repeats."""

    seed: int

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose uniformly."""
        state = view.state
        where = repr(
            (state.phase, state.queue, state.points, state.money, state.trust, state.regime, state.force)
        )
        number = mix(self.seed, state.turn, crc32(where.encode()))
        return Choice(legal[number % len(legal)], "wander", "any move is as good as another")
