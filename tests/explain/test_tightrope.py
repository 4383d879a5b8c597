"""The tightrope in words: when a balanced power's lowest meter holds its total down."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.tiny import TINY
from wargame.explain.past import at_end_of
from wargame.explain.scores import tightrope, tightrope_news, tightrope_now, tightrope_told, total_now
from wargame.rules.board import Entry
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.scoring import BALANCE_ALLOWANCE, meters
from wargame.rules.setup import opening
from wargame.scenario import load

CHN, PAK = 0, 1


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    """Two powers, four turns; Pakistan is balanced."""
    return load(str(TINY))


@pytest.fixture
def rich(tiny: Scenario) -> Game:
    """A Pakistan that has all it wants but clean land."""
    game = Game.new(tiny, 1)
    game.state.money[tiny.reserves[PAK]] = 200
    game.state.stability[PAK] = game.state.consent[0] = 100
    game.state.grievance[0] = game.state.insurgency[0] = 0
    game.state.environment[0] = 10
    return game


def test_the_lowest_meter_is_named_with_what_it_costs(tiny: Scenario, rich: Game) -> None:
    rope = tightrope(tiny, rich.state, PAK)
    assert rope is not None
    assert (rope.meter, rope.value, rope.cap) == ("environment", 10, 45)
    assert rope.earned > rope.cap == total_now(tiny, rich.state, PAK)
    (text,) = tightrope_now(tiny, rich.state)
    assert text == (
        "Tightrope: Pakistan's environment of 10 (the land of its regions) caps its total at 45 instead of "
        f"{rope.earned}."
    )


def test_a_cap_that_costs_nothing_is_not_told(tiny: Scenario, rich: Game) -> None:
    rich.state.environment[0] = 90
    assert tightrope(tiny, rich.state, PAK) is None
    assert tightrope_now(tiny, rich.state) == []


def test_only_a_balanced_power_walks_the_rope(tiny: Scenario, rich: Game) -> None:
    rich.state.stability[CHN] = 0
    assert min(meters(tiny, rich.state, CHN)) + BALANCE_ALLOWANCE < total_now(tiny, rich.state, CHN)
    assert tightrope(tiny, rich.state, CHN) is None


def test_a_quarter_tells_that_it_begins_goes_on_and_ends(tiny: Scenario, rich: Game) -> None:
    held, free = rich.state, rich.state.copy()
    free.environment[0] = 90
    assert "now caps its total at 45" in tightrope_news(tiny, free, held)[0]
    assert "still caps its total at 45" in tightrope_news(tiny, held, held)[0]
    assert tightrope_news(tiny, held, free) == ["Tightrope: no meter of Pakistan caps its total any more."]
    assert tightrope_news(tiny, free, free) == []


def test_the_debrief_tells_what_it_cost_and_since_when(tiny: Scenario, rich: Game) -> None:
    """The land was spoilt in the second quarter: from then on the cap held."""
    state = rich.state
    rich.state.history = ((50, 60), (50, 45), (50, 45))
    state.turn = 4
    spoilt = [Entry(2, "environment", 0, -80, 10, "mining")]
    (text,) = tightrope_told(rich.view(PAK), spoilt)
    assert "environment of 10 (the land of its regions) capped its total at 45 instead of" in text
    assert text.endswith("A cap held at the end of 2 of 3 quarters, first in 2025 Q1.")
    state.environment[0] = 90
    healed = [*spoilt, evolve(spoilt[0], turn=3, delta=80, value=90)]
    (text,) = tightrope_told(rich.view(PAK), healed)
    assert text == (
        "Tightrope: no meter capped Pakistan's total at the end. A cap held at the end of 1 of 3 quarters, first in "
        "2025 Q1."
    )


@pytest.mark.parametrize("seed", [2, 5])
def test_the_ledger_leads_back_to_every_quarter(tiny: Scenario, seed: int) -> None:
    """Played forward and told back, a quarter's end is the same; the opening too, but for what the seat may not know."""
    game = Game.new(tiny, seed)
    ends: dict[int, tuple[tuple[int, ...], ...]] = {}
    step = 0
    while not game.over:
        before = game.state.turn
        game.apply(game.legal.pick(mix(seed, 2, step)))
        step += 1
        if game.state.turn != before:
            ends[before] = game.state.history
    view, entries = game.view(PAK), game.entries_for(PAK)
    start = opening(tiny, seed)
    back = at_end_of(view, entries, 0)
    for name in FIGURES:
        if name not in ("money", "grade", "share", "agenda", "diverted", "known", "owner"):
            assert getattr(back, name) == getattr(start, name), name
    for turn, history in ends.items():
        then = at_end_of(view, entries, turn)
        assert then.history == history
        assert total_now(tiny, then, PAK) == history[-1][PAK]
