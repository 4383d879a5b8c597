"""What a review hangs on: what the motion is worth to each side, how the members will probably vote, and so what one vote
is worth to whoever buys it and costs whoever sells it. Works from one seat's view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from math import exp

from attrs import define, evolve, field

from wargame.actors.outlook import Outlook
from wargame.rules.board import Board
from wargame.rules.compiled import STANCES, Scenario
from wargame.rules.fund import (
    SUPPORT,
    conclude,
    debtor_of,
    in_favour,
    members,
    needed,
    staff_agrees,
    take_side,
)
from wargame.rules.pledges import PLEDGE_TURNS
from wargame.rules.records import Offer
from wargame.rules.state import State

STANCE = range(len(STANCES))
Odds = tuple[float, ...]
"""Odds of each stance, 0 to 1."""

_DECIDES = 0.4
"""How likely a vote is thought to decide a review by who has not counted the others."""
_STAFF = 0.3
"""Points that it is worth to vote with the staff, beyond what the lender's credibility is."""
_FONDNESS = 0.35
"""Points that it is worth to vote for whom one likes, or against whom one does not."""
_UNSURE = 0.45
"""Points within which nobody can tell what others will do."""


@define(eq=False)
class Ballot:
    """The review that is before the board, or the next one, as a seat foresees it.

    `foresee` looks at a position and uses it up; `judge` says what that is worth to a power, as far as the seat can tell.
    """

    scenario: Scenario
    seat: int
    spite: int
    known: State
    foresee: Callable[[State], Outlook]
    judge: Callable[[Outlook, int], float]
    state: State = field(init=False)
    _open: Outlook | None = None
    """What comes if nobody votes."""
    _outcomes: tuple[Outlook, Outlook] | None = None
    """What comes of it if the motion passes, and if it fails."""
    _stakes: dict[int, float] = field(factory=dict)
    _wishes: dict[int, Odds] = field(factory=dict)
    _leanings: dict[int, Odds] = field(factory=dict)
    _passes: dict[tuple[tuple[tuple[int, int], ...], int], float] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        scenario, state = self.scenario, self.known.copy()
        if not state.votes:
            seats = members(scenario)
            state.votes = tuple(-1 if seat in seats else SUPPORT for seat in range(scenario.npowers))
            if debtor_of(scenario) == self.seat:  # nobody else knows the riders
                state.fund = evolve(state.fund, agrees=staff_agrees(scenario, state))
        self.state = state

    # ---- what hangs on it
    def stake(self, seat: int) -> float:
        """Points by which a seat is better off if the motion passes than if it fails."""
        if seat not in self._stakes:
            if self._outcomes is None:
                self._outcomes = self._concluded(True), self._concluded(False)
            passed, failed = (self.judge(outcome, seat) for outcome in self._outcomes)
            self._stakes[seat] = passed - failed
        return self._stakes[seat]

    def _concluded(self, passes: bool) -> Outlook:
        state = self.state.copy()
        conclude(Board(self.scenario, state), passes, 0)
        return self.foresee(state)

    # ---- how the others will vote
    def wishes(self, seat: int) -> Odds:
        """What each stance is worth to a member by itself: its price, the staff's word, and how it likes the debtor."""
        if seat not in self._wishes:
            fond = _FONDNESS * self._regard(seat) + (_STAFF if self.state.fund.agrees else -_STAFF)
            if self._open is None:
                self._open = self.foresee(self.state.copy())
            base = self.judge(self._open, seat)
            found = []
            for stance in STANCE:
                state = self.state.copy()
                take_side(Board(self.scenario, state), seat, stance, "")
                found.append(self.judge(self.foresee(state), seat) - base + fond * (1 - stance))
            self._wishes[seat] = tuple(found)
        return self._wishes[seat]

    def leaning(self, seat: int) -> Odds:
        """How a member will probably vote: as it has promised, else as it seems to be best off."""
        if seat not in self._leanings:
            self._leanings[seat] = self._leans(seat)
        return self._leanings[seat]

    def _leans(self, seat: int) -> Odds:
        for pledge in self.state.pledges:
            if pledge.kind == "vote" and pledge.giver == seat:
                return tuple(float(stance == pledge.what) for stance in STANCE)
        step = _DECIDES * self.stake(seat)
        wanted = [wish + step * (1 - stance) for stance, wish in zip(STANCE, self.wishes(seat), strict=True)]
        weights = [exp((each - max(wanted)) / _UNSURE) for each in wanted]
        return tuple(weight / sum(weights) for weight in weights)

    def passes(self, sure: dict[int, int] | None = None, lobbied: int = 0) -> float:
        """The odds that the motion passes, some votes being sure and so much more having been lobbied for it."""
        key = tuple(sorted((sure or {}).items())), lobbied
        if key not in self._passes:
            self._passes[key] = self._counted(sure or {}, lobbied)
        return self._passes[key]

    def _counted(self, sure: dict[int, int], lobbied: int) -> float:
        """All ways in which the members may vote, each by its odds."""
        given = {seat: vote for seat, vote in enumerate(self.state.votes) if vote >= 0} | sure
        rows = [
            [(1.0, given[seat])] if seat in given else list(zip(self.leaning(seat), STANCE, strict=True))
            for seat in range(self.scenario.npowers)
        ]
        state, agrees = self.state, self.state.fund.agrees
        if lobbied:
            state = evolve(state, fund=evolve(state.fund, lobby=state.fund.lobby + lobbied))
        enough, total = needed(self.scenario, agrees), 0.0
        for votes in product(*rows):
            if in_favour(self.scenario, state, tuple(vote for _, vote in votes), agrees) >= enough:
                odds = 1.0
                for part, _ in votes:
                    odds *= part
                total += odds
        return total

    # ---- what a vote is worth
    def brings(self, seat: int, stance: int) -> float:
        """Points that a stance brings the member that takes it, with what hangs on it."""
        return self.wishes(seat)[stance] + self.passes({seat: stance}) * self.stake(seat)

    def costs(self, seat: int, stance: int) -> float:
        """Points that it costs a member to be bound to a stance: what it would rather do brings so much more."""
        return max(self.brings(seat, each) for each in STANCE) - self.brings(seat, stance)

    def worth_to(self, buyer: int, seat: int, stance: int) -> float:
        """Points that a member's promise is worth to another: by how much it makes the motion likelier to go its way."""
        return (self.passes({seat: stance}) - self.passes()) * self.stake(buyer)

    def _regard(self, seat: int) -> float:
        """How a member wishes the debtor well: trust, what it is to its clients, and the seat's own spite for a leader."""
        scenario, known, debtor = self.scenario, self.known, debtor_of(self.scenario)
        like = (known.trust[seat * scenario.npowers + debtor] - 45) / 40
        like += 0.3 if scenario.powers[seat].id in scenario.powers[debtor].patrons else 0.0
        for last in known.history[-1:]:
            if seat == self.seat and last[debtor] == max(last) and last[debtor] > last[seat]:
                like -= self.spite / 100
        return like


def promised(ballot: Ballot, offer: Offer, seat: int) -> float:
    """Points that the votes promised in an offer bring one of its sides, or cost it, beyond what the outlook shows."""
    total, state = 0.0, ballot.known
    if state.fund.next_review > min(ballot.scenario.spec.turns, state.turn + PLEDGE_TURNS - 1):
        return 0.0
    for giver, taker, stance in _votes(offer):
        if seat == giver:
            total -= ballot.costs(giver, stance)
        elif seat == taker:
            total += ballot.worth_to(taker, giver, stance)
    return total


def _votes(offer: Offer) -> Iterator[tuple[int, int, int]]:
    """Who promises whom which stance."""
    sides = (offer.proposer, offer.receiver, offer.gives), (offer.receiver, offer.proposer, offer.takes)
    for giver, taker, clauses in sides:
        for clause in clauses:
            if clause.do == "vote":
                yield giver, taker, STANCES.index(clause.what)
