"""The panels as this terminal has them: each one's number key, and where those without a tab are found."""

from __future__ import annotations

import re

from wargame.explain.panels import BY_WORD, TABS, Panel

KEYS: dict[str, str] = {panel.word: str(at) for at, panel in enumerate(TABS, 1)}
"""The key of each panel by its word."""
SPAN = f"{KEYS[TABS[0].word]}–{KEYS[TABS[-1].word]}"
"""All of them as a person reads it."""
PARTS: dict[str, str] = {
    "controls": "at its end",
    "sites": "mark a site, e shows all",
    "regions": "mark a region ◌, e shows all",
    "arenas": "mark an arena ⚑, e shows all",
}
"""How a panel without a tab is found in the one that holds it."""


def whereabouts(text: str) -> str:
    """Where on the board the views are that a card speaks of; empty when it speaks of none."""
    words = [word for word in re.findall(r"(\w+) view\b", text) if word in BY_WORD]
    found = [f"{word} view: {_where(BY_WORD[word])}" for word in words]
    return "Where to look · " + " · ".join(dict.fromkeys(found)) if found else ""


def _where(panel: Panel) -> str:
    """`3 Market`, or `1 Map: mark a site, e shows all`."""
    if panel.name:
        return f"{KEYS[panel.word]} {panel.name}"
    how = PARTS[panel.word]
    return f"{_where(BY_WORD[panel.within])}{',' if how.startswith('at ') else ':'} {how}"
