"""A position as plain data: every column by name, as a turn's end keeps it."""

from __future__ import annotations

from typing import Any

from attrs import fields, has

from wargame.rules.state import FIELDS, State


def snapshot(state: State) -> dict[str, Any]:
    """The position as JSON can hold it."""
    return {name: _plain(getattr(state, name)) for name in FIELDS}


def restored(data: dict[str, Any]) -> State:
    """The position of a snapshot. Raises `ValueError` when the data is not one."""
    import cattrs  # a tenth of the command's start-up, and only this needs it

    try:
        return cattrs.structure(data, State)
    except Exception as error:  # cattrs raises groups of many kinds
        raise ValueError(f"the snapshot is not a position: {error}") from None


def difference(state: State, data: dict[str, Any]) -> str:
    """The first column in which a position and a snapshot differ; empty when they agree."""
    own = snapshot(state)
    for name in FIELDS:
        if own[name] != data.get(name):
            return name
    return min(data.keys() - own.keys(), default="")


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if has(type(value)):
        return {attribute.name: _plain(getattr(value, attribute.name)) for attribute in fields(type(value))}
    return value
