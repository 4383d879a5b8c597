"""The log of a game that is taken up again."""

from __future__ import annotations

from pathlib import Path

from wargame.rules.board import Kind
from wargame.tui.present.news import Remark

from .driver import Driver, playing

ALONE = {"CHN": "thumb", "PAK": "human"}


async def remarks(d: Driver) -> list[Remark]:
    assert d.app.session is not None
    return [item for item in await d.app.session.news() if isinstance(item, Remark)]


async def test_what_programs_said_before_is_still_in_the_log(tmp_path: Path) -> None:
    """With their reasons, and where they stood among the events."""
    async with playing(tmp_path, ALONE) as d:
        await d.to_decision(Kind.ACT)
        await d.answer()
        await d.until(lambda: not d.board.playing and d._asks() is not None)
        assert d.app.session is not None
        before = await d.app.session.news()
        assert any(remark.reason for remark in await remarks(d))
    (journal,) = tmp_path.glob("*.jsonl")
    async with playing(tmp_path, resume=journal) as d:
        await d.until(lambda: d._asks() is not None)
        assert d.app.session is not None
        assert await d.app.session.news() == before
