"""A terminal that is too small: nothing acts on what nobody can see, and all is as it was afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.command import CommandPalette

from wargame.rules.board import Kind
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import MessageScreen, QuitScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.title.screen import TitleScreen

from .driver import Driver, playing

CHN = 0
ALONE = {"CHN": "human", "PAK": "random"}
KEYS = (
    "escape",
    "enter",
    "1",
    "enter",
    "enter",
    "y",
    "p",
    "u",
    "space",
    "tab",
    "down",
    "h",
    "t",
    "ctrl+p",
    "left",
)
NOTICE = "The game needs 80 × 24."


async def shrink(d: Driver) -> None:
    await d.pilot.resize_terminal(60, 18)
    await d.until(lambda: NOTICE in d.text)


async def grow(d: Driver) -> None:
    await d.pilot.resize_terminal(120, 40)
    await d.until(lambda: NOTICE not in d.text)


async def nothing_acts(d: Driver) -> None:
    """Every key, a paste and the mouse leave the same screens, the same focus and the same text."""
    screens, before, focused, theme = list(d.app.screen_stack), d.text, d.screen.focused, d.app.theme
    await shrink(d)
    await d.press(*KEYS)
    for kind in (events.MouseDown, events.MouseUp):
        d.app.post_message(kind(None, 30, 9, 0, 0, 1, False, False, False))
    d.app.post_message(events.Paste("77"))
    await d.pilot.pause()
    assert list(d.app.screen_stack) == screens
    assert NOTICE in d.text
    await grow(d)
    assert (d.screen.focused, d.app.theme) == (focused, theme)
    await d.until(lambda: d.text == before)


@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.ACT])
async def test_no_decision_is_made_behind_the_notice(tmp_path: Path, kind: Kind) -> None:
    """Neither over the board nor over a list of choices; afterwards the same keys choose again."""
    async with playing(tmp_path, ALONE) as d:
        await d.to_decision(kind)
        assert d.app.session is not None
        before = (await d.app.session.table.status(), await d.app.session.table.view(CHN))
        await nothing_acts(d)
        after = (await d.app.session.table.status(), await d.app.session.table.view(CHN))
        assert (after[0], after[1].digest()) == (before[0], before[1].digest())
        if kind == Kind.AGENDA:
            chooser = d.screen
            await d.press("enter", "enter")
            await d.until(lambda: d.screen is not chooser)


async def test_nor_on_other_screens_and_over_windows(tmp_path: Path) -> None:
    """Title, new game, a window over the board, help over it."""
    async with playing(tmp_path) as d:
        await d.until(lambda: isinstance(d.screen, TitleScreen))
        await nothing_acts(d)
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, NewGameScreen) and bool(d.screen.powers))
        d.screen.query_one("#seed").focus()
        await d.pilot.pause()
        await nothing_acts(d)
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.app.complain("A title", "A text.")
        await d.until(lambda: isinstance(d.screen, MessageScreen))
        await nothing_acts(d)
        d.app.action_help()
        await d.until(lambda: isinstance(d.screen, GuideScreen))
        await nothing_acts(d)
        assert NOTICE not in d.text


async def test_a_screen_behind_recovers_too(tmp_path: Path) -> None:
    """The board, when the terminal grew again while another screen hid it."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        before = d.text
        await shrink(d)
        d.app.push_screen(NewGameScreen())
        await d.until(lambda: isinstance(d.screen, NewGameScreen) and bool(d.screen.powers))
        await grow(d)
        await d.press("escape")
        await d.until(lambda: d.text == before)
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        assert NOTICE not in d.text


async def test_the_palette_closes(tmp_path: Path) -> None:
    """It would show its rows over the notice."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("ctrl+p")
        await d.until(lambda: isinstance(d.screen, CommandPalette))
        await shrink(d)
        assert not isinstance(d.screen, CommandPalette)


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
async def test_quitting_is_possible_and_asked_about(tmp_path: Path, key: str) -> None:
    """The notice says how; nothing but Ctrl+C answers what cannot be read."""
    async with playing(tmp_path, ALONE, at=Kind.AGENDA) as d:
        await shrink(d)
        assert "Ctrl+C twice quits." in d.text
        await d.press(key)
        await d.until(lambda: isinstance(d.screen, QuitScreen))
        await d.until(lambda: "Ctrl+C once more quits." in d.text)
        await d.press("q", "y", "enter")
        assert isinstance(d.screen, QuitScreen)
        assert d.app.is_running
        await d.press("ctrl+c")
        await d.until(lambda: d.app.session is None)
