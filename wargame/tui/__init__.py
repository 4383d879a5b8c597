"""The game in a terminal: a Textual client of a Table. Textual itself is imported only by `run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wargame.tui.request import StartRequest

if TYPE_CHECKING:
    from wargame.table import Table, Thinks


def run(
    thinker: Thinks | None, saves: Path | None, start: StartRequest | None = None, table: Table | None = None
) -> int:
    """Play in this terminal until the player quits; 0 when all went well. Raises `Broken` when the program failed.

    `thinker` decides for actors (None: the table's own), `saves` is where journals go, `start` skips the title screen,
    `table` is one that somebody else keeps.
    """
    from wargame.tui.terminal import play

    return play(thinker, saves, start, table)


__all__ = ["StartRequest", "run"]
