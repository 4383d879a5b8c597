"""The title: new game, continue, help, quit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import Worker

from wargame.journal import JournalFault, SaveInfo, list_saves
from wargame.tui import keys, look
from wargame.tui.confirm.screen import MessageScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.present import front
from wargame.tui.request import StartRequest
from wargame.tui.widgets.bars import KeyBar, LineWidget
from wargame.tui.widgets.picks import MarkedList
from wargame.tui.widgets.screens import GameScreen


class TitleScreen(GameScreen[None]):
    """Where every visit begins."""

    CSS_PATH = "title.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.TITLE, only="go")
    looking: Worker[list[SaveInfo]]

    def __init__(self, saves: Path | None, start: Callable[[StartRequest], Awaitable[None]]) -> None:
        super().__init__()
        self.saves, self.start = saves, start

    def body(self) -> ComposeResult:
        """Name, menu, keys."""
        with Vertical(id="middle"):
            yield LineWidget(front.banner, id="banner")
            yield MarkedList(
                Option("New game", id="new"),
                Option("Continue", id="continue"),
                Option("Help", id="help"),
                Option("Quit", id="quit"),
                id="menu",
            )
        yield KeyBar(keys.TITLE, only=("go",))

    def on_mount(self) -> None:
        """The games are looked for while the title is on the screen already."""
        self.query_one("#menu").focus()

    def on_screen_resume(self) -> None:
        """At first, and back from a game."""
        self.looking = self.run_worker(self._look())

    async def _look(self) -> list[SaveInfo]:
        """The saved games, found in another thread. Continuing is offered until there turn out to be none."""
        found = await asyncio.to_thread(self._saves)
        menu = self.query_one("#menu", OptionList)
        # The framework moves the mark on from a row that is enabled, though it was.
        if bool(found) == menu.get_option("continue").disabled:
            (menu.enable_option if found else menu.disable_option)("continue")
        return found

    def _saves(self) -> list[SaveInfo]:
        """The saved games; none when the folder cannot be read."""
        if self.saves is None:
            return []
        try:
            return list_saves(self.saves)
        except JournalFault:
            return []

    def action_go(self) -> None:
        """Enter."""
        self.query_one("#menu", OptionList).action_select()

    @on(OptionList.OptionSelected, "#menu")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Somewhere to go."""
        match event.option_id:
            case "new":
                newcomer = not await self.looking.wait()
                self.app.push_screen(NewGameScreen(newcomer), self.begin)
            case "continue":
                if found := await self.looking.wait():
                    self.app.push_screen(SavesScreen(found), self.take_up)
            case "help":
                await self.run_action("app.help")
            case _:
                await self.run_action("app.ask_quit")

    async def take_up(self, path: Path | None) -> None:
        """Go on with a saved game, from this screen: whoever is asked about it may still answer."""
        if path is not None:
            await self.start(StartRequest(resume=path))

    async def begin(self, request: StartRequest | None) -> None:
        """Start the game that was set up."""
        if request is not None:
            await self.start(request)


class SavesScreen(GameScreen[Path]):
    """The saved games, newest first. Returns the one to go on with."""

    CSS_PATH = "title.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.TITLE)

    def __init__(self, saves: list[SaveInfo]) -> None:
        super().__init__()
        self.saves = saves

    def body(self) -> ComposeResult:
        """One row per game."""
        with Vertical(id="saves", classes="panel"):
            yield MarkedList(
                *(
                    Option(look.content(self.app.theme, front.save(info)), id=str(at))
                    for at, info in enumerate(self.saves)
                ),
                id="games",
            )
        yield KeyBar(keys.TITLE)

    def on_mount(self) -> None:
        """Ready to choose."""
        self.query_one("#saves").border_title = "Saved games"
        self.query_one("#games").focus()

    def action_go(self) -> None:
        """Enter."""
        self.query_one("#games", OptionList).action_select()

    @on(OptionList.OptionSelected, "#games")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Take the game up, if there is anything to take up."""
        info = self.saves[event.option_index]
        if info.fault and not info.mendable:
            text = f"{info.path.name}\n{info.fault}."
            await self.app.push_screen(MessageScreen("The saved game cannot be opened", text))
            return
        self.dismiss(info.path)
