"""Reading a journal: whole or not at all, but for a last line that was being written when the power went."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from wargame.files import FileFault, read_whole
from wargame.journal import upgrade
from wargame.journal.faults import JournalFault, from_os
from wargame.journal.lines import MARK, glance, measured, seal_of
from wargame.journal.records import Decided, Finished, Format, Header, Line, Undone, record_of
from wargame.journal.results import Result, result_of

MOST_BYTES = 1 << 26
"""No game comes near, packed or not; what is larger is something else."""
BOM = b"\xef\xbb\xbf"
"""What some editors put before a text."""


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
        """How it came out as the journal says, or None when it has not ended."""
        header = self.header
        return result_of(self.end, header.powers, header.endings) if self.end is not None else None

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
    standing, left = 0, MOST_BYTES
    for number, text in enumerate(raw, 1):
        try:
            data, size = measured(text)
            left -= size
            if left < 0:
                raise ValueError("what is packed up to here is too large to be a game")
            line = record_of(upgrade.upgraded(data, written))
            standing = _follow(line, number, standing, written)
        except ValueError as error:
            raise JournalFault(path, str(error), number) from None
        if isinstance(line, Format):
            written = line.format
        lines.append(line)
    header = lines[0]
    assert isinstance(header, Header)
    return Record(path, header, tuple(lines), torn, len(content) - torn, seals[-1], written)


def sealed_lines(path: Path, content: bytes) -> tuple[list[bytes], list[int], int]:
    """The good lines without their ends, their seals, and the bytes of a torn last line.

    A byte-order mark before them and a carriage return at the end of each, as editors and mail leave them, do not
    count. Raises `JournalFault`.
    """
    if not content:
        raise JournalFault(path, "the file is empty: no game was ever saved in it")
    *raw, rest = content.split(b"\n")
    if rest:
        raw.append(rest)
    seals: list[int] = []
    good: list[bytes] = []
    for number, text in enumerate(raw, 1):
        last = number == len(raw)
        line = bare(text, first=number == 1)
        try:
            if last and rest:
                raise ValueError("the line is incomplete")
            seals.append(seal_of(line, seals[-1] if seals else 0))
        except ValueError as error:
            if number == 1:
                raise JournalFault(path, _not_a_header(line, str(error)), 1) from None
            # Two seals in one line: a whole line lost its end, which no interrupted writing does.
            if not last or text.count(MARK) > 1:
                raise JournalFault(path, str(error), number) from None
            return good, seals, len(text) + (not rest)
        good.append(line)
    return good, seals, 0


def bare(text: bytes, *, first: bool = False) -> bytes:
    """A line as it was written, without what editors put before a text and at the end of its lines."""
    return (text.removeprefix(BOM) if first else text).removesuffix(b"\r")


def content_of(path: Path) -> bytes:
    """A journal's bytes. Raises `JournalFault`."""
    try:
        return read_whole(path, MOST_BYTES)
    except (OSError, FileFault) as error:
        raise from_os(path, "read it", error) from None


def _not_a_header(text: bytes, reason: str) -> str:
    """What to say of a first line whose seal is broken."""
    try:
        data = glance(text)
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
        data = glance(first)
    except ValueError as error:
        raise JournalFault(path, _not_a_header(first, str(error)), 1) from None
    if data.get("kind") != "header":
        raise JournalFault(path, "it is not a Chokepoint journal", 1)
    written = data.get("format")
    if type(written) is not int or written < 0:
        raise JournalFault(path, "the header does not say which format the journal has", 1)
    if written > upgrade.FORMAT:
        raise JournalFault(path, _newer(written), 1)
    return written


def _follow(line: Line, number: int, standing: int, written: int) -> int:
    """How many decisions stand after a line. Raises `ValueError` when it does not follow."""
    if (number == 1) != isinstance(line, Header):
        raise ValueError("a header must come first, and only once")
    if isinstance(line, Format) and line.format > upgrade.FORMAT:
        raise ValueError(_newer(line.format))
    if isinstance(line, Format) and line.format <= written:
        raise ValueError(f"it goes from format {written} back to {line.format}")
    if isinstance(line, Decided):
        if line.n != standing + 1:
            raise ValueError(f"decision {standing + 1} should come here, not {line.n}")
        return standing + 1
    if isinstance(line, Undone):
        if line.to > standing:
            raise ValueError(f"it goes back to decision {line.to}, and only {standing} stand")
        return line.to
    return standing
