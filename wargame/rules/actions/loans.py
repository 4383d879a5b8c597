"""Loans with riders, and the lender of last resort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import evolve, frozen

from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.board import Board
from wargame.rules.books import put_by
from wargame.rules.chance import POLITICS
from wargame.rules.compiled import RIDERS, Scenario
from wargame.rules.events import ALL
from wargame.rules.fund import debtor_of, hold_review
from wargame.rules.offers import put_offer, roll_over
from wargame.rules.phases.finance import purse
from wargame.rules.records import Loan, Offer
from wargame.rules.words import money

OWED_NOTHING = Absent("they owe you nothing")
OWES_NOTHING = Absent("you owe them nothing")
NO_LOAN = Absent("there is no loan to call in")
LOBBIED = 80
"""Tenths of a percent of the board that a round of lobbying moves."""
FULL = 18
"""Units of force at a station from which no more come."""
PREPAY_WINDOW = 4
"""Quarters before a loan falls due in which it may be repaid early."""


def borrowers(scenario: Scenario, seat: int) -> Iterator[int]:
    """Powers with a central bank that can run dry: those that borrow from other powers."""
    for power, spec in enumerate(scenario.powers):
        if spec.reserves is not None and power != seat:
            yield power


def owes(board: Board, debtor: int, creditor: int) -> bool:
    """Whether the one owes the other anything."""
    for loan in board.state.loans:  # noqa: SIM110 - half the time of `any` and a generator
        if loan.debtor == debtor and loan.creditor == creditor:
            return True
    return False


def lending_rate(board: Board, lender: int, debtor: int) -> int:
    """Percent a year: more from whoever lends against a rival patron's grip."""
    n, tuning = board.scenario.npowers, board.scenario.spec.tuning
    rivals = (board.state.influence[p * n + debtor] for p in range(n) if p not in (lender, debtor))
    grip = max(rivals, default=0)
    return tuning.loan_rate + max(0, min(2, (grip - tuning.rival_grip + 20) // 20))


def no_plain_loan(board: Board, lender: int, debtor: int) -> str | None:
    """Why a lender makes no loan without a rider; None when it may."""
    grip = board.state.influence[lender * board.scenario.npowers + debtor]
    if grip >= board.scenario.spec.tuning.patron_grip:
        return "so close a patron lends with a rider or not at all"
    return None


@frozen
class Lend(Action):
    """Offer a bilateral loan."""

    code: ClassVar[str] = "lend"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Offer a loan"
    about: ClassVar[str] = (
        "Money now for influence, with a rider or without, open or secret. The receiver answers before play goes on."
    )
    target: int = ref("power")
    size: int = ref("size")
    terms: int = ref("terms")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in borrowers(scenario, seat):
            for size in range(len(scenario.ids["size"])):
                for terms in range(len(scenario.ids["terms"])):
                    yield cls(seat, target, size, terms)

    @property
    def mask(self) -> int:
        """What a secret rider binds is known to the two parties only, also once the loan is made."""
        return 1 << self.seat | 1 << self.target if self.terms > len(RIDERS) else ALL

    def counterpart(self, scenario: Scenario) -> int:
        return self.target

    def check(self, board: Board) -> str | None:
        amount = board.scenario.spec.tuning.loan_sizes[self.size]
        if (held := board.booked(self.seat)) < amount:
            return f"it takes {money(amount)} and the treasury holds {money(held)}"
        return None if self.terms else no_plain_loan(board, self.seat, self.target)

    def riders(self, scenario: Scenario) -> tuple[tuple[str, ...], bool]:
        """What it binds the debtor to, and whether in secret."""
        rider, _, secret = scenario.ids["terms"][self.terms].partition(":")
        return () if rider == "plain" else (rider,), bool(secret)

    def offer(self, board: Board) -> Offer:
        """What is put before the debtor."""
        tuning, (riders, secret) = board.scenario.spec.tuning, self.riders(board.scenario)
        rate = lending_rate(board, self.seat, self.target)
        terms = (tuning.loan_sizes[self.size], rate, tuning.loan_turns)
        return Offer("loan", self.seat, self.target, terms, riders, secret, key=self.key)

    def effect(self, board: Board) -> None:
        put_offer(board, self.offer(board))


@frozen
class Rollover(Action):
    """Roll a debtor's loan over."""

    code: ClassVar[str] = "rollover"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Roll over a loan"
    about: ClassVar[str] = (
        "Give a debtor a year more for the loan that falls due soonest. Gratitude, and a longer leash."
    )
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in borrowers(scenario, seat):
            yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        return None if owes(board, self.target, self.seat) else OWED_NOTHING

    def effect(self, board: Board) -> None:
        roll_over(board, self.seat, self.target, self.key)
        board.tell("loan_rolled_over", power=self.seat, target=self.target)


@frozen
class AskRollover(Action):
    """Ask a creditor to roll over."""

    code: ClassVar[str] = "ask_rollover"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Ask for a rollover"
    about: ClassVar[str] = (
        "Ask a creditor for a year more. Powers answer for themselves; deposits follow your credibility."
    )
    creditor: int = ref("account")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if scenario.powers[seat].reserves is not None:
            for creditor in range(scenario.nparties):
                if creditor != seat:
                    yield cls(seat, creditor)

    def check(self, board: Board) -> str | None:
        return None if owes(board, self.seat, self.creditor) else OWES_NOTHING

    def counterpart(self, scenario: Scenario) -> int:
        return self.creditor if self.creditor < scenario.npowers else -1

    def odds(self, board: Board) -> int:
        """Percent odds that a creditor who is no seat agrees."""
        credit = board.state.credibility[self.seat]
        return max(20, min(95, 30 + credit + (10 if board.state.fund.active else -15)))

    def effect(self, board: Board) -> None:
        if self.creditor < board.scenario.npowers:
            put_offer(board, Offer("rollover", self.seat, self.creditor, (), key=self.key))
            return
        agrees = board.chance(POLITICS, self.odds(board), "the creditor agrees")
        if agrees:
            roll_over(board, self.creditor, self.seat, self.key)
        else:
            board.shift("credibility", self.seat, -2, self.key)
        board.tell("deposits_answered", power=self.seat, creditor=self.creditor, agrees=agrees)


@frozen
class CallIn(Action):
    """Call a loan in."""

    code: ClassVar[str] = "call_in"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Call in a loan"
    about: ClassVar[str] = "Demand the loan that falls due last at once: this quarter they pay, or fail you."
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in borrowers(scenario, seat):
            yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        turn = board.state.turn
        if any(
            x.debtor == self.target and x.creditor == self.seat and x.due > turn for x in board.state.loans
        ):
            return None
        return NO_LOAN

    def effect(self, board: Board) -> None:
        state, n = board.state, board.scenario.npowers
        mine = [x for x in state.loans if x.debtor == self.target and x.creditor == self.seat]
        loan = max(mine, key=lambda x: (x.due, x.number))
        state.loans = tuple(evolve(x, due=state.turn) if x is loan else x for x in state.loans)
        board.shift("trust", self.target * n + self.seat, -10, self.key)
        board.shift("influence", self.seat * n + self.target, -5, self.key)
        board.tell("loan_called_in", power=self.seat, target=self.target, amount=loan.amount)


@frozen
class AskFund(Action):
    """Ask the lender for an early tranche."""

    code: ClassVar[str] = "ask_fund"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Ask for a tranche"
    about: ClassVar[str] = (
        "Bring the next review forward: auditors look, then the board votes. A refusal costs stability."
    )

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if debtor_of(scenario) == seat:
            yield cls(seat)

    def check(self, board: Board) -> str | None:
        fund = board.state.fund
        if fund.active and fund.next_review - board.state.turn > 1:
            return "the next review is too far off"
        if fund.active and fund.next_review <= board.state.turn:
            return "a review is due this quarter anyway"
        return None

    def effect(self, board: Board) -> None:
        board.shift("imf_credibility", 0, -2, self.key)
        hold_review(board)


@frozen
class Lobby(Action):
    """Lobby the lender's board."""

    code: ClassVar[str] = "lobby"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Lobby the lender's board"
    about: ClassVar[str] = (
        "Work on other chairs for or against the next tranche. It works, and it wears the lender down."
    )
    stance: int = ref("stance")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if scenario.spec.board is not None:
            yield cls(seat, 0)
            yield cls(seat, 2)

    def check(self, board: Board) -> str | None:
        lobby = board.state.fund.lobby
        if abs(lobby + (LOBBIED if self.stance == 0 else -LOBBIED)) > 3 * LOBBIED:
            return "there are no chairs left to move"
        return None

    def effect(self, board: Board) -> None:
        fund = board.state.fund
        board.state.fund = evolve(fund, lobby=fund.lobby + (LOBBIED if self.stance == 0 else -LOBBIED))
        board.shift("imf_credibility", 0, -2, self.key)
        board.tell("board_lobbied", power=self.seat, against=self.stance != 0)


@frozen
class Prepay(Action):
    """Repay a loan early."""

    code: ClassVar[str] = "prepay"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Repay early"
    about: ClassVar[str] = "Pay the loan that falls due soonest from reserves. Loosens a patron's grip."
    creditor: int = ref("account")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if scenario.powers[seat].reserves is not None:
            for creditor in range(len(scenario.ids["account"])):
                if creditor != seat and creditor not in scenario.reserves:
                    yield cls(seat, creditor)

    def check(self, board: Board) -> str | None:
        if not owes(board, self.seat, self.creditor):
            return OWES_NOTHING
        loan = self._loan(board)
        if loan.due - board.state.turn > PREPAY_WINDOW:
            return "the loan that falls due soonest is too young to be repaid"
        amount, held = loan.amount, board.booked(purse(board.scenario, self.seat))
        return None if held >= amount else f"it takes {money(amount)} and the reserves hold {money(held)}"

    def _loan(self, board: Board) -> Loan:
        mine = [x for x in board.state.loans if x.debtor == self.seat and x.creditor == self.creditor]
        return min(mine, key=lambda x: (x.due, x.number))

    def effect(self, board: Board) -> None:
        state, n = board.state, board.scenario.npowers
        loan = self._loan(board)
        board.pay(purse(board.scenario, self.seat), self.creditor, loan.amount, self.key)
        state.loans = tuple(x for x in state.loans if x is not loan)
        board.shift("credibility", self.seat, 3, self.key)
        if self.creditor < n:
            board.shift("influence", self.creditor * n + self.seat, -2 - loan.amount // 5, self.key)
        board.tell("loan_repaid_early", power=self.seat, creditor=self.creditor)


@frozen
class Divert(Action):
    """Divert programme money to the forces."""

    code: ClassVar[str] = "divert"
    family: ClassVar[str] = "loans"
    title: ClassVar[str] = "Divert programme money"
    about: ClassVar[str] = (
        "Secretly spend reserves on forces that nobody sees. An audit may find it; the price is high."
    )
    secret: ClassVar[bool] = True
    operation: ClassVar[bool] = True
    station: int = ref("station")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        if debtor_of(scenario) == seat:
            for station in scenario.stations_of[seat]:
                yield cls(seat, station)

    def check(self, board: Board) -> str | None:
        lot, state = board.scenario.spec.tuning.divert_lot, board.state
        if not state.fund.reviews and not state.fund.active:
            return "there is no programme money to divert"
        if state.money[purse(board.scenario, self.seat)] + self._kept_back(board) < lot:
            return "the reserves are empty"
        if state.force[self.station] + state.unseen[self.station] >= FULL:
            return "the station is full"
        return None

    def _kept_back(self, board: Board) -> int:
        """What is put by beside the treasury's books and is spent first: no auditor looks there."""
        return min(board.scenario.spec.tuning.divert_lot, put_by(board.state, self.seat))

    def effect(self, board: Board) -> None:
        scenario, kept = board.scenario, self._kept_back(board)
        rest = scenario.spec.tuning.divert_lot - kept
        board.pay_unseen(self.seat, kept, self.key)
        board.pay_unseen(purse(scenario, self.seat), rest, self.key)
        board.shift("diverted", self.seat, rest, self.key)
        board.shift("unseen", self.station, 2, self.key)
        board.tell("forces_hidden", seen=self.mask, station=self.station, diverted=rest > 0)
