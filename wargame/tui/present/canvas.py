"""A grid of characters with roles that the map is drawn on, and that knows which cells are taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, field

from wargame.tui.present.cells import cells
from wargame.tui.present.lines import Line, Span, one_row


@define
class Canvas:
    """Rows of (character, role). Text on it counts as taken; a backdrop does not."""

    width: int
    height: int
    land: list[list[bool]] = field(factory=list)
    """Cells that lie on land; all are water when empty."""
    cells: list[list[tuple[str, str]]] = field(init=False)
    taken: set[tuple[int, int]] = field(init=False, factory=set)
    signs: set[tuple[int, int]] = field(init=False, factory=set)
    """Cells kept for signs before any is written."""

    def __attrs_post_init__(self) -> None:
        self.cells = [[(" ", "")] * self.width for _ in range(self.height)]

    def inside(self, x: int, y: int) -> bool:
        """Whether a cell is on the canvas."""
        return 0 <= x < self.width and 0 <= y < self.height

    def dot(self, x: int, y: int, char: str, role: str) -> None:
        """One cell of the backdrop: it never covers text and text may cover it."""
        if self.inside(x, y) and (x, y) not in self.taken:
            self.cells[y][x] = (char, role)

    def free(self, x: int, y: int, length: int) -> bool:
        """Whether text of that length fits there with a blank on either side."""
        if y < 0 or y >= self.height or x < 0 or x + length > self.width:
            return False
        return not any((at, y) in self.taken for at in range(x - 1, x + length + 1))

    def write(self, x: int, y: int, spans: Iterable[tuple[str, str]]) -> None:
        """Text with roles, clipped to the canvas."""
        for text, role in spans:
            for char in one_row(text):
                size = cells(char)
                if not size and self.inside(x - 1, y):
                    before, its = self.cells[y][x - 1]
                    self.cells[y][x - 1] = (before + char, its)
                elif self.inside(x, y) and self.inside(x + size - 1, y):
                    # A wide letter leaves nothing in the cell after its own.
                    self.cells[y][x : x + size] = [(char, role), *[("", role)] * (size - 1)]
                    self.taken |= {(at, y) for at in range(x, x + size)}
                x += size

    def lines(self) -> list[Line]:
        """The rows with equal neighbours joined."""
        return [Line(_joined(self._grounded(y))) for y in range(self.height)]

    def _grounded(self, y: int) -> list[tuple[str, str]]:
        """A row whose cells on land say so."""
        row = self.cells[y]
        if not self.land:
            return row
        return [
            (char, f"{role} land") if dry else (char, role)
            for (char, role), dry in zip(row, self.land[y], strict=True)
        ]


def _joined(row: list[tuple[str, str]]) -> Iterator[Span]:
    text, role = "", ""
    for char, its in row:
        if its != role and text:
            yield Span(text, role)
            text = ""
        text, role = text + char, its
    if text:
        yield Span(text, role)


def walk(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The cells of a straight line, both ends included."""
    (x0, y0), (x1, y1) = start, end
    steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in range(steps + 1):
        yield round(x0 + (x1 - x0) * step / steps), round(y0 + (y1 - y0) * step / steps)
