"""A class that is open in a thread of its own, on loopback, as others find it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from attrs import define

from wargame.rules.compiled import Scenario
from wargame.seminar.hosting import Plan, Where, begin
from wargame.seminar.joining import sit_down
from wargame.seminar.referee import Referee
from wargame.seminar.screens import Shows
from wargame.seminar.server import Server
from wargame.table import HUMAN, InstantThinker
from wargame.table.remote import RemoteTable
from wargame.table.thinker import Thinks

T = TypeVar("T")


@define(eq=False)
class House:
    """The class and where it is."""

    referee: Referee
    server: Server
    port: int
    loop: asyncio.AbstractEventLoop
    folder: Path

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        return self.referee.folder.setup.code

    def do(self, what: Callable[[], Awaitable[T] | T]) -> T:
        """Carry something out where the class lives."""

        async def run() -> T:
            found = what()
            return await found if isinstance(found, Awaitable) else found

        return asyncio.run_coroutine_threadsafe(run(), self.loop).result(20)

    def join(self, name: str, seat: str | None = None, table: int | None = None) -> RemoteTable:
        """Sit down as a student does."""
        remote, _ = sit_down(self.address, self.code, name, seat, table, self.folder / f"{name}.tokens")
        return remote


def plan(scenario: Scenario, controllers: Mapping[str, str] | None = None, **more: Any) -> Plan:
    """A class at one table, all of people unless told."""
    seats = controllers or dict.fromkeys(scenario.ids["power"], HUMAN)
    return Plan(scenario=scenario, controllers=seats, **({"seeds": (5,)} | more))


@contextmanager
def open_house(
    scenario: Scenario,
    folder: Path,
    controllers: Mapping[str, str] | None = None,
    *,
    thinker: Thinks | None = None,
    referee: Referee | None = None,
    shows: Shows | None = None,
    **more: Any,
) -> Iterator[House]:
    """A class, until the end of the block."""
    keeper = referee or begin(
        plan(scenario, controllers, **more), folder / "class", [thinker or InstantThinker()]
    )
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = Server(keeper, Where().known(), shows)

    async def start() -> int:
        await keeper.open()
        return await server.start("127.0.0.1", 0)

    async def stop() -> None:
        await keeper.close("goodbye")
        await server.stop()

    port = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    try:
        yield House(keeper, server, port, loop, folder)
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()
