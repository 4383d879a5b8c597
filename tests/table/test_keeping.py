"""What whoever keeps a table may do beside those who play at it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from wargame.actors import Choice
from wargame.journal import read
from wargame.rules.actions.base import Action
from wargame.rules.errors import GameOver, IllegalAction
from wargame.rules.observe import View
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, resume, verify

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def test_any_decision_is_taken_back_and_counts_against_nobody(sit: Sit, play: Play) -> None:
    """Across draws, phases and turns; the journal says why, replays, and goes on from there."""
    table = sit(HUMAN, "random")
    before = (await play(table, 4))[-1]
    stays = table.decisions
    await play(table, 21)
    went = table.decisions - stays
    heard: list[Notice] = []
    table.subscribe(heard.append)
    assert await table.take_back(stays, "the bell rang") == went >= 21
    assert table._course.game.digest() == before
    assert (await table.status()).peeks == (0, 0)
    assert [notice.kind for notice in heard] == ["undo"]
    path = (await table.status()).path
    assert path is not None
    assert [line.ruling for line in read(path).lines if hasattr(line, "ruling")] == ["the bell rang"]
    assert verify(path).ok
    await play(table, 3)
    stood = table._course.game.digest()
    await table.close()
    again = resume(path, thinker=InstantThinker())
    assert again._course.game.digest() == stood
    await again.close()


async def test_what_never_was_is_not_taken_back(sit: Sit, play: Play) -> None:
    """Nor is a game that is over: its result has been told."""
    table = sit()
    await play(table, 3)
    for to in (3, 99, -1):
        with pytest.raises(IllegalAction, match="3 decisions stand"):
            await table.take_back(to, "why not")
    await play(table)
    with pytest.raises(GameOver):
        await table.take_back(0, "once more")
    await table.close()


class Slow(InstantThinker):
    """Thinks until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.go, self.asked = asyncio.Event(), asyncio.Event()

    async def think(self, name: str, seed: int, view: View, legal: Sequence[Action], *more: object) -> Choice:
        self.asked.set()
        await self.go.wait()
        return Choice(legal[0], "an intent", "a reason")


async def test_a_seat_is_given_to_a_program_and_back(sit: Sit) -> None:
    """What was being thought when it was given back is dropped; what was decided stands as the seat's own."""
    thinker = Slow()
    table = sit(thinker=thinker)
    seat = (await table.status()).decision.seat  # type: ignore[union-attr]
    legal = await table.legal()
    await table.give(seat, "thumb")
    with pytest.raises(IllegalAction, match="decision, which thumb makes"):
        await table.submit(legal[0])
    thinking = asyncio.create_task(table.advance())
    await thinker.asked.wait()
    await table.give(seat, HUMAN)
    thinker.go.set()
    assert await thinking is None
    assert table.decisions == 0
    await table.give(seat, "thumb")
    assert await table.advance() is not None
    path = (await table.status()).path
    assert path is not None
    (line,) = read(path).decisions
    assert (line.intent, line.reason, line.note) == ("", "", "thumb for who was away: an intent; a reason")
    assert verify(path).ok
    await table.close()


async def test_a_reason_goes_with_every_decision_where_it_must(sit: Sit) -> None:
    table = sit()
    table.reasons = True
    legal = await table.legal()
    for note in ("", "  "):
        with pytest.raises(IllegalAction, match="a line of reason"):
            await table.submit(legal[0], note)
    await table.submit(legal[0], "it pays")
    assert table.decisions == 1
    await table.close()
