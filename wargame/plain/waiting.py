"""Waiting for somebody who thinks: on a terminal, a line now and then that says how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from wargame.explain.thinking import progress_told
from wargame.plain.console import Console
from wargame.table import Table

FIRST, NEXT = 1.5, 3.0
"""Seconds before the first line, and between two."""
T = TypeVar("T")


async def watched(table: Table, console: Console, work: Coroutine[Any, Any, T], who: str) -> T:
    """The result of some work at a table. Whoever interrupts the waiting ends the work."""
    task = asyncio.ensure_future(work)
    pause, last = FIRST, ""
    try:
        while not (await asyncio.wait({task}, timeout=pause))[0]:
            pause = NEXT
            thought = table.thought
            far = progress_told(thought.played, thought.planned) if thought is not None else ""
            line = f"{who} is thinking: {far} played." if far else f"{who} is thinking."
            if console.watched and line != last:
                console.say(line)
                last = line
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
