"""A position as plain data: every column by name, as a turn's end keeps it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import fields, has

from wargame.rules.memory import Memory
from wargame.rules.reasons import Reason
from wargame.rules.state import FIELDS, State

if TYPE_CHECKING:
    from cattrs import Converter


def snapshot(state: State) -> dict[str, Any]:
    """The position as JSON can hold it."""
    return {name: plain(getattr(state, name)) for name in FIELDS}


def restored(data: dict[str, Any]) -> State:
    """The position of a snapshot. Raises `ValueError` when the data is not one."""
    try:
        return _reader().structure(data, State)
    except Exception as error:  # cattrs raises groups of many kinds
        raise ValueError(f"the snapshot is not a position: {error}") from None


@cache
def _reader() -> Converter:
    from cattrs import Converter  # a tenth of the command's start-up, and only this needs it

    reader = Converter()
    reader.register_structure_hook(Memory, _memory)
    return reader


def _memory(value: Any, _: Any) -> Memory:
    """What is remembered: of an act either an action's key, or a reason's name with the numbers of what it is about."""
    holder, about, what, *numbers = value
    if not isinstance(what, str):
        name, concerns = what
        what = Reason(str(name), tuple(map(int, concerns)))
    return Memory(int(holder), int(about), what, *map(int, numbers))


def difference(state: State, data: dict[str, Any]) -> str:
    """The first column in which a position and a snapshot differ; empty when they agree."""
    own = snapshot(state)
    for name in FIELDS:
        if own[name] != data.get(name):
            return name
    return min(data.keys() - own.keys(), default="")


def plain(value: Any) -> Any:
    """A column, a record or a part of one as JSON can hold it."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if has(type(value)):
        return {attribute.name: plain(getattr(value, attribute.name)) for attribute in fields(type(value))}
    return value
