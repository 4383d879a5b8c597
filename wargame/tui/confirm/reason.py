"""A line of reason for a decision, in the player's own words."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from wargame.tui import keys, look
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameModal

LONGEST = 300


class ReasonScreen(GameModal[str]):
    """Returns what was written, or None when the player thinks better of it."""

    CSS_PATH = "confirm.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.WRITING)

    def __init__(self, text: str = "", about: str = "It is kept with your next decision.") -> None:
        super().__init__()
        self.text, self.about = text, about

    def body(self) -> ComposeResult:
        """The box."""
        with Vertical(classes="box"):
            yield Static("Why?", classes="heading")
            yield Static(look.words(self.about))
            yield Input(self.text, max_length=LONGEST, compact=True, classes="line")
        # Where letters are written, q is one of them; Ctrl+C quits as everywhere.
        yield KeyBar(keys.WRITING, usable=lambda command: command.action != "app.ask_quit")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def written(self, event: Input.Submitted) -> None:
        """Enter keeps it."""
        event.stop()
        self.dismiss(event.value.strip())
