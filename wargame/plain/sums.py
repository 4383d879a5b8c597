"""Measures as sums: what each is made of, the goals it counts for, and what moved it lately."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.causes import in_words
from wargame.explain.parts import (
    TRACK,
    Part,
    Sum,
    counted_in,
    path_of,
    place_of,
    some_at_nothing,
    title,
    unit,
)
from wargame.explain.scores import reckoned, total_now
from wargame.explain.sums import cap_of, counting, lately, sum_of
from wargame.plain.words import joined, step, value
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.measures import about
from wargame.rules.observe import View
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.words import count


def measured(view: View, entries: Sequence[Entry], path: str) -> list[str]:
    """A measure with its parts, the sum they come to, and the latest changes of the figures behind it."""
    scenario, place = view.scenario, place_of(view.scenario, path)
    assert place is not None
    found = sum_of(view, place)
    if place[0] == "total":
        return [
            f"{title(scenario, place)}: {total_now(scenario, view.state, place[1])} as it stands.",
            *(f"  {text}" for text in reckoned(view, place[1])),
            f"  Ask on: why {joined(path_of(scenario, part.place) for part in found.parts if part.place)}.",
        ]
    lines = [f"{title(scenario, place)}: {amount(scenario, place[0], found.value)}.", f"  {about(place[0])}"]
    for part in found.parts:
        lines += _part(scenario, part, "  ", "-" if found.takes(part) else "")
    lines += [*_worked(scenario, found), *counts_for(view, place)]
    changes = lately(view, entries, place)
    for entry in changes:
        words = scenario.caption(entry.name, entry.index)
        moved = step(scenario, entry.name, entry.delta, entry.value)
        lines.append(f"  Turn {entry.turn}: {words}: {moved}, {in_words(scenario, entry.cause)}")
    if not changes:
        lines.append("  Nothing behind it has changed, as far as you know.")
    deeper = [path_of(scenario, at) for part in found.parts for at in _asked(part)]
    return [*lines, *([f"  Ask on: why {joined(deeper[:4])}."] if deeper else [])]


def counts_for(view: View, place: tuple[str, int]) -> list[str]:
    """The goals that a figure or measure counts for, with what earns nothing and what earns full marks."""
    scenario, name = view.scenario, place[0]
    lines = []
    for seat, goal, now, points in counting(view, place):
        whose, ends = scenario.names["power"][seat], marks(scenario, name, goal.worst, goal.best)
        scored = f"{points // 100} of {count(goal.weight, 'point')} at {value(scenario, name, now)}"
        lines.append(f"  Counts for {whose}, {goal.title} ({goal.column}): {scored}; {ends}.")
    cap = cap_of(view, place)
    if cap is not None:
        who = scenario.names["power"][cap[0]]
        lines.append(
            f"  The lowest of engagement, cohesion and environment caps the total of {who}, now at {cap[1]}."
        )
    return lines


def marks(scenario: Scenario, name: str, worst: int, best: int) -> str:
    """The ends of a goal's scale: `nothing at $600m, full marks at $13bn`."""
    least = (
        "something at nothing"
        if some_at_nothing(name, worst)
        else f"nothing at {value(scenario, name, worst)}"
    )
    return f"{least}, full marks at {value(scenario, name, best)}"


def goal_now(scenario: Scenario, goal: ObjectiveSpec | AgendaSpec, now: int) -> str:
    """How far a goal is: `Cohesion of Pakistan is 45 of 100; nothing at 10, full marks at 85`."""
    name, place = goal.measure.split(".")[0], place_of(scenario, goal.measure)
    what = title(scenario, place) if place is not None else goal.measure
    ends = marks(scenario, name, goal.worst, goal.best)
    of = f", {counted_in(name)}" if counted_in(name) else ""
    return f"{what} is {amount(scenario, name, now)}{of}; {ends} (why {goal.measure})"


def amount(scenario: Scenario, name: str, number: int) -> str:
    """A measure's value in its unit, a track with the length of its scale: `45 of 100`."""
    scale = " of 100" if unit(name) == TRACK and name != "alignment" else ""
    return value(scenario, name, number) + scale


def _part(scenario: Scenario, part: Part, indent: str, sign: str = "") -> list[str]:
    lines = [f"{indent}{part.words}: {sign}{value(scenario, part.name, part.value)}."]
    for each in part.of:
        lines += _part(scenario, each, indent + "  ")
    return lines


def _worked(scenario: Scenario, found: Sum) -> list[str]:
    now = value(scenario, found.name, found.value)
    if found.whole is None:
        return [f"  {found.worked} = {now}, rounded down."] if found.worked else []
    some = value(scenario, found.whole.name, sum(part.value for part in found.parts))
    text = f"  {some} out of {value(scenario, found.whole.name, found.whole.value)}, {found.whole.words}"
    return [f"{text}, taken from 100%: {now}." if found.rest else f"{text}: {now}."]


def _asked(part: Part) -> list[tuple[str, int]]:
    """What can be asked about next: the part itself, else what it is made of."""
    return [part.place] if part.place is not None else [at for each in part.of for at in _asked(each)]
