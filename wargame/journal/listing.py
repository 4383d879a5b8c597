"""The saved games of a folder, newest first, the damaged ones with what is wrong with them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from attrs import field, frozen

from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lines import parse
from wargame.journal.places import SUFFIX
from wargame.journal.reader import content_of, format_of, sealed_lines
from wargame.journal.records import Decided, Finished, Format, Header, Line, TurnEnd, Undone, record_of


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
        header, turn, over = _gist(raw, format_of(path, raw[0]))
    except JournalFault as fault:
        return SaveInfo(path, updated=updated, fault=fault.told)
    except ValueError as error:
        return SaveInfo(path, updated=updated, fault=str(error))
    scenario = header.scenario
    name = str(scenario.get("id", ""))
    return SaveInfo(path, name, str(scenario.get("title", name)), turn, header.seats, updated, over)


def _gist(raw: list[bytes], written: int) -> tuple[Header, int, bool]:
    """The header, the turn being played and whether the game is over, without parsing the lines between."""
    header = record_of(upgrade.upgraded(parse(raw[0]), written))
    assert isinstance(header, Header)
    last = _last(raw[1:], written)
    match last:
        case None:
            return header, 1, False
        case Finished():
            return header, last.turn, True
        case TurnEnd():
            return header, last.turn + 1, False
        case Decided() | Undone():
            return header, last.turn, False
    return header, 0, False


def _last(raw: list[bytes], written: int) -> Line | None:
    for text in raw:
        if text.startswith(b'{"kind":"format"'):
            mark = record_of(parse(text))
            assert isinstance(mark, Format)
            written = mark.format
    for text in reversed(raw):
        line = record_of(upgrade.upgraded(parse(text), written))
        if not isinstance(line, Format):
            return line
    return None
