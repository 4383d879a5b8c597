"""The terminal application: themes, screens and the way from one game to the next."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.screen import Screen
from textual.worker import WorkerFailed

from wargame.edge import leaving
from wargame.journal import JournalBusy, JournalFault
from wargame.rules.errors import RulesError
from wargame.rules.words import count
from wargame.scenario import ScenarioFault, load, to_data
from wargame.table import HUMAN, Shared, Table, Thinks, fresh_seed, new_table, recover, resume, seats_of
from wargame.tui import keys, look
from wargame.tui.board.screen import BoardScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen, QuitScreen
from wargame.tui.host import Host
from wargame.tui.inbox import Inbox, Typed
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.request import StartRequest
from wargame.tui.session import Session
from wargame.tui.title.screen import TitleScreen
from wargame.tui.widgets.cursor import cursor_of
from wargame.tui.widgets.screens import Leaving, Palette, size_class


class KeysLost(Exception):
    """The keyboard can no longer be read."""


class ChokepointApp(Host, inherit_bindings=False):
    """A client of Tables; it never touches a game."""

    TITLE = "Chokepoint"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.EVERYWHERE)

    def __init__(
        self,
        thinker: Thinks | None,
        saves: Path | None,
        start: StartRequest | None = None,
        clock: Callable[[], float] = monotonic,
        table: Table | None = None,
    ) -> None:
        super().__init__()
        self.thinker = thinker
        self.saves = saves
        self.start_request = start
        self.guest_at = table
        """A table that somebody else keeps, to sit down at before anything else."""
        self._session: Session | None = None
        self.failure: Exception | None = None
        """What ended the program, if it failed."""
        self.saved_at: Path | None = None
        """The saved game that was being played when it failed."""
        self.lost: list[str] = []
        """What could not be saved of games that were left, for whoever started the app."""
        self.clock = clock
        self.loading = 0
        """Games on the way to the screen."""
        self.inbox = Inbox(self, self.receive, lambda: self.occupied)
        for palette in look.PALETTES.values():
            self.register_theme(look.theme(palette))
        self.theme = look.DARK.name

    async def on_mount(self) -> None:
        """The title, and what the command line asked for on top of it."""
        if not self.is_headless and not self.is_web:
            self.set_interval(2, self.feel_for_terminal)
        await self.begin()

    async def begin(self) -> None:
        """The first screens."""
        self.push_screen(TitleScreen(self.saves, self.start))
        if self.guest_at is not None:
            await self.sit_down(self.guest_at)
        elif self.start_request is not None:
            await self.start(self.start_request)

    # ---- games
    @property
    def session(self) -> Session | None:
        """The game on the screen."""
        return None if self._session is None or self._session.closed else self._session

    async def start(self, request: StartRequest) -> None:
        """Go straight to the game that is asked for."""
        if request.resume is not None:
            await self.continue_game(request.resume)
        elif request.scenario:
            seed = request.seed if request.seed is not None else fresh_seed()
            await self.new_game(request, seed)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """While a game is on its way to the screen."""
        self.loading += 1
        try:
            yield
        finally:
            self.loading -= 1

    async def new_game(self, request: StartRequest, seed: int) -> bool:
        """Start a game and show its board; False when it could not be started."""
        with self.under_way():
            try:
                table = await asyncio.to_thread(self._table, request, seed)
            except (ScenarioFault, JournalFault, KeyError, ValueError) as fault:
                await self.complain("The game cannot start", str(fault))
                return False
            await self.sit_down(table)
            return True

    def _table(self, request: StartRequest, seed: int) -> Table:
        scenario = load(request.scenario)
        return new_table(
            scenario,
            to_data(scenario.spec),
            seats_of(scenario, request.seats),
            seed,
            self.saves,
            thinker=self.thinker,
            sealed=request.sealed,
            governments=request.governments,
            shown=request.shown,
            advice=request.advice,
        )

    async def continue_game(self, path: Path) -> bool:
        """Take up a saved game; False when it cannot be."""
        with self.under_way():
            try:
                table = await asyncio.to_thread(resume, path, thinker=self.thinker)
            except JournalFault as fault:
                if isinstance(fault, JournalBusy) or not fault.mendable:
                    await self.complain("The saved game cannot be opened", str(fault))
                else:
                    self.offer_recovery(path, fault.told)
                return False
            except (ScenarioFault, OSError, ValueError) as fault:
                await self.complain("The saved game cannot be opened", str(fault))
                return False
            await self.sit_down(table)
            return True

    def offer_recovery(self, path: Path, fault: str) -> None:
        """A damaged game: go on from its last good line, in a copy?"""

        async def go_on(yes: bool | None) -> None:
            if not yes:
                return
            try:
                found = await asyncio.to_thread(recover, path)
            except JournalFault as problem:
                await self.complain("The saved game cannot be opened", problem.told)
                return
            if await self.continue_game(found.path):
                text = f"Copied up to turn {found.turn}, {count(found.decisions, 'decision')}."
                self.notify(f"{text} The damaged file is as it was.")

        text = (
            f"{path.name}\n{fault}.\n\nGo on from the last good line before that? It is copied into a new game; the "
            "damaged file stays as it is."
        )
        self.push_screen(ConfirmScreen("The saved game is damaged", text, "Copy and go on", "Back"), go_on)

    async def sit_down(self, table: Table) -> None:
        """Show a table's board."""
        await self.rise()
        if self.quitting:
            # The player has left while it was being read.
            await table.close()
            return
        try:
            status = await table.status()
        except BaseException:
            # Nobody else knows of it yet.
            await table.close()
            raise
        # A program may be playing for who sits down now.
        players = tuple(HUMAN if n in status.people else name for n, name in enumerate(status.controllers))
        session = self._session = Session(table, players, status.path, self.lost)
        look.seat_colours([power.colour for power in table.scenario.powers])
        session.start()
        await self.push_screen(BoardScreen(session, " ".join(status.notices)))

    async def rise(self) -> None:
        """Leave the table that is on the screen, if there is one."""
        if self.session is not None:
            await self.session.close()

    async def complain(self, title: str, text: str) -> None:
        """Say what went wrong."""
        await self.push_screen(MessageScreen(title, text))

    # ---- the end of it
    def leave(self) -> None:
        """Leave as quitting does, without asking; whoever runs the app lets go of the table."""
        self.exit()

    def hang_up(self) -> None:
        """The terminal has gone. May be called from any thread."""
        leaving.hung_up()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.leave)

    def feel_for_terminal(self) -> None:
        """Leave when the terminal has gone without a word: read from, it would say nothing for ever."""
        handle = getattr(self._driver, "fileno", None)
        if isinstance(handle, int) and not os.isatty(handle):
            self.hang_up()

    def panic(self, *renderables: RenderableType) -> None:
        """The framework's thread that reads keys cannot go on, mostly because there is no terminal any more."""
        self.feel_for_terminal()
        if not leaving.asked():
            self._handle_exception(KeysLost())

    def _handle_exception(self, error: Exception) -> None:
        """Leave with what went wrong kept for whoever runs the app.

        The framework would print every frame with its local variables, somebody's secrets among them.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            inner = error.error if isinstance(error, WorkerFailed) else error
            self.failure = inner if isinstance(inner, Exception) else error
            self.saved_at = self._session.path if self._session is not None else None
        self._close_messages_no_wait()

    # ---- keys
    @property
    def cursor_position(self) -> Offset:
        """Where the framework leaves the terminal's cursor after each paint: on the mark."""
        return cursor_of(self.screen.focused) if self.screen_stack else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, _: Offset) -> None:
        """The framework's text fields set it too; it follows the focus all the same."""

    @property
    def too_small(self) -> bool:
        """Whether the notice about the terminal's size covers everything, or is about to."""
        return size_class(*self.size) == "tiny" or self.screen.has_class("-tiny")

    @property
    def occupied(self) -> bool:
        """Whether something the player asked for is under way: what is typed meanwhile waits for it."""
        screen = self.screen if self.screen_stack else None
        return self.loading > 0 or (isinstance(screen, Leaving) and screen.occupied)

    async def on_event(self, event: events.Event) -> None:
        """What is typed is handed on one by one. Ctrl+C waits for nothing and drops what was typed before it."""
        if self.quitting and isinstance(event, Typed):
            return
        if not isinstance(event, Typed) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
        elif isinstance(event, events.Key) and event.key == "ctrl+c":
            self.inbox.clear()
            await super().on_event(event)
        else:
            await self.inbox.put(event)

    async def receive(self, event: Typed) -> None:
        """While nobody can see what a key or the mouse would do, they do nothing, but for the keys that quit."""
        screen = self.screen
        if self.too_small:
            if isinstance(event, events.Key) and event.key in ("q", "Q"):
                await self.action_ask_quit()
        elif isinstance(screen, Leaving) and screen.guarded:
            screen.hush()
        else:
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """The framework's own palette does not hide by itself."""
        if size_class(event.size.width, event.size.height) == "tiny" and isinstance(
            self.screen, CommandPalette
        ):
            self.screen.dismiss(None)

    def action_command_palette(self) -> None:
        """The palette, once."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help(self) -> None:
        """The help page, once."""
        if not isinstance(self.screen, GuideScreen):
            self.push_screen(GuideScreen(self.session.scenario if self.session else None))

    def action_light(self) -> None:
        """Dark to light and back."""
        self.theme = look.other(self.theme, light=True)

    def action_safe_colours(self) -> None:
        """Colours safe for the colour-blind, or the others."""
        self.theme = look.other(self.theme, safe=True)

    def watch_theme(self, theme: str) -> None:
        """Everything is painted anew."""
        for screen in self.screen_stack if self._running else []:
            screen.refresh(layout=True)
            for widget in screen.query("*"):
                widget.refresh()

    async def action_ask_quit(self, sure: bool = False) -> None:
        """Quit after one question, wherever the player is; asked again by who is `sure`, it is answered."""
        if isinstance(self.screen, QuitScreen):
            # No letter answers a question that may not even be readable.
            if sure:
                self.screen.dismiss(True)
            return
        parting = await self.session.parting() if self.session is not None else "Leave Chokepoint?"
        text = f"{parting} Ctrl+C once more quits."
        self.push_screen(QuitScreen("Quit?", text, "Quit", "Stay"), self._quit_if)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; nothing that is typed counts any more."""
        self.quitting = True
        super().exit(result, return_code, message)

    async def _quit_if(self, yes: bool | None) -> None:
        if yes:
            self.quitting = True
            await self.rise()
            self.exit(None, 1 if self.lost else 0, Text("\n".join(self.lost)) if self.lost else None)

    def pens(self, table: Table) -> Iterator[SystemCommand]:
        """Whom the pen of a shared seat can be given to."""
        if not isinstance(table, Shared):
            return
        company = table.company
        for name in company.names:
            if name != company.holder and (company.writes or name == company.me):
                title = "Take the pen" if name == company.me else f"Pass the pen to {name}"
                about = f"{company.holder or 'Nobody'} decides for your seat now."
                yield SystemCommand(title, about, partial(self.pass_pen, table, name))

    async def pass_pen(self, table: Shared, name: str) -> None:
        """Have somebody else at the seat decide."""
        try:
            await table.pass_pen(name)
        except RulesError as fault:
            words = look.words(f"{fault}.").plain
            self.notify(words, markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette offers what keys do here."""
        for command in (c for c in keys.commands(keys.EVERYWHERE) if not c.first):
            yield SystemCommand(command.title, command.about, _runner(self, command.action))
        if isinstance(screen, BoardScreen):
            yield from self.pens(screen.session.table)
            for command in keys.commands(keys.BOARD):
                if command.action and screen.usable(command):
                    yield SystemCommand(
                        command.title, command.about, _runner(self, f"screen.{command.action}")
                    )


def _runner(app: App[None], action: str) -> Callable[[], Awaitable[None]]:
    async def run() -> None:
        await app.run_action(action)

    return run
