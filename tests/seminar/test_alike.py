"""A client cannot tell a table at a distance from one in its own process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from attrs import evolve

from wargame.plain import Console, play
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction, IllegalAction
from wargame.rules.space import space_of
from wargame.scenario import to_data
from wargame.seminar.joining import seated
from wargame.seminar.link import Link, LinkFault
from wargame.seminar.orders import _dismiss
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, Table, new_table

from .house import House, open_house

SEATS = {"CHN": "random", "PAK": HUMAN}
PAK = 1


@pytest.fixture(params=("here", "at a distance"))
def table(request: pytest.FixtureRequest, tiny: Scenario, tmp_path: Path) -> Iterator[Table]:
    """Pakistan's place at a table, kept here or by a host."""
    if request.param == "here":
        here = new_table(tiny, to_data(tiny.spec), SEATS, 5, tmp_path, thinker=InstantThinker())
        yield here
        asyncio.run(here.close())
        return
    with open_house(tiny, tmp_path, SEATS) as house:
        remote = house.join("Anna")
        yield remote
        asyncio.run(remote.close())


async def to_person(table: Table) -> None:
    """On to a decision of Pakistan's."""
    for _ in range(200):
        status = await table.status()
        assert status.decision is not None
        if status.decision.seat == PAK:
            return
        await table.advance()


def test_a_listener_that_fails_harms_nobody(table: Table) -> None:
    """The decision stands, others hear of it, and the failure is handed to the loop."""

    async def go() -> tuple[list[Notice], list[object]]:
        heard: list[Notice] = []
        failed: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, told: failed.append(told.get("exception")))

        def fail(notice: Notice) -> None:
            raise ValueError("deaf")

        table.subscribe(fail)
        table.subscribe(heard.append)
        await to_person(table)
        await table.submit((await table.legal())[0])
        return heard, failed

    heard, failed = asyncio.run(go())
    assert heard
    assert [type(each) for each in failed] == [ValueError] * len(heard)


def play_out(table: Table, most: int) -> list[str]:
    """What Pakistan knows after each of its decisions, choosing at random."""

    async def go() -> list[str]:
        found = []
        for at in range(most):
            while not (status := await table.status()).over:
                assert status.decision is not None
                if status.controllers[status.decision.seat] == HUMAN:
                    break
                await table.advance()
            if status.over:
                break
            legal = await table.legal()
            await table.submit(legal[mix(3, 0, at) % len(legal)], "because")
            found.append((await table.view(PAK)).digest())
        events, entries = await table.events(PAK), await table.entries(PAK)
        said, deeds = [*await table.said(PAK), *await table.spoken(PAK)], await table.deeds()
        return [*found, repr(events), repr(entries), repr(said), repr(deeds)]

    return asyncio.run(go())


def test_a_game_is_the_same_at_both(tiny: Scenario, tmp_path: Path) -> None:
    """Views, log, ledger, what was said and, at the end, every deed."""
    here = new_table(tiny, to_data(tiny.spec), SEATS, 5, None, thinker=InstantThinker())
    mine = play_out(here, 500)
    with open_house(tiny, tmp_path, SEATS) as house:
        remote = house.join("Anna")
        theirs = play_out(remote, 500)
        assert asyncio.run(remote.status()).over
        asyncio.run(remote.close())
    assert len(mine) > 12
    assert mine[:-4] == theirs[:-4]
    for one, other in zip(mine[-4:], theirs[-4:], strict=True):
        assert one == other


async def test_choices_forecasts_and_the_person_are_there(table: Table) -> None:
    await to_person(table)
    status = await table.status()
    assert status.decision is not None
    assert (status.decision.seat, status.controllers[PAK], status.people) == (PAK, HUMAN, (PAK,))
    legal = await table.legal()
    assert legal
    for action in legal[:6]:
        assert (await table.forecast(action)).action is action


async def test_what_cannot_be_done_is_refused_alike(table: Table) -> None:
    await to_person(table)
    legal = await table.legal()
    actions = space_of(table.scenario).actions
    barred = next(a for a in actions if a.seat == PAK and a not in legal)
    others = next(a for a in actions if a.seat != PAK)
    for action in (barred, others):
        with pytest.raises(IllegalAction):
            await table.submit(action)
    with pytest.raises(BadAction):
        await table.submit(evolve(barred, seat=99, number=-1))
    assert await table.legal() == legal


async def test_a_decision_is_taken_back_alike(table: Table) -> None:
    """The view is as before, the choices too, and the listener hears of it."""
    heard = []
    stop = table.subscribe(lambda notice: heard.append(notice.kind))
    for _ in range(40):
        await to_person(table)
        before, legal = (await table.view(PAK)).digest(), await table.legal()
        await table.submit(legal[0])
        if (await table.status()).can_undo:
            taken = await table.undo()
            assert taken >= 1
            assert ((await table.view(PAK)).digest(), await table.legal()) == (before, legal)
            assert heard[-1] == "undo"
            break
    else:
        raise AssertionError("nothing could be taken back in 40 decisions")
    stop()


def test_plain_play_prints_the_same(tiny: Scenario, tmp_path: Path) -> None:
    """But for where the game is kept, and what the others are called."""
    lines = (
        "?",
        "board",
        "log",
        "1",
        "y",
        "list",
        "forecast 1",
        "2",
        "y",
        "undo",
        "1!",
        "1!",
        "pass!",
        "auto!",
        "quit",
    )

    def typed(table: Table) -> list[str]:
        printed = StringIO()
        assert play(table, Console(StringIO("".join(f"{line}\n" for line in lines)), printed)) == 0
        return printed.getvalue().splitlines()

    here: LocalTable = new_table(tiny, to_data(tiny.spec), SEATS, 5, None, thinker=InstantThinker())
    mine = typed(here)
    with open_house(tiny, tmp_path, SEATS) as house:
        theirs = typed(house.join("Anna"))
    assert len(mine) > 40
    assert mine[:-1] == theirs[:-1]
    assert theirs[-1] == "The game is kept by the host, and goes on there."


def test_who_is_sent_out_is_told_and_leaves(tiny: Scenario, tmp_path: Path) -> None:
    """In plain play, in a line; the table takes nothing more."""
    with open_house(tiny, tmp_path, SEATS) as house:
        remote = house.join("Anna")
        asyncio.run(to_person(remote))
        house.do(lambda: dismissed(house))
        printed = StringIO()
        assert play(remote, Console(StringIO("1!\nauto!\n"), printed)) == 0
        assert "You are out of the game: the host has sent you out of the class." in printed.getvalue()
        assert house.referee.people == {}
        with pytest.raises(LinkFault, match="no longer in this class"):
            seated(Link(f"ws://{house.address}/socket", {"token": "x" * 43}))


def dismissed(house: House) -> None:
    """As the facilitator orders it."""
    person = house.referee.people[1]
    _dismiss(person, "the host has sent you out of the class")
    house.referee.forget(person)
