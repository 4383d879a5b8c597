"""The actors by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wargame.actors.base import Actor
from wargame.actors.novice import NoviceActor
from wargame.actors.planner import LEVELS, PlannerActor
from wargame.actors.random_actor import RandomActor
from wargame.actors.thumb import ThumbActor

DEFAULT_ACTOR = "thumb"
"""Who plays where nobody else is named, gives advice, and stands in for an actor that fails."""

_MAKERS: dict[str, tuple[str, Callable[[int], Actor]]] = {
    "random": ("any legal action, with equal odds", RandomActor),
    "novice": (
        "easy, for a first game: takes what looks good now of the first three ideas",
        NoviceActor,
    ),
    DEFAULT_ACTOR: ("rules of thumb: a named intent and a reason for every move", ThumbActor),
    **{name: (level.about, partial(PlannerActor, level=level)) for name, level in LEVELS.items()},
}

ACTORS: dict[str, str] = {name: about for name, (about, _) in _MAKERS.items()}


def make(name: str, seed: int) -> Actor:
    """An actor by name. Raises `KeyError` for a name that is not in `ACTORS`."""
    return _MAKERS[name][1](seed)
