"""Seats in browsers: the terminal game runs here, many in one thread beside the referee's, and pages show its screens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Protocol

from attrs import define, field

from wargame.edge import crash
from wargame.table.remote import RemoteTable
from wargame.table.wire import Json

FAILED = "the screen could not be drawn; reload the page"
PATIENCE = 5.0
"""Seconds that screens have to end."""


class Screen(Protocol):
    """One seat's screen, all of it on the loop of screens."""

    async def run(self) -> str:
        """Play until the seat is left; why, in words, when that was no wish of the person."""
        ...

    def take(self, message: Json) -> None:
        """What the page says. Raises `ValueError` when that is nothing it may say."""
        ...

    def leave(self) -> None:
        """Have it end soon."""
        ...


Shows = Callable[[RemoteTable, tuple[int, int], Callable[[str], None]], Screen]
"""Makes a screen of a table, of a size in cells, drawn by a function that takes what a terminal would be written."""


@define(eq=False)
class Seen:
    """A screen as the referee's side has it: may be used from any thread."""

    screen: Future[Screen]
    ended: Future[str]
    """Why it ended, in words; empty when the person left."""
    _loop: asyncio.AbstractEventLoop

    def take(self, message: Json) -> None:
        """Hand on what the page says."""
        self._there(lambda screen: screen.take(message))

    def leave(self) -> None:
        """Have it end soon."""
        self._there(lambda screen: screen.leave())

    def _there(self, do: Callable[[Screen], None]) -> None:
        def call() -> None:
            if self.screen.done() and not self.ended.done():
                with suppress(ValueError):
                    do(self.screen.result())

        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call)


@define(eq=False)
class Screens:
    """The thread in which screens run. Drawing takes long, by a referee's measure: it must not wait for it."""

    shows: Shows
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.new_event_loop)
    _thread: threading.Thread | None = None
    _tasks: set[Future[None]] = field(factory=set)
    _open: set[Seen] = field(factory=set)

    def open(self, table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]) -> Seen:
        """Show a table. `draw` is called in the thread of screens."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True, name="screens")
            self._thread.start()
        seen = Seen(Future(), Future(), self._loop)
        self._open.add(seen)
        task = self._start(self._show(seen, table, size, draw))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return seen

    async def close(self) -> None:
        """End all screens and the thread."""
        thread = self._thread
        if thread is None:
            return
        for seen in tuple(self._open):
            seen.leave()
        waiting = [asyncio.wrap_future(seen.ended) for seen in tuple(self._open)]
        if waiting:
            await asyncio.wait(waiting, timeout=PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(thread.join, PATIENCE)
        if not thread.is_alive():
            self._loop.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        crash.quieten(self._loop)
        self._loop.run_forever()

    async def _show(
        self, seen: Seen, table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]
    ) -> None:
        words = FAILED
        try:
            screen = self.shows(table, size, draw)
            seen.screen.set_result(screen)
            words = await screen.run()
        except Exception as error:
            crash.record(error)
        finally:
            with suppress(Exception):
                await table.close()
            self._open.discard(seen)
            seen.ended.set_result(words)
