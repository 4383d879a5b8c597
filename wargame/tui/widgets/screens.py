"""What all screens share: how they leave, when keys begin to count, and a size class with a notice when it is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from wargame.tui import keys
from wargame.tui.host import Host

LEAST = (80, 24)
MEDIUM = (118, 34)
LARGE = (170, 48)
SIZES = ("tiny", "small", "medium", "large")

READING = 0.4
"""Seconds before a page that comes by itself can be closed."""
ASKING = 0.8
"""Seconds before a question that comes by itself, or the handover, can be answered."""

Result = TypeVar("Result")

if TYPE_CHECKING:
    _Screen = Screen
else:
    # The framework finds style sheets along the first of its own bases: this one must not be one.
    class _Screen(Generic[Result]):
        """Stands before a framework's screen among the bases of ours."""


def size_class(width: int, height: int) -> str:
    """The name of the layout for a terminal's size."""
    if width < LEAST[0] or height < LEAST[1]:
        return "tiny"
    if width >= LARGE[0] and height >= LARGE[1]:
        return "large"
    return "medium" if width >= MEDIUM[0] and height >= MEDIUM[1] else "small"


class TooSmall(Static):
    """Stands in for everything else while the terminal is too small. The app lets no key past but those that quit."""

    DEFAULT_CSS = """
    TooSmall { display: none; width: 100%; height: 100%; content-align: center middle; background: $background; }
    """

    def __init__(self, quits: str) -> None:
        super().__init__()
        self.quits = quits

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed and what there is."""
        width, height = self.app.size
        self.update(
            f"This terminal is {width} × {height}.\nThe game needs {LEAST[0]} × {LEAST[1]}.\n\n"
            f"Make the window larger or the\nfont smaller; nothing is lost.\n{self.quits}"
        )


class Leaving(_Screen[Result]):
    """A screen that leaves the stack once, by itself, and takes no key before it could be seen."""

    app: Host

    left = False
    """Whether it has been dismissed."""
    guard = 0.0
    """Seconds without a key or click that must pass before one counts; more than none on screens nobody asked for."""
    _seen_at: float | None = None
    _hushed: Timer | None = None

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result: only once, and only from the top. What comes too late takes no other screen away."""
        if self.left or not self.is_active:
            return AwaitComplete()
        self.left = True
        leaving: AwaitComplete = super().dismiss(result)
        return leaving

    async def on_event(self, event: events.Event) -> None:
        """A screen that has left does nothing more; it may have been taken away before its widgets were there."""
        gone = self.left or self.app.quitting
        if not gone or not isinstance(event, events.Mount | events.InputEvent | events.Paste):
            await super().on_event(event)

    @property
    def occupied(self) -> bool:
        """Whether something the player asked for is under way here: keys wait until it is done."""
        return not self.is_mounted

    # ---- keys that come too early
    @property
    def guarded(self) -> bool:
        """Whether keys and clicks do not count yet."""
        return self.guard > 0 and (self._seen_at is None or self.app.clock() - self._seen_at < self.guard)

    def hush(self) -> None:
        """Begin to wait, or wait again: a key has come too early, and one that is held down never counts."""
        if self.guard > 0:
            self._seen_at = self.app.clock()
            if self._hushed is not None:
                self._hushed.stop()
            self._hushed = self.set_timer(self.guard + 0.05, self._told)
            self._told()

    def _told(self) -> None:
        for bar in self.query("KeyBar"):
            bar.refresh()

    def on_mount(self) -> None:
        """From here on it can be seen."""
        self.hush()


class Palette(Leaving[None], CommandPalette):
    """The framework's palette, which leaves as every screen does."""


class Shown(Leaving[Result]):
    """What full screens and those over them share: a size class, the notice when it is too small, a way back."""

    QUITS = "Ctrl+C twice quits."
    """How to leave a terminal that is too small."""
    kept: Widget | None = None
    """What had the focus when the terminal became too small: what is hidden loses it."""

    CSS = """
    .-tiny > * { display: none; }
    .-tiny > TooSmall { display: block; }
    """

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The body, and the notice that hides it."""
        yield from self.body()
        yield TooSmall(self.QUITS)

    def on_mount(self) -> None:
        """Know the size before the first paint."""
        self.fit(*self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal."""
        self.fit(event.size.width, event.size.height)

    def on_screen_resume(self) -> None:
        """The terminal may have changed meanwhile."""
        self.fit(*self.app.size)

    @property
    def size_name(self) -> str:
        """The present layout's name."""
        return size_class(*self.app.size)

    def fit(self, width: int, height: int) -> None:
        """Set the size class."""
        name = size_class(width, height)
        if not self.has_class(f"-{name}"):
            for each in SIZES:
                self.set_class(each == name, f"-{each}")
            if name == "tiny":
                self.kept = self.focused
            elif self.kept is not None:
                kept, self.kept = self.kept, None
                if kept.is_attached:
                    kept.focus(scroll_visible=False)

    # ---- leaving
    def action_back(self) -> None:
        """Leave with nothing."""
        self.dismiss(None)

    def uncover(self) -> None:
        """Take away whatever lies over this screen, unanswered."""
        while self in self.app.screen_stack and (top := self.app.screen) is not self:
            top.dismiss(None)


class GameScreen(Shown[Result], Screen[Result]):
    """A full screen of the game."""


class GameModal(Shown[Result], ModalScreen[Result]):
    """A screen over another that returns a value by `dismiss`. The app's own keys work over it too."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.EVERYWHERE)
