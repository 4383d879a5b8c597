"""For a first game: takes what looks good now of the few things that come to mind, and looks no further.

Of what could be done this quarter three things come to mind, and their forecasts decide. What pays only later, a survey,
a road, a friend, it takes by chance. It answers offers, threats and votes as rules of thumb do, and starts no war.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from wargame.actors.base import Choice
from wargame.actors.thumb import ThumbActor
from wargame.actors.worth import PERIL
from wargame.rules.actions.answers import Pass
from wargame.rules.actions.arenas import Escalate
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.books import booked
from wargame.rules.chance import mix
from wargame.rules.forecast import futures
from wargame.rules.observe import View
from wargame.rules.scoring import objective_scores
from wargame.rules.state import State

CAME_TO_MIND = 3
"""Moves whose forecasts it reads."""
_COIN, _CALM = 0.05, 0.05
"""Points that $100 m in the treasury and a step of stability look worth."""


@define(eq=False)
class NoviceActor:
    """Keeps nothing from one decision to the next: the same seed, view and choices give the same choice."""

    seed: int
    thumb: ThumbActor = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.thumb = ThumbActor(self.seed)

    def decide(self, view: View, legal: Sequence[Action], budget: int = 0) -> Choice:
        """The best, by its forecast, of the first few choices that come to mind."""
        action = self.pick(view, legal)
        return Choice(action, *self.thumb.words(view, action))

    def pick(self, view: View, legal: Sequence[Action]) -> Action:
        """The choice without the words for it."""
        found = [action for _, action in self.thumb.considered(view, legal)]
        if len(found) == 1 or legal[0].kind not in (Kind.ACT, Kind.OPTION):
            return found[0]
        calm = [each for each in found if not each.operation and not isinstance(each, (Escalate, Pass))]
        looked = sorted(calm or found, key=lambda each: self._mood(view, each.number))[:CAME_TO_MIND]
        return max(looked, key=lambda action: looks(view, action))

    def _mood(self, view: View, number: int) -> int:
        where = mix(self.seed, view.state.turn, view.state.points[view.seat])
        return mix(where, 3, number)


def looks(view: View, action: Action) -> float:
    """How good a seat's own things look right after an action, as chance will most likely have it."""
    state = max(futures(view, action), key=lambda future: future.odds).board.state
    return _standing(view, state)


def _standing(view: View, state: State) -> float:
    scenario, seat = view.scenario, view.seat
    points = sum(points for _, _, points in objective_scores(scenario, state, seat)) / 100
    points += _COIN * booked(state, seat) + _CALM * state.stability[seat]
    return points - PERIL[max(state.tension, default=0)]
