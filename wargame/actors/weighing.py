"""What else was thought of beside a choice, and what speaks for the choice instead: the end of every reason.

All of it is worked out anew from what everybody knows, so it gives away neither what a player knows nor what it foresaw.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from wargame.actors.evaluator import Evaluator
from wargame.actors.features import FEATURES
from wargame.actors.intents import ideas
from wargame.actors.mind import Mind, proposed
from wargame.actors.outlook import almanac_of
from wargame.actors.telling import known_to_all
from wargame.actors.temper import Temper
from wargame.actors.threats import plans
from wargame.explain.advice import CONCERNS
from wargame.rules.actions.answers import Accept, Choose, Refuse
from wargame.rules.actions.base import Action, describe
from wargame.rules.actions.signals import Hold, Threaten
from wargame.rules.board import Board, Kind
from wargame.rules.charging import allowed
from wargame.rules.events import ALL
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.rules.threats import target_of
from wargame.rules.words import small

WEIGHED = 14
"""Ideas weighed at one decision: the first thought of every intent, then second thoughts."""

_CONCERN = {
    "promise": "goals",
    "score": "goals",
    "purse": "treasury",
    "earnings": "income",
    "dues": "reserves",
    "standing": "standing",
    "stability": "home",
    "trust": "trust",
    "goodwill": "goodwill",
    "know_how": "know_how",
    "peril": "peace",
    "guilt": "name",
}
"""What a feature is about, by the words of `CONCERNS`."""
_CLEAR = 0.05
"""Points from which something speaks for a move."""


def runner_up(view: View, action: Action) -> str:
    """How a reason goes on that says what else was thought of and what tipped the scales; empty where nothing was."""
    mind = _public_mind(view, action)
    other = _other_idea(mind, action) if action.kind == Kind.ACT else _other_answer(mind, action)
    if other is None:
        return ""
    name, instead = other
    concern = _tipped(mind, action, instead)
    # The reason for an answer says itself what tipped the scales where no figure does.
    what_may_come = ", for what may come of it" if action.kind == Kind.ACT else ""
    return f"; rather than “{name}”" + (f", for {CONCERNS[concern]}" if concern else what_may_come)


def weightiest(one: Sequence[float], other: Sequence[float]) -> str:
    """What speaks most for a position beside another, by their features' parts in the score; empty when nothing does."""
    sums: dict[str, float] = {}
    for name, mine, its in zip(FEATURES, one, other, strict=True):
        concern = _CONCERN.get(name.removesuffix("_left"))
        if concern is not None:
            sums[concern] = sums.get(concern, 0.0) + mine - its
    concern, points = max(sums.items(), key=lambda pair: pair[1])
    return concern if points >= _CLEAR else ""


def _public_mind(view: View, action: Action) -> Mind:
    """A mind of no temper that knows what everybody knows, with the choices that everybody can think of."""
    known = known_to_all(view)
    board = Board(known.scenario, known.state)
    group = space_of(known.scenario).groups[int(action.kind), view.seat]
    legal = tuple(each for each in group if allowed(board, each))
    return Mind(known, legal, Temper(), almanac_of(known.scenario), 0)


def _other_idea(mind: Mind, action: Action) -> tuple[str, Action] | None:
    """The best idea of another kind, by its intent; None when nothing else comes to mind."""
    found = [
        (proposed(mind, idea), name.replace("_", " "), idea.action)
        for name, idea in islice(ideas(mind), WEIGHED)
        if idea.action.code != action.code and idea.action.mask == ALL
    ]
    if not found:
        return None
    _, name, other = max(found, key=lambda each: (each[0], -each[2].number))
    return name, other


def _other_answer(mind: Mind, action: Action) -> tuple[str, Action] | None:
    """The best other answer to a question, in words; None where there is no other that everybody knows to be open."""
    others = [each for each in mind.legal if each != action and each.mask == ALL]
    if action.kind == Kind.SIGNAL:
        silent = mind.of(Hold)
        others = [plan.action for plan in plans(mind)[:1]] if action in silent else list(silent)
    elif action.kind == Kind.ANSWER:
        wanted = Refuse if isinstance(action, Accept) else Accept
        others = [each for each in others if isinstance(each, wanted)]
    if not others:
        return None
    best = others[0] if len(others) == 1 else max(others, key=lambda each: (mind.gain(each), -each.number))
    return _named(mind, best), best


def _named(mind: Mind, action: Action) -> str:
    """An answer as it is named beside another."""
    if isinstance(action, Choose):
        return mind.scenario.spec.cards[mind.state.queue[0][2]].options[action.option].label
    if isinstance(action, Threaten):
        return f"threaten {mind.name('power', target_of(mind.scenario, mind.seat, action.threat))}"
    words = describe(action, mind.scenario)
    return small(words.partition(": ")[2] or words)


def _tipped(mind: Mind, action: Action, other: Action) -> str:
    """What speaks most for a move beside another."""
    evaluator = Evaluator(mind.almanac)
    one, two = (
        evaluator.parts(max(mind.after(each), key=lambda pair: pair[0])[1], mind.seat)
        for each in (action, other)
    )
    return weightiest(one, two)
