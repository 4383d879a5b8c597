"""What commands may ask of the prompt at which they are typed."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Protocol, TypeVar

from wargame.explain.advice import Advice
from wargame.plain.choices import Choices
from wargame.plain.console import Console
from wargame.rules.actions.base import Action
from wargame.table import Table

T = TypeVar("T")


class NotUnderstood(Exception):
    """What was typed means nothing, or too much; the message helps."""


class Wait(Protocol):
    """Runs a call to the table to its end."""

    def __call__(self, coroutine: Coroutine[Any, Any, T], /) -> T: ...


class Prompt(Protocol):
    """A prompt at a table."""

    table: Table
    console: Console
    wait: Wait
    path: Path | None
    """The saved game, if it is saved."""

    def agreed(self, question: str) -> bool:
        """Whether the player says yes."""

    def confirmed(self, choices: Choices, action: Action, sure: bool) -> bool:
        """Show a choice's forecast, ask, and carry it out; False when the player thinks better of it."""

    def rule_of_thumb(self, choices: Choices) -> Action:
        """What rules of thumb would choose."""

    def advice(self, choices: Choices) -> Advice:
        """What an adviser says to whoever is asked. Raises `NotUnderstood` where there is no advice to be had."""
