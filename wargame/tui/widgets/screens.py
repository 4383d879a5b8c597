"""What all screens share: a size class, the notice when the terminal is too small, and help on the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from wargame.tui import keys

if TYPE_CHECKING:
    from wargame.tui.app import ChokepointApp

LEAST = (80, 24)
MEDIUM = (118, 34)
LARGE = (170, 48)
SIZES = ("tiny", "small", "medium", "large")

Result = TypeVar("Result")


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


class _Sized:
    """Gives a screen its size class, also when the terminal changes."""

    QUITS = "Ctrl+C twice quits."
    """How to leave a terminal that is too small."""
    kept: Widget | None = None
    """What had the focus when the terminal became too small: what is hidden loses it."""

    def fit(self, screen: Screen[Result], width: int, height: int) -> None:
        """Set the size class."""
        name = size_class(width, height)
        if not screen.has_class(f"-{name}"):
            for each in SIZES:
                screen.set_class(each == name, f"-{each}")
            if name == "tiny":
                self.kept = screen.focused
            elif self.kept is not None:
                kept, self.kept = self.kept, None
                if kept.is_attached:
                    kept.focus(scroll_visible=False)


class GameScreen(Screen[Result], _Sized, Generic[Result]):
    """A full screen of the game."""

    app: ChokepointApp

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key pressed twice must not close what nobody has seen yet."""
        return self.is_mounted and super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Know the size before the first paint."""
        self.fit(self, *self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal."""
        self.fit(self, event.size.width, event.size.height)

    def on_screen_resume(self) -> None:
        """The terminal may have changed meanwhile."""
        self.fit(self, *self.app.size)

    @property
    def size_name(self) -> str:
        """The present layout's name."""
        return size_class(*self.app.size)


class GameModal(ModalScreen[Result], _Sized, Generic[Result]):
    """A screen over another that returns a value by `dismiss`. The app's own keys work over it too."""

    app: ChokepointApp

    CSS = GameScreen.CSS
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.EVERYWHERE)

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The body, and the notice that hides it."""
        yield from self.body()
        yield TooSmall(self.QUITS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key pressed twice must not close what nobody has seen yet."""
        return self.is_mounted and super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Know the size before the first paint."""
        self.fit(self, *self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Follow the terminal."""
        self.fit(self, event.size.width, event.size.height)

    def on_screen_resume(self) -> None:
        """The terminal may have changed meanwhile."""
        self.fit(self, *self.app.size)
