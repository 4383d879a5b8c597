"""What a choice would do, from a view alone: a table in this process and one at a distance foresee the same."""

from __future__ import annotations

from attrs import evolve

from wargame.actors.agreement import agreement
from wargame.actors.outlook import Almanac
from wargame.explain.prospects import Prospect, prospect
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.rules.space import space_of


def foreseen(view: View, action: Action, almanac: Almanac) -> Prospect:
    """What an action would do, and of an offer how likely it is to be accepted. Raises `BadAction`."""
    seen = prospect(view, space_of(view.scenario).intern(action))
    if seen.accepted is None:
        return seen
    return evolve(seen, agreement=agreement(view, seen.accepted.offer, almanac))
