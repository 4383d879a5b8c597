"""The scenarios that come with the game, each read and compiled once per process. Nothing changes a scenario."""

from functools import cache

from wargame.rules.compiled import Scenario
from wargame.scenario import load


@cache
def shipped(name: str) -> Scenario:
    """A scenario by its name."""
    return load(name)
