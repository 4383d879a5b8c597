"""What is told of the agendas a power may choose from."""

from __future__ import annotations

from attrs import evolve

from wargame.explain.goals import agendas_in_hand
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.scenario import load


def told(scenario: Scenario, **changes: object) -> str:
    """What stands beside the first agenda of the first power, so changed."""
    first = scenario.spec.powers[0]
    agendas = (evolve(first.agendas[0], **changes), *first.agendas[1:])
    powers = (evolve(first, agendas=agendas), *scenario.spec.powers[1:])
    game = Game.new(compile_scenario(evolve(scenario.spec, powers=powers)), 1)
    return agendas_in_hand(game.view(0))[0][1]


def test_an_agenda_is_chosen_knowing_what_it_takes_and_what_it_usually_brings() -> None:
    text = told(load("linchpin"), weight=12, about="Lend; a default spoils it.", usual=55)
    assert text.endswith(". Lend; a default spoils it. It usually brings about 6")


def test_what_nobody_wrote_or_measured_is_not_told() -> None:
    text = told(load("linchpin"), about="", usual=0)
    assert "usually" not in text
    assert ". ." not in text
