"""The screen and the terminal it is drawn on: however the game is left, the terminal is as before and the table closed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from textual.driver import Driver

from wargame.edge import leaving
from wargame.edge.crash import Broken, quieten
from wargame.table import Table, Thinker, Thinks
from wargame.tui.app import ChokepointApp
from wargame.tui.request import StartRequest


def play(
    thinker: Thinks | None, saves: Path | None, start: StartRequest | None, table: Table | None = None
) -> int:
    """What `wargame.tui.run` says."""
    app = ChokepointApp(thinker, saves, start, table=table)
    app.driver_class = _steady(app.driver_class, app.hang_up)
    asyncio.run(_run(app))
    if app.failure is not None:
        raise Broken(app.failure, app.saved_at) from app.failure
    return app.return_code or 0


async def _run(app: ChokepointApp) -> None:
    loop = asyncio.get_running_loop()
    quieten(loop)

    def leave() -> None:
        loop.call_soon_threadsafe(app.leave)

    with leaving.handing_to(leave):
        try:
            await app.run_async()
        finally:
            await app.rise()
            if isinstance(app.thinker, Thinker):
                # A thought under way would be waited for.
                await asyncio.to_thread(app.thinker.close)


def _steady(driver: type[Driver], gone: Callable[[], None]) -> type[Driver]:
    """A driver whose terminal may go away: what cannot be written then is dropped, and the game is left."""

    class Steady(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            terminal: IO[str] = self._file
            if not terminal.isatty() and sys.__stdout__ is not None:
                # The framework draws on standard error, which may lead to a file, or nowhere.
                terminal = sys.__stdout__
            self._file: Any = _Sink(terminal, gone)

    return Steady


class _Sink:
    """A terminal to write to, or nothing once it has gone."""

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._to = file
        self._gone = gone

    def __getattr__(self, name: str) -> Any:
        return getattr(self._to, name)

    def write(self, text: str) -> None:
        """Write, or drop."""
        try:
            self._to.write(text)
        except (OSError, ValueError):
            self._gone()

    def flush(self) -> None:
        """Have it shown, or drop it."""
        try:
            self._to.flush()
        except (OSError, ValueError):
            self._gone()
