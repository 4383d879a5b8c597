"""A new game: which scenario, who plays and who governs each seat, which seed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.widgets import Button, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from wargame.actors import players
from wargame.explain.grammar import capital
from wargame.rules.compiled import Scenario
from wargame.rules.spec import GovernmentSpec
from wargame.scenario import CAMPAIGN, PRIMER, Listing, ScenarioFault, catalogue, load
from wargame.table import DIGITS, HUMAN, fresh_seed, governed, parse_seed, seats_of
from wargame.tui import keys, look
from wargame.tui.confirm.screen import MessageScreen
from wargame.tui.present import front
from wargame.tui.present.lines import Line, Span, line, paragraph
from wargame.tui.request import StartRequest
from wargame.tui.widgets.bars import KeyBar, LineWidget
from wargame.tui.widgets.picks import MarkedList
from wargame.tui.widgets.screens import GameScreen

MARK = "▶"
"""Stands before the row that has the focus, whatever the colours."""
DRAWN = ""
"""Chosen where a government is left to the seed."""
TOLD = (("known to all", True), ("left to be found out", False))
ORDERS = (("taken in turns", False), ("sealed, then revealed together", True))
ADVICE = (("for whoever asks", True), ("none", False))


class NewGameScreen(GameScreen[StartRequest]):
    """Returns the game to start."""

    CSS_PATH = "new_game.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.TITLE, only="back"),
        Binding("pagedown", "brief(1)", show=False),
        Binding("pageup", "brief(-1)", show=False),
    ]

    def __init__(self, newcomer: bool = False) -> None:
        super().__init__()
        self.scenarios: list[Listing] = catalogue()
        wanted = PRIMER if newcomer else CAMPAIGN
        self.at = next((n for n, item in enumerate(self.scenarios) if item.id == wanted), 0)
        self.laying = False
        self.powers: tuple[tuple[str, str, str], ...] = ()
        """(id, name, brief) of the seats."""
        self.seats: dict[str, str] = {}
        """Who plays each seat, as it is proposed."""
        self.governments: tuple[tuple[GovernmentSpec, ...], ...] = ()
        """Those that may govern each seat."""

    def body(self) -> ComposeResult:
        """Scenarios to the left, seats and seed to the right."""
        with Horizontal(id="columns"):
            with Vertical(id="scenarios", classes="panel"):
                yield MarkedList(
                    *(Option(look.content(self.app.theme, front.listing(item))) for item in self.scenarios),
                    id="list",
                )
            with Vertical(id="setup", classes="panel"):
                yield LineWidget(self.draw_about, id="about")
                yield VerticalScroll(id="seats", can_focus=False)
                with Horizontal(classes="seat"):
                    yield Static(MARK, classes="mark")
                    yield Static("Orders", classes="label soft")
                    yield Select(ORDERS, value=False, allow_blank=False, id="orders", compact=True)
                with Horizontal(classes="seat", id="told-row"):
                    yield Static(MARK, classes="mark")
                    yield Static("Governments", classes="label soft")
                    yield Select(TOLD, value=True, allow_blank=False, id="told", compact=True)
                with Horizontal(classes="seat"):
                    yield Static(MARK, classes="mark")
                    yield Static("Advice", classes="label soft")
                    yield Select(ADVICE, value=True, allow_blank=False, id="advice", compact=True)
                # What does not fit can be scrolled, and the bar shows that there is more.
                with VerticalScroll(id="brief"):
                    yield Static(id="brief-text", classes="soft")
                with Horizontal(id="seed-row"):
                    yield Static("Seed", classes="label")
                    yield Input(
                        str(fresh_seed()), id="seed", restrict=r"\d*", max_length=DIGITS, compact=True
                    )
                    yield Button("Another", id="again", compact=True)
                    yield Static(id="gap")
                    yield Button("Start", id="start", variant="primary", compact=True)
                yield Static("The same seed and decisions give the same game.", id="note", classes="soft")
        yield KeyBar(keys.TITLE)

    def on_mount(self) -> None:
        """Show the primer to whoever has not played yet, else the campaign."""
        self.query_one("#scenarios").border_title = "Scenario"
        self.query_one("#setup").border_title = "Seats"
        picks = self.query_one("#list", OptionList)
        if self.scenarios:
            picks.highlighted = self.at
        picks.focus()

    def draw_about(self, width: int) -> list[Line]:
        """What the marked scenario is about."""
        if not self.scenarios:
            return [line(Span("No scenarios were found.", "bad"))]
        return front.about(self.scenarios[self.at], width)

    @on(OptionList.OptionHighlighted, "#list")
    def marked(self, event: OptionList.OptionHighlighted) -> None:
        """Another scenario has other seats."""
        self.at = event.option_index
        self.query_one("#about").refresh()
        self.query_one("#start", Button).disabled = True
        self.seat()

    @work(exclusive=True)
    async def seat(self) -> None:
        """Read the marked scenario, and lay its seats out."""
        at = self.at
        found: Scenario | str
        try:
            # Reading a whole scenario takes long enough to be felt.
            found = await asyncio.to_thread(load, str(self.scenarios[at].path))
        except ScenarioFault as error:
            found = str(error)
        self.call_later(self.lay_out, at, found)

    async def lay_out(self, at: int, found: Scenario | str) -> None:
        """Lay the seats out, one after the other: what is half laid out cannot be left."""
        if self.left or at != self.at:
            return
        self.laying = True
        try:
            await self._lay_out(found)
        finally:
            self.laying = False

    @property
    def occupied(self) -> bool:
        """Keys wait while rows are put in."""
        return super().occupied or self.laying

    async def _lay_out(self, scenario: Scenario | str) -> None:
        """A row for each seat: who plays it."""
        box = self.query_one("#seats", VerticalScroll)
        await box.remove_children()
        if isinstance(scenario, str):
            self.powers = ()
            await box.mount(Static(look.content(self.app.theme, paragraph(scenario, 60, "bad"))))
            return
        self.powers = tuple((p.id, p.name, p.brief) for p in scenario.powers)
        self.seats = seats_of(scenario, {})
        self.governments = scenario.governments
        look.seat_colours([power.colour for power in scenario.powers])
        await box.mount(*(row for seat in range(len(self.powers)) for row in self.rows(seat)))
        self.query_one("#told-row").display = any(self.governments)
        self.query_one("#orders", Select).value = scenario.spec.sealed
        self.query_one("#start", Button).disabled = False
        self.show_brief(scenario.first)

    def rows(self, seat: int) -> Iterator[Horizontal]:
        """Who plays a seat, and who governs it where a program does."""
        yield self.row(seat)
        if self.governments[seat]:
            ident, _, _ = self.powers[seat]
            choices = [("drawn from the seed", DRAWN)]
            choices += [(government.name, government.id) for government in self.governments[seat]]
            select = Select(choices, value=DRAWN, allow_blank=False, id=f"government-{ident}", compact=True)
            row = Horizontal(
                Static(MARK, classes="mark"),
                Static("  governed by", classes="label soft"),
                select,
                classes="seat",
                id=f"governed-{ident}",
            )
            row.display = governed(self.seats[ident])
            yield row

    @on(Select.Changed)
    def changed(self, event: Select.Changed) -> None:
        """A person is governed by nobody; a government that is chosen says what it is after."""
        for seat, (ident, _, _) in enumerate(self.powers):
            if event.select.id == f"seat-{ident}" and self.governments[seat]:
                self.query_one(f"#governed-{ident}").display = governed(str(event.value))
            elif event.select.id == f"government-{ident}" and event.select.has_focus_within:
                self.show_government(seat)

    def row(self, seat: int) -> Horizontal:
        """A seat's name and who plays it."""
        ident, name, _ = self.powers[seat]
        choices = [("a person", HUMAN)]
        choices += [(f"{actor}: {about.partition(':')[0]}", actor) for actor, about in players().items()]
        title = look.content(self.app.theme, [line(Span(name, f"seat{seat} bold"))])
        select = Select(choices, value=self.seats[ident], allow_blank=False, id=f"seat-{ident}", compact=True)
        return Horizontal(
            Static(MARK, classes="mark"), Static(title, classes="label"), select, classes="seat"
        )

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The seat being set says what it is after."""
        for seat, (ident, _, _) in enumerate(self.powers):
            if event.widget.id == f"seat-{ident}":
                self.show_brief(seat)
            elif event.widget.id == f"government-{ident}":
                self.show_government(seat)

    def show_brief(self, seat: int) -> None:
        """What a seat is after."""
        _, name, brief = self.powers[seat]
        self.tell(f"{name}: {brief}" if brief else "")

    def show_government(self, seat: int) -> None:
        """What the government that is chosen for a seat is after, or all that it may be."""
        ident, name, _ = self.powers[seat]
        chosen = self.query_one(f"#government-{ident}", Select).value
        told = [each for each in self.governments[seat] if chosen in (DRAWN, each.id)]
        lines = [f"{capital(each.name)}. {each.about}".rstrip() for each in told]
        self.tell("\n".join([f"{name} may be governed by:", *lines] if chosen == DRAWN else lines))

    def tell(self, text: str) -> None:
        """Explain what is being set."""
        self.query_one("#brief-text", Static).update(look.words(text))
        self.query_one("#brief", VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#list")
    def taken(self) -> None:
        """On to the seats, or to the start."""
        self.query_one("#start").focus()

    @on(Button.Pressed, "#again")
    def action_reseed(self) -> None:
        """Another seed."""
        self.query_one("#seed", Input).value = str(fresh_seed())

    @on(Button.Pressed, "#start")
    @on(Input.Submitted)
    async def start(self) -> None:
        """Play."""
        text = self.query_one("#seed", Input).value
        try:
            seed = parse_seed(text)
        except ValueError as fault:
            await self.app.push_screen(MessageScreen("No seed", f"It cannot start: {fault}."))
            return
        if not self.powers or self.left:
            return
        seats = {ident: str(self.query_one(f"#seat-{ident}", Select).value) for ident, _, _ in self.powers}
        sealed = bool(self.query_one("#orders", Select).value)
        shown = bool(self.query_one("#told", Select).value)
        advice = bool(self.query_one("#advice", Select).value)
        path = str(self.scenarios[self.at].path)
        self.dismiss(
            StartRequest(
                path,
                seats,
                seed,
                sealed=sealed,
                governments=self.appointed(seats),
                shown=shown,
                advice=advice,
            )
        )

    def appointed(self, seats: dict[str, str]) -> dict[str, str]:
        """The governments that were chosen, by seat."""
        found = {}
        for seat, (ident, _, _) in enumerate(self.powers):
            if self.governments[seat] and governed(seats[ident]):
                found[ident] = str(self.query_one(f"#government-{ident}", Select).value)
        return {ident: chosen for ident, chosen in found.items() if chosen != DRAWN}

    def action_brief(self, step: int) -> None:
        """A page of the briefing, whatever has the focus beside the list."""
        brief = self.query_one("#brief", VerticalScroll)
        (brief.scroll_page_down if step > 0 else brief.scroll_page_up)(animate=False)
