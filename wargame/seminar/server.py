"""The host's end of the line: WebSockets and a few pages over HTTP, for whoever may reach this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.typedefs import Handler, Middleware
from attrs import define, field

from wargame.edge import crash
from wargame.seminar.calls import Caller, Calls
from wargame.seminar.desk import hear, read_message
from wargame.seminar.guard import Pace, origin
from wargame.seminar.referee import Referee, Visit
from wargame.seminar.screens import Screens, Shows
from wargame.seminar.sitting import Sitting
from wargame.table.wire import Json

PAGES = Path(__file__).parent / "pages"
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
MESSAGE = 1 << 14
"""Bytes of the largest request."""
BEHIND = 256
"""Messages that may wait for a line that does not keep up."""
HELLO = 10.0
"""Seconds in which a line must say who it is."""
HEARTBEAT = 12.0
"""Seconds between two signs of life; half of that later a line that gives none is cut."""
LINES, STRANGERS, STRANGERS_EACH = 600, 200, 80
"""Lines in all, of those who have not said who they are, and of those from one address."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Server": "Chokepoint",
}


@define(eq=False)
class SocketLine:
    """One WebSocket; what is sent waits in a short queue."""

    socket: web.WebSocketResponse
    queue: asyncio.Queue[str | None] = field(factory=lambda: asyncio.Queue(BEHIND))
    why: str = ""

    def send(self, text: str) -> None:
        """Have a message on its way, or cut a line that is too far behind."""
        try:
            self.queue.put_nowait(text)
        except asyncio.QueueFull:
            self.hang_up("too far behind")

    def hang_up(self, why: str = "") -> None:
        """Cut it, after what was sent before."""
        self.why = self.why or why
        with suppress(asyncio.QueueFull):
            self.queue.put_nowait(None)
            return
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)

    async def pump(self) -> None:
        """Send until it is cut."""
        while True:
            text = await self.queue.get()
            if text is None:
                break
            try:
                await asyncio.wait_for(self.socket.send_str(text), HEARTBEAT)
            except (TimeoutError, ConnectionError, RuntimeError):
                break
        with suppress(TimeoutError, ConnectionError, RuntimeError):
            # A close frame takes 123 bytes of words.
            words = self.why.encode()[:120]
            await asyncio.wait_for(self.socket.close(code=WSCloseCode.POLICY_VIOLATION, message=words), 3)


@define(eq=False)
class Server:
    """Serves a class. `names` are the hosts by which it may be reached."""

    referee: Referee
    names: frozenset[str]
    shows: Shows | None = None
    """Makes the screens of seats in browsers; without it there are none."""
    pages: Mapping[str, tuple[bytes, str]] = field(factory=lambda: pages_in(PAGES))
    calls: Calls = field(factory=Calls)
    _lines: int = 0
    _strangers: dict[str, int] = field(factory=dict)
    _runner: web.AppRunner | None = None
    _listening: asyncio.Server | None = None
    _open: set[SocketLine] = field(factory=set)
    _screens: Screens | None = None

    async def start(self, host: str, port: int) -> int:
        """Begin to serve; the port. Raises `OSError`."""
        app = web.Application(middlewares=[self._guarded], client_max_size=1 << 12)
        app.router.add_get("/socket", self._socket)
        if self.shows is not None:
            self._screens = Screens(self.shows)
            app.router.add_get("/screen", self._socket)
        app.router.add_get("/{path:.*}", self._page)
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=20, shutdown_timeout=2.0
        )
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        try:
            self._listening = await loop.create_server(self._caller, host, port, backlog=256)
        except BaseException:
            await self._runner.cleanup()
            raise
        found: int = self._listening.sockets[0].getsockname()[1]
        return found

    def _caller(self) -> Caller:
        assert self._runner is not None
        assert self._runner.server is not None
        return Caller(self._runner.server, self.calls)

    async def stop(self) -> None:
        """Let go of the port."""
        for line in tuple(self._open):
            line.hang_up("")
        if self._screens is not None:
            await self._screens.close()
        if self._listening is not None:
            self._listening.close()
        if self._runner is not None:
            await asyncio.sleep(0.05)
            await self._runner.cleanup()

    # ---- every request
    @property
    def _guarded(self) -> Middleware:
        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                self.calls.spoke(request.transport)
                if not self._known(request):
                    return _plain(421, "This is not the address of the class.")
                return await handler(request)
            except web.HTTPException as fault:
                return _plain(fault.status, "There is nothing here.")
            except (asyncio.CancelledError, ConnectionError):
                raise
            except Exception as error:
                # What went wrong is nobody's business on the other side.
                crash.record(error)
                return _plain(500, "That did not work.")

        return guarded

    def _known(self, request: web.Request) -> bool:
        """Whether a request means this machine: a name that somebody points here from outside does not."""
        try:
            name = (urlsplit(f"//{request.headers.get('Host', '')}").hostname or "").rstrip(".")
        except ValueError:
            return False
        # Its address may have changed since the start; a number is nobody's name.
        here = request.transport.get_extra_info("sockname") if request.transport is not None else None
        return name in self.names or (here is not None and name == here[0])

    async def _page(self, request: web.Request) -> web.StreamResponse:
        found = self.pages.get(request.path)
        if found is None:
            return _plain(404, "There is nothing here.")
        body, kind = found
        return web.Response(body=body, content_type=kind, charset="utf-8", headers=HEADERS)

    # ---- lines
    async def _socket(self, request: web.Request) -> web.StreamResponse:
        address = origin(request.remote or "")
        sent_from = request.headers.get("Origin")
        if sent_from is not None and not self._own(sent_from, request.headers.get("Host", "")):
            return _plain(403, "Only pages of this host may connect.")
        strangers = sum(self._strangers.values())
        if (
            self._lines >= LINES
            or strangers >= STRANGERS
            or self._strangers.get(address, 0) >= STRANGERS_EACH
        ):
            return _plain(503, "Too many are connecting; try again in a moment.")
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MESSAGE, compress=True, timeout=3)
        self._lines += 1
        self._strangers[address] = self._strangers.get(address, 0) + 1
        visit = Visit(SocketLine(socket), address)
        try:
            await socket.prepare(request)
            await self._serve(socket, visit, request.path == "/screen")
        finally:
            self._lines -= 1
            self._met(visit)
            self.referee.left(visit)
        return socket

    def _own(self, sent_from: str, host: str) -> bool:
        """Whether a page was served from here."""
        try:
            parts = urlsplit(sent_from)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold()

    def _met(self, visit: Visit) -> None:
        """One stranger fewer from there, once."""
        if not visit.met:
            visit.met = True
            left = self._strangers.pop(visit.address, 0) - 1
            if left > 0:
                self._strangers[visit.address] = left

    async def _serve(self, socket: web.WebSocketResponse, visit: Visit, at_screen: bool) -> None:
        line = visit.line
        assert isinstance(line, SocketLine)
        self._open.add(line)
        pump = asyncio.create_task(line.pump())
        late = asyncio.get_running_loop().call_later(HELLO, self._late, visit)
        try:
            if at_screen and self._screens is not None:
                requests = self._requests(socket, visit, Pace(rate=60.0, burst=240.0))
                await Sitting(self.referee, self._screens, visit).serve(requests)
            else:
                async for request in self._requests(socket, visit, Pace()):
                    await hear(self.referee, visit, request)
        except ValueError:
            line.hang_up("not a request")
        finally:
            late.cancel()
            line.hang_up("")
            await pump
            self._open.discard(line)

    async def _requests(self, socket: web.WebSocketResponse, visit: Visit, pace: Pace) -> AsyncIterator[Json]:
        """What comes in over a line, until it sends what none should. Raises `ValueError` for what is no request."""
        async for message in socket:
            if message.type is not WSMsgType.TEXT or not pace.spend():
                visit.line.hang_up("too many messages" if message.type is WSMsgType.TEXT else "not a text")
                return
            yield read_message(message.data)
            if visit.known:
                self._met(visit)

    def _late(self, visit: Visit) -> None:
        if not visit.known:
            visit.line.hang_up("no word of who you are")


def _plain(status: int, words: str) -> web.Response:
    return web.Response(status=status, text=words, headers=HEADERS)


def pages_in(folder: Path) -> dict[str, tuple[bytes, str]]:
    """The pages that are served, by path, read once: nothing else can be asked for."""
    found = {}
    for path in sorted(folder.rglob("*")):
        kind = TYPES.get(path.suffix)
        if kind is not None and path.is_file():
            found[f"/{path.relative_to(folder).as_posix()}"] = path.read_bytes(), kind
    for name, page in tuple(found.items()):
        # `/host` is host.html, `/` is index.html.
        if name.endswith(".html"):
            found["/" if name == "/index.html" else name.removesuffix(".html")] = page
    return found
