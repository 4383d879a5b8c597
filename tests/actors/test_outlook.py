"""Rulings on what rules of thumb foresee: debts repaid, work pressed on, and quarters that are counted already."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, set_up
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.actors.worth import Worth
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State

IDS = ("agenda", "owner", "stake")
"""Figures that number a thing: they hold another, not more or less of it."""


def after(scenario: Scenario, steps: int) -> State:
    """The position after so many random decisions."""
    game = Game.new(scenario, 3, quiet=True)
    for step in range(steps):
        game.play(game.legal.pick(mix(4, 7, step)))
    return game.state


def shaken(state: State, name: str, way: Random) -> State:
    """A copy in which some cells of a figure hold something else."""
    state, figure = state.copy(), FIGURES[name]
    column = getattr(state, name)
    for _ in range(way.randrange(1, 12)):
        cell = way.randrange(len(column))
        if name in IDS:
            column[cell] = way.choice(column)
        else:
            step = way.choice((-30, -5, -1, 1, 5, 30))
            column[cell] = max(figure.low, min(figure.high, column[cell] + step))
    return state


def test_a_debt_is_owed_no_more_once_it_falls_due_within_a_year() -> None:
    """What is owed is foreseen after the dues of four quarters; who lent still reckons with all that comes back."""
    case = set_up("PAK", board=amended(turns=12)).free_of_debt()
    case.owes("PAK", "CHN", 10, due=3).owes("PAK", "CHN", 20, due=9)
    outlook = Almanac(case.scenario).foresee(case.state.copy())
    assert [loan.amount for loan in outlook.state.loans] == [20]
    assert [loan.amount for loan in outlook.loans] == [10, 20]


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_remembered_of_one_position_is_not_taken_for_another(linchpin: Scenario, name: str) -> None:
    """Whatever figure a move changes, who has foreseen other positions foresees the same as who has not."""
    before, wise, way = after(linchpin, 60), Almanac(linchpin), Random(name)
    before.regime = [way.choice((0, 2, 3)) for _ in before.regime]  # or no licence would matter
    before.used = [way.randrange(4) for _ in before.used]
    for _ in range(8):
        state, fresh = shaken(before, name, way), Almanac(linchpin)
        known, new = (almanac.foresee(state.copy()) for almanac in (wise, fresh))
        assert known.state.digest() == new.state.digest()
        assert known == evolve(new, state=known.state)
        for seat in range(linchpin.npowers):
            judges = Worth(wise, Temper.drawn(seat + 1)), Worth(fresh, Temper.drawn(seat + 1))
            assert judges[0].value(known, seat) == judges[1].value(new, seat)


@pytest.mark.parametrize("item", ["light", "technology", "ore"])
def test_a_control_on_anything_is_foreseen_by_who_has_foreseen_the_market(
    linchpin: Scenario, item: str
) -> None:
    """Whatever is controlled, and by whom: the market is cleared anew where it trades otherwise."""
    before, wise = after(linchpin, 60), Almanac(linchpin)
    usual, changed = wise.foresee(before.copy()).state.flow, False
    for power, party in product(range(linchpin.npowers), range(linchpin.nparties)):
        state = before.copy()
        state.regime[regime_cell(linchpin, power, linchpin.numbers["item"][item], party)] = 3
        known, new = wise.foresee(state.copy()), Almanac(linchpin).foresee(state.copy())
        assert known.state.digest() == new.state.digest()
        changed = changed or new.state.flow != usual
    assert changed


def test_work_that_is_pressed_on_is_foreseen_done_in_half_the_time() -> None:
    def foreseen(rung: int, left: int, damage: int = 0) -> int:
        case = set_up("USA", {"regime.CHN.light.USA": rung}, turn=7)
        site = case.number("site", "mojave")
        case.state.left[site], case.state.damage[site] = left, damage
        before = case.state.level[site]
        return Almanac(case.scenario).foresee(case.state.copy()).state.level[site] - before

    # Two of eight quarters are left.
    assert [foreseen(0, left) for left in (2, 3)] == [1, 0]
    assert [foreseen(3, left) for left in (3, 4, 5)] == [1, 1, 0]
    assert [foreseen(3, left, damage=1) for left in (2, 3)] == [1, 0]


def test_what_the_closing_quarters_have_brought_is_not_won_again() -> None:
    """A leap is worth a quarter of what it was where three of four closing quarters are over."""

    def leap(case: Case) -> float:
        almanac, worth = Almanac(case.scenario), []
        for fissile in (50, 80):
            state = case.state.copy()
            state.fissile[case.number("power", "PAK")] = fissile
            worth.append(Worth(almanac).score(almanac.foresee(state), 1))
        return worth[1] - worth[0]

    case = set_up("USA", turn=8, board=amended(closing=4))
    whole = leap(case)
    goals = len(case.scenario.powers[1].objectives) + 1
    row = tuple((0,) * goals for _ in case.scenario.powers)
    case.state.tallies = (row,) * 3
    assert whole > 1
    assert abs(leap(case) - whole / 4) < 0.01
