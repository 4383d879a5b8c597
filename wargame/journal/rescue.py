"""A copy of the sound part of a damaged journal. The damaged file itself is never touched."""

from __future__ import annotations

from pathlib import Path

from wargame.files import write_whole
from wargame.journal.faults import from_os
from wargame.journal.places import SUFFIX


def copy_beside(path: Path, content: bytes) -> Path:
    """Write bytes to a new file beside a journal, on disk when this returns. Raises `JournalFault`."""
    stem = path.name.removesuffix(SUFFIX)
    number = 1
    while True:
        copy = path.with_name(f"{stem}-recovered{f'-{number}' if number > 1 else ''}{SUFFIX}")
        try:
            write_whole(copy, content, new=True)
        except FileExistsError:
            number += 1
        except OSError as error:
            raise from_os(copy, "write the copy", error) from None
        else:
            return copy
