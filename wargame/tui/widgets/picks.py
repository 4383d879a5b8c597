"""A list to choose from, whose printable keys go to whoever filters it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.style import Style
from textual.widgets import OptionList

IN_TURN = ("enter", "escape", "backspace", "up", "down", "pageup", "pagedown", "home", "end")
"""Keys that mean something else before a letter than after it."""


class MarkedList(OptionList):
    """An option list whose marked row is plain without colour too."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The framework keeps no reverse video, and its greys are too near each other to show the mark."""
        style = super().get_visual_style(*component_classes, partial=partial)
        marked = "option-list--option-highlighted" in component_classes
        return style + Style(reverse=True) if marked and self.app.no_color else style


class PickList(MarkedList):
    """Hands keys on as `Typed`, in the order they were pressed, instead of letting them run commands."""

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
        return character is not None and character.isprintable() and key not in IN_TURN

    async def _on_key(self, event: events.Key) -> None:
        typed = self.Typed.of(event)
        if typed is None:
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
            "pageup": self.action_page_up,
            "pagedown": self.action_page_down,
            "home": self.action_first,
            "end": self.action_last,
        }
        moves[key]()


def stale(event: OptionList.OptionMessage) -> bool:
    """Whether the list has been filled anew since the message was sent: a second key may come that fast."""
    picks, at = event.option_list, event.option_index
    return at >= picks.option_count or picks.get_option_at_index(at) is not event.option
