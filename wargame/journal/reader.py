"""Reading a journal: whole or not at all, but for a last line that was being written when the power went."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from attrs import frozen

from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lines import MARK, parse, seal_of
from wargame.journal.records import Decided, Finished, Format, Header, Line, TurnEnd, Undone, record_of
from wargame.journal.results import Result, result_of

MOST_BYTES = 1 << 28
"""No game comes near; what is larger is something else."""


@frozen
class Record:
    """A journal as read. `lines[i]` is line i + 1 of the file."""

    path: Path
    header: Header
    lines: tuple[Line, ...]
    torn: int
    """Bytes of an incomplete last line, which were left out."""
    size: int
    """Bytes of the lines that were read."""
    seal: int
    """The last line's seal."""
    written: int
    """The format of the last line."""

    @property
    def decisions(self) -> tuple[Decided, ...]:
        """The decisions that stand, those undone left out."""
        standing: list[Decided] = []
        for line in self.lines:
            if isinstance(line, Decided):
                standing.append(line)
            elif isinstance(line, Undone):
                del standing[line.to :]
        return tuple(standing)

    @property
    def end(self) -> Finished | None:
        """How the game ended, or None when it has not."""
        return next((line for line in reversed(self.lines) if isinstance(line, Finished)), None)

    @property
    def result(self) -> Result | None:
        """How it came out, or None when it has not ended."""
        last = next((line for line in reversed(self.lines) if isinstance(line, TurnEnd)), None)
        return result_of(self.header, self.end, last) if self.end is not None else None

    @property
    def notice(self) -> str:
        """What to tell the person about a torn last line; empty when there was none."""
        if not self.torn:
            return ""
        return (
            f"The last line of the journal (line {len(self.lines) + 1}) was not written whole and has been "
            "left out: the game goes on from the decision before it."
        )


def read(path: Path) -> Record:
    """A journal from disk, which is not touched. Raises `JournalFault`, naming the line to blame."""
    return record_in(path, content_of(path))


def record_in(path: Path, content: bytes) -> Record:
    """The journal that a file's bytes hold. Raises `JournalFault`, naming the line to blame."""
    raw, seals, torn = sealed_lines(path, content)
    written = format_of(path, raw[0])
    lines: list[Line] = []
    standing = 0
    for number, text in enumerate(raw, 1):
        try:
            line = record_of(upgrade.upgraded(parse(text), written))
            standing = _follow(line, number, standing)
        except ValueError as error:
            raise JournalFault(path, str(error), number) from None
        if isinstance(line, Format):
            written = line.format
        lines.append(line)
    header = lines[0]
    assert isinstance(header, Header)
    size = sum(len(text) + 1 for text in raw)
    return Record(path, header, tuple(lines), torn, size, seals[-1], written)


def sealed_lines(path: Path, content: bytes) -> tuple[list[bytes], list[int], int]:
    """The good lines without their newlines, their seals, and the bytes of a torn last line.

    Raises `JournalFault`.
    """
    if not content:
        raise JournalFault(path, "the file is empty: no game was ever saved in it")
    raw = content.split(b"\n")
    ended = not raw[-1]
    if ended:
        raw.pop()
    seals: list[int] = []
    for number, text in enumerate(raw, 1):
        last = number == len(raw)
        try:
            if last and not ended:
                raise ValueError("the line is incomplete")
            seals.append(seal_of(text, seals[-1] if seals else 0))
        except ValueError as error:
            if number == 1:
                raise JournalFault(path, _not_a_header(text, str(error)), 1) from None
            # Two seals in one line: a whole line lost its end, which no interrupted writing does.
            if not last or text.count(MARK) > 1:
                raise JournalFault(path, str(error), number) from None
    good = raw[: len(seals)]
    return good, seals, len(content) - sum(len(text) + 1 for text in good)


def content_of(path: Path) -> bytes:
    """A journal's bytes. Raises `JournalFault`."""
    try:
        with open(path, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise JournalFault(path, "it is not a file")
            if about.st_size > MOST_BYTES:
                raise JournalFault(path, "it is too large to be a journal")
            return file.read()
    except OSError as error:
        raise from_os(path, "read it", error) from None


def _not_a_header(text: bytes, reason: str) -> str:
    """What to say of a first line whose seal is broken."""
    try:
        data = parse(text)
    except ValueError:
        data = {}
    newer = data.get("format")
    if isinstance(newer, int) and newer > upgrade.FORMAT:
        return _newer(newer)
    if data.get("kind") == "header" or text.startswith(b'{"kind":"header"'):
        return f"{reason}; it is the first, which holds the scenario, so the game cannot be read"
    return "it is not a Chokepoint journal"


def _newer(written: int) -> str:
    return (
        f"the journal is of format {written}, newer than this version reads (up to {upgrade.FORMAT}): "
        "update Chokepoint to open it"
    )


def format_of(path: Path, first: bytes) -> int:
    """The format that the header names. Raises `JournalFault` when this version cannot read it."""
    try:
        data = parse(first)
    except ValueError:
        data = {}
    if data.get("kind") != "header":
        raise JournalFault(path, "it is not a Chokepoint journal", 1)
    written = data.get("format")
    if type(written) is not int or written < 0:
        raise JournalFault(path, "the header does not say which format the journal has", 1)
    if written > upgrade.FORMAT:
        raise JournalFault(path, _newer(written), 1)
    return written


def _follow(line: Line, number: int, standing: int) -> int:
    """How many decisions stand after a line. Raises `ValueError` when it does not follow."""
    if (number == 1) != isinstance(line, Header):
        raise ValueError("a header must come first, and only once")
    if isinstance(line, Format) and line.format > upgrade.FORMAT:
        raise ValueError(_newer(line.format))
    if isinstance(line, Decided):
        if line.n != standing + 1:
            raise ValueError(f"decision {standing + 1} should come here, not {line.n}")
        return standing + 1
    if isinstance(line, Undone):
        if line.to > standing:
            raise ValueError(f"it goes back to decision {line.to}, and only {standing} stand")
        return line.to
    return standing
