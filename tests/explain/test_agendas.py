"""What is told of the agendas a power may choose from."""

from __future__ import annotations

from attrs import evolve

from wargame.explain.prospects import prospect
from wargame.rules.actions.answers import Keep
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.scenario import load


def told(scenario: Scenario, **changes: object) -> tuple[str, ...]:
    """What the forecast of keeping the first agenda of the first power says, the agenda being so changed."""
    first = scenario.spec.powers[0]
    agendas = (evolve(first.agendas[0], **changes), *first.agendas[1:])
    powers = (evolve(first, agendas=agendas), *scenario.spec.powers[1:])
    game = Game.new(compile_scenario(evolve(scenario.spec, powers=powers)), 1)
    keep = next(a for a in game.space.actions if isinstance(a, Keep) and a.seat == 0)
    return tuple(prospect(game.view(0), keep).promises)


def test_an_agenda_is_chosen_knowing_what_it_takes_and_what_it_usually_brings() -> None:
    text = told(load("linchpin"), weight=12, about="Lend; a default spoils it.", usual=55)
    assert text == ("Lend; a default spoils it", "It usually brings about 6")


def test_what_nobody_wrote_or_measured_is_not_told() -> None:
    assert told(load("linchpin"), about="", usual=0) == ()
