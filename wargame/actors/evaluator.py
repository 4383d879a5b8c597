"""What a position promises every power: its final score, and the odds that it wins. Fitted on games that programs played.

A score is a weighted sum of `FEATURES`; the odds follow from the scores and from how far these have been off so many
quarters before the end. `wargame/lab/fitting.py` finds the weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, sqrt

from attrs import define, field, frozen

from wargame.actors.features import FEATURES, features, left_of
from wargame.actors.outlook import Almanac
from wargame.actors.worth import Worth
from wargame.rules.scoring import final_scores
from wargame.rules.state import State

WEIGHTS = "evaluator.json"
"""The file in this package that `wargame/lab/fitting.py` writes."""


@frozen
class Estimate:
    """By seat: the final score that is expected (0 to 100), and the odds of winning alone (0 to 1)."""

    scores: tuple[float, ...]
    wins: tuple[float, ...]


@frozen
class Weights:
    """What was fitted. `score` has one weight for each feature, in points.

    Scores are off by about `spread[0]` points at the end and `spread[0] + spread[1]` at the opening.
    """

    score: tuple[float, ...]
    spread: tuple[float, float]

    @classmethod
    def read(cls) -> Weights:
        """The weights that come with the package."""
        return _read()

    def points(self, figures: Sequence[float]) -> float:
        """The final score expected of a power with such features."""
        return sum(weight * figure for weight, figure in zip(self.score, figures, strict=True))

    def odds(self, scores: Sequence[float], left: float) -> tuple[float, ...]:
        """Who wins how often if scores are expected so, with such a part of the game left."""
        scale = self.spread[0] + self.spread[1] * sqrt(left)
        most = max(scores)
        parts = [exp((score - most) / scale) for score in scores]
        total = sum(parts)
        return tuple(part / total for part in parts)


@cache
def _read() -> Weights:
    data = json.loads(files("wargame.actors").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    given = data["score"]
    return Weights(tuple(float(given[name]) for name in FEATURES), tuple(data["spread"]))


@define(eq=False)
class Evaluator:
    """Judges whole positions of one scenario, or views, in which an agenda that is not known counts for nothing."""

    almanac: Almanac
    weights: Weights = field(factory=Weights.read)
    _worth: Worth = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._worth = Worth(self.almanac)

    def parts(self, state: State, seat: int) -> tuple[float, ...]:
        """What each of `FEATURES` adds to the score that is expected of a power. The position is not changed."""
        figures = features(self._worth, state, self.almanac.foresee(state.copy()), seat)
        return tuple(weight * figure for weight, figure in zip(self.weights.score, figures, strict=True))

    def estimate(self, state: State) -> Estimate:
        """What a position promises. The position is not changed."""
        scenario = self._worth.scenario
        if state.ended is not None:
            scores = tuple(float(score) for score in final_scores(scenario, state))
            alone = len(state.ended.winners) == 1
            wins = tuple(float(alone and seat in state.ended.winners) for seat in range(scenario.npowers))
            return Estimate(scores, wins)
        outlook = self.almanac.foresee(state.copy())
        scores = tuple(
            self.weights.points(features(self._worth, state, outlook, seat))
            for seat in range(scenario.npowers)
        )
        return Estimate(scores, self.weights.odds(scores, left_of(scenario, state)))
