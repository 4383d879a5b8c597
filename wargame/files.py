"""Files as this program reads and writes them: nothing waits for a pipe, and nothing is left half written."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


class FileFault(Exception):
    """A file that is not read or written, and why. The message names it."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class TooLarge(FileFault):
    """A file is larger than what is read."""


def open_regular(path: Path, *, writing: bool = False) -> tuple[int, int]:
    """A descriptor of a regular file that is there, and its size; for `writing`, everything goes to its end.

    Raises `OSError`, or `FileFault` for a pipe, a folder or a device.
    """
    flags = os.O_RDWR | os.O_APPEND if writing else os.O_RDONLY
    try:
        # Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
        handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        kind = _kind(path)
        if kind:
            raise FileFault(path, kind) from None
        if isinstance(error, ValueError):
            raise OSError(errno.EINVAL, "no file can have that name", str(path)) from None
        raise
    about = os.fstat(handle)
    if stat.S_ISREG(about.st_mode):
        return handle, about.st_size
    os.close(handle)
    raise FileFault(path, _what(about.st_mode))


def read_whole(path: Path, most: int) -> bytes:
    """All of a regular file of at most so many bytes, also when it grows meanwhile. Raises as `open_regular`."""
    handle, size = open_regular(path)
    with open(handle, "rb") as file:
        content = b"" if size > most else file.read(most + 1)
    if max(size, len(content)) > most:
        raise TooLarge(path, f"it is too large: more than {most} bytes")
    return content


def write_whole(path: Path, content: bytes, *, new: bool = False, sources: Iterable[Path] = ()) -> None:
    """Write a file whole, on disk when this returns, or leave what was there as it was.

    `new` refuses a name that is taken (`FileExistsError`); none of the `sources` is ever written over, by
    whatever name or link (`FileFault`). What is no regular file, such as a pipe, is written to as it is.
    Raises `OSError`.
    """
    refuse_sources(path, sources)
    try:
        if not new and path.exists() and not path.is_file():
            with open(path, "wb") as file:
                file.write(content)
        else:
            # A link stays one: what it points to is replaced.
            _replace(path.resolve() if path.is_symlink() and not new else path, content, new)
    except OSError as error:
        # The person knows the file by the name it was to have.
        error.filename, error.filename2 = str(path), None
        raise


def _replace(target: Path, content: bytes, new: bool) -> None:
    """Write beside a file, and give it the file's name when all of it is on disk."""
    if new and os.path.lexists(target):
        raise _taken(target)
    beside = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with open(beside, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        _take_name(beside, target, new)
        sync_folder(target.parent)
    finally:
        with suppress(OSError):
            beside.unlink()


def refuse_sources(path: Path, sources: Iterable[Path]) -> None:
    """Raises `FileFault` when writing to a path would write over one of the files that are read for it."""
    for source in sources:
        with suppress(OSError):
            if os.path.samefile(path, source):
                raise FileFault(path, f"that is {source} itself, which stays as it is: name another file")


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on disk, where the system can be asked for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_name(beside: Path, target: Path, new: bool) -> None:
    if new:
        try:
            os.link(beside, target)
        except FileExistsError:
            raise
        except OSError:
            # A disk without hard links: the name was free a moment ago.
            if os.path.lexists(target):
                raise _taken(target) from None
        else:
            return
    os.replace(beside, target)


def _taken(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _kind(path: Path) -> str:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return ""
    return "" if stat.S_ISREG(mode) else _what(mode)


def _what(mode: int) -> str:
    return "it is a folder, not a file" if stat.S_ISDIR(mode) else "it is not a regular file"
