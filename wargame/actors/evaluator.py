"""What a position promises every power: its final score, and the odds that it wins. Fitted on games that programs played.

A score is a weighted sum of `FEATURES`; the odds follow from the scores and from how far these have been off so many
quarters before the end. `wargame/lab/fitting.py` finds the weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, sqrt

from attrs import Factory, define, field, frozen

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
class Fitted:
    """What was fitted for one scenario alone."""

    levels: Mapping[str, tuple[float, float]]
    """By power id: points that it comes to whatever its figures, more at the opening, and at the end."""
    spread: tuple[float, float]
    """Scores are off by about the first at the end, and by both together at the opening."""


@frozen
class Weights:
    """What was fitted. `score` has one weight for each feature, in points; its last two, the level, and `spread` are the
    means of the scenarios that were played, for those that were not.
    """

    score: tuple[float, ...]
    spread: tuple[float, float]
    scenarios: Mapping[str, Fitted] = Factory(dict)

    @classmethod
    def read(cls) -> Weights:
        """The weights that come with the package."""
        return _read()

    def of(self, scenario: str, power: str) -> tuple[float, ...]:
        """The weights for one power of a scenario, by their ids."""
        fitted = self.scenarios.get(scenario)
        return (
            self.score if fitted is None else (*self.score[:-2], *fitted.levels.get(power, self.score[-2:]))
        )

    def points(self, figures: Sequence[float], scenario: str, power: str) -> float:
        """The final score expected of a power with such features."""
        return sum(weight * figure for weight, figure in zip(self.of(scenario, power), figures, strict=True))

    def odds(self, scores: Sequence[float], left: float, scenario: str) -> tuple[float, ...]:
        """Who wins how often if scores are expected so, with such a part of the game left."""
        fitted = self.scenarios.get(scenario)
        end, opening = self.spread if fitted is None else fitted.spread
        scale = end + opening * sqrt(left)
        most = max(scores)
        parts = [exp((score - most) / scale) for score in scores]
        total = sum(parts)
        return tuple(part / total for part in parts)


@cache
def _read() -> Weights:
    data = json.loads(files("wargame.actors").joinpath(WEIGHTS).read_text(encoding="utf-8"))
    given = data["score"]
    scenarios = {
        name: Fitted({power: tuple(pair) for power, pair in own["levels"].items()}, tuple(own["spread"]))
        for name, own in data["scenarios"].items()
    }
    return Weights(tuple(float(given[name]) for name in FEATURES), tuple(data["spread"]), scenarios)


@define(eq=False)
class Evaluator:
    """Judges whole positions of one scenario, or views, in which an agenda that is not known counts for nothing."""

    almanac: Almanac
    weights: Weights = field(factory=Weights.read)
    _worth: Worth = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._worth = Worth(self.almanac)

    @property
    def fitted(self) -> bool:
        """Whether games of this scenario were fitted: elsewhere a score is a guess, and odds are less."""
        return self._worth.scenario.spec.id in self.weights.scenarios

    def parts(self, state: State, seat: int) -> tuple[float, ...]:
        """What each of `FEATURES` adds to the score that is expected of a power. The position is not changed."""
        scenario = self._worth.scenario
        figures = features(self._worth, state, self.almanac.foresee(state.copy()), seat)
        weights = self.weights.of(scenario.spec.id, scenario.ids["power"][seat])
        return tuple(weight * figure for weight, figure in zip(weights, figures, strict=True))

    def estimate(self, state: State) -> Estimate:
        """What a position promises. The position is not changed."""
        scenario = self._worth.scenario
        if state.ended is not None:
            scores = tuple(float(score) for score in final_scores(scenario, state))
            alone = len(state.ended.winners) == 1
            wins = tuple(float(alone and seat in state.ended.winners) for seat in range(scenario.npowers))
            return Estimate(scores, wins)
        outlook, name = self.almanac.foresee(state.copy()), scenario.spec.id
        scores = tuple(
            self.weights.points(features(self._worth, state, outlook, seat), name, power)
            for seat, power in enumerate(scenario.ids["power"])
        )
        return Estimate(scores, self.weights.odds(scores, left_of(scenario, state), name))
