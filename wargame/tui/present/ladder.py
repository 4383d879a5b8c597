"""What a rung of a ladder brings each quarter, row by row."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.ladders import Rung, rungs_ahead
from wargame.rules.observe import View
from wargame.tui.present.lines import BLANK, Line, Span, heading, line, paragraph


def ahead(view: View, arena: int, width: int) -> list[Line]:
    """The present rung and the next one, with what each brings."""
    lines: list[Line] = []
    for rung in rungs_ahead(view, arena):
        here = rung.number == view.state.tension[arena]
        title = f"Rung {rung.number}, {rung.name}" if here else f"The next, {rung.number}, {rung.name}"
        lines += [heading(title, width), *each_quarter(rung, width, 2), BLANK]
    return lines


def reached(rungs: Iterable[tuple[Rung, Rung]], width: int) -> list[Line]:
    """What rungs that a choice leads to bring, and what those that it leaves brought."""
    lines: list[Line] = []
    for then, now in rungs:
        for title, rung in (
            (f"Rung {then.number}, {then.name}", then),
            (f"Now {now.number}, {now.name}", now),
        ):
            lines += [BLANK, heading(title, width), *each_quarter(rung, width, 0)]
    return lines


def each_quarter(rung: Rung, width: int, indent: int) -> list[Line]:
    """What a rung brings, one row each, indented."""
    first, *more = rung.brings
    lines: list[Line] = []
    for text in (f"each quarter: {first}", *more):
        head, *rest = paragraph(text, width - indent, "muted")
        lines.append(line(" " * indent, *head.spans))
        lines += [line(" " * (indent + 2), Span(row.text, "muted")) for row in rest]
    return lines
