"""The saved games of a folder, newest first, the unreadable ones with what is wrong with them.

Only the first line of a file and its end are read, so that a folder of hundreds is listed at once: what lies between,
and whether any of it is true, is found out when a game is opened or verified.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from attrs import field, frozen
from attrs.validators import deep_mapping, instance_of

from wargame.files import FileFault, open_regular
from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lines import MOST_BYTES as LONGEST
from wargame.journal.lines import glance, parse, seal_of, seals_of
from wargame.journal.places import SUFFIX
from wargame.journal.reader import MOST_BYTES, bare, format_of, sealed_lines
from wargame.journal.records import KINDS, Finished, Format, TurnEnd, record_of
from wargame.journal.results import Result, result_of

_names = deep_mapping(instance_of(str), instance_of(str))
_PIECE = 1 << 16
_LINES = 4
"""A torn line, a mark of the format, the last line that counts, and the one whose seal that one is sealed upon."""


@frozen
class SaveInfo:
    """One journal of a folder, as it says of itself. When `fault` is not empty, the rest is left blank."""

    path: Path
    scenario: str = ""
    title: str = ""
    turn: int = 0
    """The turn being played."""
    seats: dict[str, str] = field(factory=dict)
    """Controller by seat id."""
    updated: datetime | None = None
    """When it was written last; None when the file's time is none a calendar has."""
    fault: str = ""
    mendable: bool = False
    """Whether what comes before the fault can be saved."""
    result: Result | None = None
    """How it came out as recorded, when it is over."""

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.result is not None

    def when(self, form: str) -> str:
        """When it was written last, for people."""
        return self.updated.strftime(form) if self.updated else "date unknown"


def list_saves(folder: Path) -> list[SaveInfo]:
    """The journals of a folder; none when there is no such folder. Needs no lock. Raises `JournalFault`."""
    try:
        paths = [path for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise from_os(folder, "list the saved games", error) from None
    saves = [_save(path) for path in paths]
    return sorted(saves, key=lambda save: (save.updated or datetime.min, save.path.name), reverse=True)


def _save(path: Path) -> SaveInfo:
    updated = None
    try:
        handle, size = open_regular(path)
        with open(handle, "rb") as file:
            updated = _moment(os.fstat(handle).st_mtime)
            if size > MOST_BYTES:
                raise ValueError("it is too large to be a journal")
            shown, begin = _head(file, size)
            tail = _tail(file, begin, size)
    except (OSError, FileFault) as error:
        return SaveInfo(path, updated=updated, fault=from_os(path, "read it", error).told)
    except JournalFault as fault:
        return SaveInfo(path, updated=updated, fault=fault.told)
    except ValueError as error:
        return SaveInfo(path, updated=updated, fault=str(error))
    try:
        turn, result = _standing(tail, shown, whole=begin + len(tail) == size)
    except ValueError as error:
        return SaveInfo(path, updated=updated, fault=str(error), mendable=True)
    return SaveInfo(path, shown.id, shown.title, turn, dict(shown.seats), updated, result=result)


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds)
    except (OSError, OverflowError, ValueError):
        return None


@frozen
class _Shown:
    """What a header shows."""

    seal: int
    id: str = field(validator=instance_of(str))
    title: str = field(validator=instance_of(str))
    powers: dict[str, str] = field(validator=_names)
    endings: dict[str, str] = field(validator=_names)
    seats: dict[str, str] = field(validator=_names)


def _head(file: BinaryIO, size: int) -> tuple[_Shown, int]:
    """The header, and where the next line begins. Raises `JournalFault`."""
    line = file.readline(min(size, LONGEST + 2))
    return _header(line), len(line)


@lru_cache(16)
def _header(line: bytes) -> _Shown:
    """What the first line shows; copies of a game have it in common. Raises `JournalFault` without a path."""
    (text,), (seal,), _ = sealed_lines(Path(), line)
    written = format_of(Path(), text)
    data = upgrade.upgraded(glance(text), written)
    shown: dict[str, Any] = {name: data.get(name) for name in ("id", "title", "powers", "endings", "seats")}
    try:
        return _Shown(seal, **shown)
    except TypeError:
        raise JournalFault(Path(), "the header record is not as it should be", 1) from None


def _tail(file: BinaryIO, begin: int, size: int) -> bytes:
    """The end of the file, long enough to hold a few whole lines, and nothing from before `begin`."""
    length = _PIECE
    while True:
        start = max(begin, size - length)
        file.seek(start)
        tail = file.read(size - start)
        if start == begin or tail.count(b"\n") > _LINES or length >= LONGEST:
            return tail
        length *= 4


def _standing(tail: bytes, header: _Shown, *, whole: bool) -> tuple[int, Result | None]:
    """The turn being played, and how the game came out if it is over.

    `whole` when nothing lies between the header and the tail. Raises `ValueError` when any of it is damaged.
    """
    # Which format a line is of stands in lines that are not read: kinds, turns and the end are the same in all.
    for line in reversed(_sealed(tail, header, whole)):
        data = parse(line)
        kind, turn = data["kind"], data.get("turn")
        if kind == Format.kind:
            continue
        if kind == Finished.kind:
            end = record_of(data)
            assert isinstance(end, Finished)
            return end.turn, result_of(end, header.powers, header.endings)
        if kind not in KINDS or type(turn) is not int or turn < 0:
            raise ValueError("its last line does not say which turn it is of")
        return turn + (kind == TurnEnd.kind), None
    return 1, None


def _sealed(tail: bytes, header: _Shown, whole: bool) -> list[bytes]:
    """The lines of a tail, but for one torn in writing. Raises `ValueError` at one that is damaged."""
    *texts, rest = tail.split(b"\n")
    texts = [bare(text) for text in texts]
    before, good = header.seal, []
    if not whole:
        # Of a line cut in two by where the reading began, not even the seal can be checked.
        before = _claimed(texts.pop(0)) if texts else 0
    for number, text in enumerate(texts, 2):
        try:
            before = seal_of(text, before)
        except ValueError as error:
            if number > len(texts) and not rest:
                break
            where = f"line {number}" if whole else "near its end"
            raise ValueError(f"{where}: {error}") from None
        good.append(text)
    if not good and not whole:
        raise ValueError("near its end: no line is whole")
    return good


def _claimed(text: bytes) -> int:
    """The seal a line says it has; 0 when it says none."""
    try:
        return seals_of(text, 0)[1]
    except ValueError:
        return 0
