"""Scenarios, positions and whole games for the actors' tests."""

from __future__ import annotations

from functools import cache

import pytest
from attrs import frozen

from wargame.actors import Actor, Choice, make
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.governments import NONE
from wargame.rules.observe import View
from wargame.scenario import load

UNGOVERNED = dict.fromkeys(range(6), NONE)
"""No government in any seat: what a temper alone does."""


@pytest.fixture(scope="session")
def linchpin() -> Scenario:
    return load("linchpin")


@frozen
class Step:
    """One decision of a game: the position before it, what the seat saw and could do, and what it chose."""

    game: Game
    view: View
    legal: tuple[Action, ...]
    choice: Choice

    def actor(self, seed: int) -> Actor:
        """A fresh actor with the seed of the one that chose."""
        return make("thumb", seat_seed(seed, self.view.seat))


def without_runner_up(choice: Choice) -> str:
    """The reason for a choice, up to what else was thought of."""
    return choice.reason.partition("; rather than “")[0]


def seat_seed(seed: int, seat: int) -> int:
    """The seed of a seat's actor in a game of this seed."""
    return mix(seed, 9, seat)


@cache
def played(path: str, seed: int, name: str = "thumb") -> tuple[Step, ...]:
    """Every decision of a game that actors of one name play, worked out once for all tests."""
    scenario = load(path)
    game = Game.new(scenario, seed, quiet=True)
    actors = [make(name, seat_seed(seed, seat)) for seat in range(scenario.npowers)]
    steps = []
    while (decision := game.decision) is not None:
        legal, view = tuple(game.legal), game.view(decision.seat)
        choice = actors[decision.seat].decide(view, legal, 0)
        steps.append(Step(game.copy(), view, legal, choice))
        game.play(choice.action)
    return tuple(steps)


def asked(game: Game, seat: int, kind: Kind, what: int = 0) -> tuple[View, tuple[Action, ...]]:
    """The same position with this question put to a seat: what it sees and what it may choose."""
    game.state.queue = ((int(kind), seat, what, 0),)
    return game.view(seat), tuple(game.legal)
