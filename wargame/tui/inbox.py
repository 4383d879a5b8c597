"""Keys, clicks and pastes, handed on one by one: the next when all that the last one set off is done.

Left to the framework, a key goes to the widget that has the focus when the key is read, while its commands are looked
up on the screen that is there when it has come up from that widget. Keys that arrive together would act on screens that
nobody has seen, and on the same one twice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

Typed = events.Key | events.MouseDown | events.MouseUp | events.Paste
"""What a player does. Moving the mouse does nothing and waits for nothing."""
TAKING = ("enter", "escape")
"""Keys that mean much on any screen: typed again before another screen was there, they were not meant for it."""
PATIENCE = 2.0
"""Seconds to wait for a widget that does not answer."""


class Inbox:
    """What was typed and not handed on yet.

    `receive` does what an event asks for; `occupied` tells whether what the one before it set off is still under way.
    """

    def __init__(
        self, app: App[None], receive: Callable[[Typed], Awaitable[None]], occupied: Callable[[], bool]
    ) -> None:
        self.app, self.receive, self.occupied = app, receive, occupied
        self.waiting: deque[Typed] = deque()
        self._settling: asyncio.Task[None] | None = None

    async def put(self, event: Typed) -> None:
        """Hand an event on, now or in its turn."""
        if self._settling is None and not self.occupied():
            await self._hand_on(event)
        else:
            self.waiting.append(event)
            self._settle(None, self._top)

    @property
    def idle(self) -> bool:
        """Whether all that was typed has been dealt with."""
        return self._settling is None and not self.waiting

    def clear(self) -> None:
        """Forget what was typed ahead."""
        self.waiting.clear()

    @property
    def _top(self) -> Screen[Any]:
        return self.app.screen

    async def _hand_on(self, event: Typed) -> None:
        top = self._top
        await self.receive(event)
        self._settle(event, top)

    def _settle(self, event: Typed | None, top: Screen[Any]) -> None:
        if self._settling is None:
            self._settling = asyncio.create_task(self._wait(event, top))

    async def _wait(self, event: Typed | None, top: Screen[Any]) -> None:
        """Until nothing is under way; then the next event is handed on from the app's own queue."""
        quiet = 0
        while quiet < 2 and self.app.is_running:
            screen = self._top
            pumps: list[MessagePump] = [self.app, *screen.walk_children(with_self=True)]
            await _flushed(pumps)
            if not self.app.screen_stack:
                break
            busy = any(pump.message_queue_size for pump in pumps) or screen is not self._top
            quiet = 0 if busy or self.occupied() else quiet + 1
            if self.occupied():
                # Something slower than a message: a file, a program's process.
                await asyncio.sleep(0.005)
        if self.app.screen_stack and self._top is not top:
            self._drop(event)
        if not self.app.call_later(self._next):
            self._settling = None

    async def _next(self) -> None:
        self._settling = None
        if self.waiting:
            await self.put(self.waiting.popleft())

    def _drop(self, event: Typed | None) -> None:
        """Repeats of what has brought another screen go no further."""
        while self.waiting and _repeats(event, self.waiting[0]):
            self.waiting.popleft()


def _repeats(event: Typed | None, after: Typed) -> bool:
    if isinstance(event, events.Key) and isinstance(after, events.Key):
        return after.key == event.key and event.key in TAKING
    if isinstance(event, events.MouseEvent) and isinstance(after, events.MouseEvent):
        return event.screen_offset == after.screen_offset
    return False


async def _flushed(pumps: list[MessagePump]) -> None:
    """Until each has done what it had to do."""
    done = asyncio.Event()
    left = 0

    def one() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            done.set()

    left = sum([pump.call_later(one) for pump in pumps])
    if left > 0:
        try:
            await asyncio.wait_for(done.wait(), PATIENCE)
        except TimeoutError:
            return
