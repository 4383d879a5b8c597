"""How strong rules of thumb are, seed-paired against random play: in the campaign and in scenarios they have never seen."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest
from attrs import frozen

from tests.actors.conftest import seat_seed
from wargame.actors import make
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.scoring import total_score
from wargame.scenario import load, start_scenario

GAMES = 100
SEATS = ("CHN", "USA", "PAK", "IND")
SEEDS = range(7000, 7000 + GAMES)


@frozen
class _Played:
    """A game in which one seat, or none, is played by rules of thumb."""

    scores: dict[str, int]
    winner: str
    used: frozenset[str]
    """Classes of action that the seat took, and those that it could have taken."""
    open: frozenset[str]


@cache
def _scenario(path: str) -> Scenario:
    return load(path)


def _outcome(task: tuple[str, str, int]) -> _Played:
    path, clever, seed = task
    scenario = _scenario(path)
    game = Game.new(scenario, seed, quiet=True)
    actors = [
        make("thumb" if power == clever else "random", seat_seed(seed, seat))
        for seat, power in enumerate(scenario.ids["power"])
    ]
    used: set[str] = set()
    could: set[str] = set()
    while (decision := game.decision) is not None:
        legal = tuple(game.legal)
        action = actors[decision.seat].decide(game.view(decision.seat), legal, 0).action
        if scenario.ids["power"][decision.seat] == clever and decision.kind == Kind.ACT:
            used.add(action.code)
            could.update(each.code for each in legal)
        game.play(action)
    ended = game.state.ended
    assert ended is not None
    winner = scenario.ids["power"][ended.winners[0]] if len(ended.winners) == 1 else ""
    scores = {p: total_score(scenario, game.state, n) for n, p in enumerate(scenario.ids["power"])}
    return _Played(scores, winner, frozenset(used), frozenset(could))


def _results(path: str, seats: Sequence[str]) -> dict[tuple[str, int], _Played]:
    """By seat played by rules of thumb and seed; the seat is empty where nobody is."""
    keys = [(clever, seed) for clever in ("", *seats) for seed in SEEDS]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        played = pool.map(_outcome, [(path, *key) for key in keys], chunksize=10)
        return dict(zip(keys, played, strict=True))


def _better(results: dict[tuple[str, int], _Played], seat: str) -> int:
    """The games in which a seat scores higher by rules of thumb than by random play on the same seed."""
    return sum(results[seat, seed].scores[seat] > results["", seed].scores[seat] for seed in SEEDS)


@pytest.mark.slow
def test_in_every_seat_it_beats_random_play_on_the_same_seed_nine_times_in_ten() -> None:
    results = _results("linchpin", SEATS)
    better = {seat: _better(results, seat) for seat in SEATS}
    won = {seat: sum(results[seat, seed].winner == seat for seed in SEEDS) for seat in SEATS}
    decided = {seat: sum(results[seat, seed].winner != "" for seed in SEEDS) for seat in SEATS}
    print(
        f"scores higher than random play: {better} of {GAMES}; wins against three: {won} of {decided} that had a winner"
    )
    assert min(better.values()) >= 90, better
    # A random neighbour can always start a war that nobody wins, so only games with a winner count here.
    assert all(2 * won[seat] >= decided[seat] > 0 for seat in SEATS), (won, decided)


COBALT = Path(__file__).parent.parent / "data" / "cobalt.toml"


@pytest.mark.slow
@pytest.mark.parametrize("found", ["as a teacher wrote it", "as it is started"])
def test_in_a_scenario_they_have_never_seen(found: str, tmp_path: Path) -> None:
    """A scenario written from the authoring guide alone, and the one that `new-scenario` writes.

    In every seat, eighty-five times in a hundred; and of the classes of action that could be taken most are.
    """
    path = COBALT
    if found == "as it is started":
        path = start_scenario("fresh", tmp_path)
    seats = load(str(path)).ids["power"]
    results = _results(str(path), seats)
    for seat in seats:
        games = [results[seat, seed] for seed in SEEDS]
        used = frozenset.union(*(game.used for game in games)) - {"pass"}
        could = frozenset.union(*(game.open for game in games)) - {"pass"}
        better = _better(results, seat)
        print(
            f"{seat}: higher in {better} of {GAMES}; {len(used)} of {len(could)} classes, never {sorted(could - used)}"
        )
        assert better >= 85, (seat, better)
        assert len(used) > len(could) / 2, (seat, could - used)
