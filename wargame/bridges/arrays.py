"""What a seat knows as an array of whole numbers, and its choices as a mask over the scenario's numbered actions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from wargame.explain.places import path_of
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.space import space_of
from wargame.rules.state import State

HEAD = ("turn", "phase", "deciding", "kind", "what", "more", "seat")
"""What stands before the figures: the quarter, the phase, whose decision is pending, of what kind and about what
(-1 when there is none, or when it is another's and no business of this seat's), and whose eyes these are."""
LOWEST, HIGHEST = -(1 << 31), (1 << 31) - 1

Ints: TypeAlias = npt.NDArray[np.int32]
Mask: TypeAlias = npt.NDArray[np.int8]


def layout(scenario: Scenario) -> tuple[str, ...]:
    """What each number of an observation is: `turn`, …, then every figure by its path, such as `trust.A.B`."""
    figures = (path_of(scenario, (name, cell)) for name in FIGURES for cell in range(scenario.size(name)))
    return (*HEAD, *figures)


def observation(game: Game, seat: int) -> Ints:
    """What a seat knows, in the order of `layout`. What is hidden from it reads as in its view: 0 or -1."""
    state = game.view(seat).state
    return np.fromiter(chain(_head(game, seat), _cells(state)), np.int32, _size(game.scenario))


def _head(game: Game, seat: int) -> Iterable[int]:
    state, decision = game.state, game.decision
    if decision is None:
        return state.turn, state.phase, -1, -1, -1, -1, seat
    own = decision.seat == seat
    # Which agendas others were dealt, and which offer they weigh, is theirs.
    what = (decision.what, decision.more) if own else (-1, -1)
    kind = int(decision.kind) if own or decision.kind == Kind.ACT else -1
    return state.turn, state.phase, decision.seat, kind, *what, seat


def _cells(state: State) -> Iterable[int]:
    return chain.from_iterable([getattr(state, name) for name in FIGURES])


def _size(scenario: Scenario) -> int:
    found = scenario.cache.get("observed")
    if not isinstance(found, int):
        found = scenario.cache["observed"] = len(HEAD) + sum(map(scenario.size, FIGURES))
    return found


def mask(game: Game, seat: int) -> Mask:
    """1 for every action by number that the seat may take now; all 0 when the decision is not its own."""
    found = np.zeros(len(space_of(game.scenario)), np.int8)
    decision = game.decision
    if decision is not None and decision.seat == seat:
        found[[action.number for action in game.legal]] = 1
    return found


def rewards(scenario: Scenario, state: State, kind: str) -> list[float]:
    """By seat, once the game has ended: `win` is 1 shared among the winners, `score` a hundredth of the total."""
    from wargame.rules.scoring import final_scores

    assert state.ended is not None, "only a game that has ended has rewards"
    if kind == "score":
        return [score / 100 for score in final_scores(scenario, state)]
    winners = state.ended.winners
    return [1 / len(winners) if seat in winners else 0.0 for seat in range(scenario.npowers)]
