"""Plays the terminal game by keys, and reads what is on the screen."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from attrs import define
from textual import events
from textual.screen import Screen

from tests.tiny import TINY
from wargame.rules.board import Kind
from wargame.table import InstantThinker
from wargame.tui.app import ChokepointApp
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.pages.screens import HeadlinesScreen, ReportScreen
from wargame.tui.request import StartRequest
from wargame.tui.widgets.picks import PickList

from .prepared import saved_at
from .steady import DEADLINE, GLANCE, Jobs, Steady

PATIENCE = 400
"""Decisions that a game of the tests may take."""


@define
class Driver:
    """The app under a pilot."""

    app: ChokepointApp
    pilot: Steady

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def board(self) -> BoardScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, BoardScreen))

    @property
    def text(self) -> str:
        """Everything on the screen, as a person sees it."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def words(self) -> str:
        """The same as one line, wherever frames and folders of other lengths break it."""
        return " ".join(re.sub("[─-╿]", " ", self.text).split())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def click(self, x: int, y: int) -> None:
        """As a terminal reports it: the button goes down, and comes up."""
        for kind in (events.MouseDown, events.MouseUp):
            self.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False))
        await self.until(lambda: self.app.inbox.idle)

    async def until(self, reached: Callable[[], bool]) -> None:
        end = monotonic() + DEADLINE
        while monotonic() < end:
            if reached():
                # What was reached may still have to be painted.
                await self.pilot.pause()
                if reached():
                    return
            await asyncio.sleep(GLANCE)
        raise AssertionError(f"never reached; the screen is {self.screen} and shows\n{self.text}")

    async def to_board(self) -> None:
        """Until the board is there and it is somebody's move."""
        await self.until(lambda: any(isinstance(s, BoardScreen) for s in self.app.screen_stack))
        session = self.app.session
        assert session is not None
        session.pace = 5

    async def to_decision(self, kind: Kind) -> None:
        """On to the viewer's decision of a kind: others are answered with the first choice, or passed."""
        for _ in range(PATIENCE):
            await self.until(lambda: self._asks() is not None)
            asked = self._asks()
            if asked == kind:
                return
            await self.answer()
        raise AssertionError(f"no {kind.name} in {PATIENCE} decisions")

    def _asks(self) -> Kind | str | None:
        """What the screen waits for: a decision's kind, or a word for anything else."""
        screen = self.screen
        if isinstance(screen, ChooseScreen):
            return screen.decision.kind
        if isinstance(screen, BoardScreen):
            if screen.handing:
                return "hand over"
            if screen.status is not None and screen.status.over:
                return "over"
            decision = screen.status.decision if screen.status else None
            waits = screen.mine and not screen.playing and not screen.busy
            return decision.kind if decision is not None and waits else None
        if isinstance(
            screen, HandoverScreen | ReportScreen | HeadlinesScreen | ConfirmScreen | MessageScreen
        ):
            return type(screen).__name__
        return type(screen).__name__ if type(screen).__name__ == "DebriefScreen" else None

    async def act(self, codes: tuple[str, ...]) -> None:
        """Choose the first legal action of these classes in the list and confirm it."""
        assert self.app.session is not None
        legal = await self.app.session.table.legal()
        action = next(a for a in legal if a.code in codes)
        await self.press("enter")
        await self.until(lambda: isinstance(self.screen, ChooseScreen))
        chooser = self.screen
        assert isinstance(chooser, ChooseScreen)
        for _ in range(6):
            if not isinstance(self.screen, ChooseScreen):
                return
            at = next(
                n for n, item in enumerate(chooser.shown) if item is not None and action in item.actions
            )
            chooser.query_one(PickList).highlighted = at
            await self.press("enter")

    async def answer(self) -> None:
        """Get past whatever the screen waits for in the quickest way."""
        screen = self.screen
        if isinstance(screen, ReportScreen | HeadlinesScreen | MessageScreen):
            await self.press("escape")
        elif isinstance(screen, ConfirmScreen):
            await self.press("y")
        elif isinstance(screen, HandoverScreen):
            await self.press("space")
        elif isinstance(screen, BoardScreen) and self._asks() in (Kind.ACT, Kind.SIGNAL):
            await self.press("p")
        else:
            await self.press("enter")


@define
class Clock:
    """By which a player looks at every screen for a while before pressing a key, until it is held."""

    now: float = 0.0
    step: float = 10.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now

    def hold(self) -> None:
        """From here on time passes only when a test says so."""
        self.step = 0.0


@asynccontextmanager
async def playing(
    saves: Path,
    seats: dict[str, str] | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    seed: int = 5,
    resume: Path | None = None,
    at: Kind | None = None,
    scenario: Path = TINY,
    clock: Callable[[], float] | None = None,
) -> AsyncIterator[Driver]:
    """The app with a game of a scenario, or at its title when no seats are given.

    `at` is the decision with which the test begins; the game is then one that was saved there.
    """
    start = None
    if at is not None:
        assert seats is not None
        resume = await saved_at(saves, seats, at, scenario=scenario, seed=seed)
    if resume is not None:
        start = StartRequest(resume=resume)
    elif seats is not None:
        start = StartRequest(scenario=str(scenario), seats=seats, seed=seed)
    app = ChokepointApp(InstantThinker(), saves, start, clock or Clock())
    async with running(app, size) as driver:
        if start is not None:
            await driver.to_board()
        if at is not None:
            await driver.to_decision(at)
        yield driver
        await app.rise()


@asynccontextmanager
async def running(app: ChokepointApp, size: tuple[int, int]) -> AsyncIterator[Driver]:
    """Somebody at the keys of an app."""
    jobs = Jobs()
    with jobs.counted():
        async with app.run_test(size=size, notifications=True):
            yield Driver(app, Steady(app, jobs))
