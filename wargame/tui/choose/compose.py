"""Putting a deal or a counter-offer together: what you give, what they give, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from attrs import evolve
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from wargame.explain import deals
from wargame.explain.drafts import Draft
from wargame.explain.grammar import capital
from wargame.explain.prospects import Prospect
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.rules.spec import ClauseSpec
from wargame.rules.words import money
from wargame.tui import keys, look
from wargame.tui.choose.forecaster import Forecaster
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


class Row(NamedTuple):
    """What a row of the list is: of which side, and at which place there."""

    kind: str
    """with, lent, rider, clause, add, offer, or head for what cannot be marked."""
    side: int = 0
    place: int = 0


class ComposeScreen(GameModal[Action]):
    """Returns the deal to offer or the counter-offer to make, or None."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.COMPOSING)

    def __init__(self, draft: Draft, forecaster: Forecaster) -> None:
        super().__init__()
        self.draft, self.view, self.forecaster = draft, draft.view, forecaster
        self.rows: list[Row] = []
        """What each row of the list is."""
        self.seen: Prospect | None = None
        """What would come of `seen_of`, once it is worked out."""
        self.seen_of = ""

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
        """As it stands: an empty deal, or the offer that is countered."""
        self.query_one("#frame").border_title = look.words(self.draft.title)
        self.fill(0)
        self.query_one("#list").focus()

    def fill(self, at: int) -> None:
        """List the deal with a row marked."""
        room = max(16, (self.query_one("#list").size.width or 37) - 12)
        listed = [*self.heads(room), *self.clauses(0, room), *self.clauses(1, room)]
        done = " Make the counter-offer" if self.draft.counters else " Offer it"
        listed.append((Row("offer"), [line(Span(done, "strong"))]))
        self.rows = [row for row, _ in listed]
        picks = self.query_one("#list", OptionList)
        picks.clear_options()
        picks.add_options(
            Option(look.content(self.app.theme, lines), disabled=row.kind == "head") for row, lines in listed
        )
        first = next(n for n, row in enumerate(self.rows) if row.kind != "head")
        picks.highlighted = max(first, min(at, len(self.rows) - 1))
        self.consider()

    def heads(self, room: int) -> list[tuple[Row, list[Line]]]:
        """With whom, and what an offer does besides any clauses."""
        draft, names = self.draft, self.view.scenario.names["power"]
        other = names[draft.target]
        with_whom = other if draft.counters else f"‹ {other} ›"
        kind = "head" if draft.counters else "with"
        found = [
            (
                Row(kind),
                [line(Span(left("With", 12), "muted"), Span(with_whom, f"seat{draft.target} bold"))],
            )
        ]
        if draft.about:
            found.append((Row("head"), paragraph(draft.about, room + 10)))
        if draft.lent:
            tail = (Span(f" ‹ {money(draft.lent)} ›", "key"),)
            found.append((Row("lent"), beside("A loan", room, tail, lead=(Span(" "),))))
        for at, rider in enumerate(draft.riders):
            out = rider in draft.dropped
            words = f"{'Without the rider' if out else 'Rider'}: {self.view.scenario.rider(rider)}"
            found.append((Row("rider", place=at), paragraph(words, room + 10, "faint" if out else "", 1)))
        return found

    def clauses(self, side: int, room: int) -> list[tuple[Row, list[Line]]]:
        """What stands on a side, and the row that adds to it."""
        other = self.view.scenario.names["power"][self.draft.target]
        found = [(Row("head", side), [line(Span("You give" if side == 0 else f"{other} gives", "phase"))])]
        for place, clause in enumerate(self.draft.sides[side]):
            much = deals.amount(clause)
            tail = (Span(f" ‹ {much} ›" if much else "", "key"),)
            barred = self.draft.barred(side, clause)
            rows = beside(
                deals.title(clause, self.view), room, tail, "faint" if barred else "", lead=(Span(" "),)
            )
            why = paragraph(f"Not with {other}: {barred}.", room + 10, "warn", 1) if barred else []
            found.append((Row("clause", side, place), [*rows, *why]))
        found.append((Row("add", side), [line(Span(" + add a clause", "muted"))]))
        return found

    # ---- what would come of it
    def consider(self) -> None:
        """Have what would come of it worked out, unless that is known."""
        found = self.draft.action
        key = "" if isinstance(found, str) else found.key
        if key != self.seen_of:
            self.seen, self.seen_of = None, key
            if not isinstance(found, str):
                self.foresee(found)
        self.forecast.reload()

    @work(group="forecast", exclusive=True)
    async def foresee(self, action: Action) -> None:
        """Fetch a forecast."""
        seen = await self.forecaster(action)
        if action.key == self.seen_of and not self.left:
            self.seen = seen
            self.forecast.reload()

    def draw(self, width: int) -> list[Line]:
        """What it is worth to both sides, how the other will read it, and what accepting would do."""
        draft = self.draft
        names = [capital(name) for name in self.view.scenario.in_text["power"]]
        told: list[Line] = []
        for seat, clauses in ((self.view.seat, draft.sides[0]), (draft.target, draft.sides[1])):
            for clause in clauses:
                rows = paragraph(f"{names[seat]} {deals.sentence(clause, self.view)}", width - 2)
                told += [line("· " if at == 0 else "  ", row.text) for at, row in enumerate(rows)]
        told += [BLANK] if told else []
        found = draft.action
        if isinstance(found, str):
            return [*told, *paragraph(f"Not yet: {found}.", width, "warn")]
        if self.seen is None:
            return [line(Span("Working it out …", "muted")), BLANK, *told]
        other = names[draft.target]
        lines = [*forecasts.bargain(self.seen, other, width), BLANK, *told]
        if self.seen.priced and not draft.counters:
            lines += [line(Span("Costs ", "muted"), self.seen.costs), BLANK]
        if self.seen.accepted is None:
            return lines
        # What it does to the goals stands above.
        then = evolve(self.seen.accepted, gains=())
        return [*lines, *forecasts.accepted(f"If {other} accepts", then, width)]

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
        row = self.rows[event.option_index]
        if row.kind == "add":
            self.add(row.side)
        elif row.kind == "offer":
            found = self.draft.action
            if not isinstance(found, str):
                self.dismiss(found)
        else:
            self.action_change(1)

    def add(self, side: int) -> None:
        """Pick a clause for a side."""
        clauses = self.draft.possible(side)
        name = self.view.scenario.within("power", self.draft.parties(side)[0])

        def added(clause: ClauseSpec | None) -> None:
            if clause is not None:
                self.draft.sides[side].append(clause)
                self.fill(self.at)

        self.app.push_screen(AddScreen(self.view, f"What {name} could give", clauses), added)

    def action_change(self, step: int) -> None:
        """Another partner, more or less of a clause or a loan, a rider out or in."""
        row = self.rows[self.at]
        if row.kind == "with":
            self.draft.turn_to(step)
        elif row.kind == "lent":
            self.draft.lend(step)
        elif row.kind == "rider":
            self.draft.toggle(self.draft.riders[row.place])
        elif row.kind == "clause":
            self.draft.change(row.side, row.place, step)
        self.fill(self.at)

    @on(StepList.Stepped)
    def stepped(self, event: StepList.Stepped) -> None:
        """A sign was clicked: less, or more."""
        self.action_change(event.step)

    def action_page(self, step: int) -> None:
        """Scroll what would come of it."""
        (self.forecast.scroll_page_down if step > 0 else self.forecast.scroll_page_up)(animate=False)

    def action_remove(self) -> None:
        """Take a clause or a rider out."""
        row = self.rows[self.at]
        if row.kind == "clause":
            del self.draft.sides[row.side][row.place]
            self.fill(self.at)
        elif row.kind == "rider" and self.draft.riders[row.place] not in self.draft.dropped:
            self.action_change(1)
