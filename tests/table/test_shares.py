"""A goal in shares of the world's supply says what they are shares of, and no goal speaks of less than nothing sold."""

from __future__ import annotations

import pytest

from tests.shipped import shipped
from wargame.explain.goals import scale
from wargame.explain.places import place_of
from wargame.explain.units import SUPPLY, counted_in, unit
from wargame.plain import reports
from wargame.plain.sums import counts_for
from wargame.rules.game import Game
from wargame.rules.measures import known_measures
from wargame.rules.spec import ObjectiveSpec
from wargame.scenario import catalogue
from wargame.tui.present import goals
from wargame.tui.present.lines import plain


def test_every_measure_in_shares_of_supply_says_of_what() -> None:
    assert [name for name in known_measures() if unit(name) == SUPPLY and not counted_in(name)] == []
    assert not counted_in("cohesion")


@pytest.mark.parametrize("width", [46, 78])
@pytest.mark.parametrize("name", [item.id for item in catalogue()])
def test_goals_in_such_shares_are_told_with_it_in_both_clients(name: str, width: int) -> None:
    game = Game.new(shipped(name), 1)
    for seat, power in enumerate(game.scenario.powers):
        view = game.view(seat)
        for goal in power.objectives:
            of = counted_in(goal.measure.split(".")[0])
            lines = [text for text in reports.goals(view) if text.startswith(goal.title)]
            assert all(of in text for text in lines)
            assert not of or of in " ".join(plain(goals.goals(view, width)).split())
        assert all(len(row.text.rstrip()) <= width for row in goals.goals(view, width))


@pytest.mark.parametrize("name", [item.id for item in catalogue()])
def test_no_goal_speaks_of_less_than_nothing_sold(name: str) -> None:
    game = Game.new(shipped(name), 1)
    for seat, power in enumerate(game.scenario.powers):
        view = game.view(seat)
        for goal in power.objectives:
            place = place_of(game.scenario, goal.measure)
            if place is not None and unit(place[0]) == SUPPLY:
                on_screen = " ".join(plain(goals.counts_for(view, place, 78)).split())
                assert ("some points at 0% already" in on_screen) == (goal.worst < 0)
                assert "-" not in on_screen + counts_for(view, place)[0].replace(goal.title, "")


def test_what_gives_points_at_nothing_is_said_so() -> None:
    def told(measure: str, worst: int, best: int, weight: int = 20) -> str:
        return scale(ObjectiveSpec("x", "X", "markets", weight, measure, worst, best))

    assert told("sales.PAK", -2, 24) == "some points at 0% already, all 20 at 2.4%"
    assert told("sales.PAK", 2, 24) == "0 points at 0.2%, all 20 at 2.4%"
    assert told("alignment.PAK", -20, 24, 1) == "0 points at −20, 1 point at 24"
    assert told("money.PAK", -360, 100) == "0 points at −$36bn, all 20 at $10bn"
