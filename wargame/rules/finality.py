"""What cannot be taken back: what could draw, or show its reader something hidden, whether or not it does.

It is worked out from what a seat may know and from nothing else, by the code that carries actions out: the action is
played on positions that look the same to the seat and differ in all that is hidden from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import Branching
from wargame.rules.compiled import COVERT_ACTS, Scenario
from wargame.rules.errors import RulesError
from wargame.rules.fund import debtor_of
from wargame.rules.game import Game
from wargame.rules.observe import UNKNOWN, View, view_of
from wargame.rules.records import Covert, Operation, Order
from wargame.rules.space import space_of
from wargame.rules.state import State

_GRADE = 3
"""A grade to suppose where another power knows it."""
_KEPT_BACK = 2
_UNSEEN = 2


def final(view: View, action: Action) -> bool:
    """Whether an action, its seat's or another's, may have an outcome that the view's seat cannot foresee."""
    outcomes = set()
    for state in suppositions(view):
        fate = Branching([])
        board = Board(view.scenario, state, fate, log=[])
        try:
            Game(board).play(action)
        except RulesError:
            return True  # it cannot even be done in every such position
        if fate.seen:
            return True
        told = tuple(
            (event.kind, *event.data.items()) for event in board.log or () if event.seen >> view.seat & 1
        )
        outcomes.add((view_of(view.scenario, state, view.seat).digest(), told))
    return len(outcomes) > 1


def suppositions(view: View) -> Iterator[State]:
    """Positions that the seat cannot tell apart: as if nothing were hidden, and as if all that could be were."""
    yield view.state.copy()
    scenario, seat, state = view.scenario, view.seat, view.state.copy()
    for site in range(len(scenario.sites)):
        if state.grade[site] == UNKNOWN and state.known[site]:
            state.grade[site] = _GRADE
        if scenario.site_region[site] >= 0 and seat not in (state.owner[site], scenario.host[site]):
            state.share[site] = max(0, state.declared[site] - _KEPT_BACK)
    for power in range(scenario.npowers):
        if power != seat and state.agenda[power] == UNKNOWN and scenario.powers[power].agendas:
            state.agenda[power] = 0
    _suppose_trails(scenario, state, seat)
    _suppose_programme(scenario, state, seat)
    _suppose_means(scenario, state, seat)
    # To who is no party, a loan with a secret rider looks like a plain one.
    state.loans = tuple(
        loan
        if seat in (loan.creditor, loan.debtor) or loan.riders
        else evolve(loan, riders=("collateral",), secret=True)
        for loan in state.loans
    )
    if state.sealed:
        state.orders = tuple(
            orders if power == seat else _some_order(scenario, power)
            for power, orders in enumerate(state.orders)
        )
    yield state


def _suppose_trails(scenario: Scenario, state: State, seat: int) -> None:
    """Every secret act that others could have sponsored, and one that each could have set going."""
    powers = range(scenario.npowers)
    state.operations += tuple(
        Operation(power, number)
        for power in powers
        if power != seat
        for number in _some_operation(scenario, power)
    )
    state.coverts += tuple(
        Covert(act, sponsor, target, state.turn)
        for sponsor in powers
        for target in powers
        for act in range(len(COVERT_ACTS))
        if sponsor not in (seat, target)
    )


def _suppose_programme(scenario: Scenario, state: State, seat: int) -> None:
    """Riders of the lender's programme, and programme money spent on forces."""
    debtor, board = debtor_of(scenario), scenario.spec.board
    if board is None or debtor == seat:
        return
    state.fund = evolve(state.fund, riders=board.riders)
    lot, account = scenario.spec.tuning.divert_lot, scenario.reserves[debtor]
    state.diverted[debtor] += lot
    if account >= 0:
        _unbook(scenario, state, account, lot)


def _suppose_means(scenario: Scenario, state: State, seat: int) -> None:
    """Money that others have put by for secret acts, and forces of theirs out of sight."""
    for power in range(scenario.npowers):
        if power != seat:
            _unbook(scenario, state, power, -scenario.spec.tuning.divert_lot)
    for station, power in enumerate(scenario.station_power):
        if power != seat:
            state.unseen[station] += _UNSEEN


def _unbook(scenario: Scenario, state: State, account: int, amount: int) -> None:
    """Spend money of an account, or put some by, without its books' showing it."""
    state.unbooked[account] += amount
    state.money[account] -= amount
    state.money[scenario.world] += amount


def _some_operation(scenario: Scenario, power: int) -> tuple[int, ...]:
    found = (a.number for a in space_of(scenario).actions if a.seat == power and a.operation)
    return tuple(found)[:1]


def _some_order(scenario: Scenario, power: int) -> tuple[Order, ...]:
    space = space_of(scenario)
    found = (action for action in space.actions if action.seat == power and action.number in space.orderable)
    return tuple(Order(action.number, 0, 0, 0) for action in found)[:1]
