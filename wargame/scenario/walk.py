"""Finds all values of a scenario that a pattern such as `sites.yields.keys` names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wargame.scenario.faults import Path
from wargame.scenario.structure import BLANK


def walk(value: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Each value with its path. Lists on the way are gone through, and so is one at the end."""
    yield from _walk(value, tuple(pattern.split(".")), ())


def _walk(value: Any, steps: Path, path: Path) -> Iterator[tuple[Path, Any]]:
    if value is None:
        return
    if isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _walk(entry, steps, (*path, label(entry, number)))
    elif not steps:
        yield path, value
    elif steps[0] == "keys":
        for key in value:
            yield from _walk(key, steps[1:], (*path, key))
    elif steps[0] == "values":
        for key, inner in value.items():
            yield from _walk(inner, steps[1:], (*path, key))
    else:
        yield from _walk(getattr(value, steps[0]), steps[1:], (*path, steps[0]))


def label(entry: Any, number: int) -> str:
    """How an entry of a list is named in paths: by its id where it has one."""
    name = getattr(entry, "id", "")
    return f"[{number}]" if not name or name.startswith(BLANK) else f"[{name}]"
