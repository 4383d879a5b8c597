"""The lender of last resort: its riders, its staff's word, and the vote of its board."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.board import Board, Kind
from wargame.rules.chance import POLITICS
from wargame.rules.compiled import Scenario
from wargame.rules.offers import break_pledge
from wargame.rules.reasons import Cause, because
from wargame.rules.records import Loan
from wargame.rules.spec import BoardSpec, ClauseSpec
from wargame.rules.state import State
from wargame.rules.threats import notice

SUPPORT, ABSTAIN, OPPOSE = range(3)
LOAN_TURNS = 12
TRUCE_RUNG = 4
THREAT_LIMIT = 55


def debtor_of(scenario: Scenario) -> int:
    """The seat that has the programme, or -1."""
    board = scenario.spec.board
    return -1 if board is None else scenario.numbers["power"][board.debtor]


def breaches(
    scenario: Scenario, state: State, riders: tuple[str, ...], creditor: int, debtor: int
) -> list[str]:
    """The riders of a loan or programme that the debtor is in breach of now."""
    broken = []
    spec = scenario.spec.board
    for rider in riders:
        if rider == "ceasefire" and spec is not None and spec.ceasefire:
            arena = scenario.numbers["arena"][spec.ceasefire]
            if state.tension[arena] > TRUCE_RUNG and not state.truce[arena]:
                broken.append(rider)
        elif rider == "curb_militants" and state.threat[0] > THREAT_LIMIT:
            broken.append(rider)
        elif rider == "no_control" and creditor < scenario.npowers:
            start = debtor * scenario.nitems * scenario.nparties
            if any(
                state.regime[start + item * scenario.nparties + creditor] for item in range(scenario.nitems)
            ):
                broken.append(rider)
    return broken


def staff_agrees(scenario: Scenario, state: State) -> bool:
    """Whether the staff's assessment is favourable: riders kept."""
    debtor = debtor_of(scenario)
    return not breaches(scenario, state, state.fund.riders, scenario.imf, debtor)


def audit_odds(scenario: Scenario, state: State) -> int:
    """Percent odds that a review finds what was diverted; none when nothing was."""
    money, tuning = state.diverted[debtor_of(scenario)], scenario.spec.tuning
    return max(0, min(90, tuning.audit + 5 * (money - tuning.divert_lot))) if money else 0


def audit(board: Board) -> bool:
    """A review looks for diverted money; returns whether it was found."""
    scenario, state = board.scenario, board.state
    debtor = debtor_of(scenario)
    if not board.chance(POLITICS, audit_odds(scenario, state), "the auditors find diverted money"):
        return False
    cause = because("diversion_found")
    board.put("diverted", debtor, 0, cause)
    if scenario.reserves[debtor] >= 0:
        board.put("unbooked", scenario.reserves[debtor], 0, cause)
    for station in scenario.stations_of[debtor]:
        board.shift("force", station, state.unseen[station], cause)
        board.put("unseen", station, 0, cause)
    board.shift("credibility", debtor, -12, cause)
    board.shift("imf_credibility", 0, -6, cause)
    board.shift("stability", debtor, -3, cause)
    for power in range(scenario.npowers):
        if power != debtor:
            board.shift("trust", power * scenario.npowers + debtor, -6, cause)
    board.tell("diversion_found", power=debtor)
    return True


def hold_review(board: Board) -> None:
    """The audit first; if it finds nothing, the vote."""
    if audit(board):
        board.state.fund = evolve(board.state.fund, next_review=board.state.turn + 1)
    else:
        open_vote(board)


def open_vote(board: Board) -> None:
    """Put the motion to release a tranche before the board: every member with a vote is asked."""
    scenario, state = board.scenario, board.state
    spec = scenario.spec.board
    assert spec is not None
    debtor = debtor_of(scenario)
    voters = [seat for seat, p in enumerate(scenario.powers) if spec.votes.get(p.id, 0) and seat != debtor]
    state.votes = tuple(-1 if seat in voters else SUPPORT for seat in range(scenario.npowers))
    state.fund = evolve(state.fund, agrees=staff_agrees(scenario, state))
    board.tell("board_met", power=debtor, agrees=state.fund.agrees)
    for seat in reversed(voters):
        board.ask(Kind.VOTE, seat)
    if not voters:
        _decide(board, spec)


def cast_vote(board: Board, seat: int, stance: int, cause: Cause) -> None:
    """Cast a vote at its price, and decide once all have voted."""
    scenario, state = board.scenario, board.state
    spec = scenario.spec.board
    assert spec is not None
    debtor, n = debtor_of(scenario), scenario.npowers
    for pledge in state.pledges:
        if pledge.kind == "vote" and pledge.giver == seat and pledge.taker == debtor:
            state.pledges = tuple(p for p in state.pledges if p is not pledge)
            if stance == OPPOSE:
                break_pledge(board, pledge)
    if stance != OPPOSE:
        notice(board, seat, debtor, ClauseSpec("vote"))
    against_staff = stance == (OPPOSE if state.fund.agrees else SUPPORT)
    state.votes = tuple(stance if s == seat else v for s, v in enumerate(state.votes))
    board.shift("trust", debtor * n + seat, (4, -2, -8)[stance], cause)
    board.shift("influence", seat * n + debtor, (2, 0, -3)[stance], cause)
    if stance == ABSTAIN:
        board.shift("standing", seat, 1, cause)
        board.shift("stability", seat, -1, cause)
    if stance == OPPOSE:
        board.shift("standing", seat, -1, cause)
        board.shift("stability", seat, 2, cause)
    if against_staff:
        board.shift("imf_credibility", 0, -4, cause)
    board.tell("vote_cast", power=seat, stance=stance)
    if -1 not in state.votes:
        _decide(board, spec)


def in_favour(scenario: Scenario, state: State, votes: tuple[int, ...], agrees: bool) -> int:
    """Tenths of a percent of the whole board in favour.

    An abstention counts half: a consensus is felt out, not counted. Lobbying moves only chairs that follow the staff.
    """
    spec = scenario.spec.board
    assert spec is not None
    debtor = debtor_of(scenario)
    share = 85 if agrees else 30
    favour = min(spec.rest, max(0, spec.rest * share // 100 + state.fund.lobby))
    for seat, power in enumerate(scenario.powers):
        if seat == debtor:
            continue
        weight = spec.votes.get(power.id, 0)
        favour += (weight, weight // 2, 0)[votes[seat]] if votes[seat] >= 0 else weight // 2
    return favour


def released(scenario: Scenario, state: State) -> int:
    """What the board's yes would pay out now: the tranche by the lender's credibility, and once what is earmarked."""
    spec = scenario.spec.board
    if spec is None:
        return 0
    besides = spec.earmarked if state.fund.reviews == 1 else 0
    return spec.tranche * (50 + state.imf_credibility[0] // 2) // 100 + besides


def _decide(board: Board, spec: BoardSpec) -> None:
    scenario, state = board.scenario, board.state
    agrees = state.fund.agrees
    favour = in_favour(scenario, state, state.votes, agrees)
    passed = favour >= spec.threshold
    debtor, account = debtor_of(scenario), scenario.reserves[debtor_of(scenario)]
    cause = because("board_decided")
    fund = evolve(state.fund, lobby=0, next_review=state.turn + spec.every)
    if passed:
        amount = released(scenario, state)
        if state.fund.reviews == 1:
            for region, power in enumerate(scenario.region_power):
                if power == debtor:
                    board.shift("environment", region, 6, because("resilience_money"))
        board.pay(scenario.imf, account if account >= 0 else debtor, amount, cause)
        loan = Loan(state.next_loan, scenario.imf, debtor, amount, 4, state.turn + LOAN_TURNS, ())
        state.loans, state.next_loan = (*state.loans, loan), state.next_loan + 1
        board.shift("stability", debtor, 3, cause)
        board.shift("credibility", debtor, 3, cause)
        fund = evolve(fund, active=True, reviews=fund.reviews + 1, riders=fund.riders or spec.riders)
    else:
        board.shift("stability", debtor, -4, cause)
        board.shift("credibility", debtor, -4, cause)
    if not agrees:
        board.shift("imf_credibility", 0, -3 if passed else 1, cause)
    state.fund, state.votes = fund, ()
    board.tell("tranche_decided", power=debtor, passed=passed, favour=favour)
