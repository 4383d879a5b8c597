"""How a threat is weighed: what it would do to whom it is against, and how likely its author is to carry it out."""

from __future__ import annotations

from attrs import frozen

from wargame.actors.outlook import Almanac, Outlook
from wargame.actors.worth import Worth
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario
from wargame.rules.menace import carried_out
from wargame.rules.records import Threat
from wargame.rules.state import State


@frozen
class Menace:
    """A threat in points."""

    act: Action | None
    """What would be done; None for a default, which comes with the debt."""
    harm: float
    """What carrying it out would cost the power threatened; never less than nothing."""
    own: float
    """What it would bring its author."""
    odds: float
    """How likely it looks that it is carried out, 0 to 1."""

    @property
    def weight(self) -> float:
        """What it takes off the prospects of the power threatened."""
        return self.harm * self.odds


def weigh(almanac: Almanac, worth: Worth, base: Outlook, state: State, threat: Threat) -> Menace:
    """A threat as everybody may judge it: carried out in the way that hurts most."""
    scenario = almanac.scenario
    stands = [worth.value(base, seat) for seat in (threat.target, threat.seat)]
    found = []
    for act, position in carried_out(scenario, state, threat):
        after = almanac.foresee(position)
        harm, own = (
            was - worth.value(after, s) for was, s in zip(stands, (threat.target, threat.seat), strict=True)
        )
        found.append(Menace(act, max(0.0, harm), -own, _odds(scenario, state, threat, -own)))
    return max(found, key=lambda menace: menace.weight)


def _odds(scenario: Scenario, state: State, threat: Threat, own: float) -> float:
    """A word is believed by its record, and by what its author has to gain or to lose by keeping it."""
    will = min(1.0, max(0.15, 0.65 + 0.3 * own))
    return will * state.credibility[threat.seat] / 100
