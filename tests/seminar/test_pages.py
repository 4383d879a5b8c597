"""What pages without an engine are told: the public's board, a role's sheet, choices in words; seats drawn for pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.shipped import shipped
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.observe import NOBODY, sample, view_of
from wargame.rules.records import Fund
from wargame.scenario import to_data
from wargame.seminar.board import Board
from wargame.seminar.hosting import begin
from wargame.seminar.room import Room
from wargame.table import HUMAN, InstantThinker, LocalTable, new_table
from wargame.table.remote import RemoteTable
from wargame.tui.browser import BrowserScreen

from .conftest import Device
from .house import House, open_house, plan
from .test_class import asked

Hold = Callable[..., Any]


# ---- what everybody may know
def room_of(table: LocalTable) -> Room:
    return Room(1, table, absence=60, stand_in="thumb", clock=0, changed=lambda: None)


def told(table: LocalTable) -> str:
    """The board, worked out anew."""
    return json.dumps(Board(table.scenario, []).table(room_of(table)))


@pytest.mark.parametrize("name", ["board-vote", "linchpin", "the-tap"])
def test_the_board_shows_nothing_that_any_seat_keeps_to_itself(name: str) -> None:
    """With every secret of every seat dealt afresh, the same bytes go to the projector, all game long."""
    scenario = shipped(name)
    people = dict.fromkeys(scenario.ids["power"], HUMAN)
    checked = 0
    with asyncio.Runner() as runner:
        for seed in (7, 8, 9):
            table = new_table(scenario, to_data(scenario.spec), people, seed, None)
            for at in range(120):
                if table.status_now().decision is None:
                    break
                legal = runner.run(table.legal())
                hidden = [action for action in legal if action.operation]
                pool = hidden if hidden and at % 3 == 0 else legal
                runner.run(table.submit(pool[mix(seed, 2, at) % len(pool)]))
                if at % 2 == 0 and not table.status_now().over:
                    hold_twin(table, at)
                    checked += 1
            runner.run(table.close())
    assert checked > 20


def hold_twin(table: LocalTable, at: int) -> None:
    board = table._course.game.board
    true, before = board.state, told(table)
    assert all(event.seen < 0 for event in table.public()[1])
    other = sample(view_of(table.scenario, true, NOBODY), mix(7, at, 5))
    other.unbooked, other.money, other.diverted = true.unbooked[:], true.money[:], true.diverted[:]
    board.state = other
    try:
        assert told(table) == before
    finally:
        board.state = true


def test_nobodys_view_holds_no_riders_of_the_fund_and_no_events_of_a_few() -> None:
    """Only the borrower knows them; what some seats were told is in no public log."""
    scenario = shipped("board-vote")
    table = new_table(scenario, to_data(scenario.spec), dict.fromkeys(scenario.ids["power"], HUMAN), 7, None)
    game = table._course.game
    game.board.state.fund = Fund(riders=(scenario.ids["rider"][0],))
    view, events = table.public()
    assert view.state.fund.riders == ()
    assert game.state.fund.riders
    assert set(view.state.agenda) == {-1}
    assert all(event.seen < 0 for event in events)
    asyncio.run(table.close())


async def test_who_has_the_code_may_look_on_without_a_seat(hold: Hold) -> None:
    """The board comes at once and whenever it changes; who looks on takes no chair and may ask for nothing."""
    referee = await hold()
    board, anna = Device(referee), Device(referee)
    welcome = await board.hello(code=referee.folder.setup.code, watch=True)
    assert [row["table"] for row in welcome["board"]] == [1]
    assert referee.people == {}
    for do in ("choices", "sheet", "submit", "pause", "hello"):
        assert "error" in await board.ask(do, protocol=1)
    await anna.join("Anna", asked(referee))
    await anna.decide()
    for _ in range(100):
        if any(m.get("t") == "board" and m["board"][0]["people"] for m in board.heard()):
            break
        await asyncio.sleep(0.02)
    row = board.last("board")["board"][0]
    assert "Anna" in str(row["people"])
    assert set(row["scores"]) == set(referee.scenario.ids["power"])
    board.leave()
    assert referee.watchers == []


async def test_a_wrong_code_shows_nothing(hold: Hold) -> None:
    referee = await hold()
    board = Device(referee)
    answer = await board.hello(code="WRONG2", watch=True)
    assert answer["error"]["kind"] == "code"
    assert "board" not in answer


async def test_a_sheet_tells_ones_own_agenda_and_nobody_elses(hold: Hold) -> None:
    """Goals with points, and the agendas to choose from while there is a choice."""
    referee = await hold()
    anna = Device(referee)
    await anna.join("Anna", asked(referee))
    sheet = (await anna.ask("sheet"))["sheet"]
    assert sheet["aims"]
    assert len(sheet["offered"]) == 2
    assert not any(aim["secret"] for aim in sheet["aims"])
    await anna.decide()
    sheet = (await anna.ask("sheet"))["sheet"]
    assert sum(aim["secret"] for aim in sheet["aims"]) == 1
    assert sheet["offered"] == []


async def test_a_headlines_options_are_offered_by_their_labels(tmp_path: Path) -> None:
    """Not by their numbers."""
    referee = begin(plan(shipped("board-vote")), tmp_path / "class", [InstantThinker()])
    await referee.open()
    anna = Device(referee)
    await anna.join("Anna", asked(referee))
    words = [each["words"] for each in (await anna.ask("choices"))["choices"]]
    labels = {option.label for card in referee.scenario.spec.cards for option in card.options}
    assert words
    assert set(words) <= labels
    await referee.close("goodbye")


# ---- seats drawn for pages
def shows(table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]) -> BrowserScreen:
    return BrowserScreen(table, InstantThinker(), size, draw)


async def seated(session: aiohttp.ClientSession, house: House, token: str) -> aiohttp.ClientWebSocketResponse:
    socket = await session.ws_connect(f"ws://{house.address}/screen")
    await socket.send_json({"token": token, "size": [120, 40]})
    return socket


async def drawn(socket: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """What is drawn, until some words are among it."""
    found = ""
    async with asyncio.timeout(20):
        while words not in found:
            message = await socket.receive_json()
            found += message.get("data", "")
    return found


async def token_of(session: aiohttp.ClientSession, house: House, name: str, seat: str) -> str:
    async with session.ws_connect(f"ws://{house.address}/socket") as line:
        await line.send_json(
            {"id": "1", "do": "hello", "protocol": 1, "code": house.code, "name": name, "seat": seat}
        )
        return str((await line.receive_json())["token"])


async def test_a_screen_is_drawn_for_a_token_and_ends_with_its_line(tiny: Scenario, tmp_path: Path) -> None:
    """Afterwards nobody is at the seat, and no screen is left behind."""
    with open_house(tiny, tmp_path, shows=shows) as house:
        async with aiohttp.ClientSession() as session:
            token = await token_of(session, house, "Anna", "PAK")
            socket = await seated(session, house, token)
            await drawn(socket, "Pakistan")
            screens = house.server._screens
            assert screens is not None
            assert len(screens._open) == 1
            await socket.close()
            async with asyncio.timeout(10):
                while screens._open or house.referee.people[1].here:
                    await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "first",
    [
        {"token": "nobody", "size": [80, 24]},
        {"size": [80, 24]},
        {"token": "nobody"},
        {"token": "nobody", "size": ["80", 24]},
        {"key": "Enter"},
    ],
)
async def test_no_screen_without_a_token(tiny: Scenario, tmp_path: Path, first: dict[str, Any]) -> None:
    with open_house(tiny, tmp_path, shows=shows) as house:
        async with aiohttp.ClientSession() as session:
            socket = await session.ws_connect(f"ws://{house.address}/screen")
            await socket.send_json(first)
            async for message in socket:
                assert json.loads(message.data)["t"] == "refused"
            assert socket.closed
        screens = house.server._screens
        assert screens is not None
        assert screens._thread is None


async def test_what_no_page_says_does_no_harm_to_a_screen(tiny: Scenario, tmp_path: Path) -> None:
    """It goes on drawing, as large as can be drawn."""
    with open_house(tiny, tmp_path, shows=shows) as house:
        async with aiohttp.ClientSession() as session:
            token = await token_of(session, house, "Anna", "PAK")
            socket = await seated(session, house, token)
            await drawn(socket, "Pakistan")
            for odd in (
                {"key": ""},
                {"key": "\x1b[A"},
                {"key": 5},
                {"mouse": "down"},
                {"mouse": "sideways", "at": [1, 1]},
                {"mouse": "down", "at": [-5, 10**12], "button": 77},
                {"size": [10**9, -3]},
                {"paste": "x" * 9000},
                {"nothing": True},
            ):
                await socket.send_json(odd)
            await socket.send_json({"size": [100, 30]})
            await drawn(socket, "Pakistan")
            await socket.close()


async def test_a_screen_of_somebody_who_is_moved_or_sent_out_ends(tiny: Scenario, tmp_path: Path) -> None:
    """Without a word when they may come back, for the page does that by itself; else with the reason."""
    with open_house(tiny, tmp_path, shows=shows, seeds=(5, 5)) as house:
        async with aiohttp.ClientSession() as session:
            host = await session.ws_connect(f"ws://{house.address}/socket")
            key = house.do(house.referee.new_key)
            await host.send_json({"id": "1", "do": "hello", "protocol": 1, "key": key})
            token = await token_of(session, house, "Anna", "PAK")
            for order, words in (
                ({"do": "move", "person": 1, "table": 2, "seat": "CHN"}, None),
                ({"do": "revoke", "person": 1}, "the host has sent you out of the class"),
            ):
                socket = await seated(session, house, token)
                await drawn(socket, "Esc")
                await host.send_json({"id": order["do"], **order})
                ends = [m["text"] async for m in said(socket) if m["t"] == "ended"]
                assert ends[:1] == ([] if words is None else [words])
            socket = await seated(session, house, token)
            assert [m["kind"] async for m in said(socket)] == ["gone"]
            await host.close()


async def said(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[dict[str, Any]]:
    """All that still comes, to the end."""
    async with asyncio.timeout(10):
        async for message in socket:
            yield json.loads(message.data)
