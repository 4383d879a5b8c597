"""Keeping two writers apart: a lock of the operating system on a file beside the journal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from attrs import define

from wargame.journal.faults import JournalBusy, from_os

if sys.platform == "win32":
    import msvcrt

    # Locked bytes cannot be read by others: lock one far behind the process id.
    _FAR = 1 << 20

    def _grab(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _grab(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@define(eq=False)
class Lock:
    """The right to write one journal."""

    path: Path
    file: int

    @classmethod
    def take(cls, journal: Path) -> Lock:
        """Take the lock. Raises `JournalBusy`, naming the process that has it when that is known."""
        path = journal.with_name(journal.name + ".lock")
        while True:
            try:
                file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                raise from_os(journal, "lock it", error) from None
            try:
                _grab(file)
            except OSError:
                holder = _holder(file)
                os.close(file)
                reason = f"the game is open in another place{holder}; close it there first"
                raise JournalBusy(journal, reason) from None
            # The holder before may have removed the file between the two steps: then the lock is on nothing.
            if _same(file, path):
                break
            os.close(file)
        lock = cls(path, file)
        try:
            os.ftruncate(file, 0)
            os.write(file, b"%d\n" % os.getpid())
        except OSError as error:
            lock.release()
            raise from_os(journal, "lock it", error) from None
        return lock

    def release(self) -> None:
        """Let others write. Does nothing the second time."""
        if self.file < 0:
            return
        # While held where that is possible, so that nobody else's lock file is removed.
        if os.name == "posix":
            with suppress(OSError):
                self.path.unlink()
        os.close(self.file)
        if os.name != "posix":
            with suppress(OSError):
                self.path.unlink()
        self.file = -1


def _same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


def _holder(file: int) -> str:
    try:
        return f" (process {int(os.read(file, 32))})"
    except (OSError, ValueError):
        return ""
