"""What is told of the closing quarters, and of work that is pressed on because its yield is withheld."""

from __future__ import annotations

from tests.rulings.case import amended, set_up
from wargame.explain.projects import pace_told, work_of
from wargame.explain.scores import closing_told

SPAN = "The final score is the mean of the last 4 quarters, 2025 Q4 to 2026 Q3"


def test_how_many_closing_quarters_are_over() -> None:
    case = set_up("USA", turn=4, board=amended(closing=4))
    assert closing_told(case.scenario, case.state) == [f"{SPAN}."]
    rest = "Points count those, and for the rest what stands now."
    for turn, over in ((5, "1 of them is over"), (6, "2 of them are over")):
        case.state.turn = turn
        case.hook("politics.scores")
        assert closing_told(case.scenario, case.state) == [f"{SPAN}; {over}. {rest}"]


def test_nothing_is_told_where_one_quarter_counts_or_the_game_is_over() -> None:
    case = set_up("USA", board=amended(closing=1))
    assert closing_told(case.scenario, case.state) == []
    case = set_up("USA", turn=8, board=amended(closing=4))
    case.hook("politics.scores")
    case.hook("politics.endings")
    assert closing_told(case.scenario, case.state) == []


def test_work_that_is_pressed_on_is_ready_sooner_and_says_so() -> None:
    quarters = {}
    for rung in (0, 3):
        case = set_up("USA", {"regime.CHN.light.USA": rung, "money.USA": 40})
        site = case.number("site", "mojave")
        assert pace_told(case.scenario, case.state, site) == (", at twice the pace" if rung else "")
        work = work_of(case.game.view(1), case.game.space.parse("refinery USA mojave"))
        assert work is not None
        quarters[rung] = work.quarter
    # Four quarters of work, the first in this quarter's market.
    assert quarters == {0: "2025 Q3", 3: "2025 Q1"}
