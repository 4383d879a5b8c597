"""One-line bars: the keys at the foot of a screen, and the tabs over a panel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from wargame.tui import look
from wargame.tui.keys import EVERYWHERE, Command, commands
from wargame.tui.present.lines import Line, Span


class LineWidget(Widget):
    """One or more lines drawn by a function of the width."""

    DEFAULT_CSS = "LineWidget { height: 1; }"

    def __init__(
        self, draw: Callable[[int], list[Line]], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.draw = draw

    def render_line(self, y: int) -> Strip:
        """One row."""
        lines = self.draw(self.size.width)
        if y >= len(lines):
            return Strip.blank(self.size.width, self.rich_style)
        return look.strip(self.app.theme, lines[y], self.size.width, self.rich_style)


SOON = "This came by itself: wait a moment, then press a key."


class KeyBar(LineWidget):
    """The keys that matter most here, as many as fit, from the registry. A click does what the key does."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; }"

    def __init__(
        self,
        *scopes: str,
        only: Collection[str] | None = None,
        usable: Callable[[Command], bool] | None = None,
    ) -> None:
        """Of its scopes a bar shows the actions that are in `only`, or those that are `usable` now; all if neither."""
        super().__init__(self._lines)
        self.scopes = scopes
        named = None if only is None else lambda c: c.scope == EVERYWHERE or c.action in only
        self.usable = usable or named or (lambda command: True)
        self.spots: list[tuple[int, int, Command]] = []

    def _lines(self, width: int) -> list[Line]:
        if getattr(self.screen, "guarded", False):
            self.spots = []
            return [Line([Span(f" {SOON}", "muted")])]
        ranked = [c for c in commands(*self.scopes, EVERYWHERE) if c.rank and self.usable(c)]
        ranked.sort(key=lambda c: c.rank)
        fitting: list[Command] = []
        for command in sorted(ranked, key=lambda c: (c.rank < 90, c.rank)):
            if sum(_length(c) for c in (*fitting, command)) < width:
                fitting.append(command)
        spans, x = [Span(" ")], 1
        self.spots = []
        for command in (c for c in ranked if c in fitting):
            key = command.label if command.scope != EVERYWHERE else command.label.split()[0]
            spans += [Span(key, "key"), Span(f" {command.title}  ", "muted")]
            self.spots.append((x, x + _length(command), command))
            x += _length(command)
        return [Line(spans)]

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for start, end, command in self.spots:
            if start <= event.x < end and command.action:
                action = command.action
                if not action.startswith("app."):
                    action = f"screen.{action}"
                await self.run_action(action)


def _length(command: Command) -> int:
    key = command.label if command.scope != EVERYWHERE else command.label.split()[0]
    return len(key) + len(command.title) + 3


class TabLine(Widget):
    """Numbered tabs on one line. Posts `Picked`."""

    DEFAULT_CSS = "TabLine { height: 1; }"

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs: Sequence[tuple[str, str]] = ()
        """(number, name) of each tab."""
        self.current = ""

    def show(self, tabs: Sequence[tuple[str, str]], current: str) -> None:
        """Show these tabs with one of them current."""
        self.tabs, self.current = tabs, current
        self.refresh()

    def _cells(self) -> list[tuple[int, int, str, Span, Span]]:
        cells, x = [], 0
        total = sum(len(number) + len(name) + 3 for number, name in self.tabs)
        tight = total > self.size.width
        for number, name in self.tabs:
            now = name == self.current
            first = Span(f" {number}" + ("" if tight else " "), "key" if not now else "badge")
            second = Span(f"{name} ", "muted" if not now else "badge")
            length = len(first.text) + len(second.text)
            cells.append((x, x + length, name, first, second))
            x += length
        return cells

    def render_line(self, y: int) -> Strip:
        """The tabs."""
        spans = [span for cell in self._cells() for span in cell[3:]]
        return look.strip(self.app.theme, Line(spans), self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Pick the tab under the mouse."""
        for start, end, name, _, _ in self._cells():
            if start <= event.x < end:
                self.post_message(self.Picked(name))
