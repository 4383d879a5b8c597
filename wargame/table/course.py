"""A game with the way it came: a decision is tried on a copy first, and the last ones can be taken back."""

from __future__ import annotations

from collections.abc import Container, Mapping

from attrs import define, evolve, field

from wargame.explain.deeds import Deed, Said
from wargame.explain.voices import Spoken, spoken
from wargame.rules.actions.answers import Accept, Refuse
from wargame.rules.actions.base import Action
from wargame.rules.actions.signals import Hold
from wargame.rules.board import Board, Entry, Kind
from wargame.rules.chance import Dice, Draw
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.finality import final
from wargame.rules.game import Game
from wargame.rules.observe import entries_seen, view_of
from wargame.rules.offers import parties
from wargame.rules.outcome import Outcome
from wargame.rules.reasons import Answered
from wargame.rules.records import Offer
from wargame.rules.state import State

ANSWERS = (Kind.OPTION, Kind.REACT)
"""Decisions that no event tells of."""


@define(eq=False, repr=False)
class Step:
    """One decision that stands, with the position before it and how long ledger, log and draws were then."""

    action: Action
    before: State
    marks: tuple[int, int, int]
    final: dict[int, bool] = field(factory=dict)
    """By seat that asked: whether that seat could not foresee all that might come of it."""
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
    def new(
        cls,
        scenario: Scenario,
        seed: int,
        sealed: bool | None = None,
        governments: Mapping[int, int] | None = None,
        shown: bool = True,
    ) -> Course:
        """At the opening. The rest as in `Game.new`."""
        return cls(Game.new(scenario, seed, sealed=sealed, governments=governments, shown=shown))

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
        self.back_to(to)

    def back_to(self, to: int) -> None:
        """Go back until only so many decisions stand; it counts against nobody."""
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

    def told(self, at: int, seat: int) -> list[Event]:
        """What the decision with this place among the steps brought about, as a seat may read it."""
        _, log, _ = _books(self.game.board)
        return [event for event in log[self.steps[at].marks[1] : self._end(at)[1]] if event.seen >> seat & 1]

    def said(self, seat: int) -> list[Said]:
        """What was said of the decisions that stand, as far as all may know, with its place in a seat's log.

        An answer to a headline or an incident speaks for itself, also where a person gave it; and so does what was
        done in secret once the game is over and its log is open.
        """
        _, log, _ = _books(self.game.board)
        over, found, told, counted = self.game.over, [], 0, 0
        for at, step in enumerate(self.steps):
            before, start = step.before, step.marks[1]
            told += len(self.game.readable(log[counted:start], seat))
            counted = start
            intent, reason = step.intent, step.reason
            speaks = bool(intent or reason) or step.action.kind in ANSWERS
            if over and step.action.secret:
                # What it was said to be for was to tell nobody anything.
                intent, reason, speaks = "", "", True
            elif not in_the_open(step.action, self.after(at)) or not (over or self._privy(at) >> seat & 1):
                continue
            if speaks:
                what = before.queue[0][2] if before.queue else 0
                key = step.action.key
                found.append(
                    Said(told, before.turn, before.phase, step.action.seat, key, what, intent, reason)
                )
        return found

    def spoken(self, seat: int) -> list[Spoken]:
        """What governments have said, each line with its place in a seat's log."""
        _, log, _ = _books(self.game.board)
        read, found = [0], []
        for event in log:
            read.append(read[-1] + len(self.game.readable((event,), seat)))
        for line in self._lines():
            found.append(evolve(line, at=read[line.at]))
        return found

    def spoken_of(self, at: int) -> list[Spoken]:
        """What governments said of what the decision with this place among the steps brought about."""
        return [line for line in self._lines() if self.steps[at].marks[1] < line.at <= self._end(at)[1]]

    def _lines(self) -> list[Spoken]:
        return spoken(self.game.scenario, self.game.state, _books(self.game.board)[1])

    def deeds(self) -> list[Deed]:
        """The decisions that stand with what came of them, hidden things too."""
        ledger, _, draws = _books(self.game.board)
        found = []
        for at, step in enumerate(self.steps):
            before, (entries, _, drawn), (end, _, fell) = step.before, step.marks, self._end(at)
            what = before.queue[0][2] if before.queue else 0
            key, seat = step.action.key, step.action.seat
            found.append(
                Deed(
                    before.turn,
                    before.phase,
                    seat,
                    key,
                    what,
                    tuple(draws[drawn:fell]),
                    tuple(ledger[entries:end]),
                )
            )
        return found

    def _privy(self, at: int) -> int:
        """Who may know all of the decision with this place among the steps."""
        step = self.steps[at]
        return privy(self.game.scenario, step.action, step.before)

    def final(self, at: int, seat: int) -> bool:
        """Whether more might have come of the decision with this place than a seat could foresee, whether or not it did.

        Another's secret act never counts: that it was one would show.
        """
        step = self.steps[at]
        if not step.action.mask >> seat & 1:
            return False
        known = step.final.get(seat)
        if known is None:
            known = step.final[seat] = final(view_of(self.game.scenario, step.before, seat), step.action)
        return known

    def after(self, at: int) -> State:
        """The position that the decision with this place among the steps led to."""
        return self.steps[at + 1].before if at + 1 < len(self.steps) else self.game.state

    def entries(self, seat: int) -> list[Entry]:
        """The ledger as a seat may read it; an answer among the causes says what it answered."""
        scenario, state = self.game.scenario, self.game.state
        ledger = list(_books(self.game.board)[0])
        for at, step in enumerate(self.steps):
            offer = step.before.offer
            if offer is None or step.action.kind != Kind.ANSWER:
                continue
            answer = answered(offer, step.action, seat)
            for number in range(step.marks[0], self._end(at)[0]):
                if ledger[number].cause == step.action.key:
                    ledger[number] = evolve(ledger[number], cause=answer)
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


def answered(offer: Offer, action: Action, reader: int) -> Answered:
    """An answer with what it answers, as far as a seat may know it.

    What was refused is between the two parties, and what was agreed is public but for a secret rider.
    """
    accepted = isinstance(action, Accept)
    shown = offer.outline if offer.secret else evolve(offer, key="")
    known = accepted or parties(offer) >> reader & 1
    return Answered(accepted, offer.asker, offer.asked, shown if known else None)


def privy(scenario: Scenario, action: Action, before: State) -> int:
    """Who may know of all of a decision: what two powers offer and answer each other is between them."""
    if isinstance(action, Accept | Refuse) and before.offer is not None:
        return parties(before.offer)
    return action.privy(scenario)


def _books(board: Board) -> tuple[list[Entry], list[Event], list[Draw]]:
    assert board.ledger is not None
    assert board.log is not None
    assert board.draws is not None
    return board.ledger, board.log, board.draws
