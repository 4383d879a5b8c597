"""Whom the scenarios' texts address: everybody at the table reads them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").rglob("*.toml"))
SECOND_PERSON = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
ADDRESSED = re.compile(r"\bFor [A-Z]\w+: ")
"""What says whom a lesson is for."""
ALONE = ("brief", "world_notes", "voice")
"""Read under a power's own name, meant for whoever holds the book, or somebody's own words; so is what is said of a
secret agenda."""


def texts(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a scenario with where it stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ALONE and not (key == "about" and ".agendas" in path):
                yield from texts(value, f"{path}.{key}")
    elif isinstance(data, list):
        for at, value in enumerate(data):
            name = value.get("id", at) if isinstance(value, dict) else at
            yield from texts(value, f"{path}.{name}")
    elif isinstance(data, str):
        yield path, data


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_that_everybody_reads_speaks_to_one(path: Path) -> None:
    """A headline, a goal or a deal says "you" only after it has said to whom."""
    found = []
    for where, text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
        said = SECOND_PERSON.search(text)
        whom = ADDRESSED.search(text)
        if said and (whom is None or whom.start() > said.start()):
            found.append(f"{where}: {text}")
    assert not found


def test_the_scenarios_are_there() -> None:
    """The test above has something to read."""
    assert len(SCENARIOS) >= 6
