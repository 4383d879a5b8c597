"""Putting a deal together, and changing one's mind about with whom."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.shipped import shipped
from wargame.explain import deals
from wargame.explain.drafts import Draft
from wargame.rules.board import Kind
from wargame.rules.spec import ClauseSpec
from wargame.scenario import to_data
from wargame.table import HUMAN, InstantThinker, new_table
from wargame.tui.choose.compose import ComposeScreen

from .driver import Driver, playing


async def composer(d: Driver) -> ComposeScreen:
    """A composer over the board."""
    view = d.board.view
    assert view is not None
    screen = ComposeScreen(Draft.deal(view), d.board.session.table.forecast)
    await d.app.push_screen(screen)
    await d.until(lambda: d.screen is screen and screen.is_mounted)
    await d.pilot.pause()
    return screen


async def click(d: Driver, sign: str, row: int) -> None:
    """Click on a sign in a row of the list."""
    region = d.screen.query_one("#list").content_region
    text = d.text.splitlines()[region.y + row]
    await d.pilot.click(offset=(text.index(sign, region.x), region.y + row))
    await d.pilot.pause()


@pytest.fixture
async def d(tmp_path: Path) -> AsyncIterator[Driver]:
    """The campaign, in which a deal may be offered to three others."""
    scenario = shipped("linchpin")
    seats = {seat: HUMAN if seat == "PAK" else "random" for seat in scenario.ids["power"]}
    table = new_table(scenario, to_data(scenario.spec), seats, 11, tmp_path, thinker=InstantThinker())
    path = (await table.status()).path
    await table.close()
    async with playing(tmp_path, resume=path, size=(80, 24)) as driver:
        await driver.to_decision(Kind.ACT)
        yield driver


async def test_clauses_stay_when_the_partner_changes(d: Driver) -> None:
    """By any key or click; what the new one cannot do is shown with the reason, and is possible again with the old."""
    screen = await composer(d)
    names = d.board.view.scenario.names["power"]
    first = screen.draft.target
    mine, theirs = ClauseSpec("money", 2, ""), ClauseSpec("truce", 0, "loc")
    screen.draft.sides[0].append(mine)
    screen.draft.sides[1].append(theirs)
    screen.fill(0)
    partners = []
    for key in ("right", "left", "enter"):
        await d.press(key)
        partners.append(names[screen.draft.target])
        assert screen.draft.sides == ([mine], [theirs])
    await click(d, "›", 0)
    partners.append(names[screen.draft.target])
    assert screen.draft.sides == ([mine], [theirs])
    assert len(set(partners)) == 3
    barred = [name for name in names if name not in ("Pakistan", "India")]
    while names[screen.draft.target] not in barred:
        await d.press("right")
    words = " ".join(d.text.split())
    assert f"Not with {names[screen.draft.target]}" in words
    assert isinstance(screen.draft.action, str)
    while names[screen.draft.target] != "India":
        await d.press("right")
    assert "Not with" not in d.text
    assert first in deals.partners(d.board.view)


async def test_a_click_on_the_sign_lowers_or_raises(d: Driver) -> None:
    """And anywhere else in the row only marks it."""
    screen = await composer(d)
    screen.draft.sides[0].append(ClauseSpec("money", 3, ""))
    screen.fill(0)
    await d.pilot.pause()
    row = screen.rows.index(("clause", 0, 0))
    amounts = []
    for sign in ("‹", "‹", "›", "$"):
        await click(d, sign, row)
        amounts.append(screen.draft.sides[0][0].amount)
        assert screen.at == row
    assert amounts == [2, 1, 2, 2]
    target = screen.draft.target
    await click(d, "›", 0)
    after = screen.draft.target
    await click(d, "‹", 0)
    assert (after, screen.draft.target) != (target, after)
    assert screen.draft.target == target


async def test_what_stands_below_the_fold_of_the_forecast_is_a_page_away(d: Driver) -> None:
    """The frame says so while there is more, and the list's mark stays where it was."""
    screen = await composer(d)
    view = d.board.view
    for clause in deals.possible(view, view.seat, screen.draft.target, ())[:4]:
        screen.draft.sides[0].append(clause)
    screen.fill(0)
    await d.until(lambda: screen.forecast.more(1))
    assert "PgDn" in d.text
    at = screen.at
    for _ in range(20):
        await d.press("pagedown")
    assert not screen.forecast.more(1)
    assert screen.at == at
    await d.until(lambda: "PgDn" not in d.text)
    await d.press("pageup")
    assert screen.forecast.more(1)
