"""Phase 6: revenue comes in, shares and upkeep go out, the programme is reviewed, debts fall due."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.board import Board, Kind
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.figures import SECTORS, SLOW_WALK
from wargame.rules.fund import hold_review
from wargame.rules.measures import site_income, site_value
from wargame.rules.reasons import Cause, because
from wargame.rules.records import Loan
from wargame.rules.regimes import technology_rung
from wargame.rules.state import State
from wargame.rules.trade import closed_routes, demand_by_sector, working_sites

HIDDEN_HANDS = "covert"
"""The code on the menu of a power that may act in secret against others."""


def income(scenario: Scenario, state: State, power: int) -> int:
    """A power's discretionary money this quarter: less what shortages and technology regimes cost its industry."""
    tuning, m = scenario.spec.tuning, scenario.nmaterials
    start = power * len(SECTORS) * m
    missing = sum(state.short[start + m : start + 3 * m])
    units = sum(demand_by_sector(scenario, state, power)[1:3]) if missing else 0
    base = scenario.powers[power].income
    lost = base * tuning.shortage_income * missing // (100 * units) if units else 0
    chips = tuning.technology_income[technology_rung(scenario, state, power)]
    return max(0, base - lost - chips) + home_industry(scenario, state, power)


def put_by(board: Board, seat: int, amount: int, cause: Cause) -> None:
    """A power that may act in secret gets so much beside its books, to be spent on that alone."""
    if HIDDEN_HANDS in board.scenario.powers[seat].menu:
        board.veil = 1 << seat
        board.pay_unseen(seat, -amount, cause)
        board.veil = ALL


def home_industry(scenario: Scenario, state: State, power: int) -> int:
    """What downstream industry earns at home on materials the power keeps from the world."""
    n = scenario.nparties
    start = power * scenario.nitems * n + scenario.world
    kept = sum([rung >= SLOW_WALK for rung in state.regime[start : start + scenario.nmaterials * n : n]])
    return kept * scenario.spec.tuning.home_industry


def revenue(board: Board) -> None:
    """Income, corridor dues, what sites earn besides their materials, and what communities and investors are paid."""
    scenario, state = board.scenario, board.state
    world, closed = scenario.world, closed_routes(board.scenario, board.state)
    for seat, power in enumerate(scenario.powers):
        board.pay(world, seat, income(scenario, state, seat), because("income"))
        put_by(board, seat, scenario.spec.tuning.secret_vote, because("secret_vote"))
        if power.reserves is not None:
            bank = scenario.reserves[seat]
            board.pay(world, bank, power.reserves.inflow, because("trade_balance"))
            exports = site_income(scenario, state, seat) * scenario.spec.tuning.export_reserves // 100
            board.pay(world, bank, exports, because("mineral_exports"))
    for number, route in enumerate(scenario.spec.routes):
        if closed >> number & 1:
            continue
        for who, amount in route.income.items():
            board.pay(world, scenario.numbers["party"][who], amount, because("dues", number))
    at_work = working_sites(scenario, state, closed)
    for site in at_work:
        if scenario.sites[site].cash or state.stake[site] >= 0:
            _site(board, site)
    _community(board, at_work)


def _site(board: Board, site: int) -> None:
    """What a site earns in cash, and what its investor draws."""
    scenario, state = board.scenario, board.state
    spec, owner, investor = scenario.sites[site], state.owner[site], state.stake[site]
    cash = spec.cash * state.level[site] * (2 + state.hub[site]) // 2
    if cash:
        board.pay(scenario.world, owner, cash, because("site_income", site))
    if investor >= 0 and investor != owner:
        drawn = site_value(scenario, state, site) * scenario.spec.tuning.stake_percent // 100
        board.pay(owner, investor, drawn, because("stake", site))


def _community(board: Board, sites: list[int]) -> None:
    """What communities are paid, reckoned over all of an owner's sites under a host, so that small ones count too."""
    scenario, state = board.scenario, board.state
    due: dict[tuple[int, int], tuple[int, int]] = {}
    for site in sites:
        if scenario.site_region[site] >= 0:
            value = site_value(scenario, state, site)
            parties = state.owner[site], scenario.host[site]
            declared, paid = due.get(parties, (0, 0))
            due[parties] = declared + value * state.declared[site], paid + value * state.share[site]
    percent = scenario.spec.tuning.community_percent
    for (owner, host), steps in due.items():
        declared, paid = ((step * percent + 50) // 100 for step in steps)
        board.pay(owner, scenario.world, declared, because("community_shares", host))
        board.veil = 1 << owner | 1 << host
        if declared > paid:
            board.pay_unseen(owner, paid - declared, because("kept_back", host))
        board.veil = ALL


def upkeep(board: Board) -> None:
    """Forces in the field cost money."""
    scenario, state = board.scenario, board.state
    for seat in range(scenario.npowers):
        forces = sum(state.force[n] for n in scenario.stations_of[seat])
        board.pay(seat, scenario.world, forces // scenario.spec.tuning.force_per_upkeep, because("upkeep"))


def interest(board: Board) -> None:
    """A quarter's interest on all loans, creditor by creditor."""
    state, scenario = board.state, board.scenario
    owed: dict[tuple[int, int], int] = {}
    for loan in state.loans:
        pair = loan.debtor, loan.creditor
        owed[pair] = owed.get(pair, 0) + loan.amount * loan.rate
    for (debtor, creditor), sum_of in owed.items():
        board.pay(purse(scenario, debtor), creditor, sum_of // 400, because("interest"))


def purse(scenario: Scenario, power: int) -> int:
    """The account a power's debts are paid from."""
    return scenario.reserves[power] if scenario.reserves[power] >= 0 else power


def review(board: Board) -> None:
    """A programme review, when one is due: the audit first, then the vote."""
    scenario, state = board.scenario, board.state
    spec = scenario.spec.board
    if spec is None or not state.fund.active or state.turn < state.fund.next_review:
        return
    hold_review(board)


def settle(board: Board) -> None:
    """Repay what falls due, one loan at a time; a debtor who cannot pay must choose whom to fail."""
    state, scenario = board.state, board.scenario
    for loan in state.loans:
        if loan.due > state.turn:
            continue
        account = purse(scenario, loan.debtor)
        if board.booked(account) >= loan.amount:
            board.pay(account, loan.creditor, loan.amount, because("debt_repaid"))
            state.loans = tuple(x for x in state.loans if x is not loan)
            board.tell("loan_repaid", power=loan.debtor, creditor=loan.creditor, amount=loan.amount)
        else:
            board.tell("debt_unpayable", power=loan.debtor)
            board.ask(Kind.DEFAULT, loan.debtor)
            return


def due_now(state: State, debtor: int) -> list[Loan]:
    """A debtor's loans that have fallen due."""
    return [loan for loan in state.loans if loan.debtor == debtor and loan.due <= state.turn]


def may_refuse(scenario: Scenario, state: State, debtor: int, creditor: int) -> str | None:
    """Why a creditor would not believe a power that threatens to default; None when it would."""
    soon = [x for x in state.loans if x.debtor == debtor and x.due <= state.turn + 1]
    if not any(loan.creditor == creditor for loan in soon):
        return "nothing falls due that could be refused"
    held = booked(state, purse(scenario, debtor))
    owed = sum(loan.amount for loan in soon)
    return "your reserves reach, and nobody would believe it" if held >= owed else None


def default_on(board: Board, debtor: int, creditor: int, cause: Cause) -> None:
    """Fail one creditor: what is due now is put off a year, and everyone takes note."""
    scenario, state = board.scenario, board.state
    tuning, n = scenario.spec.tuning, scenario.npowers
    loans = [x for x in due_now(state, debtor) if x.creditor == creditor]
    pledged = any("collateral" in x.riders for x in loans)
    state.loans = tuple(
        evolve(x, due=state.turn + 4, rate=x.rate + 1) if x in loans else x for x in state.loans
    )
    board.shift("stability", debtor, -tuning.default_stability, cause)
    board.shift("credibility", debtor, -10, cause)
    if creditor < n:
        board.shift("trust", creditor * n + debtor, -tuning.default_trust, cause)
    for other in range(n):
        if other not in (debtor, creditor):
            board.shift("trust", other * n + debtor, -tuning.default_trust // 4, cause)
    if pledged:
        _seize(board, debtor, creditor, cause)
    board.tell("creditor_failed", power=debtor, creditor=creditor)


def _seize(board: Board, debtor: int, creditor: int, cause: Cause) -> None:
    """Collateral: the creditor takes a stake in the debtor's best site without one."""
    scenario, state = board.scenario, board.state
    free = [
        s for s, host in enumerate(scenario.host) if host == debtor and state.stake[s] < 0 and state.level[s]
    ]
    if free and creditor < scenario.nparties:
        best = max(free, key=lambda s: (site_value(scenario, state, s), -s))
        board.put("stake", best, creditor, cause)
        board.tell("stake_seized", party=creditor, site=best)
