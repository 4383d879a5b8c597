"""Rules of thumb: a list of named intents, each with a move and a reason, weighed by the outlook each move opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from attrs import define, field

from wargame.actors import answers
from wargame.actors.base import Choice
from wargame.actors.intents import INTENTS, order_for
from wargame.actors.mind import OUT_OF_SIGHT, Idea, Mind, proposed
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.base import Action
from wargame.rules.board import ALL, Board, Kind
from wargame.rules.chance import Branching
from wargame.rules.charging import carry_out, refusal
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.space import space_of

WEIGHED = 14
"""Ideas weighed at one decision: the first thought of every intent, then second thoughts."""

_RANK = 0.015
_ENOUGH = 0.12
"""Points below which a move is not worth making."""

_ANSWERS = {
    Kind.OPTION: answers.choose_option,
    Kind.SIGNAL: answers.signal,
    Kind.ANSWER: answers.answer,
    Kind.VOTE: answers.vote,
    Kind.REACT: answers.react,
    Kind.DEFAULT: answers.default,
    Kind.AGENDA: answers.keep_agenda,
}


@define(eq=False)
class ThumbActor:
    """Keeps nothing from one decision to the next but caches: the same seed, view and choices give the same choice."""

    seed: int
    temper: Temper = field(init=False)
    _almanac: Almanac | None = None

    def __attrs_post_init__(self) -> None:
        self.temper = Temper.drawn(self.seed)

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose among `legal`; the budget is not used, as the number of ideas is bounded already."""
        if len(legal) == 1:
            return Choice(legal[0], "no choice", "there is nothing else to do")
        kind = legal[0].kind
        seen, open_ = with_orders(view, legal) if kind == Kind.ACT else (view, legal)
        mind = Mind(seen, open_, self.temper, self._outlooks(view.scenario), self.seed)
        choice = self._act(mind) if kind == Kind.ACT else _ANSWERS.get(kind, answers.consider)(mind)
        return _discreet(mind, choice)

    def _outlooks(self, scenario: Scenario) -> Almanac:
        if self._almanac is None or self._almanac.scenario is not scenario:
            self._almanac = Almanac(scenario)
        return self._almanac

    def _act(self, mind: Mind) -> Choice:
        """The best idea of all intents, or a pass when none is worth its price.

        A secret act takes no point, so it waits for the last one and then need not be the best.
        """
        last = mind.state.points[mind.seat] <= 1
        top: tuple[float, Choice] | None = None
        hidden: tuple[float, Choice] | None = None
        seen: set[int] = set()
        for rank, (name, idea) in enumerate(islice(_ideas(mind), WEIGHED)):
            choice = Choice(idea.action, name.replace("_", " "), idea.reason)
            if idea.urgent:
                return choice
            if idea.action.number in seen:
                continue
            seen.add(idea.action.number)
            score = proposed(mind, idea) + answers.whim(mind, idea.action) - _RANK * rank
            if idea.action.operation:
                if last and score >= _ENOUGH and (hidden is None or score > hidden[0]):
                    hidden = score, choice
            elif top is None or score > top[0]:
                top = score, choice
        if hidden is not None:
            return hidden[1]
        if top is None or top[0] < _ENOUGH:
            done = mind.of(Pass)
            if done:
                return Choice(done[0], "wait", "nothing on the table is worth its price this quarter")
            if top is None:
                return Choice(mind.legal[0], "make do", "one thing is as good as another here")
        return top[1]


def with_orders(view: View, legal: Sequence[Action]) -> tuple[View, Sequence[Action]]:
    """The position as it would be once this seat's sealed orders are opened, and what it could still order then."""
    orders = view.state.orders[view.seat] if view.state.sealed else ()
    if not orders:
        return view, legal
    state = view.state.copy()
    board = Board(view.scenario, state, Branching([]))
    state.orders = ((),) * view.scenario.npowers
    for order in orders:
        carry_out(board, space_of(view.scenario).actions[order.number])
    state.queue, state.offer = view.state.queue, view.state.offer
    return View(view.seat, view.scenario, state), [a for a in legal if refusal(board, a) is None] or legal


def _discreet(mind: Mind, choice: Choice) -> Choice:
    """Say nothing about what not everyone may know of."""
    offer = mind.state.offer
    answered = offer is not None and offer.secret and choice.action.kind == Kind.ANSWER
    ordered = mind.state.sealed and choice.action.kind == Kind.ACT and not isinstance(choice.action, Pass)
    if choice.action.mask == ALL and not answered and not ordered:
        return choice
    return Choice(choice.action, answers.SECRET_INTENT, OUT_OF_SIGHT)


def _ideas(mind: Mind) -> Iterator[tuple[str, Idea]]:
    """Every intent's ideas in the power's own order: each one's first thought, then the second ones."""
    power = mind.scenario.powers[mind.seat].id
    waiting = [(name, iter(INTENTS[name](mind))) for name in order_for(power)]
    while waiting:
        going = []
        for name, ideas in waiting:
            idea = next(ideas, None)
            if idea is not None:
                yield name, idea
                going.append((name, ideas))
        waiting = going
