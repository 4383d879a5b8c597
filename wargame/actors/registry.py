"""The actors by name."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from functools import partial

from wargame.actors.base import Actor
from wargame.actors.guests import COMMON, Guest, Lounge, installed, is_guest
from wargame.actors.novice import NoviceActor
from wargame.actors.planner import LEVELS, PlannerActor
from wargame.actors.random_actor import RandomActor
from wargame.actors.thumb import ThumbActor

DEFAULT_ACTOR = "thumb"
"""Who plays where nobody else is named, gives advice, and stands in for an actor that fails."""

RANDOM = "random"
"""Who listens to nobody."""

_MAKERS: dict[str, tuple[str, Callable[[int], Actor]]] = {
    RANDOM: ("any legal action, with equal odds", RandomActor),
    "novice": (
        "easy, for a first game: takes what looks good now of the first three ideas",
        NoviceActor,
    ),
    DEFAULT_ACTOR: ("rules of thumb: a named intent and a reason for every move", ThumbActor),
    **{name: (level.about, partial(PlannerActor, level=level)) for name, level in LEVELS.items()},
}

ACTORS: dict[str, str] = {name: about for name, (about, _) in _MAKERS.items()}
"""Those that come with the game."""


def players() -> dict[str, str]:
    """What every player with a name of its own does: those that come with the game, and those of installed packages."""
    return {**{name: f"a player of {point.module}" for name, point in installed().items()}, **ACTORS}


def known(name: str) -> bool:
    """Whether a name can be a player's; of a file or a command nothing is looked at yet."""
    return name in ACTORS or is_guest(name)


def unknown(name: str, *others: str) -> str:
    """That nobody is called so, with the nearest name; `others` are called something else."""
    names = [*others, *players()]
    near = get_close_matches(name, names, 1)
    return f"no player is called {name!r}: " + (
        f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}"
    )


def governed(name: str) -> bool:
    """Whether a government tells a player what to do: those that come with the game and go by rules of thumb."""
    return name in ACTORS and name != RANDOM


def make(name: str, seed: int, lounge: Lounge | None = None) -> Actor:
    """An actor by name; a guest runs in the lounge, or in one for all. Raises `KeyError` when nobody can be called so."""
    if name not in _MAKERS and is_guest(name):
        return Guest(name, seed, lounge or COMMON)
    return _MAKERS[name][1](seed)
