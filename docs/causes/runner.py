"""Whether the game's nine causes are felt: the same games with and without each cause's lever, and what it changes.

`python -m docs.causes` prints the table that `docs/causes.md` explains.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from statistics import mean, stdev
from time import perf_counter

from attrs import evolve, frozen

from docs.causes.levers import EXPERIMENTS, Arm, Course, Experiment
from wargame.actors import DEFAULT_ACTOR, make
from wargame.lab.seeds import child_seed
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.rules.spec import EffectSpec, ScenarioSpec
from wargame.scenario import CAMPAIGN, load
from wargame.table.thinker import BUDGET

Row = list[tuple[float, float]]
"""Every measure of one pair of games: with the lever, and without."""
Z = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""
IDLE = ("pass", "hold", "refuse")
"""What a seat does that sits still; otherwise the first choice there is: support, absorb, the first option."""
GAMES = 40
SEED = 2026


@frozen
class Found:
    """What a lever did to one measure: the mean difference over paired games, with its 95 % interval."""

    experiment: str
    label: str
    sign: int
    """+1 when the claim says more, -1 when it says less."""
    without: float
    """The mean without the lever."""
    change: float
    margin: float

    @property
    def verdict(self) -> str:
        """`felt` when the interval lies on the side that the claim names, else `not felt` or `opposite`."""
        if self.sign * self.change - self.margin > 0:
            return "felt"
        return "opposite" if self.sign * self.change + self.margin < 0 else "not felt"


def compare(experiment: str, label: str, sign: int, pairs: Sequence[tuple[float, float]]) -> Found:
    """The difference of paired readings (with, without)."""
    gaps = [taken - left for taken, left in pairs]
    spread = stdev(gaps) if len(gaps) > 1 else 0.0
    return Found(
        experiment, label, sign, mean(left for _, left in pairs), mean(gaps), Z * spread / len(gaps) ** 0.5
    )


@cache
def _campaign() -> ScenarioSpec:
    return load(CAMPAIGN).spec


@cache
def scenario_of(arm: Arm) -> Scenario:
    """The campaign with an arm's opening figures."""
    spec = _campaign()
    opening = tuple(EffectSpec("set", what, by) for what, by in arm.opening)
    return compile_scenario(evolve(spec, opening=(*spec.opening, *opening)))


def play(arm: Arm, seed: int, turns: int, playing: Sequence[str]) -> Course:
    """Play a game under an arm and keep the position after each of its turns.

    The seats that are `playing` follow rules of thumb, the others sit still.

    A position is taken when the next quarter opens, its headlines read. After an early end the last one stands.
    """
    scenario = scenario_of(arm)
    game = Game.new(scenario, seed, quiet=True)
    game.board.log = []
    actors = {
        number: make(DEFAULT_ACTOR, child_seed(seed, seat))
        for number, seat in enumerate(scenario.ids["power"])
        if seat in playing
    }
    taken: Counter[tuple[str, int]] = Counter()
    course = Course(scenario)
    while (decision := game.decision) is not None and game.state.turn <= turns:
        course.reach(game.state)
        action = scripted(arm, game, taken)
        if action is None:
            legal = [a for a in game.legal if not a.key.startswith(arm.avoids)] or list(game.legal)
            if decision.seat in actors:
                action = actors[decision.seat].decide(game.view(decision.seat), legal, BUDGET).action
            else:
                action = next((a for a in legal if a.code in IDLE), legal[0])
        game.play(action)
    course.close(game.state, turns, game.board.log)
    return course


def scripted(arm: Arm, game: Game, taken: Counter[tuple[str, int]]) -> Action | None:
    """The first order of the arm that the seat whose decision it is can carry out now, or None."""
    state, legal = game.state, game.legal
    for order in arm.orders:
        action = game.space.by_key[order.key]
        if action not in legal or not order.first <= state.turn <= order.last:
            continue
        if taken[order.key, state.turn] or taken[order.key, 0] >= order.most:
            continue
        if order.when is None or order.when(game.scenario, state):
            taken[order.key, state.turn] += order.once
            taken[order.key, 0] += 1
            return action
    return None


def pair(experiment: Experiment, seed: int) -> Row:
    """Every measure of an experiment in one game with the lever and its twin without."""
    taken, left = (
        play(arm, seed, experiment.turns, experiment.playing)
        for arm in (experiment.lever, experiment.instead)
    )
    return [(measure.probe(taken), measure.probe(left)) for measure in experiment.measures]


def pair_by_id(name: str, seed: int) -> Row:
    """`pair` for another process, to which an experiment's functions cannot be sent."""
    return pair(BY_ID[name], seed)


BY_ID: dict[str, Experiment] = {experiment.id: experiment for experiment in EXPERIMENTS}


def run(experiment: Experiment, games: int, seed: int, pool: Executor | None = None) -> list[Found]:
    """Play the pairs and compare. A pool shares them out; the results depend on the seed alone."""
    seeds = [child_seed(seed, number) for number in range(games)]
    if pool is None:
        rows = [pair(experiment, one) for one in seeds]
    else:
        rows = list(pool.map(pair_by_id, [experiment.id] * games, seeds))
    return [
        compare(experiment.id, measure.label, measure.sign, [row[at] for row in rows])
        for at, measure in enumerate(experiment.measures)
    ]


def as_text(found: Iterable[Found]) -> str:
    """The findings as a Markdown table."""
    words = {1: "more", -1: "less"}
    lines = [
        "| cause | measure | without | change | 95 % interval | claim | verdict |",
        "|---|---|--:|--:|--:|---|---|",
    ]
    for one in found:
        low, high = one.change - one.margin, one.change + one.margin
        cells = [
            one.experiment,
            one.label,
            f"{one.without:.1f}",
            f"{one.change:+.1f}",
            f"{low:+.1f} to {high:+.1f}",
        ]
        lines.append(f"| {' | '.join([*cells, words[one.sign], one.verdict])} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Play all experiments, or those named, and print what they found."""
    parser = argparse.ArgumentParser(prog="python -m docs.causes", description=main.__doc__)
    parser.add_argument("experiments", nargs="*", metavar="ID", help=f"of {', '.join(BY_ID)}; all if none")
    parser.add_argument("--games", type=int, default=GAMES, help="pairs of games of each experiment")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.experiments if name not in BY_ID]
    if unknown or options.games < 2 or options.jobs < 1:
        parser.error(f"no experiment {', '.join(unknown)}" if unknown else "two games and a process at least")
    found: list[Found] = []
    begin = perf_counter()
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        for name in options.experiments or BY_ID:
            found += run(BY_ID[name], options.games, options.seed, pool)
            seconds = perf_counter() - begin
            print(f"{name}: {BY_ID[name].contrast} ({seconds:.0f} s)", file=sys.stderr, flush=True)
    print(as_text(found))
