"""Setting up a game."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Select

from wargame.journal import read
from wargame.table import HUMAN, parse_seed
from wargame.tui.confirm.screen import MessageScreen
from wargame.tui.new_game.screen import MARK, NewGameScreen
from wargame.tui.title.screen import TitleScreen

from .driver import Driver, playing


async def setting_up(d: Driver) -> NewGameScreen:
    await d.until(lambda: isinstance(d.screen, TitleScreen))
    await d.press("enter")
    await d.until(lambda: isinstance(d.screen, NewGameScreen) and bool(d.screen.query("#seats Select")))
    assert isinstance(d.screen, NewGameScreen)
    return d.screen


@pytest.mark.parametrize("colours", [True, False])
async def test_the_row_with_the_focus_is_marked_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colours: bool
) -> None:
    """A sign before it, its choice bold and reversed; on no other row."""
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    async with playing(tmp_path, size=(80, 24)) as d:
        screen = await setting_up(d)
        assert MARK not in d.text
        for select in screen.query(Select):
            if not all(node.display for node in select.ancestors_with_self):
                continue
            select.focus()
            await d.pilot.pause()
            row = select.region.y
            rows = d.text.splitlines()
            assert [y for y, text in enumerate(rows) if MARK in text] == [row]
            names = (
                "Orders",
                "Governments",
                "Advice",
                "governed by",
                *(name for _, name, _ in screen.powers),
            )
            assert any(name in rows[row] for name in names)
            strip = screen._compositor.render_strips()[row]
            words = [
                s.style for s in strip if s.style and s.style.reverse and s.style.bold and s.text.strip()
            ]
            assert words, rows[row]


async def test_every_stop_of_the_tab_key_can_be_seen(tmp_path: Path) -> None:
    """No two stops look alike when their colours are taken away, nor like none."""
    async with playing(tmp_path, size=(80, 24)) as d:
        screen = await setting_up(d)
        seen = []
        for widget in screen.focus_chain:
            looks = []
            for focused in (None, widget):
                screen.set_focus(focused)
                await d.pilot.pause()
                strips = screen._compositor.render_strips()
                looks.append(
                    [(s.text, s.style.bold, s.style.reverse) for strip in strips for s in strip if s.style]
                )
            assert looks[0] != looks[1], widget
            seen.append(looks[1])
        assert all(seen.count(look) == 1 for look in seen)


async def test_the_briefing_is_that_of_whoever_plays_alone(tmp_path: Path) -> None:
    """In New suppliers a person sits at India's desk, the last in the list, and reads what India is after."""
    async with playing(tmp_path) as d:
        screen = await setting_up(d)
        await d.press("down", "down", "down")
        await d.until(lambda: "India: You have the sand" in " ".join(d.text.split()))
        assert screen.query_one("#seat-IND", Select).value == HUMAN


async def test_the_field_takes_the_seeds_that_the_command_takes(tmp_path: Path) -> None:
    """By the same function: no sign, no underscore, nothing beyond 64 bits; what is pasted is no exception."""
    async with playing(tmp_path) as d:
        screen = await setting_up(d)
        field = screen.query_one("#seed", Input)
        field.value = ""
        field.focus()
        await d.press("minus", "underscore", "e", "4", "2")
        assert field.value == "42"
        for text in ("", "-1", "1_0", str(1 << 64)):
            with pytest.raises(ValueError, match="a seed is a whole number") as fault:
                parse_seed(text)
            field.value = text
            await d.press("enter")
            await d.until(lambda: isinstance(d.screen, MessageScreen))
            assert isinstance(d.screen, MessageScreen)
            assert str(fault.value) in d.screen.message
            await d.press("escape")
        field.value = str((1 << 64) - 1)
        await d.press("enter")
        await d.to_board()
        assert d.app.session is not None
        status = await d.app.session.table.status()
        assert status.path is not None
        assert read(status.path).header.seed == (1 << 64) - 1
