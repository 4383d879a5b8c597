"""Research libraries: their own conformance tests, arrays that hide what a view hides, and our invariants as their check.

Without the extra `research` these tests are left out; `.ci/run` installs it and lets none be left out.
"""

import os
import random
import time
import warnings
from typing import Any

import pytest

from tests.rules.playing import totals
from wargame.rules.errors import IllegalAction
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.scenario import load

if not os.environ.get("CHOKEPOINT_RESEARCH"):
    pytest.importorskip("pettingzoo")
    pytest.importorskip("pyspiel")

import numpy as np
import pyspiel
from pettingzoo.test import api_test, seed_test

from wargame.bridges import arrays
from wargame.bridges.openspiel import ChokepointState
from wargame.bridges.pettingzoo import env, raw_env


# ---- arrays
def test_every_number_of_an_observation_has_a_name_and_is_what_the_view_says() -> None:
    scenario = load("the-tap")
    names = arrays.layout(scenario)
    assert len(set(names)) == len(names)
    game = Game.new(scenario, 3)
    for step in range(60):
        for seat in range(2):
            seen = dict(zip(names, arrays.observation(game, seat).tolist(), strict=True))
            state = game.view(seat).state
            assert (seen["turn"], seen["seat"]) == (state.turn, seat)
            assert seen["trust.USA.CHN"] == state.trust[scenario.cell("trust", "USA", "CHN")]
            assert seen["price.heavy"] == state.price[scenario.cell("price", "heavy")]
        if game.decision is None:
            break
        game.apply(game.legal.pick(step))


def test_an_observation_hides_what_a_view_hides() -> None:
    """Positions that differ in the seed, the deck and another's agenda read alike."""
    game = Game.new(load("linchpin"), 3, quiet=True)
    for step in range(12):
        game.play(game.legal.pick(step))
    twin = game.copy(seed=99)
    twin.state.deck = game.state.deck[::-1]
    twin.state.agenda[1] = 1 - min(1, game.state.agenda[1])
    assert game.digest() != twin.digest()
    assert (arrays.observation(game, 0) == arrays.observation(twin, 0)).all()
    assert (arrays.observation(game, 1) != arrays.observation(twin, 1)).any()


def test_the_mask_is_the_list_of_choices() -> None:
    game = Game.new(load("the-tap"), 3)
    for step in range(40):
        assert game.decision is not None
        seat = game.decision.seat
        assert np.flatnonzero(arrays.mask(game, seat)).tolist() == sorted(a.number for a in game.legal)
        assert not arrays.mask(game, 1 - seat).any()
        game.apply(game.legal.pick(step))


# ---- PettingZoo
@pytest.mark.parametrize("name", ["the-tap", "linchpin", "tests/data/tiny.toml"])
def test_pettingzoo_finds_nothing_wrong(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # about a dict of observations, and names of agents
        api_test(env(name), num_cycles=300)
        seed_test(lambda: env(name), num_cycles=200)


def episode(made: Any, seed: int, way: int) -> list[tuple[str, int]]:
    made.reset(seed=seed)
    rng, taken = random.Random(way), []
    for agent in made.agent_iter():
        seen, _, over, cut, _ = made.last()
        if over or cut:
            made.step(None)
            continue
        action = int(rng.choice(np.flatnonzero(seen["action_mask"])))
        taken.append((agent, action))
        made.step(action)
    return taken


@pytest.mark.parametrize("reward", ["win", "score"])
def test_a_game_ends_and_pays_everybody_once(reward: str) -> None:
    made = raw_env("the-tap", reward=reward)
    made.reset(seed=3)
    earned = dict.fromkeys(made.possible_agents, 0.0)
    rng = random.Random(4)
    for agent in made.agent_iter():
        seen, paid, over, _, _ = made.last()
        earned[agent] += paid
        made.step(None if over else int(rng.choice(np.flatnonzero(seen["action_mask"]))))
    expected = arrays.rewards(made.scenario, made.game.state, reward)
    assert list(earned.values()) == expected
    if reward == "win":
        assert sum(expected) == pytest.approx(1.0 if made.game.state.ended.winners else 0.0)


def test_a_seed_and_choices_make_the_game_and_the_next_one_differs() -> None:
    first, again = raw_env("the-tap"), raw_env("the-tap")
    assert episode(first, 3, 1) == episode(again, 3, 1)
    assert first.game.digest() == again.game.digest()
    again.reset()
    assert again.game.state.seed != first.game.state.seed


def test_an_illegal_action_changes_nothing() -> None:
    made = raw_env("the-tap")
    made.reset(seed=1)
    seen = made.last()[0]
    before = made.game.digest()
    with pytest.raises(IllegalAction):
        made.step(int(np.flatnonzero(seen["action_mask"] == 0)[0]))
    assert made.game.digest() == before


def test_no_other_reward() -> None:
    with pytest.raises(ValueError, match="one of win, score"):
        raw_env("the-tap", reward="glory")


@pytest.mark.slow
def test_speed_of_random_play() -> None:
    """Prints it; how fast a machine is says nothing about the code."""
    made, steps, begin = raw_env("the-tap"), 0, time.perf_counter()
    for seed in range(20):
        steps += len(episode(made, seed, seed))
    print(f"\nPettingZoo, the-tap at random: {steps / (time.perf_counter() - begin):,.0f} steps/s")
    assert steps > 1000


# ---- OpenSpiel
@pytest.mark.parametrize("name", ["the-tap", "linchpin", "tests/data/tiny.toml"])
def test_openspiel_finds_nothing_wrong_and_our_invariants_hold(name: str) -> None:
    game = pyspiel.load_game("chokepoint", {"scenario": name})
    scenario = load(name)
    found = []

    def check(state: ChokepointState) -> None:
        position = state.position.game
        if position is None:
            return
        opened = Game.new(scenario, position.state.seed, quiet=True)
        assert totals(position) == totals(opened)
        for figure in FIGURES.values():
            column = getattr(position.state, figure.name)
            assert all(figure.low <= value <= figure.high for value in column), figure.name
        assert position.over or position.legal
        found.append(position.state.turn)

    pyspiel.random_sim_test(game, num_sims=2, serialize=True, verbose=False, state_checker_fn=check)
    assert len(found) > 50


def test_an_openspiel_state_is_copied_and_goes_its_own_way() -> None:
    game = pyspiel.load_game("chokepoint", {"seeds": 8})
    state = game.new_initial_state()
    assert [seed for seed, _ in state.chance_outcomes()] == list(range(8))
    state.apply_action(5)
    copy = state.clone()
    before = str(state)
    copy.apply_action(copy.legal_actions()[0])
    assert (str(state), str(copy) == before) == (before, False)
    assert state.position.game.state.seed == 5


def test_an_openspiel_observation_is_the_array() -> None:
    game = pyspiel.load_game("chokepoint")
    state = game.new_initial_state()
    state.apply_action(1)
    seen = np.array(state.observation_tensor(1), np.int64)
    assert (seen == arrays.observation(state.position.game, 1)).all()
    assert state.observation_string(1) == state.position.game.view(1).digest()
