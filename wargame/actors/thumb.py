"""Rules of thumb: a list of named intents, each with a move and a reason, weighed by the outlook each move opens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from attrs import define, field

from wargame.actors import answers, telling
from wargame.actors.base import Choice
from wargame.actors.intents import ideas
from wargame.actors.mind import Mind, proposed
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions.answers import Pass, Refuse
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.chance import Branching
from wargame.rules.charging import carry_out, refusal
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.offers import unable
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
        # Who can only refuse what it has not got may still offer what it has.
        short = isinstance(legal[0], Refuse) and unable(Board(view.scenario, view.state)) is not None
        action = legal[0] if len(legal) == 1 and not short else self._choose(view, legal)
        if telling.in_secret(view, action):
            return Choice(action, *telling.SECRET)
        return Choice(action, *telling.tell(self._mind(telling.known_to_all(view), (action,), True), action))

    def _choose(self, view: View, legal: Sequence[Action]) -> Action:
        kind = legal[0].kind
        seen, open_ = with_orders(view, legal) if kind == Kind.ACT else (view, legal)
        mind = self._mind(seen, open_)
        return self._act(mind) if kind == Kind.ACT else _ANSWERS.get(kind, answers.consider)(mind)

    def _mind(self, view: View, legal: Sequence[Action], in_words: bool = False) -> Mind:
        return Mind(view, legal, self.temper, self._outlooks(view.scenario), self.seed, in_words)

    def _outlooks(self, scenario: Scenario) -> Almanac:
        if self._almanac is None or self._almanac.scenario is not scenario:
            self._almanac = Almanac(scenario)
        return self._almanac

    def _act(self, mind: Mind) -> Action:
        """The best idea of all intents, or a pass when none is worth its price.

        A secret act takes no point, so it waits for the last one and then need not be the best.
        """
        last = mind.state.points[mind.seat] <= 1
        top: tuple[float, Action] | None = None
        hidden: tuple[float, Action] | None = None
        seen: set[int] = set()
        for rank, (_, idea) in enumerate(islice(ideas(mind), WEIGHED)):
            if idea.urgent:
                return idea.action
            if idea.action.number in seen:
                continue
            seen.add(idea.action.number)
            score = proposed(mind, idea) + answers.whim(mind, idea.action) - _RANK * rank
            if idea.action.operation:
                if last and score >= _ENOUGH and (hidden is None or score > hidden[0]):
                    hidden = score, idea.action
            elif top is None or score > top[0]:
                top = score, idea.action
        if hidden is not None:
            return hidden[1]
        if top is None or top[0] < _ENOUGH:
            done = mind.of(Pass)
            if done:
                return done[0]
            if top is None:
                return mind.legal[0]
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
