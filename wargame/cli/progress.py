"""How far a long run is, on stderr, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def progress(items: Iterable[T], total: int, shown: bool) -> Iterator[T]:
    """The items as they come, counted on stderr if that is a terminal and the count is to be shown."""
    if not (shown and sys.stderr.isatty()):
        yield from items
        return
    with click.progressbar(items, total, "Games", file=sys.stderr, show_pos=True) as counted:
        yield from counted
