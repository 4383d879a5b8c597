"""A small journal whose lines are made up: these tests are about bytes, not about play."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.journal import Decided, Header, Journal, Undone, titled

Make = Callable[..., Path]


def header(**changes: object) -> Header:
    values: dict[str, object] = {
        "format": 2,
        "rules": "0.1.0",
        "scenario": {"id": "tiny", "title": "Tiny", "turns": 4},
        "scenario_digest": "d0",
        "seed": 7,
        "seats": {"CHN": "human", "PAK": "random"},
        "created": "2025-01-01T00:00:00+00:00",
    }
    values |= changes
    scenario = values["scenario"]
    assert isinstance(scenario, dict)
    return Header(**(titled(scenario) | values))  # type: ignore[arg-type]


def decided(n: int, turn: int = 1, note: str = "") -> Decided:
    return Decided(
        n=n, turn=turn, seat="CHN", action="survey CHN bayan", draws=((2, 1),), note=note, digest=f"d{n}"
    )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a journal of some decisions, of which the third is taken back and made again."""

    def write(decisions: int = 5) -> Path:
        journal = Journal.create(tmp_path / "saves", header())
        for n in range(1, decisions + 1):
            journal.append(decided(n, note='it\'s «quoted» "so"\n'))
            if n == 3:
                journal.append(Undone(to=2, turn=1))
                journal.append(decided(3, note="again"))
        journal.close()
        return journal.path

    return write


@pytest.fixture
def parts() -> tuple[Callable[..., Header], Callable[..., Decided]]:
    """Makers of a header and of a decision."""
    return header, decided
