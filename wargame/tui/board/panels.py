"""Which panels there are, which key shows each, and where each stands in the three layouts."""

from __future__ import annotations

from collections.abc import Callable

from wargame.rules.observe import View
from wargame.tui.present import goals, loans, market, powers, world
from wargame.tui.present.lines import Line

Presenter = Callable[[View, int], list[Line]]

PRESENTERS: dict[str, Presenter] = {
    "Powers": powers.powers,
    "Market": market.market,
    "Loans": loans.loans,
    "Goals": goals.goals,
    "World": world.world,
}
NAMES = ("Map", "Powers", "Market", "Loans", "Goals", "World", "Log")
"""In the order of their number keys. `Map` and `Log` are drawn by their own widgets."""

FIXED = {
    "small": {},
    "medium": {"Map": "map", "Log": "log"},
    "large": {"Map": "map", "Log": "log", "Powers": "left-top", "Goals": "left-bottom"},
}
"""Panels with a place of their own by layout (panel: widget id); the others share the tabs."""


def tabs(layout: str) -> list[tuple[str, str]]:
    """The tabs of a layout: (number, name)."""
    fixed = FIXED.get(layout, {})
    return [(str(at), name) for at, name in enumerate(NAMES, 1) if name not in fixed]
