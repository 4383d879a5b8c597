"""Where the terminal's own cursor belongs: it is not shown, but braille displays and magnifiers follow it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, OptionList


@runtime_checkable
class Marked(Protocol):
    """A widget with a mark of its own."""

    @property
    def mark_offset(self) -> Offset | None:
        """The mark within the widget's content, scrolled or not; None while nothing is marked."""


def cursor_of(widget: Widget | None) -> Offset:
    """The cell of the screen that has the player's attention when a widget has the focus."""
    if widget is None:
        return Offset(0, 0)
    if isinstance(widget, Input):
        return widget.cursor_screen_offset
    region = widget.content_region
    mark = Offset(0, _row(widget)) if isinstance(widget, OptionList) else None
    if isinstance(widget, Marked):
        mark = widget.mark_offset
    if mark is None:
        return region.offset
    x, y = region.offset + mark - widget.scroll_offset
    # A mark that was scrolled out of sight leaves the cursor at the edge.
    return Offset(min(max(x, region.x), region.right - 1), min(max(y, region.y), region.bottom - 1))


def _row(picks: OptionList) -> int:
    """The line of a list on which its marked row begins."""
    marked = picks.highlighted
    return picks._index_to_line.get(marked, 0) if marked is not None else 0
