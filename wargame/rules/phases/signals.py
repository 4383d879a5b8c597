"""Phase 2: each power may declare one threat. Carrying it out is cheaper; backing off costs credibility."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS
from wargame.rules.offers import HEARD
from wargame.rules.phases.finance import may_refuse
from wargame.rules.reasons import because
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State


def invite(board: Board) -> None:
    """Ask every power that may threaten something now, in order of initiative; forget last turn's threats."""
    scenario, state = board.scenario, board.state
    for seat in range(scenario.npowers):
        if state.threatened[seat] >= 0:
            board.put("threatened", seat, -1, because("new_quarter"))
    for seat in initiative(board):
        if any(unheeded(scenario, state, seat, threat) is None for threat in scenario.threats[seat]):
            board.ask_last(Kind.SIGNAL, seat)


def initiative(board: Board) -> tuple[int, ...]:
    """Powers by standing, highest first; the scenario's order breaks ties."""
    standing = board.state.standing
    return tuple(sorted(range(board.scenario.npowers), key=lambda seat: (-standing[seat], seat)))


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
    cells = (regime_cell(scenario, seat, item, target) for item in items)
    return any(state.regime[cell] < len(RUNGS) - 1 for cell in cells)
