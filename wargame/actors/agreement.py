"""How likely the other side is to agree, for a person who offers: judged from what the person's seat may know."""

from __future__ import annotations

from wargame.actors.bargains import Judgement
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.actors.threats import announced
from wargame.explain.agreement import LIKELY, Agreement
from wargame.explain.gains import between
from wargame.rules.observe import View
from wargame.rules.records import Offer


def agreement(view: View, offer: Offer, almanac: Almanac) -> Agreement:
    """Whether the other side will accept an offer that the view's seat would make."""
    mind = Mind(announced(view, offer), (), Temper(), almanac, 0)
    judged = mind.judged(offer)
    obstacle = _obstacle(judged)
    if obstacle != "loss":
        return Agreement(offer.asked, judged.odds, obstacle)
    losses = between(mind.scenario, offer.asked, mind.state, mind.struck(offer))
    worst = min(losses, key=lambda gain: gain.points, default=None)
    if worst is None or worst.points >= 0:
        return Agreement(offer.asked, judged.odds, "nothing")
    return Agreement(offer.asked, judged.odds, obstacle, worst)


def _obstacle(judged: Judgement) -> str:
    if judged.odds >= LIKELY:
        return ""
    if judged.gain <= 0:
        return "loss"
    if judged.gain <= judged.price:
        return "bound"
    return "distrust"
