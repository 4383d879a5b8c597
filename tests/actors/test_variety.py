"""No two games alike: tastes, openings in any order, and a look at the whole menu before a pass."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.actors.conftest import seat_seed
from wargame.actors import make
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.actors.thumb import fancied, in_any_order, second_look
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game


def to_move(scenario: Scenario, seat: int, temper: Temper = Temper(), seed: int = 1) -> Mind:  # noqa: B008 - frozen
    """The mind of a seat at the first action that it is asked for."""
    game = Game.new(scenario, 1, quiet=True)
    while game.decision is None or game.decision.kind != Kind.ACT or game.decision.seat != seat:
        game.play(next(iter(game.legal)) if game.decision.kind != Kind.ACT else passing(game))  # type: ignore[union-attr]
    return Mind(game.view(seat), tuple(game.legal), temper, Almanac(scenario), seed)


def passing(game: Game) -> Action:
    return next(action for action in game.legal if action.code == "pass")


def test_a_taste_holds_all_game_and_differs_from_one_to_the_next() -> None:
    words = [f"word {number}" for number in range(400)]
    tastes = [Temper.drawn(5).taste(word) for word in words]
    assert tastes == [Temper.drawn(5).taste(word) for word in words]
    assert tastes != [Temper.drawn(6).taste(word) for word in words]
    assert -1 <= min(tastes) < -0.8
    assert 0.8 < max(tastes) <= 1
    assert Temper().taste("word") == 0


def test_a_taste_weighs_more_with_a_good_thing_and_little_with_a_great_one(linchpin: Scenario) -> None:
    """By two tastes, of -1 to 1 each: a third of a point of what brings nothing, one of what brings two or ten."""
    keen, cool = to_move(linchpin, 0, Temper.drawn(5)), to_move(linchpin, 0)
    for action in keen.legal[:40]:
        liking = keen.temper.taste(action.code) + keen.temper.taste(action.key)
        for points, worth in ((-2.0, 0.3), (0.0, 0.3), (1.0, 0.65), (2.0, 1.0), (10.0, 1.0)):
            more = fancied(keen, action, points) - fancied(cool, action, points)
            assert more == pytest.approx(liking * worth)


def test_what_will_be_done_this_quarter_is_done_in_any_order(linchpin: Scenario) -> None:
    """Four points, so four things will be done: in which order is a whim. What is much worse waits, and what the purse
    cannot hold beside the better ones.
    """
    first = to_move(linchpin, 0)
    free = [a for a in first.legal if a.code == "grant"] + [a for a in first.legal if a.code == "release"]
    good = [(2.0, free[0]), (1.0, free[1]), (0.4, free[2])]
    minds = [to_move(linchpin, 0, seed=seed) for seed in range(12)]
    assert {in_any_order(mind, good) for mind in minds} == {free[0], free[1]}
    priced = [action for action in first.legal if 2 * first.cost(action) <= first.state.money[0]]
    dear = sorted(priced, key=lambda action: -first.cost(action))[:3]
    assert sum(map(first.cost, dear)) > first.state.money[0] >= sum(map(first.cost, dear[:2]))
    rich = [(2.0 - number / 10, action) for number, action in enumerate(dear)]
    assert {in_any_order(mind, rich) for mind in minds} == set(dear[:2])


def test_either_agenda_is_kept_by_taste(linchpin: Scenario) -> None:
    """What both usually bring is alike, so the game's taste decides: of forty games, ten at least see either kept."""
    kept: list[Counter[Action]] = [Counter() for _ in linchpin.powers]
    for seed in range(40):
        game = Game.new(linchpin, seed, quiet=True)
        while (decision := game.decision) is not None and decision.kind == Kind.AGENDA:
            actor = make("thumb", seat_seed(seed, decision.seat))
            action = actor.decide(game.view(decision.seat), tuple(game.legal), 0).action
            kept[decision.seat][action] += 1
            game.play(action)
    assert all(len(choices) == 2 for choices in kept), kept
    assert all(min(choices.values()) >= 10 for choices in kept), kept


def test_some_columns_are_valued_more_than_they_count(linchpin: Scenario) -> None:
    """One's own only, by a quarter at most; whoever has no tastes values all alike."""
    keen, cool = to_move(linchpin, 1, Temper.drawn(5)), to_move(linchpin, 1)
    base = cool.base()
    assert cool.worth.score(base, 1, own=True) == cool.worth.score(base, 1) == keen.worth.score(base, 1)
    leaning = keen.worth.score(base, 1, own=True) / keen.worth.score(base, 1)
    assert leaning != 1
    assert 0.75 <= leaning <= 1.25


def test_before_a_pass_the_rest_of_the_menu_is_looked_at(linchpin: Scenario) -> None:
    """Nothing with a reason of its own that no outlook shows, nothing weighed already, and only what is worth it."""
    mind = to_move(linchpin, 2)
    found = second_look(mind, [])
    assert found is not None
    assert mind.gain(found) > 0
    assert not isinstance(found, Regime)
    assert second_look(mind, mind.legal) is None


@pytest.mark.slow
def test_openings_differ_passes_are_rare_and_games_are_told_apart(linchpin: Scenario) -> None:
    """Of twenty games: no first move in more than twelve, two games share half of their moves, one act in ten a pass."""
    firsts: list[Counter[str]] = [Counter() for _ in linchpin.powers]
    middle = passed = 0
    for seed in range(20):
        game = Game.new(linchpin, seed, quiet=True)
        actors = [make("thumb", seat_seed(seed, seat)) for seat in range(linchpin.npowers)]
        begun: set[int] = set()
        while (decision := game.decision) is not None:
            seat = decision.seat
            action = actors[seat].decide(game.view(seat), tuple(game.legal), 0).action
            if decision.kind == Kind.ACT:
                if seat not in begun:
                    firsts[seat][action.key] += 1
                    begun.add(seat)
                if 4 < game.state.turn <= 10:
                    middle += 1
                    passed += action.code == "pass"
            game.play(action)
    assert all(max(first.values()) <= 12 for first in firsts), firsts
    assert 10 * passed <= middle, (passed, middle)
