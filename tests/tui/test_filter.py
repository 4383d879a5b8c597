"""The filter of the choices, typed at any speed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from wargame.rules.board import Kind
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.compose import ComposeScreen
from wargame.tui.choose.screen import ChooseScreen

from .driver import Driver, playing

BOTH = {"CHN": "human", "PAK": "human"}


def burst(d: Driver, *keys: str) -> None:
    """Press keys without waiting for what they do."""
    for key in keys:
        d.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def chooser(d: Driver) -> ChooseScreen:
    await d.until(lambda: isinstance(d.screen, ChooseScreen))
    assert isinstance(d.screen, ChooseScreen)
    return d.screen


@pytest.mark.parametrize("family", ["i", "d", "enter"])
async def test_what_is_typed_at_once_opens_what_it_names(tmp_path: Path, family: str) -> None:
    """The key that opens the list, the letters and Enter in one go: no letter is lost, and none runs a command."""
    async with playing(tmp_path, BOTH, size=(80, 24), at=Kind.ACT) as d:
        burst(d, family, *"compose", "enter")
        await d.until(lambda: not isinstance(d.screen, BoardScreen | ChooseScreen))
        assert isinstance(d.screen, ComposeScreen)


async def test_no_letter_is_dropped_even_where_nothing_matches(tmp_path: Path) -> None:
    """It says so instead, Enter takes nothing, and Backspace takes a letter back."""
    async with playing(tmp_path, BOTH, size=(80, 24), at=Kind.ACT) as d:
        burst(d, "i", *"zebra", "enter")
        screen = await chooser(d)
        assert screen.typed == "zebra"
        assert "/zebra" in d.text
        assert "Nothing matches zebra" in d.text
        assert screen.armed is None
        burst(d, *["backspace"] * 5, *"re", "backspace", "o")
        await d.until(lambda: screen.typed == "ro")


async def test_enter_takes_what_was_typed_by_then(tmp_path: Path) -> None:
    """Also when it follows the last letter faster than the list is filled."""
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
        await d.press("enter")
        screen = await chooser(d)
        wanted = [item for item in screen.shown if item is not None and len(item.actions) > 1]
        for item in wanted[1:4]:
            burst(d, *("space" if letter == " " else letter for letter in item.title.lower()), "enter")
            await d.until(lambda: bool(screen.path))
            assert screen.path[0].title == item.title
            while screen.path or screen.typed:
                await d.press("escape")


async def test_an_enter_pressed_twice_takes_nothing_unseen(tmp_path: Path) -> None:
    """The second was meant for the key that opens the list."""
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
        burst(d, "enter", "enter", "enter")
        screen = await chooser(d)
        await d.pilot.pause(0.05)
        assert d.screen is screen
        assert not screen.path


async def test_a_row_that_cannot_be_taken_matches_all_the_same(tmp_path: Path) -> None:
    """It is marked with the reason beside it, and Enter takes nothing."""
    async with playing(tmp_path, BOTH, size=(80, 24), at=Kind.ACT) as d:
        await d.press("enter")
        screen = await chooser(d)
        barred = next(item for item in screen.shown if item is not None and not item.open)
        burst(d, *("space" if letter == " " else letter for letter in barred.title.lower()), "enter")
        await d.until(lambda: screen.typed == barred.title.lower())
        await d.pilot.pause()
        assert screen.marked is not None
        assert screen.marked.title == barred.title
        assert "Not now:" in d.text
        assert "Nothing matches" not in d.text
        assert not screen.path


async def test_escape_comes_back_to_the_row_and_filter_that_were_left(tmp_path: Path) -> None:
    """One step back is the list as it was; only the next Escape takes the filter away."""
    async with playing(tmp_path, BOTH, size=(80, 24), at=Kind.ACT) as d:
        await d.press("enter")
        screen = await chooser(d)
        await d.press("e")
        many = [item for item in screen.shown if item is not None and len(item.actions) > 1]
        left = many[-1]
        assert screen.marked != left
        while screen.marked != left:
            await d.press("down")
        await d.press("enter", "t")
        assert screen.path == [left]
        await d.press("escape")
        assert screen.path == [left]
        assert not screen.typed
        await d.press("escape")
        assert not screen.path
        assert "/e" in d.text
        assert screen.marked == left
        await d.press("escape")
        assert d.screen is screen
        assert not screen.typed
        assert screen.marked == left
