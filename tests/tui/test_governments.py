"""Governments on the screen: chosen, told, and heard."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import OptionList, Select

from wargame.explain.voices import Spoken
from wargame.rules.board import Kind
from wargame.rules.governments import UNKNOWN
from wargame.scenario import PRIMER
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.present.goals import goals
from wargame.tui.present.news import log
from wargame.tui.present.powers import powers
from wargame.tui.title.screen import TitleScreen

from .driver import Driver, playing


async def setting_up(d: Driver, scenario: str = PRIMER) -> NewGameScreen:
    await d.until(lambda: isinstance(d.screen, TitleScreen))
    await d.press("enter")
    await d.until(lambda: isinstance(d.screen, NewGameScreen) and bool(d.screen.query("#seats Select")))
    screen = d.screen
    assert isinstance(screen, NewGameScreen)
    if screen.scenarios[screen.at].id != scenario:
        screen.query_one("#list", OptionList).highlighted = [s.id for s in screen.scenarios].index(scenario)
        await d.until(lambda: not screen.query_one("#start").disabled and len(screen.powers) == 4)
    return screen


async def chosen(d: Driver, government: str, shown: bool = True) -> None:
    """Start the primer with a government for China."""
    screen = await setting_up(d)
    screen.query_one("#government-CHN", Select).value = government
    screen.query_one("#told", Select).value = shown
    screen.query_one("#start").focus()
    await d.press("enter")
    await d.to_board()
    await d.to_decision(Kind.ACT)


async def test_a_government_says_what_it_is_after_where_it_is_chosen(tmp_path: Path) -> None:
    async with playing(tmp_path) as d:
        screen = await setting_up(d, "linchpin")
        screen.query_one("#government-USA").focus()
        await d.pilot.pause()
        assert "United States may be governed by:" in d.text
        assert "The arsenal school in Washington." in d.text
        screen.query_one("#government-USA", Select).value = "usa_alliance"
        await d.until(lambda: "No chain holds without its other links." in " ".join(d.text.split()))
        assert "may be governed by" not in d.text


async def test_a_person_is_governed_by_nobody(tmp_path: Path) -> None:
    """Whoever takes a seat takes its row of governments away, and gives it back."""
    async with playing(tmp_path) as d:
        screen = await setting_up(d)
        assert not screen.query_one("#governed-IND").display
        assert screen.query_one("#governed-CHN").display
        for player, governed in (("human", False), ("random", False), ("planner-1", True)):
            screen.query_one("#seat-CHN", Select).value = player
            await d.until(lambda row=governed: screen.query_one("#governed-CHN").display is row)  # type: ignore[misc]


async def test_the_board_tells_who_governs_and_the_log_what_they_say(tmp_path: Path) -> None:
    async with playing(tmp_path) as d:
        await chosen(d, "chn_planners")
        board = d.board
        assert board.view is not None
        assert board.view.state.governments[1] == 1
        lines = [item.text for item in board.items if isinstance(item, Spoken)]
        assert "A quarter is a short time. It will be used." in lines
        panels = (powers(board.view, 60), goals(board.view, 60))
        for panel, words in zip(
            panels, ("China is governed by the planners", "Engineers who think"), strict=True
        ):
            assert words in " ".join(row.text.strip() for row in panel)


async def test_hidden_governments_are_not_named(tmp_path: Path) -> None:
    async with playing(tmp_path) as d:
        await chosen(d, "chn_planners", shown=False)
        board = d.board
        assert board.view is not None
        assert board.view.state.governments[1] == UNKNOWN
        told = " ".join(row.text.strip() for row in (*powers(board.view, 60), *goals(board.view, 60)))
        assert told.count("whom its deeds and words must tell") == 2
        assert "planners" not in told + d.text
        heard = " ".join(row.text.strip() for row in log(board.view, board.items, 60))
        assert "China: “A quarter is a short time. It will be used.”" in heard
