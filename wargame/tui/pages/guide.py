"""The help page."""

from __future__ import annotations

from wargame.rules.compiled import Scenario
from wargame.tui import keys
from wargame.tui.pages.screens import PageScreen
from wargame.tui.present import guide


class GuideScreen(PageScreen[None]):
    """The rules in short, all keys and every action of the scenario being played."""

    def __init__(self, scenario: Scenario | None) -> None:
        super().__init__("Help", lambda width: guide.guide(scenario, keys.help_rows(), width))
