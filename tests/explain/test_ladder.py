"""What a rung brings is told before it is climbed, and is what the quarter's end then does."""

from __future__ import annotations

from attrs import evolve

from tests.shipped import shipped
from wargame.explain.ladders import rung_of, rungs_ahead, rungs_reached, tolls
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.forecast import Change
from wargame.rules.game import Game
from wargame.rules.measures import cell
from wargame.rules.phases import politics
from wargame.rules.phases.security import incident_odds
from wargame.rules.reasons import because
from wargame.rules.spec import EffectSpec


def test_what_is_certain_on_a_rung_is_what_the_quarter_takes() -> None:
    """For every rung of the campaign: the ledger of the arenas' drift holds each certain effect."""
    game = Game.new(shipped("linchpin"), 1)
    scenario = game.scenario
    for arena in range(len(scenario.spec.arenas)):
        for number in range(10):
            board = Board(scenario, game.state.copy(), ledger=[])
            board.state.tension = [0] * len(scenario.spec.arenas)
            board.state.tension[arena] = number
            rung = rung_of(game.view(0), arena, number)
            politics._arenas(board)
            assert board.ledger is not None
            cause = because("rung", arena, number)
            done = [(e.name, e.index, e.delta) for e in board.ledger if e.cause == cause]
            assert len(rung.tolls) == len(scenario.spec.arenas[arena].rungs[number].each_turn)
            for toll in rung.tolls:
                if toll.odds == 100:
                    assert (*toll.place, toll.by) in done


def test_incident_odds_are_those_of_the_rung_and_halved_by_a_truce() -> None:
    game = Game.new(shipped("linchpin"), 1)
    now, ahead = rungs_ahead(game.view(0), 0)
    assert now.incident == incident_odds(game.scenario, game.state, 0)
    game.state.tension[0] += 1
    assert ahead.incident == incident_odds(game.scenario, game.state, 0) > now.incident
    game.state.tension[0] -= 1
    game.state.truce[0] = 2
    assert rungs_ahead(game.view(0), 0)[1].incident == ahead.incident // 2


def test_the_odds_that_tempers_cool_are_those_they_are_drawn_with() -> None:
    """On every rung; a ceasefire takes one off for sure."""
    game = Game.new(shipped("linchpin"), 1)
    for number in range(10):
        board = Board(game.scenario, game.state.copy(), draws=[])
        board.state.tension[0] = number
        politics._arenas(board)
        name = f"tempers cool, {game.scenario.spec.arenas[0].name}"
        drawn = [draw.weights[0] for draw in board.draws or [] if draw.label == name]
        assert drawn == [odds for odds in [rung_of(game.view(0), 0, number).cooling] if odds]
    game.state.truce[0] = 1
    assert rung_of(game.view(0), 0, 8).cooling == 100


def test_above_the_ninth_rung_there_is_nothing_to_tell() -> None:
    game = Game.new(shipped("linchpin"), 1)
    game.state.tension[0] = 9
    assert [rung.number for rung in rungs_ahead(game.view(0), 0)] == [9]


def test_changes_lead_to_a_rung_and_leave_one() -> None:
    """Other figures lead nowhere, and the last rung ends the game: there is no quarter on it."""
    game = Game.new(shipped("linchpin"), 1)
    view, now = game.view(0), game.state.tension[0]
    stepped = [Change("tension", 0, -1, now - 1), Change("standing", 0, -2, 5)]
    assert rungs_reached(view, stepped) == [(rung_of(view, 0, now - 1), rung_of(view, 0, now))]
    assert rungs_reached(view, [Change("tension", 0, 0, now)]) == []
    assert rungs_reached(view, [Change("tension", 0, 10 - now, 10)]) == []


def test_every_kind_of_effect_is_told(tiny: Scenario) -> None:
    """Odds, conditions, payments and figures that are set."""
    specs = (
        EffectSpec(do="adjust", what="stability.PAK", by=-2, odds=40, when=("grievance.hills >= 50",)),
        EffectSpec(do="pay", what="PAK", to="CHN", by=3),
        EffectSpec(do="set", what="grievance.hills", by=60),
    )
    arena = tiny.spec.arenas[0]
    rungs = (evolve(arena.rungs[0], each_turn=specs), *arena.rungs[1:])
    scenario = compile_scenario(evolve(tiny.spec, arenas=(evolve(arena, rungs=rungs), *tiny.spec.arenas[1:])))
    slip, payment, put = tolls(scenario, scenario.spec.arenas[0].rungs[0].each_turn)
    assert (slip.place, slip.by, slip.odds) == (cell("stability.PAK", scenario), -2, 40)
    assert slip.when == ("Grievance, The Hills at least 50",)
    assert (payment.by, payment.payee) == (-3, "China")
    assert (put.becomes, put.by) == (True, 60)
