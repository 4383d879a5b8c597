"""Decisions taken back after moves of programs in answer had been seen: no fault, but part of how the game came out."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.compiled import Scenario
from wargame.rules.words import count


def peeks_told(scenario: Scenario, peeks: Sequence[int]) -> list[str]:
    """A sentence for each power that chose again knowing what would follow; `peeks` counts how often, by seat."""
    names = zip(scenario.names["power"], peeks, strict=True) if peeks else ()
    return [
        f"{name} took {count(times, 'decision')} back having seen how programs answered."
        for name, times in names
        if times
    ]
