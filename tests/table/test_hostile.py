"""Whatever a journal holds, it is accepted as it was played or refused with one line."""

import copy
import random
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from wargame.journal import JournalFault, list_saves
from wargame.journal.lines import parse, seal
from wargame.table import HUMAN, LocalTable, exported, recover, resume, verify

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]

ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2**63,
    10**4000,
    "",
    "x" * 5000,
    "\ud800",
    "\x1b[2J",
    [],
    {},
    [[]],
    {"": {}},
    {"id": 7},
]


TOLD = ("seed", "seats", "scores", "final", "winners", "ending")


def deep() -> list[Any]:
    value: list[Any] = []
    for _ in range(400):
        value = [value]
    return value


def mutated(records: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Records of which one or two places hold something odd, are gone, stand twice or have changed places."""
    records = copy.deepcopy(records)
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(records))
        what = chance.randrange(10)
        if what == 0:
            records.insert(chance.randrange(len(records) + 1), copy.deepcopy(records[at]))
        elif what == 1 and len(records) > 1:
            del records[at]
        else:
            holder: Any = records[at]
            while True:
                keys = list(holder) if isinstance(holder, dict) else range(len(holder))
                if not keys:
                    break
                key = chance.choice(keys)
                inner = holder[key]
                if isinstance(inner, dict | list) and inner and chance.random() < 0.8:
                    holder = inner
                    continue
                if what == 2 and isinstance(holder, dict):
                    holder[chance.choice(("novelty", "packed", "crc", "kind", "n"))] = chance.choice(ODD)
                elif what == 3:
                    del holder[key]
                else:
                    odd = deep() if what == 4 else chance.choice(ODD)
                    if isinstance(inner, int) and what > 6:
                        odd = inner + chance.choice((-1, 1, 100))
                    holder[key] = odd
                break
    return records


def refusal(read: Callable[[], object]) -> str:
    """Why a journal is refused; empty when it is not."""
    try:
        read()
    except JournalFault as fault:
        return str(fault)
    return ""


def survives(path: Path, records: list[dict[str, Any]]) -> bool:
    """Write the records and read them in every way there is; whether they are accepted."""
    last, content = 0, b""
    for record in records:
        line, last = seal(record, last)
        content += line
    path.write_bytes(content)
    [save] = list_saves(path.parent)
    assert len(save.fault) < 300
    report = verify(path)
    assert "\n" not in report.message
    assert len(report.message) < 1500
    unfit = refusal(lambda: exported(path, secrets=True))
    opens = not refusal(lambda: released(resume(path)))
    assert opens == report.ok
    assert not unfit or not report.ok
    if not report.ok:
        refusal(lambda: recovered(path))
    return report.ok


def released(table: LocalTable) -> None:
    if table._journal is not None:
        table._journal.close()


def recovered(path: Path) -> None:
    copy = recover(path).path
    assert verify(copy).ok
    copy.unlink()


async def tried(sit: Sit, play: Play, decisions: int, times: int, seed: int) -> tuple[int, int]:
    """How many mutants were accepted, and how many of them were not told apart by what a game tells."""
    table = sit(HUMAN, "random", seed=4)
    await play(table, decisions)
    await table.close()
    path = (await table.status()).path
    assert path is not None
    records = [parse(line) for line in path.read_bytes().splitlines()]
    honest = exported(path, secrets=True)
    chance, accepted, others = random.Random(seed), 0, 0
    for _ in range(times):
        if survives(path, mutated(records, chance)):
            accepted += 1
            told = exported(path, secrets=True)
            others += any(
                told[name] != honest[name] for name in ("seed", "scores", "final", "winners", "ending")
            )
    return accepted, others


@pytest.mark.parametrize(("decisions", "seed"), [(10_000, 1), (14, 2)])
async def test_no_mutant_of_a_journal_crashes_or_passes_for_another_game(
    sit: Sit, play: Play, decisions: int, seed: int
) -> None:
    accepted, others = await tried(sit, play, decisions, 12, seed)
    assert accepted < 12
    assert others == 0 or decisions < 10_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_hundreds_of_mutants_neither_crash_nor_pass(sit: Sit, play: Play, seed: int) -> None:
    accepted, others = await tried(sit, play, 10_000, 80, 100 + seed)
    assert accepted < 60
    assert others == 0
