"""Journals of older formats, brought up one step at a time.

`UPGRADERS[n]` turns one record of format n into one of format n + 1. Only what is read is upgraded: the file
keeps its lines, and a `format` line tells where later ones begin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wargame.journal.records import titled

FORMAT = 2
"""The format this version writes. 2 packs what would give the game away, shows in the header what a list of games
needs, and keeps the final scores with the end."""


def _shown(record: dict[str, Any]) -> dict[str, Any]:
    """The header says outside its scenario what a list of games needs."""
    if record.get("kind") != "header":
        return record
    scenario = record.get("scenario")
    return record | titled(scenario if isinstance(scenario, dict) else {})


UPGRADERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _shown}


def upgraded(record: dict[str, Any], written: int) -> dict[str, Any]:
    """A record of format `written` in today's format. Raises `ValueError` when a step is missing."""
    for step in range(written, FORMAT):
        if step not in UPGRADERS:
            raise ValueError(f"format {step} is too old to be read by this version")
        record = UPGRADERS[step](record)
    return record
