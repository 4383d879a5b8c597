"""The actors by name."""

from __future__ import annotations

from collections.abc import Callable

from wargame.actors.base import Actor
from wargame.actors.random_actor import RandomActor
from wargame.actors.thumb import ThumbActor

DEFAULT_ACTOR = "thumb"
"""Who plays where nobody else is named, gives advice, and stands in for an actor that fails."""

_MAKERS: dict[str, tuple[str, Callable[[int], Actor]]] = {
    "random": ("any legal action, with equal odds", RandomActor),
    DEFAULT_ACTOR: ("rules of thumb: a named intent and a reason for every move", ThumbActor),
}

ACTORS: dict[str, str] = {name: about for name, (about, _) in _MAKERS.items()}


def make(name: str, seed: int) -> Actor:
    """An actor by name. Raises `KeyError` for a name that is not in `ACTORS`."""
    return _MAKERS[name][1](seed)
