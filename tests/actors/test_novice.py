"""The novice: repeatable, legal, peaceful, and easily beaten."""

from __future__ import annotations

import pytest

from tests.actors.conftest import played, seat_seed
from wargame.actors import make, novice
from wargame.actors.novice import looks
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.scoring import final_scores
from wargame.scenario import load


def test_choices_are_legal_and_the_same_for_a_fresh_actor() -> None:
    for step in played("linchpin", 0)[::5]:
        choice = make("novice", 3).decide(step.view, step.legal, 0)
        assert choice.action in step.game.legal
        assert choice.intent
        assert choice.reason
        assert make("novice", 3).decide(step.view, step.legal, 0) == choice


def test_it_neither_climbs_a_ladder_nor_passes_while_something_comes_to_mind() -> None:
    taken = [
        step.choice.action.code
        for step in played("linchpin", 4, "novice")
        if step.choice.action.kind == Kind.ACT
    ]
    assert len(taken) > 100
    assert "escalate" not in taken
    assert taken.count("pass") < len(taken) / 10


def test_it_takes_what_looks_best_of_a_few() -> None:
    """Of what it did not take something would have looked better, as only a few things come to mind."""
    missed = 0
    for step in played("the-tap", 1, "novice"):
        if step.legal[0].kind == Kind.ACT and len(step.legal) > 3:
            mine = looks(step.view, step.choice.action)
            missed += any(looks(step.view, action) > mine for action in step.legal if not action.operation)
    assert missed > 10


def test_of_the_few_it_looks_at_it_takes_the_one_that_looks_best(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Action] = []

    def fancy(_view: View, action: Action) -> float:
        read.append(action)
        return float(action.number * 7919 % 1009)

    monkeypatch.setattr(novice, "looks", fancy)
    compared = 0
    for step in played("the-tap", 1)[::3]:
        read.clear()
        chosen = novice.NoviceActor(3).pick(step.view, step.legal)
        if len(read) > 1:
            compared += 1
            assert chosen is max(read, key=lambda action: action.number * 7919 % 1009)
    assert compared > 5


def test_rules_of_thumb_beat_it() -> None:
    """Either seat of a short scenario, six games each: it wins few."""
    scenario = load("the-tap")
    won = 0
    for seed in range(12):
        game = Game.new(scenario, seed, quiet=True)
        names = ("novice", "thumb") if seed % 2 else ("thumb", "novice")
        players = [make(name, seat_seed(seed, seat)) for seat, name in enumerate(names)]
        while (decision := game.decision) is not None:
            view = game.view(decision.seat)
            game.play(players[decision.seat].decide(view, tuple(game.legal), 0).action)
        scores = final_scores(scenario, game.state)
        won += scores[names.index("thumb")] > scores[names.index("novice")]
    assert won >= 8
