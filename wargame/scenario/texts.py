"""What a scenario's words must be: names that are there and are nobody else's, and texts that only say something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from wargame.rules.compiled import IMF, ORE, TECHNOLOGY
from wargame.rules.letters import acting, likeness, named
from wargame.rules.spec import ScenarioSpec
from wargame.scenario.faults import Faults, Path, quote, spell
from wargame.scenario.structure import BLANK
from wargame.scenario.walk import label, walk

PARAGRAPHS = ("world_notes", "powers.brief", "sites.note", "pacts.text", "cards.text", "endings.text")
"""Texts that may be broken into lines."""

_NAMED = (
    "title",
    "about",
    "powers.name",
    "powers.adjective",
    "partners.name",
    "materials.name",
    "sites.name",
    "routes.name",
    "regions.name",
    "arenas.name",
    "arenas.rungs.name",
    "stations.name",
    "programmes.name",
    "pacts.title",
    "deals.title",
    "cards.title",
    "cards.text",
    "cards.options.label",
    "endings.title",
    "endings.text",
    "powers.objectives.title",
    "powers.agendas.title",
    "governments.name",
    "governments.voice.values",
    "sources.values.title",
    "board.name",
    "board.motions.title",
    "board.motions.text",
    "riders.values",
)

# Tables whose entries are told apart by their names, together where one list offers both, with names already taken.
_TOLD_APART: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("powers", "partners"), (IMF, "all", "everyone")),
    (("materials",), (TECHNOLOGY, ORE, "processing technology", "raw ore")),
    (("sites",), ()),
    (("routes",), ()),
    (("regions",), ()),
    (("arenas",), ()),
    (("stations",), ()),
    (("programmes",), ()),
    (("pacts",), ()),
    (("governments",), ()),
    (("deals",), ()),
    (("cards",), ()),
    (("endings",), ()),
)
_NAMES = ("name", "title", "label")
_WITHIN = (("powers", ("objectives", "agendas")), ("cards", ("options",)))
"""The same for tables within an entry of a table."""

Entry = tuple[Path, Any]


def check_texts(spec: ScenarioSpec, faults: Faults) -> None:
    """Note every name that is missing or another's too, and every character that is no part of a text."""
    for pattern in _NAMED:
        for path, text in walk(spec, pattern):
            if not text.strip():
                faults.add("empty-text", path, "empty", "a name to show")
    _letters(spec, faults)
    lender = (spec.board.name,) if spec.board is not None else ()
    for tables, taken in _TOLD_APART:
        _apart(_entries(spec, (), tables), (*taken, *(lender if "powers" in tables else ())), faults)
    for table, inner in _WITHIN:
        for path, entry in _entries(spec, (), (table,)):
            _apart(_entries(entry, path, inner), (), faults)
    if spec.board is not None:
        _apart(_entries(spec.board, ("board",), ("motions",)), (), faults)


def _letters(spec: ScenarioSpec, faults: Faults) -> None:
    broken = frozenset(path for pattern in PARAGRAPHS for path, _ in walk(spec, pattern))
    faulted = {path for _, path, _ in faults.found}
    for path, text in _texts(spec, ()):
        if path in faulted:
            continue
        letter = acting(text.replace("\n", "").replace("\t", "") if path in broken else text)
        if letter:
            expected = "one line, without tabs" if letter in "\t\n" else "only characters that can be seen"
            faults.add("bad-character", path, named(letter), expected)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text there is, the words of tables among them."""
    if isinstance(value, str):
        yield path, value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _texts(entry, (*path, label(entry, number)))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from _texts(inner, (*path, key))


def _entries(owner: Any, path: Path, tables: Iterable[str]) -> list[Entry]:
    return [
        ((*path, table, label(entry, number)), entry)
        for table in tables
        for number, entry in enumerate(getattr(owner, table))
    ]


def _apart(entries: list[Entry], taken: Iterable[str], faults: Faults) -> None:
    """Note each id or name that another entry goes by too, in capitals or not."""
    owners: dict[str, Path] = {likeness(word): () for word in taken}
    words = [((*path, "id"), entry.id) for path, entry in entries]
    words += [
        ((*path, key), getattr(entry, key))
        for path, entry in entries
        for key in _NAMES
        if hasattr(entry, key)
    ]
    for path, word in words:
        owner = owners.setdefault(likeness(word), path[:-1])
        if word.strip() and not word.startswith(BLANK) and owner != path[:-1]:
            found = (
                f"{quote(word)}, as {spell(owner)} is called"
                if owner
                else f"{quote(word)}, a word of the rules"
            )
            faults.add("duplicate-name", path, found, "what nothing else of its kind is called")
