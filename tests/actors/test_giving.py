"""Nobody gives a thing away: every clause asked for nothing, of everybody by everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.actors.conftest import played, seat_seed
from wargame.actors.promises import parting
from wargame.actors.thumb import ThumbActor
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.board import Kind
from wargame.rules.composing import AMOUNTS, compose
from wargame.rules.errors import BadAction, IllegalAction
from wargame.rules.game import Game
from wargame.rules.offers import CLAUSES, WHATS
from wargame.rules.spec import ClauseSpec

QUARTERS = (1, 3, 6, 10)
COSTLY = {"know_how", "influence", "basing", "vote"}
"""What can always be sold. A sale, quiet, relief or one patron's stake beside another's may suit its giver by itself."""


def asks(game: Game, seat: int, target: int) -> Iterator[tuple[ClauseSpec, Game]]:
    """The position after each lawful ask of one clause, as much of it as can be, with nothing in return."""
    scenario = game.scenario
    for do in CLAUSES:
        for what in scenario.ids[WHATS[do]] if do in WHATS else ("",):
            for amount in (1, 5, AMOUNTS[do]) if do in AMOUNTS else (0,):
                put, clause = game.copy(), ClauseSpec(do, amount, what)
                try:
                    put.apply(compose(scenario, Compose(seat, target, (), (clause,))))
                except (BadAction, IllegalAction):
                    continue
                yield clause, put


def given_away(seed: int) -> tuple[int, list[str]]:
    """How often something was asked in a game, and what was given of that; a loss to its giver is a fault."""
    asked, given, seen = 0, [], set[tuple[int, int]]()
    for step in played("linchpin", seed):
        game, seat = step.game, step.view.seat
        moment = game.state.turn, seat
        if step.legal[0].kind != Kind.ACT or game.state.turn not in QUARTERS or moment in seen:
            continue
        seen.add(moment)
        for target in (p for p in range(game.scenario.npowers) if p != seat):
            for clause, put in asks(game, seat, target):
                view, legal, actor = put.view(target), tuple(put.legal), ThumbActor(seat_seed(seed, target))
                answer = actor.decide(view, legal, 0).action
                asked += 1
                if answer.code == "accept":
                    given.append(clause.do)
                    assert actor._mind(view, legal).gain(answer) >= parting((clause,)), (
                        moment,
                        target,
                        clause,
                    )
    return asked, given


def test_nobody_gives_a_thing_away() -> None:
    """Never at a loss by the giver's own judgement, and never what could be sold."""
    asked, given = given_away(0)
    assert asked > 300
    assert not COSTLY & {*given}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_nobody_gives_a_thing_away_in_eight_games(seed: int) -> None:
    asked, given = given_away(seed)
    print(f"seed {seed}: {asked} asked, {len(given)} given: {dict(Counter(given))}")
    assert not COSTLY & {*given}
