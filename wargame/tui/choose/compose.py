"""Putting a deal together: with whom, what you give, what they give, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from wargame.explain import deals
from wargame.explain.grammar import capital
from wargame.explain.prospects import prospect
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.rules.spec import ClauseSpec
from wargame.tui import keys, look
from wargame.tui.present import forecasts
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    left,
    line,
    paragraph,
)
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.picks import MarkedList, StepList, stale
from wargame.tui.widgets.screens import GameModal
from wargame.tui.widgets.sheet import Sheet


class AddScreen(GameModal[ClauseSpec]):
    """Picks a clause for one side. Returns it, or None."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.CHOOSING, only="back")

    def __init__(self, view: View, heading: str, clauses: Sequence[ClauseSpec]) -> None:
        super().__init__()
        self.view, self.heading, self.clauses = view, heading, clauses

    def body(self) -> ComposeResult:
        """One row per clause."""
        with Vertical(id="add", classes="panel"):
            yield MarkedList()
        yield KeyBar(keys.CHOOSING, only=("confirm", "back"))

    def on_mount(self) -> None:
        """Ready to pick."""
        self.query_one("#add").border_title = look.words(self.heading)
        self.query_one(OptionList).focus()
        self.fill()

    @on(MarkedList.Widened)
    def fill(self) -> None:
        """List the clauses with what each says, the mark where it was."""
        picks = self.query_one(MarkedList)
        width, at = max(40, picks.size.width - 2), picks.highlighted or 0
        rows = [
            [
                line(Span(" " + deals.title(clause, self.view))),
                *paragraph(deals.sentence(clause, self.view), width, "muted", 3),
            ]
            for clause in self.clauses
        ]
        picks.set_options(Option(look.content(self.app.theme, row)) for row in rows)
        picks.highlighted = at if rows else None

    @on(OptionList.OptionSelected)
    def picked(self, event: OptionList.OptionSelected) -> None:
        """This one."""
        event.stop()
        self.dismiss(self.clauses[event.option_index])


class ComposeScreen(GameModal[Action]):
    """Returns the deal to offer, or None."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.COMPOSING)

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self.target = deals.partners(view)[0]
        self.sides: tuple[list[ClauseSpec], list[ClauseSpec]] = ([], [])
        """What the seat gives, what the other gives."""
        self.rows: list[tuple[str, int, int]] = []
        """What each row of the list is: (kind, side, place)."""

    # ---- layout
    def body(self) -> ComposeResult:
        """The deal, and what would come of it."""
        with Vertical(id="frame", classes="panel"), Horizontal(id="columns"):
            with Vertical(id="choices"):
                yield StepList(id="list")
            with Vertical(id="outcome"):
                yield Sheet(self.draw, id="forecast")
        yield KeyBar(keys.COMPOSING, usable=self.usable)

    def usable(self, command: keys.Command) -> bool:
        """Whether the key bar should offer a command here."""
        return command.action != "page(1)" or (self.is_mounted and self.forecast.more(1))

    @property
    def forecast(self) -> Sheet:
        """What would come of the deal."""
        return self.query_one("#forecast", Sheet)

    @on(Sheet.Moved)
    def moved(self) -> None:
        """Show whether there is more below."""
        self.query_one("#frame").border_subtitle = "PgDn: more" if self.forecast.more(1) else ""
        self.query_one(KeyBar).refresh()

    @on(MarkedList.Widened)
    def refill(self) -> None:
        """The same rows anew: amounts stand flush right."""
        self.fill(self.at)

    def on_mount(self) -> None:
        """An empty deal."""
        self.query_one("#frame").border_title = "Compose a deal"
        self.fill(0)
        self.query_one("#list").focus()

    def fill(self, at: int) -> None:
        """List the deal with a row marked."""
        names = self.view.scenario.names["power"]
        other = names[self.target]
        room = max(16, (self.query_one("#list").size.width or 37) - 12)
        lines = [[line(Span(left("With", 12), "muted"), Span(f"‹ {other} ›", f"seat{self.target} bold"))]]
        self.rows = [("with", 0, 0)]
        for side, words in ((0, "You give"), (1, f"{other} gives")):
            lines.append([line(Span(words, "phase"))])
            self.rows.append(("head", side, 0))
            for place, clause in enumerate(self.sides[side]):
                much = deals.amount(clause)
                tail = (Span(f" ‹ {much} ›" if much else "", "key"),)
                barred = self.barred(side, clause)
                rows = beside(
                    deals.title(clause, self.view), room, tail, "faint" if barred else "", lead=(Span(" "),)
                )
                why = paragraph(f"Not with {other}: {barred}.", room + 10, "warn", 1) if barred else []
                lines.append([*rows, *why])
                self.rows.append(("clause", side, place))
            lines.append([line(Span(" + add a clause", "muted"))])
            self.rows.append(("add", side, 0))
        lines.append([line(Span(" Offer it", "strong"))])
        self.rows.append(("offer", 0, 0))
        picks = self.query_one("#list", OptionList)
        picks.clear_options()
        picks.add_options(
            Option(look.content(self.app.theme, row), disabled=kind == "head")
            for row, (kind, _, _) in zip(lines, self.rows, strict=True)
        )
        picks.highlighted = min(at, len(self.rows) - 1)
        self.forecast.reload()

    def parties(self, side: int) -> tuple[int, int]:
        """Who gives and who takes what stands on a side."""
        return (self.view.seat, self.target) if side == 0 else (self.target, self.view.seat)

    def barred(self, side: int, clause: ClauseSpec) -> str:
        """Why a clause cannot be part of a deal with the present partner; empty when it can."""
        return deals.barred(self.view, *self.parties(side), clause) or ""

    @property
    def deal(self) -> Action | str:
        """The deal as it stands, or why it cannot be offered."""
        return deals.deal(self.view, self.target, *self.sides)

    def draw(self, width: int) -> list[Line]:
        """How the other will read it, and what accepting would do."""
        names = [capital(name) for name in self.view.scenario.in_text["power"]]
        found = self.deal
        lines: list[Line] = []
        for seat, clauses in ((self.view.seat, self.sides[0]), (self.target, self.sides[1])):
            for clause in clauses:
                rows = paragraph(f"{names[seat]} {deals.sentence(clause, self.view)}", width - 2)
                lines += [line("· " if at == 0 else "  ", row.text) for at, row in enumerate(rows)]
        if isinstance(found, str):
            lines += [BLANK] if lines else []
            return [*lines, *paragraph(f"Not yet: {found}.", width, "warn")]
        seen = prospect(self.view, found)
        lines += [BLANK, line(Span("Costs ", "muted"), seen.costs)]
        then = seen.accepted
        return (
            [*lines, BLANK, *forecasts.accepted(f"If {names[self.target]} accepts", then, width)]
            if then
            else lines
        )

    # ---- keys
    @property
    def at(self) -> int:
        """The marked row."""
        return self.query_one("#list", OptionList).highlighted or 0

    @on(OptionList.OptionSelected, "#list")
    def picked(self, event: OptionList.OptionSelected) -> None:
        """Add a clause, offer the deal, or change what stands there."""
        event.stop()
        if stale(event) or not self.is_current:
            # A second key before what the first opened was there.
            return
        kind, side, _ = self.rows[event.option_index]
        if kind == "add":
            self.add(side)
        elif kind == "offer":
            found = self.deal
            if not isinstance(found, str):
                self.dismiss(found)
        else:
            self.action_change(1)

    def add(self, side: int) -> None:
        """Pick a clause for a side."""
        giver, taker = self.parties(side)
        clauses = deals.possible(self.view, giver, taker, self.sides[side])
        name = self.view.scenario.within("power", giver)

        def added(clause: ClauseSpec | None) -> None:
            if clause is not None:
                self.sides[side].append(clause)
                self.fill(self.at)

        self.app.push_screen(AddScreen(self.view, f"What {name} could give", clauses), added)

    def action_change(self, step: int) -> None:
        """Another partner, or more or less of a clause."""
        kind, side, place = self.rows[self.at]
        if kind == "with":
            others = deals.partners(self.view)
            # What the next partner cannot give or take stays, with the reason: the one after may.
            self.target = others[(others.index(self.target) + step) % len(others)]
        elif kind == "clause":
            self.sides[side][place] = deals.changed(self.sides[side][place], step)
        self.fill(self.at)

    @on(StepList.Stepped)
    def stepped(self, event: StepList.Stepped) -> None:
        """A sign was clicked: less, or more."""
        self.action_change(event.step)

    def action_page(self, step: int) -> None:
        """Scroll what would come of it."""
        (self.forecast.scroll_page_down if step > 0 else self.forecast.scroll_page_up)(animate=False)

    def action_remove(self) -> None:
        """Take a clause out."""
        kind, side, place = self.rows[self.at]
        if kind == "clause":
            del self.sides[side][place]
            self.fill(self.at)
