"""A game of the tiny scenario some way in, and the views of it."""

from __future__ import annotations

import pytest

from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game


@pytest.fixture(scope="session")
def game(tiny: Scenario) -> Game:
    """Two turns in. Tests only read it."""
    game = Game.new(tiny, 3)
    step = 0
    while game.state.turn < 3 and not game.over:
        game.apply(game.legal.pick(mix(1, 2, step)))
        step += 1
    return game


@pytest.fixture(scope="session")
def finished(tiny: Scenario) -> Game:
    """A game played to its end."""
    game = Game.new(tiny, 4)
    step = 0
    while not game.over:
        game.apply(game.legal.pick(mix(7, 2, step)))
        step += 1
    return game
