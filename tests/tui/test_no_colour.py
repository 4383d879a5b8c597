"""A terminal without colour."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import OptionList

from wargame.rules.board import Kind

from .driver import Driver, playing


def reversed_rows(d: Driver) -> list[str]:
    """The rows of the screen in reverse video, by their words."""
    rows = []
    for strip in d.screen._compositor.render_strips():
        words = "".join(s.text for s in strip if s.style is not None and s.style.reverse).strip()
        rows += [words] if words else []
    return rows


@pytest.mark.parametrize("keys", [("enter",), ("d", *"compose", "enter")])
async def test_the_marked_row_of_a_list_is_plain_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """In reverse, wherever the mark goes; with colours its ground is enough."""
    for colour in (True, False):
        if not colour:
            monkeypatch.setenv("NO_COLOR", "1")
        async with playing(
            tmp_path / str(colour), {"CHN": "human", "PAK": "human"}, size=(80, 24), at=Kind.ACT
        ) as d:
            await d.press(*keys[:1])
            await d.until(lambda: bool(d.screen.query(OptionList)))
            await d.press(*keys[1:])
            await d.until(lambda: d.screen.query_one(OptionList).highlighted is not None)
            for _ in range(2):
                await d.press("down")
                await d.pilot.pause()
                picks = d.screen.query_one(OptionList)
                assert picks.highlighted is not None
                marked = str(picks.get_option_at_index(picks.highlighted).prompt).split()[0]
                assert any(marked in row for row in reversed_rows(d)) != colour
