"""Parts of a number of games with their intervals, and targets set beside what was measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

_Z = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""


@frozen
class Share:
    """A part of a number of games, with its 95 % interval, in percent."""

    count: int
    games: int

    @property
    def percent(self) -> float:
        """The part itself; 0 of no games."""
        return 100 * self.count / self.games if self.games else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, which holds near 0 and 100 too; everything for no games."""
        if not self.games:
            return 0.0, 100.0
        part, n = self.count / self.games, self.games
        middle = part + _Z**2 / (2 * n)
        spread = _Z * (part * (1 - part) / n + _Z**2 / (4 * n * n)) ** 0.5
        scale = 1 + _Z**2 / n
        return max(0.0, 100 * (middle - spread) / scale), min(100.0, 100 * (middle + spread) / scale)


@frozen
class Target:
    """One target beside what was measured. Without bounds it is only told; unmeasured, `value` is None."""

    name: str
    least: float | None
    most: float | None
    value: float | None
    share: Share | None = None
    """What the value is a percentage of; None when it is a plain number or was not measured."""
    detail: str = ""
    unit: str = "%"

    @property
    def met(self) -> bool | None:
        """Whether the value lies within the bounds; None without a value or without bounds."""
        if self.value is None or (self.least is None and self.most is None):
            return None
        return self._within(self.value)

    @property
    def sure(self) -> bool:
        """Whether the whole interval lies on the value's side of the bounds."""
        if self.share is None or self.met is None:
            return True
        low, high = self.share.interval
        if self.met:
            return self._within(low) and self._within(high)
        return (self.most is not None and low > self.most) or (self.least is not None and high < self.least)

    def _within(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


def share_of(hits: Iterable[bool]) -> Share:
    """The part of them that is true."""
    found = list(hits)
    return Share(sum(found), len(found))


def share_data(share: Share) -> dict[str, Any]:
    """A share with its interval."""
    low, high = share.interval
    return {
        "count": share.count,
        "games": share.games,
        "percent": round(share.percent, 2),
        "interval": [round(low, 2), round(high, 2)],
    }
