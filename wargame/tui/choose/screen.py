"""Choosing an action step by step, with what it would do beside it, and one confirmation at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from wargame.explain.drafts import Draft
from wargame.explain.prospects import Prospect
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.tui import keys, look
from wargame.tui.choose.compose import ComposeScreen
from wargame.tui.choose.forecaster import Forecaster
from wargame.tui.pages.advice import AdviceScreen, Adviser
from wargame.tui.present import forecasts, menus, questions
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    clip,
    line,
    paragraph,
)
from wargame.tui.present.menus import FAMILY_ORDER, FAMILY_TITLES, Item
from wargame.tui.widgets.bars import KeyBar, LineWidget
from wargame.tui.widgets.picks import MarkedList, PickList, stale
from wargame.tui.widgets.screens import GameModal
from wargame.tui.widgets.sheet import Sheet

SHORT = 9
"""So few choices of a question are picked by arrows or number; letters narrow longer lists."""
BUTTON = 11
"""Columns of the button that confirms."""


class ChooseScreen(GameModal[Action]):
    """Returns the confirmed action, or None to look at the board first."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.CHOOSING)

    def __init__(
        self,
        view: View,
        decision: Decision,
        legal: Sequence[Action],
        forecaster: Forecaster,
        family: str = "",
        events: Sequence[Event] | None = None,
        adviser: Adviser | None = None,
        wanted: Action | None = None,
    ) -> None:
        """With a choice that is `wanted` already, begin at that; a step back lies the list."""
        super().__init__()
        self.events, self.adviser = events, adviser
        self.view, self.decision, self.legal, self.forecaster = view, decision, legal, forecaster
        self.family = family
        self.typed = ""
        self.path: list[Item] = [menus.single(view, decision.kind, wanted)] if wanted is not None else []
        self.filters: list[str] = [""] * len(self.path)
        """What was typed in each list on the path, to come back to."""
        self.elsewhere = False
        """Whether what is listed was found outside the list that was searched."""
        self.shown: list[Item | None] = []
        """The rows of the list; None is a heading."""
        self.armed: Action | None = None
        """What Enter would carry out."""
        self.forecast: Prospect | None = None
        self.forecast_of: Action | None = None

    # ---- layout
    def body(self) -> ComposeResult:
        """Question, choices, forecast, confirmation."""
        with Vertical(id="frame", classes="panel"):
            if self.decision.kind != Kind.ACT:
                yield Sheet(self.question, id="question")
            with Horizontal(id="columns"):
                with Vertical(id="choices"):
                    yield LineWidget(self.draw_trail, id="trail")
                    yield PickList(id="list")
                with Vertical(id="outcome"):
                    yield Sheet(self.draw_outcome, id="forecast")
                    with Horizontal(id="confirm"):
                        yield LineWidget(self.draw_confirm, id="confirm-text")
                        yield Button("Confirm", id="yes", variant="primary", compact=True)
        yield KeyBar(keys.CHOOSING, usable=self.usable)

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one("#frame").border_title = questions.TITLES[self.decision.kind]
        self.query_one(PickList).letters = not self.short
        self.fill()
        self.query_one(PickList).focus()

    def usable(self, command: keys.Command) -> bool:
        """Whether the key bar should offer a command here."""
        if command.action == "page(1)":
            return self.is_mounted and self.beside(1) is not None
        if command.action == "advice":
            return self.adviser is not None
        # Letters that narrow the list quit nothing.
        shown = {"app.ask_quit": self.short, "1–9": self.short, "a–z": not self.short}
        shown["1–5"] = self.decision.kind == Kind.ACT
        return shown.get(command.action, shown.get(command.label, True))

    @property
    def short(self) -> bool:
        """Whether a question has so few answers that nothing is looked for: a letter meant for the board does nothing."""
        return self.decision.kind != Kind.ACT and len(self.legal) <= SHORT

    # ---- what does not fit
    def beside(self, step: int) -> Sheet | None:
        """The sheet of which there is more that way: on the way down the question first."""
        sheets = list(self.query(Sheet))
        return next((sheet for sheet in (sheets if step > 0 else sheets[::-1]) if sheet.more(step)), None)

    def action_page(self, step: int) -> None:
        """Scroll what stands above and beside the list."""
        sheet = self.beside(step)
        if sheet is not None:
            (sheet.scroll_page_down if step > 0 else sheet.scroll_page_up)(animate=False)

    @on(Sheet.Moved)
    def moved(self) -> None:
        """Show whether there is more below."""
        self.query_one("#frame").border_subtitle = "PgDn: more" if self.beside(1) else ""
        self.query_one(KeyBar).refresh()

    def question(self, width: int) -> list[Line]:
        """What is asked."""
        return questions.question(self.view, self.decision, width, self.events)

    def draw_trail(self, width: int) -> list[Line]:
        """Where in the cascade we are, and what has been typed."""
        where = menus.trail(self.view, self.path[-1] if self.path else None)
        if not where:
            where = FAMILY_TITLES.get(
                self.family, "All actions" if self.decision.kind == Kind.ACT else "Choices"
            )
        typed = f"  /{self.typed}" if self.typed else ""
        # What is typed is read whole, however deep it is typed.
        return [line(Span(clip(where, max(8, width - cells(typed))), "title"), Span(typed, "key"))]

    # ---- the list
    def items(self) -> list[Item]:
        """The present level's items; with something typed, what matches here, else deeper inside, else elsewhere."""
        self.elsewhere = False
        if self.path:
            here = self.path[-1]
            items, inside = menus.deeper(self.view, here) or [here], here.actions
        else:
            items = menus.menu(self.view, self.decision.kind, self.legal)
            inside = tuple(a for a in self.legal if not self.family or a.family == self.family)
        found = menus.filtered(items, self.typed, "" if self.path else self.family)
        if not self.typed:
            return found
        found = self._or_inside(found, inside)
        if not found:
            every = menus.menu(self.view, self.decision.kind, self.legal)
            found = self._or_inside(menus.filtered(every, self.typed), self.legal)
            self.elsewhere = bool(found)
        return found

    def _or_inside(self, rows: list[Item], inside: Sequence[Action]) -> list[Item]:
        """The rows that match; where none of them can be taken, single actions that match come before them."""
        if any(item.open for item in rows):
            return rows
        return [*menus.search(self.view, inside, self.typed), *rows]

    def fill(self, back: Item | None = None) -> None:
        """List the present level; marked is the row that is come back to, or the first open one."""
        if not self.query(PickList):
            # Closed before it was painted.
            return
        picks = self.query_one(PickList)
        items, options = self.items(), []
        self.shown = []
        headed = not self.path and self.decision.kind == Kind.ACT and not self.typed
        family = ""
        if self.elsewhere:
            words = f"Nothing of that {'here' if self.path else 'kind'}; elsewhere:"
            options.append(Option(look.content(self.app.theme, [line(Span(words, "warn"))]), disabled=True))
            self.shown.append(None)
        for item in items:
            if headed and item.family != family:
                family = item.family
                number = FAMILY_ORDER.index(family) + 1
                words = f"{number} {FAMILY_TITLES[family]}" if number <= 5 else FAMILY_TITLES[family]
                options.append(
                    Option(look.content(self.app.theme, [line(Span(words, "phase"))]), disabled=True)
                )
                self.shown.append(None)
            options.append(Option(self.row(item, str(len(self.shown) + 1) if self.numbered else "")))
            self.shown.append(item)
        picks.clear_options()
        picks.add_options(options)
        rows = [at for at, item in enumerate(self.shown) if item is not None]
        # Where nothing can be taken, the first row says why not.
        opens = [at for at in rows if (row := self.shown[at]) and row.open] or rows[:1]
        left = [at for at in rows if back is not None and self.shown[at] == back]
        first = next(iter(left or opens), None)
        picks.highlighted = first
        self.consider(self.shown[first] if first is not None else None)
        for widget in self.query(LineWidget):
            widget.refresh()

    @on(MarkedList.Widened)
    def refill(self) -> None:
        """The same rows anew, the mark where it was: costs stand flush right."""
        self.fill(self.marked)

    @property
    def numbered(self) -> bool:
        """Whether digits pick rows: where a question has few answers."""
        return self.short or (self.decision.kind != Kind.ACT and not self.path and not self.typed)

    def row(self, item: Item, number: str = "") -> Content:
        """An item as a list row."""
        if not item.open:
            return look.content(self.app.theme, self.barred(item))
        more = " ›" if len(item.actions) != 1 else ""
        note = menus.cost_mark(self.view, item.actions) if item.actions else ""
        width = self.query_one(PickList).size.width - 2 - 2 * bool(number)
        lead = (Span(f" {number}" if number else "", "key"), Span(" "))
        room = width - 2 - len(more) - len(note) if width > 0 else cells(item.title)
        rows = beside(
            item.title, max(8, room), (Span(more, "key"), Span(" "), Span(note, "muted")), lead=lead
        )
        return look.content(self.app.theme, rows)

    def barred(self, item: Item) -> list[Line]:
        """A row that cannot be taken, with the reason beside it or, where that is too long, below it and whole."""
        width = self.query_one(PickList).size.width - 2
        beside_it = f" {item.title}  {item.refused}"
        if width <= 0 or cells(beside_it) <= width:
            return [line(Span(beside_it, "faint"))]
        title = paragraph(item.title, width, "faint", 1)
        return [*title, *paragraph(item.refused, width, "faint", 3)]

    @property
    def marked(self) -> Item | None:
        """The item under the cursor."""
        at = self.query_one(PickList).highlighted if self.is_mounted else None
        return self.shown[at] if at is not None and at < len(self.shown) else None

    @on(OptionList.OptionHighlighted)
    def highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another row: show what it would do. The mark may have gone on since it was told."""
        if not stale(event):
            self.consider(self.marked)

    def consider(self, item: Item | None) -> None:
        """Show what an item would do; nothing is armed by looking."""
        action = item.action if item else None
        if action is not self.armed:
            self.armed = None
        if action is None:
            self.forecast = self.forecast_of = None
        elif action is not self.forecast_of:
            self.forecast, self.forecast_of = None, action
            self.foresee(action)
        self.paint()

    @work(group="forecast", exclusive=True)
    async def foresee(self, action: Action) -> None:
        """Fetch a forecast."""
        forecast = await self.forecaster(action)
        if action is self.forecast_of and not self.left:
            self.forecast = forecast
            self.paint()

    # ---- what it would do
    def paint(self) -> None:
        """Everything beside the list."""
        sheet = self.query_one("#forecast", Sheet)
        sheet.reload()
        sheet.scroll_home(animate=False)
        confirm, text = self.query_one("#confirm"), self.query_one("#confirm-text")
        confirm.set_class(self.armed is not None, "-armed")
        # As many rows as the words need: what is confirmed is read whole. The button beside them takes its own width.
        room = confirm.size.width - (BUTTON if self.armed is not None else 0)
        rows = len(self.draw_confirm(room)) if room > 0 else 1
        confirm.styles.height = text.styles.height = rows
        text.refresh()

    def draw_outcome(self, width: int) -> list[Line]:
        """The marked item: its forecast if it is one action, else what it is about."""
        item = self.marked
        if item is None:
            words = f"Nothing matches {self.typed.strip()}. Backspace takes a letter back, Esc all of them."
            return paragraph(words, width, "muted") if self.typed else []
        if not item.open:
            return [
                line(Span(item.title, "strong")),
                *paragraph(item.about, width, "muted"),
                BLANK,
                *paragraph(f"Not now: {item.refused}.", width, "warn"),
            ]
        action = item.action
        if item.title in menus.COMPOSED:
            about = paragraph(item.about, width, "muted")
            return [line(Span(item.title, "strong")), *about, BLANK, line(Span("Enter opens it.", "muted"))]
        if action is None:
            count = len(item.actions)
            return [
                line(Span(item.title, "strong")),
                *paragraph(item.about, width, "muted"),
                BLANK,
                line(Span("Costs ", "muted"), item.note),
                line(Span(f"{count} choices; Enter opens them.", "muted")),
            ]
        title = paragraph(menus.label(self.view, self.decision.kind, action), width, "strong")
        about = paragraph(item.about, width, "muted") if self.decision.kind == Kind.ACT else []
        # Who came down the lists has read what the action is about: what it would do goes first.
        head, foot = ([], [BLANK, *about]) if self.path else (about, [])
        if self.forecast is None:
            return [*title, *head, BLANK, line(Span("Working it out …", "muted"))]
        told = forecasts.forecast(self.forecast, width)
        return [*title, *head, BLANK, *told, *foot]

    def draw_confirm(self, width: int) -> list[Line]:
        """The last question."""
        if self.armed is None:
            return [line(Span(" Enter chooses.", "muted"))]
        what = menus.label(self.view, self.decision.kind, self.armed)
        head = "Enter confirms:"
        first, *rest = paragraph(f"{head} {what}", width - 1)
        return [
            line(" ", Span(head, "title"), first.text.removeprefix(head)),
            *(line(" ", row.text) for row in rest),
        ]

    # ---- keys
    @on(OptionList.OptionSelected)
    def picked(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        if not stale(event):
            self.take(self.shown[event.option_index])

    def take(self, item: Item | None) -> None:
        """A row was chosen: deeper, armed, or carried out."""
        if item is None or not item.open:
            return
        action = item.action
        if item.title in menus.COMPOSED:
            draft = Draft.deal(self.view) if item.title == menus.COMPOSE else Draft.counter(self.view)
            self.app.push_screen(ComposeScreen(draft, self.forecaster), self.composed)
        elif action is None:
            self.path.append(item)
            self.filters.append(self.typed)
            self.typed = ""
            self.fill()
        elif self.armed is action:
            self.dismiss(action)
        else:
            self.consider(item)
            self.armed = action
            self.paint()

    def composed(self, deal: Action | None) -> None:
        """A deal or a counter-offer was put together: that is confirmation enough."""
        if deal is not None:
            self.dismiss(deal)

    @on(Button.Pressed, "#yes")
    def confirmed(self) -> None:
        """Confirmed with the mouse."""
        if self.armed is not None:
            self.dismiss(self.armed)

    def action_confirm(self) -> None:
        """Take the marked row."""
        self.take(self.marked)

    @on(PickList.Typed)
    def typing(self, event: PickList.Typed) -> None:
        """A key for the list. They come one by one, so that Enter takes what the letters before it have found."""
        if event.character:
            self.narrow(event.character)
        elif event.key == "enter":
            self.action_confirm()
        elif event.key == "escape":
            self.action_back()
        elif event.key == "backspace":
            self.action_erase()
        elif event.key in ("pageup", "pagedown"):
            self.action_page(1 if event.key == "pagedown" else -1)
        else:
            self.query_one(PickList).move(event.key)

    def narrow(self, character: str) -> None:
        """A digit picks a family or a row, any other character narrows a list that is not short."""
        digit = int(character) if character.isdecimal() else None
        if digit is not None and not self.path and not self.typed and self.decision.kind == Kind.ACT:
            family = FAMILY_ORDER[digit - 1] if 0 < digit <= 5 else ""
            if digit <= 5 and (not family or family in menus.families(self.view)):
                self.family = family
                self.fill()
        elif digit is not None and self.numbered:
            if 0 < digit <= len(self.shown):
                self.query_one(PickList).highlighted = digit - 1
                self.action_confirm()
        elif not self.short and (character != " " or self.typed):
            self.typed += character
            self.fill()

    def action_erase(self) -> None:
        """A letter less, or a step back."""
        if self.typed:
            self.typed = self.typed[:-1]
            self.fill()
        elif self.path:
            self.step_back()

    def step_back(self) -> None:
        """To the list before, as it was left."""
        self.typed = self.filters.pop()
        self.fill(self.path.pop())

    def action_advice(self) -> None:
        """What an adviser would do; the move that is taken from it is marked here."""
        if self.adviser is not None:
            self.app.push_screen(AdviceScreen(self.view, self.decision.kind, self.adviser), self.advised)

    def advised(self, action: Action | None) -> None:
        """One of the moves is to be looked at more closely."""
        if action is not None:
            self.armed, self.typed, self.family = None, "", ""
            self.path = [menus.single(self.view, self.decision.kind, action)]
            self.filters = [""]
            self.fill()

    def action_back(self) -> None:
        """Disarm, forget what was typed, one step back, or back to the board."""
        if self.armed is not None:
            self.armed = None
            self.paint()
        elif self.typed:
            found, self.typed = self.marked, ""
            self.fill(found)
        elif self.path:
            self.step_back()
        else:
            self.dismiss(None)
