"""The terminal game at a table that somebody else keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.tui.driver import Clock, Driver, running
from wargame.journal import read
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.table import HUMAN, InstantThinker
from wargame.table.remote import RemoteTable
from wargame.tui.app import ChokepointApp
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.reason import ReasonScreen
from wargame.tui.confirm.screen import MessageScreen

from .house import House, open_house

SEATS = {"CHN": "random", "PAK": HUMAN}


@asynccontextmanager
async def at_screen(
    house: House, name: str, seat: str | None = None
) -> AsyncIterator[tuple[Driver, RemoteTable]]:
    """Somebody at the terminal game, with the board before them."""
    remote = await asyncio.to_thread(house.join, name, seat)
    app = ChokepointApp(InstantThinker(), None, None, Clock(), table=remote)
    async with running(app, (120, 40)) as driver:
        await driver.to_board()
        yield driver, remote
        await app.rise()


def stands(house: House) -> int:
    return house.referee.rooms[0].table.decisions


async def test_a_quarter_is_played_at_a_distance(tiny: Scenario, tmp_path: Path) -> None:
    """Decisions, reports and headlines come as they would at a table here."""
    with open_house(tiny, tmp_path, SEATS) as house:
        async with at_screen(house, "Anna") as (driver, remote):
            await driver.to_decision(Kind.ACT)
            before = stands(house)
            await driver.answer()
            await driver.to_decision(Kind.ACT)
            assert stands(house) > before
            assert (await remote.status()).decision is not None


async def test_what_another_at_the_seat_decides_is_seen_and_closes_the_list(
    tiny: Scenario, tmp_path: Path
) -> None:
    """The holder of the pen decides on another device while this one looks at the choices."""
    with open_house(tiny, tmp_path) as house:
        seat = house.do(lambda: asked(house))
        holder = await asyncio.to_thread(house.join, "Holder", seat)
        async with at_screen(house, "Anna", seat) as (driver, _):
            await driver.until(lambda: driver._asks() is not None)
            await driver.press("enter")
            await driver.until(lambda: isinstance(driver.screen, ChooseScreen))
            chooser = driver.screen
            await holder.submit((await holder.legal())[0])
            await driver.until(lambda: chooser not in driver.app.screen_stack)
        await holder.close()


async def test_without_the_pen_a_choice_is_proposed(tiny: Scenario, tmp_path: Path) -> None:
    """It is put before the holder, who sees it, and nothing is decided; the pen is passed in the palette."""
    with open_house(tiny, tmp_path) as house:
        seat = house.do(lambda: asked(house))
        holder = await asyncio.to_thread(house.join, "Holder", seat)
        async with at_screen(house, "Anna", seat) as (driver, remote):
            await driver.until(lambda: driver._asks() is not None)
            while not isinstance(driver.screen, MessageScreen) or "Proposed" not in driver.text:
                await driver.press("enter")
            assert "Holder holds the pen" in driver.words
            assert stands(house) == 0
            await driver.until(lambda: len(holder.company.proposals) == 1)
            assert holder.company.proposals[0].name == "Anna"
            assert any("Anna proposes" in words for words in holder.heard())
            await holder.pass_pen("Anna")
            await driver.until(lambda: remote.company.writes)
            assert [c.title for c in driver.app.pens(remote)] == ["Pass the pen to Holder"]
            await driver.until(lambda: "Anna holds the pen now." in driver.words)
        await holder.close()


async def test_the_hosts_words_stand_on_the_screen_as_they_are(tiny: Scenario, tmp_path: Path) -> None:
    """Markup and escapes in them do nothing."""
    with open_house(tiny, tmp_path) as house:
        async with at_screen(house, "Anna") as (driver, _):
            await driver.until(lambda: driver._asks() is not None)
            house.do(lambda: house.referee.people[1].send('{"t":"say","text":"[red]five[/red] minutes"}'))
            await driver.until(lambda: "[red]five[/red] minutes" in driver.words)


async def test_a_seat_that_is_played_by_a_program_is_watched(tiny: Scenario, tmp_path: Path) -> None:
    """The board goes on by itself, and asks again when the seat is given back."""
    with open_house(tiny, tmp_path) as house:
        room, seat = house.referee.rooms[0], house.do(lambda: asked(house))
        number = house.referee.scenario.ids["power"].index(seat)
        async with at_screen(house, "Anna", seat) as (driver, _):
            await looked(driver, lambda: driver.board.mine and driver.screen is driver.board)
            before = stands(house)
            house.do(lambda: room.give(number, "random"))
            await looked(driver, lambda: stands(house) > before and not driver.board.asks_me)
            house.do(lambda: room.give(number, HUMAN))
            house.do(lambda: room.give(1 - number, "random"))
            await looked(driver, lambda: driver.board.asks_me)


async def looked(driver: Driver, reached: Callable[[], bool]) -> None:
    """Until something has come about, closing what is told on the way."""
    while not reached():
        await driver.until(lambda: reached() or driver.screen is not driver.board)
        if driver.screen is not driver.board:
            await driver.press("escape")


def asked(house: House) -> str:
    """Whose decision is pending."""
    decision = house.referee.rooms[0].table.status_now().decision
    assert decision is not None
    return house.referee.scenario.ids["power"][decision.seat]


async def test_a_line_of_reason_is_asked_for_where_the_host_wants_one(tiny: Scenario, tmp_path: Path) -> None:
    """It goes with the decision into the journal; one can be written beforehand as well."""
    with open_house(tiny, tmp_path, reasons=True) as house:
        seat = house.do(lambda: asked(house))
        async with at_screen(house, "Anna", seat) as (driver, _):
            await looked(driver, lambda: driver.board.mine and driver.screen is driver.board)
            await driver.press("enter")
            while not isinstance(driver.screen, ReasonScreen):
                await driver.press("enter")
            await driver.press(*"it pays", "enter")
            await driver.until(lambda: stands(house) == 1)
            path = house.referee.rooms[0].table.status_now().path
            assert path is not None
            assert read(path).decisions[0].note == "it pays"


async def test_a_reason_is_written_before_deciding(tiny: Scenario, tmp_path: Path) -> None:
    """With g, and gone with the decision that it was written for."""
    with open_house(tiny, tmp_path) as house:
        seat = house.do(lambda: asked(house))
        async with at_screen(house, "Anna", seat) as (driver, _):
            await looked(driver, lambda: driver.board.mine and driver.screen is driver.board)
            await driver.press("g")
            await driver.until(lambda: isinstance(driver.screen, ReasonScreen))
            await driver.press(*"quiet, then", "enter")
            await driver.until(lambda: "Your reason goes with the next decision." in driver.words)
            await driver.press("enter")
            while not stands(house):
                await driver.press("enter")
            path = house.referee.rooms[0].table.status_now().path
            assert path is not None
            assert read(path).decisions[0].note == "quiet, then"
            await driver.until(lambda: driver.board.session.reason == "")


async def test_the_clock_of_a_decision_stands_beside_it(tiny: Scenario, tmp_path: Path) -> None:
    """It runs here, and stands while the host has stopped the game."""
    with open_house(tiny, tmp_path, clock=90) as house:
        seat = house.do(lambda: asked(house))
        async with at_screen(house, "Anna", seat) as (driver, _):
            await looked(driver, lambda: driver.board.mine and driver.screen is driver.board)
            await driver.until(lambda: "1:2" in driver.words and " left." in driver.words)
            house.do(lambda: house.referee.rooms[0].halt(True))
            await driver.until(lambda: "The host has stopped the game for now." in driver.words)
