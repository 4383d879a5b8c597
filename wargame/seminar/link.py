"""A client's end of the line: a thread of its own keeps it alive while a person thinks, and mends it when it breaks."""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from random import uniform
from urllib.parse import urlsplit

import aiohttp
from attrs import define, field

from wargame import __version__
from wargame.table.wire import PROTOCOL, Json

LARGEST = 1 << 24
FIRST, LONGEST = 0.5, 15.0
"""Seconds between two tries to connect again, at first and at most."""
SILENCE = 30.0
"""Seconds without a word, nor a sign of life, until a line counts as dead."""
LONG = 3
"""Tries after which a broken line is worth a word."""
BROKEN = (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError)
"""What a line that breaks, or a host that says what makes no sense, raises."""
FINAL = ("code", "name", "seat", "full", "version", "gone", "key", "table")
"""Refusals that trying again would not change."""


class LinkFault(Exception):
    """The host cannot be reached, or does not let this client in; then `kind` is its word for why."""

    def __init__(self, text: str, kind: str = "") -> None:
        self.kind = kind
        super().__init__(text)


def socket_address(address: str) -> tuple[str, str]:
    """The address to connect to and the code it carries, from what was typed or scanned. Raises `LinkFault`."""
    text = address.strip()
    parts = urlsplit(text if "//" in text else f"//{text}", scheme="http")
    try:
        port = parts.port
    except ValueError:
        port = None
        parts = parts._replace(netloc="")
    if not parts.hostname or parts.scheme not in ("http", "https", "ws", "wss"):
        raise LinkFault(f"{address!r:.60} is not an address like 192.168.1.20:8123")
    scheme = "wss" if parts.scheme in ("https", "wss") else "ws"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    tail = "" if port is None else f":{port}"
    return f"{scheme}://{host}{tail}/socket", parts.fragment.strip("/")


@define(eq=False)
class Link:
    """The line to a host. Whoever listens is told on its thread of whatever comes unasked."""

    address: str
    greeting: Json
    """What to say first: a code and a name, or a token; and where to sit."""
    welcome: Json = field(factory=dict)
    """What the host answered."""
    _hear: Callable[[Json], None] | None = None
    _held: list[Json] = field(factory=list)
    """What came before anybody listened."""
    _asked: dict[str, tuple[Json, Future[Json]]] = field(factory=dict)
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.new_event_loop)
    _thread: threading.Thread | None = None
    _task: asyncio.Task[None] | None = None
    _socket: aiohttp.ClientWebSocketResponse | None = None
    _entered: Future[Json] = field(factory=Future)
    _sending: set[asyncio.Task[None]] = field(factory=set)
    _have: int | None = None
    _number: int = 0
    _name: str = field(factory=lambda: secrets.token_hex(6))
    _closed: bool = False

    # ---- from any thread
    def open(self, patience: float = 10.0) -> Json:
        """Connect and be let in; what the host said. Raises `LinkFault`."""
        self._thread = threading.Thread(target=self._run, daemon=True, name="link")
        self._thread.start()
        try:
            return self._entered.result(patience)
        except TimeoutError:
            self.close()
            raise LinkFault("the host does not answer") from None
        except BaseException:
            self.close()
            raise

    def listen(self, hear: Callable[[Json], None]) -> None:
        """Have what comes unasked sent there, what has come so far first."""

        def change() -> None:
            self._hear = hear
            for message in self._held:
                hear(message)
            self._held.clear()

        self._loop.call_soon_threadsafe(change)

    def ask(self, do: str, what: Json) -> Future[Json]:
        """Ask the host for something; what was not answered when a line broke is asked again on the next."""
        answer: Future[Json] = Future()

        def put() -> None:
            self._number += 1
            number = f"{self._name}-{self._number}"
            request = {**what, "id": number, "do": do}
            self._asked[number] = request, answer
            if self._socket is not None:
                self._send(request)

        if self._closed:
            answer.set_exception(LinkFault("the line is closed"))
        else:
            self._loop.call_soon_threadsafe(put)
        return answer

    def close(self) -> None:
        """Hang up. Does nothing the second time."""
        if self._closed or self._thread is None:
            self._closed = True
            return
        self._closed = True
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join(5)

    # ---- on the link's own thread
    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self._keep())
        try:
            with suppress(asyncio.CancelledError):
                self._loop.run_until_complete(self._task)
        finally:
            self._loop.close()
            for _, answer in self._asked.values():
                answer.cancel()

    async def _keep(self) -> None:
        """Connected, and again when the line has broken, for as long as the host lets this client in."""
        tries, told = 0, False
        async with aiohttp.ClientSession() as session:
            while not self._closed:
                try:
                    async with session.ws_connect(
                        self.address, heartbeat=SILENCE / 2, max_msg_size=LARGEST, compress=15
                    ) as socket:
                        if not await self._greet(socket):
                            return
                        if told:
                            self._tell({"t": "say", "text": "The line to the host is back."})
                        tries, told = 0, False
                        await self._read(socket)
                except BROKEN as error:
                    if not self._entered.done():
                        self._entered.set_exception(LinkFault(_why(error)))
                        return
                finally:
                    self._socket = None
                wait = min(FIRST * 2.0**tries, LONGEST)
                tries += 1
                if tries == LONG and not told:
                    told = True
                    self._tell({"t": "say", "text": "The line to the host is down. Trying again."})
                # Forty clients that lost the same host do not come back at the same moment.
                await asyncio.sleep(wait * uniform(0.5, 1.0))

    async def _greet(self, socket: aiohttp.ClientWebSocketResponse) -> bool:
        """Say hello; whether to go on."""
        hello = {**self.greeting, "id": "hello", "do": "hello", "protocol": PROTOCOL, "plays": True}
        hello["version"] = __version__
        if self._have is not None:
            hello["have"] = self._have
        await socket.send_str(json.dumps(hello))
        message = await asyncio.wait_for(socket.receive(), SILENCE)
        if message.type is not aiohttp.WSMsgType.TEXT:
            raise ValueError("the line was cut")
        answer: Json = json.loads(message.data)
        error = answer.get("error")
        if error is not None:
            return self._refused(error)
        if "token" in answer:
            kept = ("scenario",)
            self.greeting = {name: self.greeting[name] for name in kept if name in self.greeting}
            self.greeting["token"] = answer["token"]
        self.greeting["scenario"] = answer["scenario"]
        self.welcome = {**answer, "data": answer.get("data", self.welcome.get("data"))}
        self._socket = socket
        if not self._entered.done():
            self._entered.set_result(self.welcome)
        for request, _ in tuple(self._asked.values()):
            self._send(request)
        return True

    def _refused(self, error: Json) -> bool:
        kind, text = str(error.get("kind")), str(error.get("text"))
        if not self._entered.done():
            self._entered.set_exception(LinkFault(text, kind))
            return False
        if kind in FINAL:
            self._tell({"t": "gone", "text": text})
            self._fail(text)
            return False
        raise ValueError(text)

    def _fail(self, text: str) -> None:
        for _, answer in self._asked.values():
            answer.set_result({"error": {"kind": "gone", "text": text}})
        self._asked.clear()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            said: Json = json.loads(message.data)
            number = said.get("re")
            if number is None:
                self._take(said)
            elif number in self._asked:
                _, answer = self._asked.pop(number)
                if not answer.cancelled():
                    answer.set_result(said)

    def _take(self, said: Json) -> None:
        if said.get("t") == "frame":
            self._have = int(said["n"])
        self._tell(said)
        if said.get("t") == "gone":
            self._fail(str(said.get("text")))

    def _tell(self, said: Json) -> None:
        if self._hear is None:
            self._held.append(said)
        else:
            self._hear(said)

    def _send(self, request: Json) -> None:
        socket = self._socket
        if socket is not None:
            task = self._loop.create_task(_sent(socket, request))
            # The loop keeps only weak references.
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)


async def _sent(socket: aiohttp.ClientWebSocketResponse, request: Json) -> None:
    with suppress(ConnectionError, aiohttp.ClientError, RuntimeError):
        # Lost with the line, it is asked again on the next.
        await socket.send_str(json.dumps(request))


def _why(error: Exception) -> str:
    """Why nobody could be reached, in words."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"nobody answers at {error.host}:{error.port} ({error.strerror or 'no connection'})"
    if isinstance(error, aiohttp.WSServerHandshakeError):
        return f"what answers there is not a class of this game, or refuses the connection ({error.status})"
    return str(error) or "the host does not answer"
