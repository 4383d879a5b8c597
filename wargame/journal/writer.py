"""Writing a journal: a line is on disk before anybody is shown what it says; a failed one leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from attrs import define

from wargame.files import FileFault, open_regular, sync_folder, write_whole
from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lock import lock
from wargame.journal.places import file_name
from wargame.journal.reader import Record, read
from wargame.journal.records import Format, Header, Line


@define(eq=False, repr=False)
class Journal:
    """A game's file, open for writing and locked until `close`."""

    path: Path
    file: int
    size: int = 0
    """Bytes that hold whole lines."""
    length: int = 0
    """Bytes in the file: more than `size` when a torn line is still there."""
    last: int = 0
    """The last line's seal."""
    written: int = upgrade.FORMAT
    refused: str = ""
    """Why the last line could not be written; empty when it was."""

    @classmethod
    def create(cls, saves: Path, header: Header) -> Journal:
        """A new journal in a folder, which is made if need be. Raises `JournalFault`."""
        try:
            missing = [folder for folder in (saves, *saves.parents) if not folder.exists()]
            saves.mkdir(parents=True, exist_ok=True)
            for folder in missing:
                sync_folder(folder.parent)
        except OSError as error:
            raise from_os(saves, "make the folder for saved games", error) from None
        path = saves / file_name(header.id, datetime.now())
        try:
            # Whole from the first moment: a file that is there can be read, whenever the power goes.
            write_whole(path, header.to_line(0)[0], new=True)
        except OSError as error:
            raise from_os(path, "make the journal", error) from None
        try:
            return cls.open(path)[0]
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise

    @classmethod
    def open(cls, path: Path) -> tuple[Journal, Record]:
        """An existing journal, to be gone on with, and what it holds. Raises `JournalFault` or `JournalBusy`.

        A torn last line stays in the file until the first `append`.
        """
        try:
            file, _ = open_regular(path, writing=True)
        except (OSError, FileFault) as error:
            raise from_os(path, "open it for writing", error) from None
        try:
            lock(path, file)
            record = read(path)
        except BaseException:
            os.close(file)
            raise
        length = record.size + record.torn
        return cls(path, file, record.size, length, record.seal, record.written), record

    def append(self, *lines: Line) -> None:
        """Write lines and have them on disk. Raises `JournalFault`; then none of them is in the file."""
        if self.file < 0:
            raise JournalFault(self.path, "the journal is closed")
        if self.written != upgrade.FORMAT:
            lines = (Format(format=upgrade.FORMAT), *lines)
        payload, last = _sealed(lines, self.last)
        try:
            self._check_untouched()
            self._write(payload)
        except JournalFault as fault:
            self.refused = fault.reason
            raise
        self.size += len(payload)
        self.length = self.size
        self.last = last
        self.written = upgrade.FORMAT
        self.refused = ""

    def _write(self, payload: bytes) -> None:
        try:
            if self.length != self.size:
                os.ftruncate(self.file, self.size)
            _write(self.file, payload)
            os.fsync(self.file)
        except OSError as error:
            self._mend()
            raise from_os(self.path, "save the decision", error) from None
        except BaseException:
            self._mend()
            raise

    def trouble(self) -> str:
        """Why the game is not safe in its file; empty when it is."""
        if self.file >= 0 and not self.refused:
            try:
                self._check_untouched()
            except JournalFault as fault:
                return fault.reason
        return self.refused

    def close(self) -> None:
        """Let go of the file, and with it of the lock. Does nothing the second time."""
        if self.file >= 0:
            os.close(self.file)
            self.file = -1

    def discard(self) -> None:
        """Close and remove a journal in which nothing was decided yet."""
        with suppress(OSError):
            self.path.unlink()
        self.close()
        # Where an open file cannot be removed.
        with suppress(OSError):
            self.path.unlink()

    def _check_untouched(self) -> None:
        try:
            own = os.fstat(self.file)
            there = os.path.samestat(own, self.path.stat())
        except OSError:
            there = False
        if not there:
            raise JournalFault(self.path, "not saved: the journal was moved or removed during the game")
        if own.st_size != self.length:
            raise JournalFault(self.path, "not saved: something else wrote to the journal during the game")

    def _mend(self) -> None:
        """Take a half-written line out again. If even that fails, the next append does it first."""
        with suppress(OSError):
            os.ftruncate(self.file, self.size)
            os.fsync(self.file)
        with suppress(OSError):
            self.length = os.fstat(self.file).st_size


def _sealed(lines: Sequence[Line], last: int) -> tuple[bytes, int]:
    payload = b""
    for line in lines:
        text, last = line.to_line(last)
        payload += text
    return payload, last


def _write(file: int, payload: bytes) -> None:
    left = memoryview(payload)
    while left:
        left = left[os.write(file, left) :]
