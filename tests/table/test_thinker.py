"""Actors think in a process of their own, and one that misbehaves is replaced for that decision."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest

from wargame.actors import Choice
from wargame.journal import read
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.table import HUMAN, InstantThinker, LocalTable, Notice, Thinker, ThinkingFault, verify
from wargame.table import thinker as thinking
from wargame.table.thinker import NoProcess

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def test_a_process_chooses_as_this_one_would(sit: Sit, play: Play, thinker: Thinker) -> None:
    here = sit("random", "random", seed=8, saves=None)
    there = sit("random", "random", seed=8, saves=None, thinker=thinker)
    assert await play(here) == await play(there)
    notices: list[Notice] = []
    there.subscribe(notices.append)
    await here.close()
    await there.close()
    # It was lent to the table, and goes on after it.
    game = Game.new(here.scenario, 1)
    legal = tuple(game.legal)
    assert game.decision is not None
    choice = await thinker.think("random", 3, game.view(game.decision.seat), legal)
    assert choice.action in legal
    assert choice.intent == "wander"


async def test_the_process_is_sent_the_scenario_once(tiny: Scenario, thinker: Thinker) -> None:
    game = Game.new(tiny, 1)
    view, legal = game.view(0), tuple(game.legal)
    sent: list[Any] = []
    real = thinker._connection.send
    thinker._connection.send = lambda task: (sent.append(task), real(task))  # type: ignore[method-assign]
    await thinker.think("random", 1, view, legal)
    await thinker.think("random", 2, view, legal)
    assert [task.data is not None for task in sent] == [True, False]


class Bomb:
    """Unpickled in the process, it ends it."""

    def __reduce__(self) -> tuple[Any, tuple[int]]:
        return os._exit, (3,)


async def test_a_process_that_dies_is_reported_and_the_next_decision_gets_a_new_one(
    tiny: Scenario, thinker: Thinker
) -> None:
    game = Game.new(tiny, 1)
    legal = tuple(game.legal)
    with pytest.raises(NoProcess, match="crashed"):
        await thinker.think("random", 1, View(0, tiny, Bomb()), legal)  # type: ignore[arg-type]
    assert (await thinker.think("random", 1, game.view(0), legal)).action in legal


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can hold a process")
async def test_a_process_killed_in_the_middle_of_a_thought_is_replaced_and_asked_the_same(
    tiny: Scenario, thinker: Thinker
) -> None:
    game = Game.new(tiny, 1)
    legal = tuple(game.legal)
    expected = await InstantThinker().think("random", 1, game.view(0), legal)
    assert await thinker.think("random", 1, game.view(0), legal) == expected
    killed = thinker._process
    assert killed.pid is not None
    os.kill(killed.pid, signal.SIGSTOP)
    thought = asyncio.create_task(thinker.think("random", 1, game.view(0), legal))
    await asyncio.sleep(0)
    killed.kill()
    assert await thought == expected
    assert thinker._process is not killed


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can hold a process")
async def test_a_process_that_is_held_is_given_up_and_a_fresh_one_asked(sit: Sit) -> None:
    """A held one takes no time of its own, but nobody can wait for it for ever."""
    thinker = Thinker(patience=60.0)
    table = sit("random", "thumb", thinker=thinker)
    pid = thinker._process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    thinker.patience = 0.1
    heard: list[Notice] = []
    table.subscribe(heard.append)
    real = thinker._start

    def start() -> None:
        thinker.patience = 60.0
        real()

    thinker._start = start  # type: ignore[method-assign]
    assert await table.advance() is not None
    assert heard[0].reason == "random took longer than 0.1 seconds; rules of thumb decided instead"
    await table.close()
    thinker.close()


async def test_time_for_which_the_program_was_stopped_is_not_thinking_time(
    tiny: Scenario, thinker: Thinker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every look at the clock finds that an hour has gone."""
    hours = count(0.0, 3600.0)
    game = Game.new(tiny, 1)
    legal = tuple(game.legal)
    pid = thinker._process.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    looks = 0

    def clock() -> float:
        nonlocal looks
        looks += 1
        if looks == 8:  # it, too, is continued only after hours
            os.kill(pid, signal.SIGCONT)
        return next(hours)

    monkeypatch.setattr(thinking, "time", SimpleNamespace(monotonic=clock))
    thinker.patience = 30.0
    assert (await thinker.think("random", 1, game.view(0), legal)).action in legal
    assert looks >= 8


async def test_a_slow_actor_is_stopped_and_the_next_decision_gets_a_new_process(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    view, legal = game.view(0), tuple(game.legal)
    thinker = Thinker(patience=0.0)
    stuck = thinker._process
    with pytest.raises(ThinkingFault, match="took longer than 0 seconds"):
        await thinker.think("random", 1, view, legal)
    stuck.join()
    thinker.patience = 60.0
    assert (await thinker.think("random", 1, view, legal)).action in legal
    thinker.close()


async def test_an_error_in_the_process_is_named_without_what_the_seat_knows(
    tiny: Scenario, thinker: Thinker
) -> None:
    game = Game.new(tiny, 1)
    with pytest.raises(ThinkingFault) as caught:
        await thinker.think("nobody", 1, game.view(0), tuple(game.legal))
    assert str(caught.value) == "failed (KeyError)"
    assert "nobody" in caught.value.detail


async def test_a_closed_thinker_decides_nothing(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    thinker = Thinker()
    process = thinker._process
    thinker.close()
    assert not process.is_alive()
    with pytest.raises(ThinkingFault, match="have been stopped"):
        await thinker.think("random", 1, game.view(0), tuple(game.legal))


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can hold a process")
async def test_closing_ends_a_thought_under_way(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    thinker = Thinker(patience=3600)
    assert thinker._process.pid is not None
    os.kill(thinker._process.pid, signal.SIGSTOP)  # it will never answer
    thought = asyncio.create_task(thinker.think("random", 1, game.view(0), tuple(game.legal)))
    await asyncio.sleep(0)
    await asyncio.to_thread(thinker.close)
    with pytest.raises(ThinkingFault):
        await thought


@pytest.mark.skipif(os.name != "posix", reason="only POSIX can hold an interrupt back")
@pytest.mark.parametrize("again", [False, True])
async def test_an_interrupt_before_the_process_is_ready_does_not_end_it(
    tiny: Scenario, thinker: Thinker, capfd: pytest.CaptureFixture[str], again: bool
) -> None:
    if again:
        thinker._stop()
        await asyncio.to_thread(thinker._start)
    process = thinker._process
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)
    game = Game.new(tiny, 1)
    legal = tuple(game.legal)
    assert (await thinker.think("random", 1, game.view(0), legal)).action in legal
    assert thinker._process is process
    assert capfd.readouterr().err == ""


class Misbehaving:
    """Misbehaves for the actor named `random`, and for its stand-in too unless there is a sober one."""

    def __init__(self, how: str, stand_in: bool) -> None:
        self.how = how
        self.stand_in = stand_in
        self.asked: list[str] = []
        self.sober = InstantThinker()

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        self.asked.append(actor_name)
        if actor_name != "random" and self.stand_in:
            return await self.sober.think("random", seed, view, legal)
        match self.how:
            case "slow":
                raise ThinkingFault("took longer than 30 seconds")
            case "crashed":
                raise ThinkingFault("crashed")
            case "illegal":
                game = Game.at(view.scenario, view.state)
                return Choice(next(a for a in game.space.actions if a not in legal))
            case "raises":
                raise ZeroDivisionError("the hidden grade is 3")
            case _:
                return None  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("slow", "random took longer than 30 seconds; "),
        ("crashed", "random crashed; "),
        ("illegal", "random chose what is not allowed; "),
        ("raises", "random failed (ZeroDivisionError); "),
        ("none", "random failed (AttributeError); "),
    ],
)
@pytest.mark.parametrize("stand_in", [True, False])
async def test_a_misbehaving_actor_is_replaced_and_the_journal_says_so(
    sit: Sit, play: Play, how: str, told: str, stand_in: bool
) -> None:
    bad = Misbehaving(how, stand_in)
    table = sit(HUMAN, "random", seed=3, thinker=bad)
    heard: list[Notice] = []
    table.subscribe(heard.append)
    while (await table.status()).decision.seat != 1:  # type: ignore[union-attr]
        await play(table, 1)
    heard.clear()
    notice = await table.advance()
    assert notice is not None
    assert [n.kind for n in heard] == ["fault", "decision"]
    assert heard[0].reason.startswith(told)
    remedy = "rules of thumb decided instead" if stand_in else "a choice was made for it"
    assert heard[0].reason.endswith(f"; {remedy}")
    assert "hidden" not in heard[0].reason
    assert bad.asked == ["random", "thumb"]
    path = (await table.status()).path
    await table.close()
    assert path is not None
    last = read(path).decisions[-1]
    assert last.seat == "PAK"
    assert last.note.startswith("random ")
    assert last.note.endswith(remedy)
    if how == "raises":
        assert "the hidden grade is 3" in last.note
    assert verify(path).ok


class Hopeless:
    """Decides nothing, whoever is asked."""

    def __init__(self, fault: ThinkingFault) -> None:
        self.fault = fault

    async def think(self, *_: object) -> Choice:
        raise self.fault


async def test_what_is_told_of_a_fault_does_not_say_what_was_chosen_in_secret(
    sit: Sit,
) -> None:
    faults: set[str] = set()
    chosen: set[str] = set()
    for seed in range(12):
        heard: list[Notice] = []
        table = sit("thumb", "thumb", seed=seed, saves=None, thinker=Hopeless(ThinkingFault("took too long")))
        table.subscribe(heard.append)
        while (decision := (await table.status()).decision) is not None and decision.kind == Kind.AGENDA:
            legal = await table.legal()
            notice = await table.advance()
            assert notice is not None
            assert (notice.action_key, notice.intent, notice.reason) == ("", "", "")
            taken = table._course.steps[-1].action
            faults |= {each.reason for each in heard if each.kind == "fault"}
            chosen.add("first" if taken == legal[0] else "other")
            assert not await table.said(1 - decision.seat)
        await table.close()
    # The same words whichever it was.
    assert faults == {"thumb took too long; a choice was made for it"}
    assert chosen == {"first", "other"}


async def test_rules_of_thumb_decide_here_when_no_process_can_be_had(sit: Sit, play: Play) -> None:
    """As they would have in one."""
    here = sit("thumb", "thumb", saves=None)
    there = sit("thumb", "thumb", saves=None, thinker=Hopeless(NoProcess("has no process to think in")))
    heard: list[Notice] = []
    there.subscribe(heard.append)
    assert await play(there) == await play(here)
    faults = {each.reason for each in heard if each.kind == "fault"}
    assert faults == {"thumb has no process to think in; rules of thumb decided instead"}
    await here.close()
    await there.close()


async def test_when_nobody_can_be_asked_the_game_goes_on_to_its_end(sit: Sit, play: Play) -> None:
    table = sit(
        "random", "random", thinker=Hopeless(ThinkingFault("failed (KeyError)", "failed (KeyError: 'x')"))
    )
    while not (await table.status()).over:
        legal = await table.legal()
        await table.advance()
        passing = [action for action in legal if action.code == "pass"]
        assert table._course.steps[-1].action in (passing or legal)
    path = (await table.status()).path
    await table.close()
    assert path is not None
    assert verify(path).ok
    notes = {line.note for line in read(path).decisions}
    assert notes == {"random failed (KeyError: 'x'); thumb failed (KeyError: 'x'); a choice was made for it"}


async def test_every_seat_of_every_game_has_one_seed_of_its_own(sit: Sit, play: Play) -> None:
    seeds: set[tuple[int, int, int]] = set()

    class Listening(InstantThinker):
        async def think(
            self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
        ) -> Choice:
            seeds.add((game, view.seat, seed))
            return await super().think(actor_name, seed, view, legal)

    for game in (1, 2):
        table = sit("random", "random", seed=game, saves=None, thinker=Listening())
        await play(table)
        await table.close()
    assert len(seeds) == len({seed for _, _, seed in seeds}) == 4
