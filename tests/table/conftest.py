"""The tiny scenario, tables of it, and a person who picks at random."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.scenario import to_data
from wargame.table import HUMAN, InstantThinker, LocalTable, Thinker, new_table


@pytest.fixture
def sit(tiny: Scenario, tmp_path: Path) -> Callable[..., LocalTable]:
    """Makes tables. Every seat is a person's unless told."""

    def make(
        *controllers: str,
        seed: int = 1,
        saves: Path | None = tmp_path,
        thinker: Any = None,
        sealed: bool | None = None,
        advice: bool = True,
    ) -> LocalTable:
        seats = dict(zip(tiny.ids["power"], controllers or (HUMAN, HUMAN), strict=True))
        thinker = thinker or InstantThinker()
        data = to_data(tiny.spec)
        return new_table(tiny, data, seats, seed, saves, thinker=thinker, sealed=sealed, advice=advice)

    return make


@pytest.fixture
def play() -> Callable[..., Awaitable[list[str]]]:
    """Plays some decisions, or to the end: people pick at random. Returns the position's digest after each."""

    async def go(table: LocalTable, most: int = 10_000, salt: int = 0) -> list[str]:
        digests: list[str] = []
        while len(digests) < most and not (status := await table.status()).over:
            assert status.decision is not None
            if status.controllers[status.decision.seat] == HUMAN:
                legal = await table.legal()
                await table.submit(legal[mix(salt, 0, len(digests)) % len(legal)])
            else:
                assert await table.advance() is not None
            digests.append(table._course.game.digest())
        return digests

    return go


@pytest.fixture
def thinker() -> Iterator[Thinker]:
    """A process to think in."""
    thinker = Thinker()
    yield thinker
    thinker.close()
