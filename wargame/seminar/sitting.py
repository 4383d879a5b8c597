"""A page that shows a seat's screen: it says once who it is, then sends keys and is sent what to draw."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from attrs import define, field

from wargame.seminar.feed import packed
from wargame.seminar.inside import InsideWire
from wargame.seminar.link import LinkFault
from wargame.seminar.people import Line
from wargame.seminar.referee import Referee, Visit
from wargame.seminar.screens import Screens, Seen
from wargame.seminar.words import tidy
from wargame.table.wire import Json

SEATED = ("name", "table", "tables", "seat", "title", "powers")
"""What a page is told of who sits there and where."""


@define(eq=False)
class Sitting:
    """One page and its seat. Everything happens in the referee's loop, but for the drawing."""

    referee: Referee
    screens: Screens
    visit: Visit
    """The page's line; it counts as a stranger's until it has said who it is."""
    seen: Seen | None = None
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.get_running_loop)
    _ending: asyncio.Task[None] | None = None

    @property
    def line(self) -> Line:
        """The way to the page."""
        return self.visit.line

    async def serve(self, requests: AsyncIterator[Json]) -> None:
        """All that the page says, until it has gone. Raises `ValueError` when it says what no page does."""
        wire = InsideWire(self.referee, self.visit.address, self._cut)
        try:
            async for said in requests:
                if self.seen is not None:
                    self.seen.take(said)
                elif not await self._enter(wire, said):
                    break
        finally:
            if self.seen is not None:
                self.seen.leave()
            else:
                wire.close()

    async def _enter(self, wire: InsideWire, said: Json) -> bool:
        """The first word: a token and a size; whether it is let in."""
        token, size = said.get("token"), said.get("size")
        match size:
            case [int(width), int(height)] if isinstance(token, str):
                pass
            case _:
                raise ValueError("a token and a size come first")
        try:
            table, welcome = await wire.open({"token": token})
        except LinkFault as fault:
            self._tell({"t": "refused", "kind": fault.kind, "text": tidy(str(fault), 300)})
            self.line.hang_up("")
            return False
        self.visit.known = True
        self._tell({"t": "seated", **{name: welcome[name] for name in SEATED}})
        self.seen = self.screens.open(table, (width, height), self._draw)
        self._ending = asyncio.create_task(self._end(self.seen))
        return True

    def _draw(self, data: str) -> None:
        """Called where screens run."""
        self._loop.call_soon_threadsafe(self.line.send, packed({"t": "draw", "data": data}))

    def _cut(self, why: str) -> None:
        """The referee has let go: without a reason, as of somebody who was moved, the page comes back by itself."""
        if why:
            self._tell({"t": "ended", "text": why})
        self.line.hang_up("")

    async def _end(self, seen: Seen) -> None:
        words = await asyncio.wrap_future(seen.ended)
        self._tell({"t": "ended", "text": words})
        self.line.hang_up("")

    def _tell(self, what: Json) -> None:
        self.line.send(packed(what))
