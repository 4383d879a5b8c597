"""The log after the end: everything once, in order, with what was said and what was hidden in its place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from attrs import evolve

from tests.shipped import shipped
from wargame.actors import Choice
from wargame.explain.deeds import Said, story
from wargame.plain.questions import untold
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.space import space_of
from wargame.scenario import to_data
from wargame.table import InstantThinker, LocalTable, new_table

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


class Talker(InstantThinker):
    """Gives a reason for everything."""

    async def think(self, *asked: Any) -> Choice:
        return evolve(await super().think(*asked), intent="speak", reason="somebody must")


def campaign(seed: int, sealed: bool = False) -> LocalTable:
    scenario = shipped("linchpin")
    seats = dict.fromkeys(scenario.ids["power"], "random")
    return new_table(scenario, to_data(scenario.spec), seats, seed, None, thinker=Talker(), sealed=sealed)


def secret(scenario: Scenario, said: Said) -> bool:
    return space_of(scenario).parse(said.action_key).secret


@pytest.mark.parametrize(("seed", "sealed"), [(0, False), (1, False), (0, True)])
async def test_the_log_after_the_end_is_in_order(play: Play, seed: int, sealed: bool) -> None:
    """By quarter and phase; what was said stands behind what came before it, for whoever reads, and nothing twice."""
    table = campaign(seed, sealed)
    await play(table)
    logs = [await table.events(seat) for seat in range(4)]
    told = [story(events, await table.said(seat)) for seat, events in enumerate(logs)]
    whole = table._course.game.events
    assert logs[0] == [event for event in whole if not event.instead]
    for items in told:
        assert items == told[0]
        when = [(item.turn, item.phase) for item in items]
        assert when == sorted(when)
        assert [item for item in items if isinstance(item, Event)] == logs[0]
    before = {sum(not event.instead for event in whole[: step.marks[1]]) for step in table._course.steps}
    said = [item for item in told[0] if isinstance(item, Said)]
    assert len(said) > 20
    assert all(item.at in before for item in said)
    assert len(set(said)) == len(said)
    await table.close()


async def test_what_was_done_in_secret_has_its_place_in_the_log_after_the_end(play: Play) -> None:
    """With who did it, in both clients; not a word of it before, and not the words that were to say nothing."""
    table = campaign(4)
    acts = 0
    while not (await table.status()).over:
        await play(table, 1)
        acts = sum(step.action.secret for step in table._course.steps)
        if not table._course.game.over:
            assert not any(secret(table.scenario, said) for said in await table.said(0))
            assert not await table.deeds()
    hidden = [said for said in await table.said(0) if secret(table.scenario, said)]
    assert len(hidden) == acts > 4
    assert not any(said.intent or said.reason for said in hidden)
    for said in hidden:
        assert untold(table.scenario, said).startswith(table.scenario.names["power"][said.seat])
    assert len(await table.deeds()) == len(table._course.steps)
    await table.close()


async def test_the_deeds_hold_the_whole_ledger_since_the_first_decision(sit: Sit, play: Play) -> None:
    """Every draw and every change once, beside the decision that brought it about."""
    table = sit("random", "random", seed=3, saves=None)
    await play(table)
    deeds = await table.deeds()
    board, first = table._course.game.board, table._course.steps[0].marks
    assert [entry for deed in deeds for entry in deed.entries] == board.ledger[first[0] :]  # type: ignore[index]
    assert [draw for deed in deeds for draw in deed.draws] == board.draws[first[2] :]  # type: ignore[index]
    await table.close()
