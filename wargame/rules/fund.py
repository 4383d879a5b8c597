"""The lender of last resort: its riders, its staff's word, and the vote of its board."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.board import Board, Kind
from wargame.rules.chance import POLITICS
from wargame.rules.compiled import Scenario
from wargame.rules.effects import apply_effect, compiled
from wargame.rules.measures import Condition, conditions
from wargame.rules.pledges import break_pledge
from wargame.rules.reasons import Cause, because
from wargame.rules.records import Loan, Pledge
from wargame.rules.spec import BoardSpec, ClauseSpec, MotionSpec
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


def prepare_motion(board: Board) -> None:
    """The staff makes known what it will put before the board at the next review: nothing twice before all had its turn."""
    scenario, state = board.scenario, board.state
    spec, fund = scenario.spec.board, state.fund
    if spec is None or not fund.active or fund.motion >= 0:
        return
    fit = [n for n, motion in enumerate(spec.motions) if _timely(scenario, motion)(state)]
    fresh = [n for n in fit if n not in fund.past] or [n for n in fit if n != fund.past[-1]]
    if not fresh:
        return
    at = board.pick(POLITICS, (1,) * len(fresh), "the motion that the staff prepares") if fresh[1:] else 0
    board.state.fund = evolve(fund, motion=fresh[at])
    board.tell("motion_prepared", power=debtor_of(scenario), motion=fresh[at])


def _timely(scenario: Scenario, motion: MotionSpec) -> Condition:
    """Whether what a motion is about is at hand, compiled once per scenario."""
    table: dict[str, Condition] = scenario.cache.setdefault("motions", {})
    found = table.get(motion.id)
    if found is None:
        found = table[motion.id] = conditions(motion.when, scenario)
    return found


def motion_of(scenario: Scenario, state: State) -> MotionSpec | None:
    """What the staff has prepared for the next review; None for a tranche and nothing else."""
    spec = scenario.spec.board
    return None if spec is None or state.fund.motion < 0 else spec.motions[state.fund.motion]


def hold_review(board: Board) -> None:
    """The audit first; if it finds nothing, the vote."""
    if audit(board):
        board.state.fund = evolve(board.state.fund, next_review=board.state.turn + 1)
    else:
        open_vote(board)


def open_vote(board: Board) -> None:
    """Put the motion before the board: every member with a vote is asked."""
    scenario, state = board.scenario, board.state
    debtor, voters = debtor_of(scenario), members(scenario)
    state.votes = tuple(-1 if seat in voters else SUPPORT for seat in range(scenario.npowers))
    state.fund = evolve(state.fund, agrees=staff_agrees(scenario, state))
    board.tell("board_met", power=debtor, agrees=state.fund.agrees)
    for seat in reversed(voters):
        board.ask(Kind.VOTE, seat)
    if not voters:
        _decide(board)


def members(scenario: Scenario) -> list[int]:
    """The seats that have a vote, listed once per scenario."""
    found: list[int] | None = scenario.cache.get("members")
    if found is None:
        votes = scenario.spec.board.votes if scenario.spec.board is not None else {}
        seats, debtor = enumerate(scenario.powers), debtor_of(scenario)
        found = scenario.cache["members"] = [
            seat for seat, power in seats if votes.get(power.id) and seat != debtor
        ]
    return found


def promised_votes(state: State, seat: int) -> list[Pledge]:
    """A seat's pledges of how it votes on the next motion, whoever they were given to."""
    return [pledge for pledge in state.pledges if pledge.kind == "vote" and pledge.giver == seat]


def cast_vote(board: Board, seat: int, stance: int, cause: Cause) -> None:
    """Cast a vote at its price, and decide once all have voted."""
    take_side(board, seat, stance, cause)
    if -1 not in board.state.votes:
        _decide(board)


def take_side(board: Board, seat: int, stance: int, cause: Cause) -> None:
    """What a vote costs and wins, whatever comes of it. What was voted the last time too wins less: it was expected."""
    scenario, state = board.scenario, board.state
    debtor, n = debtor_of(scenario), scenario.npowers
    for pledge in promised_votes(state, seat):
        state.pledges = tuple(p for p in state.pledges if p is not pledge)
        if stance != pledge.what:
            break_pledge(board, pledge)
    news = not state.fund.last or state.fund.last[seat] != stance
    notice(board, seat, debtor, ClauseSpec("vote", what=scenario.ids["stance"][stance]))
    state.votes = tuple(stance if s == seat else v for s, v in enumerate(state.votes))
    if stance == SUPPORT:
        board.shift("trust", debtor * n + seat, 2 if news else 0, cause)
        board.shift("influence", seat * n + debtor, 1 if news else 0, cause)
    elif stance == ABSTAIN:
        board.shift("trust", debtor * n + seat, -1, cause)
        board.shift("standing", seat, 1 if news else 0, cause)
        board.shift("stability", seat, -1, cause)
    else:
        board.shift("trust", debtor * n + seat, -3, cause)
        board.shift("influence", seat * n + debtor, -1, cause)
        board.shift("standing", seat, -1, cause)
        board.shift("stability", seat, 2 if news else 1, cause)
    if stance == (OPPOSE if state.fund.agrees else SUPPORT):
        board.shift("imf_credibility", 0, -4, cause)
    board.tell("vote_cast", power=seat, stance=stance)


def in_favour(scenario: Scenario, state: State, votes: tuple[int, ...], agrees: bool) -> int:
    """Tenths of a percent of the whole board in favour.

    The other chairs heed the staff as far as its lender is believed, and the debtor's name; members who take a side carry
    some of them along by their standing, and lobbying moves some. An abstention counts half: a consensus is felt out.
    """
    spec = scenario.spec.board
    assert spec is not None
    debtor, believed = debtor_of(scenario), state.imf_credibility[0]
    share = 50 + ((spec.agreed if agrees else spec.doubted) - 50) * believed // 100
    share += (state.credibility[debtor] - 50) * spec.heed // 100
    others, seats = spec.rest * share // 100 + state.fund.lobby, 0
    for seat in members(scenario):
        weight, stance = spec.votes[scenario.powers[seat].id], votes[seat]
        seats += (weight, weight // 2, 0)[stance] if stance >= 0 else weight // 2
        others += (spec.carry, 0, -spec.carry)[stance] * state.standing[seat] if stance >= 0 else 0
    return seats + min(spec.rest, max(0, others))


def needed(scenario: Scenario, agrees: bool) -> int:
    """Tenths of a percent in favour that a motion takes; a waiver may take fewer."""
    spec = scenario.spec.board
    assert spec is not None
    return spec.threshold if agrees else spec.waiver_threshold or spec.threshold


def released(scenario: Scenario, state: State) -> int:
    """What a yes would pay out now: the motion's money by the lender's credibility, and once what is earmarked."""
    spec, motion = scenario.spec.board, motion_of(scenario, state)
    if spec is None:
        return 0
    tranche = spec.tranche * (motion.percent if motion else 100)
    besides = spec.earmarked if state.fund.reviews == 1 else 0
    whole = tranche * (50 + state.imf_credibility[0] // 2) // 10_000 + besides
    return whole if state.fund.agrees else whole * spec.waiver // 100


def _decide(board: Board) -> None:
    scenario, state = board.scenario, board.state
    favour = in_favour(scenario, state, state.votes, state.fund.agrees)
    conclude(board, favour >= needed(scenario, state.fund.agrees), favour)


def conclude(board: Board, passed: bool, favour: int) -> None:
    """Let the motion before the board pass or fail, with all that hangs on it."""
    scenario, state = board.scenario, board.state
    spec, motion, number = scenario.spec.board, motion_of(scenario, state), state.fund.motion
    assert spec is not None
    debtor, agrees, amount = debtor_of(scenario), state.fund.agrees, released(scenario, state)
    cause = because("board_decided")
    past = state.fund.past if motion is None else (*(p for p in state.fund.past if p != number), number)
    fund = evolve(
        state.fund, lobby=0, next_review=state.turn + spec.every, motion=-1, past=past, last=state.votes
    )
    if passed:
        _pay_out(board, spec, amount, cause)
        fund = evolve(fund, active=True, reviews=fund.reviews + 1, riders=fund.riders or spec.riders)
    else:
        _hold_against(board, cause)
    step = 3 if passed else -4
    board.shift("stability", debtor, step, cause)
    board.shift("credibility", debtor, step, cause)
    if motion is not None:
        why = because("motion_passed", number) if passed else because("motion_failed", number)
        for effect in compiled(motion.passed if passed else motion.failed, scenario):
            apply_effect(board, effect, why, POLITICS)
    if not agrees:
        board.shift("imf_credibility", 0, -3 if passed else 1, cause)
    state.fund, state.votes = fund, ()
    board.tell("tranche_decided", power=debtor, passed=passed, favour=favour, amount=amount)


def _hold_against(board: Board, cause: Cause) -> None:
    """The money that did not come is held against whoever opposed it, beyond the vote itself."""
    scenario, state = board.scenario, board.state
    debtor, n = debtor_of(scenario), scenario.npowers
    for seat, stance in enumerate(state.votes):
        if stance == OPPOSE:
            board.shift("trust", debtor * n + seat, -3, cause)
            board.shift("influence", seat * n + debtor, -1, cause)


def _pay_out(board: Board, spec: BoardSpec, amount: int, cause: Cause) -> None:
    """The money is lent to the reserves; with the second tranche comes what heals the land."""
    scenario, state = board.scenario, board.state
    debtor = debtor_of(scenario)
    account = scenario.reserves[debtor]
    if state.fund.reviews == 1:
        for region, power in enumerate(scenario.region_power):
            if power == debtor:
                board.shift("environment", region, 6, because("resilience_money"))
    board.pay(scenario.imf, account if account >= 0 else debtor, amount, cause)
    loan = Loan(state.next_loan, scenario.imf, debtor, amount, 4, state.turn + LOAN_TURNS, ())
    state.loans, state.next_loan = (*state.loans, loan), state.next_loan + 1
