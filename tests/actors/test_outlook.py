"""Rulings on what rules of thumb foresee: debts repaid, work pressed on, and quarters that are counted already."""

from __future__ import annotations

from tests.rulings.case import Case, amended, set_up
from wargame.actors.outlook import Almanac
from wargame.actors.worth import Worth


def test_a_debt_is_owed_no_more_once_it_falls_due_within_a_year() -> None:
    """What is owed is foreseen after the dues of four quarters; who lent still reckons with all that comes back."""
    case = set_up("PAK", board=amended(turns=12)).free_of_debt()
    case.owes("PAK", "CHN", 10, due=3).owes("PAK", "CHN", 20, due=9)
    outlook = Almanac(case.scenario).foresee(case.state.copy())
    assert [loan.amount for loan in outlook.state.loans] == [20]
    assert [loan.amount for loan in outlook.loans] == [10, 20]


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
