"""The baseline: any legal action, with equal odds."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from wargame.actors.base import Choice
from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.observe import View


@define
class RandomActor:
    """Draws from its own seed, so that a game repeats."""

    seed: int
    count: int = 0

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose uniformly."""
        self.count += 1
        return Choice(
            legal[mix(self.seed, 0, self.count) % len(legal)], "wander", "any move is as good as another"
        )
