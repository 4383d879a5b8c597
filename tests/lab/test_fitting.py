"""Fitting the evaluator: it finds what is there, repeats, and its odds agree with what happens."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from wargame.actors.evaluator import Evaluator, Weights
from wargame.actors.features import FEATURES
from wargame.actors.outlook import Almanac
from wargame.lab.fitting import Position, as_text, calibration, error, fit, gather, positions
from wargame.lab.share import Share
from wargame.rules.chance import mix
from wargame.rules.game import Game
from wargame.scenario import CAMPAIGN, load
from wargame.scenario.library import shipped_names

SEATS = ("A", "B", "C", "D")


def made_up(index: int, scenario: str = "one", more: float = 0.0) -> Position:
    """Every power has 30 points, 20 of the first figure, and what its scenario gives it; the best of them wins."""
    left = (mix(index, 9, 0) % 100) / 100
    figures = len(FEATURES) - 2
    rows = tuple(
        (*((mix(index, seat, at) % 1000) / 1000 for at in range(figures)), left, 1.0) for seat in range(4)
    )
    scores = tuple(round(30 + 20 * row[0] + more) for row in rows)
    return Position(scenario, SEATS, rows, left, scores, max(range(4), key=scores.__getitem__))


def test_it_finds_what_is_there() -> None:
    weights = fit([made_up(index) for index in range(200)])
    by_name = dict(zip(FEATURES, weights.score, strict=True))
    assert by_name.pop(FEATURES[0]) == pytest.approx(20, abs=0.6)
    assert by_name.pop(FEATURES[-1]) == pytest.approx(30, abs=1)
    assert max(map(abs, by_name.values())) < 0.6
    assert error(weights, [made_up(index) for index in range(200, 260)]) < 0.5


def test_no_figure_has_to_tell_scenarios_or_seats_apart() -> None:
    """Of two scenarios one pays forty points more, and one of its seats ten more still: the weights are the same, the
    levels their own, and what was never played goes by the mean of them.
    """
    played = []
    for index in range(300):
        each = made_up(index, "rich" if index % 2 else "poor", 40 * (index % 2))
        first, *others = each.scores
        played.append(evolve(each, scores=(first + 10 * (index % 2), *others)))
    weights = fit(played)
    by_name = dict(zip(FEATURES, weights.score, strict=True))
    assert by_name.pop(FEATURES[0]) == pytest.approx(20, abs=0.8)
    assert by_name.pop(FEATURES[-1]) == pytest.approx(30 + (40 + 10 / 4) / 2, abs=1.5)
    assert max(map(abs, by_name.values())) < 1
    ends = {name: [own.levels[power][1] for power in SEATS] for name, own in weights.scenarios.items()}
    assert ends["poor"] == pytest.approx([30] * 4, abs=1.5)
    assert ends["rich"] == pytest.approx([80, 70, 70, 70], abs=1.5)
    assert weights.of("unheard of", "A") == weights.score


def test_odds_are_as_sure_as_a_scenario_allows() -> None:
    """Where the best usually wins they are sure, where lots are drawn they are even."""
    fair = [made_up(index, "fair") for index in range(120)]
    drawn = [evolve(made_up(index, "drawn"), winner=mix(index, 3, 3) % 4) for index in range(120)]
    weights = fit([*fair, *drawn])
    sure, unsure = (max(weights.odds((50, 55, 45, 52), 0.5, name)) for name in ("fair", "drawn"))
    assert sure > 0.9
    assert unsure < 0.5


def test_positions_are_those_at_the_start_of_each_quarter() -> None:
    scenario = load("the-tap")
    found = positions(scenario, 5, "random")
    assert found == positions(scenario, 5, "random")
    assert [each.left for each in found] == sorted((each.left for each in found), reverse=True)
    assert len(found) <= scenario.spec.turns
    assert found[0].left == 1
    assert all(len(row) == len(FEATURES) for each in found for row in each.rows)


def test_the_file_holds_what_was_fitted_and_names_every_figure_scenario_and_seat() -> None:
    weights = Weights.read()
    again = json.loads(as_text(weights))
    assert list(again["score"]) == list(FEATURES)
    assert [again["score"][name] for name in FEATURES] == [round(each, 2) for each in weights.score]
    assert set(again["scenarios"]) == shipped_names()
    for name, own in again["scenarios"].items():
        assert set(own["levels"]) == {*load(name).ids["power"]}


@pytest.mark.parametrize("name", sorted(shipped_names()))
def test_odds_add_up_and_grow_surer(name: str) -> None:
    weights = Weights.read()
    early, late = (weights.odds((50, 55, 45, 52), left, name) for left in (0.9, 0.1))
    assert sum(early) == pytest.approx(1) == sum(late)
    assert max(late) >= max(early) > 0.25
    assert max(range(4), key=late.__getitem__) == 1


def test_a_position_is_judged_without_being_changed_and_an_end_by_what_it_came_to() -> None:
    scenario = load("the-tap")
    game = Game.new(scenario, 4, quiet=True)
    judge, before = Evaluator(Almanac(scenario)), game.digest()
    estimate = judge.estimate(game.state)
    assert game.digest() == before
    assert all(0 < score < 100 for score in estimate.scores)
    assert sum(judge.parts(game.state, 0)) == pytest.approx(estimate.scores[0])
    while game.decision is not None:
        game.play(game.legal.pick(7))
    ended = game.state.ended
    assert ended is not None
    expected = [float(len(ended.winners) == 1 and seat in ended.winners) for seat in range(2)]
    assert list(judge.estimate(game.state).wins) == expected


@pytest.mark.slow
def test_odds_and_results_agree_on_games_held_out() -> None:
    """Within five points in every tenth of the odds, as far as so many cases of so many games can tell."""
    games = 120
    held_out = [each for game in gather([CAMPAIGN], games, 99, "thumb", 2) for each in game]
    for cases, odds, won in calibration(Weights.read(), held_out):
        # Quarters of one game end alike: cases count as if there were a fifth of them.
        low, high = Share(round(cases / 5 * won / 100), max(1, cases // 5)).interval
        print(f"{cases:5} cases: {odds:3.0f} % expected, {won:3.0f} % won")
        assert low - 5 <= odds <= high + 5, (cases, odds, won)
