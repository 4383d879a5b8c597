"""Many people at many tables on this machine: how soon a decision is on every screen of its table, and what it takes.

`python -m tests.seminar.load --tables 10 --people 100 --seconds 30 --think 2`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import aiohttp
from attrs import define, field

from wargame.table.wire import PROTOCOL

from .test_processes import Host, start


@define(eq=False)
class Watch:
    """When decisions were asked for, and when each screen of the table had them, by table and number of events told."""

    late: list[float] = field(factory=list)
    """Seconds from asking to the frame on another screen of the table."""
    answered: list[float] = field(factory=list)
    decided: dict[int, int] = field(factory=dict)
    refused: int = 0
    bytes: int = 0
    frames: int = 0
    since: dict[int, float] = field(factory=dict)
    """By table, when the last decision was asked for."""


@define(eq=False)
class Screen:
    """One client that looks at what it is sent, and decides by lot when it is asked."""

    watch: Watch
    random: Random
    think: float
    name: str
    table: int
    seat: str
    socket: Any = None
    at: int = 0
    number: int = 0
    mine: int = -1
    legal: list[Any] = field(factory=list)
    decision: list[int] | None = None
    writes: bool = False
    keys: list[str] = field(factory=list)
    asked_at: float = 0.0
    turn: asyncio.Event = field(factory=asyncio.Event)

    async def sit(self, session: aiohttp.ClientSession, host: Host, ids: list[str], keys: list[str]) -> None:
        self.keys, self.mine = keys, ids.index(self.seat)
        self.socket = await session.ws_connect(f"http://{host.address}/socket", max_msg_size=0, compress=15)
        hello = {"id": "hello", "do": "hello", "protocol": PROTOCOL, "code": host.code}
        await self.socket.send_str(
            json.dumps({**hello, "name": self.name, "table": self.table, "seat": self.seat})
        )

    async def read(self) -> None:
        async for message in self.socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                return
            self.watch.bytes += len(message.data)
            said = json.loads(message.data)
            if said.get("t") == "frame":
                self.frame(said)
            elif said.get("t") == "company":
                self.writes = said["holder"] == said["me"]
                self.turn.set()
            elif "outcome" in said:
                self.watch.answered.append(monotonic() - self.asked_at)
                self.watch.decided[self.table] = self.watch.decided.get(self.table, 0) + 1
            elif "error" in said:
                self.watch.refused += 1

    def frame(self, said: dict[str, Any]) -> None:
        self.watch.frames += 1
        since = self.watch.since.get(self.table)
        if since is not None and said.get("notice") and said["notice"]["kind"] == "decision":
            self.watch.late.append(monotonic() - since)
        self.at, self.decision = said["n"], said["status"]["decision"]
        self.legal = said.get("legal", self.legal)
        self.turn.set()

    async def play(self, until: float) -> None:
        while monotonic() < until:
            self.turn.clear()
            if self.writes and self.legal and self.decision is not None and self.decision[0] == self.mine:
                await asyncio.sleep(self.think * (0.5 + self.random.random()))
                choice = self.random.choice(self.legal)
                key = self.keys[choice] if isinstance(choice, int) else choice
                self.number += 1
                self.asked_at = self.watch.since[self.table] = monotonic()
                request = {"id": f"d{self.number}", "do": "submit", "action": key, "at": self.at}
                await self.socket.send_str(json.dumps(request))
            try:
                await asyncio.wait_for(self.turn.wait(), max(0.05, until - monotonic()))
            except TimeoutError:
                return


async def run(host: Host, tables: int, people: int, seconds: float, think: float, scenario: str) -> Watch:
    """Let so many people play for so long."""
    from wargame.rules.space import space_of
    from wargame.scenario import load

    loaded = load(scenario)
    ids, keys = list(loaded.ids["power"]), [action.key for action in space_of(loaded).actions]
    watch = Watch()
    screens = [
        Screen(watch, Random(n), think, f"P{n}", n % tables + 1, ids[n // tables % len(ids)])
        for n in range(people)
    ]
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        readers = []
        for screen in screens:
            await screen.sit(session, host, ids, keys)
            readers.append(asyncio.create_task(screen.read()))
        await asyncio.sleep(1)
        until = monotonic() + seconds
        await asyncio.gather(*(screen.play(until) for screen in screens))
        await asyncio.sleep(1)
        for screen in screens:
            await screen.socket.close()
        await asyncio.gather(*readers)
    return watch


def usage(pid: int) -> tuple[float, float]:
    """Seconds of processor time, and megabytes, that a process has taken."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(words[11]) + int(words[12])
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def share(numbers: list[float], of: float) -> float:
    """A percentile."""
    return sorted(numbers)[min(len(numbers) - 1, int(len(numbers) * of))] if numbers else float("nan")


def measured(tables: int, people: int, seconds: float, think: float, scenario: str) -> dict[str, float]:
    """Figures of one run, the referee in a process of its own."""
    from .test_processes import free_port

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "class"
        host = start(
            folder, free_port(), scenario, "--folder", str(folder), "--tables", str(tables), "--seed", "each"
        )
        try:
            began, memory = usage(host.process.pid)
            watch = asyncio.run(run(host, tables, people, seconds, think, scenario))
            ended, later = usage(host.process.pid)
        finally:
            host.end()
    made = sum(watch.decided.values())
    return {
        "decisions": made,
        "decisions a second": made / seconds,
        "refused": watch.refused,
        "on other screens, median ms": 1000 * share(watch.late, 0.5),
        "on other screens, 95% ms": 1000 * share(watch.late, 0.95),
        "answered, median ms": 1000 * share(watch.answered, 0.5),
        "processor, % of one": 100 * (ended - began) / (seconds + 2),
        "megabytes at first": memory,
        "megabytes at last": later,
        "kB a frame": watch.bytes / max(1, watch.frames) / 1000,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name, kind, value in (
        ("tables", int, 10),
        ("people", int, 40),
        ("seconds", float, 30.0),
        ("think", float, 2.0),
    ):
        parser.add_argument(f"--{name}", type=kind, default=value)
    parser.add_argument("--scenario", default="board-vote")
    given = parser.parse_args()
    for name, figure in measured(
        given.tables, given.people, given.seconds, given.think, given.scenario
    ).items():
        print(f"{name}: {figure:.1f}")
