"""Threats and their demands: what stands against whom, what meets it, and how a threat ends."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.pledges import FEW, PLEDGE_TURNS
from wargame.rules.reasons import Cause, because
from wargame.rules.records import Pledge, Threat
from wargame.rules.regimes import regime_cell
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State

FORBEAR = "forbear"
"""The clause, and the pledge, not to carry a threat out."""


# ---- what can be threatened, and what demanded for it
def target_of(scenario: Scenario, seat: int, deed: int) -> int:
    """Whom a power's threat is against."""
    n, arena = scenario.npowers, deed - scenario.npowers
    if arena < 0:
        return deed
    if arena < len(scenario.arena_sides):
        first, second = scenario.arena_sides[arena]
        return second if first == seat else first
    return deed - n - len(scenario.arena_sides)


def default_to(scenario: Scenario, creditor: int) -> int:
    """The number of the threat not to pay a creditor; no threat's when it is none of the powers."""
    return scenario.npowers + len(scenario.arena_sides) + creditor if creditor < scenario.npowers else -1


def pairs(scenario: Scenario, seat: int) -> list[tuple[int, int]]:
    """Every threat of a power with every demand that the one it is against could ever meet; listed once."""
    table: dict[int, list[tuple[int, int]]] = scenario.cache.setdefault("threats", {})
    if seat not in table:
        table[seat] = [
            (deed, number)
            for deed in scenario.threats[seat]
            for number, clause in enumerate(scenario.demands)
            if _could(scenario, seat, target_of(scenario, seat, deed), clause)
            and _fits(scenario, seat, deed, clause)
        ]
    return table[seat]


def _could(scenario: Scenario, seat: int, target: int, clause: ClauseSpec) -> bool:
    """Whether a power could ever give what another demands."""
    ids, spec = scenario.ids["power"], scenario.spec.board
    match clause.do:
        case "relief":
            return clause.what in scenario.powers[target].controls
        case "truce":
            return {seat, target} == {*scenario.arena_sides[scenario.numbers["arena"][clause.what]]}
        case "withdraw":
            station = scenario.numbers["station"][clause.what]
            faces = (
                scenario.station_kind[station] == "arena"
                and seat in (scenario.arena_sides[scenario.station_place[station]])
            )
            return faces and scenario.station_power[station] == target
        case "vote":
            return spec is not None and spec.debtor == ids[seat] and spec.votes.get(ids[target], 0) > 0
        case "influence":
            return ids[seat] in scenario.powers[target].patrons
        case "delay":
            return scenario.powers[seat].reserves is not None
    return True


def _fits(scenario: Scenario, seat: int, deed: int, clause: ClauseSpec) -> bool:
    """Whether a demand goes with a deed: force is answered by force, trade by trade where a power has any to withhold."""
    arena, numbers = deed - scenario.npowers, scenario.numbers
    if not 0 <= arena < len(scenario.arena_sides):
        return clause.do != "withdraw"
    match clause.do:
        case "truce":
            return numbers["arena"][clause.what] == arena
        case "withdraw":
            return scenario.station_place[numbers["station"][clause.what]] == arena
        case "relief":
            return target_of(scenario, seat, deed) not in scenario.threats[seat]
    return False


# ---- what stands
def standing(state: State, seat: int) -> Threat | None:
    """The threat that a power has declared and neither dropped nor carried out."""
    for threat in state.threats:
        if threat.seat == seat:
            return threat
    return None


def against(state: State, seat: int, target: int) -> Threat | None:
    """A power's threat against another."""
    threat = standing(state, seat)
    return threat if threat is not None and threat.target == target else None


def due(state: State, seat: int, deed: int) -> bool:
    """Whether a power has threatened this and been defied: doing it is what was announced."""
    threat = standing(state, seat)
    return threat is not None and threat.defied and threat.deed == deed


def bound(state: State, seat: int, deed: int) -> bool:
    """Whether a power has promised not to do what it once threatened."""
    return any(p.kind == FORBEAR and p.giver == seat and p.what == deed for p in state.pledges)


def met(scenario: Scenario, state: State, threat: Threat) -> bool:
    """Whether what is demanded is so as things stand. What is handed over or voted meets it at once instead."""
    clause, seat, target = threat.demand, threat.seat, threat.target
    if clause.do == "relief":
        at = regime_cell(scenario, target, scenario.numbers["item"][clause.what], seat)
        return not state.regime[at] or bool(state.licence[target * scenario.npowers + seat])
    if clause.do == "truce":
        arena = scenario.numbers["arena"][clause.what]
        return bool(state.truce[arena]) or state.tension[arena] < threat.mark
    if clause.do == "withdraw":
        return state.force[scenario.numbers["station"][clause.what]] <= FEW
    return False


# ---- how it ends
def notice(board: Board, giver: int, taker: int, clause: ClauseSpec) -> None:
    """Something has been given: if that is what a threat demanded, it has been heeded."""
    threat = against(board.state, taker, giver)
    if threat is not None and _grants(clause, threat):
        heed(board, threat)


def heed(board: Board, threat: Threat) -> None:
    """The power threatened gives way: both are seen to, and the threat may not be carried out for a year."""
    cause = because("threat_heeded")
    _end(board, threat)
    _keep_peace(board, threat)
    board.shift("credibility", threat.seat, board.scenario.spec.tuning.heeded, cause)
    board.shift("standing", threat.seat, 1, cause)
    board.shift("standing", threat.target, -1, cause)
    board.tell("threat_heeded", power=threat.target, target=threat.seat, demand=demanded(board, threat))


def bargain(
    board: Board, giver: int, taker: int, gives: Sequence[ClauseSpec], takes: Sequence[ClauseSpec]
) -> None:
    """What one side demands under a threat is about to be given: if it pays for it, that is a bargain among equals."""
    for seat, target, own, other in ((giver, taker, gives, takes), (taker, giver, takes, gives)):
        threat = against(board.state, seat, target)
        pays = any(clause.do != FORBEAR for clause in own)
        if threat is not None and pays and any(_grants(clause, threat) for clause in other):
            buy_off(board, threat)


def _grants(clause: ClauseSpec, threat: Threat) -> bool:
    """Whether a clause is what a threat demands, or more of it."""
    wanted = threat.demand
    return (wanted.do, wanted.what) == (clause.do, clause.what) and clause.amount >= wanted.amount


def buy_off(board: Board, threat: Threat) -> None:
    """The threat is dropped for something else than was demanded, or for a price: nobody's word suffers by it."""
    _end(board, threat)
    _keep_peace(board, threat)
    board.tell("threat_bought_off", power=threat.target, target=threat.seat, threat=threat.deed)


def defy(board: Board, threat: Threat) -> None:
    """Its day has passed: what was threatened can be done as announced, until the next quarter ends."""
    state = board.state
    late = evolve(threat, defied=True, until=state.turn + 1)
    state.threats = tuple(late if each is threat else each for each in state.threats)
    board.tell(
        "threat_defied",
        power=threat.target,
        target=threat.seat,
        demand=demanded(board, threat),
        threat=threat.deed,
    )


def back_off(board: Board, threat: Threat) -> None:
    """It was defied and nothing came of it: its word is worth less, and whoever stood firm is thought the more of."""
    cause = because("threat_dropped")
    _end(board, threat)
    board.shift("credibility", threat.seat, -board.scenario.spec.tuning.back_off, cause)
    board.shift("standing", threat.target, 1, cause)
    board.tell("threat_dropped", power=threat.seat, target=threat.target, threat=threat.deed)


def overtake(board: Board, seat: int, deed: int) -> None:
    """What was threatened and defied cannot be done any more: nobody's word suffers. Late is not too late to give way."""
    if due(board.state, seat, deed):
        threat = standing(board.state, seat)
        assert threat is not None
        if met(board.scenario, board.state, threat):
            heed(board, threat)
            return
        _end(board, threat)
        board.tell("threat_overtaken", power=seat, target=threat.target, threat=deed)


def carry_out(board: Board, seat: int, deed: int, cause: Cause) -> None:
    """A power does what it has threatened: as announced if it was defied, else before its day, which breaks its word."""
    threat = standing(board.state, seat)
    if threat is None or threat.deed != deed:
        return
    tuning, n = board.scenario.spec.tuning, board.scenario.npowers
    _end(board, threat)
    if threat.defied:
        board.shift("credibility", seat, tuning.kept_word, cause)
        board.tell("threat_carried_out", power=seat, target=threat.target, threat=deed)
    else:
        early = because("threat_early")
        board.shift("credibility", seat, -tuning.back_off, early)
        board.shift("trust", threat.target * n + seat, -tuning.squeezed, early)
        board.tell("threat_early", power=seat, target=threat.target, threat=deed)


def demanded(board: Board, threat: Threat) -> int:
    """The number of what a threat demands."""
    return board.scenario.demands.index(threat.demand)


def _end(board: Board, threat: Threat) -> None:
    board.state.threats = tuple(each for each in board.state.threats if each is not threat)


def _keep_peace(board: Board, threat: Threat) -> None:
    pledge = Pledge(FORBEAR, threat.seat, threat.target, threat.deed, PLEDGE_TURNS)
    board.state.pledges = (*board.state.pledges, pledge)
