"""What a threat could come to if it were carried out: the acts that would be felt, each on a copy."""

from __future__ import annotations

from wargame.rules.actions.arenas import Escalate
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.board import Board
from wargame.rules.chance import Branching
from wargame.rules.compiled import ORE, Scenario
from wargame.rules.figures import BAN
from wargame.rules.phases.finance import default_on
from wargame.rules.records import Threat
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State

FEW = 2
"""Materials looked at, those first of which the power threatened bought most."""


def likely_acts(scenario: Scenario, state: State, threat: Threat) -> list[Action]:
    """Actions that would carry a threat out so that it is felt; none for a default, which comes with the debt."""
    seat, n = threat.seat, scenario.npowers
    if threat.deed >= n + len(scenario.arena_sides):
        return []
    if threat.deed >= n:
        return [Escalate(seat, threat.deed - n)]
    target, n = threat.target, scenario.nparties
    items = (scenario.numbers["item"][name] for name in scenario.powers[seat].controls if name != ORE)
    loose = [item for item in items if state.regime[regime_cell(scenario, seat, item, target)] < BAN]
    bought = {
        item: state.flow[(item * n + target) * n + seat] for item in loose if item < scenario.nmaterials
    }
    most = sorted(bought, key=lambda item: (-bought[item], item))[:FEW]
    other = [item for item in loose if item >= scenario.nmaterials]
    return [Regime(seat, item, target, BAN) for item in (*most, *other)]


def carried_out(scenario: Scenario, state: State, threat: Threat) -> list[tuple[Action | None, State]]:
    """The positions as they would be if a threat were carried out now, by what is done; a default is no action."""
    acts: list[Action | None] = [*likely_acts(scenario, state, threat)]
    return [(act, _after(scenario, state, threat, act)) for act in acts or [None]]


def _after(scenario: Scenario, state: State, threat: Threat, act: Action | None) -> State:
    after = state.copy()
    board = Board(scenario, after, Branching([]))
    if act is None:
        default_on(board, threat.seat, threat.target, "")
    else:
        act.effect(board)
    return after
