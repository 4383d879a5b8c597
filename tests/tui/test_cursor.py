"""The terminal's own cursor, hidden, which braille displays and magnifiers follow."""

from __future__ import annotations

from pathlib import Path

from textual.geometry import Offset

from wargame.rules.board import Kind
from wargame.tui.board.map import BoardMap
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import QuitScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.widgets.sheet import Sheet

from .driver import Driver, playing


def under(d: Driver, length: int) -> str:
    """What stands at the cursor."""
    x, y = d.app.cursor_position
    return d.text.splitlines()[y][x : x + length]


async def test_the_cursor_follows_the_mark(tmp_path: Path) -> None:
    """On the map, in a panel, in a list and on buttons."""
    async with playing(tmp_path, {"CHN": "human"}, size=(120, 40), at=Kind.ACT) as d:
        board_map = d.board.query_one(BoardMap)
        seen = set()
        for _ in range(3):
            await d.press("n")
            spot = board_map.spot
            assert spot is not None
            assert d.app.cursor_position == board_map.content_region.offset + Offset(spot.x, spot.y)
            seen.add(d.app.cursor_position)
        assert len(seen) > 1
        await d.press("2", "down", "down")
        sheet = d.screen.focused
        assert isinstance(sheet, Sheet)
        assert sheet.marked is not None
        figure = sheet.marked.text.strip()
        assert under(d, len(figure)) == figure
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        for _ in range(3):
            await d.press("down")
            assert chooser.marked is not None
            assert chooser.marked.title[:8] in under(d, 20)
        await d.press("escape", "q")
        await d.until(lambda: isinstance(d.screen, QuitScreen))
        assert under(d, 11).strip() == "Quit"
        await d.press("right")
        assert under(d, 11).strip() == "Stay"


async def test_the_cursor_stays_in_sight_of_what_is_read(tmp_path: Path) -> None:
    """Where nothing is marked it stands at the first line that is shown; in a field it is the field's."""
    async with playing(tmp_path, size=(80, 24)) as d:
        await d.press("h")
        sheet = d.screen.query_one(Sheet)
        await d.press("pagedown")
        top = round(sheet.scroll_offset.y)
        assert top > 0
        assert under(d, 20).strip() in sheet.lines[top].text
        assert d.app.cursor_position.y == sheet.content_region.y
        await d.press("escape", "enter")
        await d.until(lambda: isinstance(d.screen, NewGameScreen))
        field = d.screen.query_one("#seed")
        field.focus()
        await d.pilot.pause()
        await d.press("home", "right")
        assert d.app.cursor_position == field.content_region.offset + Offset(1, 0)


async def test_a_smaller_terminal_leaves_keys_somewhere_to_go(tmp_path: Path) -> None:
    """The map had the focus and is hidden: the panel that stands there has it, and the cursor with it."""
    async with playing(tmp_path, {"CHN": "human"}, size=(120, 40), at=Kind.ACT) as d:
        assert isinstance(d.screen.focused, BoardMap)
        await d.pilot.resize_terminal(80, 24)
        await d.until(lambda: isinstance(d.screen.focused, Sheet))
        sheet = d.screen.focused
        assert isinstance(sheet, Sheet)
        assert d.app.cursor_position in sheet.content_region
        await d.press("down")
        assert sheet.marked is not None
