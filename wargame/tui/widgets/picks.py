"""A list to choose from, whose printable keys go to whoever filters it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.style import Style
from textual.widgets import OptionList

IN_TURN = ("enter", "escape", "backspace", "up", "down", "pageup", "pagedown", "home", "end")
"""Keys that mean something else before a letter than after it."""


class MarkedList(OptionList):
    """An option list whose marked row is plain without colour too. Says when rows should be laid out anew."""

    class Widened(Message):
        """The list has another width than its rows were made for."""

    def on_resize(self, event: events.Resize) -> None:
        """Tell whoever makes the rows."""
        self.post_message(self.Widened())

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The framework keeps no reverse video, and its greys are too near each other to show the mark."""
        style = super().get_visual_style(*component_classes, partial=partial)
        marked = "option-list--option-highlighted" in component_classes
        return style + Style(reverse=True) if marked and self.app.no_color else style


class StepList(MarkedList):
    """Rows some of which hold a value between ‹ and ›: a click on a sign lowers or raises it. Pages are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
    ]

    class Stepped(Message):
        """The marked row's value is to go down (-1) or up (1)."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    async def _on_click(self, event: events.Click) -> None:
        row: int | None = event.style.meta.get("option")
        text = self.render_line(event.y).text
        if row is None or "‹" not in text:
            await super()._on_click(event)
            return
        event.prevent_default()
        self.highlighted = row
        # The space beside a sign belongs to it.
        near = text[max(0, event.x - 1) : event.x + 2]
        if "‹" in near or "›" in near:
            self.post_message(self.Stepped(-1 if "‹" in near else 1))


class PickList(MarkedList):
    """Hands keys on as `Typed`, in the order they were pressed, instead of letting them run commands."""

    letters = True
    """Whether letters are for the list; digits always are."""

    class Typed(Message):
        """A key was pressed: a character for the filter, or one of `IN_TURN`."""

        def __init__(self, key: str, character: str = "") -> None:
            self.key, self.character = key, character
            super().__init__()

        @classmethod
        def of(cls, event: events.Key) -> PickList.Typed | None:
            """What a key means to a list; None when it is not for the list."""
            if event.character is not None and event.is_printable:
                return cls(event.key, event.character)
            return cls(event.key) if event.key in IN_TURN else None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Printable keys are for the filter."""
        return character is not None and key not in IN_TURN and self._takes(character)

    def _takes(self, character: str) -> bool:
        return character.isdecimal() or (self.letters and character.isprintable())

    async def _on_key(self, event: events.Key) -> None:
        typed = self.Typed.of(event)
        if typed is None or (typed.character and not self._takes(typed.character)):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(typed)

    def move(self, key: str) -> None:
        """Move the mark as a key of the list does."""
        moves = {
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "home": self.action_first,
            "end": self.action_last,
        }
        moves[key]()


def stale(event: OptionList.OptionMessage) -> bool:
    """Whether the list has been filled anew since the message was sent: a second key may come that fast."""
    picks, at = event.option_list, event.option_index
    return at >= picks.option_count or picks.get_option_at_index(at) is not event.option
