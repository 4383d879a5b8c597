"""Phase 2: each power may declare one threat with its demand. Its day is the end of the quarter.

Whoever is defied may carry it out at less cost in the quarter after; backing off costs credibility.
"""

from __future__ import annotations

from wargame.rules import threats
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.figures import BAN
from wargame.rules.offers import HEARD, cannot_give
from wargame.rules.phases.finance import may_refuse
from wargame.rules.records import Threat
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State


def invite(board: Board) -> None:
    """Ask every power that may threaten somebody now, in order of initiative; nobody has two threats standing."""
    for seat in initiative(board):
        if any(
            barred(board, seat, deed, number) is None for deed, number in threats.pairs(board.scenario, seat)
        ):
            board.ask_last(Kind.SIGNAL, seat)


def initiative(board: Board) -> tuple[int, ...]:
    """Powers by standing, highest first; the scenario's order breaks ties."""
    standing = board.state.standing
    return tuple(sorted(range(board.scenario.npowers), key=lambda seat: (-standing[seat], seat)))


def barred(board: Board, seat: int, deed: int, number: int) -> str | None:
    """Why a power cannot make a threat with this demand now; None when it can."""
    scenario, state = board.scenario, board.state
    if threats.standing(state, seat) is not None:
        return "your last threat still stands"
    if state.turn < scenario.spec.tuning.threats_from:
        return "it is too early in the game for threats"
    if state.turn >= scenario.spec.turns:
        return "there is no quarter left to carry it out in"
    if threats.bound(state, seat, deed):
        return "you have promised not to"
    return unheeded(scenario, state, seat, deed) or _void(board, seat, deed, number)


def unheeded(scenario: Scenario, state: State, seat: int, deed: int) -> str | None:
    """Why nobody would heed a power's threat, whatever it demands; None when somebody would."""
    arena, target = deed - scenario.npowers, threats.target_of(scenario, seat, deed)
    if arena < 0:
        return (
            None
            if _can_tighten(scenario, state, seat, target)
            else "all your controls on them are bans already"
        )
    if arena >= len(scenario.arena_sides):
        return may_refuse(scenario, state, seat, target)
    if state.tension[arena] + 1 < HEARD:
        return f"patrols below rung {HEARD} are no news to anybody"
    return None


def _void(board: Board, seat: int, deed: int, number: int) -> str | None:
    """Why a demand asks for nothing that could be had; None when it asks for something."""
    scenario, clause = board.scenario, board.scenario.demands[number]
    target = threats.target_of(scenario, seat, deed)
    theirs = cannot_give(board, target, seat, (clause,))
    if theirs is not None:
        return f"they cannot give it: {theirs}"
    if threats.met(scenario, board.state, made(board, seat, deed, number)):
        return "what you demand is so already"
    if clause.do == "truce" and board.state.tension[scenario.numbers["arena"][clause.what]] < 2:
        return "the arena is quiet"
    return None


def made(board: Board, seat: int, deed: int, number: int) -> Threat:
    """A threat as it would stand: its day is the end of this quarter."""
    scenario, state = board.scenario, board.state
    clause = scenario.demands[number]
    mark = state.tension[scenario.numbers["arena"][clause.what]] if clause.do == "truce" else 0
    return Threat(seat, threats.target_of(scenario, seat, deed), deed, clause, state.turn, mark)


def fall_due(board: Board) -> None:
    """Threats whose day has come are heeded or defied; those defied a quarter ago and not carried out are dropped."""
    scenario, state = board.scenario, board.state
    for threat in state.threats:
        if threat.until > state.turn:
            continue
        if threats.met(scenario, state, threat):
            threats.heed(board, threat)
        elif threat.defied:
            threats.back_off(board, threat)
        else:
            threats.defy(board, threat)


def _can_tighten(scenario: Scenario, state: State, seat: int, target: int) -> bool:
    """Whether any control of a power on another could still be tighter."""
    items = (scenario.numbers["item"][name] for name in scenario.powers[seat].controls)
    cells = (regime_cell(scenario, seat, item, target) for item in items)
    return any(state.regime[cell] < BAN for cell in cells)
