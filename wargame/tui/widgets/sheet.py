"""A scrolling panel of lines in which figures can be marked, one at a time, with keys or the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from wargame.explain.places import Place
from wargame.tui import look
from wargame.tui.present.lines import Line, Span

Source = Callable[[int], list[Line]]
"""Lines for a width."""


class Sheet(ScrollView, can_focus=True):
    """Shows what a presenter returns for its width. Posts `Asked` when a marked figure is clicked again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(0,-1)", show=False),
        Binding("down", "move(0,1)", show=False),
        Binding("left", "move(-1,0)", show=False),
        Binding("right", "move(1,0)", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    class Asked(Message):
        """Why does this figure stand where it stands?"""

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    class Moved(Message):
        """Other lines are in sight."""

    def __init__(
        self, source: Source | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.source: Source = source or (lambda width: [])
        self.lines: list[Line] = []
        self.mark: tuple[int, int] | None = None
        """Row and span of the marked figure."""
        self.follow = False
        """Whether new lines are scrolled to, as a log wants it."""
        self.page = ""
        self.places: dict[str, tuple[float, tuple[int, int] | None]] = {}
        """How far each page but the present one was scrolled, and its mark."""
        self.left: tuple[float, tuple[int, int] | None] | None = None
        """Where the present page was left, until it has been laid out again."""

    # ---- content
    def show(self, source: Source) -> None:
        """Show other lines; the mark stays where it can."""
        self.source = source
        self.reload()

    def turn_to(self, page: str, source: Source) -> None:
        """Show another page of several, as it was left."""
        if page != self.page:
            self.places[self.page] = self.left or (self.scroll_offset.y, self.mark)
            self.left = self.places.pop(page, (0.0, None))
            self.page = page
        self.show(source)

    def reload(self) -> None:
        """Ask the source again."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self.lines = self.source(width)
        self.virtual_size = Size(width, len(self.lines))
        if self.left is not None:
            (top, self.mark), self.left = self.left, None
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        if self.mark is not None and self.marked is None:
            self.mark = None
        if self.has_focus and self.mark is None:
            self.mark = self._first()
        if self.follow:
            self.scroll_end(animate=False)
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say so: who shows that there is more wants to know."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def forget(self) -> None:
        """Nothing shown, marked or scrolled to, also while the panel is not in sight."""
        self.source, self.lines = (lambda width: []), []
        self.places.clear()
        self.mark = self.left = None
        self.scroll_home(animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Another width is another page."""
        self.reload()

    @property
    def marked(self) -> Span | None:
        """The marked figure's span."""
        if self.mark is None:
            return None
        row, at = self.mark
        if row < len(self.lines) and at < len(self.lines[row].spans):
            span = self.lines[row].spans[at]
            return span if span.place is not None else None
        return None

    @property
    def place(self) -> Place | None:
        """The marked figure."""
        span = self.marked
        return span.place if span else None

    @property
    def mark_offset(self) -> Offset | None:
        """Where the marked figure begins; without one, the first line in sight."""
        if self.mark is None or self.marked is None:
            return Offset(0, round(self.scroll_offset.y))
        row, at = self.mark
        *before, figure = self.lines[row].spans[: at + 1]
        # Figures stand flush right: the mark's own blanks say nothing.
        blanks = len(figure.text) - len(figure.text.lstrip())
        return Offset(sum(len(span.text) for span in before) + blanks, row)

    def more(self, step: int) -> bool:
        """Whether lines are out of sight below, or above for a `step` of -1."""
        return self.scroll_offset.y < self.max_scroll_y if step > 0 else self.scroll_offset.y > 0

    @property
    def text(self) -> str:
        """Everything on the sheet."""
        return "\n".join(line.text for line in self.lines)

    def render_line(self, y: int) -> Strip:
        """One row."""
        row = y + round(self.scroll_offset.y)
        width = self.size.width
        base = self.rich_style
        name = self.app.theme
        if row >= len(self.lines):
            return Strip.blank(width, base)
        marked = self.marked if self.has_focus and self.mark and self.mark[0] == row else None
        return look.strip(name, self.lines[row], width, base, marked)

    def on_focus(self) -> None:
        """The mark shows only while the panel has the focus; a panel without one gets it on the first figure in sight."""
        if self.marked is None and self.left is None:
            self.mark = self._first()
        self.refresh()

    def _first(self) -> tuple[int, int] | None:
        """The first figure in sight."""
        top = round(self.scroll_offset.y)
        return next((spot for spot in self._spots() if top <= spot[0] < top + self.size.height), None)

    def on_blur(self) -> None:
        """Hide the mark."""
        self.refresh()

    # ---- moving
    def _spots(self) -> list[tuple[int, int]]:
        return [
            (row, at)
            for row, line in enumerate(self.lines)
            for at, span in enumerate(line.spans)
            if span.place is not None
        ]

    def _column(self, spot: tuple[int, int]) -> int:
        row, at = spot
        before = Line(self.lines[row].spans[:at]).width
        return before + self.lines[row].spans[at].width // 2

    def action_move(self, dx: int, dy: int) -> None:
        """To the next figure that way; where there is none near, scroll a line."""
        spots = self._spots()
        if self.mark is None or self.marked is None:
            self.mark = spots[0] if spots else None
            self._settle(dy)
            return
        row, _ = self.mark
        if dx:
            beside = [spot for spot in spots if spot[0] == row]
            at = beside.index(self.mark) + dx
            if 0 <= at < len(beside):
                self.mark = beside[at]
        else:
            rows = [spot[0] for spot in spots if (spot[0] - row) * dy > 0]
            goal = (min(rows) if dy > 0 else max(rows)) if rows else None
            if goal is None or abs(goal - row) > self.size.height:
                self.scroll_relative(y=dy, animate=False)
                return
            column = self._column(self.mark)
            self.mark = min((s for s in spots if s[0] == goal), key=lambda s: abs(self._column(s) - column))
        self._settle(dy)

    def _settle(self, dy: int) -> None:
        if self.mark is None:
            self.scroll_relative(y=dy, animate=False)
        else:
            # A heading above the figure should come into sight with it.
            self.scroll_to_region(Region(0, max(0, self.mark[0] - 1), 1, 3), animate=False, force=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Mark the figure under the mouse; ask about one that is marked already."""
        row, x = event.y + round(self.scroll_offset.y), event.x
        if row >= len(self.lines):
            return
        at = 0
        for number, span in enumerate(self.lines[row].spans):
            if at <= x < at + span.width and span.place is not None:
                if self.mark == (row, number):
                    self.post_message(self.Asked(span.place))
                self.mark = (row, number)
                self.refresh()
                return
            at += span.width
