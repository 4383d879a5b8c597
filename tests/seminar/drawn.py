"""What seats in browsers cost their host: `python -m tests.seminar.drawn 40` opens so many, four to a table."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp

from tests.shipped import shipped
from wargame.table import InstantThinker
from wargame.table.remote import RemoteTable
from wargame.tui.browser import BrowserScreen

from .house import House, open_house


def resident() -> float:
    """Megabytes of this process: host, screens and the lines of those who look at them."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def shows(table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]) -> BrowserScreen:
    return BrowserScreen(table, InstantThinker(), size, draw)


async def look(session: aiohttp.ClientSession, house: House, number: int) -> aiohttp.ClientWebSocketResponse:
    """One more seat, once its board is drawn."""
    seats = house.referee.scenario.ids["power"]
    hello = {"id": "1", "do": "hello", "protocol": 1, "code": house.code, "name": f"P{number}"}
    async with session.ws_connect(f"ws://{house.address}/socket") as line:
        await line.send_json(hello | {"seat": seats[number % len(seats)], "table": number // len(seats) + 1})
        token = (await line.receive_json())["token"]
    socket = await session.ws_connect(f"ws://{house.address}/screen", compress=15, max_msg_size=0)
    await socket.send_json({"token": token, "size": [150, 42]})
    drawn = ""
    while "Esc" not in drawn:
        drawn += json.loads((await socket.receive()).data).get("data", "")
    return socket


async def measure(house: House, count: int) -> None:
    async with aiohttp.ClientSession() as session:
        print(f"no seat: {resident():.0f} MB")
        sockets = [await look(session, house, 0)]
        first, began = resident(), time.process_time()
        print(f"one seat: {first:.0f} MB")
        sockets += [await look(session, house, number) for number in range(1, count)]
        more = count - 1
        print(f"{count} seats: {resident():.0f} MB, {(resident() - first) / more:.1f} MB for each more")
        print(f"{(time.process_time() - began) / more:.2f} s of a core to open one")
        for socket in sockets:
            await socket.close()


if __name__ == "__main__":
    seats = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        scenario = shipped("board-vote")
        tables = -(-seats // scenario.npowers)
        with open_house(scenario, Path(folder), shows=shows, seeds=(5,) * tables) as opened:
            asyncio.run(measure(opened, seats))
