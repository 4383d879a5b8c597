"""How likely the other side is to agree, for a person who offers: judged from what the person's seat may know."""

from __future__ import annotations

from attrs import frozen

from wargame.actors.bargains import Judgement
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.explain.gains import between
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import Branching
from wargame.rules.observe import View
from wargame.rules.records import Offer

LIKELY, PERHAPS = 0.6, 0.35
"""Odds from which agreement is likely, and from which it may be had."""


@frozen
class Agreement:
    """What can be seen of whether an offer will be accepted."""

    seat: int
    """Who will be asked."""
    odds: float
    """0 to 1, by goals that everybody knows, and by trust: whatever is secret may tell otherwise."""
    obstacle: str
    """What stands in the way, as a clause about `they`; empty when nothing does."""

    @property
    def word(self) -> str:
        """`likely`, `perhaps` or `hardly`."""
        return "likely" if self.odds >= LIKELY else "perhaps" if self.odds >= PERHAPS else "hardly"

    @property
    def told(self) -> str:
        """The word with what stands in the way: `hardly; they lose by it: Solvency −0.4`."""
        return f"{self.word}; {self.obstacle}" if self.obstacle else self.word


def agreement(view: View, action: Action, almanac: Almanac) -> Agreement | None:
    """Whether the other side will accept the offer that an action makes; None when it makes none to another seat."""
    state = view.state.copy()
    state.queue = state.queue[1:]
    action.effect(Board(view.scenario, state, Branching([])))
    offer = state.offer
    if offer is None or offer is view.state.offer or offer.asker != view.seat:
        return None
    mind = Mind(view, (), Temper(), almanac, 0)
    judged = mind.judged(offer)
    return Agreement(offer.asked, judged.odds, _obstacle(mind, offer, judged))


def _obstacle(mind: Mind, offer: Offer, judged: Judgement) -> str:
    if judged.odds >= LIKELY:
        return ""
    if judged.gain <= 0:
        lost = [
            gain
            for gain in between(mind.scenario, offer.asked, mind.state, mind.struck(offer))
            if gain.points < 0
        ]
        worst = min(lost, key=lambda gain: gain.points, default=None)
        return f"they lose by it: {worst.goal} {worst.step}" if worst else "it brings them nothing"
    if judged.gain <= judged.price:
        return "what binds them weighs more than what they get"
    if judged.left <= 0:
        return "they trust you too little for it"
    return "it brings them little"
