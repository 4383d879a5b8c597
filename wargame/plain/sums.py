"""Measures as sums: what each is made of, the goals it counts for, and what moved it lately."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.causes import in_words
from wargame.explain.goals import Goal, cap_told, scale, standing
from wargame.explain.grammar import joined
from wargame.explain.parts import Part
from wargame.explain.places import path_of, place_of
from wargame.explain.scores import reckoned, total_now
from wargame.explain.sums import counting, lately, sum_of
from wargame.explain.units import caption, read, scaled, shown, step_of
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.measures import about
from wargame.rules.observe import View
from wargame.rules.words import count


def measured(view: View, entries: Sequence[Entry], path: str) -> list[str]:
    """A measure with its parts, the sum they come to, and the latest changes of the figures behind it."""
    scenario, place = view.scenario, place_of(view.scenario, path)
    assert place is not None
    found = sum_of(view, place)
    if place[0] == "total":
        return [
            f"{caption(scenario, *place)}: {total_now(scenario, view.state, place[1])} as it stands.",
            *(f"  {text}" for text in reckoned(view, place[1])),
            f"  Ask on: why {joined(path_of(scenario, part.place) for part in found.parts if part.place)}.",
        ]
    lines = [f"{caption(scenario, *place)}: {scaled(place[0], found.value)}.", f"  {about(place[0])}"]
    for part in found.parts:
        lines += _part(part, "  ", found.amount(part))
    lines += [f"  {found.told}"] if found.told else []
    lines += counts_for(view, place)
    changes = lately(view, entries, place)
    for entry in changes:
        step = step_of(scenario, entry)
        lines.append(f"  Turn {entry.turn}: {step.caption}: {step.told()}, {in_words(scenario, entry.cause)}")
    if not changes:
        lines.append("  Nothing behind it has changed, as far as you know.")
    deeper = [path_of(scenario, at) for part in found.parts for at in _asked(part)]
    return [*lines, *([f"  Ask on: why {joined(deeper[:4])}."] if deeper else [])]


def counts_for(view: View, place: tuple[str, int]) -> list[str]:
    """The goals that a figure or measure counts for, with what earns nothing and what earns all."""
    scenario, name = view.scenario, place[0]
    lines = []
    for seat, goal, now, points in counting(view, place):
        whose = scenario.within("power", seat)
        scored = f"{points // 100} of {count(goal.weight, 'point')} at {read(scenario, name, now)}"
        lines.append(f"  Counts for {whose}, {goal.title} ({goal.column}): {scored}; {scale(goal)}.")
    cap = cap_told(view, place)
    return [*lines, *([f"  {cap}"] if cap else [])]


def goal_now(scenario: Scenario, goal: Goal, now: int) -> str:
    """How far a goal is, and how to ask why: `Cohesion of Norland is 45 of 100; 0 points at 10 ...`."""
    return f"{standing(scenario, goal, now)} (why {goal.measure})"


def _part(part: Part, indent: str, amount: str) -> list[str]:
    lines = [f"{indent}{part.words}: {amount}."]
    for each in part.of:
        lines += _part(each, indent + "  ", shown(each.name, each.value))
    return lines


def _asked(part: Part) -> list[tuple[str, int]]:
    """What can be asked about next: the part itself, else what it is made of."""
    return [part.place] if part.place is not None else [at for each in part.of for at in _asked(each)]
