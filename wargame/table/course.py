"""A game with the way it came: a decision is tried on a copy first, and the last ones can be taken back."""

from __future__ import annotations

from attrs import define, evolve

from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Entry, Event
from wargame.rules.chance import Dice, Draw
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.observe import view_of
from wargame.rules.outcome import Outcome
from wargame.rules.state import State


@define(eq=False, repr=False)
class Step:
    """One decision that stands, with the position before it and how long ledger, log and draws were then."""

    action: Action
    before: State
    marks: tuple[int, int, int]
    free: bool | None = None
    """Whether it drew and revealed nothing; None until somebody asks."""


@define(eq=False, repr=False)
class Trial:
    """What a decision would do. Nothing has happened until the course accepts it."""

    action: Action
    outcome: Outcome
    after: State


class Course:
    """A game that keeps ledger, log and draws, and the decisions that led here."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.steps: list[Step] = []

    @classmethod
    def new(cls, scenario: Scenario, seed: int, sealed: bool | None = None) -> Course:
        """At the opening. `sealed` as in `Game.new`."""
        return cls(Game.new(scenario, seed, sealed=sealed))

    def attempt(self, action: Action, draws: list[tuple[int, int]] | None = None) -> Trial:
        """Carry a decision out on a copy. Raises as `Game.apply`."""
        board = self.game.board
        twin = Game(evolve(board, state=board.state.copy(), fate=Dice(), ledger=[], log=[], draws=[]))
        action = twin.check(action)
        return Trial(action, twin.apply(action, draws), twin.state)

    def accept(self, trial: Trial) -> None:
        """Let a decision stand. It must have been attempted from the present position."""
        board = self.game.board
        ledger, log, draws = _books(board)
        self.steps.append(Step(trial.action, board.state, (len(ledger), len(log), len(draws))))
        board.state = trial.after
        ledger.extend(trial.outcome.entries)
        log.extend(trial.outcome.events)
        draws.extend(trial.outcome.draws)

    def back(self) -> Step:
        """Take the last decision back, whatever it was."""
        step = self.steps.pop()
        board = self.game.board
        board.state = step.before
        ledger, log, draws = _books(board)
        entries, events, drawn = step.marks
        del ledger[entries:], log[events:], draws[drawn:]
        return step

    def last_is_free(self) -> bool:
        """Whether the last decision drew nothing and showed its seat nothing it could not foresee."""
        if not self.steps:
            return False
        step = self.steps[-1]
        if step.free is None:
            board = self.game.board
            drew = len(_books(board)[2]) > step.marks[2]
            step.free = not drew and _foreseen(board.scenario, step, board.state)
        return step.free


def _books(board: Board) -> tuple[list[Entry], list[Event], list[Draw]]:
    assert board.ledger is not None
    assert board.log is not None
    assert board.draws is not None
    return board.ledger, board.log, board.draws


def _foreseen(scenario: Scenario, step: Step, after: State) -> bool:
    """Whether what the seat sees now is what it could have worked out from what it saw before."""
    before, seat = step.before, step.action.seat
    if (before.turn, before.phase) != (after.turn, after.phase) or after.ended:
        return False
    guess = Game.at(scenario, view_of(scenario, before, seat).state)
    guess.play(step.action)
    return view_of(scenario, guess.state, seat).digest() == view_of(scenario, after, seat).digest()
