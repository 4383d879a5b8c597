"""A list to choose from, whose printable keys go to whoever filters it."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import OptionList


class PickList(OptionList):
    """An option list that hands printable keys on as `Typed` instead of letting them run commands."""

    class Typed(Message):
        """A letter or digit was typed."""

        def __init__(self, character: str) -> None:
            self.character = character
            super().__init__()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Printable keys are for the filter."""
        return character is not None and character.isprintable() and key not in ("enter", "escape")

    async def _on_key(self, event: events.Key) -> None:
        if event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            self.post_message(self.Typed(event.character))
            return
        await super()._on_key(event)


def stale(event: OptionList.OptionMessage) -> bool:
    """Whether the list has been filled anew since the message was sent: a second key may come that fast."""
    picks, at = event.option_list, event.option_index
    return at >= picks.option_count or picks.get_option_at_index(at) is not event.option
