"""A class without a network: lines are lists, and time passes when a test says so."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from wargame.rules.compiled import Scenario
from wargame.seminar.desk import hear
from wargame.seminar.hosting import begin
from wargame.seminar.referee import Referee, Visit
from wargame.table import InstantThinker
from wargame.table.wire import PROTOCOL

from .house import plan

Json = dict[str, Any]


@define(eq=False)
class ListLine:
    """A line that keeps all that is sent."""

    sent: list[str] = field(factory=list)
    cut: str | None = None

    def send(self, text: str) -> None:
        if self.cut is None:
            self.sent.append(text)

    def hang_up(self, why: str = "") -> None:
        self.cut = why


@define(eq=False)
class Device:
    """A client that speaks the protocol word by word."""

    referee: Referee
    address: str = "10.0.0.1"
    line: ListLine = field(factory=ListLine)
    visit: Visit = field(init=False)
    asked: int = 0

    def __attrs_post_init__(self) -> None:
        self.visit = Visit(self.line, self.address)

    async def ask(self, do: str, number: str = "", **what: Any) -> Json:
        """Ask, and the answer."""
        self.asked += 1
        name = number or f"q{self.asked}"
        await hear(self.referee, self.visit, {**what, "do": do, "id": name})
        answers = [m for m in self.heard() if m.get("re") == name]
        return answers[-1] if answers else {}

    async def hello(self, **what: Any) -> Json:
        return await self.ask("hello", protocol=PROTOCOL, **what)

    async def join(self, name: str, seat: str | None = None, **what: Any) -> Json:
        return await self.hello(code=self.referee.folder.setup.code, name=name, seat=seat, **what)

    def heard(self) -> list[Json]:
        return [json.loads(text) for text in self.line.sent]

    def last(self, kind: str) -> Json:
        """The last message of a kind that came unasked."""
        return next(m for m in reversed(self.heard()) if m.get("t") == kind)

    @property
    def words(self) -> list[str]:
        return [m["text"] for m in self.heard() if m.get("t") == "say"]

    @property
    def at(self) -> int:
        """The number of the last frame."""
        return int(self.last("frame")["n"])

    def leave(self) -> None:
        """The line is gone."""
        self.referee.left(self.visit)

    async def decide(self, choice: int = 0, **what: Any) -> Json:
        """Make a choice by its place in the list."""
        choices = (await self.ask("choices"))["choices"]
        return await self.ask("submit", action=choices[choice]["key"], **({"at": self.at} | what))


Held = Callable[..., Any]


@pytest.fixture
async def hold(tiny: Scenario, tmp_path: Path) -> AsyncIterator[Held]:
    """Begins classes of the tiny scenario."""
    begun: list[Referee] = []

    async def make(*, thinker: Any = None, folder: str = "class", **more: Any) -> Referee:
        path = tmp_path / folder
        referee = begin(plan(tiny, **more), path, [thinker or InstantThinker()])
        await referee.open()
        begun.append(referee)
        return referee

    yield make
    for referee in begun:
        await referee.close("goodbye")
