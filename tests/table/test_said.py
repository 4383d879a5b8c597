"""What actors said of their decisions, as a client may ask for it at any time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from wargame.actors import Choice
from wargame.rules.board import Kind
from wargame.rules.space import space_of
from wargame.table import InstantThinker, LocalTable, Notice, resume

Sit = Callable[..., LocalTable]
Play = Callable[..., Awaitable[list[str]]]


BACK = 12
"""So many decisions are taken back: more than one seat ever seals in a row."""


class Boaster(InstantThinker):
    """Gives a reason for everything."""

    async def think(self, *asked: Any) -> Choice:
        return evolve(await super().think(*asked), intent="strike", reason="they will not see it coming")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("sealed", [False, True])
async def test_nothing_is_said_but_what_was_told_and_a_resumed_game_says_the_same(
    sit: Sit, play: Play, tmp_path: Path, sealed: bool, seed: int
) -> None:
    """No secret act, no sealed order and no offer between others, and each in its place in the reader's log."""
    table = sit("random", "random", seed=seed, saves=tmp_path, thinker=Boaster(), sealed=sealed)
    told: list[tuple[int, str, int]] = []

    def hear(notice: Notice) -> None:
        if notice.kind == "decision" and notice.action_key and notice.seen & 1:
            log = sum(event.seen & 1 for event in table._course.game.events)
            fresh = sum(event.seen & 1 for event in notice.events)
            told.append((notice.seat, notice.action_key, log - fresh))

    table.subscribe(hear)
    while True:
        said = await table.said(0)
        assert [(each.seat, each.action_key, each.at) for each in said] == told
        await play(table, 1)
        if (await table.status()).over:
            break
    actions = [space_of(table.scenario).parse(each.action_key) for each in said]
    assert not any(action.secret for action in actions)
    assert not sealed or all(action.kind != Kind.ACT for action in actions)
    assert {(each.intent, each.reason) for each in said} == {("strike", "they will not see it coming")}
    await table.close()
    (journal,) = tmp_path.glob("*.jsonl")
    again = resume(journal, thinker=Boaster())
    again._course.back()  # the end, which opens the log
    assert await again.said(0) == said
    for _ in range(BACK):
        again._course.back()
    left = await again.said(0)
    assert left == said[: len(left)]
    assert len(said) - BACK <= len(left) < len(said)
    await again.close()
