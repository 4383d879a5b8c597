"""What strangers on the network may do to a class, and what they may not."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from wargame.rules.compiled import Scenario
from wargame.seminar import calls
from wargame.seminar import server as serving
from wargame.table.wire import PROTOCOL

from .house import House, open_house


@pytest.fixture(scope="module")
def house(tiny: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One class for all of these: none of them does it any harm."""
    with open_house(tiny, tmp_path_factory.mktemp("house")) as found:
        yield found


def raw(house: House, request: str, most: int = 65536) -> str:
    """What a request typed by hand is answered."""
    with socket.create_connection(("127.0.0.1", house.port), 5) as line:
        line.sendall(request.replace("\n", "\r\n").encode())
        line.settimeout(5)
        found = b""
        while chunk := line.recv(most):
            found += chunk
    return found.decode("utf-8", "replace")


def get(house: House, path: str, host: str = "127.0.0.1", more: str = "") -> str:
    return raw(house, f"GET {path} HTTP/1.1\nHost: {host}\nConnection: close\n{more}\n")


# ---- pages
def test_pages_come_with_a_strict_policy_and_load_nothing_from_elsewhere(house: House) -> None:
    for path in ("/", "/join.js", "/line.js", "/style.css"):
        answer = get(house, path)
        assert answer.startswith("HTTP/1.1 200"), path
        head, _, body = answer.partition("\r\n\r\n")
        assert "default-src 'none'" in head
        assert "unsafe" not in head
        assert "Referrer-Policy: no-referrer" in head
        assert "nosniff" in head
        assert "Python" not in head
        assert "aiohttp" not in head
        assert "http://" not in body.replace("http://www.w3.org", "")
        assert "https://" not in body
        assert "style=" not in body
        assert "onclick" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/pages",
        "/../server.py",
        "/..%2fserver.py",
        "/%2e%2e/%2e%2e/pyproject.toml",
        "//etc/passwd",
        "/etc/passwd",
        "/class.json",
        "/index.html/",
        "/%00",
        "/static/",
        "/.git/config",
    ],
)
def test_nothing_but_the_pages_can_be_asked_for(house: House, path: str) -> None:
    answer = get(house, path)
    assert answer.split()[1] in ("404", "400"), answer[:200]
    assert "Traceback" not in answer
    assert len(answer) < 2000


def test_only_by_its_own_name(house: House) -> None:
    """A name that somebody points at this machine from outside is refused: no page of theirs reads ours."""
    assert get(house, "/", host="evil.example").startswith("HTTP/1.1 421")
    assert get(house, "/", host="127.0.0.1.evil.example").startswith("HTTP/1.1 421")
    assert get(house, "/", host=f"localhost:{house.port}").startswith("HTTP/1.1 200")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_do_nothing(house: House, method: str) -> None:
    answer = raw(house, f"{method} / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\nConnection: close\n\n")
    assert answer.split()[1] in ("405", "404", "400")
    assert "Traceback" not in answer


# ---- lines
UPGRADE = (
    "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://", "https://[::"]
)
def test_pages_of_others_may_not_connect(house: House, origin: str) -> None:
    request = f"GET /socket HTTP/1.1\nHost: 127.0.0.1:{house.port}\nOrigin: {origin}\n{UPGRADE}\n"
    with socket.create_connection(("127.0.0.1", house.port), 5) as line:
        line.sendall(request.replace("\n", "\r\n").encode())
        line.settimeout(5)
        answer = line.recv(4096).decode()
    assert answer.split()[1] == "403", answer


def test_pages_of_its_own_may(house: House) -> None:
    request = f"GET /socket HTTP/1.1\nHost: 127.0.0.1:{house.port}\nOrigin: http://127.0.0.1:{house.port}\n{UPGRADE}\n"
    with socket.create_connection(("127.0.0.1", house.port), 5) as line:
        line.sendall(request.replace("\n", "\r\n").encode())
        assert line.recv(4096).decode().split()[1] == "101"


async def spoken(house: House, *messages: Any) -> tuple[list[Any], int | None, str]:
    """What some messages are answered, and how the line ended."""
    found: list[Any] = []
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://{house.address}/socket", max_msg_size=0) as line,
    ):
        for message in messages:
            if isinstance(message, bytes):
                await line.send_bytes(message)
            else:
                await line.send_str(message if isinstance(message, str) else json.dumps(message))
        async with asyncio.timeout(10):
            async for message in line:
                found.append(json.loads(message.data))
        return found, line.close_code, ""


HELLO = {"id": "1", "do": "hello", "protocol": PROTOCOL}


@pytest.mark.parametrize(
    "message",
    [
        "not json",
        "[]",
        "[" * 5000,
        "x" * (serving.MESSAGE + 1),
        b"\x00\x01",
        '{"do": "hello"}',
        {"id": 7, "do": "hello"},
        {"id": "x" * 99, "do": "hello"},
        "null",
        "NaN",
    ],
)
async def test_what_is_no_request_ends_the_line_and_nothing_else(house: House, message: Any) -> None:
    answers, code, _ = await spoken(house, message)
    assert (answers, code) == ([], 1008) or code in (1009, 1007, 1003), (answers, code)
    assert get(house, "/").startswith("HTTP/1.1 200")


async def test_who_sends_too_much_is_cut(house: House) -> None:
    answers, code, _ = await spoken(house, *({"id": str(n), "do": "choices"} for n in range(400)))
    assert code == 1008
    assert len(answers) < 200


async def test_who_says_nothing_is_cut(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HELLO", 0.2)
    _, code, _ = await spoken(house)
    assert code == 1008


def test_who_connects_and_asks_for_nothing_is_let_go(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one who begins a request and never ends it; and one address has so many connections."""
    monkeypatch.setattr(calls, "PATIENCE", 0.3)
    for first in (b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "):
        with socket.create_connection(("127.0.0.1", house.port), 5) as line:
            line.sendall(first)
            line.settimeout(5)
            assert line.recv(100) == b""
    monkeypatch.setattr(calls, "CALLS_EACH", 4)
    lines = [socket.create_connection(("127.0.0.1", house.port), 5) for _ in range(4)]
    with socket.create_connection(("127.0.0.1", house.port), 5) as line, suppress(ConnectionError):
        line.settimeout(5)
        assert line.recv(100) == b""
    for line in lines:
        line.close()


async def test_strangers_do_not_take_all_the_places(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sits in the class keeps the line, and strangers beyond a number wait."""
    table = await asyncio.to_thread(house.join, "Keeper")
    monkeypatch.setattr(serving, "STRANGERS_EACH", 5)
    async with aiohttp.ClientSession() as session:
        lines = [await session.ws_connect(f"http://{house.address}/socket") for _ in range(5)]
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            await session.ws_connect(f"http://{house.address}/socket")
        for line in lines:
            await line.close()
        await asyncio.sleep(0.2)
        line = await session.ws_connect(f"http://{house.address}/socket")
        await line.close()
    assert (await table.status()).turn == 1
    await table.close()


async def test_odd_requests_are_answered_in_a_line_without_a_trace(house: House) -> None:
    """Of a person and of a stranger: wrong types, missing words, a seat of others."""
    odd: list[dict[str, Any]] = [
        {"do": do, **what}
        for do in ("submit", "undo", "propose", "pen", "choices", "look", "hello", "x" * 99, "__class__")
        for what in (
            {},
            {"action": None, "at": None},
            {"action": "x" * 5000, "at": 10**30},
            {"action": ["a"], "at": [], "to": {}, "note": 5},
            {"action": "pass\x1b[2J", "at": 1.5, "to": "\x1b[2J", "reason": "‮"},
        )
    ]
    hello = {**HELLO, "code": house.code, "name": "Eve"}
    answers, _, _ = await said(house, [hello, *({"id": f"q{n}", **each} for n, each in enumerate(odd))])
    errors = [each["error"] for each in answers if "error" in each]
    assert len(errors) >= len(odd) - 6
    for error in errors:
        text = error["text"]
        assert len(text) < 400, text
        assert "\x1b" not in text
        assert "Traceback" not in text
        assert "/" not in text or "a request" in text, text


async def said(house: House, messages: list[Any]) -> tuple[list[Any], int | None, str]:
    """The same at a pace that is allowed, hanging up at the end."""
    found: list[Any] = []
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://{house.address}/socket", max_msg_size=0) as line,
    ):
        for message in messages:
            await line.send_str(json.dumps(message))
            await asyncio.sleep(0.03)
            while True:
                try:
                    got = await line.receive(0.001)
                except TimeoutError:
                    break
                if got.type is not aiohttp.WSMsgType.TEXT:
                    return found, line.close_code, ""
                found.append(json.loads(got.data))
        await asyncio.sleep(0.2)
        while True:
            try:
                got = await line.receive(0.2)
            except TimeoutError:
                break
            if got.type is not aiohttp.WSMsgType.TEXT:
                break
            found.append(json.loads(got.data))
    return found, line.close_code, ""


async def test_a_line_that_is_cut_without_a_word_is_noticed(
    tiny: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-open socket: nobody answers the host's signs of life, and the seat counts as empty."""
    monkeypatch.setattr(serving, "HEARTBEAT", 0.4)
    with open_house(tiny, tmp_path) as house:
        hello = json.dumps({**HELLO, "code": house.code, "name": "Anna"})
        line = socket.create_connection(("127.0.0.1", house.port), 5)
        request = f"GET /socket HTTP/1.1\nHost: 127.0.0.1:{house.port}\n{UPGRADE}\n"
        line.sendall(request.replace("\n", "\r\n").encode())
        line.recv(4096)
        line.sendall(masked(hello))
        async with asyncio.timeout(10):
            while not (people := house.do(lambda: list(house.referee.people.values()))) or not people[0].here:
                await asyncio.sleep(0.02)
            # From here on nothing is read and nothing is sent, as from a laptop whose lid is closed.
            while people[0].here:
                await asyncio.sleep(0.05)
        line.close()


def masked(text: str) -> bytes:
    """A text frame as a client must send it."""
    body = text.encode()
    size = bytes([0x80 | len(body)]) if len(body) < 126 else bytes([0xFE]) + struct.pack(">H", len(body))
    return b"\x81" + size + b"\0\0\0\0" + body
