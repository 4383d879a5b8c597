"""Connections before anything is known of them: counted, and let go of when they say nothing."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web
from attrs import define, field

from wargame.seminar.guard import origin

PATIENCE = 10.0
"""Seconds in which a connection must ask for something."""
CALLS, CALLS_EACH = 800, 500
"""Connections of any kind, in all and from one address: a school may be behind one."""
SILENT = logging.getLogger("wargame.seminar")
SILENT.addHandler(logging.NullHandler())
SILENT.propagate = False


@define(eq=False)
class Calls:
    """Connections, by address, and which of them have asked for anything yet."""

    open: dict[str, int] = field(factory=dict)
    silent: set[asyncio.BaseTransport] = field(factory=set)

    def spoke(self, transport: asyncio.BaseTransport | None) -> None:
        """A request came in."""
        if transport is not None:
            self.silent.discard(transport)


class Caller(web.RequestHandler):
    """A connection that is not kept when it says nothing, or when its address has too many."""

    __slots__ = ("address", "calls", "late")

    def __init__(self, server: web.Server, calls: Calls) -> None:
        loop = asyncio.get_running_loop()
        # Nothing of a request is printed or logged, its address or what was wrong with it.
        super().__init__(server, loop=loop, access_log=None, logger=SILENT, keepalive_timeout=20)  # type: ignore[arg-type]
        self.calls, self.address = calls, ""
        self.late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it, or drop it."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self.address = origin(str(peer[0])) if peer else ""
        counts = self.calls.open
        counts[self.address] = counts.get(self.address, 0) + 1
        if sum(counts.values()) > CALLS or counts[self.address] > CALLS_EACH:
            transport.abort()  # type: ignore[attr-defined]
            return
        self.calls.silent.add(transport)
        self.late = asyncio.get_running_loop().call_later(PATIENCE, self._unheard, transport)

    def _unheard(self, transport: asyncio.BaseTransport) -> None:
        if transport in self.calls.silent:
            transport.close()

    def connection_lost(self, exc: BaseException | None) -> None:
        """Count it out."""
        if self.late is not None:
            self.late.cancel()
        if self.transport is not None:
            self.calls.silent.discard(self.transport)
        left = self.calls.open.pop(self.address, 0) - 1
        if left > 0:
            self.calls.open[self.address] = left
        super().connection_lost(exc)
