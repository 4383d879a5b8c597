"""Advice at the prompt, and what is said while somebody thinks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from wargame.journal import Decided, read
from wargame.plain import Console, waiting
from wargame.table import Thought

Typed = Callable[..., str]
TO_ACT = ("hold!",)


def answer(printed: str, line: str) -> str:
    """What was printed between a typed line and the next prompt."""
    after = printed.split(f"] {line}\n", 1)[1]
    return after.split("\n[Pakistan", 1)[0]


def test_three_moves_are_told_each_with_promise_fear_and_case(typed: Typed) -> None:
    told = answer(typed(*TO_ACT, "advice"), "advice")
    assert [line[:2] for line in told.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3."]
    # No games of this scenario were fitted: what a score would be worth there nobody knows.
    assert len(re.findall(r"^   Expected: [\d.]+ points\.$", told, re.M)) == 3
    assert len(re.findall(r"^   Feared: ", told, re.M)) == 3
    assert told.count("   Beside the next: ") == 1
    assert told.count("   Beside the first: ") == 2
    assert "Each was tried in 6 positions that fit what you know" in told


def test_a_number_makes_the_move_once_it_is_confirmed(typed: Typed, tmp_path: Path) -> None:
    """It is shown and asked about like any other; with `!` it is made at once."""
    printed = typed(*TO_ACT, "advice", "advice 2", "n", "advice 2!")
    second = answer(printed, "advice").split("\n2. ", 1)[1].split("\n")[0].split(" (")[0].rstrip(".")
    shown = answer(printed, "advice 2")
    assert shown.startswith(second)
    assert "Costs" in shown
    assert shown.endswith("Not done.")
    (journal,) = tmp_path.glob("*.jsonl")
    made = [line for line in read(journal).lines if isinstance(line, Decided) and line.seat == "PAK"]
    assert len([line for line in made if not line.action.startswith(("hold", "keep"))]) >= 1


@pytest.mark.parametrize("number", ["0", "4", "x", "9" * 30])
def test_another_number_is_answered_with_those_there_are(typed: Typed, number: str) -> None:
    told = answer(typed(*TO_ACT, f"advice {number}"), f"advice {number}")
    assert told == "`advice` takes the number of a move from 1 to 3."


def test_where_the_host_has_switched_it_off_it_says_so(typed: Typed) -> None:
    told = answer(typed(*TO_ACT, "advice", advice=False), "advice")
    assert told == "No advice: advice is switched off in this game."


def test_it_is_worked_out_once_for_a_position(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    from wargame.table import InstantThinker

    asked = 0
    advise = InstantThinker.advise

    async def counted(*given: object) -> object:
        nonlocal asked
        asked += 1
        return await advise(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(InstantThinker, "advise", counted)
    printed = typed(*TO_ACT, "advice", "advice", "advice 1", "n", "pass!", "hold!", "advice")
    assert printed.count("Each was tried in") == 3
    assert asked == 2


# ---- waiting
class Screen(StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


async def _waited(sink: StringIO, thoughts: list[Thought | None], monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said while a table thinks one thought after another."""
    monkeypatch.setattr(waiting, "FIRST", 0.0)
    monkeypatch.setattr(waiting, "NEXT", 0.0)
    done, table = asyncio.Event(), SimpleNamespace()

    class Thinking:
        @property
        def thought(self) -> Thought | None:
            if len(thoughts) == 1:
                done.set()
            return thoughts.pop(0) if len(thoughts) > 1 else thoughts[0]

    async def work() -> str:
        await done.wait()
        return "decided"

    table = Thinking()
    assert await waiting.watched(table, Console(StringIO(), sink), work(), "China") == "decided"  # type: ignore[arg-type]
    return sink.getvalue()


THOUGHTS = [Thought(0), Thought(0), Thought(0, 2, 6), Thought(0, 2, 6), Thought(0, 5, 6), None]


async def test_on_a_terminal_it_is_said_who_thinks_and_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said twice."""
    said = await _waited(Screen(), list(THOUGHTS), monkeypatch)
    assert said.splitlines()[:3] == [
        "China is thinking.",
        "China is thinking: 2 of 6 positions played.",
        "China is thinking: 5 of 6 positions played.",
    ]


async def test_into_a_pipe_nothing_is_said_that_depends_on_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await _waited(StringIO(), list(THOUGHTS), monkeypatch) == ""


async def test_whoever_interrupts_the_waiting_ends_the_work() -> None:
    ended = False

    async def work() -> None:
        nonlocal ended
        try:
            await asyncio.Event().wait()
        finally:
            ended = True

    table = SimpleNamespace(thought=None)
    task = asyncio.create_task(waiting.watched(table, Console(StringIO(), StringIO()), work(), "China"))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended
