"""A position being changed: the state with its scenario, fate, ledger and log at hand.

Every change of a figure passes `shift`, `put` or `pay` with its cause; every chance passes `chance` or `pick`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import cast

from attrs import define, field, frozen

from wargame.rules.books import booked
from wargame.rules.chance import Dice, Draw, Fate
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL, EVENTS, Datum, Event
from wargame.rules.figures import FIGURES
from wargame.rules.memory import added, remembered
from wargame.rules.reasons import Cause, Mover, because
from wargame.rules.state import State

_LIMITS = {name: (figure.low, figure.high) for name, figure in FIGURES.items()}
FADING = because("memories_fade")
"""Why trust moves of itself: the one change of it that is no act to remember."""
HIDDEN_HAND = because("hidden_hand")


class Kind(IntEnum):
    """What kind of decision is pending."""

    OPTION = 0
    SIGNAL = 1
    ACT = 2
    ANSWER = 3
    VOTE = 4
    REACT = 5
    DEFAULT = 6
    AGENDA = 7


@frozen
class Entry:
    """One change of one figure: where, by how much, to what, and why. `seen` masks who may know the cause.

    `aside` is the cause that everybody else is told; without one they are told that a hand is hidden.
    """

    turn: int
    name: str
    index: int
    delta: int
    value: int
    cause: Cause
    seen: int = ALL
    aside: Cause | None = None


@define(eq=False, repr=False)
class Board:
    """The only writer of a state. Ledger, log and draws are kept when they are lists and cost nothing when None."""

    scenario: Scenario
    state: State
    fate: Fate = field(factory=Dice)
    ledger: list[Entry] | None = None
    log: list[Event] | None = None
    draws: list[Draw] | None = None
    answering: tuple[int, int, int, int] = (0, 0, 0, 0)
    """The decision that the current action answers: kind, seat and what about."""
    veil: int = ALL
    """Who may know the cause of what is being changed now."""
    aside: Cause | None = None
    """What all others are told of that cause."""
    remembered_as: Mover | None = None
    """What the current action is remembered as, where its key says too little."""

    # ---- figures
    def shift(self, name: str, index: int, delta: int, cause: Cause) -> int:
        """Change a figure within its bounds and return by how much it really changed."""
        column: list[int] = getattr(self.state, name)
        low, high = _LIMITS[name]
        was = column[index]
        now = was + delta
        if now < low:
            now = low
        elif now > high:
            now = high
        column[index] = now
        if name == "trust" and now != was and cause is not FADING:
            self._remember(index, now - was, cause)
        if self.ledger is not None and now != was:
            self.ledger.append(
                Entry(self.state.turn, name, index, now - was, now, cause, self.veil, self.aside)
            )
        return now - was

    def _remember(self, index: int, amount: int, cause: Cause) -> None:
        """Note why a power's trust in another has changed, as everybody may know it."""
        state = self.state
        holder, about = divmod(index, self.scenario.npowers)
        what = self.remembered_as or cast("Mover", cause)
        if self.veil != ALL:
            what = cast("Mover", self.aside or HIDDEN_HAND)
        tuning = self.scenario.spec.tuning
        new = remembered(holder, about, what, state.turn, amount, tuning)
        state.memories = added(state.memories, new, tuning)

    def put(self, name: str, index: int, value: int, cause: Cause) -> int:
        """Set a figure and return by how much it changed."""
        was: int = getattr(self.state, name)[index]
        return self.shift(name, index, value - was, cause) if value != was else 0

    def put_run(self, name: str, start: int, values: list[int], cause: Cause, step: int = 1) -> None:
        """Set cells that lie so many steps apart to values within the figure's bounds."""
        column: list[int] = getattr(self.state, name)
        cells = slice(start, start + step * len(values), step)
        if self.ledger is None:
            column[cells] = values
        elif column[cells] != values:
            for at, value in enumerate(values):
                self.put(name, start + step * at, value, cause)

    def pay(self, payer: int, payee: int, amount: int, cause: Cause) -> None:
        """Move money ($100 m) between two accounts; a negative amount flows the other way."""
        if not amount or payer == payee:
            return
        if self.ledger is None:  # money knows no bounds
            self.state.money[payer] -= amount
            self.state.money[payee] += amount
        else:
            self.shift("money", payer, -amount, cause)
            self.shift("money", payee, amount, cause)

    def pay_unseen(self, payer: int, amount: int, cause: Cause) -> None:
        """Money ($100 m) leaves an account for the rest of the world, or comes from it, and its books do not show it."""
        if payer == self.scenario.world:
            return
        self.pay(payer, self.scenario.world, amount, cause)
        self.shift("unbooked", payer, amount, cause)

    def booked(self, account: int) -> int:
        """What an account holds by its books."""
        return booked(self.state, account)

    def close_books(self) -> None:
        """The game is over: what the books left out is written in."""
        for account, amount in enumerate(self.state.unbooked):
            if amount:
                self.put("unbooked", account, 0, because("books_opened"))

    # ---- chance
    def pick(self, stream: int, weights: Sequence[int], label: str) -> int:
        """The index of one outcome, drawn by weight."""
        state = self.state
        index = self.fate.choose(state.seed, state.counters, stream, weights, label)
        state.counters[stream] += 1
        if self.draws is not None:
            self.draws.append(Draw(stream, label, tuple(weights), index))
        return index

    def chance(self, stream: int, percent: int, label: str) -> bool:
        """Whether something of the given odds happens. Certain and impossible things draw nothing."""
        if percent <= 0:
            return False
        if percent >= 100:
            return True
        return self.pick(stream, (percent, 100 - percent), label) == 0

    # ---- telling and asking
    def tell(self, kind: str, *, seen: int = ALL, instead: str = "", **data: Datum) -> None:
        """Put an event in the log, and for all who may not know it one of another kind, with what that may tell."""
        if self.log is None:
            return
        turn, phase = self.state.turn, self.state.phase
        self.log.append(Event(turn, phase, kind, data, seen))
        if instead and seen != ALL:
            known = {name: data[name] for name in EVENTS[instead].data}
            self.log.append(Event(turn, phase, instead, known, ~seen, instead=True))

    def ask(self, kind: Kind, seat: int, what: int = 0, more: int = 0) -> None:
        """Put a decision before everything else that is pending."""
        self.state.queue = ((int(kind), seat, what, more), *self.state.queue)

    def ask_last(self, kind: Kind, seat: int, what: int = 0, more: int = 0) -> None:
        """Put a decision behind everything else that is pending."""
        self.state.queue = (*self.state.queue, (int(kind), seat, what, more))

    # ---- words
    def name(self, kind: str, index: int) -> str:
        """An entity's name."""
        return self.scenario.names[kind][index]
