"""What falls due at a quarter's end is told at its beginning."""

from __future__ import annotations

from attrs import evolve

from wargame.explain.money import falling_due
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.records import Loan, Pledge

CHN, PAK = 0, 1


def test_a_loan_that_falls_due_is_told_to_its_debtor_only(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    game.state.fund = evolve(game.state.fund, active=False)
    game.state.loans = (Loan(1, CHN, PAK, 10, 4, 1), Loan(2, CHN, PAK, 30, 4, 2))
    lines = falling_due(game.view(PAK))
    assert lines == [
        "$1bn to China falls due at the end of this quarter.",
        "It is paid from the reserves: $11bn now, $1bn due.",
    ]
    assert falling_due(game.view(CHN)) == []


def test_a_quarter_without_dues_says_nothing(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    game.state.fund = evolve(game.state.fund, active=False)
    game.state.loans = (Loan(2, CHN, PAK, 30, 4, 2),)
    assert falling_due(game.view(PAK)) == []


def test_a_review_is_told_in_its_quarter(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    game.state.loans = ()
    words = ["The lender's board reviews your programme at the end of this quarter."]
    for when, told in ((1, words), (2, [])):
        game.state.fund = evolve(game.state.fund, active=True, next_review=when)
        assert falling_due(game.view(PAK)) == told
        assert falling_due(game.view(CHN)) == []


def test_a_pledge_in_its_last_quarter_is_told_to_whoever_gave_it(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    game.state.loans = ()
    game.state.fund = evolve(game.state.fund, active=False)
    game.state.pledges = (Pledge("relief", CHN, PAK, 1, 1), Pledge("truce", CHN, PAK, 0, 2))
    assert falling_due(game.view(CHN)) == [
        "Your pledge to Pakistan holds for this quarter and then ends: no export control on heavy rare earths."
    ]
    assert falling_due(game.view(PAK)) == []
