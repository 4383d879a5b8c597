"""What an offer would bring once accepted is told before it is made, and is what then happens."""

from __future__ import annotations

import pytest

from tests.rulings.case import set_up
from tests.shipped import shipped
from tests.tiny import TINY
from wargame.explain.prospects import pledged, prospect
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change
from wargame.rules.game import Game
from wargame.rules.measures import cell


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (str(TINY), {"loan", "threat", "truce"}),
        ("linchpin", {"deal", "loan", "rollover", "stake", "threat", "truce"}),
    ],
)
def test_what_is_foretold_is_what_an_acceptance_brings(name: str, kinds: set[str]) -> None:
    """In random games every offer that is made is foretold, and every accepted one moved the figures that far."""
    scenario, told = shipped(name), set()
    for seed in range(10):
        game, step = Game.new(scenario, seed), 0
        while game.decision is not None:
            action = game.legal.pick(mix(seed, 7, step))
            accepted = prospect(game.view(action.seat), action).accepted
            foretold = accepted.changes if accepted else ()
            game.apply(action)
            step += 1
            offer = game.state.offer
            makes = action.kind in (Kind.ACT, Kind.SIGNAL)
            if offer is None or offer.proposer != action.seat or not makes:
                assert not foretold
                continue
            yes = next((a for a in game.legal if a.code == "accept"), None)
            if yes is None:
                continue
            assert foretold, action.key
            before = game.state.copy()
            game.apply(yes)
            if (game.state.turn, game.state.phase) != (before.turn, before.phase):
                # What the next phases change is another matter.
                continue
            told.add(offer.kind)
            for change in foretold:
                was, now = (getattr(state, change.name)[change.index] for state in (before, game.state))
                assert now - was == change.delta, (action.key, change)
                # What another has put aside in secret is not foretold.
                assert change.name == "money" or now == change.value, (action.key, change)
    assert told >= kinds


@pytest.mark.parametrize(
    ("key", "figures", "path", "now"),
    [
        ("ceasefire IND loc", {"standing.IND": 11, "tension.loc": 5}, "standing.IND", 11),
        ("ceasefire IND loc", {"standing.IND": 20, "tension.loc": 5}, "standing.IND", 20),
    ],
)
def test_the_result_of_an_acceptance_reckons_with_the_price_of_the_offer(
    key: str, figures: dict[str, int], path: str, now: int
) -> None:
    case = set_up(key.split()[1], figures)
    action = case.game.space.parse(key)
    accepted = prospect(case.game.view(action.seat), action).accepted
    assert accepted is not None
    told = {(c.name, c.index): c.value for c in accepted.changes}
    assert told[cell(path, case.scenario)] == now
    case.play(key)
    case.play(f"accept {case.waiting[1] if case.waiting else ''}")
    case.expect(path).reads(now)


def test_what_is_no_offer_waits_for_nobody(tiny: Scenario) -> None:
    game = Game.new(tiny, 5)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.apply(game.legal.pick(1))
    action = next(a for a in game.legal if a.code == "pass")
    assert prospect(game.view(action.seat), action).accepted is None


def test_what_the_proposer_would_pay_is_what_leaves_its_purses(tiny: Scenario) -> None:
    """Treasury and reserves together; what it is paid is no pledge, and what others pay is not its own."""
    view = Game.new(tiny, 5).view(1)
    kept = view.scenario.reserves[1]
    assert kept >= 0
    changes = [Change("money", 1, -3, 5), Change("money", kept, -2, 5), Change("money", 0, -9, 5)]
    assert pledged(view, 1, [*changes, Change("standing", 1, -1, 5)]) == 5
    assert pledged(view, 1, [Change("money", 1, 3, 5)]) == 0
