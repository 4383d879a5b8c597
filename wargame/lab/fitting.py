"""Fits the evaluator's weights to games that programs play: `python -m wargame.lab.fitting --games 200`.

Each game gives a row for every power at the start of each quarter: its features, and the score it came to in the end.
Scores are fitted by least squares with a little ridge; then each scenario's spread of the odds of winning, by the
likelihood of who won. A third of the games is held out, and the odds are compared with what happened there (`calibration`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from math import log, sqrt
from multiprocessing import get_context
from pathlib import Path
from statistics import mean

import click
from attrs import frozen

from wargame.actors import DEFAULT_ACTOR, evaluator, make
from wargame.actors.base import picked
from wargame.actors.evaluator import Fitted, Weights
from wargame.actors.features import FEATURES, features, left_of
from wargame.actors.outlook import almanac_of
from wargame.actors.worth import Worth
from wargame.files import write_whole
from wargame.lab.seeds import child_seed
from wargame.rules.chance import ACTOR, mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.scoring import final_scores
from wargame.scenario import load
from wargame.scenario.library import shipped_names
from wargame.table.governing import appointed_to, numbered

_RIDGE = 1e-5
"""A weight's square costs so much, in squared parts of the score for each row."""
_HELD_OUT = 3
"""One game in so many is held out."""
_SPREADS = tuple(product([at / 4 for at in range(1, 25)], [at / 2 for at in range(0, 29)]))
"""Spreads tried: at the end, and how much more at the opening."""

_FIGURES = FEATURES.index("left")
"""The features before it are a power's; it and what is always there set the level."""

Row = tuple[float, ...]


@frozen
class Position:
    """The start of a quarter in a game that has been played."""

    scenario: str
    powers: tuple[str, ...]
    """Their ids."""
    rows: tuple[Row, ...]
    """Every power's features."""
    left: float
    scores: tuple[int, ...]
    """What they came to in the end."""
    winner: int
    """The seat that won alone; -1 when none did."""


def positions(scenario: Scenario, seed: int, actor: str = DEFAULT_ACTOR) -> list[Position]:
    """The quarters of one game, with what came of them."""
    governed = appointed_to(scenario, seed, dict.fromkeys(scenario.ids["power"], actor), {})
    game = Game.new(scenario, seed, quiet=True, governments=numbered(scenario, governed))
    players = [make(actor, mix(seed, ACTOR, seat)) for seat in range(scenario.npowers)]
    almanac = almanac_of(scenario)
    worth, turn, found = Worth(almanac), 0, []
    while (decision := game.decision) is not None:
        state = game.state
        if state.turn != turn:
            turn = state.turn
            outlook = almanac.foresee(state.copy())
            rows = tuple(features(worth, state, outlook, seat) for seat in range(scenario.npowers))
            found.append((rows, left_of(scenario, state)))
        legal = tuple(game.legal)
        game.play(picked(players[decision.seat], game.view(decision.seat), legal, 0))
    ended, scores = game.state.ended, final_scores(scenario, game.state)
    winner = ended.winners[0] if ended is not None and len(ended.winners) == 1 else -1
    name, powers = scenario.spec.id, tuple(scenario.ids["power"])
    return [Position(name, powers, rows, left, scores, winner) for rows, left in found]


def fit(played: Sequence[Position]) -> Weights:
    """The weights that fit best.

    Every power of every scenario has a level of its own at the opening and at the end, so that no figure has to tell them
    apart, and every scenario a surety of its own.
    """
    seats = sorted({(each.scenario, power) for each in played for power in each.powers})
    rows, scores = [], []
    for each in played:
        for power, row, points in zip(each.powers, each.rows, each.scores, strict=True):
            mark = [float((each.scenario, power) == seat) for seat in seats]
            rows.append((*row[:_FIGURES], *mark, *(each.left * part for part in mark)))
            scores.append(float(points))
    found = _least_squares(rows, scores)
    ends, openings = found[_FIGURES : _FIGURES + len(seats)], found[_FIGURES + len(seats) :]
    score = (*found[:_FIGURES], mean(openings), mean(ends))
    levels = dict(zip(seats, zip(openings, ends, strict=True), strict=True))
    scenarios = {}
    for name in sorted({each.scenario for each in played}):
        own = {power: pair for (scenario, power), pair in levels.items() if scenario == name}
        decided = [each for each in played if each.scenario == name and each.winner >= 0]
        unsure = Weights(score, _SPREADS[0], {name: Fitted(own, _SPREADS[0])})
        scenarios[name] = Fitted(own, _surest(unsure, decided))
    spreads = [each.spread for each in scenarios.values()]
    end, opening = (mean(each[at] for each in spreads) for at in (0, 1))
    return Weights(score, (end, opening), scenarios)


def _surest(weights: Weights, decided: Sequence[Position]) -> tuple[float, float]:
    """The spread under which who won was expected to most: by minus the logarithm of its odds."""
    seen = [(scores_at(weights, each), each.left, each.winner) for each in decided]

    def surprise(spread: tuple[float, float]) -> float:
        odds = Weights(weights.score, spread).odds
        return sum(-log(max(1e-9, odds(scores, left, "")[winner])) for scores, left, winner in seen)

    return min(_SPREADS, key=surprise)


def scores_at(weights: Weights, position: Position) -> list[float]:
    """The final score that is expected of every power in a position."""
    rows = zip(position.powers, position.rows, strict=True)
    return [weights.points(row, position.scenario, power) for power, row in rows]


def odds_at(weights: Weights, position: Position) -> tuple[float, ...]:
    """The odds of winning of every seat in a position."""
    return weights.odds(scores_at(weights, position), position.left, position.scenario)


def calibration(weights: Weights, held_out: Iterable[Position]) -> list[tuple[int, float, float]]:
    """By tenth of the odds: how many cases, the odds given in percent, and how many percent won."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for each in held_out:
        for seat, odds in enumerate(odds_at(weights, each)):
            tenths[min(9, int(10 * odds))].append((odds, seat == each.winner))
    return [
        (len(tenth), 100 * mean(odds for odds, _ in tenth), 100 * mean(won for _, won in tenth))
        for tenth in tenths
        if tenth
    ]


def error(weights: Weights, held_out: Sequence[Position]) -> float:
    """By how many points scores are off, root mean square."""
    off = [
        expected - score
        for each in held_out
        for expected, score in zip(scores_at(weights, each), each.scores, strict=True)
    ]
    return sqrt(mean(x * x for x in off))


def _least_squares(rows: Sequence[Row], values: Sequence[float]) -> Row:
    """Weights under which the rows come nearest to the values: Gauss on the normal equations."""
    size = range(len(rows[0]))
    table = [[0.0] * (len(size) + 1) for _ in size]
    for row, value in zip(rows, values, strict=True):
        there = [(i, part) for i, part in enumerate(row) if part]
        for i, factor in there:
            line = table[i]
            for j, part in there:
                line[j] += factor * part
            line[-1] += factor * value
    for i in size:
        table[i][i] += _RIDGE * len(rows)
    for i in size:
        for other in range(i + 1, len(size)):
            part = table[other][i] / table[i][i]
            table[other] = [x - part * y for x, y in zip(table[other], table[i], strict=True)]
    found = [0.0] * len(size)
    for i in reversed(size):
        known = sum(table[i][j] * found[j] for j in range(i + 1, len(size)))
        found[i] = (table[i][-1] - known) / table[i][i]
    return tuple(found)


def _played(task: tuple[str, int, str]) -> list[Position]:
    path, seed, actor = task
    if path not in _LOADED:
        _LOADED[path] = load(path)
    return positions(_LOADED[path], seed, actor)


_LOADED: dict[str, Scenario] = {}


def gather(paths: Sequence[str], games: int, seed: int, actor: str, jobs: int) -> Iterator[list[Position]]:
    """The positions of so many games of each scenario, game by game."""
    tasks = [(path, child_seed(seed, path, index), actor) for path in paths for index in range(games)]
    with ProcessPoolExecutor(jobs, get_context("spawn")) as workers:
        yield from workers.map(_played, tasks)


def as_text(weights: Weights) -> str:
    """The file that the evaluator reads."""
    score = {name: round(weight, 2) for name, weight in zip(FEATURES, weights.score, strict=True)}
    scenarios = {
        name: {
            "levels": {power: [round(part, 2) for part in pair] for power, pair in own.levels.items()},
            "spread": own.spread,
        }
        for name, own in weights.scenarios.items()
    }
    return json.dumps({"score": score, "spread": weights.spread, "scenarios": scenarios}, indent=1) + "\n"


@click.command()
@click.argument("scenarios", nargs=-1)
@click.option("--games", default=200, show_default=True, help="How many of each scenario.")
@click.option("--seed", default=2027, show_default=True)
@click.option("--actor", default=DEFAULT_ACTOR, show_default=True, help="Who plays every seat.")
@click.option("--jobs", default=1, show_default=True)
@click.option("--check", is_flag=True, help="Only compare the weights there are with all these games.")
def main(scenarios: tuple[str, ...], games: int, seed: int, actor: str, jobs: int, check: bool) -> None:
    """Fit the evaluator to games of SCENARIOS (all that are shipped if left out) and write its weights."""
    names = scenarios or tuple(sorted(shipped_names()))
    every = list(gather(names, games, seed, actor, jobs))
    kept = [each for at, game in enumerate(every) if at % _HELD_OUT for each in game]
    held_out = [each for game in every[:: 1 if check else _HELD_OUT] for each in game]
    weights = Weights.read() if check else fit(kept)
    for name in sorted({each.scenario for each in held_out}):
        own = [each for each in held_out if each.scenario == name]
        click.echo(
            f"{name}, held out: {len(own)} positions; scores are off by {error(weights, own):.1f} points"
        )
        for cases, odds, won in calibration(weights, own):
            click.echo(f"  {cases:5} cases: {odds:3.0f} % expected, {won:3.0f} % won")
    if not check:
        target = Path(evaluator.__file__).with_name(evaluator.WEIGHTS)
        write_whole(target, as_text(weights).encode())
        click.echo(f"written: {target}")


if __name__ == "__main__":
    main()
