"""Games saved at the decision a test begins with: played once, and copied for each test."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.tiny import TINY
from wargame.rules.board import Kind
from wargame.scenario import load, to_data
from wargame.table import HUMAN, InstantThinker, Table, new_table, seats_of

Wanted = tuple[Path, tuple[tuple[str, str], ...], int, Kind | None]
"""A scenario, who plays, the seed, and the decision."""

_played: dict[Wanted, tuple[str, bytes]] = {}


async def saved_at(
    saves: Path, seats: dict[str, str], kind: Kind | None, *, scenario: Path = TINY, seed: int = 5
) -> Path:
    """A saved game in which a person is asked for a decision of a kind for the first time; None is the end."""
    wanted = (scenario, tuple(seats.items()), seed, kind)
    if wanted not in _played:
        with TemporaryDirectory() as folder:
            path = await _play(Path(folder), wanted)
            _played[wanted] = path.name, path.read_bytes()
    name, written = _played[wanted]
    saves.mkdir(exist_ok=True)
    path = saves / name
    path.write_bytes(written)
    return path


async def _play(folder: Path, wanted: Wanted) -> Path:
    source, seats, seed, kind = wanted
    scenario = load(str(source))
    controllers = seats_of(scenario, dict(seats))
    table = new_table(scenario, to_data(scenario.spec), controllers, seed, folder, thinker=InstantThinker())
    try:
        while True:
            status = await table.status()
            asked = status.decision
            person = asked is not None and status.controllers[asked.seat] == HUMAN
            if asked is None or (person and asked.kind == kind):
                assert status.path is not None
                assert asked is not None or kind is None, f"never asked for {kind}"
                return status.path
            if person:
                await _quickest(table, asked.kind)
            else:
                await table.advance()
    finally:
        await table.close()


async def _quickest(table: Table, kind: Kind) -> None:
    """As the driver answers: a pass, or the first choice there is."""
    legal = await table.legal()
    passes = kind in (Kind.ACT, Kind.SIGNAL)
    await table.submit(next(action for action in legal if not passes or action.code in ("pass", "hold")))
