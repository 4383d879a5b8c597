"""A class on disk: what it plays (`class.json`), who came and what the facilitator did (`class.log`), and its journals.

What is told to anybody is in the folder before: a referee who is killed goes on from there. Of tokens only hashes are kept.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import asdict, define, field, fields, frozen

from wargame.files import FileFault, read_whole, sync_folder, write_whole
from wargame.journal.faults import why

SETUP, BOOK = "class.json", "class.log"
FORMAT = 1
MOST = 1 << 24


class ClassFault(FileFault):
    """A class that cannot be started or gone on with."""


@frozen(kw_only=True)
class Setup:
    """What a class was started with."""

    format: int = FORMAT
    scenario: str
    code: str
    """For students to join; it is on the board for all to see."""
    keys: tuple[str, ...]
    """Hashes of the facilitator's keys."""
    journals: tuple[str, ...]
    """The file of each table, in order."""
    absence: int = 120
    """Seconds until a program plays for a seat without anyone."""
    stand_in: str = "thumb"
    clock: int = 0
    """Seconds for a decision; 0 for as long as one likes."""
    reasons: bool = False
    """Whether a line of reason must go with every decision."""
    rotate: bool = False
    """Whether the pen goes on to the next at the seat every quarter."""
    created: str = ""


@define(eq=False)
class Folder:
    """The folder of a class that is going on."""

    path: Path
    setup: Setup
    book: list[dict[str, Any]] = field(factory=list)
    """What was written down so far."""
    _file: int = -1

    @classmethod
    def create(cls, path: Path, setup: Setup) -> Folder:
        """A new class. Raises `ClassFault`."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            folder = cls(path, setup)
            folder.rewrite(setup)
            folder._open()
            sync_folder(path)
        except (OSError, FileFault) as error:
            raise ClassFault(path, f"the class cannot be kept there: {_why(error)}") from None
        return folder

    @classmethod
    def open(cls, path: Path) -> Folder:
        """One that was started before. Raises `ClassFault`."""
        try:
            data = json.loads(read_whole(path / SETUP, MOST))
            if data.get("format") != FORMAT:
                raise ClassFault(
                    path, f"it is of format {data.get('format')!r}, which this version does not read"
                )
            known = {attribute.name for attribute in fields(Setup)}
            setup = Setup(**{name: _frozen(value) for name, value in data.items() if name in known})
            folder = cls(path, setup)
            folder.book = folder._read()
            folder._open()
        except ClassFault:
            raise
        except (OSError, FileFault, ValueError, TypeError, AttributeError) as error:
            raise ClassFault(
                path, f"there is no class in it that could be gone on with: {_why(error)}"
            ) from None
        return folder

    def rewrite(self, setup: Setup) -> None:
        """Change what the class was started with. Raises `OSError`."""
        self.setup = setup
        write_whole(self.path / SETUP, json.dumps(asdict(setup), indent=1).encode() + b"\n")
        (self.path / SETUP).chmod(0o600)

    def write(self, kind: str, *, sync: bool = True, **what: Any) -> None:
        """Write one thing down; it is on disk when this returns, unless `sync` is off. Raises `ClassFault`."""
        line = {"kind": kind, **what, "time": datetime.now(UTC).isoformat(timespec="seconds")}
        size = 0
        try:
            if self._file < 0:
                raise ClassFault(self.path, "the class is closed")
            size = os.fstat(self._file).st_size
            _write(self._file, json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            if sync:
                os.fsync(self._file)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, size)
            raise ClassFault(self.path / BOOK, f"it could not be written down: {_why(error)}") from None
        self.book.append(line)

    def close(self) -> None:
        """Let go of the files."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.open(self.path / BOOK, flags, 0o600)
        with open(self.path / BOOK, "rb") as book:
            torn = book.seek(0, os.SEEK_END) > 0 and book.seek(-1, os.SEEK_END) >= 0 and book.read(1) != b"\n"
        if torn:
            # A line was being written when the power went: nobody was told of it, and it does not count.
            os.write(self._file, b"\n")

    def _read(self) -> list[dict[str, Any]]:
        try:
            content = read_whole(self.path / BOOK, MOST)
        except FileNotFoundError:
            return []
        lines = []
        for text in content.split(b"\n"):
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict) and isinstance(line.get("kind"), str):
                lines.append(line)
        return lines


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _why(error: Exception) -> str:
    if isinstance(error, FileFault):
        return error.reason
    return why(error) if isinstance(error, OSError) else str(error) or type(error).__name__


def _write(file: int, payload: bytes) -> None:
    left = memoryview(payload)
    while left:
        left = left[os.write(file, left) :]
