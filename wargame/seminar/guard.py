"""Who sends too much, and who guesses: slowed, and shut out for a while, by where they come from."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from attrs import define, field

FREE = 8
"""Mistakes that anybody may make."""
FIRST, LONGEST = 2.0, 600.0
"""Seconds that one more mistake costs; each costs twice the last."""
FORGET = 900.0
REMEMBERED = 4096


def origin(address: str) -> str:
    """Whom an address stands for: who has one of IPv6 has the 2⁶⁴ beside it too."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 6:
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


@define(eq=False)
class Guesses:
    """Wrong codes, keys and tokens, by origin."""

    clock: Callable[[], float] = monotonic
    _wrong: OrderedDict[str, tuple[int, float]] = field(factory=OrderedDict)
    """How many, and until when nobody from there is listened to."""

    def shut(self, address: str) -> float:
        """Seconds for which a guess from there is not looked at."""
        wrong, until = self._wrong.get(origin(address), (0, 0.0))
        return max(0.0, until - self.clock()) if wrong > FREE else 0.0

    def wrong(self, address: str) -> None:
        """One more."""
        key, now = origin(address), self.clock()
        before, until = self._wrong.pop(key, (0, now))
        count = 1 if now - until > FORGET else before + 1
        over = min(count - FREE, 16)
        self._wrong[key] = count, now + (min(FIRST * 2.0 ** (over - 1), LONGEST) if over > 0 else 0.0)
        while len(self._wrong) > REMEMBERED:
            self._wrong.popitem(last=False)


@define(eq=False)
class Pace:
    """How many messages one line may send: so many at once, and so many a second."""

    rate: float = 20.0
    burst: float = 60.0
    clock: Callable[[], float] = monotonic
    _left: float = field(default=-1.0)
    _when: float = 0.0

    def spend(self) -> bool:
        """One message; False when it is too many."""
        now = self.clock()
        if self._left < 0:
            self._left = self.burst
        else:
            self._left = min(self.burst, self._left + (now - self._when) * self.rate)
        self._when = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
