"""Scores over the turns as a line chart in braille dots, two across and four down to a cell."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from wargame.tui.present.canvas import walk
from wargame.tui.present.lines import Line, Span, right

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_AXIS = 4
SPARKS = "▁▂▃▄▅▆▇█"


def spark(values: Sequence[int], low: int, high: int) -> str:
    """A row of small bars, one per value."""
    span = max(1, high - low)
    return "".join(SPARKS[max(0, min(7, (value - low) * 8 // (span + 1)))] for value in values)


def chart(
    series: Sequence[tuple[str, Sequence[int]]],
    width: int,
    height: int,
    labels: Sequence[str],
    marks: Sequence[str] = (),
) -> list[Line]:
    """Lines for several series (role, values) on one scale; `labels` name the first and last value.

    Each value carries its series' letter from `marks`, or `*` where several meet, so that no line needs its colour.
    """
    values = [value for _, row in series for value in row]
    if not values or width < 12 or height < 3:
        return []
    low, high = min(values) // 10 * 10, -(-max(values) // 10) * 10
    high = max(high, low + 10)
    inner, rows = width - _AXIS - 1, height - 1
    bits = [[0] * inner for _ in range(rows)]
    roles = [[""] * inner for _ in range(rows)]
    signs: dict[tuple[int, int], tuple[str, str]] = {}
    for (role, row), letter in zip(series, marks, strict=False):
        for x, y in _points(row, inner * 2, rows * 4, low, high):
            spot = y // 4, x // 2
            signs[spot] = ("*", "strong") if spot in signs else (letter, f"{role} bold")
    for role, row in series:
        for x, y in _trace(row, inner * 2, rows * 4, low, high):
            bits[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
            roles[y // 4][x // 2] = role
    lines = []
    for at in range(rows):
        mark = {0: str(high), rows // 2: str((high + low) // 2), rows - 1: str(low)}.get(at, "")
        spans = [Span(right(mark, _AXIS), "muted"), Span("│", "faint")]
        spans += [
            Span(*signs[at, x]) if (at, x) in signs else Span(chr(0x2800 + dots) if dots else " ", role)
            for x, (dots, role) in enumerate(zip(bits[at], roles[at], strict=True))
        ]
        lines.append(Line(spans))
    first, last = labels[0], labels[-1]
    gap = " " * max(1, inner - len(first) - len(last))
    lines.append(Line([Span(" " * _AXIS + "└", "faint"), Span(first + gap + last, "muted")]))
    return lines


def _points(values: Sequence[int], width: int, height: int, low: int, high: int) -> list[tuple[int, int]]:
    last = max(1, len(values) - 1)
    return [
        (round(at * (width - 1) / last), round((high - value) * (height - 1) / (high - low)))
        for at, value in enumerate(values)
    ]


def _trace(values: Sequence[int], width: int, height: int, low: int, high: int) -> list[tuple[int, int]]:
    points = _points(values, width, height, low, high)
    if len(points) == 1:
        return points
    return [cell for start, end in itertools.pairwise(points) for cell in walk(start, end)]
