"""Somebody in the network who guesses at speed: slowed, shut out, and the class goes on meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp

from wargame.rules.compiled import Scenario
from wargame.seminar.guard import FREE
from wargame.seminar.words import new_code, new_token
from wargame.table.wire import PROTOCOL

from .house import House, open_house

GUESSES = 40


async def guess(
    house: House, session: aiohttp.ClientSession, what: dict[str, Any], kinds: Counter[str]
) -> None:
    """One try on a line of its own, as a program makes them."""
    try:
        async with session.ws_connect(f"http://{house.address}/socket") as line:
            await line.send_str(json.dumps({"id": "1", "do": "hello", "protocol": PROTOCOL, **what}))
            kinds[json.loads(await line.receive_str(timeout=5))["error"]["kind"]] += 1
    except aiohttp.WSServerHandshakeError as refused:
        kinds[str(refused.status)] += 1


async def test_a_guesser_is_shut_out_and_the_class_goes_on(tiny: Scenario, tmp_path: Path) -> None:
    """Codes, tokens and keys, many at a time: a handful is looked at. Decisions of those who are in take no longer."""
    with open_house(tiny, tmp_path) as house:
        seats = [
            await asyncio.to_thread(house.join, name, seat) for name, seat in (("A", "CHN"), ("B", "PAK"))
        ]
        kinds: Counter[str] = Counter()
        slowest = 0.0
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            tries = [
                guess(house, session, what, kinds)
                for _ in range(GUESSES)
                for what in (
                    {"code": new_code(), "name": "Eve"},
                    {"token": new_token()},
                    {"key": new_token()},
                )
            ]
            attack = asyncio.gather(*tries)
            for _ in range(6):
                for table in seats:
                    status = await table.status()
                    if status.decision is not None and status.decision.seat == table.seat:
                        began = monotonic()
                        await table.submit((await table.legal())[-1])
                        slowest = max(slowest, monotonic() - began)
                    elif table.stirred:
                        await table.advance()
            await attack
        assert sum(kinds.values()) == 3 * GUESSES
        looked_at = kinds["code"] + kinds["key"]
        assert looked_at <= FREE + 1
        assert kinds["slow"] + kinds["503"] > 2 * GUESSES
        assert house.referee.rooms[0].table.decisions > 0
        assert slowest < 2.0
        for table in seats:
            await table.close()
