"""Whether the game's nine causes are felt: the same games with and without each cause's lever, and what it changes.

`python -m wargame.lab.causes` prints the table that `docs/causes.md` explains.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from statistics import mean, stdev
from time import perf_counter

from attrs import evolve, frozen

from wargame.actors import make
from wargame.lab.balance import CAMPAIGN
from wargame.lab.levers import EXPERIMENTS, Arm, Course, Experiment
from wargame.lab.report import table
from wargame.lab.seeds import child_seed
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.rules.spec import EffectSpec
from wargame.scenario import load
from wargame.table.thinker import BUDGET

Z = 1.959964
"""Standard deviations on either side that hold 95 % of a normal distribution."""
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
        if not self.sign:
            return "no change" if abs(self.change) <= self.margin else "changed"
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
def scenario_of(arm: Arm) -> Scenario:
    """The campaign with an arm's opening figures."""
    spec = load(CAMPAIGN).spec
    opening = tuple(EffectSpec("set", what, by) for what, by in arm.opening)
    return compile_scenario(evolve(spec, opening=(*spec.opening, *opening)))


def play(arm: Arm, seed: int, turns: int) -> Course:
    """Play a game under an arm between rules of thumb, and keep the position after each of its turns.

    A position is taken when the next quarter opens, its headlines read. After an early end the last one stands.
    """
    scenario = scenario_of(arm)
    game = Game.new(scenario, seed, quiet=True)
    game.board.log = []
    actors = [make("thumb", child_seed(seed, seat)) for seat in scenario.ids["power"]]
    taken: Counter[tuple[str, int]] = Counter()
    course = Course(scenario)
    while (decision := game.decision) is not None and game.state.turn <= turns:
        course.reach(game.state)
        action = scripted(arm, game, taken)
        if action is None:
            legal = [a for a in game.legal if not a.key.startswith(arm.avoids)] or list(game.legal)
            action = actors[decision.seat].decide(game.view(decision.seat), legal, BUDGET).action
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


def one_pair(name: str, seed: int) -> list[tuple[float, float]]:
    """Every measure of one experiment in one game with the lever and its twin without."""
    experiment = BY_ID[name]
    taken, left = (
        play(arm, seed, experiment.turns) for arm in (experiment.lever, experiment.instead)
    )
    return [(measure.probe(taken), measure.probe(left)) for measure in experiment.measures]


BY_ID: dict[str, Experiment] = {experiment.id: experiment for experiment in EXPERIMENTS}


class Mapper(Protocol):
    """What `map` and an executor's `map` have in common."""

    def __call__(self, work: Callable[[str, int], Row], names: list[str], seeds: list[int], /) -> Iterable[Row]:
        """Do the work for each name with its seed, in order."""


def run(experiment: Experiment, games: int, seed: int, mapper: Mapper = map) -> list[Found]:
    """Play the pairs and compare. `mapper` may share them out; the results depend on the seed alone."""
    seeds = [child_seed(seed, number) for number in range(games)]
    rows = list(mapper(one_pair, [experiment.id] * games, seeds))
    return [
        compare(experiment.id, measure.label, measure.sign, [row[at] for row in rows])
        for at, measure in enumerate(experiment.measures)
    ]


def as_text(found: Sequence[Found]) -> str:
    """The findings as a table for people, in Markdown."""
    heads = ["cause", "measure", "claim", "without", "change", "95 % interval", "verdict"]
    words = {1: "more", -1: "less", 0: "same"}
    rows = [
        [
            one.experiment,
            one.label,
            words[one.sign],
            f"{one.without:.1f}",
            f"{one.change:+.1f}",
            f"{one.change - one.margin:+.1f} to {one.change + one.margin:+.1f}",
            one.verdict,
        ]
        for one in found
    ]
    lines = table([heads, *rows], markdown=True)
    return "\n".join(lines)
