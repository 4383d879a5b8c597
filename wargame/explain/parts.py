"""The parts of a measure, what it is called and what it is counted in."""

from __future__ import annotations

from attrs import frozen

from wargame.rules import measures
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES

Place = tuple[str, int]
"""A figure or a measure: its name and cell."""
PERCENT, MONEY, SUPPLY, TRACK, POINTS, COUNT = "percent", "money", "supply", "track", "points", "count"
"""What a measure is counted in; a track runs from 0 to 100."""

_MEASURES = {
    "alignment": ("Alignment of {}", TRACK),
    "autonomy": ("Autonomy of {}", TRACK),
    "cohesion": ("Cohesion of {}", TRACK),
    "concentration": ("Largest foreign supplier's share, {}", PERCENT),
    "corridor": ("Open road, {}", TRACK),
    "cover": ("Reserves of {} less a year's repayments", MONEY),
    "debt": ("Debt of {}", MONEY),
    "dependency": ("Dependency of {} on {}", PERCENT),
    "engagement": ("Engagement of {}", TRACK),
    "exposure": ("Dependency of {} on {}, {}", PERCENT),
    "friends": ("Partners' disposition to {}", TRACK),
    "hubs": ("Hubs of {}", COUNT),
    "import_reliance": ("Import reliance of {}", PERCENT),
    "lead": ("Lead of {}", POINTS),
    "leverage": ("Leverage of {}", PERCENT),
    "mineral_income": ("Income a quarter from the sites of {}, less community shares", MONEY),
    "nature": ("Environment of {}", TRACK),
    "owed": ("Owed to {} by {}", MONEY),
    "peace": ("Peace, {}", TRACK),
    "plurality": ("Plural hands in the sites of {}", PERCENT),
    "preparedness": ("Readiness of {}", TRACK),
    "refined_share": ("Share of {} in the world's refining, {}", PERCENT),
    "reliability": ("Supply from {} to buyers under a regime", SUPPLY),
    "reserves": ("Reserves of {}", MONEY),
    "sales": ("Sales of {} abroad", SUPPLY),
    "shortage": ("Unmet demand of {}", PERCENT),
    "site_income": ("Income a quarter from the sites of {}", MONEY),
    "sold": ("Sales of {} abroad, {}", SUPPLY),
    "standing_of": ("Standing and credibility of {}", TRACK),
    "total": ("Total of {}", POINTS),
    "unrest": ("Unrest, {}", TRACK),
}

_SHARES = {
    "sold": "in percent of the material's world supply",
    "sales": "in percent of a material's world supply, all materials added up",
    "reliability": "in percent of a material's world supply, all materials added up",
}


@frozen
class Part:
    """One thing that enters a sum. `name` is the figure or measure whose unit its value has."""

    words: str
    name: str
    value: int
    weight: int = 1
    place: Place | None = None
    """What can be asked about in its turn."""
    of: tuple[Part, ...] = ()
    """What it is made of itself."""
    behind: tuple[Place, ...] = ()
    """Further figures that move it."""


@frozen
class Sum:
    """A measure as `base` and its weighted parts over `divisor`, kept within 0 and 100 where it is a track.

    With a `whole` the parts are a share of it, in percent; `rest` tells what is left of a hundred.
    """

    name: str
    parts: tuple[Part, ...]
    base: int = 0
    divisor: int = 1
    whole: Part | None = None
    rest: bool = False

    @property
    def value(self) -> int:
        """What it comes to."""
        added = sum(part.weight * part.value for part in self.parts)
        if self.whole is not None:
            share = 100 * added // self.whole.value if self.whole.value else 0
            return 100 - share if self.rest and self.whole.value else share
        found = (self.base + added) // self.divisor
        return max(0, min(100, found)) if self.clamped else found

    @property
    def clamped(self) -> bool:
        """Whether it stays within 0 and 100."""
        return self.name in ("unrest", "corridor")

    @property
    def worked(self) -> str:
        """The sum in figures, `(100 + 62 + 41 - 37) / 3`; empty where the parts simply add up."""
        if self.whole is not None or (not self.base and self.divisor == 1 and len(self.parts) < 2):
            return ""
        if unit(self.name) not in (TRACK, PERCENT, POINTS):
            return ""
        text = str(self.base) if self.base else ""
        for part in self.parts:
            size = f"{abs(part.weight)} x {part.value}" if abs(part.weight) != 1 else str(part.value)
            text += (f" {'-' if part.weight < 0 else '+'} " if text else "-" * (part.weight < 0)) + size
        return f"({text}) / {self.divisor}" if self.divisor > 1 else text

    def takes(self, part: Part) -> bool:
        """Whether a part is shown with a minus, because no line of figures tells that it is taken off."""
        return part.weight < 0 < part.value and not self.worked


# ---- names and units
def unit(name: str) -> str:
    """What a measure is counted in; empty for a figure of the board, which has a unit of its own."""
    return _MEASURES[name][1] if name in _MEASURES else ""


def counted_in(name: str) -> str:
    """What a measure's percentages are of, where the unit alone does not tell; empty elsewhere."""
    return _SHARES.get(name, "")


def some_at_nothing(name: str, worst: int) -> bool:
    """Whether a goal gives points even where there is nothing: its worst lies below what can be."""
    return worst < 0 and unit(name) == SUPPLY


def title(scenario: Scenario, place: Place) -> str:
    """A figure or measure in words: `Grievance, Balochistan`, `Cohesion of Pakistan`."""
    name, index = place
    if name in FIGURES:
        return scenario.caption(name, index)
    axes = measures.known_measures()[name]
    named = [scenario.names[axis][at] for axis, at in zip(axes, numbers(scenario, place), strict=True)]
    return _MEASURES[name][0].format(*named)


def place_of(scenario: Scenario, path: str) -> Place | None:
    """The figure or measure that `cohesion.PAK` names; None for what has no place, such as the turn."""
    name, *words = path.split(".")
    if name in FIGURES:
        return measures.cell(path, scenario)
    if name not in _MEASURES:
        return None
    index = 0
    for axis, word in zip(measures.known_measures()[name], words, strict=True):
        index = index * len(scenario.ids[axis]) + scenario.numbers[axis][word]
    return name, index


def path_of(scenario: Scenario, place: Place) -> str:
    """How a figure or measure is typed: `cohesion.PAK`."""
    name, _ = place
    ids = [scenario.ids[axis][at] for axis, at in zip(_axes(name), numbers(scenario, place), strict=True)]
    return ".".join([name, *ids])


def numbers(scenario: Scenario, place: Place) -> tuple[int, ...]:
    """The entity numbers of a figure's or measure's cell, one per axis."""
    name, index = place
    found = []
    for axis in reversed(_axes(name)):
        index, at = divmod(index, len(scenario.ids[axis]))
        found.append(at)
    return tuple(reversed(found))


def _axes(name: str) -> tuple[str, ...]:
    return FIGURES[name].axes if name in FIGURES else measures.known_measures()[name]
