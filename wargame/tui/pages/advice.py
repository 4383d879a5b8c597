"""What an adviser would do: it thinks while the page is open, and stops when the page is closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from attrs import frozen
from textual import work
from textual.binding import Binding, BindingType
from textual.timer import Timer

from wargame.explain.advice import Advice
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.table import NoAdvice, Thought
from wargame.tui import keys
from wargame.tui.pages.screens import PageScreen
from wargame.tui.present import advice as present
from wargame.tui.present.lines import Line
from wargame.tui.widgets.bars import KeyBar
from wargame.tui.widgets.sheet import Sheet

GLANCE = 0.1
"""Seconds between two looks at how far it is."""
MOST = 3


@frozen
class Adviser:
    """Whom to ask, and how far the answer is."""

    ask: Callable[[], Awaitable[Advice]]
    thought: Callable[[], Thought | None]


class AdviceScreen(PageScreen[Action]):
    """Returns the move that is to be looked at more closely, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.PAGES, only="back"),
        *(Binding(str(number), f"take({number})", show=False) for number in range(1, MOST + 1)),
    ]

    def __init__(self, view: View, kind: Kind, adviser: Adviser) -> None:
        super().__init__("Advice", self.lines)
        self.view, self.kind, self.adviser = view, kind, adviser
        self.advice: Advice | None = None
        self.fault = ""
        self._shown: Thought | None = None
        self._watching: Timer | None = None

    def foot(self) -> KeyBar:
        """One of the moves, or back."""
        return KeyBar(keys.ADVISED, keys.PAGES, usable=self.usable)

    def usable(self, command: keys.Command) -> bool:
        """Moves can be taken once there are any."""
        if command.scope == keys.ADVISED:
            return self.advice is not None and bool(self.advice.counsels)
        return command.scope == keys.EVERYWHERE or command.action in self.offers

    def on_mount(self) -> None:
        """Ask at once."""
        self._watching = self.set_interval(GLANCE, self.follow)
        self.consult()

    @work(group="advice", exclusive=True)
    async def consult(self) -> None:
        """Wait for the adviser; whoever closes the page ends the thought."""
        try:
            self.advice = await self.adviser.ask()
        except NoAdvice as problem:
            self.fault = str(problem)
        if self._watching is not None:
            self._watching.stop()
        self.show()

    def follow(self) -> None:
        """Show how far it is."""
        thought = self.adviser.thought()
        if self._shown != thought:
            self._shown = thought
            self.show()

    def show(self) -> None:
        """Lay the page out again."""
        if not self.left:
            self.query_one(Sheet).reload()
            self.query_one(KeyBar).refresh()

    def lines(self, width: int) -> list[Line]:
        """The advice, why there is none, or how far it is."""
        if self.advice is not None:
            return present.advice(self.view, self.kind, self.advice, width)
        return present.none_yet(self.fault, self._shown, width)

    def action_take(self, number: int) -> None:
        """Look at one of the moves, to make it."""
        if self.advice is not None and number <= len(self.advice.counsels):
            self.dismiss(space_of(self.view.scenario).parse(self.advice.counsels[number - 1].key))
