"""What makes one player of the same rules of thumb unlike another: a few traits drawn from its seed."""

from __future__ import annotations

from zlib import crc32

from attrs import frozen

from wargame.rules.chance import mix

LOWEST, _SPAN = 20, 31


def _trait(seed: int, number: int) -> int:
    """Two dice, so that most are near the middle: 20 to 80."""
    return LOWEST + mix(seed, number, 0) % _SPAN + mix(seed, number, 1) % _SPAN


@frozen
class Temper:
    """Each trait runs from 20 to 80, with 50 as the middle."""

    boldness: int = 50
    """How lightly it takes the next rung, a hidden hand, or a threat."""
    greed: int = 50
    """How much money it wants to see for what it gives."""
    patience: int = 50
    """How much it prefers what pays late: talks over sweeps, plants over stockpiles."""
    warmth: int = 50
    """How readily it trusts, courts and forgives."""
    spite: int = 50
    """How much it cares that rivals, the leader first, do worse."""
    honour: int = 50
    """How much it minds breaking its own word, beyond what that costs in trust and credibility."""
    tastes: int = 0
    """The seed of its tastes; 0 for somebody who has none."""

    @classmethod
    def drawn(cls, seed: int) -> Temper:
        """The temperament that belongs to a seed."""
        boldness, greed, patience, warmth, spite, honour = (_trait(seed, number) for number in range(6))
        return cls(boldness, greed, patience, warmth, spite, honour, tastes=seed)

    def taste(self, word: str) -> float:
        """How much it likes something for its own sake, all game: -1 to 1."""
        if not self.tastes:
            return 0.0
        return (mix(self.tastes, 0, crc32(word.encode())) % 2001 - 1000) / 1000
