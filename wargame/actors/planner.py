"""A player that looks ahead: what rules of thumb think of, tried out on positions that fit what it knows, and weighed.

Every candidate is played in the same positions with the same dice, then some quarters of play by rules of thumb follow, and
what has become of the board is judged. Work is counted in trials, never in seconds, so that it repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from wargame.actors.base import Choice, Progress, unheard
from wargame.actors.evaluator import Evaluator
from wargame.actors.outlook import almanac_of
from wargame.actors.playouts import Playouts, Script
from wargame.actors.thumb import Ranked, ThumbActor
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.game import Game
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
    progress: Progress = unheard
    thumb: ThumbActor = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.thumb = ThumbActor(self.seed)

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose the candidate after which the board looks best. The level bounds the work, not the budget."""
        action = self.pick(view, legal)
        return Choice(action, *self.thumb.words(view, action))

    def pick(self, view: View, legal: Sequence[Action]) -> Action:
        """The choice without the words for it."""
        candidates = self.thumb.considered(view, legal)[: self.level.candidates]
        return Search(view, self.seed, self.level, self.progress).best(candidates)


@frozen
class Trial:
    """What became of a move in one of the positions: the seat's expected score and its odds of winning at the end."""

    number: int
    score: float
    win: float
    end: State

    def worth(self, level: Level) -> float:
        """In points."""
        return self.score + level.win * self.win


@define
class Candidate:
    """A move, the points that rules of thumb see in it, and what its trials came to."""

    prior: float
    action: Action
    trials: list[Trial] = field(factory=list)

    def merit(self, level: Level) -> float:
        """What it is expected to be worth."""
        total = sum(trial.worth(level) for trial in self.trials)
        return total / max(1, len(self.trials)) + level.prior * self.prior


@define(eq=False)
class Search:
    """The trials of one decision."""

    view: View
    seed: int
    level: Level
    progress: Progress = unheard
    evaluator: Evaluator = field(init=False)
    _playouts: Playouts = field(init=False)
    _scripts: list[Script] = field(factory=list)
    _planned: int = 0
    """Positions in which moves are to be tried."""
    _played: int = 0

    def __attrs_post_init__(self) -> None:
        scenario = self.view.scenario
        self.evaluator = Evaluator(almanac_of(scenario))
        seeds = tuple(mix(self.seed, 1, seat) for seat in range(scenario.npowers))
        self._playouts = Playouts.of(scenario, seeds)
        self._playouts.heed = self._tell

    def best(self, ranked: Sequence[Ranked]) -> Action:
        """The best of some moves."""
        return self.tried(ranked, 1)[0].action

    def tried(self, ranked: Sequence[Ranked], finalists: int) -> list[Candidate]:
        """The best of some moves, best first: so many are tried to the end, and their like before the others.

        After each round the worse half is tried no more, so that close ones get the time.
        """
        going = [Candidate(prior, action) for prior, action in ranked]
        rounds = schedule(len(going), finalists, self.level.positions)
        self._planned = rounds[-1][1].stop if rounds else 0
        for moves, numbers in rounds:
            going = going[:moves]
            for number in numbers:
                self._try(number, going)
            going.sort(key=lambda each: -each.merit(self.level))
        return going[:finalists]

    def position(self, number: int) -> State:
        """One of the positions that may be."""
        return sample(self.view, mix(self.seed, number + 7, self.view.state.turn))

    def again(self, action: Action, number: int) -> Game:
        """A trial once more, with its books."""
        position = self.position(number)
        game = Game(Board(self.view.scenario, position, ledger=[], log=[]))
        return self._playouts.through(game, action, self._until, self._script(number))

    @property
    def _until(self) -> int:
        return self.view.state.turn + self.level.quarters

    def _script(self, number: int) -> Script:
        return self._scripts[number % len(self._scripts)]

    def _try(self, number: int, going: Sequence[Candidate]) -> None:
        """Each move in one of the positions that may be."""
        position = self.position(number)
        for at, each in enumerate(going):
            if not at and number < self.level.scripts:
                end, script = self._playouts.first(position.copy(), each.action, self._until)
                self._scripts.append(script)
            else:
                end = self._playouts.again(position.copy(), each.action, self._until, self._script(number))
            each.trials.append(self.judged(number, end))
        self._played += 1
        self._tell()

    def judged(self, number: int, end: State) -> Trial:
        """What a board is worth to whom it is for."""
        estimate, seat = self.evaluator.estimate(end), self.view.seat
        return Trial(number, estimate.scores[seat], estimate.wins[seat], end)

    def _tell(self) -> None:
        # How many moves are tried is nobody's business.
        self.progress(self._played, self._planned)


def schedule(moves: int, finalists: int, positions: int) -> list[tuple[int, range]]:
    """By round: how many moves are tried, in which positions; none for a move without rivals whose worth is not asked."""
    rounds = max((moves - 1).bit_length(), int(finalists > 1))
    found, tried = [], 0
    for step in range(1, rounds + 1):
        until = max(tried + 1, round(positions * step / rounds))
        found.append((moves, range(tried, until)))
        moves, tried = max((moves + 1) // 2, min(moves, finalists)), until
    return found
