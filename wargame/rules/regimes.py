"""Export regimes: where one stands, how it is set, and what it costs to turn back what was set within the year."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.board import Board
from wargame.rules.compiled import TECHNOLOGY, Scenario
from wargame.rules.reasons import Cause
from wargame.rules.records import Course
from wargame.rules.state import State

YEAR = 4
"""Quarters for which a regime once turned is expected to hold its course."""
CLOSED = 3
"""The rung that lets nothing through."""
WAVERING = 3
"""Credibility lost by who turns one back before."""


def regime_cell(scenario: Scenario, power: int, item: int, party: int) -> int:
    """Index of a regime's cell."""
    return (power * scenario.nitems + item) * scenario.nparties + party


def technology_rung(scenario: Scenario, state: State, party: int) -> int:
    """The strictest technology regime that a party lives under."""
    at = regime_cell(scenario, 0, scenario.numbers["item"][TECHNOLOGY], party)
    return max(state.regime[at :: scenario.nitems * scenario.nparties])


def targets_of(scenario: Scenario, seat: int, target: int) -> list[int]:
    """The parties a target names: one power, or everyone else."""
    if target < scenario.npowers:
        return [target]
    return [party for party in range(scenario.nparties) if party != seat]


def change_regime(
    board: Board, seat: int, item: int, parties: Sequence[int], rung: int, cause: Cause
) -> None:
    """Set a regime and take the reaction of those it hits or spares, and of all who see it waver."""
    scenario, n, wavers = board.scenario, board.scenario.npowers, False
    for party in parties:
        at = regime_cell(scenario, seat, item, party)
        step = board.put("regime", at, rung, cause)
        if not step or party == scenario.world:
            continue
        wavers = wavers or turns_back(board.state, at, step)
        steer(board, at, step)
        hurt = -2 * step if step > 0 else -step
        if party < n:
            board.shift("trust", party * n + seat, hurt, cause)
        else:
            board.shift("disposition", party * n + seat, hurt, cause)
    if wavers:
        board.shift("credibility", seat, -WAVERING, cause)


def steer(board: Board, at: int, step: int) -> None:
    """Note which way a regime was turned: from now on it is expected to hold for a year."""
    state = board.state
    kept = tuple(course for course in state.courses if course.at != at and course.until > state.turn)
    state.courses = (*kept, Course(at, step > 0, state.turn + YEAR))


def turns_back(state: State, at: int, step: int) -> bool:
    """Whether a step turns back what was set within the year."""
    return any(
        course.at == at and course.until > state.turn and course.tighter != (step > 0)
        for course in state.courses
    )
