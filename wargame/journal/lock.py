"""Keeping two writers apart: a lock of the operating system on the journal itself, by whatever name it was opened.

The system lets go of it when the process ends, however it ends, and nothing is left behind.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from wargame.journal.faults import JournalBusy, from_os

if sys.platform == "win32":
    import msvcrt

    # Locked bytes cannot be read by others: lock one far behind any journal's end.
    _FAR = 1 << 40

    def _grab(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _grab(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""How systems say that somebody else has a lock."""


def lock(journal: Path, file: int) -> None:
    """Lock an open journal until it is closed.

    Raises `JournalFault`; when somebody else has it `JournalBusy`, which names the process where the system tells.
    """
    try:
        _grab(file)
    except OSError as error:
        if error.errno not in _HELD:
            raise from_os(journal, "lock it", error) from None
        reason = f"the game is open in another place{_holder(file)}; close it there first"
        raise JournalBusy(journal, reason) from None


def _holder(file: int) -> str:
    """The process that has the lock, where the system keeps a list of locks."""
    about = os.fstat(file)
    try:
        rows = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        where = f"{os.major(about.st_dev):02x}:{os.minor(about.st_dev):02x}:{about.st_ino}"
        words = next(row.split() for row in rows if "FLOCK" in row and where in row.split())
    except (OSError, ValueError, AttributeError, StopIteration):
        return ""
    return f" (process {words[4]})"
