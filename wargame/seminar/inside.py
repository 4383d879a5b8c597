"""A seat in the referee's own process: many thin seats, such as those of browsers, need no line and no copy of the game.

It goes through the same door as a line over the network, so that it knows no more and may do no more.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from attrs import define, field

from wargame import __version__
from wargame.seminar.desk import hear
from wargame.seminar.link import LinkFault
from wargame.seminar.referee import Referee, Visit
from wargame.table.remote import RemoteTable
from wargame.table.wire import PROTOCOL, Json


@define(eq=False)
class InsideWire:
    """Both ends of a line. The referee's end stays in the loop in which it is opened; the table may be used in another."""

    referee: Referee
    address: str = "inside"
    cut: Callable[[str], None] | None = None
    """Called when the referee lets go, with why."""
    table: RemoteTable | None = None
    _visit: Visit = field(init=False)
    _asked: dict[str, Future[Json]] = field(factory=dict)
    _held: list[Json] = field(factory=list)
    _tasks: set[asyncio.Task[None]] = field(factory=set)
    _number: int = 0
    _closed: bool = False
    _loop: asyncio.AbstractEventLoop = field(factory=asyncio.get_running_loop)

    def __attrs_post_init__(self) -> None:
        self._visit = Visit(self, self.address)

    # ---- the client's end
    async def open(self, greeting: Json) -> tuple[RemoteTable, Json]:
        """Say hello with a token, or a code and a name; the seat's table and what was answered. Raises `LinkFault`."""
        hello = {"protocol": PROTOCOL, "version": __version__, "plays": True, "scenario": self.referee.digest}
        welcome = await asyncio.wrap_future(self.ask("hello", {**greeting, **hello}))
        error = welcome.get("error")
        if error is not None:
            raise LinkFault(error["text"], error["kind"])
        scenario = self.referee.scenario
        self.table = RemoteTable(scenario, scenario.ids["power"].index(welcome["seat"]), self)
        for message in self._held:
            self.table.receive(message)
        self._held.clear()
        await self.table.ready()
        return self.table, welcome

    def ask(self, do: str, what: Json) -> Future[Json]:
        """Ask the referee for something, from any thread."""
        answer: Future[Json] = Future()
        self._here(lambda: self._put(do, what, answer))
        return answer

    def _put(self, do: str, what: Json, answer: Future[Json]) -> None:
        if self._closed:
            answer.set_result({"error": {"kind": "gone", "text": "this seat has been let go of"}})
            return
        self._number += 1
        number = f"in{self._number}"
        self._asked[number] = answer
        task = self._loop.create_task(hear(self.referee, self._visit, {**what, "id": number, "do": do}))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Leave, from any thread."""
        self._here(self._close)

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            self.referee.left(self._visit)

    def _here(self, do: Callable[[], None]) -> None:
        """Do something in the referee's loop: at once when this is it."""
        try:
            here = asyncio.get_running_loop() is self._loop
        except RuntimeError:
            here = False
        if here:
            do()
        else:
            # The class may have ended.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(do)

    # ---- the referee's end
    def send(self, text: str) -> None:
        """Take what the referee says."""
        if self._closed:
            return
        said: Json = json.loads(text)
        answer = self._asked.pop(said.get("re", ""), None)
        if answer is not None:
            answer.set_result(said)
        elif self.table is None:
            self._held.append(said)
        else:
            self.table.receive(said)

    def hang_up(self, why: str = "") -> None:
        """The referee has let go."""
        if self.cut is not None and not self._closed:
            self.cut(why)
        if self.table is not None and not self._closed:
            self.table.receive({"t": "gone", "text": why or "the host has let this seat go; come back to it"})
        self._close()
        for answer in self._asked.values():
            with suppress(Exception):
                answer.set_result({"error": {"kind": "gone", "text": why or "the host has let this seat go"}})
