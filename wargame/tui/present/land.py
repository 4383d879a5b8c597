"""A suggestion of land under the map: ground around whatever a scenario puts on it. It draws no border."""

from __future__ import annotations

from math import exp

from wargame.rules.compiled import Scenario

MAP_WIDTH, MAP_HEIGHT = 100, 40
_REACH = 34.0
"""How far ground spreads from a place, in squared map columns; a row counts as two."""
_SHORE = 0.45


def land(scenario: Scenario, width: int, height: int) -> list[list[bool]]:
    """Which cells of a map of that size are land. Worked out once for a size."""
    key = f"land {width} {height}"
    found = scenario.cache.get(key)
    if not isinstance(found, list):
        points = [site.at for site in scenario.sites] + [region.at for region in scenario.spec.regions]
        found = scenario.cache[key] = [
            [_field(points, x, y, width, height) >= _SHORE for x in range(width)] for y in range(height)
        ]
    return found


def _field(points: list[tuple[int, int]], column: int, row: int, width: int, height: int) -> float:
    x, y = column * (MAP_WIDTH - 1) / max(1, width - 1), row * (MAP_HEIGHT - 1) / max(1, height - 1)
    total = 0.0
    for px, py in points:
        distance = (px - x) ** 2 + 4 * (py - y) ** 2
        if distance < 6 * _REACH:
            total += exp(-distance / _REACH)
    return total
