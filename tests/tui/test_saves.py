"""Saved games on the screen: how they came out, and what is offered for one that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.journal import JournalFault, list_saves
from wargame.tui import app
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen
from wargame.tui.present import front
from wargame.tui.present.lines import plain

from .driver import playing

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
        await d.until(lambda: "the rules have changed since" in d.text)
        assert isinstance(d.screen, ConfirmScreen if offered else MessageScreen)
