"""The actors by name."""

from __future__ import annotations

from wargame.actors.base import Actor
from wargame.actors.random_actor import RandomActor

ACTORS = {
    "random": "any legal action, with equal odds",
}


def make(name: str, seed: int) -> Actor:
    """An actor by name. Raises `KeyError` for a name that is not in `ACTORS`."""
    if name not in ACTORS:
        raise KeyError(name)
    return RandomActor(seed)
