"""The log with what was said in it: every remark stands where it was made."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.board import Event
from wargame.table.protocol import Said


def story(events: Sequence[Event], said: Sequence[Said]) -> list[Event | Said]:
    """A seat's log and what was said of decisions, both as its table gives them, in the order in which they happened."""
    items: list[Event | Said] = []
    told = 0
    for at, event in enumerate(events):
        while told < len(said) and said[told].at <= at:
            items.append(said[told])
            told += 1
        items.append(event)
    return items + list(said[told:])
