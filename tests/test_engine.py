"""The engine and its clients know no campaign: what a scenario calls by name stands in its own files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import wargame
from wargame.rules.spec import ScenarioSpec
from wargame.scenario import catalogue, load

SHIPPED = [item.path for item in catalogue() if not item.own]
PACKAGE = Path(wargame.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".tcss")]
TABLES = [
    "powers",
    "partners",
    "materials",
    "sites",
    "regions",
    "arenas",
    "routes",
    "stations",
    "programmes",
    "pacts",
    "deals",
    "cards",
    "endings",
]
OWN = {
    "Chinese": "a script whose letters are wide",
    "chip": "the third material of a measure's sentence",
    "drift": "English",
    "heavy": "English",
    "Hub": "the figure's title",
    "hub": "a figure of the rules: a refinery others bring their ore to",
    "light": "English, and a palette",
    "remittances": "English: what a central bank takes in",
    "tightrope": "what the rules call a balanced power's lowest meter",
    "under_way": "English",
}
"""Ids of scenarios that the engine has words of its own for, each with what it means there."""
BEGUN_WITH = {"primer", "linchpin"}
"""The ids of the scenarios that are offered first; they stand in the library, once."""


def called(spec: ScenarioSpec) -> Iterator[str]:
    """Every id, name and title that a scenario gives to what is on its board or in its deck; its goals' titles; and its
    places as one speaks of them by their ids.
    """
    yield spec.id
    for table in TABLES:
        for entry in getattr(spec, table):
            yield from (
                word for key in ("id", "name", "title", "adjective") if (word := getattr(entry, key, ""))
            )
    for place in (*spec.sites, *spec.regions, *spec.arenas, *spec.routes):
        yield place.id.replace("_", " ").title()
    for power in spec.powers:
        yield from (goal.title for goal in (*power.objectives, *power.agendas))


def words() -> list[str]:
    """All of them that the engine has no business with."""
    found = {word for path in SHIPPED for word in called(load(str(path)).spec)}
    return sorted(found - OWN.keys() - BEGUN_WITH)


def told_of(text: str, sought: list[str]) -> list[str]:
    """Those that stand in a text as whole words."""
    return [
        word for word in sought if word in text and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
    ]


def test_the_engine_knows_no_campaign() -> None:
    sought = words()
    assert {"balochistan", "Line of Control", "Pakistani", "reko_diq"} <= {*sought}
    found = {
        path.relative_to(PACKAGE).as_posix(): told_of(path.read_text(encoding="utf-8"), sought)
        for path in SOURCES
    }
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("name", sorted(BEGUN_WITH))
def test_what_is_offered_first_is_named_once(name: str) -> None:
    naming = {path.name for path in SOURCES if f'"{name}"' in path.read_text(encoding="utf-8")}
    assert naming == {"library.py"}


@pytest.mark.parametrize("word", OWN)
def test_every_exception_is_needed(word: str) -> None:
    """Each is a word of a scenario's and of the engine's."""
    assert word in {each for path in SHIPPED for each in called(load(str(path)).spec)}
    assert any(told_of(path.read_text(encoding="utf-8"), [word]) for path in SOURCES)
