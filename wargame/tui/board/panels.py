"""How each panel is laid out, and where it stands in the three layouts of the screen."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from wargame.explain.panels import TABS, Panel
from wargame.rules.observe import View
from wargame.tui.present.lines import Line, paragraph
from wargame.tui.present.panels import KEYS

Presenter = Callable[[View, int], list[Line]]

DRAWN = ("board", "log")
"""Panels with widgets of their own."""
FIXED = {
    "small": {},
    "medium": {"Map": "map", "Log": "log"},
    "large": {"Map": "map", "Log": "log", "Powers": "left-top", "Goals": "left-bottom"},
}
"""Panels with a place of their own by layout (panel: widget id); the others share the tabs."""


def presenter(panel: Panel) -> Presenter:
    """The function that lays a panel out: the one called like its module, which is called like the panel's word.

    A panel that tells itself in sentences needs none.
    """
    told = panel.told
    if told is not None:
        return lambda view, width: [row for text in told(view) for row in paragraph(text, width)]
    module = import_module(f"wargame.tui.present.{panel.word}")
    return cast(Presenter, getattr(module, panel.word))


PRESENTERS: dict[str, Presenter] = {panel.name: presenter(panel) for panel in TABS if panel.word not in DRAWN}
"""What a tab shows, by its name."""


def tabs(layout: str) -> list[tuple[str, str]]:
    """The tabs of a layout: (key, name)."""
    fixed = FIXED.get(layout, {})
    return [(KEYS[panel.word], panel.name) for panel in TABS if panel.name not in fixed]
