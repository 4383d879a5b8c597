"""Saved games on the screen: how they came out, and what is offered for one that cannot be opened."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import OptionList

from wargame.journal import JournalFault, SaveInfo, list_saves
from wargame.rules.board import Kind
from wargame.tui import app
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen, QuitScreen
from wargame.tui.present import front
from wargame.tui.present.lines import plain
from wargame.tui.title import screen as title

from .driver import playing
from .prepared import saved_at

ALONE = {"PAK": "human"}
WATCHED = {"CHN": "random", "PAK": "random"}


async def test_a_finished_game_is_listed_with_its_result(tmp_path: Path) -> None:
    async with playing(tmp_path, WATCHED) as d:
        await d.until(lambda: d._asks() == "DebriefScreen")
    [info] = list_saves(tmp_path)
    assert info.result is not None
    text = plain(front.save(info))
    assert "finished" in text
    assert info.result.told in text
    assert all(f"{name} " in text for name, _ in info.result.scores)


@pytest.mark.parametrize(("line", "offered"), [(1, False), (None, False), (2, True)])
async def test_recovery_is_offered_only_where_it_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: int | None, offered: bool
) -> None:
    """Before the first line there is nothing to save."""

    def fail(path: Path, **_: object) -> None:
        raise JournalFault(path, "the rules have changed since", line)

    monkeypatch.setattr(app, "resume", fail)
    async with playing(tmp_path) as d:
        await d.app.continue_game(tmp_path / "a.jsonl")
        await d.until(lambda: "the rules have changed since" in d.words)
        assert isinstance(d.screen, ConfirmScreen if offered else MessageScreen)


async def test_the_title_is_there_before_the_games_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long a folder takes to be read, it is read off the thread that paints."""
    await saved_at(tmp_path, ALONE, Kind.ACT)
    found = threading.Event()

    def slowly(folder: Path) -> list[SaveInfo]:
        assert threading.current_thread() is not threading.main_thread()
        assert found.wait(60)
        return list_saves(folder)

    monkeypatch.setattr(title, "list_saves", slowly)
    async with playing(tmp_path) as d:
        menu = d.screen.query_one("#menu", OptionList)
        d.pilot.jobs.awaited = False
        try:
            await d.until(lambda: "New game" in d.text)
            await d.press("down")
        finally:
            found.set()
        await d.app.workers.wait_for_complete()
        assert menu.highlighted == 1
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, title.SavesScreen))


async def test_without_a_saved_game_there_is_nothing_to_continue(tmp_path: Path) -> None:
    async with playing(tmp_path) as d:
        menu = d.screen.query_one("#menu", OptionList)
        await d.until(lambda: menu.get_option("continue").disabled)
        await d.press("down")
        assert menu.highlighted == 2


@pytest.mark.parametrize("way", ["quit", "leave"])
async def test_a_game_whose_journal_has_gone_is_not_said_to_be_saved(tmp_path: Path, way: str) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        [journal] = tmp_path.glob("*.jsonl")
        journal.unlink()
        if way == "leave":
            await d.board.run_action("leave")
            await d.until(lambda: isinstance(d.screen, ConfirmScreen))
            assert "is not saved to its end" in d.screen.question
            await d.press("y")
            await d.until(lambda: isinstance(d.screen, title.TitleScreen))
        await d.app.run_action("ask_quit")
        await d.until(lambda: isinstance(d.screen, QuitScreen))
        assert ("is not saved to its end" in d.screen.question) == (way == "quit")
        assert "is saved" not in d.screen.question
        await d.press("y")
        await d.pilot.pause()
    assert d.app.return_code == 1
    assert d.app.lost == [f"{journal}: not saved: the journal was moved or removed during the game"]


async def test_a_game_that_is_saved_is_said_to_be(tmp_path: Path) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.app.run_action("ask_quit")
        await d.until(lambda: isinstance(d.screen, QuitScreen))
        assert "Your game is saved" in d.text
        await d.press("y")
        await d.pilot.pause()
    assert d.app.return_code == 0
