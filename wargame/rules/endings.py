"""Which of the named endings tells a finished game best: of those whose conditions all hold, the one exceeded most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from attrs import frozen

from wargame.rules.compiled import Scenario
from wargame.rules.measures import Condition, Reading, conditions, parts, reading
from wargame.rules.state import State

LEAST_SCALE = 10
"""A condition's number counts as this at least: two beyond a rung of 5 are two tenths, not two fifths."""
EXACT = 25
"""Percent by which an exact condition (`== 0`) that holds is taken to be exceeded."""
FULL = 100
"""The most percent by which a condition counts as exceeded."""


@frozen
class Clause:
    """One condition of an ending."""

    path: str
    compare: str
    bound: int
    read: Reading

    def beyond(self, state: State) -> int:
        """How far the reading lies beyond the bound, in percent of it, where the condition holds."""
        if self.compare in ("==", "!="):
            return EXACT
        return min(FULL, 100 * abs(self.read(state) - self.bound) // max(LEAST_SCALE, abs(self.bound)))


@frozen
class _Ending:
    clauses: tuple[Clause, ...]
    holds: Condition
    weight: int


def clauses(scenario: Scenario, number: int) -> Sequence[Clause]:
    """The conditions of an ending."""
    return _endings(scenario)[number].clauses


def holding(scenario: Scenario, number: int) -> Condition:
    """Whether all conditions of an ending hold, to be asked of any state."""
    return _endings(scenario)[number].holds


def fit(scenario: Scenario, state: State, number: int) -> int | None:
    """How well an ending fits: by how much its conditions are exceeded, in percent on average, times its weight.

    None when a condition does not hold, or there is none.
    """
    ending = _endings(scenario)[number]
    if not ending.clauses or not ending.holds(state):
        return None
    beyond = sum(clause.beyond(state) for clause in ending.clauses)
    return beyond * ending.weight // (100 * len(ending.clauses))


def fits(scenario: Scenario, state: State) -> list[tuple[int, int]]:
    """The endings that fit after the last turn, as fit and number: the best first, of equals the first in the file."""
    found = [
        (fit(scenario, state, number), number)
        for number, ending in enumerate(scenario.spec.endings)
        if not ending.shared
    ]
    fitting = [(points, number) for points, number in found if points is not None]
    return sorted(fitting, key=lambda pair: (-pair[0], pair[1]))


def best(scenario: Scenario, state: State) -> int:
    """The ending that is told after the last turn: the one that fits best, else the last in the file."""
    found = fits(scenario, state)
    return found[0][1] if found else len(scenario.spec.endings) - 1


def _endings(scenario: Scenario) -> list[_Ending]:
    """Every ending with its conditions compiled, once per scenario."""
    found = cast("list[_Ending] | None", scenario.cache.get("endings"))
    if found is None:
        found = scenario.cache["endings"] = [
            _Ending(
                tuple(_clause(text, scenario) for text in ending.when),
                conditions(ending.when, scenario),
                ending.weight,
            )
            for ending in scenario.spec.endings
        ]
    return found


def _clause(text: str, scenario: Scenario) -> Clause:
    path, compare, bound = parts(text)
    return Clause(path, compare, bound, reading(path, scenario))
