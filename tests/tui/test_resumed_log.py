"""The log of a game that is taken up again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.events import Event
from wargame.rules.space import space_of
from wargame.scenario import load, to_data
from wargame.table import ANSWERS, InstantThinker, new_table
from wargame.tui.pages.screens import HeadlinesScreen
from wargame.tui.present.lines import plain
from wargame.tui.present.news import Remark, log, report
from wargame.tui.session import Session

from .driver import PATIENCE, TINY, Driver, playing

SECURITY = 3
"""The phase in which incidents are answered."""
ALONE = {"CHN": "thumb", "PAK": "human"}


async def remarks(d: Driver) -> list[Remark]:
    assert d.app.session is not None
    return [item for item in await d.app.session.news() if isinstance(item, Remark)]


async def test_what_programs_said_before_is_still_in_the_log(tmp_path: Path) -> None:
    """With their reasons, and where they stood among the events."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
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


async def answered(saves: Path, controllers: dict[str, str], kind: Kind, seat: int) -> tuple[Path, str]:
    """A saved game in which a seat has just answered a headline or an incident, not in the last quarter."""
    tiny = load(str(TINY))
    for seed in range(80):
        table = new_table(tiny, to_data(tiny.spec), controllers, seed, saves, thinker=InstantThinker())
        for step in range(PATIENCE):
            status = await table.status()
            asked = status.decision
            if asked is None:
                break
            if status.controllers[asked.seat] == "human":
                legal = await table.legal()
                await table.submit(legal[mix(seed, 2, step) % len(legal)])
            else:
                await table.advance()
            if (asked.kind, asked.seat) == (kind, seat) and status.turn < tiny.spec.turns:
                await table.close()
                assert status.path is not None
                return status.path, str(status.turn)
        await table.close()
    raise AssertionError(f"nobody is asked for {kind.name}")


@pytest.mark.parametrize("kind", ANSWERS)
async def test_ones_own_answers_stand_in_the_log_and_the_report(tmp_path: Path, kind: Kind) -> None:
    """Marked as one's own, also after the game was taken up again."""
    path, turn = await answered(tmp_path, {"CHN": "random", "PAK": "human"}, kind, 1)
    async with playing(tmp_path, resume=path) as d:
        await d.to_decision(Kind.ACT)
        session = d.app.session
        assert session is not None
        own = [item for item in await remarks(d) if item.own and item.answers and str(item.turn) == turn]
        assert own
        assert {item.seat for item in own} == {1}
        words = f"› Pakistan (you): {own[-1].deed}"
        assert words in plain(log(d.board.view, d.board.items, 90))
        assert words in plain(report(d.board.view, d.board.items, d.board.entries, int(turn), 90))


async def test_how_others_answered_is_among_the_headlines_again(tmp_path: Path) -> None:
    """Who takes the game up reads what was read before: the answer with its effects."""
    path, _ = await answered(tmp_path, {"CHN": "human", "PAK": "thumb"}, Kind.OPTION, 1)
    async with playing(tmp_path, resume=path) as d:
        await d.until(lambda: d._asks() is not None)
        assert isinstance(d.screen, HeadlinesScreen)
        assert "Strike at Old Pit" in d.text
        assert "Pakistan: Pay them" in d.text or "Pakistan: Send them home" in d.text
        await d.press("escape")
        await d.to_decision(Kind.ACT)
        await d.press("p", "y")
        await d.until(lambda: d._asks() is not None)
        assert not isinstance(d.screen, HeadlinesScreen) or "Strike at Old Pit" not in d.text


@pytest.mark.parametrize("seed", range(4))
async def test_the_log_after_the_end_has_everything_in_its_place(seed: int) -> None:
    """Under its quarter and phase, each heading once; answers behind what they answer, and secret acts by name."""
    tiny = load(str(TINY))
    table = new_table(
        tiny, to_data(tiny.spec), {"CHN": "random", "PAK": "random"}, seed, None, thinker=InstantThinker()
    )
    while await table.advance() is not None:
        pass
    session = Session(table, ("random", "random"))
    session.start()
    items = await session.news()
    when = [(item.turn, item.phase) for item in items]
    assert when == sorted(when)
    said = [item for item in items if isinstance(item, Remark)]
    secret = [deed for deed in await table.deeds() if space_of(tiny).parse(deed.action_key).secret]
    assert [(item.turn, item.seat) for item in said if not item.intent and not item.answers] == [
        (deed.turn, deed.seat) for deed in secret
    ]
    for at, item in enumerate(items):
        if isinstance(item, Remark) and item.answers and item.phase == SECURITY:
            asked = [each for each in items[:at] if isinstance(each, Event) and each.turn == item.turn]
            assert {each.kind for each in asked} & {"incident", "attack"}
    view = await table.view(0)
    rows = plain(log(view, items, 90)).splitlines()
    headings = [row for row in rows if re.search(r"turn \d+$", row.rstrip())]
    assert len(headings) == len(set(headings)) == (await table.status()).turn
    await table.close()
