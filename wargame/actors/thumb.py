"""Rules of thumb: a list of named intents, each with a move and a reason, weighed by the outlook each move opens."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from attrs import define, field

from wargame.actors import answers, telling
from wargame.actors.base import Choice
from wargame.actors.governing import temper_of
from wargame.actors.intents import ideas
from wargame.actors.mind import OUT_OF_SIGHT, Mind, proposed
from wargame.actors.outlook import almanac_of
from wargame.actors.replies import Words
from wargame.actors.temper import Temper
from wargame.actors.threats import plans
from wargame.actors.weighing import WEIGHED, runner_up
from wargame.rules.actions.answers import Pass, Refuse
from wargame.rules.actions.arenas import Escalate, Protest
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Regime
from wargame.rules.actions.loans import CallIn
from wargame.rules.actions.signals import Hold
from wargame.rules.board import Board, Kind
from wargame.rules.books import booked
from wargame.rules.chance import Branching
from wargame.rules.charging import carry_out, refusal
from wargame.rules.events import ALL
from wargame.rules.observe import View
from wargame.rules.offers import unable
from wargame.rules.space import space_of

SECOND_THOUGHTS = 3 * WEIGHED
"""Ideas gone over by whoever looks again."""

_RANK = 0.004
"""Points by which each idea must beat the one before it: what a power thinks of first settles what is equal."""
_ENOUGH = 0.08
"""Points below which a move is not worth making."""
_TASTE, _TASTY, _MOST_TASTY = 0.3, 0.35, 2.0
"""Points that the strongest taste adds or takes: so many of any move, and a part of what it brings up to so many points."""
_ALIKE = 0.25
"""The part of the best idea's points from which another may come before it in a quarter in which both can be had."""
_LOOKED_AT = 10
"""Classes of action looked at before a pass."""
_ONLY_BY_INTENT = (CallIn, Escalate, Protest, Regime)
"""What is done for a reason that no outlook shows, or not at all."""

Ranked = tuple[float, Action]
"""Points that a move seems to bring, and the move."""

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
    """Keeps nothing from one decision to the next: the same seed, view and choices give the same choice."""

    seed: int
    temper: Temper = field(init=False)
    """Its own, where no government has another."""

    def __attrs_post_init__(self) -> None:
        self.temper = Temper.drawn(self.seed)

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """Choose among `legal`; the budget is not used, as the number of ideas is bounded already."""
        action = self.pick(view, legal)
        return Choice(action, *self.words(view, action))

    def pick(self, view: View, legal: Sequence[Action]) -> Action:
        """The choice without the words for it."""
        return legal[0] if forced(view, legal) else self._choose(view, legal)

    def words(self, view: View, action: Action) -> Words:
        """Intent and reason for a choice, with the runner-up and what tipped the scales, from what everybody knows."""
        if telling.in_secret(view, action):
            return telling.SECRET
        intent, reason = telling.tell(self._mind(telling.known_to_all(view), (action,), True), action)
        return intent, reason + runner_up(view, action)

    def aside(self, view: View, action: Action) -> Words:
        """Intent and reason for the seat's own ears: from all that it knows."""
        intent, reason = telling.tell(self._mind(view, (action,), True), action)
        return (intent, reason) if reason != OUT_OF_SIGHT else ("", "")

    def considered(self, view: View, legal: Sequence[Action]) -> list[Ranked]:
        """What a second look may go over: its own choice, then what else it thinks of, by the points each seems to bring.

        What cannot wait stands alone.
        """
        chosen = self.pick(view, legal)
        if forced(view, legal):
            return [(0.0, chosen)]
        seen, open_ = with_orders(view, legal) if legal[0].kind == Kind.ACT else (view, legal)
        found = thoughts(self._mind(seen, open_), chosen)
        points = next((points for points, action in found if action is chosen), 0.0)
        others = sorted((each for each in found if each[1] is not chosen), key=lambda each: -each[0])
        return [(points, chosen), *others]

    def _choose(self, view: View, legal: Sequence[Action]) -> Action:
        kind = legal[0].kind
        seen, open_ = with_orders(view, legal) if kind == Kind.ACT else (view, legal)
        mind = self._mind(seen, open_)
        return self._act(mind) if kind == Kind.ACT else _ANSWERS.get(kind, answers.consider)(mind)

    def _mind(self, view: View, legal: Sequence[Action], in_words: bool = False) -> Mind:
        return Mind(view, legal, temper_of(view, self.temper), almanac_of(view.scenario), self.seed, in_words)

    def _act(self, mind: Mind) -> Action:
        """One of the ideas that are worth most, else whatever else the menu holds that is worth its price, else a pass.

        A secret act takes no point, so it waits for the last one and then need not be the best.
        """
        last = mind.state.points[mind.seat] <= 1
        weighed: list[Ranked] = []
        hidden: list[Ranked] = []
        for rank, (_, idea) in enumerate(islice(ideas(mind), WEIGHED)):
            action = idea.action
            if idea.urgent:
                return action
            if any(action is other for _, other in (*weighed, *hidden)):
                continue
            score = fancied(mind, action, proposed(mind, idea)) - _RANK * rank
            (hidden if action.operation else weighed).append((score, action))
        for found in (hidden if last else [], weighed):
            good = sorted((pair for pair in found if pair[0] >= _ENOUGH), key=lambda pair: -pair[0])
            if good:
                return in_any_order(mind, good)
        other = second_look(mind, [action for _, action in weighed])
        done = mind.of(Pass)
        if other is not None or done:
            return other or done[0]
        return max(weighed, key=lambda pair: pair[0])[1] if weighed else mind.legal[0]


def forced(view: View, legal: Sequence[Action]) -> bool:
    """Whether there is nothing to choose. Who can only refuse what it has not got may still offer what it has."""
    if len(legal) > 1:
        return False
    return not (isinstance(legal[0], Refuse) and unable(Board(view.scenario, view.state)) is not None)


def thoughts(mind: Mind, chosen: Action) -> list[Ranked]:
    """What comes to mind beside a choice, with the points it seems to bring; nothing beside what cannot wait."""
    if mind.legal[0].kind == Kind.SIGNAL:
        return [(0.0, mind.of(Hold)[0]), *((plan.score, plan.action) for plan in plans(mind))]
    if mind.legal[0].kind != Kind.ACT:
        return [(0.0, action) for action in mind.legal[:WEIGHED]]
    found: list[Ranked] = []
    for _, idea in islice(ideas(mind), SECOND_THOUGHTS):
        if idea.urgent and idea.action is chosen:
            return []
        if all(idea.action is not other for _, other in found):
            points = proposed(mind, idea)
            # Tastes are no reason to whoever looks ahead; what a government stands for is.
            governed = mind.temper.bearing is not None
            found.append((coloured(mind, idea.action, points) if governed else points, idea.action))
    return [*found, *((0.0, action) for action in mind.of(Pass))]


def coloured(mind: Mind, action: Action, points: float) -> float:
    """Points with what the power likes: the game's tastes, and what its government stands for."""
    worth = _TASTE + _TASTY * min(_MOST_TASTY, max(0.0, points))
    return points + mind.liking(action) * worth


def fancied(mind: Mind, action: Action, points: float) -> float:
    """Points with what is no reason: likings, for the class of action and for the action, and the turn's whim."""
    return coloured(mind, action, points) + answers.whim(mind, action)


def in_any_order(mind: Mind, good: Sequence[tuple[float, Action]]) -> Action:
    """The best of some ideas, best first; or another that will be carried out this quarter in any case.

    These are as many as there are points left, the best first, each if the purse still holds its price.
    """
    points, purse = max(1, mind.state.points[mind.seat]), booked(mind.state, mind.seat)
    coming: list[Action] = []
    for score, action in good[:points]:
        cost = mind.cost(action)
        if not coming or (score >= _ALIKE * good[0][0] and cost <= purse):
            coming.append(action)
            purse -= cost
    return max(coming, key=lambda action: mind.mood(action.number, 89))


def second_look(mind: Mind, weighed: Sequence[Action]) -> Action | None:
    """What no intent has thought of: an action of each class on the menu, by the turn's mood; None if none is worth it."""
    by_class: dict[str, list[Action]] = {}
    for action in mind.legal:
        open_ = action.counterpart(mind.scenario) < 0 and not action.operation and action.mask == ALL
        if open_ and action not in weighed and not isinstance(action, (Pass, *_ONLY_BY_INTENT)):
            by_class.setdefault(action.code, []).append(action)
    looked = [max(found, key=lambda action: mind.mood(action.number, 101)) for found in by_class.values()]
    looked.sort(key=lambda action: mind.mood(action.number, 103))
    scored = [(fancied(mind, action, mind.gain(action)), action) for action in looked[:_LOOKED_AT]]
    most, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if most >= _ENOUGH else None


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
