"""The board: panels in three layouts, and everything a player can look at."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize

from wargame.explain.grammar import capital
from wargame.explain.thinking import progress_told
from wargame.rules.board import Kind
from wargame.table import Shared
from wargame.tui import keys
from wargame.tui.board import panels
from wargame.tui.board.map import BoardMap
from wargame.tui.board.play import PlayScreen
from wargame.tui.confirm.screen import ConfirmScreen
from wargame.tui.pages.screens import DetailScreen
from wargame.tui.present import detail, header, news, questions
from wargame.tui.present.lines import BLANK, Line, Span, line, paragraph
from wargame.tui.present.panels import SPAN
from wargame.tui.session import Session
from wargame.tui.widgets.bars import KeyBar, LineWidget, TabLine
from wargame.tui.widgets.sheet import Sheet

HEED = 0.2
"""Seconds between two looks at what others have done."""
HURRY = 20
"""Seconds left when the clock turns red."""
MOST_ROWS = 3
"""Rows for the message under whose decision it is."""


class BoardScreen(PlayScreen):
    """One game being played."""

    CSS_PATH = "board.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.BOARD)

    def __init__(self, session: Session, message: str = "") -> None:
        super().__init__(session, message)
        self.tab = ""

    # ---- layout
    def body(self) -> ComposeResult:
        """Everything any layout shows; the size class decides what is seen where."""
        yield LineWidget(self.draw_header, id="header")
        yield TabLine(id="top-tabs")
        with Horizontal(id="main"):
            with Vertical(id="left"):
                yield self._sheet("left-top", "Powers")
                yield self._sheet("left-bottom", "Goals")
            with Vertical(id="centre"):
                board_map = BoardMap(id="map", classes="panel")
                board_map.border_title = "Map"
                yield board_map
                yield self._sheet("strip", "Selected")
                log = self._sheet("log", "Log")
                log.follow = True
                yield log
            with Vertical(id="right"):
                yield TabLine(id="right-tabs")
                yield self._sheet("tab", "Powers")
                yield self._sheet("detail", "Selected")
        yield LineWidget(self.draw_prompt, id="prompt")
        yield KeyBar(keys.BOARD, usable=self.usable)

    def _sheet(self, ident: str, title: str) -> Sheet:
        sheet = Sheet(id=ident, classes="panel")
        sheet.border_title = title
        return sheet

    def on_mount(self) -> None:
        """Settle the layout and start playing."""
        self.settle()
        self.query_one(BoardMap).focus()
        self.play()
        if isinstance(self.session.table, Shared):
            self.set_interval(HEED, self.attend)

    def on_resize(self, event: Resize) -> None:
        """Follow the terminal."""
        self.settle()

    def settle(self) -> None:
        """Put panels where the layout wants them."""
        layout = self.size_name
        names = [name for _, name in panels.tabs(layout)]
        if layout == "tiny" or not names:
            return
        if self.tab not in names:
            self.tab = "Market" if layout == "large" else "Powers" if layout == "medium" else "Map"
        for tabs in self.query(TabLine):
            tabs.show(panels.tabs(layout), self.tab)
        small = layout == "small"
        self.query_one("#centre").display = not small or self.tab == "Map"
        self.query_one("#right").display = not small or self.tab != "Map"
        sheet = self.query_one("#tab", Sheet)
        sheet.border_title = self.tab
        sheet.follow = self.tab == "Log"
        self.fill()
        self.call_after_refresh(self.hold_focus)

    def hold_focus(self) -> None:
        """What another layout hides loses the focus: it goes to what stands there, for keys to have somewhere to go."""
        held = self.focused is not None and bool(self.focused.region)
        if not held and self.size_name != "tiny" and self.query(BoardMap):
            board_map = self.query_one(BoardMap)
            (board_map if self.query_one("#centre").display else self.query_one("#tab")).focus()

    # ---- showing
    def draw_header(self, width: int) -> list[Line]:
        """Clock and purse."""
        if self.view is None:
            return []
        spectator = self.session.spectating
        return [header.clock(self.view, width), header.purse(self.view, width, spectator)]

    @property
    def clock(self) -> tuple[Span, ...]:
        """How long the viewer has, where the host has set a clock."""
        table = self.session.table
        left = table.left if isinstance(table, Shared) else None
        if left is None:
            return ()
        return (Span(f" {left // 60}:{left % 60:02} left.", "bad" if left < HURRY else "muted"),)

    def draw_prompt(self, width: int) -> list[Line]:
        """Whose decision it is, and the last message."""
        status, view = self.status, self.view
        if status is None or view is None:
            return []
        if status.over:
            first = line(Span(" The game is over. ", "title"), Span("Enter shows the debrief.", "muted"))
        elif self.hands_over and status.decision is not None:
            name = view.scenario.within("power", status.decision.seat)
            first = line(Span(f" Enter hands over to {name}.", "title"))
        elif self.stuck:
            first = line(Span(" The game cannot go on.", "bad"), Span(" Enter tries again.", "title"))
        elif status.decision is None:
            first = line(" …")
        elif self.asks_me and self.reading:
            first = line(Span(" Close this page, and it is your turn to decide.", "muted"))
        elif self.asks_me:
            role = f"seat{status.decision.seat} bold"
            first = line(
                Span(" ▶ ", role), Span(questions.prompt(view, status.decision), "strong"), *self.clock
            )
        else:
            name = capital(view.scenario.within("power", status.decision.seat))
            thought = self.thought
            far = progress_told(thought.played, thought.planned) if thought is not None else ""
            waiting = Span(" " + questions.waiting(name, status.decision.kind), f"seat{status.decision.seat}")
            first = line(waiting, Span(f" {far}", "muted"))
        return [first, *(paragraph(self.message, width - 1, "muted", 1)[:MOST_ROWS] or [BLANK])]

    def usable(self, command: keys.Command) -> bool:
        """Whether the key bar should offer a command now."""
        status = self.status
        if status is None or self.view is None:
            return command.action in ("app.help", "app.ask_quit")
        if command.action == "skip":
            return self.playing
        if command.action == "advice":
            return self.mine and status.advice
        if command.action == "reason":
            return self.mine
        if command.action == "undo":
            return self.mine and status.can_undo
        kind = status.decision.kind if status.decision is not None and self.mine else None
        if command.action == "pass":
            return kind in (Kind.ACT, Kind.SIGNAL)
        if command.action.startswith("family"):
            return kind == Kind.ACT
        if command.action == "act":
            return self.mine or self.hands_over
        if command.action in ("debrief", "again"):
            return status.over if command.action == "debrief" else self.stuck
        if command.action == "report":
            return self.reportable > 0
        return True

    def fill(self) -> None:
        """Give every panel its lines."""
        view = self.view
        if not self.query(BoardMap):
            # The worker may be a step behind a screen that is being closed.
            return
        self.query_one(BoardMap).show(view)
        for sheet in self.query(Sheet):
            name = {"left-top": "Powers", "left-bottom": "Goals", "log": "Log"}.get(sheet.id or "", self.tab)
            if view is None:
                sheet.show(_nothing)
            elif sheet.id in ("strip", "detail"):
                present = detail.brief if sheet.id == "strip" else detail.detail
                sheet.show(partial(present, view, self.query_one(BoardMap).selected))
            elif name == "Log":
                sheet.turn_to(name, partial(news.log, view, self.items))
            elif name in panels.PRESENTERS:
                sheet.turn_to(name, partial(panels.PRESENTERS[name], view))
        self.paint()

    def forget(self) -> None:
        """The next player starts with the board as it comes: nothing selected, marked, opened or scrolled to."""
        board_map = self.query_one(BoardMap)
        board_map.forget()
        for sheet in self.query(Sheet):
            sheet.forget()
        self.tab = ""
        self.settle()
        board_map.focus()

    def paint(self) -> None:
        """The lines around the panels."""
        for bar in self.query(LineWidget):
            bar.refresh()
        for prompt in self.query("#prompt").results(LineWidget):
            # A long message is read whole.
            prompt.styles.height = max(2, len(prompt.draw(self.app.size.width)))

    # ---- looking
    def action_panel(self, name: str) -> None:
        """Show a panel and give it the focus."""
        layout = self.size_name
        place = panels.FIXED.get(layout, {}).get(name)
        if place is None:
            self.tab = name
            self.settle()
            place = "map" if name == "Map" else "tab"
        self.query_one(f"#{place}").focus()

    @on(TabLine.Picked)
    def picked(self, event: TabLine.Picked) -> None:
        """A tab was clicked."""
        self.action_panel(event.name)

    @on(BoardMap.Selected)
    def selected(self, event: BoardMap.Selected) -> None:
        """Show what is selected."""
        view = self.view
        if view is not None:
            for ident, present in (("#strip", detail.brief), ("#detail", detail.detail)):
                sheet = self.query_one(ident, Sheet)
                sheet.mark = None
                sheet.show(partial(present, view, (event.kind, event.index)))
                sheet.scroll_home(animate=False)

    @on(BoardMap.Opened)
    def action_detail(self) -> None:
        """All about the selection."""
        selected = self.query_one(BoardMap).selected
        if selected is not None and self.view is not None:
            self.app.push_screen(DetailScreen(self.view, self.entries, selected))

    def action_why(self) -> None:
        """Why the marked figure stands where it stands."""
        sheet = self.focused
        if isinstance(sheet, Sheet) and sheet.place is not None:
            self.ask(sheet.place)
        elif isinstance(sheet, BoardMap) and sheet.selected is not None:
            self.action_detail()
        else:
            self.say(
                f"Mark a figure first: go to a panel ({SPAN} or Tab), move with the arrow keys, then press w."
            )

    def action_report(self) -> None:
        """The last turn's report."""
        if self.reportable:
            self.app.push_screen(self._report(self.reportable))

    def action_zoom(self) -> None:
        """A closer look at the map."""
        self.query_one(BoardMap).change_zoom()

    def action_pace(self, step: int) -> None:
        """Programs move faster or slower."""
        self.say("Programs: " + self.session.change_pace(step) + ".")

    def action_skip(self) -> None:
        """On to the next decision of a person."""
        if self.playing:
            self.session.hurry()

    async def action_leave(self) -> None:
        """Back to the title. Esc is pressed once too often on the way out of a list: Enter stays."""
        question = ConfirmScreen(
            "Leave the board?", await self.session.parting(), "Leave", "Stay", sure=False
        )
        self.app.push_screen(question, self._leave_if)

    async def _leave_if(self, yes: bool | None) -> None:
        if yes:
            self.workers.cancel_group(self, "play")
            self.uncover()
            self.dismiss(None)


def _nothing(width: int) -> list[Line]:
    return []
