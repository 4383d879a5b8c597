"""Panels that share one place."""

from __future__ import annotations

from pathlib import Path

from wargame.rules.board import Kind
from wargame.tui.widgets.sheet import Sheet

from .driver import playing
from .test_handover import BOTH, to_next_handover


async def test_each_panel_is_as_it_was_left(tmp_path: Path) -> None:
    """Market scrolled to its end, Loans at its top, and Market at its end again with its own mark."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24)) as d:
        await d.to_decision(Kind.ACT)
        sheet = d.board.query_one("#tab", Sheet)
        await d.press("3", "down", "down", "end")
        end, mark = sheet.scroll_offset.y, sheet.mark
        assert end > 0
        assert mark is not None
        await d.press("2")
        assert sheet.scroll_offset.y == 0
        first = sheet.mark
        assert first is None or first[0] < sheet.size.height
        await d.press("6")
        assert sheet.scroll_offset.y == 0
        await d.press("1", "3")
        assert (sheet.scroll_offset.y, sheet.mark) == (end, mark)


async def test_the_next_player_finds_every_panel_at_its_top(tmp_path: Path) -> None:
    """How far another has read is nobody's business."""
    async with playing(tmp_path, BOTH, size=(80, 24)) as d:
        await d.to_decision(Kind.ACT)
        await d.press("3", "end")
        sheet = d.board.query_one("#tab", Sheet)
        assert sheet.scroll_offset.y > 0
        await d.press("2")
        await to_next_handover(d)
        await d.press("enter")
        await d.to_decision(Kind.ACT)
        await d.press("3")
        assert sheet.scroll_offset.y == 0
