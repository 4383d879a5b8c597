"""How a measure is worked out: what `why` tells of a figure that has no ledger of its own.

Everything is read from a view, through the measures themselves, so a sum shows no more than its reader may know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wargame.explain.parts import Part, Sum
from wargame.explain.places import Place, numbers, place_of
from wargame.explain.recipes import MAKINGS
from wargame.rules.board import Entry
from wargame.rules.figures import FIGURES
from wargame.rules.observe import View
from wargame.rules.scoring import BALANCE_ALLOWANCE, meters, objective_scores
from wargame.rules.spec import AgendaSpec, ObjectiveSpec

LATELY = 8
"""So many of the latest changes are told."""
_BOOKS = ("flow", "short")
_OWN = ("money", "standing", "stability", "credibility", "fissile", "footprint", "know_how")
_REGIONAL = ("consent", "grievance", "insurgency", "environment")
METERS = ("engagement", "cohesion", "nature")
"""The measures of which the lowest caps a balanced power's total."""


def sum_of(view: View, place: Place) -> Sum:
    """A measure's parts as the view knows them."""
    name, _ = place
    return MAKINGS[name](view.scenario, view.state, *numbers(view.scenario, place))


def counting(view: View, place: Place) -> list[tuple[int, ObjectiveSpec | AgendaSpec, int, int]]:
    """The goals a figure or measure counts for, as far as the view knows: whose, which, its value, hundredths of points."""
    scenario = view.scenario
    return [
        (seat, goal, value, points)
        for seat in range(scenario.npowers)
        for goal, value, points in objective_scores(scenario, view.state, seat)
        if place_of(scenario, goal.measure) == place
    ]


def cap_of(view: View, place: Place) -> tuple[int, int] | None:
    """The balanced power of whose three meters a measure is one, and the cap the lowest puts on its total."""
    name, seat = place
    if name not in METERS or not view.scenario.powers[seat].balanced:
        return None
    return seat, min(meters(view.scenario, view.state, seat)) + BALANCE_ALLOWANCE


def lately(view: View, entries: Iterable[Entry], place: Place) -> list[Entry]:
    """The latest changes of the figures behind a measure, newest first."""
    places = set(_behind(view, sum_of(view, place).parts))
    found = [entry for entry in entries if (entry.name, entry.index) in places]
    return found[: -LATELY - 1 : -1]


def read_by_goals(view: View) -> list[Place]:
    """The figures that the goals of the view's seat read, its agenda's too; not the books of the market."""
    found: list[Place] = []
    for goal, _, _ in objective_scores(view.scenario, view.state, view.seat):
        place = place_of(view.scenario, goal.measure)
        if place is not None:
            found += [place] if place[0] in FIGURES else _behind(view, sum_of(view, place).parts)
    told = (place for place in found if place[0] not in _BOOKS and not FIGURES[place[0]].quiet)
    return list(dict.fromkeys(told))


def steered_by(view: View) -> list[Place]:
    """What a quarter's report tells of: the seat's own figures, its regions, ladders and goals, prices and cut routes."""
    scenario, seat = view.scenario, view.seat
    mine = scenario.ids["power"][seat]
    found = [(name, seat) for name in _OWN]
    found += [("money", account) for account in (scenario.reserves[seat],) if account >= 0]
    found += [("readiness", at) for at, each in enumerate(scenario.spec.programmes) if each.power == mine]
    found += read_by_goals(view)
    found += [(name, region) for region in scenario.regions_of[seat] for name in _REGIONAL]
    found += [("tension", arena) for arena, sides in enumerate(scenario.arena_sides) if seat in sides]
    found += [(name, at) for name in ("price", "cut") for at in range(scenario.size(name))]
    return list(dict.fromkeys(found))


def _behind(view: View, parts: Sequence[Part]) -> Iterable[Place]:
    for part in parts:
        yield from part.behind
        yield from _behind(view, part.of)
        if part.place is not None:
            if part.place[0] in FIGURES:
                yield part.place
            else:
                yield from _behind(view, sum_of(view, part.place).parts)
