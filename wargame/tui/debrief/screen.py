"""The end of a game, to be read and talked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from wargame.explain.deeds import Deed
from wargame.rules.board import Entry
from wargame.rules.events import Event
from wargame.rules.observe import View
from wargame.tui import keys, look
from wargame.tui.pages.screens import Asking
from wargame.tui.present import debrief
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameScreen
from wargame.tui.widgets.sheet import Sheet


class DebriefScreen(Asking[None], GameScreen[None]):
    """Ending, scores, what was hidden, the curve of scores."""

    CSS_PATH = "debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGES, only="back,why")
    view: View

    def __init__(
        self,
        view: View,
        entries: Sequence[Entry],
        peeks: Sequence[int] = (),
        deeds: Sequence[Deed] = (),
        events: Sequence[Event] = (),
    ) -> None:
        super().__init__()
        self.events = events
        self.view, self.entries, self.peeks, self.deeds = view, entries, peeks, deeds

    def body(self) -> ComposeResult:
        """One long page."""
        sheet = Sheet(
            lambda width: debrief.debrief(
                self.view, self.entries, width, self.peeks, self.deeds, self.events
            ),
            classes="panel",
        )
        sheet.border_title = look.words(f"{self.view.scenario.spec.title}: debrief")
        yield sheet
        yield KeyBar(keys.PAGES, only=("back", "why"))
