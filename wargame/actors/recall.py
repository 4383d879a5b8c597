"""What was worked out is kept, by all that it follows from: pure tables, emptied when they are full."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from attrs import define, field

from wargame.rules.state import State

MOST = 2048
"""Entries that a table may hold."""

K = TypeVar("K")
V = TypeVar("V")
Key = Any
"""The number of one field, or a tuple of those of several."""


class Table(dict[K, V]):
    """What is known by key; full, it starts again from nothing."""

    def keep(self, key: K, value: V) -> V:
        """Remember a value, and return it."""
        if len(self) >= MOST:
            self.clear()
        self[key] = value
        return value


class Fields:
    """Some fields of positions, two at least, that something follows from."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        self.of_state = attrgetter(*self.names)
        self.of_numbers = itemgetter(*self.names)


@define(eq=False)
class Numbers:
    """Numbers the fields of positions: equal columns of a figure bear the same number, so that keys stay short.

    No number is given twice, so a table that was emptied costs time and nothing else.
    """

    _tables: dict[str, Table[object, int]] = field(factory=dict)
    _last: dict[str, tuple[object, int]] = field(factory=dict)
    """Each field as it was last seen, with its number: of many positions most are alike in it."""
    _fresh: count[int] = field(factory=count)
    _asked: Fields | None = None
    """All that keys of `numbered` positions were made of so far: the next is likely to be asked for it, too."""

    def key(self, state: State, fields: Fields) -> Key:
        """The numbers of several fields of a position as it stands."""
        known: dict[str, int] = {}
        self.add(state, fields, known)
        return fields.of_numbers(known)

    def numbered(self, state: State, known: dict[str, int]) -> Numbered:
        """A position that changes no more, of which some numbers are known."""
        if self._asked is not None:
            self.add(state, self._asked, known)
        return Numbered(self, state, known)

    def ask(self, state: State, fields: Fields, known: dict[str, int]) -> None:
        """Add the numbers of fields that are asked for, and will be again."""
        self._asked = Fields((*(self._asked.names if self._asked is not None else ()), *fields.names))
        self.add(state, fields, known)

    def add(self, state: State, fields: Fields, known: dict[str, int]) -> None:
        """Add the numbers of several fields to those that are known, by name."""
        lasts = self._last
        for name, now in zip(fields.names, fields.of_state(state), strict=True):
            if name not in known:
                last = lasts.get(name)
                known[name] = last[1] if last is not None and last[0] == now else self._of(name, now)

    def _of(self, name: str, now: object) -> int:
        """The number of a field that is not as it was last seen."""
        seen, key = (now[:], tuple(now)) if isinstance(now, list) else (now, now)
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = Table()
        number = table.get(key)
        if number is None:
            number = table.keep(key, next(self._fresh))
        self._last[name] = seen, number
        return number


@define(eq=False)
class Numbered:
    """A position that changes no more, with the numbers of its fields as far as they were asked for."""

    _numbers: Numbers
    _state: State
    _known: dict[str, int]

    def key(self, fields: Fields) -> Key:
        """The numbers of several fields."""
        try:
            return fields.of_numbers(self._known)
        except KeyError:
            self._numbers.ask(self._state, fields, self._known)
            return fields.of_numbers(self._known)
