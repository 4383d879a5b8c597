"""A journal replays exactly, or the first line that does not is named."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.shipped import shipped
from wargame.explain.scores import total_now
from wargame.journal import Journal, JournalFault, TurnEnd, list_saves, read
from wargame.journal.lines import parse, seal
from wargame.journal.snapshot import difference, restored, snapshot
from wargame.rules.board import Kind
from wargame.rules.chance import Dice
from wargame.rules.game import Game
from wargame.scenario import to_data
from wargame.table import HUMAN, InstantThinker, LocalTable, exported, new_table, resume, verify
from wargame.table.replay import rehearse, scenario_of

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


@pytest.fixture
async def played(sit: Sit, play: Play, tmp_path: Path, whole: list[tuple[str, bytes]]) -> Path:
    """A whole game's journal, which is played once."""
    if not whole:
        path = await left(sit("random", "random", seed=21), play, 10_000)
        whole.append((path.name, path.read_bytes()))
    name, content = whole[0]
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


@pytest.fixture(scope="module")
def whole() -> list[tuple[str, bytes]]:
    """Where `played` keeps its game."""
    return []


async def left(table: LocalTable, play: Play, decisions: int) -> Path:
    """The journal of a table that was left after some decisions."""
    await play(table, decisions)
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


def advice_of_the_wrong_kind(records: list[dict[str, Any]]) -> int:
    records[0]["options"] = {"advice": 1}
    return 1


def another_of(kind: str, name: str, value: object) -> Callable[[list[dict[str, Any]]], int]:
    """Something else in a field of the last record of a kind."""

    def forge(records: list[dict[str, Any]]) -> int:
        at = max(n for n, r in enumerate(records) if r["kind"] == kind)
        assert records[at][name] != value
        records[at][name] = value
        return at + 1

    forge.__name__ = f"{name}_of_{kind}"
    return forge


def another_score(records: list[dict[str, Any]]) -> int:
    records[-1]["scores"]["PAK"] += 1
    return len(records)


def other_winners(records: list[dict[str, Any]]) -> int:
    everybody = set(records[0]["seats"])
    records[-1]["winners"] = sorted(everybody - set(records[-1]["winners"])) or ["PAK", "CHN"]
    return len(records)


def a_turn_told_twice(records: list[dict[str, Any]]) -> int:
    at = next(n for n, r in enumerate(records) if r["kind"] == "turn")
    records.insert(at, records[at])
    return at + 2


def a_turn_told_late(records: list[dict[str, Any]]) -> int:
    at = next(n for n, r in enumerate(records) if r["kind"] == "turn")
    records.insert(at + 1, records.pop(at))
    return at + 2


def a_format_taken_back(records: list[dict[str, Any]]) -> int:
    records.insert(5, {"kind": "format", "format": 2})
    return 6


def undone_by_nobody(records: list[dict[str, Any]]) -> int:
    """Programs take nothing back."""
    records[5:] = [{"kind": "undo", "to": 3, "turn": 1, "time": ""}]
    return 6


def a_ruling_that_goes_back_elsewhere(records: list[dict[str, Any]]) -> int:
    """Whoever keeps the table may take anything back, and says truly what."""
    records[5:] = [{"kind": "undo", "to": 3, "turn": 2, "ruling": "a slip", "time": ""}]
    return 6


FORGERIES = [
    other_orders,
    no_such_option,
    an_option_of_the_wrong_kind,
    advice_of_the_wrong_kind,
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
    another_score,
    other_winners,
    a_turn_told_twice,
    a_turn_told_late,
    a_format_taken_back,
    undone_by_nobody,
    a_ruling_that_goes_back_elsewhere,
    another_of("header", "id", "forged"),
    another_of("header", "title", "Forged"),
    another_of("header", "powers", {"CHN": "China", "PAK": "India"}),
    another_of("header", "endings", {}),
    another_of("header", "seats", {"CHN": "random"}),
    another_of("header", "digest", ""),
    another_of("header", "scenario_digest", ""),
    another_of("header", "created", "yesterday"),
    another_of("header", "seed", True),
    another_of("decision", "turn", 1),
    another_of("decision", "turn", -1),
    another_of("decision", "n", 10**12),
    another_of("decision", "time", "noon"),
    another_of("turn", "turn", 3),
    another_of("end", "turn", 3),
    another_of("end", "ending", "nowhere"),
    another_of("end", "scores", {"CHN": 1}),
    another_of("end", "time", 5),
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


TOLD = {"kind", "about", "rules", "created", "time", "note", "intent", "reason"}
"""What no replay can know: it is told and decides nothing."""


def other(value: object) -> object:
    match value:
        case int():
            return value + 1
        case str():
            return value + "x"
        case list():
            return [*value, 7]
    return {} if value else {"x": 7}


async def test_whatever_a_record_says_is_compared(played: Path) -> None:
    whole = played.read_bytes()
    records = [parse(line) for line in whole.splitlines()]
    tried = 0
    for kind in ("header", "decision", "turn", "end"):
        at = max(n for n, record in enumerate(records) if record["kind"] == kind)
        for name in records[at].keys() - TOLD:

            def forge(records: list[dict[str, Any]], at: int = at, name: str = name) -> None:
                records[at][name] = other(records[at][name])

            rewrite(played, forge)
            assert not verify(played).ok, f"{name} of {kind}"
            played.write_bytes(whole)
            tried += 1
    assert tried == 25
    assert verify(played).ok


async def test_a_person_gives_no_reasons(sit: Sit, play: Play) -> None:
    """What actors say is told as theirs: it cannot be put into a person's mouth."""
    path = await left(sit(HUMAN, "random"), play, 6)

    def forge(records: list[dict[str, Any]]) -> int:
        at = next(n for n, r in enumerate(records) if r.get("seat") == "CHN")
        records[at]["reason"] = "to lose"
        return at + 1

    line = rewrite(path, forge)
    assert f"line {line}: " in verify(path).message


async def at_work(sit: Sit, play: Play) -> LocalTable:
    """A table at which a person has just done something that can be taken back."""
    table = sit(HUMAN, "random", seed=4)
    while (await table.status()).decision.kind != Kind.ACT:  # type: ignore[union-attr]
        await play(table, 1)
    await table.submit(next(a for a in await table.legal() if a.code == "stockpile"))
    assert (await table.status()).can_undo
    return table


@pytest.mark.parametrize("forged", ["another", "across", "again", "turn"])
async def test_what_the_table_would_not_have_taken_back_stays(sit: Sit, play: Play, forged: str) -> None:
    table = await at_work(sit, play)
    standing, turn = len(table._course.steps), (await table.status()).turn
    undo = {"kind": "undo", "to": standing - 1, "turn": turn, "time": ""}
    if forged == "across":
        while (await table.status()).turn == turn:
            await play(table, 1)
        own = [n for n, step in enumerate(table._course.steps) if step.action.seat == 0]
        undo["to"] = own[-1]
    await table.close()
    path = (await table.status()).path
    assert path is not None

    def forge(records: list[dict[str, Any]]) -> int:
        if forged == "another":
            undo["to"] = standing - 2
        if forged == "turn":
            undo["turn"] = turn + 1
        records += [undo] * (2 if forged == "again" else 1)
        return len(records)

    line = rewrite(path, forge)
    report = verify(path)
    assert not report.ok
    assert f"line {line}: " in report.message
    with pytest.raises(JournalFault):
        resume(path)


async def test_what_the_table_takes_back_may_be_taken_back(sit: Sit, play: Play) -> None:
    table = await at_work(sit, play)
    assert await table.undo() == 1
    path = await left(table, play, 5)
    report = verify(path)
    assert report.ok, report.message


def aged(path: Path) -> None:
    """Make a journal one of format 1, as it was written before anything was packed."""

    def age(records: list[dict[str, Any]]) -> None:
        for name in ("about", "id", "title", "powers", "endings"):
            del records[0][name]
        records[0]["format"] = 1
        if records[-1]["kind"] == "end":
            del records[-1]["scores"]

    rewrite(path, age)


async def test_an_old_game_opens_goes_on_and_ends(sit: Sit, play: Play) -> None:
    path = await left(sit(seed=21), play, 12)
    aged(path)
    before = path.read_bytes()
    assert verify(path).ok
    [save] = list_saves(path.parent)
    assert (save.fault, save.title, save.turn) == ("", "Tiny", verify(path).turns)
    table = resume(path)
    await play(table)
    await table.close()
    assert path.read_bytes().startswith(before + b'{"kind":"format","format":2,')
    report = verify(path)
    assert report.ok, report.message
    assert list_saves(path.parent)[0].result is not None
    final = exported(path)["final"]
    assert list_saves(path.parent)[0].result.scores == tuple(  # type: ignore[union-attr]
        (table.scenario.names["power"][n], final[power])
        for n, power in enumerate(table.scenario.ids["power"])
    )


async def test_an_old_finished_game_tells_no_scores_that_nobody_reckoned(played: Path) -> None:
    known = exported(played)["final"]
    aged(played)
    assert verify(played).ok
    [save] = list_saves(played.parent)
    assert save.result is not None
    assert save.result.scores == ()
    assert exported(played)["final"] == known


async def test_what_the_list_tells_is_what_the_debrief_tells(played: Path) -> None:
    table = resume(played)
    view = await table.view(0)
    [save] = list_saves(played.parent)
    assert save.result is not None
    assert [total for _, total in save.result.scores] == [
        total_now(table.scenario, view.state, seat) for seat in range(table.scenario.npowers)
    ]
    await table.close()


async def test_a_finished_game_is_only_read(played: Path) -> None:
    """It opens for its debrief while somebody else has it, and where nobody may write."""
    content = played.read_bytes()
    holder, _ = Journal.open(played)
    tables = [resume(played), resume(played)]
    for table in tables:
        status = await table.status()
        assert (status.over, status.path, status.unsaved, status.notices) == (True, played, "", ())
        await table.close()
    holder.close()
    assert played.read_bytes() == content


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
    campaign = shipped("linchpin")
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
