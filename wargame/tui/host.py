"""The app as far as the screens it shows know it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from wargame.tui.inbox import Inbox


class Host(App[None], inherit_bindings=False):
    """What every screen may ask of the app; whatever else a screen needs it is given, or hands back as its result."""

    clock: Callable[[], float]
    """By which screens tell how long they have been in sight."""
    inbox: Inbox
    """What was typed and not handed on yet."""
    quitting = False
    """Whether the player has left: nothing that is typed counts any more."""
