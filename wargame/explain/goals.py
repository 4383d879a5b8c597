"""Goals in words: what one reads, where that stands, and what earns its points."""

from __future__ import annotations

from wargame.explain.places import Place, place_of
from wargame.explain.sums import cap_of
from wargame.explain.units import SUPPLY, caption, counted_in, scaled, shown, unit
from wargame.rules.compiled import Scenario
from wargame.rules.measures import reading
from wargame.rules.observe import View
from wargame.rules.scoring import mark
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.words import count

Goal = ObjectiveSpec | AgendaSpec


def scale(goal: Goal) -> str:
    """Where a goal earns nothing and where all it can: `0 points at −$36bn, all 20 at $10bn`."""
    name = goal.measure.split(".")[0]
    least = f"0 points at {shown(name, goal.worst)}"
    if goal.worst < 0 and unit(name) == SUPPLY:
        # Nobody can sell less than nothing.
        least = f"some points at {shown(name, 0)} already"
    most = f"all {goal.weight}" if goal.weight > 1 else count(goal.weight, "point")
    return f"{least}, {most} at {shown(name, goal.best)}"


def standing(scenario: Scenario, goal: Goal, now: int) -> str:
    """Where a goal stands on its scale: `Cohesion of Norland is 45 of 100; 0 points at 10, all 20 at 85`."""
    name, place = goal.measure.split(".")[0], place_of(scenario, goal.measure)
    what = caption(scenario, *place) if place is not None else goal.measure
    of = f", {counted_in(name)}" if counted_in(name) else ""
    return f"{what} is {scaled(name, now)}{of}; {scale(goal)}"


def agendas_in_hand(view: View) -> list[tuple[AgendaSpec, str]]:
    """The secret agendas to choose from, each with what it would be worth, what it reads and where that stands."""
    found = []
    for number in view.state.hand[view.seat]:
        goal = view.scenario.powers[view.seat].agendas[number]
        now = reading(goal.measure, view.scenario)(view.state)
        points = mark(now, goal.worst, goal.best, goal.weight) // 100
        worth = f"up to {count(goal.weight, 'point')}, {points} as it stands"
        text = f"{goal.title} ({goal.column}): {worth}. {standing(view.scenario, goal, now)}"
        found.append((goal, text))
    return found


def asked_of(goal: AgendaSpec) -> list[str]:
    """What an agenda takes, who can spoil it and what it usually brings, as far as the scenario says: without a stop."""
    told = [goal.about.removesuffix(".")] if goal.about else []
    return told + ([f"It usually brings about {goal.weight * goal.usual // 100}"] if goal.usual else [])


def cap_told(view: View, place: Place) -> str:
    """That a measure is one of the three meters that hold a power's total down; empty for any other."""
    found = cap_of(view, place)
    if found is None:
        return ""
    seat, cap = found
    who = view.scenario.within("power", seat)
    return f"The lowest of engagement, security and environment caps the total of {who}, now at {cap}."
