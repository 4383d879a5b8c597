"""Planners: repeatable, legal, blind to what their seat may not know, and able to say why without giving it away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import mean

import pytest
from attrs import evolve

from tests.actors.conftest import Step, played, seat_seed
from tests.actors.test_telling import with_own_secrets
from tests.tiny import TINY
from wargame.actors import ACTORS, make
from wargame.actors.evaluator import Evaluator
from wargame.actors.features import FEATURES
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.planner import LEVELS, Candidate, PlannerActor, Search, Trial, schedule
from wargame.actors.playouts import Playouts
from wargame.actors.temper import Temper
from wargame.actors.thumb import ThumbActor, forced
from wargame.actors.weighing import _tipped
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.observe import sample
from wargame.rules.scoring import final_scores
from wargame.scenario import load

QUICK = evolve(LEVELS["planner-1"], candidates=3, positions=2)
SEED = 11


def steps(path: str, every: int) -> list[Step]:
    """Decisions with something to choose, of a game that rules of thumb play."""
    return [step for step in played(path, 0) if len(step.legal) > 1][::every]


def test_levels_are_players_like_any_other() -> None:
    for name, level in LEVELS.items():
        assert ACTORS[name] == level.about
        actor = make(name, SEED)
        assert isinstance(actor, PlannerActor)
        assert actor.level is level


@pytest.mark.parametrize("path", ["linchpin", "the-tap", str(TINY)])
def test_choices_are_legal_and_the_same_for_a_fresh_actor(path: str) -> None:
    for step in steps(path, 23):
        choice = PlannerActor(SEED, QUICK).decide(step.view, step.legal)
        assert choice.action in step.game.legal
        assert choice.intent
        assert choice.reason
        assert PlannerActor(SEED, QUICK).decide(step.view, step.legal) == choice


def test_every_kind_of_question_is_answered() -> None:
    seen = set()
    for step in (*steps("linchpin", 1), *steps("board-vote", 1)):
        kind = step.legal[0].kind
        if kind not in seen:
            seen.add(kind)
            assert PlannerActor(SEED, QUICK).pick(step.view, step.legal) in step.game.legal
    assert {Kind.ACT, Kind.OPTION, Kind.SIGNAL, Kind.ANSWER, Kind.VOTE, Kind.AGENDA} <= seen


def test_it_works_from_the_view_alone() -> None:
    """Another deck, other dice and other secrets of the others change nothing."""
    for step in steps("linchpin", 41):
        state = sample(step.view, 99)
        twin = Game.at(step.game.scenario, state)
        view = twin.view(step.view.seat)
        assert view.digest() == step.view.digest()
        ours = PlannerActor(SEED, QUICK).pick(step.view, step.legal)
        assert PlannerActor(SEED, QUICK).pick(view, step.legal) == ours


def test_its_view_is_left_as_it_was() -> None:
    for step in steps("linchpin", 61):
        before = step.view.digest()
        PlannerActor(SEED, QUICK).decide(step.view, step.legal)
        assert step.view.digest() == before


def test_what_it_says_follows_from_what_everybody_knows() -> None:
    """The same move is told in the same words, its runner-up too, whatever the seat's own secrets are."""
    said = set()
    for at, step in enumerate(steps("linchpin", 9)):
        twin = with_own_secrets(step.game, step.view.seat, mix(3, 1, at))
        other = twin.view(step.view.seat)
        action = step.legal[mix(5, 2, at) % len(step.legal)]
        if action not in twin.legal or action.kind == Kind.AGENDA:
            continue
        thumb = ThumbActor(SEED)
        words = thumb.words(step.view, action)
        assert thumb.words(other, action) == words
        said.add(words[1])
    assert sum("; rather than “" in each for each in said) > 3


def test_a_forced_move_is_not_thought_about(monkeypatch: pytest.MonkeyPatch) -> None:
    step = next(step for step in played("linchpin", 0) if step.legal[0].kind == Kind.ACT)
    monkeypatch.setattr(Playouts, "first", None)
    only = step.legal[:1]
    assert forced(step.view, only)
    assert PlannerActor(SEED).pick(step.view, only) is only[0]


def test_the_move_that_tries_out_best_is_made_and_close_ones_get_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = next(
        step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT and len(step.legal) > 8
    )
    ranked = [(0.0, action) for action in step.legal[:8]]
    worth = {action: float((5 * at) % 8) for at, (_, action) in enumerate(ranked)}
    tried: Counter[Action] = Counter()

    def known(search: Search, number: int, going: Sequence[Candidate]) -> None:
        for each in going:
            each.trials.append(Trial(number, worth[each.action], 0.0, step.game.state))
            tried[each.action] += 1

    monkeypatch.setattr(Search, "_try", known)
    best = max(worth, key=worth.__getitem__)
    assert Search(step.view, SEED, LEVELS["planner-2"]).best(ranked) is best
    by_worth = [tried[action] for action in sorted(worth, key=worth.__getitem__, reverse=True)]
    assert by_worth == sorted(by_worth, reverse=True)
    assert by_worth[0] == by_worth[1] == LEVELS["planner-2"].positions > by_worth[2] > by_worth[-1] > 0


@pytest.mark.parametrize("moves", range(1, 13))
@pytest.mark.parametrize("finalists", [1, 3])
def test_finalists_are_tried_in_every_position_and_no_move_in_more(moves: int, finalists: int) -> None:
    """Whatever the number of moves, each round has fewer and begins where the one before it ended."""
    rounds = schedule(moves, finalists, 6)
    assert bool(rounds) == (moves > 1 or finalists > 1)
    assert [number for _, numbers in rounds for number in numbers] == list(range(6 if rounds else 0))
    tried = [many for many, _ in rounds]
    assert tried == sorted(tried, reverse=True)
    assert not rounds or tried[-1] >= min(moves, finalists)
    if finalists == 1 and rounds:
        assert tried[-1] == 2


def test_how_far_it_is_does_not_tell_how_many_moves_it_tries() -> None:
    """Every round of positions is told alike, and all of them in the end."""
    step = next(
        step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT and len(step.legal) > 8
    )
    level, told = evolve(QUICK, positions=3), dict[int, list[tuple[int, int]]]()
    for moves in (2, 8):
        heard: list[tuple[int, int]] = []
        search = Search(
            step.view, SEED, level, lambda played, planned, heard=heard: heard.append((played, planned))
        )
        search.tried([(0.0, action) for action in step.legal[:moves]], 1)
        told[moves] = sorted(set(heard))
    assert told[2] == told[8] == [(number, 3) for number in range(4)]


def test_what_tipped_the_scales_is_what_speaks_most_for_the_move(monkeypatch: pytest.MonkeyPatch) -> None:
    step = next(
        step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT and len(step.legal) > 8
    )
    legal = tuple(step.legal)
    mind = Mind(step.view, legal, Temper(), Almanac(step.game.scenario), 0)
    for wanted, concern in (("trust", "trust"), ("purse", "treasury")):
        told = iter(
            tuple(2.0 * (name == wanted) + 0.1 for name in FEATURES) if one else (0.0,) * len(FEATURES)
            for one in (1, 0)
        )
        monkeypatch.setattr(Evaluator, "parts", lambda _self, _state, _seat, told=told: next(told))
        assert _tipped(mind, legal[0], legal[1]) == concern


def test_a_move_of_the_script_that_is_tried_out_is_not_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Action] = []
    play = Game.play
    monkeypatch.setattr(Game, "play", lambda self, action: (made.append(action), play(self, action)))
    compared = 0
    for step in [step for step in steps("linchpin", 1) if step.legal[0].kind == Kind.ACT][::6]:
        scenario, position, seat = step.game.scenario, sample(step.view, 5), step.view.seat
        playouts = Playouts.of(scenario, (1, 2, 3, 4))
        chosen = ThumbActor(SEED).pick(step.view, step.legal)
        _, script = playouts.first(position.copy(), chosen, position.turn + 1)
        acts = script.acts.get((position.turn, seat), [])
        for later in {act for act in acts if act in step.legal and act.code != "pass"}:
            made.clear()
            playouts.again(position.copy(), later, position.turn + 1, script)
            compared += 1
            assert made.count(later) == acts.count(later)
    assert compared > 10


def test_a_script_repeats_what_was_thought() -> None:
    """The same move in the same position comes to the same board, and nothing is thought about twice."""
    step = next(step for step in played("linchpin", 0)[40:] if step.legal[0].kind == Kind.ACT)
    scenario, position = step.game.scenario, sample(step.view, 5)
    playouts = Playouts.of(scenario, (1, 2, 3, 4))
    action = ThumbActor(SEED).pick(step.view, step.legal)
    end, script = playouts.first(position.copy(), action, position.turn + 1)
    thought = playouts.thought
    assert end.turn == position.turn + 1
    assert playouts.again(position.copy(), action, position.turn + 1, script).digest() == end.digest()
    assert playouts.thought == thought > 5
    other = next(a for a in step.legal if a.code not in (action.code, "pass"))
    assert playouts.again(position.copy(), other, position.turn + 1, script).digest() != end.digest()


def _score(scenario: Scenario, seed: int, planning: int) -> int:
    """What a seat comes to that plans; with -1, what all come to where nobody does."""
    game = Game.new(scenario, seed, quiet=True)
    names = ["planner-2" if seat == planning else "thumb" for seat in range(scenario.npowers)]
    players = [make(name, seat_seed(seed, seat)) for seat, name in enumerate(names)]
    while (decision := game.decision) is not None:
        view = game.view(decision.seat)
        game.play(players[decision.seat].decide(view, tuple(game.legal), 0).action)
    scores = final_scores(scenario, game.state)
    return scores[planning] if planning >= 0 else sum(scores)


@pytest.mark.slow
def test_it_scores_higher_than_rules_of_thumb_on_the_same_seeds() -> None:
    """In a scenario of two, in ten games for each seat: what both seats gain by planning, each against rules of thumb."""
    scenario = load("the-tap")
    gains = [
        sum(_score(scenario, seed, seat) for seat in range(scenario.npowers)) - _score(scenario, seed, -1)
        for seed in range(300, 310)
    ]
    print(f"points gained by planning, two seats together: {gains}")
    assert mean(gains) > 4
    assert sum(gain > 0 for gain in gains) >= 6
