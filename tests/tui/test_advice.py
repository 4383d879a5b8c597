"""Advice on the screen: a key asks, a page waits and tells, a number goes on to the move, and leaving stops the thought."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import define, field

from tests.tiny import TINY
from wargame.actors import Choice, Progress, unheard
from wargame.explain.advice import Advice
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.observe import View
from wargame.table import InstantThinker, ThinkingFault
from wargame.tui.app import ChokepointApp
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.pages.advice import AdviceScreen
from wargame.tui.request import StartRequest

from .driver import Clock, playing, running

ALONE = {"CHN": "random", "PAK": "human"}
SIZES = ((80, 24), (120, 40))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_three_moves_are_shown_with_promise_fear_and_case(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, ALONE, size=size, at=Kind.ACT) as d:
        await d.press("v")
        await d.until(lambda: "Each was tried in 6 positions" in d.words or "Feared: " in d.words)
        assert isinstance(d.screen, AdviceScreen)
        for words in ("Expected: ", "Feared: ", " points", "Beside the next: ", "1–3 Take"):
            assert words in d.words
        await d.press("escape")
        assert isinstance(d.screen, BoardScreen)
        assert d.board.mine


async def test_a_number_goes_on_to_the_move_with_its_forecast(tmp_path: Path) -> None:
    """It is confirmed there like any other; one step back lies the whole list."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert d.app.session is not None
        table = d.app.session.table
        wanted = (await table.advise()).counsels[1].key
        await d.press("v", "2")
        assert isinstance(d.screen, ChooseScreen)
        assert d.screen.marked is not None
        assert d.screen.marked.action is not None
        assert d.screen.marked.action.key == wanted
        assert "Certain" in d.words
        await d.press("escape")
        assert isinstance(d.screen, ChooseScreen)
        assert len(d.screen.shown) > 5
        await d.press("escape", "v", "2", "enter", "enter")
        await d.until(lambda: wanted in [step.action.key for step in table._course.steps])  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["f2", "v"])
async def test_a_question_that_came_by_itself_can_be_asked_about_too(tmp_path: Path, key: str) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ANSWER) as d:
        assert isinstance(d.screen, ChooseScreen)
        asked = d.screen
        await d.press(key)
        assert isinstance(d.screen, AdviceScreen)
        assert d.screen.advice is not None
        wanted = d.screen.advice.counsels[1].key
        await d.press("2")
        assert d.screen is asked
        assert asked.marked is not None
        assert asked.marked.action is not None
        assert asked.marked.action.key == wanted
        assert asked.armed is None


async def test_a_letter_of_a_long_list_asks_nobody(tmp_path: Path) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("enter", "v")
        assert isinstance(d.screen, ChooseScreen)
        assert d.screen.typed == "v"
        await d.press("f2")
        assert isinstance(d.screen, AdviceScreen)


async def test_switched_off_it_is_said_and_offered_nowhere(tmp_path: Path) -> None:
    start = StartRequest(scenario=str(TINY), seats=ALONE, seed=5, advice=False)
    app = ChokepointApp(InstantThinker(), tmp_path, start, Clock())
    async with running(app, (120, 40)) as d:
        await d.to_board()
        await d.to_decision(Kind.ACT)
        assert "v Advice" not in d.text
        await d.press("v")
        assert isinstance(d.screen, BoardScreen)
        assert "Advice is switched off in this game." in d.words
        await d.press("enter", "f2")
        assert isinstance(d.screen, ChooseScreen)
        assert "F2 Advice" not in d.text
        await app.rise()


async def test_the_new_game_screen_switches_it_off(tmp_path: Path) -> None:
    from textual.widgets import Select

    async with playing(tmp_path, size=(80, 24)) as d:
        await d.press("enter")
        await d.until(lambda: not d.screen.query_one("#start").disabled)
        d.screen.query_one("#advice", Select).value = False
        await d.pilot.pause()
        d.screen.query_one("#start").press()
        await d.until(lambda: isinstance(d.screen, BoardScreen) or d.app.session is not None)
        assert d.app.session is not None
        assert not (await d.app.session.table.status()).advice
        await d.app.rise()


@define(eq=False)
class Slow(InstantThinker):
    """Begins, and goes on when it is told; a thought that is given up says so."""

    budget: int = 0
    going: asyncio.Event = field(factory=asyncio.Event)
    given_up: int = 0
    fault: str = ""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], progress: Progress = unheard
    ) -> Choice:
        await self._wait(progress)
        return await super().think("random", seed, view, legal)

    async def advise(self, view: View, legal: Sequence[Action], progress: Progress = unheard) -> Advice:
        await self._wait(progress)
        if self.fault:
            raise ThinkingFault(self.fault)
        return await super().advise(view, legal, progress)

    async def _wait(self, progress: Progress) -> None:
        progress(3, 6)
        try:
            await self.going.wait()
        except asyncio.CancelledError:
            self.given_up += 1
            raise


async def test_the_board_says_who_thinks_and_how_far_and_keys_are_heard(tmp_path: Path) -> None:
    slow = Slow()
    app = ChokepointApp(
        slow, tmp_path, StartRequest(str(TINY), {"CHN": "planner-2", "PAK": "human"}, 5), Clock()
    )
    async with running(app, (80, 24)) as d:
        await d.to_board()
        await d.until(lambda: "China" in d.text and "3 of 6 positions" in d.text)
        assert d.board.playing
        await d.press("2")
        assert d.board.tab == "Powers"
        await d.press("h", "escape")
        slow.going.set()
        await d.until(lambda: d.board.mine or d._asks() is not None)
        assert "3 of 6 positions" not in d.text
        await app.rise()


async def test_while_it_thinks_the_page_says_how_far_and_closing_it_ends_the_thought(tmp_path: Path) -> None:
    slow = Slow()
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert d.app.session is not None
        d.app.session.table._thinker = slow  # type: ignore[attr-defined]
        await d.press("v")
        await d.until(lambda: "3 of 6 positions played" in d.words)
        assert "1–3" not in d.text
        await d.press("1")
        assert isinstance(d.screen, AdviceScreen)
        await d.press("escape")
        await d.until(lambda: slow.given_up == 1)
        assert isinstance(d.screen, BoardScreen)
        assert d.app.session.table.thought is None
        await d.press("v")
        slow.going.set()
        await d.until(lambda: "Expected: " in d.words)


async def test_an_adviser_that_fails_says_so_on_the_page(tmp_path: Path) -> None:
    slow = Slow(fault="took longer than 30 seconds")
    slow.going.set()
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert d.app.session is not None
        d.app.session.table._thinker = slow  # type: ignore[attr-defined]
        await d.press("v")
        await d.until(lambda: "No advice: the adviser took longer than 30 seconds." in d.words)
        await d.press("enter")
        assert isinstance(d.screen, BoardScreen)


async def test_leaving_the_board_ends_the_thought_of_a_program(tmp_path: Path) -> None:
    slow = Slow()
    app = ChokepointApp(
        slow, tmp_path, StartRequest(str(TINY), {"CHN": "planner-2", "PAK": "human"}, 5), Clock()
    )
    async with running(app, (80, 24)) as d:
        await d.to_board()
        await d.until(lambda: "3 of 6 positions" in d.text)
        await d.press("escape", "y")
        await d.until(lambda: slow.given_up == 1)
