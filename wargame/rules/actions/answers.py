"""Answers to what the game asks, and passing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules import threats
from wargame.rules.actions.base import Action, ref
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import STANCES, Scenario
from wargame.rules.fund import cast_vote, debtor_of
from wargame.rules.offers import accept, refuse, unable
from wargame.rules.phases.finance import default_on, due_now
from wargame.rules.phases.headlines import choose_option, option_open
from wargame.rules.phases.security import react
from wargame.rules.promises import done


@frozen
class Pass(Action):
    """Do nothing more this turn."""

    code: ClassVar[str] = "pass"
    title: ClassVar[str] = "Pass"
    about: ClassVar[str] = "Do nothing more this quarter; points left over are lost."

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def effect(self, board: Board) -> None:
        board.state.passed |= 1 << self.seat


@frozen
class Keep(Action):
    """Keep one of the agendas dealt."""

    code: ClassVar[str] = "keep"
    title: ClassVar[str] = "Keep an agenda"
    about: ClassVar[str] = (
        "Choose which of your two secret agendas you will be judged by; nobody else learns it."
    )
    kind: ClassVar[Kind] = Kind.AGENDA
    secret: ClassVar[bool] = True
    agenda: int = ref("agenda")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for agenda in scenario.agendas[seat]:
            yield cls(seat, agenda)

    def which(self, scenario: Scenario) -> int:
        """Its place among the power's own agendas."""
        return scenario.agendas[self.seat].index(self.agenda)

    def check(self, board: Board) -> str | None:
        return (
            None if self.which(board.scenario) in board.state.hand[self.seat] else "it was not dealt to you"
        )

    def effect(self, board: Board) -> None:
        state = board.state
        board.put("agenda", self.seat, self.which(board.scenario), self.key)
        state.hand = tuple(() if power == self.seat else dealt for power, dealt in enumerate(state.hand))


@frozen
class Choose(Action):
    """Choose one of a headline's options."""

    code: ClassVar[str] = "choose"
    title: ClassVar[str] = "Choose"
    about: ClassVar[str] = "Answer a headline that asks your government to choose between evils."
    kind: ClassVar[Kind] = Kind.OPTION
    option: int = ref("number")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        power = scenario.powers[seat].id
        most = max((len(c.options) for c in scenario.spec.cards if c.asks == power), default=0)
        for option in range(most):
            yield cls(seat, option)

    def check(self, board: Board) -> str | None:
        card = board.state.queue[0][2]
        if self.option >= len(board.scenario.spec.cards[card].options):
            return "the headline offers no such option"
        if not option_open(board.scenario, board.state, card, self.option):
            return "that option is closed as things stand"
        return None

    def effect(self, board: Board) -> None:
        choose_option(board, board.answering[2], self.option)


@frozen
class Accept(Action):
    """Accept what is offered."""

    code: ClassVar[str] = "accept"
    title: ClassVar[str] = "Accept"
    about: ClassVar[str] = "Take the offer with all its terms."
    kind: ClassVar[Kind] = Kind.ANSWER
    trades: ClassVar[bool] = True

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def check(self, board: Board) -> str | None:
        return unable(board)

    def effect(self, board: Board) -> None:
        accept(board, self.key)


@frozen
class Refuse(Action):
    """Refuse what is offered."""

    code: ClassVar[str] = "refuse"
    title: ClassVar[str] = "Refuse"
    about: ClassVar[str] = "Decline the offer; the one who made it is a little disappointed."
    kind: ClassVar[Kind] = Kind.ANSWER

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def effect(self, board: Board) -> None:
        refuse(board, self.key)


@frozen
class Vote(Action):
    """Vote on the lender's board."""

    code: ClassVar[str] = "vote"
    title: ClassVar[str] = "Vote"
    about: ClassVar[str] = (
        "Support, abstain or oppose a tranche. A vote against the staff wears the lender down."
    )
    kind: ClassVar[Kind] = Kind.VOTE
    stance: int = ref("stance")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        board = scenario.spec.board
        if board is not None and board.votes.get(scenario.powers[seat].id) and seat != debtor_of(scenario):
            for stance in range(len(STANCES)):
                yield cls(seat, stance)

    def effect(self, board: Board) -> None:
        cast_vote(board, self.seat, self.stance, self.key)


@frozen
class React(Action):
    """Answer an incident."""

    code: ClassVar[str] = "react"
    title: ClassVar[str] = "Incident"
    about: ClassVar[str] = "Answer an incident: absorb it (no), or answer in kind and go up a rung (yes)."
    kind: ClassVar[Kind] = Kind.REACT
    escalate: int = ref("reply")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if any(seat in sides for sides in scenario.arena_sides):
            yield cls(seat, 0)
            yield cls(seat, 1)

    def effect(self, board: Board) -> None:
        react(board, self.seat, board.answering[2], bool(self.escalate), self.key)


@frozen
class DefaultOn(Action):
    """Choose whom not to pay."""

    code: ClassVar[str] = "default_on"
    title: ClassVar[str] = "Default on"
    about: ClassVar[str] = "More falls due than there is: choose the creditor you fail."
    kind: ClassVar[Kind] = Kind.DEFAULT
    creditor: int = ref("account")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for creditor in range(len(scenario.ids["account"])):
            if creditor != seat and creditor not in scenario.reserves:
                yield cls(seat, creditor)

    def check(self, board: Board) -> str | None:
        if not any(loan.creditor == self.creditor for loan in due_now(board.state, self.seat)):
            return "nothing is due to them"
        return None

    def effect(self, board: Board) -> None:
        n, deed = board.scenario.npowers, threats.default_to(board.scenario, self.creditor)
        threat = threats.standing(board.state, self.seat)
        if threat is not None and threat.deed == deed and not threat.defied:
            threats.defy(board, threat)  # its day is that of the debt
        done(board, self.seat, deed, self.key)
        default_on(board, self.seat, self.creditor, self.key)
        if self.creditor < n:
            board.shift("influence", self.creditor * n + self.seat, -3, self.key)
