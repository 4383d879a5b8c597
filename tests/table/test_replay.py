"""A journal replays exactly, or the first line that does not is named."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from wargame.journal import JournalFault, TurnEnd, read
from wargame.journal.lines import parse, seal
from wargame.journal.snapshot import difference, restored, snapshot
from wargame.rules.chance import Dice
from wargame.rules.game import Game
from wargame.scenario import load, to_data
from wargame.table import InstantThinker, LocalTable, new_table, resume, verify
from wargame.table.replay import rehearse, scenario_of

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


@pytest.fixture
async def played(sit: Sit, play: Play) -> Path:
    """A whole game's journal."""
    table = sit("random", "random", seed=21)
    await play(table)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    return path


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], int | None]) -> int | None:
    """Change records and seal them anew, as somebody who forges a game would. Returns what `change` does."""
    records = [parse(line) for line in path.read_bytes().splitlines()]
    line = change(records)
    last, content = 0, b""
    for record in records:
        text, last = seal(record, last)
        content += text
    path.write_bytes(content)
    return line


def another_action(records: list[dict[str, Any]]) -> int:
    """Passing where something was done: it cannot be done then, or leads elsewhere."""
    at = next(n for n, r in enumerate(records) if n > 9 and not r.get("action", "pass").startswith("pass"))
    records[at]["action"] = f"pass {records[at]['seat']}"
    return at + 1


def another_draw(records: list[dict[str, Any]]) -> int:
    at = next(n for n, r in enumerate(records) if r.get("draws"))
    stream, result = records[at]["draws"][0]
    records[at]["draws"][0] = [stream, result + 1]
    return at + 1


def another_digest(records: list[dict[str, Any]]) -> int:
    records[4]["digest"] = "0" * 32
    return 5


def another_seat(records: list[dict[str, Any]]) -> int:
    records[3]["seat"] = "PAK" if records[3]["seat"] == "CHN" else "CHN"
    return 4


def no_such_action(records: list[dict[str, Any]]) -> int:
    records[3]["action"] = "conquer the world"
    return 4


def another_snapshot(records: list[dict[str, Any]]) -> int:
    at = [n for n, r in enumerate(records) if r["kind"] == "turn"][1]
    records[at]["snapshot"]["money"][0] += 1
    return at + 1


def another_digest_of_a_turn(records: list[dict[str, Any]]) -> int:
    at = [n for n, r in enumerate(records) if r["kind"] == "turn"][1]
    records[at]["digest"] = "0" * 32
    return at + 1


def a_turn_that_ends_elsewhere(records: list[dict[str, Any]]) -> int:
    at = [n for n, r in enumerate(records) if r["kind"] == "turn"][1]
    records[at]["n"] -= 1
    return at + 1


def a_decision_too_many(records: list[dict[str, Any]]) -> int:
    last = next(r for r in reversed(records) if r["kind"] == "decision")
    records.append({**last, "n": last["n"] + 1})
    return len(records)


def an_early_end(records: list[dict[str, Any]]) -> int:
    records.insert(5, records.pop())
    return 6


def another_seed(records: list[dict[str, Any]]) -> int:
    records[0]["seed"] += 1
    return 1


def another_scenario(records: list[dict[str, Any]]) -> int:
    records[0]["scenario"]["title"] = "Forged"
    return 1


def other_orders(records: list[dict[str, Any]]) -> int:
    records[0]["options"] = {"sealed": True}
    return 1


def no_such_option(records: list[dict[str, Any]]) -> int:
    records[0]["options"] = {"fog": True}
    return 1


def an_option_of_the_wrong_kind(records: list[dict[str, Any]]) -> int:
    records[0]["options"] = {"sealed": "no"}
    return 1


FORGERIES = [
    other_orders,
    no_such_option,
    an_option_of_the_wrong_kind,
    another_action,
    another_draw,
    another_digest,
    another_seat,
    no_such_action,
    another_snapshot,
    another_digest_of_a_turn,
    a_turn_that_ends_elsewhere,
    a_decision_too_many,
    an_early_end,
    another_seed,
    another_scenario,
]


@pytest.mark.parametrize("forge", FORGERIES)
async def test_a_forged_line_is_named_by_verify_and_refused_by_resume(
    played: Path, forge: Callable[[list[dict[str, Any]]], int]
) -> None:
    assert verify(played).ok
    line = rewrite(played, forge)
    report = verify(played)
    assert not report.ok
    assert f"line {line}:" in report.message
    with pytest.raises(JournalFault) as caught:
        resume(played)
    assert caught.value.line == line
    # The lock was let go of.
    assert list(played.parent.iterdir()) == [played]


async def test_verify_tells_what_cannot_be_read(tmp_path: Path) -> None:
    report = verify(tmp_path / "nothing.jsonl")
    assert not report.ok
    assert "no such file" in report.message


async def test_a_torn_line_verifies_and_is_mentioned(played: Path) -> None:
    content = played.read_bytes()
    played.write_bytes(content[:-5])
    report = verify(played)
    assert report.ok
    assert "was not written whole" in report.message


async def test_verify_needs_no_lock(sit: Sit, play: Play) -> None:
    table = sit("random", "random")
    await play(table, 10)
    path = (await table.status()).path
    assert path is not None
    report = await asyncio.to_thread(verify, path)
    assert (report.ok, report.decisions) == (True, len(table._course.steps))
    await table.close()


@pytest.mark.covers("C86")
async def test_the_recorded_draws_are_enough_without_the_dice(
    played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second replay of `verify` must not fall back on the generator."""
    record = read(played)
    scenario = scenario_of(record)
    opening = rehearse(record, scenario).game.digest()
    asked: list[str] = []
    real = Dice.choose

    def choose(self: Dice, seed: int, counters: list[int], stream: int, weights: Any, label: str) -> int:
        asked.append(label)
        return real(self, seed, counters, stream, weights, label)

    monkeypatch.setattr(Dice, "choose", choose)
    Game.new(scenario, record.header.seed)
    at_opening = len(asked)
    asked.clear()
    course = rehearse(record, scenario, recorded=True)
    assert len(asked) == at_opening
    assert course.game.digest() == opening
    assert len(course.game.board.draws or ()) > at_opening


@pytest.mark.slow
async def test_a_campaign_verifies_within_a_second(play: Play, tmp_path: Path) -> None:
    campaign = load("linchpin")
    seats = dict.fromkeys(campaign.ids["power"], "random")
    table = new_table(campaign, to_data(campaign.spec), seats, 5, tmp_path, thinker=InstantThinker())
    await play(table)
    count = len(table._course.steps)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    reports = [verify(path) for _ in range(3)]
    assert {report.decisions for report in reports} == {count}
    assert min(report.seconds for report in reports) < 1


async def test_a_snapshot_is_a_whole_position(played: Path, sit: Sit, play: Play) -> None:
    table = sit("random", "random", seed=21, saves=None)
    for most in (0, 9, 25):
        await play(table, most)
        state = table._course.game.state
        data = json.loads(json.dumps(snapshot(state)))
        assert difference(state, data) == ""
        assert restored(data).digest() == state.digest()
        data["price"][0] += 1
        assert difference(state, data) == "price"
    del data["price"]
    with pytest.raises(ValueError, match="not a position"):
        restored(data)
    await table.close()


async def test_every_snapshot_of_a_game_restores_to_its_digest(played: Path) -> None:
    turns = [line for line in read(played).lines if isinstance(line, TurnEnd)]
    assert [line.turn for line in turns] == [1, 2, 3, 4]
    for line in turns:
        assert restored(line.snapshot).digest() == line.digest
