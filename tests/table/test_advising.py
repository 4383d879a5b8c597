"""Advice at a table, for whoever must decide and from that seat's view, unless the host has switched it off; who thinks."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence

import pytest

from tests.rules.hidden import redealt
from wargame.actors import Choice, Progress
from wargame.actors.advice import advise
from wargame.explain.advice import Advice
from wargame.journal import read
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.table import (
    HUMAN,
    InstantThinker,
    LocalTable,
    NoAdvice,
    Thinker,
    ThinkingFault,
    Thought,
    exported,
    resume,
    verify,
)
from wargame.table.worker import Answer

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def to_a_choice(table: LocalTable, play: Play) -> tuple[View, tuple[Action, ...]]:
    """On to a person's decision with several choices: what the seat sees, and what it may choose."""
    while True:
        status = await table.status()
        assert status.decision is not None
        legal = await table.legal()
        if status.controllers[status.decision.seat] == HUMAN and len(legal) > 5:
            return await table.view(status.decision.seat), legal
        await play(table, 1)


async def test_whoever_must_decide_is_advised_from_its_own_view(sit: Sit, play: Play) -> None:
    table = sit()
    view, legal = await to_a_choice(table, play)
    found = await table.advise()
    assert found == advise(view, legal)
    assert len(found.counsels) == 3
    await table.close()


async def test_advice_is_the_same_whatever_is_hidden(sit: Sit, play: Play) -> None:
    """At tables whose games differ in all that the seat may not know, the seed among it."""
    table = sit(seed=4, saves=None)
    view, legal = await to_a_choice(table, play)
    ours, state = await table.advise(), table._course.game.state
    for number in range(3):
        other = sit(seed=70 + number, saves=None)
        other._course.game.board.state = redealt(table.scenario, state, view.seat, number)
        assert await other.legal() == legal
        assert await other.advise() == ours


async def test_a_process_advises_as_this_one_would(sit: Sit, play: Play, thinker: Thinker) -> None:
    table = sit(thinker=thinker, saves=None)
    view, legal = await to_a_choice(table, play)
    assert await table.advise() == advise(view, legal)


async def test_people_alone_get_a_process_when_they_first_ask(
    sit: Sit, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody is a program nothing else needs one; it ends with the table."""
    table = sit(saves=None)
    table._thinker = None
    await to_a_choice(table, play)
    assert (await table.advise()).counsels
    own = table._own_thinker
    assert own is not None
    await table.close()
    assert not own._process.is_alive()


# ---- switched off
async def test_a_host_can_switch_it_off_and_it_stays_so(sit: Sit, play: Play) -> None:
    """Also after the game has been saved and taken up again; a journal says so, and replays."""
    table = sit(HUMAN, "random", seed=3, advice=False)
    assert not (await table.status()).advice
    await to_a_choice(table, play)
    with pytest.raises(NoAdvice, match="switched off"):
        await table.advise()
    path = (await table.status()).path
    await table.close()
    assert path is not None
    assert read(path).header.options == {"advice": False}
    assert verify(path).ok
    assert exported(path, secrets=True)["advice"] is False
    again = resume(path, thinker=InstantThinker())
    assert not (await again.status()).advice
    with pytest.raises(NoAdvice, match="switched off"):
        await again.advise()
    await again.close()


async def test_where_it_may_be_asked_for_a_journal_says_nothing_of_it(sit: Sit) -> None:
    table = sit(HUMAN, "random", seed=3)
    path = (await table.status()).path
    assert path is not None
    assert (await table.status()).advice
    assert read(path).header.options == {}
    assert exported(path, secrets=True)["advice"] is True
    await table.close()


async def test_nobody_is_advised_on_what_a_program_decides(sit: Sit, play: Play) -> None:
    table = sit("random", "random", saves=None)
    with pytest.raises(NoAdvice, match="nobody's decision"):
        await table.advise()
    await play(table)
    with pytest.raises(NoAdvice, match="nobody's decision"):
        await table.advise()


class Silent(InstantThinker):
    """Advises nobody."""

    async def advise(self, view: View, legal: Sequence[Action], progress: Progress = print) -> Advice:
        raise ThinkingFault("took longer than 30 seconds", "and what it had found")


async def test_an_adviser_that_fails_is_told_of_and_nothing_else_happens(sit: Sit, play: Play) -> None:
    table = sit(thinker=Silent(), saves=None)
    await to_a_choice(table, play)
    before = table._course.game.digest()
    with pytest.raises(NoAdvice) as caught:
        await table.advise()
    assert str(caught.value) == "the adviser took longer than 30 seconds"
    assert table._course.game.digest() == before
    assert table.thought is None


# ---- who thinks, and how far
async def test_a_table_says_who_thinks_and_how_far_it_is(sit: Sit, play: Play, thinker: Thinker) -> None:
    table = sit("planner-2", "planner-2", thinker=thinker, saves=None)
    while len(await table.legal()) < 6:
        await table.advance()
    decision = (await table.status()).decision
    assert decision is not None
    move, seen = asyncio.create_task(table.advance()), []
    while not move.done():
        await asyncio.sleep(0.001)
        if table.thought is not None and table.thought not in seen:
            seen.append(table.thought)
    assert await move is not None
    assert table.thought is None
    assert seen[0] == Thought(decision.seat)
    assert len(seen) > 1  # word of it comes twenty times a second at most
    assert {thought.seat for thought in seen} == {decision.seat}
    assert {thought.planned for thought in seen[1:]} == {6}
    played = [thought.played for thought in seen]
    assert played == sorted(played)


class Hidden(InstantThinker):
    """Acts in secret once, then passes; tells of as many positions each time, but of the second no more than the first."""

    def __init__(self) -> None:
        super().__init__()
        self.table: LocalTable | None = None
        self.shown: list[tuple[bool, int]] = []

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], progress: Progress = print
    ) -> Choice:
        secret = next((action for action in legal if action.operation), None)
        for played in range(1, 5):
            progress(played, 4)
            assert self.table is not None
            assert self.table.thought is not None
            self.shown.append((secret is not None, self.table.thought.played))
        return Choice(secret or next((a for a in legal if a.code in ("pass", "hold")), legal[0]))


async def test_a_second_thought_does_not_tell_of_a_secret_act_before_it(sit: Sit) -> None:
    """The figure that is shown never goes back within a move."""
    hidden = Hidden()
    hidden.table = table = sit("random", "random", thinker=hidden, saves=None)
    while not any(secret for secret, _ in hidden.shown):
        await table.advance()
    first = next(at for at, (secret, _) in enumerate(hidden.shown) if secret)
    assert [played for _, played in hidden.shown[first:]] == [1, 2, 3, 4, 4, 4, 4, 4]


# ---- nobody waits any more
async def test_whoever_stops_waiting_ends_the_thought(sit: Sit, play: Play, thinker: Thinker) -> None:
    """The process is free for the next decision at once, and is the same one."""
    table = sit(HUMAN, "planner-3", thinker=thinker, saves=None)
    await to_a_choice(table, play)
    process, answers = thinker._process, []
    hear = thinker._connection.recv
    thinker._connection.recv = lambda: answers.append(hear()) or answers[-1]  # type: ignore[method-assign]
    asked = asyncio.create_task(table.advise())
    while table.thought is None or not table.thought.planned:
        await asyncio.sleep(0.001)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert table.thought is None
    view, legal = await table.view(0), await table.legal()
    assert (await thinker.think("random", 1, view, legal)).action in legal
    given_up, decided = (answer for answer in answers if isinstance(answer, Answer))
    assert (given_up.advice, given_up.error) == (None, "Abandoned: ")
    assert decided.key
    assert thinker._process is process
    assert process.is_alive()


async def test_a_thought_that_was_not_begun_never_is(sit: Sit, play: Play, thinker: Thinker) -> None:
    """Waiting behind another, it leaves the queue."""
    table = sit(thinker=thinker, saves=None)
    view, legal = await to_a_choice(table, play)
    first = asyncio.create_task(thinker.advise(view, legal))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(thinker.advise(view, legal))
    await asyncio.sleep(0.05)
    second.cancel()
    assert (await first).counsels
    number = next(thinker._numbers)
    with pytest.raises(asyncio.CancelledError):
        await second
    assert number == 2  # one question was put


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can hold a process")
async def test_a_process_that_does_not_hear_that_nobody_waits_is_ended(
    sit: Sit, play: Play, thinker: Thinker
) -> None:
    table = sit(thinker=thinker, saves=None)
    view, legal = await to_a_choice(table, play)
    await thinker.think("random", 1, view, legal)
    held = thinker._process
    assert held.pid is not None
    os.kill(held.pid, signal.SIGSTOP)
    asked = asyncio.create_task(thinker.advise(view, legal))
    await asyncio.sleep(0.05)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert (await thinker.think("random", 1, view, legal)).action in legal
    assert thinker._process is not held
    assert not held.is_alive()
