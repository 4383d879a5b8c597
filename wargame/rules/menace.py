"""What a threat would most likely come to if it were carried out: the one act that fits it best, on a copy."""

from __future__ import annotations

from wargame.rules.actions.arenas import Escalate
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.board import Board
from wargame.rules.chance import Branching
from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS
from wargame.rules.phases.finance import default_on
from wargame.rules.records import Threat
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State

STEPS = 2
"""Rungs by which a threatened control is likely to be tightened at once."""


def likely_act(scenario: Scenario, state: State, threat: Threat) -> Action | None:
    """The action that would carry a threat out; None for a default, which comes with the debt."""
    seat, target, n = threat.seat, threat.target, scenario.npowers
    if threat.deed >= n + len(scenario.arena_sides):
        return None
    if threat.deed >= n:
        return Escalate(seat, threat.deed - n)
    items = [scenario.numbers["item"][name] for name in scenario.powers[seat].controls]
    items = [item for item in items if item < scenario.nitems - 1]  # raw ore is let go to all or none
    item = max(items, key=lambda each: (_bite(scenario, state, seat, target, each), -each))
    now = state.regime[regime_cell(scenario, seat, item, target)]
    return Regime(seat, item, target, min(len(RUNGS) - 1, now + STEPS))


def _bite(scenario: Scenario, state: State, seat: int, target: int, item: int) -> int:
    """How much a power would miss if another closed a tap on it further: what it bought of it in the last market."""
    if state.regime[regime_cell(scenario, seat, item, target)] >= len(RUNGS) - 1:
        return -1
    n = scenario.nparties
    return state.flow[(item * n + target) * n + seat] if item < scenario.nmaterials else 0


def carried_out(scenario: Scenario, state: State, threat: Threat) -> State:
    """The position as it would be if a threat were carried out now."""
    after = state.copy()
    board, act = Board(scenario, after, Branching([])), likely_act(scenario, state, threat)
    if act is None:
        default_on(board, threat.seat, threat.target, "")
    else:
        act.effect(board)
    return after
