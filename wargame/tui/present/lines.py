"""The words of every presenter: spans of text with a role, lines of spans, and the shapes they are set in.

A role names what a span means (`good`, `muted`, `seat2`); the palette decides how that looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from wargame.explain.places import Place
from wargame.rules.letters import visible
from wargame.tui.present.cells import cells, cut, wrap


def one_row(text: str) -> str:
    """A text as one row of a screen can show it: nothing in it acts on the terminal, whoever wrote it."""
    return visible(text.replace("\n", " ").replace("\t", " "))


@frozen
class Span:
    """Text with one role. `place` is the figure it shows, so that its causes can be asked for."""

    text: str = field(converter=one_row)
    role: str = ""
    place: Place | None = None

    @property
    def width(self) -> int:
        """The cells it fills."""
        return cells(self.text)


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(spans)


@frozen
class Line:
    """One row of spans. `key` names what choosing the row means, in words its presenter defines."""

    spans: tuple[Span, ...] = field(converter=_spans)
    key: str = ""

    @property
    def text(self) -> str:
        """The row without its roles."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> int:
        """The cells it fills."""
        return sum(span.width for span in self.spans)

    @property
    def places(self) -> list[Place]:
        """The figures on the row, in order."""
        return [span.place for span in self.spans if span.place is not None]


BLANK = Line(())


def line(*parts: str | Span, key: str = "") -> Line:
    """A line from plain text and spans."""
    return Line([Span(part) if isinstance(part, str) else part for part in parts], key)


def plain(lines: Iterable[Line]) -> str:
    """All lines as text."""
    return "\n".join(one.text.rstrip() for one in lines)


def clip(text: str, width: int) -> str:
    """The text, cut with an ellipsis if it is too long."""
    if cells(text) <= width:
        return text
    return cut(text, width - 1).rstrip() + "…" if width > 0 else ""


def left(text: str, width: int) -> str:
    """The text in exactly that width, flush left."""
    short = clip(text, width)
    return short + " " * (width - cells(short))


def right(text: str, width: int) -> str:
    """The text in exactly that width, flush right."""
    short = clip(text, width)
    return " " * (width - cells(short)) + short


def paragraph(text: str, width: int, role: str = "", indent: int = 0) -> list[Line]:
    """Text wrapped to a width."""
    return [line(Span(row, role)) for row in wrap(one_row(text), max(10, width), indent)]


def beside(
    text: str, width: int, tail: Sequence[Span] = (), role: str = "", lead: Sequence[Span] = ()
) -> list[Line]:
    """Text in a column of that width with something before and after its first row; what is too long goes on below.

    Nothing is cut: a name that loses its end means something else.
    """
    rows = wrap(one_row(text), max(4, width)) or [""]
    pad = " " * Line(lead).width
    lines = [line(*lead, Span(left(rows[0], max(width, cells(rows[0]))), role), *tail)]
    return lines + [line(pad, Span(row, role)) for row in rows[1:]]


def heading(text: str, width: int, note: str = "") -> Line:
    """A section's title over a hairline that fills the row."""
    tail = f" {note}" if note else ""
    rule = "─" * max(0, width - cells(text) - cells(tail) - 1)
    return line(Span(text, "title"), Span(" " + rule, "faint"), Span(tail, "muted"))


def bar(value: int, high: int, width: int, role: str = "accent") -> tuple[Span, Span]:
    """A meter: heavy where it is filled, light where it is not."""
    filled = 0 if high <= 0 else max(0, min(width, round(width * value / high)))
    if value > 0 and filled == 0 and width:
        filled = 1
    return Span("━" * filled, role), Span("─" * (width - filled), "faint")


def share_cell(amount: int) -> str:
    """A share of world supply for a column: always with one decimal, so that all stand under each other."""
    return f"{amount / 10:.1f}%"


def columns(cells: Sequence[tuple[str, int, str]], gap: int = 1) -> Line:
    """A table row: each cell is text, width (negative: flush right) and role."""
    spans = []
    for at, (text, width, role) in enumerate(cells):
        if at:
            spans.append(Span(" " * gap))
        spans.append(Span(right(text, -width) if width < 0 else left(text, width), role))
    return Line(spans)


def level_role(value: int, worst: int = 30, best: int = 60) -> str:
    """The role of a 0-100 track by how well it stands."""
    return "bad" if value < worst else "good" if value >= best else "warn"
