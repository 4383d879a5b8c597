"""What a quarter changed among the figures that a seat's own goals read, in both clients."""

from __future__ import annotations

import pytest

from wargame.explain.sums import read_by_goals
from wargame.explain.units import caption
from wargame.plain.history import quarter_report
from wargame.rules.figures import FIGURES
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.scenario import load
from wargame.tui.present.lines import plain
from wargame.tui.present.news import report

IND = 3


@pytest.fixture(scope="module")
def game() -> Game:
    """The second quarter of a game in which India courted Japan in the first."""
    game = Game.new(load("linchpin"), 1)
    while game.state.turn == 1:
        legal = list(game.legal)
        courting = next((a for a in legal if a.key == "court IND JPN"), None)
        quiet = next((a for a in legal if a.code in ("pass", "hold", "refuse")), legal[0])
        game.apply(courting or quiet)
    return game


def test_goals_read_figures_and_no_bookkeeping(game: Game) -> None:
    """A measure is followed down to the figures it is made of."""
    scenario = game.scenario
    assert scenario.ids["power"][IND] == "IND"
    found = read_by_goals(game.view(IND))
    assert ("disposition", scenario.cell("disposition", "JPN", "IND")) in found
    assert ("tension", scenario.numbers["arena"]["lac"]) in found
    twice = read_by_goals(Game.new(load("primer"), 1).view(0))
    assert all(len(places) == len(set(places)) for places in (found, twice))
    assert all(name not in ("flow", "short") and not FIGURES[name].quiet for name, _ in found)
    other = read_by_goals(game.view(0))
    assert not any(name == "disposition" for name, _ in other)


def test_what_partners_feel_is_reported_to_whom_it_counts_for(game: Game) -> None:
    scenario = game.scenario
    at = scenario.cell("disposition", "JPN", "IND")
    entries = game.entries_for(IND)
    step = sum(e.delta for e in entries if (e.name, e.index, e.turn) == ("disposition", at, 1))
    assert step > 0
    text = plain(report(game.view(IND), game.events_for(IND), entries, 1, 76))
    changed = text.partition("What changed for India")[2]
    [row] = [line for line in changed.splitlines() if caption(scenario, "disposition", at) in line]
    assert f"+{step}" in row
    before = View(IND, scenario, Game.new(scenario, 1).view(IND).state)
    assert any("Disposition of Japan toward India" in line for line in quarter_report(before, game.view(IND)))
    assert "Disposition" not in plain(report(game.view(0), game.events_for(0), game.entries_for(0), 1, 76))
