"""Every chance in the game is one choice among weighted outcomes, drawn by a *fate*.

`Dice` draws from the counters kept in the state, `Recorded` repeats a journal, `Branching` walks every outcome
for a forecast. The rules cannot tell them apart, so a forecast's odds are the odds that will be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import define, field, frozen

STREAMS = ("setup", "headlines", "survey", "security", "covert", "arenas", "politics", "market", "actor",
           "governments")  # fmt: skip
"""One stream per purpose, so that one draw more in one place does not shift the others."""

SETUP, HEADLINES, SURVEY, SECURITY, COVERT, ARENAS, POLITICS, MARKET, ACTOR, GOVERNMENTS = range(len(STREAMS))

_MASK = (1 << 64) - 1


def mix(seed: int, stream: int, count: int) -> int:
    """A 64-bit number for the `count`-th draw of a stream (SplitMix64 finaliser over a Weyl sequence)."""
    z = (seed + (stream + 1) * 0x9E3779B97F4A7C15 + (count + 1) * 0xD1342543DE82EF95) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


@frozen
class Draw:
    """One chance as it fell: the stream, what was asked, the weights and the outcome's index."""

    stream: int
    label: str
    weights: tuple[int, ...]
    result: int

    @property
    def odds(self) -> int:
        """The odds of what fell, in percent, rounded down."""
        return 100 * self.weights[self.result] // sum(self.weights)


class Fate(Protocol):
    """Where outcomes come from."""

    def choose(
        self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str
    ) -> int: ...


@define
class Dice:
    """The real thing: deterministic in the state's seed and the stream's counter."""

    def choose(self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str) -> int:
        total = sum(weights)
        left = mix(seed, stream, counters[stream]) * total >> 64
        for index, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return index
        raise AssertionError("weights must add up to more than nothing")


@define
class Recorded:
    """Repeats what a journal recorded, without the generator. Raises `ValueError` when the record does not fit."""

    results: list[tuple[int, int]]
    at: int = 0

    def choose(self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str) -> int:
        if self.at >= len(self.results):
            raise ValueError(f"the record holds no draw for {label!r}")
        was, result = self.results[self.at]
        self.at += 1
        if was != stream or not 0 <= result < len(weights):
            raise ValueError(f"the recorded draw {self.at} does not fit {label!r}")
        return result


@define
class Branching:
    """Follows a prefix of outcomes, then takes the first possible one at every new choice, and remembers the way."""

    prefix: list[int]
    path: list[int] = field(factory=list)
    seen: list[tuple[str, tuple[int, ...]]] = field(factory=list)
    streams: list[int] = field(factory=list)

    def choose(self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str) -> int:
        at = len(self.path)
        index = self.prefix[at] if at < len(self.prefix) else _next_possible(weights, -1)
        self.path.append(index)
        self.seen.append((label, tuple(weights)))
        self.streams.append(stream)
        return index

    def sibling(self) -> list[int] | None:
        """The prefix of the next unexplored path, or None when all were walked."""
        path = list(self.path)
        while path:
            following = _next_possible(self.seen[len(path) - 1][1], path.pop())
            if following < len(self.seen[len(path)][1]):
                return [*path, following]
        return None


def _next_possible(weights: Sequence[int], after: int) -> int:
    index = after + 1
    while index < len(weights) and weights[index] <= 0:
        index += 1
    return index
