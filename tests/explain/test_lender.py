"""What the lender pays is told as paid out, not as a treasury below nought."""

from collections.abc import Iterator

import pytest

from tests.shipped import shipped
from wargame.explain.money import paid_out
from wargame.explain.prospects import prospect
from wargame.plain.forecasts import forecast as plainly
from wargame.plain.history import why
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry, Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change, forecast
from wargame.rules.game import Game
from wargame.tui.present import causes, forecasts
from wargame.tui.present.lines import plain


@pytest.fixture(scope="module")
def lent() -> tuple[Game, Action, Change]:
    """A vote that settles a tranche: the game, the vote, and what the lender's account loses by it."""
    scenario = shipped("board-vote")
    for game, action in _votes(scenario):
        for change in forecast(game.view(action.seat), action).certain:
            if (change.name, change.index) == ("money", scenario.imf):
                return game, action, change
    raise AssertionError("no vote ever pays")


def _votes(scenario: Scenario) -> Iterator[tuple[Game, Action]]:
    for seed in range(20):
        game, step = Game.new(scenario, seed), 0
        while (decision := game.decision) is not None:
            if decision.kind == Kind.VOTE:
                yield from ((game, action) for action in game.legal)
            game.apply(game.legal.pick(mix(seed, 3, step)))
            step += 1


def test_voters_read_what_the_lender_pays_out(lent: tuple[Game, Action, Change]) -> None:
    game, action, change = lent
    view, money = game.view(action.seat), f"${-change.delta * 100}m"
    assert change.delta < 0
    seen = prospect(view, action)
    assert f"  Certain: Paid out by the IMF: up {money}, to {money}." in plainly(seen)
    for width in (46, 78):
        page = plain(forecasts.forecast(seen, width))
        row = next(row for row in page.splitlines() if row.startswith("Paid out by the IMF"))
        assert row.split()[-2:] == [f"+{money}", money]
        assert "Treasury of IMF" not in page
        assert "Reserves of Pakistan" in page


def test_the_account_is_explained_the_same_way(lent: tuple[Game, Action, Change]) -> None:
    before, action, change = lent
    game, money = before.copy(), f"${-change.delta * 100}m"
    game.apply(action)
    imf = game.scenario.imf
    entries = [Entry(1, "money", imf, change.delta, change.value, "the board's decision")]
    view = game.view(0)
    told = why(view, entries, "money.IMF")
    assert told[0] == f"Paid out by the IMF: {money}."
    assert any(f"up {money}, now {money}" in line for line in told[1:])
    page = plain(causes.ledger(view, entries, ("money", imf), 60))
    assert f"Paid out by the IMF stands at {money}" in page
    assert "−$" not in page


def test_other_accounts_are_left_alone() -> None:
    scenario = shipped("board-vote")
    change = Change("money", 0, -3, 4)
    assert paid_out(scenario, change) is change
