"""Threats by rules of thumb: made where what is demanded is worth it and the other can be hurt, or by temper."""

from __future__ import annotations

from attrs import evolve, frozen

from wargame.actors.haggling import own_strings
from wargame.actors.mind import Mind
from wargame.actors.worth import SHAME
from wargame.rules.actions.signals import Threaten
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.phases.signals import made
from wargame.rules.records import Offer
from wargame.rules.threats import standing

FEW, MOST = 2, 4
"""Deeds weighed in one quarter, and demands for each."""
NERVE = 0.15
"""Points that a threat must promise."""
CHEAPER = 0.25
"""Points that it saves to do what was announced and defied."""
FRIENDS = 55
"""Trust from which one thinks twice about threatening somebody."""


@frozen
class Plan:
    """A threat with what it is expected to bring."""

    action: Threaten
    score: float


def plans(mind: Mind) -> list[Plan]:
    """Threats worth weighing this quarter, with their scores; none when one is not in the mood for any."""
    temper = mind.temper
    if mind.mood(67) >= 30 + (temper.boldness + temper.spite) // 2:
        return []
    deeds = sorted({action.threat for action in mind.of(Threaten)}, key=lambda deed: mind.mood(deed, 71))[
        :FEW
    ]
    return [plan for deed in deeds for plan in _plans(mind, deed)]


def _plans(mind: Mind, deed: int) -> list[Plan]:
    """What could be demanded for one deed."""
    found: list[Plan] = []
    later: Mind | None = None
    actions = [action for action in mind.of(Threaten) if action.threat == deed]
    for action in sorted(actions, key=lambda each: mind.mood(each.demand, 73))[:MOST]:
        after = declared(mind.view, action)
        later = Mind(after, (), mind.temper, mind.almanac, mind.seed) if later is None else later.again(after)
        found.append(Plan(action, _expected(mind, later, action.offer(mind.scenario))))
    return found


def _expected(mind: Mind, later: Mind, offer: Offer) -> float:
    """Points that a threat is expected to bring: by what the other does, and by what is then left to do."""
    threat = standing(later.state, mind.seat)
    assert threat is not None
    menace, now, temper = later.menace(threat), mind.standing_value(), mind.temper
    heeded, odds = later.prospect(offer)
    heeded += later.standing_value() - now - own_strings(later, offer)
    # What pays could be done without a word: announced and defied it is merely cheaper.
    then = min(CHEAPER, max(menace.own + (temper.boldness - 50) / 40, -SHAME))
    defied = later.standing_value() - now + then
    zeal = (temper.boldness + temper.spite - 100) / 120 - max(0, mind.trusts(threat.target) - FRIENDS) / 30
    return odds * heeded + (1 - odds) * defied + zeal


def declared(view: View, action: Threaten) -> View:
    """The position once a threat has been made and nobody has answered it."""
    state = view.state.copy()
    action.effect(Board(view.scenario, state))
    state.offer, state.queue = None, view.state.queue
    return evolve(view, state=state)


def announced(view: View, offer: Offer) -> View:
    """The position in which the offer that goes with a threat is answered: the threat stands."""
    state = view.state
    if offer.kind != "threat" or standing(state, offer.proposer) is not None:
        return view
    after = state.copy()
    board = Board(view.scenario, after)
    after.threats = (
        *after.threats,
        made(board, offer.proposer, offer.terms[0], _demand(view.scenario, offer)),
    )
    return evolve(view, state=after)


def _demand(scenario: Scenario, offer: Offer) -> int:
    """The number of what is demanded."""
    return scenario.demands.index(offer.takes[0])
