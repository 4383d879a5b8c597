"""Standing promises: when one is broken, and what that costs whoever gave it."""

from __future__ import annotations

from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.reasons import because
from wargame.rules.records import Pledge
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State

PLEDGES = ("relief", "vote", "truce", "withdraw", "forbear")
"""Clauses that stand over time and can be broken."""
PLEDGE_TURNS = 4
"""Quarters for which a promise stands."""
CALM = 6
"""The highest rung that keeps a promise of calm."""
FEW = 3
"""Units of force that may stay where a withdrawal was promised."""
BREACH_TRUST, BREACH_CREDIBILITY = 12, 8
"""What a broken pledge costs whoever gave it: trust of the other side, credibility with all."""


def broken(scenario: Scenario, state: State, pledge: Pledge) -> bool:
    """Whether a position breaks a pledge; a promised vote is broken when it is cast."""
    if pledge.kind == "truce":
        return state.tension[pledge.what] > CALM
    if pledge.kind == "relief":
        return state.regime[regime_cell(scenario, pledge.giver, pledge.what, pledge.taker)] > 0
    if pledge.kind == "withdraw":
        return state.force[pledge.what] > FEW
    return False


def breached(scenario: Scenario, before: State, after: State, giver: int) -> list[Pledge]:
    """Pledges of a power that a step to another position breaks."""
    return [
        pledge
        for pledge in before.pledges
        if pledge.giver == giver and broken(scenario, after, pledge) and not broken(scenario, before, pledge)
    ]


def break_pledge(board: Board, pledge: Pledge) -> None:
    """What a broken pledge costs, for all to see."""
    cause = because("pledge_broken", PLEDGES.index(pledge.kind))
    board.shift("trust", pledge.taker * board.scenario.npowers + pledge.giver, -BREACH_TRUST, cause)
    board.shift("credibility", pledge.giver, -BREACH_CREDIBILITY, cause)
    board.tell("pledge_broken", power=pledge.giver, target=pledge.taker, pledge=pledge.kind)
