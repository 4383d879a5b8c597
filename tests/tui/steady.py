"""A pilot that goes on as soon as all is done, where the framework's waits for the processor to look idle."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from textual import events
from textual.app import ScreenStackError
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen

from wargame.tui.app import ChokepointApp

DEADLINE = 40
"""Seconds after which nothing more is expected, on a busy machine too."""
ROUNDS = 3
"""Of the event loop with nothing to do, one after the other, before all is quiet."""
GLANCE = 0.002
"""Seconds between two looks at what only the clock brings."""


class Jobs:
    """What an event loop has other threads do."""

    def __init__(self) -> None:
        self.open: set[asyncio.Future[Any]] = set()
        self.awaited = True
        """False while a test holds one up on purpose."""

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Keep count of the running loop's jobs."""
        loop = asyncio.get_running_loop()
        give = loop.run_in_executor

        def given(executor: Any, work: Callable[..., Any], *rest: Any) -> asyncio.Future[Any]:
            job = give(executor, work, *rest)
            self.open.add(job)
            job.add_done_callback(self.open.discard)
            return job

        loop.run_in_executor = given  # type: ignore[method-assign,assignment]
        try:
            yield
        finally:
            del loop.run_in_executor


class Steady(Pilot[None]):
    """Waits until nothing is under way but what waits for the player or for a clock, and everything is painted."""

    def __init__(self, app: ChokepointApp, jobs: Jobs) -> None:
        super().__init__(app)
        self.game = app
        self.jobs = jobs

    async def press(self, *keys: str) -> None:
        """Each key when the one before it has done all it does."""
        for key in keys:
            assert self.game._driver is not None
            self.game._driver.send_message(typed(key))
            await self.pause()

    async def pause(self, delay: float | None = None) -> None:
        """Until all is quiet, but at least for so many seconds."""
        if delay is not None:
            await asyncio.sleep(delay)
        end, quiet = monotonic() + DEADLINE, 0
        while quiet < ROUNDS:
            assert monotonic() < end, f"never quiet: {self.jobs.open or self.game.screen}"
            quiet = quiet + 1 if await self._still() else 0

    async def _still(self) -> bool:
        """Whether a round of the loop found nothing to do."""
        app, loop = self.game, asyncio.get_running_loop()
        await asyncio.sleep(0)
        if self.jobs.open and self.jobs.awaited:
            await asyncio.wait(self.jobs.open, timeout=GLANCE)
            return False
        if loop._ready:  # type: ignore[attr-defined]
            return False
        if not app.is_running:
            return True
        resizing = app._batch_count or app._resize_timer is not None
        if resizing or not (app.inbox.idle or app.occupied):
            await asyncio.sleep(GLANCE)
            return False
        if not app.animator._complete_event.is_set():
            await app.animator.wait_until_complete()
            return False
        return not self._paint()

    def _paint(self) -> bool:
        """Paint at once what would be painted at the next tick; whether there was anything."""
        try:
            screen = self.game.screen
        except ScreenStackError:
            return False
        due = screen.is_current and unpainted(screen)
        if due:
            screen._on_timer_update()
        return due


def unpainted(screen: Screen[Any]) -> bool:
    """Whether anything on a screen is not yet as it will be."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def typed(key: str) -> events.Key:
    """A key as a terminal reports it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    original = REPLACED_KEYS.get(name, name)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(original))
    except KeyError:
        character = name if len(name) == 1 else None
    return events.Key(name, character)
