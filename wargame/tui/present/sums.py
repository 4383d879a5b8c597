"""Why a measure stands where it stands: its parts, what it counts for, and what moved it lately."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.causes import in_words
from wargame.explain.parts import Part
from wargame.explain.places import Place
from wargame.explain.scores import column_told, columns_now, total_now, total_told
from wargame.explain.sums import lately, sum_of
from wargame.explain.units import caption, scaled, shown, step_of
from wargame.rules.board import Entry
from wargame.rules.figures import COLUMNS
from wargame.rules.measures import about
from wargame.rules.observe import View
from wargame.tui.present.cells import cells
from wargame.tui.present.goals import counts_for
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    heading,
    line,
    paragraph,
    right,
)

_VALUE = 10
"""Columns of a part's value."""


def measured(view: View, entries: Iterable[Entry], place: Place, width: int) -> list[Line]:
    """The whole page; each part can be asked about in its turn."""
    found, name = sum_of(view, place), place[0]
    if name == "total":
        return _score(view, place, width)
    lines = [
        line(
            Span(caption(view.scenario, *place), "strong"),
            Span(" stands at ", "muted"),
            Span(scaled(name, found.value), "title"),
        ),
        *paragraph(about(name), width, "muted"),
        BLANK,
        heading("It is made of", width),
    ]
    for part in found.parts:
        lines += _part(part, width, 0, found.amount(part))
    if not found.parts:
        lines.append(line(Span("Nothing enters it now.", "muted")))
    lines += [*paragraph(found.told, width, "muted"), BLANK, *counts_for(view, place, width)]
    changes = lately(view, entries, place)
    lines.append(heading("What moved it lately", width))
    for entry in changes:
        lines += _change(view, entry, width)
    return lines if changes else [*lines, line(Span("Nothing, as far as you know.", "muted"))]


def _score(view: View, place: Place, width: int) -> list[Line]:
    """A power's total as it stands, column by column with what caps it; each column can be asked about."""
    seat = place[1]
    lines = [
        line(
            Span(caption(view.scenario, *place), "strong"),
            Span(" stands at ", "muted"),
            Span(str(total_now(view.scenario, view.state, seat)), "title"),
        ),
        BLANK,
        heading("It is made of", width),
    ]
    points = columns_now(view.scenario, view.state, seat)
    for at, column in enumerate(COLUMNS):
        value = Span(right(str(points[at]), _VALUE), "strong", ("score", seat * len(COLUMNS) + at))
        lines += beside(column.capitalize(), max(10, width - _VALUE), (value,))
        lines += paragraph(column_told(view, seat, at).partition(": ")[2], width, "muted", 2)
    lines.append(BLANK)
    for text in total_told(view, seat):
        lines += paragraph(text, width)
    return lines


def _part(part: Part, width: int, indent: int, amount: str) -> list[Line]:
    value = Span(right(amount, _VALUE), "strong", part.place)
    lines = beside(part.words, max(10, width - _VALUE - indent), (value,), lead=(Span(" " * indent),))
    for each in part.of:
        lines += _part(each, width, indent + 2, shown(each.name, each.value))
    return lines


def _change(view: View, entry: Entry, width: int) -> list[Line]:
    """One change in two rows or more: the figure with its step, then the cause."""
    step = step_of(view.scenario, entry)
    size = max(9, 1 + cells(step.result))
    tail = (
        Span(right(step.moved, 8), step.tone),
        Span(right(step.result, size), "muted", (step.name, step.index)),
    )
    quarter = Span(f"{view.scenario.quarter(entry.turn)}  ", "muted")
    lines = beside(step.caption, max(10, width - 17 - size), tail, lead=(quarter,))
    return lines + paragraph(in_words(view.scenario, entry.cause), width, "muted", 9)
