"""What a player by rules of thumb has before it at one decision: the view, the choices, and what it makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from attrs import define, field, frozen

from wargame.actors import governing
from wargame.actors.bargains import WELCOME, Judgement, fair_share, is_gift, judgement, reserve, strings
from wargame.actors.menace import Menace, weigh
from wargame.actors.outlook import Almanac, Outlook
from wargame.actors.temper import Temper
from wargame.actors.votes import Ballot, promised
from wargame.actors.worth import Worth
from wargame.explain.grammar import Name, named
from wargame.rules import offers
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import Branching, mix
from wargame.rules.compiled import Scenario
from wargame.rules.fund import debtor_of
from wargame.rules.observe import View
from wargame.rules.records import Offer, Threat
from wargame.rules.state import State

MOST_PATHS = 6
OUT_OF_SIGHT = "the quarter's business goes on"
"""The reason given for whatever is secret: it says nothing."""
RETORT = 1.0
"""How much better a class of action is liked that answers what is done to a power."""
_CALLED = {"compose": "deal"}
"""Classes of action that go by another's name where a government says what it likes."""
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
    _menaces: dict[tuple[int, int], Menace] = field(factory=dict)
    _seen: dict[int, float] = field(factory=dict)
    """What the base is worth to each power, as everybody can see."""
    _by_class: dict[type[Action], list[Action]] = field(factory=dict)
    _ballot: Ballot | None = None
    _provoked: frozenset[str] | None = None

    def __attrs_post_init__(self) -> None:
        self.worth = Worth(self.almanac, self.temper)
        self.impartial = Worth(self.almanac)
        for action in self.legal:
            self._by_class.setdefault(type(action), []).append(action)
        if self.state.threats:
            self.worth.menace = self.impartial.menace = lambda threat: self.menace(threat).weight

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

    def rebuffed(self, kind: str, by: int) -> bool:
        """Whether it is too soon to come again with an offer of a kind that another power has refused."""
        last = offers.overture(self.state, self.seat, by, kind)
        return last is not None and last.refuser >= 0 and self.state.turn - last.turn <= min(2, last.refusals)

    def cost(self, action: Action) -> int:
        """Money an action takes now."""
        return action.cost(Board(self.scenario, self.state)).money

    def trusted(self, by: int) -> int:
        """How much another power trusts this one."""
        return self.state.trust[by * self.scenario.npowers + self.seat]

    def trusts(self, whom: int) -> int:
        """How much this power trusts another."""
        return governing.trust_in(self.scenario, self.state, self.temper, self.seat, whom)

    def liking(self, action: Action) -> float:
        """How much this power likes an action for what it is, whatever it brings.

        Who likes controls likes them tighter, and would not ease them.
        """
        code = _CALLED.get(action.code, action.code)
        creed = self.temper.creed(code) + RETORT * (code in self.provoked)
        if creed and governing.eases(self.scenario, self.state, action):
            creed = -creed
        return self.temper.whim(action.code, action.key) + creed

    def forswears(self, word: str) -> bool:
        """Whether a clause or a rider is a red line of this power's government."""
        return word in governing.forsworn(self.scenario, self.state, self.seat)

    @property
    def provoked(self) -> frozenset[str]:
        """Classes of action that this power takes to because of what is done to it now."""
        if self._provoked is None:
            self._provoked = governing.provoked(self.scenario, self.state, self.temper, self.seat)
        return self._provoked

    # ---- what would come of it
    def again(self, view: View) -> Mind:
        """The same mind where nothing but what is demanded differs: what has been worked out holds."""
        mind = Mind(view, (), self.temper, self.almanac, self.seed)
        mind._base, mind._value, mind._menaces = self._base, self._value, self._menaces
        return mind

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

    @property
    def ballot(self) -> Ballot:
        """The lender's review that is next, as this seat foresees it."""
        if self._ballot is None:
            who = self.scenario, self.seat, self.temper.spite, self.state
            self._ballot = Ballot(*who, self.almanac.foresee, self._judge)
        return self._ballot

    def _judge(self, outlook: Outlook, seat: int) -> float:
        """What an outlook is worth to a seat, as far as this one can tell."""
        return (self.worth if seat == self.seat else self.impartial).value(outlook, seat)

    def votes_in(self, offer: Offer, seat: int) -> float:
        """Points that votes promised in an offer bring a side, or cost it, beyond what the outlook shows."""
        return promised(self.ballot, offer, seat) if debtor_of(self.scenario) >= 0 else 0.0

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

    def menace(self, threat: Threat) -> Menace:
        """What a threat comes to, as everybody may judge it: the same whatever is demanded."""
        key = threat.seat, threat.deed
        if key not in self._menaces:
            judge = Worth(self.almanac)
            self._menaces[key] = weigh(self.almanac, judge, self.base(), self.state, threat)
        return self._menaces[key]

    # ---- what others would say
    def struck(self, offer: Offer) -> State:
        """The position once an offer has been accepted."""
        state = self.state.copy()
        state.offer = offer
        offers.accept(Board(self.scenario, state), "")
        return state

    def prospect(self, offer: Offer, standing: int = 0) -> tuple[float, float]:
        """What an offer would bring this seat, and the odds that whoever is asked agrees, as far as one can tell."""
        mine, judged = self.weighed(offer)
        return mine - 0.22 * standing, judged.odds

    def weighed(self, offer: Offer) -> tuple[float, Judgement]:
        """What an offer would bring this seat, and how whoever is asked would judge it, as far as one can tell."""
        outlook = self.almanac.foresee(self.struck(offer))
        mine = self.worth.value(outlook, self.seat) - self.standing_value() + self.votes_in(offer, self.seat)
        return mine, self._judged(offer, outlook)

    def shares(self, offer: Offer) -> tuple[float, float]:
        """What an offer would bring this seat and whoever is asked, strings and all, whatever they want besides."""
        outlook = self.almanac.foresee(self.struck(offer))
        mine = self.worth.value(outlook, self.seat) - self.standing_value() + self.votes_in(offer, self.seat)
        tied = strings(self.scenario, self.state, offer, self.seat)
        return mine - tied, self.seen_share(offer, offer.asked, outlook)

    def judged(self, offer: Offer) -> Judgement:
        """How whoever is asked would judge an offer of this seat's, as far as one can tell."""
        return self._judged(offer, self.almanac.foresee(self.struck(offer)))

    def _judged(self, offer: Offer, outlook: Outlook) -> Judgement:
        gain = self.seen_gain(offer.asked, outlook) + self.votes_in(offer, offer.asked)
        price = strings(self.scenario, self.state, offer, offer.asked)
        price += governing.RED_LINE * governing.crossed(self.scenario, self.state, offer, offer.asked)
        if is_gift(offer):
            return Judgement(max(gain, WELCOME), 0.0, 0.0)
        kept_back = reserve(abs(gain - price) + max(0.0, price), self.trusted(offer.asked), 50)
        due = fair_share(offer.kind, self.seen_share(offer, offer.asker, outlook), 50)
        return judgement(offer.kind, gain, price, kept_back, due)

    def seen_share(self, offer: Offer, seat: int, outlook: Outlook) -> float:
        """What an offer brings a seat, strings and all, as everybody can see."""
        gain = self.seen_gain(seat, outlook) + self.votes_in(offer, seat)
        return gain - strings(self.scenario, self.state, offer, seat)

    def seen_gain(self, seat: int, outlook: Outlook) -> float:
        """What an outlook brings a seat, as everybody can see."""
        if seat not in self._seen:
            self._seen[seat] = self.impartial.value(self.base(), seat)
        return self.impartial.value(outlook, seat) - self._seen[seat]


def proposed(mind: Mind, idea: Idea) -> float:
    """An idea's score before noise."""
    return (mind.gain(idea.action) if idea.gain is None else idea.gain) + idea.lift


__all__ = ["Idea", "Intent", "Mind", "proposed"]
