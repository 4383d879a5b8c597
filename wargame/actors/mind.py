"""What a player by rules of thumb has before it at one decision: the view, the choices, and what it makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import define, field, frozen

from wargame.actors.outlook import Almanac, Outlook
from wargame.actors.temper import Temper
from wargame.actors.worth import Worth
from wargame.explain.grammar import Name, named
from wargame.rules import offers
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.chance import Branching, mix
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State

MOST_PATHS = 6
OUT_OF_SIGHT = "the quarter's business goes on"
"""The reason given for whatever is secret: it says nothing."""
_BOUND = {"truce": 0.3, "withdraw": 0.6, "relief": 0.4, "stake": 0.8, "vote": 0.4, "offtake": 0.3}
"""Points that it costs to be bound by a clause for a year."""
_PARTED = {"know_how": 0.12, "influence": 0.1, "basing": 0.08}
"""Points that each unit given away costs beyond what the outlook shows: what others can no longer be asked for."""
A = TypeVar("A", bound=Action)


@frozen
class Idea:
    """A move an intent proposes. `lift` adds what the outlook cannot show; `gain` is given when it needs no outlook."""

    action: Action
    reason: str
    lift: float = 0.0
    gain: float | None = None
    urgent: bool = False
    """Take it without weighing anything else."""


Intent = Callable[["Mind"], Iterable[Idea]]


@define(eq=False)
class Mind:
    """One decision of one seat. Nothing in it outlives the decision but the caches of `almanac`."""

    view: View
    legal: Sequence[Action]
    temper: Temper
    almanac: Almanac
    seed: int
    telling: bool = False
    """Whether it puts a decision into words that was made already: what remains of the quarter's points is no matter."""
    worth: Worth = field(init=False)
    impartial: Worth = field(init=False)
    """How the others are thought to judge."""
    _base: Outlook | None = None
    _value: float | None = None
    _by_class: dict[type[Action], list[Action]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.worth = Worth(self.almanac, self.temper)
        self.impartial = Worth(self.almanac)
        for action in self.legal:
            self._by_class.setdefault(type(action), []).append(action)

    # ---- what is at hand
    @property
    def seat(self) -> int:
        """Whose mind it is."""
        return self.view.seat

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.view.scenario

    @property
    def state(self) -> State:
        """The position as the seat may know it. Never changed."""
        return self.view.state

    @property
    def quarters(self) -> int:
        """Quarters still to be settled, this one included."""
        return self.scenario.spec.turns - self.state.turn + 1

    def of(self, cls: type[A]) -> list[A]:
        """The choices of one class."""
        return self._by_class.get(cls, [])  # type: ignore[return-value]

    def name(self, kind: str, index: int) -> Name:
        """An entity as it reads within a sentence."""
        return named(self.scenario, kind, index)

    def mood(self, *marks: int) -> int:
        """A number from 0 to 99 that holds for the turn: whether one feels like something this quarter."""
        number = mix(self.seed, self.seat, self.state.turn)
        for mark in marks:
            number = mix(number, 0, mark)
        return number % 100

    def its_moment(self, action: Action) -> bool:
        """Whether to bring a proposal up now: once a quarter at most, so that a refusal is taken for an answer."""
        if self.telling:
            return True
        most = max(1, self.scenario.powers[self.seat].points)
        return self.mood(action.number, 7) % most + 1 == min(most, self.state.points[self.seat])

    def cost(self, action: Action) -> int:
        """Money an action takes now."""
        return action.cost(Board(self.scenario, self.state)).money

    def trusted(self, by: int) -> int:
        """How much another power trusts this one."""
        return self.state.trust[by * self.scenario.npowers + self.seat]

    def trusts(self, whom: int) -> int:
        """How much this power trusts another."""
        return self.state.trust[self.seat * self.scenario.npowers + whom]

    # ---- what would come of it
    def base(self) -> Outlook:
        """The outlook if nothing is done."""
        if self._base is None:
            self._base = self.almanac.foresee(self.state.copy())
        return self._base

    def standing_value(self) -> float:
        """What the outlook is worth if nothing is done."""
        if self._value is None:
            self._value = self.worth.value(self.base(), self.seat)
        return self._value

    def value(self, state: State) -> float:
        """What a position is worth to this seat. The position is used up."""
        return self.worth.value(self.almanac.foresee(state), self.seat)

    def after(self, action: Action) -> list[tuple[float, State]]:
        """The positions an action leads to, with their odds, its cost paid. Only likely paths when there are many."""
        found: list[tuple[float, State]] = []
        prefix: list[int] | None = []
        while prefix is not None and len(found) < MOST_PATHS:
            fate = Branching(prefix)
            state = self.state.copy()
            board = Board(self.scenario, state, fate)
            if state.queue:
                board.answering, state.queue = state.queue[0], state.queue[1:]
            cost = action.cost(board)
            if not action.operation:
                state.money[self.seat] -= cost.money
            state.standing[self.seat] -= cost.standing
            action.effect(board)
            odds = 1.0
            for (_, weights), result in zip(fate.seen, fate.path, strict=True):
                odds *= weights[result] / sum(weights)
            found.append((odds, state))
            prefix = fate.sibling()
        return found

    def gain(self, action: Action) -> float:
        """Points an action is expected to bring over doing nothing."""
        paths = self.after(action)
        total = sum(odds for odds, _ in paths)
        expected = sum(odds * self.value(state) for odds, state in paths)
        return expected / total - self.standing_value()

    def gain_of(self, change: Callable[[Board], object], paid: int = 0) -> float:
        """Points that a change of the position would bring, after paying for it."""
        state = self.state.copy()
        state.money[self.seat] -= paid
        change(Board(self.scenario, state))
        return self.value(state) - self.standing_value()

    # ---- what others would say
    def struck(self, offer: Offer) -> State:
        """The position once an offer has been accepted."""
        state = self.state.copy()
        state.offer = offer
        offers.accept(Board(self.scenario, state), "")
        return state

    def prospect(self, offer: Offer, standing: int = 0) -> tuple[float, float]:
        """What an offer would bring this seat, and the odds that its receiver agrees, as far as one can tell."""
        outlook = self.almanac.foresee(self.struck(offer))
        mine = self.worth.value(outlook, self.seat) - self.standing_value() - 0.22 * standing
        theirs = self.impartial.value(outlook, offer.receiver) - self.impartial.value(
            self.base(), offer.receiver
        )
        price = rider_price(self.scenario, self.state, offer)
        theirs -= price
        theirs -= reserve(abs(theirs) + price, self.trusted(offer.receiver), 50)
        return mine, min(0.95, max(0.03, 0.5 + 0.22 * theirs))


def reserve(stake: float, trust: int, warmth: int) -> float:
    """Points that a bargain must bring beyond its price: the more is at stake, and the less the other is trusted.

    From a tenth of the stake between warm friends to half of it among those who trust nobody; never less than nothing.
    """
    return stake * max(0.0, 0.5 - 0.004 * trust - 0.003 * (warmth - 50))


def rider_price(scenario: Scenario, state: State, offer: Offer) -> float:
    """Points the riders and pledges of an offer cost its receiver beyond what shows in the outlook at once."""
    debtor, lender = offer.receiver, offer.proposer
    total = 0.0
    leaning = state.influence[lender * scenario.npowers + debtor] / 50
    for rider in offer.riders:
        if rider == "ceasefire" and scenario.spec.board is not None and scenario.spec.board.ceasefire:
            arena = scenario.numbers["arena"][scenario.spec.board.ceasefire]
            total += 0.3 + 0.6 * max(0, state.tension[arena] - 3)
        elif rider == "curb_militants":
            total += 0.3 + 0.08 * max(0, state.threat[0] - 45)
        elif rider == "no_control":
            total += 0.3 if scenario.powers[debtor].controls else 0.0
        elif rider == "port_access":
            total += 0.8 + leaning
        elif rider == "first_claim":
            total += 1.6 + leaning
        elif rider == "collateral":
            total += 1.0 + 1.5 * _strained(scenario, state, debtor)
    if offer.secret:
        total += 0.2
    return total + parting(offer.takes)


def parting(clauses: Iterable[ClauseSpec]) -> float:
    """Points that clauses cost whoever gives them, beyond what shows in the outlook at once."""
    return sum(_BOUND.get(clause.do, 0.0) + _PARTED.get(clause.do, 0.0) * clause.amount for clause in clauses)


def _strained(scenario: Scenario, state: State, debtor: int) -> float:
    """0 to 1: how likely a debtor is to fail."""
    spec = scenario.powers[debtor].reserves
    if spec is None:
        return 0.2
    held = booked(state, scenario.reserves[debtor])
    owed = sum(loan.amount for loan in state.loans if loan.debtor == debtor and loan.due <= state.turn + 6)
    return min(1.0, max(0.0, (owed - held + spec.floor // 2) / max(1, spec.floor)))


def proposed(mind: Mind, idea: Idea) -> float:
    """An idea's score before noise."""
    return (mind.gain(idea.action) if idea.gain is None else idea.gain) + idea.lift


__all__ = ["Idea", "Intent", "Mind", "parting", "proposed", "rider_price"]
