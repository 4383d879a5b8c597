"""What a client may rely on at a table in the same process."""

import asyncio
import errno
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from wargame.actors import Choice
from wargame.explain.causes import in_words
from wargame.journal import JournalBusy, JournalFault, list_saves, read
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction, GameOver, IllegalAction
from wargame.scenario import to_data
from wargame.table import (
    HUMAN,
    InstantThinker,
    LocalTable,
    Notice,
    TableClosed,
    local,
    new_table,
    resume,
    verify,
)

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def test_a_persons_decision_is_on_disk_when_submit_returns(sit: Sit) -> None:
    table = sit()
    legal = await table.legal()
    outcome = await table.submit(legal[0], "because")
    path = (await table.status()).path
    assert path is not None
    (line,) = read(path).decisions
    assert (line.action, line.note, line.turn) == (legal[0].key, "because", 1)
    assert outcome.action == legal[0].key
    assert line.digest == table._course.game.digest()
    assert line.draws == tuple((draw.stream, draw.result) for draw in outcome.draws)
    await table.close()


async def test_what_the_table_answers_is_what_the_game_says(sit: Sit, play: Play) -> None:
    table = sit()
    await play(table, 12)
    game = table._course.game
    status = await table.status()
    assert (status.turn, status.phase, status.decision) == (game.state.turn, game.state.phase, game.decision)
    assert await table.legal() == tuple(game.legal)
    for seat in (0, 1):
        assert (await table.view(seat)).digest() == game.view(seat).digest()
        assert await table.events(seat) == game.events_for(seat)
        told, written = await table.entries(seat), game.entries_for(seat)
        assert [evolve(entry, cause="") for entry in told] == [evolve(entry, cause="") for entry in written]
        assert await table.events(seat)
    await table.close()


async def test_an_answer_among_the_causes_says_what_it_answers(sit: Sit, play: Play) -> None:
    """`accept PAK` tells nobody anything; a secret loan's rider stays out of the words for others."""
    answers = 0
    for seed in range(8):
        table = sit(seed=seed, saves=None)
        await play(table, 60, salt=seed)
        for seat in (0, 1):
            told = await table.entries(seat)
            words = [in_words(table.scenario, entry.cause) for entry in told]
            assert not any(text.endswith((": Accept", ": Refuse")) for text in words)
            assert not any(entry.cause in ("accept CHN", "accept PAK") for entry in told)
            answers += sum(" offers: " in text for text in words)
        await table.close()
    assert answers


async def test_a_forecast_changes_nothing_and_is_its_own_seats(sit: Sit, play: Play) -> None:
    table = sit()
    while (await table.status()).decision.kind != Kind.ACT:  # type: ignore[union-attr]
        await play(table, 1)
    before = table._course.game.digest()
    for action in await table.legal():
        assert (await table.forecast(action)).action is action
    assert table._course.game.digest() == before
    await table.close()


async def test_what_is_refused_changes_neither_memory_nor_disk(sit: Sit, play: Play) -> None:
    table = sit()
    await play(table, 5)
    path = (await table.status()).path
    assert path is not None
    before, content = table._course.game.digest(), path.read_bytes()
    seat = (await table.status()).decision.seat  # type: ignore[union-attr]
    actions = table._course.game.space.actions
    legal = set(await table.legal())
    other = next(action for action in actions if action.seat != seat)
    mine = next(action for action in actions if action.seat == seat and action not in legal)
    for action in (other, mine):
        with pytest.raises(IllegalAction):
            await table.submit(action)
    with pytest.raises(BadAction):
        await table.submit(evolve(mine, seat=99, number=-1))
    assert (table._course.game.digest(), path.read_bytes()) == (before, content)
    await table.close()


async def test_a_person_cannot_decide_for_an_actor(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random")
    while (await table.status()).decision.seat != 1:  # type: ignore[union-attr]
        await play(table, 1)
    with pytest.raises(IllegalAction, match="which random makes"):
        await table.submit((await table.legal())[0])
    assert await table.advance() is not None
    await table.close()


async def test_advance_waits_for_people_and_stops_at_the_end(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random", seed=3)
    while (await table.status()).decision.seat != 0:  # type: ignore[union-attr]
        await play(table, 1)
    assert await table.advance() is None
    await play(table)
    assert (await table.status()).over
    assert (await table.status()).decision is None
    assert await table.legal() == ()
    assert await table.advance() is None
    with pytest.raises(GameOver):
        await table.submit(table._course.game.space.actions[0])
    await table.close()


async def test_a_whole_game_is_in_its_journal_with_every_turns_end(sit: Sit, play: Play) -> None:
    table = sit("random", "random", seed=4)
    await play(table)
    count = len(table._course.steps)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    record = read(path)
    assert len(record.decisions) == count
    kinds = [line.kind for line in record.lines]
    assert kinds.count("turn") == table._course.game.state.turn
    assert kinds[-2:] == ["turn", "end"]
    ended = table._course.game.state.ended
    assert ended is not None
    assert record.end is not None
    assert record.end.ending == table.scenario.spec.endings[ended.ending].id
    assert list_saves(path.parent)[0].over
    report = verify(path)
    assert (report.ok, report.decisions, report.turns) == (True, count, table._course.game.state.turn)


async def test_the_same_seed_gives_the_same_game_and_another_seed_another(sit: Sit, play: Play) -> None:
    games = []
    for seed in (11, 11, 12):
        table = sit("random", "random", seed=seed, saves=None)
        games.append(await play(table))
        await table.close()
    assert games[0] == games[1] != games[2]


async def test_a_resumed_game_goes_on_as_an_uninterrupted_one(sit: Sit, play: Play) -> None:
    whole = sit("random", "random", seed=6, saves=None)
    expected = await play(whole)
    table = sit("random", "random", seed=6)
    digests: list[str] = []
    while not (status := await table.status()).over:
        digests += await play(table, 7)
        await table.close()
        assert status.path is not None
        again = resume(status.path, thinker=table._thinker)
        assert again._course.game.digest() == digests[-1]
        for seat in (0, 1):
            assert await again.events(seat) == await table.events(seat)
            assert await again.entries(seat) == await table.entries(seat)
        assert (await again.status()).notices == ()
        table = again
    assert digests == expected
    await table.close()


async def test_resuming_a_torn_journal_goes_on_from_the_decision_before_and_says_so(
    sit: Sit, play: Play
) -> None:
    table = sit()
    digests = await play(table, 9)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    path.write_bytes(path.read_bytes()[:-30])
    again = resume(path)
    (notice,) = (await again.status()).notices
    assert "was not written whole" in notice
    assert again._course.game.digest() == digests[7]
    await play(again, 3, salt=5)
    await again.close()
    assert verify(path).ok
    assert len(read(path).decisions) == 11


async def test_an_end_torn_off_is_written_again(sit: Sit, play: Play) -> None:
    table = sit("random", "random")
    await play(table)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    content = path.read_bytes()
    path.write_bytes(content[: content.rindex(b"\n", 0, -1) + 9])
    again = resume(path)
    assert (await again.status()).over
    await again.close()
    assert read(path).end is not None


async def test_a_decision_that_cannot_be_saved_has_not_happened(
    sit: Sit, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = sit(HUMAN, "random")
    heard: list[Notice] = []
    table.subscribe(heard.append)
    path = (await table.status()).path
    assert path is not None
    real = os.write

    def full(handle: int, data: Any) -> int:
        if len(data) > 100:
            return real(handle, data[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for _ in range(6):
        before, content = table._course.game.digest(), path.read_bytes()
        books = (await table.events(0), await table.entries(0))
        told = len(heard)
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(JournalFault, match="the disk is full"):
            await play(table, 1)
        monkeypatch.undo()
        assert (table._course.game.digest(), path.read_bytes()) == (before, content)
        assert (await table.events(0), await table.entries(0)) == books
        assert len(heard) == told
        await play(table, 1)
    await table.close()
    assert verify(path).ok


async def test_whoever_gives_up_waiting_leaves_disk_and_memory_agreed(sit: Sit) -> None:
    table = sit()
    path = (await table.status()).path
    assert path is not None
    waiting = asyncio.create_task(table.submit((await table.legal())[0]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await table.close()
    decisions = read(path).decisions
    assert len(decisions) == len(table._course.steps) == 1
    assert decisions[0].digest == table._course.game.digest()


async def test_changes_asked_for_at_once_happen_one_after_the_other(sit: Sit) -> None:
    table = sit()
    action = (await table.legal())[0]
    done = await asyncio.gather(table.submit(action), table.submit(action), return_exceptions=True)
    path = (await table.status()).path
    assert path is not None
    await table.close()
    assert sum(not isinstance(result, Exception) for result in done) == len(read(path).decisions) >= 1
    assert verify(path).ok


async def test_two_advances_at_once_are_two_decisions(sit: Sit) -> None:
    table = sit("random", "random")
    notices = await asyncio.gather(table.advance(), table.advance())
    assert None not in notices
    assert len(table._course.steps) == 2
    await table.close()


async def test_every_decision_is_told_to_every_subscriber_until_it_stops_listening(
    sit: Sit, play: Play
) -> None:
    table = sit(HUMAN, "random", seed=2)
    first: list[Notice] = []
    second: list[Notice] = []
    table.subscribe(first.append)
    stop = table.subscribe(second.append)
    await play(table, 4)
    stop()
    stop()
    await play(table)
    assert second == first[:4]
    steps = [step for step in table._course.steps if not step.action.operation]
    decisions = [notice for notice in first if notice.kind == "decision"]
    assert [notice.seat for notice in decisions] == [step.action.seat for step in steps]
    told = [event for event in table._course.game.events if event.kind != "act_set_going"]
    events = [event for notice in decisions for event in notice.events]
    assert events == told[-len(events) :]
    assert [notice.kind for notice in first][-1] == "ended"
    assert len(first) == len(steps) + 1
    assert {notice.intent for notice in decisions if notice.seat == 1} >= {"wander"}
    await table.close()


async def test_nobody_is_told_of_a_secret_action(sit: Sit, play: Play) -> None:
    """An agenda that is kept is told without its name, and a secret act that leaves the move where it was not at all."""
    hidden = 0
    for seed in range(12):
        table = sit("random", "random", seed=seed, saves=None)
        heard: list[Notice] = []
        table.subscribe(heard.append)
        await play(table)
        decisions = [notice for notice in heard if notice.kind == "decision"]
        steps = table._course.steps
        hidden += sum(step.action.operation for step in steps)
        for notice, step in zip(decisions, [s for s in steps if not s.action.operation], strict=True):
            secret = step.action.secret
            assert notice.action_key == ("" if secret else step.action.key)
            if secret:
                assert (notice.intent, notice.reason) == ("", "")
        await table.close()
    assert hidden > 5


async def test_a_planned_order_is_told_without_its_name(sit: Sit, play: Play) -> None:
    class Boaster(InstantThinker):
        async def think(self, *asked: Any) -> Choice:
            return evolve(await super().think(*asked), intent="strike", reason="they will not see it coming")

    planned = shown = 0
    for seed in range(3):
        table = sit("random", "random", seed=seed, saves=None, thinker=Boaster(), sealed=True)
        heard: list[Notice] = []
        table.subscribe(heard.append)
        await play(table)
        decisions = [notice for notice in heard if notice.kind == "decision"]
        told = [step for step in table._course.steps if not step.action.operation]
        for notice, step in zip(decisions, told, strict=True):
            if step.action.kind == Kind.ACT:
                planned += 1
                assert (notice.action_key, notice.intent, notice.reason) == ("", "", "")
                others = 0b11 & ~(1 << step.action.seat)
                assert all(not event.seen & others for event in notice.events if event.kind == "order_sealed")
            elif notice.action_key:
                shown += 1
                assert (notice.action_key, notice.intent) == (step.action.key, "strike")
        await table.close()
    assert planned > 20 < shown


@pytest.mark.parametrize("sealed", [True, False, None])
async def test_a_game_goes_on_with_the_orders_it_was_started_with(
    sit: Sit, play: Play, sealed: bool | None
) -> None:
    table = sit("random", "random", seed=4, sealed=sealed)
    assert table._course.game.state.sealed is bool(sealed)
    await play(table, 15)
    path = (await table.status()).path
    await table.close()
    assert path is not None
    assert read(path).header.options == ({} if sealed is None else {"sealed": sealed})
    assert verify(path).ok
    again = resume(path, thinker=InstantThinker())
    assert again._course.game.state.sealed is bool(sealed)
    assert again._course.game.digest() == table._course.game.digest()
    await play(again)
    await again.close()
    assert verify(path).ok


async def test_a_listener_that_fails_harms_nobody(sit: Sit) -> None:
    table = sit()
    heard: list[Notice] = []
    told: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))

    def fail(notice: Notice) -> None:
        raise ValueError("deaf")

    table.subscribe(fail)
    table.subscribe(heard.append)
    await table.submit((await table.legal())[0])
    assert len(heard) == 1
    assert isinstance(told[0]["exception"], ValueError)
    await table.close()


async def test_closing_releases_the_journal_and_ends_all_changes(sit: Sit) -> None:
    table = sit(HUMAN, "random")
    path = (await table.status()).path
    assert path is not None
    with pytest.raises(JournalBusy):
        resume(path)
    await table.close()
    await table.close()
    with pytest.raises(TableClosed):
        await table.submit((await table.legal())[0])
    with pytest.raises(TableClosed):
        await table.undo()
    assert await table.advance() is None
    again = resume(path)
    await again.close()


async def test_a_game_without_a_folder_is_not_saved(sit: Sit, play: Play, tmp_path: Path) -> None:
    table = sit("random", "random", saves=None)
    await play(table)
    assert (await table.status()).path is None
    await table.close()
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_have_actors_leaves_no_journal(
    tiny: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(local, "Thinker", refuse)
    with pytest.raises(OSError, match="no more processes"):
        new_table(tiny, to_data(tiny.spec), {"CHN": HUMAN, "PAK": "random"}, 1, tmp_path)
    assert list(tmp_path.iterdir()) == []


async def test_a_table_starts_actors_of_its_own_and_stops_them(tiny: Any, play: Play) -> None:
    table = new_table(tiny, to_data(tiny.spec), {"CHN": "random", "PAK": "random"}, 1, None)
    await play(table, 3)
    assert table._own_thinker is not None
    process = table._own_thinker._process
    assert process.is_alive()
    await table.close()
    assert not process.is_alive()


@pytest.mark.parametrize(
    ("controllers", "reason"),
    [
        ({"CHN": HUMAN}, "nobody plays"),
        ({"CHN": HUMAN, "PAK": "randon"}, "did you mean 'random'"),
        ({"CHN": HUMAN, "PAK": HUMAN, "MARS": HUMAN}, "no seat 'MARS'"),
    ],
)
def test_controllers_must_fit_the_seats(
    tiny: Any, tmp_path: Path, controllers: dict[str, str], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        new_table(tiny, to_data(tiny.spec), controllers, 1, tmp_path)
    assert list(tmp_path.iterdir()) == []
