"""Between two people at one keyboard: an empty screen with a name on it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Center, Vertical
from textual.widgets import Button, Static

from wargame.rules.compiled import Scenario
from wargame.tui import keys, look
from wargame.tui.present.lines import Span, line
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameScreen


class HandoverScreen(GameScreen[None]):
    """Hides everything until the next player says so. Shows nothing but whose turn it is."""

    CSS_PATH = "handover.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.HANDOVER)

    def __init__(self, scenario: Scenario, seat: int) -> None:
        super().__init__()
        self.power, self.seat = scenario.names["power"][seat], seat

    def body(self) -> ComposeResult:
        """The name, and a button."""
        name = look.content(self.app.theme, [line(Span(self.power, f"seat{self.seat} bold"))])
        with Vertical(id="middle"):
            yield Static("Pass the keyboard to", classes="soft")
            yield Static(name, id="who")
            yield Static("Everybody else looks away.", classes="soft")
            with Center():
                ready = Button("I am ready (Space)", variant="primary", compact=True)
                # The key that presses a button is the one that ends a move.
                ready.can_focus = False
                yield ready
        yield KeyBar(keys.HANDOVER)

    def on_button_pressed(self) -> None:
        """Ready, with the mouse."""
        self.dismiss(None)

    def action_ready(self) -> None:
        """Ready, with a key."""
        self.dismiss(None)
