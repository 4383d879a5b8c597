"""A scenario as it is written: one file, or a folder of parts that are laid one behind the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from wargame.scenario.faults import Fault, Faults, ScenarioFault
from wargame.scenario.faults import Path as Where
from wargame.scenario.source import Data, parse, read_text

SUFFIX = ".toml"
MAIN = f"scenario{SUFFIX}"
"""The part that a folder cannot do without; it comes first, the others follow by the alphabet."""
MOST_PARTS = 40
Reader = Callable[[Path, str], Data]
"""Reads one file; the second word is what it is called in faults."""
_NOTES = {".md", ".txt"}
"""What may lie beside the parts: notes for people."""


@define
class Written:
    """What a scenario's file or parts state, and which file states it."""

    data: Data
    files: dict[Where, str] = field(factory=dict)
    """By place, a table or an entry of a list: the name of its file."""


def is_scenario(path: Path) -> bool:
    """Whether a path is a scenario's file, or a folder of parts."""
    return path.suffix == SUFFIX or (path / MAIN).is_file()


def name_of(path: Path) -> str:
    """What a scenario is called by its file or folder."""
    return path.stem if path.suffix == SUFFIX else path.name


def read_whole(path: Path, label: str) -> Data:
    """All that one file states. Raises `ScenarioFault`."""
    return parse(read_text(path), label)


def read_written(path: Path, faults: Faults, read: Reader = read_whole) -> Written:
    """All that is written at a path. Raises `ScenarioFault` where a file cannot be read; other faults are noted."""
    written = Written({})
    if not path.is_dir():
        _add(written, read(path, path.name), path.name, faults)
        return written
    refused: list[Fault] = []
    try:
        parts = _parts(path, faults)
    except OSError as error:
        words = f"cannot be read ({error.strerror})"
        raise ScenarioFault([Fault("unreadable", path.name, words, "")]) from None
    for part in parts:
        label = f"{path.name}/{part.name}"
        try:
            _add(written, read(part, label), label, faults)
        except ScenarioFault as fault:
            refused += fault.faults
    if refused:
        raise ScenarioFault(refused)
    return written


def _parts(folder: Path, faults: Faults) -> list[Path]:
    """The parts of a folder in order; what else lies there is a fault, but for notes and hidden files.

    Raises `ScenarioFault` where the main part is missing: the rest would be nonsense without it.
    """
    real, found = folder.resolve(), []
    for path in sorted(folder.iterdir(), key=lambda each: (each.name != MAIN, each.name)):
        if path.name.startswith(".") or path.suffix in _NOTES:
            continue
        where = (f"{folder.name}/{path.name}",)
        if path.suffix != SUFFIX:
            what = "a folder" if path.is_dir() else "a file that is no part"
            faults.add("stray-file", where, what, f"parts that end in {SUFFIX}, notes in .md or .txt")
        elif not path.resolve().is_relative_to(real):
            faults.add("link-out", where, "a link out of the folder", "a file in the folder")
        else:
            found.append(path)
    if not found or found[0].name != MAIN:
        what = f"a folder without {MAIN}"
        raise ScenarioFault([Fault("no-main-part", folder.name, what, "the part with the id and the title")])
    if len(found) > MOST_PARTS:
        raise ScenarioFault([Fault("too-many", folder.name, f"{len(found)} parts", f"at most {MOST_PARTS}")])
    return found


def _add(written: Written, stated: Data, label: str, faults: Faults) -> None:
    """Lay one part behind those before it: lists grow, tables take new keys, nothing is said twice."""
    for key, value in stated.items():
        old = written.data.setdefault(
            key, [] if isinstance(value, list) else {} if isinstance(value, dict) else value
        )
        written.files.setdefault((key,), label)
        if isinstance(old, list) and isinstance(value, list):
            for entry in value:
                place = (key, _step(entry, len(old)))
                # An id that one file states twice is a fault of that file, found later.
                if written.files.setdefault(place, label) == label:
                    old.append(entry)
                else:
                    _twice(place, written, label, faults)
        elif isinstance(old, dict) and isinstance(value, dict):
            for inner, content in value.items():
                if inner in old:
                    _twice((key, inner), written, label, faults)
                else:
                    written.files[key, inner] = label
                    old[inner] = content
        elif written.files[key,] != label:
            _twice((key,), written, label, faults)


def _twice(place: Where, written: Written, label: str, faults: Faults) -> None:
    faults.add("stated-twice", place, f"stated in {written.files[place]} and in {label}", "one of them")


def _step(entry: object, at: int) -> str:
    return f"[{_id(entry) or at}]"


def _id(entry: object) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""
