"""Every class of screen there is, and how to make one of it over a board."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from textual.screen import Screen

import wargame.tui
from wargame.explain.drafts import Draft
from wargame.tui.board.play import PlayScreen
from wargame.tui.board.screen import BoardScreen
from wargame.tui.browser import Floor
from wargame.tui.choose.compose import AddScreen, ComposeScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.reason import ReasonScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen, QuitScreen
from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.pages.advice import AdviceScreen
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.pages.screens import (
    AskingScreen,
    DetailScreen,
    HeadlinesScreen,
    PageScreen,
    ReportScreen,
    WhyScreen,
)
from wargame.tui.title.screen import SavesScreen, TitleScreen
from wargame.tui.widgets.screens import GameModal, GameScreen, Palette

BASES = {GameScreen, GameModal, PlayScreen}
"""What is only ever inherited from."""
BELOW = {TitleScreen, BoardScreen}
"""What a game is played on."""
FLOOR = {Floor}
"""Under the board where there is no title."""
OVER: dict[type[Screen[object]], Callable[[BoardScreen], Screen[object]]] = {
    ChooseScreen: lambda b: ChooseScreen(b.view, b.status.decision, (), b.session.table.forecast),
    ComposeScreen: lambda b: ComposeScreen(Draft.deal(b.view), b.session.table.forecast),
    AddScreen: lambda b: AddScreen(b.view, "What could be given", ()),
    ConfirmScreen: lambda b: ConfirmScreen("A question", "Yes or no?"),
    QuitScreen: lambda b: QuitScreen("Quit?", "Yes or no?"),
    MessageScreen: lambda b: MessageScreen("A message", "A secret."),
    ReasonScreen: lambda b: ReasonScreen("A secret."),
    PageScreen: lambda b: PageScreen("A page", lambda width: []),
    AskingScreen: lambda b: AskingScreen("A page", b.view, b.entries, lambda width: []),
    WhyScreen: lambda b: WhyScreen(b.view, b.entries, ("money", b.view.seat)),
    DetailScreen: lambda b: DetailScreen(b.view, b.entries, ("site", 0)),
    HeadlinesScreen: lambda b: HeadlinesScreen(b.view, b.entries, (), ()),
    ReportScreen: lambda b: ReportScreen(b.view, b.items, b.entries, 1),
    AdviceScreen: lambda b: AdviceScreen(b.view, b.status.decision.kind, b.adviser),
    GuideScreen: lambda b: GuideScreen(b.session.scenario),
    DebriefScreen: lambda b: DebriefScreen(b.view, b.entries),
    HandoverScreen: lambda b: HandoverScreen(b.session.scenario, 0),
    NewGameScreen: lambda b: NewGameScreen(),
    SavesScreen: lambda b: SavesScreen([]),
    Palette: lambda b: Palette(),
}
"""What may lie over it. A screen that is not named here is one that nobody has tried."""


def every_screen() -> set[type[Screen[object]]]:
    """All classes of screens in the client."""
    for module in pkgutil.walk_packages(wargame.tui.__path__, "wargame.tui."):
        importlib.import_module(module.name)

    def below(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return {kind for kind in below(Screen) if kind.__module__.startswith("wargame.")}
