"""Positions that one seat cannot tell apart: all that is hidden from it dealt afresh."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import COVERT_ACTS, RIDERS, Scenario
from wargame.rules.fund import debtor_of
from wargame.rules.observe import view_of
from wargame.rules.records import Covert, Operation
from wargame.rules.space import space_of
from wargame.rules.state import State


def unbook(scenario: Scenario, state: State, account: int, amount: int) -> None:
    """Take money out of an account, or put some in, without its books' showing it."""
    state.unbooked[account] += amount
    state.money[account] -= amount
    state.money[scenario.world] += amount


def redealt(scenario: Scenario, state: State, seat: int, seed: int) -> State:
    """A position with the same view, in which hidden things are otherwise."""
    other, count = state.copy(), iter(range(1 << 20))

    def below(n: int) -> int:
        return mix(seed, 3, next(count)) % n

    other.seed = seed
    other.counters = [below(9) for _ in state.counters]
    for site, spec in enumerate(scenario.sites):
        if spec.grade is None and state.known[site] and not state.known[site] >> seat & 1:
            other.grade[site] = below(5)
        if scenario.site_region[site] >= 0 and seat not in (state.owner[site], scenario.host[site]):
            other.share[site] = below(state.declared[site] + 1)
    choosing = {asked for kind, asked, _, _ in state.queue if kind == Kind.AGENDA}
    for power, spec_power in enumerate(scenario.powers):
        if power == seat or not spec_power.agendas:
            continue
        if power not in choosing:
            other.agenda[power] = below(len(spec_power.agendas))
    own = tuple(covert for covert in state.coverts if covert.sponsor == seat)
    others = [p for p in range(scenario.npowers) if p != seat]
    other.coverts = own + tuple(
        Covert(below(len(COVERT_ACTS)), sponsor, target, state.turn)
        for sponsor in others
        for target in range(scenario.npowers)
        if target != sponsor and below(2)
    )
    riders = tuple(RIDERS)
    other.loans = tuple(
        evolve(loan, riders=riders[: below(3)])
        if loan.secret and seat not in (loan.creditor, loan.debtor)
        else loan
        for loan in state.loans
    )
    debtor = debtor_of(scenario)
    if debtor not in (-1, seat):
        board, account = scenario.spec.board, scenario.reserves[debtor]
        assert board is not None
        other.fund = evolve(state.fund, riders=board.riders[: below(3)])
        other.diverted[debtor] = below(4)
        if account >= 0:
            unbook(scenario, other, account, below(4) - state.unbooked[account])
    for power in others:
        unbook(scenario, other, power, -below(4) - state.unbooked[power])
    for station, power in enumerate(scenario.station_power):
        if power != seat:
            other.unseen[station] = below(3)
    own_acts = tuple(each for each in state.operations if each.sponsor == seat)
    secret = [action for action in space_of(scenario).actions if action.operation and action.seat != seat]
    picked = {action.seat: action for action in secret if below(2)}
    other.operations = own_acts + tuple(Operation(power, act.number) for power, act in picked.items())
    assert view_of(scenario, other, seat).digest() == view_of(scenario, state, seat).digest()
    return other
