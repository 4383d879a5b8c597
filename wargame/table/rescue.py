"""Going on with a damaged saved game: a copy up to the last line that is whole and replays."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from wargame.journal import JournalFault, content_of, copy_beside, record_in
from wargame.table.replay import rehearse, scenario_of


@frozen
class Recovery:
    """What could be saved of a journal, and where it is now."""

    path: Path
    """The copy."""
    decisions: int
    turn: int
    """The turn being played where it stands."""
    fault: str
    """What is wrong with the journal it was taken from."""


def recover(path: Path) -> Recovery:
    """Copy what is sound of a damaged journal into a new one beside it.

    Raises `JournalFault` when nothing is wrong with it, or nothing can be saved.
    """
    content = content_of(path)
    # As the reader counts them: the last piece is what follows the last newline.
    lines = content.split(b"\n")
    keep, first = len(lines), None
    while True:
        part = b"\n".join(lines[:keep]) + (b"\n" if keep < len(lines) else b"")
        try:
            record = record_in(path, part)
            course = rehearse(record, scenario_of(record))
        except JournalFault as fault:
            first = first or fault
            if fault.line is None or fault.line < 2:
                raise JournalFault(path, f"nothing of it can be saved: {fault.told}") from None
            keep = fault.line - 1
        else:
            break
    if first is None:
        raise JournalFault(path, "nothing is wrong with it: it can be continued as it is")
    copy = copy_beside(path, part[: record.size])
    return Recovery(copy, len(course.steps), course.game.state.turn, first.told)
