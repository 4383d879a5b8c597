"""The game on a page of a browser: what is drawn goes out as a terminal would get it; keys, mouse and size come back.

Many of these run in one process. Whoever sits at one sits at a table that somebody else keeps, and gets at nothing
else: no title, no saved games, no files of the machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rich.console import Console
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import _character_to_key

from wargame.edge import crash
from wargame.table import Table, Thinks
from wargame.tui.app import ChokepointApp
from wargame.tui.widgets.screens import GameScreen

Json = Mapping[str, Any]
NAMES = {
    "Enter": "enter",
    "Escape": "escape",
    "Tab": "tab",
    "Backspace": "backspace",
    "Delete": "delete",
    "Insert": "insert",
    "Home": "home",
    "End": "end",
    "PageUp": "pageup",
    "PageDown": "pagedown",
    "ArrowUp": "up",
    "ArrowDown": "down",
    "ArrowLeft": "left",
    "ArrowRight": "right",
    **{f"F{n}": f"f{n}" for n in range(1, 13)},
}
"""Keys without a letter: how a browser calls them and how the framework does."""
WIDTHS, HEIGHTS = (20, 400), (8, 200)
"""Cells of a screen, at least and at most."""
PASTED = 2000
"""Letters of a text that is pasted, at most."""


class BrowserScreen:
    """One seat's screen."""

    def __init__(
        self, table: Table, thinker: Thinks | None, size: tuple[int, int], draw: Callable[[str], None]
    ) -> None:
        """`draw` takes what a terminal would be written, on the loop that runs the screen."""
        self._size = fitting(*size)
        self._app = _PageApp(thinker, table, draw)

    async def run(self) -> str:
        """Play until the seat is left; why, in words, when the program failed."""
        app = self._app
        try:
            await app.run_async(size=self._size)
        finally:
            await app.rise()
        if app.failure is None:
            return ""
        crash.record(app.failure)
        return f"the program failed ({type(app.failure).__name__}); nothing is lost"

    def leave(self) -> None:
        """Have it end soon."""
        self._app.leave()

    def take(self, message: Json) -> None:
        """What the page says: a key, the mouse, a text or a size. Raises `ValueError` for anything else."""
        driver = self._app.page
        if driver is None:
            return
        try:
            found = _event(message)
        except (KeyError, TypeError, OverflowError) as fault:
            raise ValueError(repr(fault)) from None
        if isinstance(found, events.Resize):
            driver.fit(found.size)
        else:
            driver.process_message(found)


def fitting(width: int, height: int) -> tuple[int, int]:
    """A size that can be drawn."""
    return min(max(width, WIDTHS[0]), WIDTHS[1]), min(max(height, HEIGHTS[0]), HEIGHTS[1])


def _event(message: Json) -> events.Event:
    match message:
        case {"key": str(key)}:
            return _key(key, bool(message.get("ctrl")), bool(message.get("shift")))
        case {"mouse": str(kind), "at": [int(x), int(y)]}:
            return _mouse(kind, x, y, int(message.get("button", 0)), message)
        case {"size": [int(width), int(height)]}:
            size = Size(*fitting(width, height))
            return events.Resize(size, size)
        case {"paste": str(text)}:
            return events.Paste(text[:PASTED])
        case {"focus": bool(here)}:
            return events.AppFocus() if here else events.AppBlur()
    raise ValueError("no such message")


def _key(key: str, ctrl: bool, shift: bool) -> events.Key:
    named = NAMES.get(key)
    if named is not None:
        held = ("ctrl+" if ctrl else "") + ("shift+" if shift else "")
        return events.Key(held + named, "\r" if named == "enter" else None)
    if len(key) != 1 or not key.isprintable():
        raise ValueError("no such key")
    if ctrl:
        return events.Key(f"ctrl+{_character_to_key(key.lower())}", None)
    return events.Key(_character_to_key(key), key)


_MOUSE: Mapping[str, type[events.MouseEvent]] = {
    "down": events.MouseDown,
    "up": events.MouseUp,
    "move": events.MouseMove,
    "wheelup": events.MouseScrollUp,
    "wheeldown": events.MouseScrollDown,
}


def _mouse(kind: str, x: int, y: int, button: int, message: Json) -> events.MouseEvent:
    shift, ctrl = bool(message.get("shift")), bool(message.get("ctrl"))
    button = button if 0 <= button <= 3 else 0
    return _MOUSE[kind](None, x, y, 0, 0, button, shift, False, ctrl, x, y)


class Floor(GameScreen[None]):
    """What is under the board: whoever comes down to it has left."""

    def on_screen_resume(self) -> None:
        app = self.app
        assert isinstance(app, _PageApp)
        app.floor()


class _PageApp(ChokepointApp, inherit_bindings=False):
    """The game at one table and nowhere else."""

    BINDINGS: ClassVar = ChokepointApp.BINDINGS

    def __init__(self, thinker: Thinks | None, table: Table, draw: Callable[[str], None]) -> None:
        super().__init__(thinker, None, table=table)
        self.draw = draw
        self.page: _PageDriver | None = None
        self.seated = False
        self.driver_class = _PageDriver
        # What the host's own terminal can show says nothing of a page.
        self.console = Console(
            color_system="truecolor",
            file=self.console.file,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            force_terminal=True,
            safe_box=False,
            _environ={},
        )
        # The framework puts its own in their place and takes them away again, in the order of one app after another.
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]

    async def begin(self) -> None:
        """No title: it leads to saved games and new ones."""
        await self.push_screen(Floor())
        assert self.guest_at is not None
        await self.sit_down(self.guest_at)
        self.seated = True

    def floor(self) -> None:
        """The board has been left."""
        if self.seated:
            self.exit()


class _PageDriver(Driver):
    """Draws to whoever took the screen's place in front of a page."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        assert isinstance(app, _PageApp)
        self._draw = app.draw
        app.page = self

    @property
    def is_web(self) -> bool:
        """So that nothing is opened or written on the host's machine."""
        return True

    def write(self, data: str) -> None:
        """Send it."""
        self._draw(data)

    def fit(self, size: Size) -> None:
        """The page has another size."""
        self._size = (size.width, size.height)
        self.send_message(events.Resize(size, size))

    def start_application_mode(self) -> None:
        """The first size."""
        assert self._size is not None
        self.fit(Size(*self._size))

    def disable_input(self) -> None:
        """Nothing to do."""

    def stop_application_mode(self) -> None:
        """Nothing to do: the page is told when the line ends."""
