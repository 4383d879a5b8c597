"""Random legal play for the tests: a scenario, a seed, and a way to walk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.scenario import load

SEALED = ", sealed"
SCENARIOS = ("tests/data/tiny.toml", "linchpin", "tests/data/tiny.toml" + SEALED)


@cache
def scenario(name: str) -> Scenario:
    """A scenario, compiled once per test run."""
    return load(name.removesuffix(SEALED))


def start(name: str, seed: int, *, quiet: bool = False) -> Game:
    """A new game of a scenario, with sealed orders if its name says so."""
    return Game.new(scenario(name), seed, quiet=quiet, sealed=name.endswith(SEALED))


def choose(game: Game, walk: int, step: int) -> Action:
    """The random walk's choice at a step."""
    return game.legal.pick(mix(walk, 7, step))


def walk(
    name: str, seed: int, way: int, *, most: int = 100_000, quiet: bool = False
) -> Iterator[tuple[Game, Action]]:
    """Play at random, handing out the game and the action before each is carried out."""
    game = start(name, seed, quiet=quiet)
    for step in range(most):
        if game.over:
            return
        action = choose(game, way, step)
        yield game, action
        game.apply(action)


def position(name: str, seed: int, way: int, most: int, *, quiet: bool = False) -> Game:
    """The game after so many random decisions."""
    game = start(name, seed, quiet=quiet)
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
