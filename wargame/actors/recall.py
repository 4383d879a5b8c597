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
    _keys: dict[Fields, tuple[tuple[object, ...], Key]] = field(factory=dict)
    """The same for several fields at once."""
    _fresh: count[int] = field(factory=count)

    def of(self, state: State, name: str) -> int:
        """The number of a position's field as it stands."""
        now = getattr(state, name)
        last = self._last.get(name)
        if last is not None and last[0] == now:
            return last[1]
        column = isinstance(now, list)
        key = tuple(now) if column else now
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = Table()
        number = table.get(key)
        if number is None:
            number = table.keep(key, next(self._fresh))
        self._last[name] = now[:] if column else now, number
        return number

    def key(self, state: State, fields: Fields) -> Key:
        """The numbers of several fields."""
        columns, last = fields.of_state(state), self._keys.get(fields)
        if last is not None and last[0] == columns:
            return last[1]
        key = tuple([self.of(state, name) for name in fields.names])
        self._keys[fields] = tuple([x[:] if isinstance(x, list) else x for x in columns]), key
        return key


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
            for name in fields.names:
                if name not in self._known:
                    self._known[name] = self._numbers.of(self._state, name)
            return fields.of_numbers(self._known)
