"""Scores as they stand at any moment, and the quarters that mattered."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.shipped import shipped
from tests.telling import sentences
from tests.tiny import TINY
from wargame.explain.past import at_end_of
from wargame.explain.scores import columns_at, columns_now, opening_columns, opening_total, total_now
from wargame.explain.turning import letters, turning_points
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.game import Game
from wargame.rules.scoring import column_scores, total_score
from wargame.scenario import load


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    """Two powers, four turns."""
    return load(str(TINY))


def played(scenario: Scenario, seed: int) -> Game:
    game = Game.new(scenario, seed)
    step = 0
    while not game.over:
        game.apply(game.legal.pick(mix(seed, 2, step)))
        step += 1
    return game


# ---- scores
def test_scores_are_there_before_the_first_quarter_ends(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    assert game.state.score == [0] * len(game.state.score)
    assert any(total_now(tiny, game.state, seat) for seat in range(tiny.npowers))
    for seat in range(tiny.npowers):
        assert total_now(tiny, game.state, seat) <= min(100, sum(columns_now(tiny, game.state, seat)))


def test_scores_move_with_the_board_and_agree_with_the_record_at_the_end(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    before = total_now(tiny, game.state, 1)
    game.state.consent[:] = [100] * len(game.state.consent)
    game.state.environment[:] = [100] * len(game.state.environment)
    assert total_now(tiny, game.state, 1) != before
    over = played(tiny, 4)
    for seat in range(tiny.npowers):
        assert total_now(tiny, over.state, seat) == total_score(tiny, over.state, seat)


def test_the_opening_is_the_same_for_every_seed(tiny: Scenario) -> None:
    for seed in (1, 2):
        state = Game.new(tiny, seed).state
        assert not state.history
        for seat in range(tiny.npowers):
            assert opening_columns(tiny, seat) == columns_now(tiny, state, seat)
            assert opening_total(tiny, seat) == total_now(tiny, state, seat)


def test_a_column_that_falls_to_nothing_in_the_first_quarter_is_not_what_it_was(tiny: Scenario) -> None:
    """No entry of the ledger says so, for they count from nothing."""
    game = Game.new(tiny, 1)
    start = opening_columns(tiny, 1)
    assert any(start)
    assert columns_at(tiny, game.entries_for(1), 0, 1) == start
    assert columns_at(tiny, [], 1, 1) == [0] * len(COLUMNS)
    over = played(tiny, 4)
    last = len(over.state.history)
    for seat in range(tiny.npowers):
        assert columns_at(tiny, over.entries_for(0), last, seat) == columns_now(tiny, over.state, seat)


def test_a_secret_agenda_moves_no_score_during_play(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    shown = [columns_now(tiny, game.state, seat) for seat in range(tiny.npowers)]
    for agenda in range(len(tiny.powers[0].agendas)):
        game.state.agenda[0] = agenda
        assert [columns_now(tiny, game.state, seat) for seat in range(tiny.npowers)] == shown


# ---- turning points
@pytest.mark.parametrize("name", [str(TINY), "board-vote"])
@pytest.mark.parametrize("seed", range(4, 10))
def test_turning_points_are_quarters_in_order_with_causes(name: str, seed: int) -> None:
    scenario = shipped(name)
    game = played(scenario, seed)
    points = turning_points(game.view(0), game.entries_for(0))
    rows = [tuple(opening_total(scenario, seat) for seat in range(scenario.npowers)), *game.state.history]
    moved = sum(was != now for was, now in pairwise(rows))
    assert len(points) == max(min(3, moved), sum(point.lead for point in points))
    turns = [point.turn for point in points]
    assert turns == sorted(set(turns))
    for point in points:
        assert point.text
        assert len(point.causes) <= 3


@pytest.mark.parametrize("name", [str(TINY), "primer"])
def test_most_of_a_gain_is_more_than_half_of_it(name: str) -> None:
    """A column that brought less is told with its points, beside the others that moved that way."""
    scenario = shipped(name)
    kinds = set()
    for seed in range(12):
        game = played(scenario, seed)
        for point in turning_points(game.view(0), game.entries_for(0)):
            gain = re.search(r"(\S+(?: \S+)?) (?:gains|loses) (\d+) points?(.*)", point.text)
            if gain is None or "tightrope" in gain[3] or not gain[3]:
                continue
            seat = next(s for s, power in enumerate(scenario.names["power"]) if gain[1].endswith(power))
            moved = column_steps(game, seat, point.turn)
            if most := re.match(r", most of it in (\w+)", gain[3]):
                kinds.add("most")
                assert 2 * abs(moved[most[1]]) > int(gain[2]), (seed, point)
            else:
                kinds.add("some")
                told = {column: int(by) for by, column in re.findall(r"(\d+) in (\w+)", gain[3])}
                assert told, (seed, point)
                assert all(abs(moved[column]) == by for column, by in told.items()), (seed, point)
                assert all(2 * by <= int(gain[2]) for by in told.values()), (seed, point)
    assert kinds == {"most", "some"}


def column_steps(game: Game, seat: int, turn: int) -> dict[str, int]:
    """By how much each column of a score moved in a quarter, reckoned from the board at either end."""
    scenario, view = game.scenario, game.view(0)
    held, stand = (
        column_scores(
            scenario,
            at_end_of(view, game.entries_for(0), when),
            seat,
            agendas=when == len(view.state.history),
        )
        for when in (turn - 1, turn)
    )
    return {name: stand[n] - held[n] for n, name in enumerate(COLUMNS)}


def test_a_change_of_the_lead_is_one_of_them(tiny: Scenario) -> None:
    game = played(tiny, 4)
    first, second = opening_total(tiny, 0), opening_total(tiny, 1)
    high, low = max(first, second), min(first, second)
    ahead = 0 if first >= second else 1
    rows = [(high, low), (high, low), (low, high + 9), (low, high + 9)]
    game.state.history = tuple(row if ahead == 0 else row[::-1] for row in rows)
    [point] = turning_points(game.view(0), [])
    assert (point.turn, point.seat, point.lead) == (3, 1 - ahead, True)
    assert "takes the lead" in point.text


def test_a_change_of_the_lead_is_told_whatever_the_others_did() -> None:
    scenario = shipped("board-vote")
    game = Game.new(scenario, 1)
    start = [opening_total(scenario, seat) for seat in range(scenario.npowers)]
    *_, third, second, first = sorted(range(scenario.npowers), key=lambda seat: start[seat])
    after = list(start)
    after[second], after[third] = start[first] + 1, 0
    game.state.history = (tuple(after),)
    [point] = turning_points(game.view(0), [])
    name = scenario.names["power"][second]
    assert point.text.startswith(f"{name} takes the lead from ")
    assert point.text.endswith(f"; {name} gains {after[second] - start[second]} points")


def test_only_what_the_reader_may_know_is_a_cause(tiny: Scenario) -> None:
    game = played(tiny, 4)
    for seat in range(tiny.npowers):
        known = set(sentences(tiny, game.events_for(seat)))
        hidden = {text.rstrip(".") for text in sentences(tiny, game.events) if text not in known}
        points = turning_points(game.view(seat), game.entries_for(seat))
        assert not hidden & {cause for point in points for cause in point.causes}


def test_no_two_powers_share_a_letter() -> None:
    assert letters(("CHN", "CAN", "IND")) == ["C", "A", "I"]
    assert letters(("A", "A", "A")) == ["A", "B", "C"]
