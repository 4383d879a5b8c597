"""What makes one player of the same rules of thumb unlike another: traits drawn from its seed, or its government's."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

from attrs import Factory, frozen

from wargame.rules.chance import mix

LOWEST, _SPAN = 20, 31
_WHIMS, _CREED = 0.4, 0.8
"""Of a governed power's likings, the part that is drawn for the game, and the most that its government stands for."""


def _trait(seed: int, number: int) -> int:
    """Two dice, so that most are near the middle: 20 to 80."""
    return LOWEST + mix(seed, number, 0) % _SPAN + mix(seed, number, 1) % _SPAN


@frozen
class Bearing:
    """What a government brings with it beyond its temper, in the numbers of its scenario."""

    government: str = ""
    """Its id."""
    likes: Mapping[str, int] = Factory(dict)
    leans: Mapping[str, int] = Factory(dict)
    trusts: Mapping[int, int] = Factory(dict)
    grudge: int = 0
    answers: Mapping[str, tuple[str, ...]] = Factory(dict)


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
    bearing: Bearing | None = None
    """What its government brings with it, if it has one."""

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

    def whim(self, code: str, key: str) -> float:
        """How much it likes an action of a class by its tastes: -2 to 2, less of it for whoever stands for something."""
        drawn = self.taste(code) + self.taste(key)
        return drawn if self.bearing is None else _WHIMS * drawn

    def creed(self, code: str) -> float:
        """How much its government likes a class of action: -0.8 to 0.8."""
        return 0.0 if self.bearing is None else _CREED * self.bearing.likes.get(code, 0) / 100

    @property
    def leaner(self) -> tuple[int, str]:
        """Whose leanings it has: those of the same leaner are the same."""
        return self.tastes, "" if self.bearing is None else self.bearing.government

    def lean(self, column: str) -> float:
        """How much more, or less, than it counts it values a column of its goals: -1 to 1 of the strongest leaning."""
        if self.bearing is None:
            return self.taste(column)
        return _WHIMS * self.taste(column) + self.bearing.leans.get(column, 0) / 50
