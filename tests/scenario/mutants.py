"""Scenarios changed at the ends of what validation allows: every number at both ends of its bounds, every list and
table emptied or cut to one entry, every switch thrown, every text that may be empty empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from attrs import frozen

from wargame.scenario.bounds import RANGES
from wargame.scenario.source import LARGEST_NUMBER

LONG = "of the Farthest Northern March"
Data = dict[str, Any]
Raw = tuple[str | int, ...]

_TABLES_OF_WORDS = (
    "ore",
    "refining",
    "stock",
    "demand",
    "growth",
    "needs",
    "disposition",
    "because",
    "yields",
    "income",
    "spills",
    "votes",
    "sources",
    "costs",
    "temper",
    "likes",
    "leans",
    "trusts",
)
"""Tables whose keys are an author's words, so that a bound holds for all of their values."""


def bounds() -> dict[str, tuple[int, int]]:
    """The ends of each number's bounds, by its pattern."""
    return {bound.pattern: (bound.low, bound.high) for bound in RANGES}


@frozen
class Mutant:
    """Changes of a scenario's data: where, and what stands there instead."""

    name: str
    changes: tuple[tuple[Raw, Any], ...]

    def of(self, data: Data) -> Data:
        """The data with the changes made."""
        changed: Data = json.loads(json.dumps(data))
        for path, value in self.changes:
            *parents, last = path
            table: Any = changed
            for step in parents:
                table = table[step]
            table[last] = value
        return changed


def mutants(data: Data) -> list[Mutant]:
    """One change at a time, and the same change wherever it can be made."""
    places: dict[str, list[tuple[Raw, Any]]] = {}
    for path, value in walk(data):
        places.setdefault(pattern(path), []).append((path, value))
    found = []
    for name, standing in places.items():
        for word, values in _ends(name, [value for _, value in standing]).items():
            changes = [(path, new) for (path, old), new in zip(standing, values, strict=True) if new != old]
            if changes:
                found.append(Mutant(f"{name} {word}", tuple(changes[:1])))
            if len(changes) > 1:
                found.append(Mutant(f"{name} {word}, everywhere", tuple(changes)))
    return found


def combined(single: list[Mutant], number: int, seed: int, most: int = 6) -> Iterator[Mutant]:
    """Several at once, drawn with a seed. Of two at one place, or one within the other, the first stands."""
    draw = Random(seed)
    for count in range(number):
        changes: list[tuple[Raw, Any]] = []
        names = []
        for mutant in draw.sample(single, draw.randint(2, most)):
            free = [c for c in mutant.changes if not any(_meet(c[0], other) for other, _ in changes)]
            changes += free
            names += [mutant.name] if free else []
        yield Mutant(f"{seed}/{count}: " + "; ".join(names), tuple(changes))


def pattern(path: Raw) -> str:
    """The field that a path leads to: `[]` for an entry of a list, `values` for one of a table of an author's words."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] += "[]"
        elif words and words[-1] in _TABLES_OF_WORDS:
            words.append("values")
        else:
            words.append(step)
    return ".".join(words)


def _meet(one: Raw, other: Raw) -> bool:
    least = min(len(one), len(other))
    return one[:least] == other[:least]


def walk(value: Any, path: Raw = ()) -> Iterator[tuple[Raw, Any]]:
    """Every value with its path, tables and lists among them."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from walk(inner, (*path, at))


def _ends(name: str, values: list[Any]) -> dict[str, list[Any]]:
    """What to put in place of the values at a pattern, by what is done to them."""
    ends = bounds().get(name.replace("[]", ""))
    first = values[0]
    if isinstance(first, bool):
        return {"thrown": [not value for value in values]}
    if isinstance(first, int) or (first is None and ends):
        low, high = ends or (-LARGEST_NUMBER, LARGEST_NUMBER)
        return {
            f"= {end}": [end] * len(values) for end in dict.fromkeys((low, 0, 1, high)) if low <= end <= high
        }
    if isinstance(first, list):
        return {"empty": [[] for _ in values], "one only": [value[:1] for value in values]}
    if isinstance(first, dict):
        return {
            "empty": [{} for _ in values],
            "one only": [dict([*value.items()][:1]) for value in values],
            "gone": [None] * len(values),
        }
    if isinstance(first, str):
        return {"empty": [""] * len(values), "long": [f"{value} {LONG}" for value in values]}
    return {}
