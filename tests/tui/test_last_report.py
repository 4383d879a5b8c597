"""The quarter that decides the game can be read."""

from __future__ import annotations

from pathlib import Path

from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.pages.screens import ReportScreen

from .driver import PATIENCE, Driver, playing
from .test_play import nearly_over, to_debrief


async def reports(d: Driver) -> list[int]:
    """Play to the debrief; the turns whose reports were shown on the way."""
    seen: list[int] = []
    for _ in range(PATIENCE):
        await d.until(lambda: d._asks() is not None)
        if isinstance(d.screen, DebriefScreen):
            return seen
        if isinstance(d.screen, ReportScreen):
            seen.append(d.screen.shown)
        await d.answer()
    raise AssertionError("the game did not end")


async def test_the_last_quarter_is_reported_before_the_debrief(tmp_path: Path) -> None:
    """Once, with what it changed; and `r` opens it then, not the one before."""
    path = await nearly_over(tmp_path, 4)
    async with playing(tmp_path, resume=path) as d:
        seen = await reports(d)
        last = d.app.session.scenario.spec.turns
        assert seen[-1:] == [last]
        assert len(seen) == len(set(seen))
        await d.press("escape", "r")
        await d.until(lambda: isinstance(d.screen, ReportScreen))
        assert d.screen.shown == last
        assert f"Report on {d.board.view.scenario.quarter(last)}" in d.text
        assert "What changed for Pakistan" in d.text
        # The arrows are for the figures.
        await d.press("comma", "comma", "full_stop")
        assert d.screen.shown == last - 1


async def test_a_finished_game_that_is_opened_again_goes_straight_to_its_debrief(tmp_path: Path) -> None:
    """It was reported when it ended."""
    path = await nearly_over(tmp_path, 4)
    async with playing(tmp_path, resume=path) as d:
        await to_debrief(d)
    async with playing(tmp_path, resume=path) as d:
        assert await reports(d) == []
