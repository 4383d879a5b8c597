"""The market reads the supply chain and nothing else: what a forecast may leave uncleared."""

from __future__ import annotations

import pytest

from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import SUPPLY, next_market
from wargame.rules.game import Game
from wargame.rules.phases import market
from wargame.rules.state import State
from wargame.scenario import load


def traded(scenario: Scenario, state: State) -> tuple[list[int], ...]:
    """Shortages, prices and what each account gains in the market of a position."""
    after = state.copy()
    market.trade(Board(scenario, after))
    gained = [now - was for was, now in zip(state.money, after.money, strict=True)]
    return (*after.short, after.price, gained)


@pytest.fixture(scope="module")
def positions() -> list[Game]:
    """Now and then in a random campaign."""
    game, found = Game.new(load("linchpin"), 2, quiet=True), []
    for step in range(600):
        if game.over:
            break
        if step % 60 == 0:
            found.append(game.copy())
        game.apply(game.legal.pick(mix(2, 5, step)))
    return found


@pytest.mark.parametrize("name", sorted({*FIGURES} - {*SUPPLY}))
def test_what_is_no_supply_moves_no_market(positions: list[Game], name: str) -> None:
    """Each cell of the figure at both ends of its range."""
    low, high = max(FIGURES[name].low, -50), min(FIGURES[name].high, 50)
    for game in positions:
        before = traded(game.scenario, game.state)
        for value in (low, high):
            state = game.state.copy()
            column = getattr(state, name)
            column[:] = [value] * len(column)
            assert traded(game.scenario, state) == before
            assert next_market(game.scenario, game.state, state, 0) == ()
