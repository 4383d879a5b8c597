"""A game with the way it came: a decision is tried on a copy first, and the last ones can be taken back."""

from __future__ import annotations

from collections.abc import Container

from attrs import define, evolve, field

from wargame.rules.actions.answers import Hold
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Entry, Event, Kind
from wargame.rules.chance import Dice, Draw
from wargame.rules.compiled import Scenario
from wargame.rules.errors import RulesError
from wargame.rules.game import Game
from wargame.rules.observe import entries_seen, view_of
from wargame.rules.offers import parties
from wargame.rules.outcome import Outcome
from wargame.rules.state import State
from wargame.table.protocol import Said
from wargame.table.terms import answer_words

ANSWERS = (Kind.OPTION, Kind.REACT)
"""Decisions that no event tells of."""


@define(eq=False, repr=False)
class Step:
    """One decision that stands, with the position before it and how long ledger, log and draws were then."""

    action: Action
    before: State
    marks: tuple[int, int, int]
    foreseen: dict[int, bool] = field(factory=dict)
    """By seat that asked: whether it showed nothing the seat could not have worked out. Holds while it stands."""
    intent: str = ""
    reason: str = ""
    """What the actor that decided said of it."""


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
        self.peeks = [0] * game.scenario.npowers
        """By seat: decisions it took back after it had seen how programs answered them."""

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

    def accept(self, trial: Trial, intent: str = "", reason: str = "") -> None:
        """Let a decision stand. It must have been attempted from the present position."""
        board = self.game.board
        ledger, log, draws = _books(board)
        marks = (len(ledger), len(log), len(draws))
        self.steps.append(Step(trial.action, board.state, marks, intent=intent, reason=reason))
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

    def rewind(self, to: int, people: Container[int]) -> None:
        """Go back until only so many decisions stand; it is counted when what programs did goes back with a person's."""
        if to < len(self.steps) and self.answered(to, people):
            self.peeks[self.steps[to].action.seat] += 1
        while len(self.steps) > to:
            self.back()

    def answered(self, at: int, people: Container[int]) -> int:
        """How many decisions of programs the seat that decided at this place among the steps has seen since."""
        seat = self.steps[at].action.seat
        return sum(
            step.action.seat not in people and self._seen(number, seat)
            for number, step in enumerate(self.steps[at + 1 :], at + 1)
        )

    def _seen(self, at: int, seat: int) -> bool:
        """Whether a seat learnt of another's decision: no secret act and no sealed order, and silence is no news."""
        action = self.steps[at].action
        if isinstance(action, Hold):
            return False
        planned = self.steps[at].before.sealed and action.kind == Kind.ACT
        return bool(self.told(at, seat)) or (bool(self._privy(at) >> seat & 1) and not planned)

    def drew(self, at: int) -> bool:
        """Whether chance fell in the decision with this place among the steps."""
        return self._end(at)[2] > self.steps[at].marks[2]

    def told(self, at: int, seat: int) -> list[Event]:
        """What the decision with this place among the steps brought about, as a seat may read it."""
        _, log, _ = _books(self.game.board)
        return [event for event in log[self.steps[at].marks[1] : self._end(at)[1]] if event.seen >> seat & 1]

    def said(self, seat: int) -> list[Said]:
        """What was said of the decisions that stand, as far as all may know, with its place in a seat's log.

        An answer to a headline or an incident speaks for itself, also where a person gave it.
        """
        _, log, _ = _books(self.game.board)
        found, told, counted = [], 0, 0
        for at, step in enumerate(self.steps):
            before, start = step.before, step.marks[1]
            told += sum(event.seen >> seat & 1 for event in log[counted:start])
            counted = start
            after = self.steps[at + 1].before if at + 1 < len(self.steps) else self.game.state
            speaks = step.intent or step.reason or step.action.kind in ANSWERS
            if speaks and in_the_open(step.action, after) and self._privy(at) >> seat & 1:
                what = before.queue[0][2] if before.queue else 0
                key = step.action.key
                found.append(
                    Said(
                        told, before.turn, before.phase, step.action.seat, key, what, step.intent, step.reason
                    )
                )
        return found

    def _privy(self, at: int) -> int:
        """Who may know all of the decision with this place among the steps."""
        step = self.steps[at]
        return privy(self.game.scenario, step.action, step.before)

    def showed(self, at: int, seat: int) -> bool:
        """Whether the decision showed a seat more than it could have worked out from knowing that it was taken."""
        step = self.steps[at]
        known = step.foreseen.get(seat)
        if known is None:
            after = self.steps[at + 1].before if at + 1 < len(self.steps) else self.game.state
            known = step.foreseen[seat] = _foreseen(self.game.scenario, step, after, seat)
        return not known

    def entries(self, seat: int) -> list[Entry]:
        """The ledger as a seat may read it; an answer among the causes says what it answered."""
        scenario, state = self.game.scenario, self.game.state
        ledger = list(_books(self.game.board)[0])
        for at, step in enumerate(self.steps):
            offer = step.before.offer
            if offer is None or step.action.kind != Kind.ANSWER:
                continue
            words = answer_words(offer, step.action, scenario, seat)
            for number in range(step.marks[0], self._end(at)[0]):
                if ledger[number].cause == step.action.key:
                    ledger[number] = evolve(ledger[number], cause=words)
        return entries_seen(scenario, state, ledger, seat)

    def _end(self, at: int) -> tuple[int, int, int]:
        """How long ledger, log and draws were when a step had been taken."""
        if at + 1 < len(self.steps):
            return self.steps[at + 1].marks
        ledger, log, draws = _books(self.game.board)
        return len(ledger), len(log), len(draws)


def in_the_open(action: Action, after: State) -> bool:
    """Whether anybody else may know of a decision that led to a position: no secret act, and no sealed order."""
    # What is planned in secret is told by the events that open it.
    planned = after.sealed and action.kind == Kind.ACT
    return not action.secret and not planned


def privy(scenario: Scenario, action: Action, before: State) -> int:
    """Who may know of all of a decision: what two powers offer and answer each other is between them."""
    if action.kind == Kind.ANSWER and before.offer is not None:
        return parties(before.offer)
    return action.privy(scenario)


def _books(board: Board) -> tuple[list[Entry], list[Event], list[Draw]]:
    assert board.ledger is not None
    assert board.log is not None
    assert board.draws is not None
    return board.ledger, board.log, board.draws


def _foreseen(scenario: Scenario, step: Step, after: State, seat: int) -> bool:
    """Whether what the seat sees afterwards is what it could have worked out from what it saw before."""
    before = step.before
    if (before.turn, before.phase) != (after.turn, after.phase) or after.ended:
        return False
    guess = Game.at(scenario, view_of(scenario, before, seat).state)
    try:
        guess.play(step.action)
    except RulesError:
        return False
    return view_of(scenario, guess.state, seat).digest() == view_of(scenario, after, seat).digest()
