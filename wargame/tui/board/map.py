"""The map as one scroll view, drawn line by line: no widget per place, so that moving on it stays instant."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from wargame.rules.observe import View
from wargame.tui import keys, look
from wargame.tui.present.atlas import Atlas, Spot, atlas

ZOOMS = (1.0, 1.6, 2.4)


class BoardMap(ScrollView, can_focus=True):
    """Sites, regions, arenas and routes of a view. Posts `Selected` and `Opened`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(0,-1)", show=False),
        Binding("down", "step(0,1)", show=False),
        Binding("left", "step(-1,0)", show=False),
        Binding("right", "step(1,0)", show=False),
        *keys.bindings(keys.MAP),
    ]

    class Selected(Message):
        """Something on the map is selected now."""

        def __init__(self, kind: str, index: int) -> None:
            self.kind, self.index = kind, index
            super().__init__()

    class Opened(Message):
        """What was selected was clicked again."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.view: View | None = None
        self.drawn: Atlas | None = None
        self.selected: tuple[str, int] | None = None
        self.zoom = 0

    # ---- drawing
    def show(self, view: View | None) -> None:
        """Draw another view; None clears the map."""
        self.view = view
        self.redraw()

    def redraw(self) -> None:
        """Draw for the present size and zoom."""
        size = self.scrollable_content_region.size
        if self.view is None or size.width <= 0 or size.height <= 0:
            self.drawn = None
        else:
            factor = ZOOMS[self.zoom]
            width, height = round(size.width * factor), round(size.height * factor)
            self.drawn = atlas(self.view.scenario, self.view.state, width, height, self.selected)
            self.virtual_size = Size(width, height)
        self.refresh()

    def on_resize(self) -> None:
        """Another size is another map."""
        self.redraw()
        self._see()

    def render_line(self, y: int) -> Strip:
        """One row of the map."""
        width, base = self.size.width, self.rich_style
        left, top = round(self.scroll_offset.x), round(self.scroll_offset.y)
        row = y + top
        if self.drawn is None or row >= len(self.drawn.lines):
            return Strip.blank(width, base)
        strip = look.strip(self.app.theme, self.drawn.lines[row], self.virtual_size.width, base)
        spot = self.spot
        if spot is not None and spot.y == row:
            before, here, after = strip.divide([spot.x, spot.x + 1, strip.cell_length])
            mark = Style(reverse=True, bold=True) if self.has_focus else Style(underline=True, bold=True)
            here = Strip([Segment(s.text, (s.style or base) + mark) for s in here])
            strip = Strip.join([before, here, after])
        return strip.crop_extend(left, left + width, base)

    def forget(self) -> None:
        """Nothing selected, and all of it in sight."""
        self.view, self.drawn, self.selected, self.zoom = None, None, None, 0
        self.scroll_to(0, 0, animate=False, force=True)
        self.refresh()

    # ---- selecting
    @property
    def spot(self) -> Spot | None:
        """Where the selection stands."""
        if self.drawn is None or self.selected is None:
            return None
        return next((s for s in self.drawn.spots if (s.kind, s.index) == self.selected), None)

    @property
    def mark_offset(self) -> Offset | None:
        """The selected place."""
        spot = self.spot
        return Offset(spot.x, spot.y) if spot is not None else None

    def select(self, spot: Spot) -> None:
        """Select something."""
        self.selected = spot.kind, spot.index
        self.redraw()
        self._see()
        self.post_message(self.Selected(spot.kind, spot.index))

    def _see(self) -> None:
        spot = self.spot
        if spot is not None and self.zoom:
            self.scroll_to_region(
                Region(spot.x, spot.y, 1, 1).grow((4, 16, 4, 16)), animate=False, force=True, center=True
            )

    def action_step(self, dx: int, dy: int) -> None:
        """To the next thing that way."""
        if self.drawn is None or not self.drawn.spots:
            return
        spot = self.spot
        self.select(self.drawn.toward(spot, dx, dy) if spot else self.drawn.spots[0])

    def action_next(self, step: int) -> None:
        """To the next thing in reading order."""
        if self.drawn is None or not self.drawn.spots:
            return
        spots, spot = self.drawn.spots, self.spot
        self.select(spots[(spots.index(spot) + step) % len(spots)] if spot else spots[0])

    def change_zoom(self) -> None:
        """A closer look, and back after the closest."""
        self.zoom = (self.zoom + 1) % len(ZOOMS)
        self.redraw()
        if self.zoom == 0:
            self.scroll_to(0, 0, animate=False, force=True)
        self._see()

    def on_click(self, event: events.Click) -> None:
        """Select what is under the mouse; open it when it is selected already."""
        if self.drawn is None:
            return
        x, y = event.x + round(self.scroll_offset.x), event.y + round(self.scroll_offset.y)
        spot = self.drawn.near(x, y, 4)
        if spot is None:
            return
        if (spot.kind, spot.index) == self.selected:
            self.post_message(self.Opened())
        else:
            self.select(spot)

    def on_focus(self) -> None:
        """Show the mark."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the mark less."""
        self.refresh()
