"""Small games whose true causes are known: what moved a score is named, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from tests.tiny import TINY
from wargame.explain.attribution import DEED, DRIFT, WORK, Cause, causes
from wargame.explain.scores import opening_total, total_now
from wargame.explain.turning import SMALL, _weighty, turning_points
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import reading
from wargame.rules.reasons import because
from wargame.rules.state import State
from wargame.scenario import load

CHN, PAK = 0, 1
QUIET = ("pass", "hold", "refuse")


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    """Two powers, four turns."""
    return load(str(TINY))


def quarter(game: Game, *wishes: str) -> None:
    """Play to the next quarter: each wish once and as soon as it can, and otherwise nothing that can be left."""
    left, turn = list(wishes), game.state.turn
    while game.state.turn == turn and not game.over:
        legal = list(game.legal)
        action = next((a for a in legal if a.key in left), None)
        if action is not None:
            left.remove(action.key)
        else:
            action = next((a for a in legal if a.code in QUIET), legal[0])
        game.apply(action)
    assert not left, f"never could: {left}"


def worth(path: str, scenario: Scenario, sense: int = 1) -> Callable[[State], int]:
    read = reading(path, scenario)
    return lambda state: 100 * sense * read(state)


def about(game: Game, path: str, step: int) -> list[tuple[int, str]]:
    """What moved a measure in a direction in the first quarter, best first."""
    view, entries = game.view(PAK), game.entries_for(PAK)
    found = causes(view, entries, 1, step, worth(path, game.scenario))
    return [(cause.rank, cause.text) for cause in found]


# ---- works
def test_a_finished_mine_is_why_income_rose(tiny: Scenario) -> None:
    """An attack, a deployment and talks in the same quarter moved other things."""
    game = Game.new(tiny, 2)
    game.state.left[tiny.numbers["site"]["old_pit"]] = 1
    quarter(game, "reconcile PAK hills", "step_back PAK line")
    assert about(game, "site_income.PAK", 1) == [(WORK, "The project at Old Pit is finished: capacity 2")]


def test_the_turning_point_of_that_quarter_says_so(tiny: Scenario) -> None:
    game = Game.new(tiny, 2)
    pit = tiny.numbers["site"]["old_pit"]
    game.state.left[pit] = 1
    # The lead is China's throughout, and Pakistan moves most.
    game.state.money[tiny.reserves[PAK]] = 0
    quarter(game)
    view = game.view(PAK)
    was = total_now(tiny, Game.new(tiny, 2).state, CHN)
    view.state.history = ((was, opening_total(tiny, PAK) + 6),)
    [point] = turning_points(view, game.entries_for(PAK))
    assert (point.turn, point.seat) == (1, PAK)
    assert "most of it in machines (Income from the ground)" in point.text
    assert point.causes == ("The project at Old Pit is finished: capacity 2",)


def test_a_work_elsewhere_is_told_with_its_country(tiny: Scenario) -> None:
    """One's own is not."""
    game = Game.new(tiny, 2)
    game.state.left[tiny.numbers["site"]["old_pit"]] = 1
    quarter(game)
    view, entries = game.view(PAK), game.entries_for(PAK)
    for seat, name in ((PAK, "Old Pit"), (CHN, "Old Pit in Pakistan")):
        found = causes(view, entries, 1, 1, worth("site_income.PAK", tiny), seat)
        assert [cause.text for cause in found if cause.rank == WORK] == [
            f"The project at {name} is finished: capacity 2"
        ]


def test_what_weighs_little_in_a_gain_does_not_account_for_it() -> None:
    """A fifth is the least; when nothing reaches it, that is said."""
    found = [Cause(DEED, "Talks", 300), Cause(DRIFT, "Time", 199)]
    assert _weighty(found, 1000) == ["Talks"]
    assert _weighty(found, 2000) == [SMALL]
    assert _weighty([Cause(DEED, "A strike", -300)], -1000) == ["A strike"]
    assert _weighty([], 1000) == []


def test_a_finished_refinery_moves_scores_through_the_market(tiny: Scenario) -> None:
    """It changes no figure a goal reads: what it sells is known by clearing the market without it."""
    game = Game.new(tiny, 2)
    works = tiny.numbers["site"]["works"]
    game.state.left[works], game.state.owner[works] = 1, PAK
    quarter(game)
    assert about(game, "dependency.PAK.CHN", -1) == [
        (WORK, "The project at Separation Works is finished: capacity 1")
    ]
    idle = Game.new(tiny, 2)
    quarter(idle)
    assert about(idle, "dependency.PAK.CHN", -1) == []


# ---- decisions
def test_a_control_is_why_the_supply_failed(tiny: Scenario) -> None:
    game = Game.new(tiny, 2)
    quarter(game, "regime CHN heavy PAK ban", "share PAK old_pit 2")
    found = about(game, "shortage.PAK", 1)
    assert [rank for rank, _ in found] == [DEED]
    assert found[0][1].startswith("China: ")
    assert "Heavy" in found[0][1]


def test_what_came_after_a_market_is_a_cause_in_the_next(tiny: Scenario) -> None:
    """A ban late in a quarter is felt in the one after, which holds no entry of it."""
    game = Game.new(tiny, 2)
    quarter(game)
    last = game.entries_for(PAK)[-1]
    assert game.board.ledger is not None
    for item in range(len(tiny.ids["item"])):
        at = tiny.cell("regime", "CHN", tiny.ids["item"][item], "PAK")
        step = 3 - game.state.regime[at]
        game.state.regime[at] = 3
        entry = evolve(last, turn=1, name="regime", index=at, delta=step, value=3, cause="A ban")
        game.board.ledger.append(entry)
    quarter(game)
    found = causes(game.view(PAK), game.entries_for(PAK), 2, 1, worth("shortage.PAK", tiny))
    assert [cause.text for cause in found] == ["A ban"]


def test_of_a_control_set_and_lifted_neither_half_breaks_the_reckoning(tiny: Scenario) -> None:
    """Without the first the second would lift what was never set."""
    game = Game.new(tiny, 2)
    quarter(game, "regime CHN heavy all ban", "regime CHN heavy all open")
    assert about(game, "shortage.PAK", 1) == []
    [(_, lifted)] = about(game, "shortage.PAK", -1)
    assert lifted.endswith(", open")


def test_a_decision_comes_before_what_drifts(tiny: Scenario) -> None:
    game = Game.new(tiny, 2)
    game.state.stability[PAK] = 40
    quarter(game, "counter PAK")
    [healed] = [entry for entry in game.entries_for(PAK) if entry.cause == because("time_heals")]
    assert game.board.ledger is not None
    # Time heals three points to the decision's one.
    game.state.stability[PAK] += 2
    game.board.ledger.append(evolve(healed, delta=2, value=healed.value + 2))
    assert [rank for rank, _ in about(game, "stability.PAK", 1)] == [DEED, DRIFT]


def test_what_pulled_the_other_way_is_no_cause(tiny: Scenario) -> None:
    game = Game.new(tiny, 2)
    quarter(game, "sweep PAK hills")
    up, down = about(game, "grievance.hills", 1), about(game, "grievance.hills", -1)
    assert up
    assert not set(up) & set(down)


def test_what_touches_no_goal_is_never_named(tiny: Scenario) -> None:
    """Tension does not move reserves, however loud."""
    game = Game.new(tiny, 2)
    quarter(game, "escalate PAK line")
    assert not any("line" in text.lower() for _, text in about(game, "reserves.PAK", 1))
    assert about(game, "tension.line", 1)[0][1].startswith("Pakistan: ")
