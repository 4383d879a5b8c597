"""Random legal play for the tests: a scenario, a seed, and a way to walk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.scenario import load

SCENARIOS = ("tests/data/tiny.toml", "linchpin")


@cache
def scenario(name: str) -> Scenario:
    """A scenario, compiled once per test run."""
    return load(name)


def choose(game: Game, walk: int, step: int) -> Action:
    """The random walk's choice at a step."""
    return game.legal.pick(mix(walk, 7, step))


def walk(
    name: str, seed: int, way: int, *, most: int = 100_000, quiet: bool = False
) -> Iterator[tuple[Game, Action]]:
    """Play at random, handing out the game and the action before each is carried out."""
    game = Game.new(scenario(name), seed, quiet=quiet)
    for step in range(most):
        if game.over:
            return
        action = choose(game, way, step)
        yield game, action
        game.apply(action)


def position(name: str, seed: int, way: int, most: int, *, quiet: bool = False) -> Game:
    """The game after so many random decisions."""
    game = Game.new(scenario(name), seed, quiet=quiet)
    for step in range(most):
        if game.over:
            break
        game.apply(choose(game, way, step))
    return game


def totals(game: Game) -> tuple[int, list[int]]:
    """All money, and per material everything that was ever in the ground: both must never change."""
    state, m = game.state, game.scenario.nmaterials
    materials = [
        sum(state.ore[i::m]) + sum(state.stock[i::m]) + state.used[i] - state.mined[i] for i in range(m)
    ]
    return sum(state.money), materials
