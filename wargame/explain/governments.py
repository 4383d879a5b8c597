"""Who governs whom, in sentences: while the game is on as far as a seat may know, and once it is over."""

from __future__ import annotations

from wargame.explain.grammar import capital, named
from wargame.explain.voices import speaker
from wargame.rules.governments import UNKNOWN, government_of
from wargame.rules.observe import View


def governed(view: View, seat: int) -> list[str]:
    """Who governs a power and what they are after; nothing of a power that a person plays, or that has no government."""
    scenario, state = view.scenario, view.state
    power = capital(named(scenario, "power", seat))
    if state.governments[seat] == UNKNOWN:
        return [f"{power} is governed by people whom its deeds and words must tell."]
    government = government_of(scenario, state, seat)
    if government is None:
        return []
    lines = [f"{power} is governed by {government.name}."]
    return [*lines, government.about] if government.about else lines


def governments_told(view: View) -> list[str]:
    """Who governs each power, a sentence each; in the past tense once the game is over."""
    verb = "is" if view.state.ended is None else "was"
    lines = []
    for seat, number in enumerate(view.state.governments):
        power = capital(named(view.scenario, "power", seat))
        if number == UNKNOWN:
            lines += governed(view, seat)
        elif number >= 0:
            lines.append(f"{power} {verb} governed by {speaker(view.scenario, view.state, seat)}.")
    return lines
