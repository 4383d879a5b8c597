"""Pages over the board: why a figure stands where it does, a selection in full, the report of a turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Click

from wargame.explain.places import Place
from wargame.explain.voices import Spoken
from wargame.rules.board import Entry
from wargame.rules.events import Event
from wargame.rules.figures import FIGURES
from wargame.rules.observe import View
from wargame.tui import keys
from wargame.tui.present import causes, detail, news, sums
from wargame.tui.present.lines import Line
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameModal, Shown
from wargame.tui.widgets.sheet import Sheet, Source

Result = TypeVar("Result")


class PageScreen(GameModal[Result]):
    """A titled sheet over the screen before."""

    CSS_PATH = "pages.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGES, only="back")
    offers: tuple[str, ...] = ("back",)
    """Actions on the key bar."""

    def __init__(self, title: str, source: Source) -> None:
        super().__init__()
        self.heading, self.source = title, source

    def body(self) -> ComposeResult:
        """The page and its keys."""
        with Vertical(classes="page"):
            sheet = Sheet(self.source, classes="panel")
            sheet.border_title = self.heading
            yield sheet
        yield self.foot()

    def foot(self) -> KeyBar:
        """What can be done here."""
        return KeyBar(keys.PAGES, only=self.offers)

    def on_click(self, event: Click) -> None:
        """A click beside the page closes it."""
        if event.widget is self:
            self.dismiss(None)


class Asking(Shown[Result]):
    """A screen whose figures can be asked about."""

    view: View | None
    entries: Sequence[Entry]

    def ask(self, place: Place) -> None:
        """Show a figure's causes."""
        if self.view is not None:
            self.app.push_screen(WhyScreen(self.view, self.entries, place))

    def action_why(self) -> None:
        """Ask about the marked figure."""
        place = self.query_one(Sheet).place
        if place is not None:
            self.ask(place)

    def on_sheet_asked(self, event: Sheet.Asked) -> None:
        """A marked figure was clicked."""
        event.stop()
        self.ask(event.place)


class AskingScreen(Asking[None], PageScreen[None]):
    """A page whose figures can be asked about."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGES, only="why")
    offers: tuple[str, ...] = ("back", "why")
    view: View

    def __init__(self, title: str, view: View, entries: Sequence[Entry], source: Source) -> None:
        super().__init__(title, source)
        self.view, self.entries = view, entries


class WhyScreen(AskingScreen):
    """Every change of one figure, back to the opening position; or what a measure is made of."""

    def __init__(self, view: View, entries: Sequence[Entry], place: Place) -> None:
        present = causes.ledger if place[0] in FIGURES else sums.measured
        super().__init__("Why?", view, entries, lambda width: present(view, entries, place, width))


class DetailScreen(AskingScreen):
    """All about one thing on the map."""

    def __init__(self, view: View, entries: Sequence[Entry], selected: tuple[str, int]) -> None:
        super().__init__("Details", view, entries, lambda width: detail.detail(view, selected, width))


class HeadlinesScreen(AskingScreen):
    """What a quarter opens with, before anything is decided."""

    def __init__(
        self, view: View, entries: Sequence[Entry], events: Sequence[Event], chosen: Sequence[news.Chosen]
    ) -> None:
        title = f"Headlines, {view.scenario.quarter(view.state.turn)}"
        source = partial(news.headlines, view, events, chosen, entries)
        super().__init__(title, view, entries, source)


class ReportScreen(AskingScreen):
    """What a turn brought; other turns are a key away."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.PAGES, only="turn(-1),turn(1)")

    def __init__(
        self, view: View, items: Sequence[Event | news.Remark | Spoken], entries: Sequence[Entry], turn: int
    ) -> None:
        super().__init__("", view, entries, self.lines)
        self.items, self.shown, self.last = items, turn, turn
        self.heading = self.words()
        if turn > 1:
            self.offers = (*self.offers, "turn(-1)", "turn(1)")

    def words(self) -> str:
        """The page's title."""
        return f"Report on {self.view.scenario.quarter(self.shown)}"

    def lines(self, width: int) -> list[Line]:
        """The turn that is shown."""
        return news.report(self.view, self.items, self.entries, self.shown, width)

    def action_turn(self, step: int) -> None:
        """Another turn's report."""
        self.shown = max(1, min(self.last, self.shown + step))
        sheet = self.query_one(Sheet)
        sheet.border_title = self.words()
        sheet.scroll_home(animate=False)
        sheet.reload()
