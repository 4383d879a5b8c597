"""What parties can make of a material in a quarter: ore dug, capacity to refine it, and what is recycled."""

from __future__ import annotations

from attrs import frozen

from wargame.rules.compiled import Scenario
from wargame.rules.state import State

Places = tuple[tuple[int, int], ...]
"""Sites, each with the units it makes per level."""


@frozen
class _Chain:
    """What a scenario says of one material: what parties make besides their sites, and the sites that make it."""

    ore: tuple[int, ...]
    refining: tuple[int, ...]
    mines: Places
    refineries: Places
    recyclers: Places


def _chains(scenario: Scenario) -> tuple[_Chain, ...]:
    """Every material's chain, put together once per scenario."""
    found: tuple[_Chain, ...] | None = scenario.cache.get("chains")
    if found is None:
        found = scenario.cache["chains"] = tuple(_chain(scenario, m) for m in range(scenario.nmaterials))
    return found


def _chain(scenario: Scenario, material: int) -> _Chain:
    def places(*kinds: str) -> Places:
        sites = zip(scenario.kind, scenario.site_yield, strict=True)
        return tuple(
            (s, units[material]) for s, (kind, units) in enumerate(sites) if kind in kinds and units[material]
        )

    return _Chain(
        tuple(base[material] for base in scenario.base_ore),
        tuple(base[material] for base in scenario.base_refining),
        places("mine"),
        places("refinery"),
        places("recycler", "port"),
    )


SUPPOSED = 2
"""The grade that a mine is taken to have by who sees it at work and does not know: fair."""


def dug(units: int, level: int, grade: int, hub: int) -> int:
    """Ore that a mine brings a quarter: a level of fair ore brings its units, a hub half as much again."""
    return units * level * grade * (2 + hub) // 4 if grade > 0 else 0


def output(
    scenario: Scenario, state: State, material: int, roads: list[bool]
) -> tuple[list[int], list[int], list[int]]:
    """By party: ore dug, capacity to refine, and units recycled, which are never more than were used."""
    chain = _chains(scenario)[material]
    mined, capacity, recycled = list(chain.ore), list(chain.refining), [0] * scenario.nparties
    levels, damage, owner = state.level, state.damage, state.owner
    for site, units in chain.mines:
        level = levels[site]
        if level and roads[site] and not damage[site]:  # it is `working`
            grade = state.grade[site]
            if grade < 0 and state.known[site]:  # only in a view: somebody knows it
                grade = SUPPOSED
            mined[owner[site]] += dug(units, level, grade, state.hub[site])
    for site, units in chain.refineries:
        level = levels[site]
        if level and roads[site] and not damage[site]:
            capacity[owner[site]] += units * level
    for site, units in chain.recyclers:
        level = levels[site]
        if level and roads[site] and not damage[site]:
            recycled[owner[site]] += units * level
    if any(recycled):
        left = state.used[material]
        for party, units in enumerate(recycled):
            recycled[party] = min(units, left)
            left -= recycled[party]
    return mined, capacity, recycled


def slow_down(made: list[int], held: list[int], room: int) -> None:
    """Whoever holds more than there is room for makes less by as much."""
    if max(held) > room:
        for party, units in enumerate(held):
            if units > room:
                made[party] = max(0, made[party] - (units - room))
