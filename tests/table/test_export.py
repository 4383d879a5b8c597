"""What other programs are handed is what the journal says."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from wargame.journal import JournalFault, read
from wargame.rules.board import Kind
from wargame.table import HUMAN, LocalTable, exported

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


async def saved(table: LocalTable) -> Path:
    path = (await table.status()).path
    await table.close()
    assert path is not None
    return path


async def test_a_whole_game_with_its_scores(sit: Sit, play: Play) -> None:
    table = sit("random", "random", seed=4, sealed=True)
    await play(table)
    count = len(table._course.steps)
    state, scenario = table._course.game.state, table.scenario
    data = exported(await saved(table))
    assert json.loads(json.dumps(data)) == data
    assert (data["scenario"], data["seed"], data["sealed"]) == ("tiny", 4, True)
    assert data["seats"] == {"CHN": "random", "PAK": "random"}
    assert [line["n"] for line in data["decisions"]] == list(range(1, count + 1))
    assert [line["action"] for line in data["decisions"]] == [step.action.key for step in table._course.steps]
    assert {line["intent"] for line in data["decisions"]} == {"wander"}
    first = data["decisions"][0]
    assert (first["quarter"], first["seat"], first["player"]) == ("2024 Q4", "CHN", "random")
    assert first["words"].startswith("Keep an agenda: ")
    assert state.ended is not None
    assert (data["over"], data["ending"]) == (True, scenario.spec.endings[state.ended.ending].id)
    assert data["winners"] == [scenario.ids["power"][seat] for seat in state.ended.winners]
    assert [(row["turn"], row["CHN"], row["PAK"]) for row in data["scores"]] == [
        (turn, *totals) for turn, totals in enumerate(state.history, 1)
    ]


async def test_a_game_under_way_has_what_stands(sit: Sit, play: Play) -> None:
    table = sit(HUMAN, "random", seed=4)
    while (await table.status()).decision.kind != Kind.ACT:  # type: ignore[union-attr]
        await play(table, 1)
    await table.submit(next(a for a in await table.legal() if a.code == "stockpile"), "to be safe")
    standing = len(table._course.steps)
    assert await table.undo() == 1
    data = exported(await saved(table), secrets=True)
    assert (len(data["decisions"]), data["undone"]) == (standing - 1, 1)
    assert (data["over"], data["ending"], data["winners"], data["scores"]) == (False, None, [], [])
    assert data["sealed"] is False


async def test_a_persons_note_is_there(sit: Sit) -> None:
    table = sit()
    await table.submit((await table.legal())[0], "why not")
    assert exported(await saved(table), secrets=True)["decisions"][0]["note"] == "why not"


async def test_a_damaged_journal_is_not_handed_on(sit: Sit, play: Play) -> None:
    table = sit("random", "random")
    await play(table, 5)
    path = await saved(table)
    assert len(read(path).decisions) == len(table._course.steps)
    content = bytearray(path.read_bytes())
    content[content.index(b"packed", content.index(b"\n")) + 20] ^= 1
    path.write_bytes(content)
    with pytest.raises(JournalFault, match="checksum"):
        exported(path)
