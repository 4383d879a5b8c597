"""The bench measures what it names."""

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from wargame.lab import bench, peers
from wargame.lab.bench import Samples, as_text, measure, playouts
from wargame.lab.calibrate import loops_per_second
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game

FIGURES = {
    "playouts_pick_decisions_per_second": "decisions/s",
    "playouts_pick_games_per_second": "games/s",
    "playouts_listing_decisions_per_second": "decisions/s",
    "playouts_listing_games_per_second": "games/s",
    "copy": "µs",
    "view": "µs",
    "digest": "µs",
    "legal_listing": "µs",
    "forecast": "µs",
    "market_turn": "µs",
    "verify_journal": "s",
}


def test_a_rate_and_a_duration_are_set_against_the_same_loop() -> None:
    rate, short, long = Samples("decisions/s"), Samples("µs"), Samples("s")
    for value in (10.0, 30.0, 20.0):
        rate.add(value, 100.0)
        short.add(value, 1_000_000.0)
        long.add(value, 100.0)
    assert (rate.measured().median, rate.measured().low, rate.measured().high) == (20, 10, 30)
    assert rate.measured().ratio == 0.2
    assert short.measured().ratio == 20
    assert long.measured().ratio == 2000


def test_calibration_counts_rounds_not_calls() -> None:
    assert loops_per_second(20_000) > 100_000


def test_playouts_count_decisions_and_choices(tiny: Scenario) -> None:
    seeds = [1, 2]
    picked, unseen, seconds = playouts(tiny, seeds, bench._pick)
    listed, seen, _ = playouts(tiny, seeds, bench._from_listing)
    assert picked > 2 * tiny.spec.turns
    assert unseen == 0 < seconds
    assert seen > 5 * listed
    assert playouts(tiny, seeds, bench._pick)[0] == picked


def test_an_operation_is_timed_for_one_position(tiny: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]

    def work(state: object) -> None:
        clock[0] += 0.5

    monkeypatch.setattr(bench, "perf_counter", lambda: clock[0])
    states = [Game.new(tiny, seed).state for seed in range(4)]
    assert bench._seconds_each(work, states) == 0.5


def test_every_figure_is_there_with_its_unit(tiny: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "LONG_ENOUGH", 0.0005)
    found = measure(tiny, games=1, repeats=2, seed=3, peers=False)
    assert {name: figure.unit for name, figure in found.figures.items()} == FIGURES
    assert all(0 < figure.low <= figure.median <= figure.high for figure in found.figures.values())
    copy = found.figures["copy"]
    assert copy.ratio == pytest.approx(copy.median * found.calibration_loops_per_second / 1e6, rel=0.9)
    assert found.mean_choices > 5
    assert (found.peers, found.peers_missing) == ((), ())
    text = as_text(found)
    assert "playouts pick decisions per second" in text
    assert f"{found.mean_choices:.1f} choices per decision" in text
    assert found.as_data()["figures"]["copy"]["unit"] == "µs"


class Board:
    """Chess, as short as it can be: three plies of two moves each."""

    def __init__(self) -> None:
        self.plies = 0
        self.legal_moves = ("a", "b")

    def is_game_over(self) -> bool:
        return self.plies == 3

    def push(self, move: str) -> None:
        assert move in self.legal_moves
        self.plies += 1


@pytest.fixture
def only_chess(monkeypatch: pytest.MonkeyPatch) -> None:
    chess: Any = ModuleType("chess")
    chess.Board = Board
    monkeypatch.setitem(sys.modules, "chess", chess)
    monkeypatch.setitem(sys.modules, "catanatron", None)
    monkeypatch.setattr(peers, "metadata", SimpleNamespace(version=lambda name: f"{name} 1.2"))


@pytest.mark.usefixtures("only_chess")
def test_a_peer_is_measured_if_it_is_installed() -> None:
    (peer,), missing = peers.installed_peers()
    assert missing == ["catanatron"]
    assert (peer.name, peer.version) == ("python-chess", "chess 1.2")
    decisions, choices, seconds = peer.playouts(4, 1)
    assert (decisions, choices) == (12, 24)
    assert seconds > 0


def test_a_race_sets_each_pair_of_speeds_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """The peer slows down with the machine, so the ratio of the medians would mislead: 20 / 10."""
    runs = iter([(100, 300, 1.0), (10, 30, 1.0), (1, 3, 1.0)])
    race = bench.Race(SimpleNamespace(name="peer", version="1", playouts=lambda games, seed: next(runs)))
    for picking, listing in ((300.0, 100.0), (20.0, 10.0), (1.0, 1.0)):
        race.run(5, 1, picking, listing)
    found = race.result()
    assert (found.decisions_per_second.median, found.mean_choices) == (10, 3)
    assert (found.picking.low, found.picking.median, found.picking.high) == (1, 2, 3)
    assert found.listing.median == 1


@pytest.mark.usefixtures("only_chess")
def test_the_report_tells_the_ratio_to_a_peer(tiny: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "LONG_ENOUGH", 0.0005)
    found = measure(tiny, games=1, repeats=3, seed=3)
    (peer,) = found.peers
    assert peer.listing.median > 0
    assert peer.picking.median > 0
    text = as_text(found)
    assert f"side by side this engine makes {peer.picking.median:.2f}× (" in text
    assert "Not installed, so not measured: catanatron." in text
    assert found.as_data()["peers"][0]["picking"]["median"] == peer.picking.median
