"""What the rungs of a ladder bring each quarter, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.ladders import Rung, Toll, rungs_ahead, rungs_reached
from wargame.plain.words import joined, size, value
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change
from wargame.rules.observe import View


def ahead(view: View, arena: int) -> list[str]:
    """The present rung and the next one, with what each brings."""
    lines = []
    for rung in rungs_ahead(view, arena):
        here = rung.number == view.state.tension[arena]
        head = "  Each quarter here" if here else f"  On the next rung, {rung.number}, {rung.name}"
        lines.append(f"{head}: {brings(view.scenario, rung)}.")
    return lines


def reached(view: View, changes: Iterable[Change]) -> list[str]:
    """What the rungs that changes lead to bring, and what those that they leave brought."""
    scenario, lines = view.scenario, []
    for then, now in rungs_reached(view, changes):
        lines.append(f"  Each quarter on rung {then.number}, {then.name}: {brings(scenario, then)}.")
        lines.append(f"  Now on rung {now.number}, {now.name}: {brings(scenario, now)}.")
    return lines


def brings(scenario: Scenario, rung: Rung) -> str:
    """A rung's incident odds and effects."""
    incidents = f"an incident {rung.incident} in 100" if rung.incident else "no incidents"
    cooler = (
        "the ceasefire takes a rung off"
        if rung.cooling == 100
        else f"tempers cool by a rung, {rung.cooling} in 100"
    )
    cools = [cooler] if rung.cooling else []
    return "; ".join([incidents, *(_toll(scenario, toll) for toll in rung.tolls), *cools])


def _toll(scenario: Scenario, toll: Toll) -> str:
    """`Tension, Line of Control +1, 28 in 100`."""
    name, index = toll.place
    sign = "-" if toll.by < 0 else "+"
    step = f"becomes {value(scenario, name, toll.by)}" if toll.becomes else f"{sign}{size(name, toll.by)}"
    words = [f"{scenario.caption(name, index)} {step}"]
    words += [f"paid to {toll.payee}"] if toll.payee else []
    words += [f"{toll.odds} in 100"] if toll.odds < 100 else []
    return ", ".join([*words, *([f"if {joined(toll.when)}"] if toll.when else [])])
