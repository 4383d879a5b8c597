"""Figures and measures by name and cell, and as the path by which an author or a player names them."""

from __future__ import annotations

from wargame.rules import measures
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES

Place = tuple[str, int]
"""A figure or a measure: its name and cell."""


def place_of(scenario: Scenario, path: str) -> Place | None:
    """The figure or measure that `cohesion.NOR` names; None for what has no place, such as the turn."""
    name, *words = path.split(".")
    if name in FIGURES:
        return measures.cell(path, scenario)
    axes = measures.known_measures().get(name)
    if axes is None:
        return None
    index = 0
    for axis, word in zip(axes, words, strict=True):
        index = index * len(scenario.ids[axis]) + scenario.numbers[axis][word]
    return name, index


def path_of(scenario: Scenario, place: Place) -> str:
    """How a figure or measure is typed: `cohesion.NOR`."""
    name, _ = place
    ids = [scenario.ids[axis][at] for axis, at in zip(axes_of(name), numbers(scenario, place), strict=True)]
    return ".".join([name, *ids])


def numbers(scenario: Scenario, place: Place) -> tuple[int, ...]:
    """The entity numbers of a figure's or measure's cell, one per axis."""
    name, index = place
    found = []
    for axis in reversed(axes_of(name)):
        index, at = divmod(index, len(scenario.ids[axis]))
        found.append(at)
    return tuple(reversed(found))


def axes_of(name: str) -> tuple[str, ...]:
    """The kinds of entity that a figure or measure is indexed by, outermost first."""
    return FIGURES[name].axes if name in FIGURES else measures.known_measures()[name]
