"""How far a foreseen position takes a power's goals, in points: each is read again only where what it reads has changed."""

from __future__ import annotations

from typing import cast

from attrs import define, field, frozen

from wargame.actors.outlook import Almanac, Outlook
from wargame.actors.recall import Fields, Key, Table
from wargame.rules.compiled import Scenario
from wargame.rules.measures import Reading, reading, reads
from wargame.rules.scoring import METERS, counted, goals, meters
from wargame.rules.spec import AgendaSpec, ObjectiveSpec

_BELOW, _BEYOND = 0.35, 0.06
"""Slopes outside a goal's range: what is lost may be won back, what is more than enough is a cushion."""

Goal = ObjectiveSpec | AgendaSpec


def mark(goal: Goal, value: int) -> float:
    """Points for a measure's value, without the scoring's steps and ends, so that every bit counts."""
    part = (value - goal.worst) / (goal.best - goal.worst)
    if part < 0:
        part = max(-0.6, part * _BELOW)
    elif part > 1:
        part = 1 + min(0.2, (part - 1) * _BEYOND)
    return goal.weight * part


@frozen(eq=False)
class Part:
    """One goal of a power with what it reads, and its points as far as they were worked out."""

    goal: Goal
    at: int
    """Its place among the power's goals."""
    read: Reading
    fields: Fields
    known: Table[Key, float] = field(factory=Table)


@define(eq=False)
class Goals:
    """A power's goals with one agenda, or without."""

    scenario: Scenario
    power: int
    parts: tuple[Part, ...]
    fields: Fields
    """All that the power is judged by."""
    scores: Table[tuple[tuple[int, str] | None, Key], float] = field(factory=Table)
    """What they come to for one or another temper, by whose leanings; whoever judges keeps it."""
    _lowest: Table[Key, int] = field(factory=Table)

    def points(self, outlook: Outlook) -> list[float]:
        """Each goal's points in hundredths, with what the closing quarters have brought so far."""
        numbers, found = outlook.numbers, []
        for part in self.parts:
            key = numbers.key(part.fields)
            points = part.known.get(key)
            if points is None:
                now = 100 * mark(part.goal, part.read(outlook.state))
                points = counted(self.scenario, outlook.state, self.power, part.at, now)
                part.known.keep(key, points)
            found.append(points)
        return found

    def lowest(self, outlook: Outlook) -> int:
        """The lowest meter of a balanced power."""
        key = outlook.numbers.key(_METERS)
        found = self._lowest.get(key)
        if found is None:
            found = self._lowest.keep(key, min(meters(self.scenario, outlook.state, self.power)))
        return found


_METERS = Fields(METERS)


def goals_of(almanac: Almanac, power: int, agenda: int) -> Goals:
    """A power's goals as a view knows them, put together once for each almanac."""
    table = cast("dict[tuple[int, int], Goals]", almanac.cache.setdefault("goals", {}))
    found = table.get((power, agenda))
    if found is None:
        found = table[power, agenda] = _goals(almanac.scenario, power, agenda)
    return found


def _goals(scenario: Scenario, power: int, agenda: int) -> Goals:
    parts = tuple(
        Part(goal, at, reading(goal.measure, scenario), Fields(("tallies", *reads(goal.measure))))
        for at, goal in enumerate(goals(scenario, power, agenda))
    )
    names = {name for part in parts for name in part.fields.names}
    names.update(METERS if scenario.powers[power].balanced else ())
    return Goals(scenario, power, parts, Fields(("tallies", "turn", *names)))
