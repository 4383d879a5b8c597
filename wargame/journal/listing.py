"""The saved games of a folder, newest first, the damaged ones with what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lines import parse
from wargame.journal.places import SUFFIX
from wargame.journal.reader import content_of, format_of, sealed_lines
from wargame.journal.records import Decided, Finished, Format, Header, Line, TurnEnd, Undone, record_of
from wargame.journal.results import Result, result_of


@frozen
class SaveInfo:
    """One journal of a folder. When `fault` is not empty, what could not be read is left blank."""

    path: Path
    scenario: str = ""
    title: str = ""
    turn: int = 0
    """The turn being played."""
    seats: dict[str, str] = field(factory=dict)
    """Controller by seat id."""
    updated: datetime = datetime.min
    over: bool = False
    fault: str = ""
    mendable: bool = False
    """Whether what comes before the fault can be saved."""
    result: Result | None = None
    """How it came out, when it is over."""


def list_saves(folder: Path) -> list[SaveInfo]:
    """The journals of a folder; none when there is no such folder. Needs no lock. Raises `JournalFault`."""
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise from_os(folder, "list the saved games", error) from None
    saves = [_save(path) for path in paths]
    return sorted(saves, key=lambda save: (save.updated, save.path.name), reverse=True)


def _save(path: Path) -> SaveInfo:
    try:
        updated = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError as error:
        return SaveInfo(path, fault=from_os(path, "read it", error).told)
    try:
        raw, _, _ = sealed_lines(path, content_of(path))
        header, turn, result = _gist(raw, format_of(path, raw[0]))
    except JournalFault as fault:
        return SaveInfo(path, updated=updated, fault=fault.told, mendable=fault.mendable)
    except ValueError as error:
        return SaveInfo(path, updated=updated, fault=str(error))
    scenario = header.scenario
    name = str(scenario.get("id", ""))
    return SaveInfo(
        path,
        name,
        str(scenario.get("title", name)),
        turn,
        header.seats,
        updated,
        result is not None,
        result=result,
    )


def _gist(raw: list[bytes], written: int) -> tuple[Header, int, Result | None]:
    """The header, the turn being played and how it came out if it is over, without parsing the lines between."""
    header = record_of(upgrade.upgraded(parse(raw[0]), written))
    assert isinstance(header, Header)
    tail = _backwards(raw[1:], written)
    last = next(tail, None)
    match last:
        case None:
            return header, 1, None
        case Finished():
            turn_end = next((line for line in tail if isinstance(line, TurnEnd)), None)
            return header, last.turn, result_of(header, last, turn_end)
        case TurnEnd():
            return header, last.turn + 1, None
        case Decided() | Undone():
            return header, last.turn, None
    return header, 0, None


def _backwards(raw: list[bytes], written: int) -> Iterator[Line]:
    """The records from the last, those that only name a format left out."""
    for text in raw:
        if text.startswith(b'{"kind":"format"'):
            mark = record_of(parse(text))
            assert isinstance(mark, Format)
            written = mark.format
    for text in reversed(raw):
        line = record_of(upgrade.upgraded(parse(text), written))
        if not isinstance(line, Format):
            yield line
