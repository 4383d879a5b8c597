"""What a player that is a program must answer, and what it is given: a view and the choices, never the game."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from attrs import frozen

from wargame.rules.actions.base import Action
from wargame.rules.observe import View

Progress = Callable[[int, int], None]
"""Hears now and then how many positions have been played, of how many that are planned. It may raise to end the thought."""


def unheard(played: int, planned: int) -> None:
    """Nobody wants to know."""


@frozen
class Choice:
    """An action, the named intent behind it, and a reason that may be shown to anyone."""

    action: Action
    intent: str = ""
    reason: str = ""


class Actor(Protocol):
    """A player that is a program. It must be deterministic in its seed, the view and the choices."""

    def decide(self, view: View, legal: Sequence[Action], budget: int) -> Choice:
        """Choose among `legal`, which is never empty, or compose a deal or a counter-offer that may be made.

        `budget` bounds the nodes a searching actor may visit.
        """
        ...


@runtime_checkable
class Picks(Protocol):
    """An actor to whom words are an effort of their own."""

    def pick(self, view: View, legal: Sequence[Action]) -> Action:
        """The choice without the words for it."""
        ...


def picked(actor: Actor, view: View, legal: Sequence[Action], budget: int) -> Action:
    """What an actor decides, where nobody reads why."""
    return actor.pick(view, legal) if isinstance(actor, Picks) else actor.decide(view, legal, budget).action


@runtime_checkable
class Reports(Protocol):
    """A player that says how far it is. Whoever wants to hear sets `progress` before asking."""

    progress: Progress
