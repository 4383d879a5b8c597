"""The title: new game, continue, help, quit."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from wargame.journal import JournalFault, SaveInfo, list_saves
from wargame.tui import keys, look
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.present import front
from wargame.tui.widgets.bars import KeyBar, LineWidget
from wargame.tui.widgets.picks import MarkedList
from wargame.tui.widgets.screens import GameScreen


class TitleScreen(GameScreen[None]):
    """Where every visit begins."""

    CSS_PATH = "title.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.TITLE, only="go")

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
        yield KeyBar(keys.TITLE, usable=lambda c: c.action != "back")

    def on_mount(self) -> None:
        """Continue comes first when there is something to continue."""
        self.refresh_saves()
        self.query_one("#menu").focus()

    def on_screen_resume(self) -> None:
        """Back from a game."""
        self.refresh_saves()

    def saves(self) -> list[SaveInfo]:
        """The saved games; none when the folder cannot be read."""
        if self.app.saves is None:
            return []
        try:
            return list_saves(self.app.saves)
        except JournalFault:
            return []

    def refresh_saves(self) -> None:
        """Offer to continue only when there is something."""
        menu = self.query_one("#menu", OptionList)
        if self.saves():
            menu.enable_option("continue")
        else:
            menu.disable_option("continue")

    def action_go(self) -> None:
        """Enter."""
        self.query_one("#menu", OptionList).action_select()

    @on(OptionList.OptionSelected, "#menu")
    def chosen(self, event: OptionList.OptionSelected) -> None:
        """Somewhere to go."""
        match event.option_id:
            case "new":
                self.app.push_screen(NewGameScreen(newcomer=not self.saves()))
            case "continue":
                self.app.push_screen(SavesScreen(self.saves()))
            case "help":
                self.app.action_help()
            case _:
                self.app.action_ask_quit()


class SavesScreen(GameScreen[None]):
    """The saved games, newest first."""

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

    def action_back(self) -> None:
        """To the title."""
        self.dismiss(None)

    @on(OptionList.OptionSelected, "#games")
    async def chosen(self, event: OptionList.OptionSelected) -> None:
        """Take the game up; of one that is damaged, a copy of what is sound."""
        info = self.saves[event.option_index]
        app = self.app
        if info.fault and not info.mendable:
            await app.complain("The saved game cannot be opened", f"{info.path.name}\n{info.fault}.")
            return
        if info.fault:
            app.offer_recovery(info.path, info.fault)
            return
        self.dismiss(None)
        await app.continue_game(info.path)
