"""A question with two answers, and a message with none."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from wargame.tui import keys, look
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameModal


class ConfirmScreen(GameModal[bool]):
    """Yes or no. Returns whether it was yes. With `sure` the button for yes is marked first, else the other."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.ASKING),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, text: str, yes: str = "Yes", no: str = "No", *, sure: bool = True) -> None:
        super().__init__()
        self.heading, self.question, self.yes, self.no, self.sure = title, text, yes, no, sure

    def body(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="box"):
            yield Static(look.words(self.heading), classes="heading")
            yield Static(look.words(self.question))
            with Horizontal(classes="buttons"):
                yield Button(self.yes, id="yes", variant="primary", compact=True)
                yield Button(self.no, id="no", compact=True)
        yield KeyBar(keys.ASKING)

    def on_mount(self) -> None:
        """Mark the answer that is meant."""
        self.query_one("#yes" if self.sure else "#no").focus()

    @on(Button.Pressed)
    def answered(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """A key was pressed."""
        self.dismiss(yes)


class QuitScreen(ConfirmScreen):
    """The question before leaving the game: there is only ever one of it."""

    QUITS = "Ctrl+C once more quits."


class MessageScreen(GameModal[None]):
    """Something to be read."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGES, only="back")

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading, self.message = title, text

    def body(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="box"):
            yield Static(look.words(self.heading), classes="heading")
            yield Static(look.words(self.message))
            with Horizontal(classes="buttons"):
                yield Button("Close", variant="primary", compact=True)
        yield KeyBar(keys.PAGES, only=("back",))

    @on(Button.Pressed)
    def read(self) -> None:
        """With the mouse, or Enter."""
        self.dismiss(None)
