"""What a player that looks ahead says of a move: what it is for, what else was thought of, and what speaks for it instead.

All of it is worked out anew from what everybody knows, so it gives away neither what the player knows nor what it foresaw.
"""

from __future__ import annotations

from itertools import islice

from wargame.actors.evaluator import Evaluator
from wargame.actors.features import FEATURES
from wargame.actors.intents import ideas
from wargame.actors.mind import Mind, proposed
from wargame.actors.outlook import almanac_of
from wargame.actors.replies import Words
from wargame.actors.telling import in_secret, known_to_all
from wargame.actors.temper import Temper
from wargame.actors.thumb import WEIGHED, ThumbActor
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.charging import allowed
from wargame.rules.events import ALL
from wargame.rules.observe import View
from wargame.rules.space import space_of

_FOR = {
    "promise": "our goals",
    "score": "our goals",
    "purse": "our treasury",
    "earnings": "our income",
    "dues": "our reserves",
    "standing": "our standing",
    "stability": "quiet at home",
    "trust": "the trust of others",
    "goodwill": "our partners' goodwill",
    "know_how": "what we know",
    "peril": "peace",
    "guilt": "a clean name",
}
"""What a figure is called by whoever speaks for it."""
_CLEAR = 0.05
"""Points from which a figure speaks for a move."""


def preferred(thumb: ThumbActor, view: View, action: Action) -> Words:
    """Intent and reason, with the runner-up and what tipped the scales, for a choice already made."""
    intent, reason = thumb.words(view, action)
    if in_secret(view, action) or action.kind != Kind.ACT:
        return intent, reason
    mind = _public_mind(view)
    other = _runner_up(mind, action)
    if other is None:
        return intent, reason
    return intent, f"{reason}; rather than “{other[0]}”, {_tipped(mind, action, other[1])}"


def _public_mind(view: View) -> Mind:
    """A mind of no temper that knows what everybody knows, with the choices that everybody can think of."""
    known = known_to_all(view)
    board = Board(known.scenario, known.state)
    group = space_of(known.scenario).groups[int(Kind.ACT), view.seat]
    legal = tuple(action for action in group if allowed(board, action))
    return Mind(known, legal, Temper(), almanac_of(known.scenario), 0)


def _runner_up(mind: Mind, action: Action) -> tuple[str, Action] | None:
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


def _tipped(mind: Mind, action: Action, other: Action) -> str:
    """What speaks most for a move, beside another: where neither looks better, what may come of it."""
    evaluator = Evaluator(mind.almanac)
    for_it, for_other = (
        evaluator.parts(max(mind.after(each), key=lambda pair: pair[0])[1], mind.seat)
        for each in (action, other)
    )
    sums: dict[str, float] = {}
    for name, one, two in zip(FEATURES, for_it, for_other, strict=True):
        figure = _FOR.get(name.removesuffix("_left"))
        if figure is not None:
            sums[figure] = sums.get(figure, 0.0) + one - two
    figure, points = max(sums.items(), key=lambda pair: pair[1])
    return f"for {figure}" if points >= _CLEAR else "for what may come of it"
