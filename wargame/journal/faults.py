"""What can be wrong with a game on disk, naming the file, the line and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from wargame.files import FileFault
from wargame.rules.letters import visible

_REASONS = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a journal",
    errno.EACCES: "there is no permission for it",
    errno.EPERM: "there is no permission for it",
    errno.EROFS: "the disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file may grow no larger here",
    errno.ENAMETOOLONG: "the name is too long",
}

_LONGEST = 600


class JournalFault(Exception):
    """A journal cannot be read, trusted or written. `line` counts from 1; None when none is to blame."""

    def __init__(self, path: Path, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = one_line(reason)
        self.line = line
        super().__init__(path, self.reason, line)

    @property
    def mendable(self) -> bool:
        """Whether there is something before it that can be saved: the first line is the game itself."""
        return self.line is not None and self.line > 1

    @property
    def told(self) -> str:
        """The fault without the path, where that has been said already."""
        return f"line {self.line}: {self.reason}" if self.line else self.reason

    def __str__(self) -> str:
        where = f"{self.path}, line {self.line}" if self.line else f"{self.path}"
        return f"{where}: {self.reason}"


class JournalBusy(JournalFault):
    """Another process, or another table of this one, has the journal open."""


def one_line(text: str) -> str:
    """What was read, in a message: one line of bounded length in which nothing commands the terminal."""
    clean = visible(text)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"


def from_os(path: Path, doing: str, error: OSError | FileFault) -> JournalFault:
    """The fault for an error of the operating system, or for what is no file to begin with."""
    if isinstance(error, FileFault):
        return JournalFault(path, error.reason)
    return JournalFault(path, f"could not {doing}: {why(error)}")


def why(error: OSError) -> str:
    """What the system refused, in words."""
    return _REASONS.get(error.errno or 0) or error.strerror or "the system refused"
