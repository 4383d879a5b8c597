"""What holds on every screen there is: how it is quit, how it is closed, and that its key bar says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from wargame.explain import deals
from wargame.explain.drafts import Draft
from wargame.rules.board import Kind
from wargame.rules.game import Decision
from wargame.rules.space import space_of
from wargame.tui import keys
from wargame.tui.board.play import PlayScreen
from wargame.tui.board.screen import BoardScreen
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
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.screens import GameModal, GameScreen

from .driver import Driver, playing
from .screens import FLOOR

BASES = {GameScreen, GameModal, PlayScreen, PageScreen, AskingScreen}
"""Never shown themselves."""


def _question(d: Driver) -> Screen[object]:
    """An incident with its two answers."""
    view = d.board.view
    legal = list(space_of(view.scenario).groups[int(Kind.REACT), view.seat])[:2]
    return ChooseScreen(view, Decision(view.seat, Kind.REACT, 0), legal, d.board.session.table.forecast)


def _why(d: Driver) -> Screen[object]:
    return WhyScreen(d.board.view, d.board.entries, ("money", d.board.view.seat))


MADE: dict[type, Callable[[Driver], Screen[object]]] = {
    NewGameScreen: lambda d: NewGameScreen(),
    SavesScreen: lambda d: SavesScreen([]),
    ChooseScreen: _question,
    ComposeScreen: lambda d: ComposeScreen(Draft.deal(d.board.view), d.board.session.table.forecast),
    AddScreen: lambda d: AddScreen(d.board.view, "Add", deals.possible(d.board.view, 1, 0, ())),
    ConfirmScreen: lambda d: ConfirmScreen("Sure?", "It is a question."),
    QuitScreen: lambda d: QuitScreen("Quit?", "It is a question."),
    MessageScreen: lambda d: MessageScreen("Told", "It is a message."),
    ReasonScreen: lambda d: ReasonScreen("It pays."),
    DebriefScreen: lambda d: DebriefScreen(d.board.view, d.board.entries),
    HandoverScreen: lambda d: HandoverScreen(d.board.session.scenario, 0),
    AdviceScreen: lambda d: AdviceScreen(d.board.view, Kind.ACT, d.board.adviser),
    GuideScreen: lambda d: GuideScreen(None),
    WhyScreen: _why,
    DetailScreen: lambda d: DetailScreen(d.board.view, d.board.entries, ("site", 0)),
    HeadlinesScreen: lambda d: HeadlinesScreen(d.board.view, d.board.entries, [], []),
    ReportScreen: lambda d: ReportScreen(d.board.view, d.board.items, d.board.entries, 1),
}
"""How each screen is made over a board; the title and the board themselves are there already."""
THERE = {TitleScreen, BoardScreen}
SHUTS = {"Back", "Close", "No", "Title", "I am ready"}
"""What key bars call the way out."""


def _all(kind: type) -> set[type]:
    return {kind} | {each for sub in kind.__subclasses__() for each in _all(sub)}


def test_no_screen_is_left_out() -> None:
    """A new screen is opened here too."""
    assert set(MADE) | THERE | BASES | FLOOR == {
        kind for kind in _all(GameScreen) | _all(GameModal) if kind.__module__.startswith("wargame.")
    }


async def show(d: Driver, kind: type) -> Screen[object]:
    """Open a screen over the board."""
    if kind is BoardScreen:
        return d.board
    screen = MADE[kind](d)
    await d.app.push_screen(screen)
    await d.until(lambda: d.screen is screen and screen.is_mounted)
    return screen


def bar(screen: Screen[object]) -> list[keys.Command]:
    """The commands its key bar shows."""
    return [command for _, _, command in screen.query_one(KeyBar).spots]


WRITTEN = {ReasonScreen}
"""Where letters are written, q is one of them."""


async def test_q_asks_to_quit_and_the_key_bar_lists_what_closes(tmp_path: Path) -> None:
    """Help says everywhere; capitals count too, and every key that the bar names for closing does close."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        for kind in (BoardScreen, *MADE):
            await asked_to_quit(d, kind)
            await closed(d, kind)


async def asked_to_quit(d: Driver, kind: type) -> None:
    """Ask on a screen by a small letter and a capital, and stay."""
    screen = await show(d, kind)
    for key in ("ctrl+c",) if kind in WRITTEN else ("q", "Q"):
        await d.press(key)
        await d.until(lambda: isinstance(d.screen, QuitScreen))
        await d.press("N")
        await d.until(lambda: not isinstance(d.screen, QuitScreen))
        if kind is QuitScreen:
            # The question itself was answered.
            screen = await show(d, kind)
        assert d.screen is screen


async def closed(d: Driver, kind: type) -> None:
    """Close a screen, shown by now, by each of the keys that its bar names for it."""
    [shut] = [command for command in bar(d.screen) if command.title in SHUTS]
    for key in shut.keys.split(","):
        screen = d.screen if isinstance(d.screen, kind) else await show(d, kind)
        assert keys._WRITTEN.get(key, key) in shut.label, kind
        await d.press(key)
        await d.until(lambda screen=screen: d.screen is not screen)
        if kind is BoardScreen:
            await d.press("n")


async def test_on_the_title_the_key_bar_lists_quit(tmp_path: Path) -> None:
    """There is nothing behind it to go back to."""
    async with playing(tmp_path, size=(80, 24)) as d:
        assert "Quit" in [command.title for command in bar(d.screen)]
        await d.press("Q")
        await d.until(lambda: isinstance(d.screen, QuitScreen))
