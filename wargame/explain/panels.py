"""What a player can look up, once: names, words and what each tells. Clients lay it out, and make keys and help of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from wargame.rules.observe import View


@frozen
class Panel:
    """One thing to look up."""

    word: str
    """What is typed for it in plain play, and what a card calls its view: `the market view`."""
    about: str
    """What it tells, in a few words."""
    name: str = ""
    """What stands on its tab; empty for what is a part of another panel on the screen."""
    within: str = ""
    """The word of the panel in which the screen shows it, if it has no tab of its own."""
    also: tuple[str, ...] = ()
    """Other words for it."""
    told: Callable[[View], Sequence[str]] | None = None
    """What it tells, a sentence each, for clients that have no layout of their own for it."""


PANELS: tuple[Panel, ...] = (
    Panel("board", "the whole board in brief", "Map"),
    Panel("powers", "every power's purse, standing and ties", "Powers"),
    Panel("market", "prices, suppliers, your stocks and shortages, export controls", "Market"),
    Panel("loans", "debts with their terms, and the lender's programme", "Loans"),
    Panel("goals", "what you or another score for, and how much now", "Goals", also=("objectives",)),
    Panel("world", "how partners feel about each power, and why", "World", also=("partners",)),
    Panel("log", "the latest events", "Log"),
    Panel("controls", "export controls, what they let through, and where your own ore goes", within="market"),
    Panel("sites", "mines, refineries, ports and routes", within="board"),
    Panel("regions", "the troubled regions", within="board"),
    Panel("arenas", "the ladders of tension", within="board"),
)
"""Those with a tab in the order of their number keys."""

TABS: tuple[Panel, ...] = tuple(panel for panel in PANELS if panel.name)
BY_WORD: dict[str, Panel] = {panel.word: panel for panel in PANELS}
