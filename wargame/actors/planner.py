"""A player that looks ahead: what rules of thumb think of, tried out on positions that fit what it knows, and weighed.

Every candidate is played in the same positions with the same dice, then some quarters of play by rules of thumb follow, and
what has become of the board is judged. Work is counted in trials, never in seconds, so that it repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from wargame.actors.base import Choice
from wargame.actors.evaluator import Evaluator
from wargame.actors.outlook import almanac_of
from wargame.actors.playouts import Playouts, Script
from wargame.actors.thumb import Ranked, ThumbActor
from wargame.actors.weighing import preferred
from wargame.rules.actions.base import Action
from wargame.rules.chance import mix
from wargame.rules.observe import View, sample
from wargame.rules.state import State


@frozen
class Level:
    """How much a planner works."""

    about: str = ""
    """How strong it is and how long it takes, then what it does."""
    quarters: int = 2
    """Quarters played before the board is judged, this one included."""
    candidates: int = 8
    """Moves tried out."""
    positions: int = 6
    """Positions that each is tried in, if it is not dropped before."""
    scripts: int = 1
    """Of these, how many are thought through for everybody; in the others all follow what was done in one of them."""
    win: float = 30.0
    """Points of score that a win is worth."""
    prior: float = 0.5
    """How much the points count that rules of thumb see in a move."""


LEVELS = {
    "planner-1": Level(
        "looks one quarter ahead, trying five moves in four positions each",
        quarters=1,
        candidates=5,
        positions=4,
    ),
    "planner-2": Level(
        "harder than thumb, about 1 s a move: looks two quarters ahead, trying eight moves in six positions each",
    ),
    "planner-3": Level(
        "looks three quarters ahead, trying twelve moves in ten positions each",
        quarters=3,
        candidates=12,
        positions=10,
        scripts=2,
    ),
}
"""By name: the number is that of the quarters it looks ahead."""


@define(eq=False)
class PlannerActor:
    """Keeps nothing from one decision to the next: the same seed, view and choices give the same choice."""

    seed: int
    level: Level = field(factory=Level)
    thumb: ThumbActor = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.thumb = ThumbActor(self.seed)

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose the candidate after which the board looks best. The level bounds the work, not the budget."""
        action = self.pick(view, legal)
        return Choice(action, *preferred(self.thumb, view, action))

    def pick(self, view: View, legal: Sequence[Action]) -> Action:
        """The choice without the words for it."""
        candidates = self.thumb.considered(view, legal)[: self.level.candidates]
        return Search(view, self.seed, self.level).best(candidates)


@define
class Candidate:
    """A move, the points that rules of thumb see in it, and what its trials came to."""

    prior: float
    action: Action
    total: float = 0.0
    trials: int = 0

    def merit(self, level: Level) -> float:
        """What it is expected to be worth."""
        return self.total / max(1, self.trials) + level.prior * self.prior


@define(eq=False)
class Search:
    """The trials of one decision."""

    view: View
    seed: int
    level: Level
    _evaluator: Evaluator = field(init=False)
    _playouts: Playouts = field(init=False)
    _scripts: list[Script] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        scenario = self.view.scenario
        self._evaluator = Evaluator(almanac_of(scenario))
        seeds = tuple(mix(self.seed, 1, seat) for seat in range(scenario.npowers))
        self._playouts = Playouts.of(scenario, seeds)

    def best(self, ranked: Sequence[Ranked]) -> Action:
        """The best of some moves. After each round the worse half is tried no more, so that close ones get the time."""
        going = [Candidate(prior, action) for prior, action in ranked]
        rounds = (len(going) - 1).bit_length()
        tried = 0
        for step in range(1, rounds + 1):
            until = max(tried + 1, round(self.level.positions * step / rounds))
            for number in range(tried, until):
                self._try(number, going)
            tried = until
            going.sort(key=lambda each: -each.merit(self.level))
            going = going[: (len(going) + 1) // 2]
        return going[0].action

    def _try(self, number: int, going: Sequence[Candidate]) -> None:
        """Each move in one of the positions that may be."""
        position = sample(self.view, mix(self.seed, number + 7, self.view.state.turn))
        until = position.turn + self.level.quarters
        for at, each in enumerate(going):
            if not at and number < self.level.scripts:
                end, script = self._playouts.first(position.copy(), each.action, until)
                self._scripts.append(script)
            else:
                script = self._scripts[number % len(self._scripts)]
                end = self._playouts.again(position.copy(), each.action, until, script)
            each.total += self._value(end)
            each.trials += 1

    def _value(self, state: State) -> float:
        """What a board is worth to whom it is for."""
        estimate, seat = self._evaluator.estimate(state), self.view.seat
        return estimate.scores[seat] + self.level.win * estimate.wins[seat]
