"""Threats: which of them anybody would heed."""

from __future__ import annotations

from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS
from wargame.rules.offers import HEARD
from wargame.rules.phases.finance import may_refuse
from wargame.rules.state import State


def unheeded(scenario: Scenario, state: State, seat: int, threat: int) -> str | None:
    """Why nobody would heed a power's threat; None when somebody would."""
    arena = threat - scenario.npowers
    if arena < 0:
        return (
            None
            if _can_tighten(scenario, state, seat, threat)
            else "all your controls on them are bans already"
        )
    if arena >= len(scenario.arena_sides):
        return may_refuse(scenario, state, seat)
    if state.tension[arena] + 1 < HEARD:
        return f"patrols below rung {HEARD} are no news to anybody"
    return None


def _can_tighten(scenario: Scenario, state: State, seat: int, target: int) -> bool:
    """Whether any control of a power on another could still be tighter."""
    items = (scenario.numbers["item"][name] for name in scenario.powers[seat].controls)
    cells = ((seat * scenario.nitems + item) * scenario.nparties + target for item in items)
    return any(state.regime[cell] < len(RUNGS) - 1 for cell in cells)
