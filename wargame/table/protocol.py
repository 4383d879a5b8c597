"""The only door a client uses: what a table answers, and the records it hands out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from attrs import field, frozen

from wargame.explain.advice import Advice
from wargame.explain.deeds import Deed, Said
from wargame.explain.prospects import Prospect
from wargame.explain.voices import Spoken
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.errors import RulesError
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.outcome import Outcome

HUMAN = "human"
"""The controller of a seat that a person plays; any other controller is the name of an actor."""


@frozen
class Status:
    """How the table stands."""

    turn: int
    phase: int
    decision: Decision | None
    """Whose decision is pending, or None when the game has ended."""
    controllers: tuple[str, ...]
    """By seat: `human` or an actor's name."""
    can_undo: bool
    undo_barred: str = field(default="", kw_only=True)
    """Why nothing can be taken back, as the end of a sentence; empty when something can."""
    undo_seen: int = field(default=0, kw_only=True)
    """How many moves of programs an undo would take back that the person has seen: it is counted in the debrief."""
    peeks: tuple[int, ...] = field(default=(), kw_only=True)
    """By seat: decisions taken back so far after moves of programs had been seen."""
    over: bool
    path: Path | None
    """The journal, or None when the game is not saved."""
    advice: bool = field(default=True, kw_only=True)
    """Whether whoever must decide may ask for advice: the host of a game settles it."""
    reasons: bool = field(default=False, kw_only=True)
    """Whether a line of reason must go with every decision of a person."""
    people: tuple[int, ...] = field(default=(), kw_only=True)
    """Seats that people of this client play, whoever decides for them now."""
    keeper: str = field(default="", kw_only=True)
    """Who keeps the journal, when it is not here; empty when it would be."""
    unsaved: str = field(default="", kw_only=True)
    """Why what was decided is not in the journal, or not safe there; empty when it is."""
    notices: tuple[str, ...] = ()
    """What the person should be told once, such as a torn last line that was dropped."""


@frozen
class Notice:
    """Something that happened at the table, sent to every subscriber.

    `kind` is decision, undo, ended, fault or moved: something has changed that nobody decided. The key, intent and reason
    of a secret action and of one planned in sealed orders are empty, and of a secret act that leaves the move where it
    was there is no notice at all. Otherwise they are for the seats that `seen` masks: of an offer and of its answer, the
    two parties. `events` are filtered for no one: a subscriber keeps those whose own `seen` mask holds its seat.
    """

    kind: str
    seat: int = -1
    action_key: str = ""
    intent: str = ""
    reason: str = ""
    """An actor's reason; for a fault, what went wrong."""
    events: tuple[Event, ...] = ()
    count: int = 0
    """For an undo, how many decisions were taken back that there had been a notice of."""
    seen: int = -1
    spoken: tuple[Spoken, ...] = ()
    """What governments said of it; every reader may hear that."""


@frozen
class Thought:
    """Who is being thought for, and how far it is: positions played, of how many planned. None are where it is quick."""

    seat: int
    played: int = 0
    planned: int = 0


class NoAdvice(Exception):
    """There is no advice to be had; the message says why."""


class Proposed(RulesError):
    """The choice was put before whoever holds the seat's pen, and nothing is decided."""


class Dismissed(RulesError):
    """Whoever keeps the table no longer lets this client play at it; the message says why."""


class Table(Protocol):
    """One running game. Every method may be called from any task; changes happen one at a time."""

    scenario: Scenario

    @property
    def thought(self) -> Thought | None:
        """What is being thought about just now, for a program or for whoever asked for advice; None when nothing is."""
        ...

    async def status(self) -> Status:
        """How the table stands now."""
        ...

    async def view(self, seat: int) -> View:
        """What a seat may know."""
        ...

    async def legal(self) -> tuple[Action, ...]:
        """The choices of the pending decision; empty when the game has ended."""
        ...

    async def forecast(self, action: Action) -> Prospect:
        """What an action would do, as far as its own seat can know; of an offer, also how likely it is to be accepted."""
        ...

    async def advise(self) -> Advice:
        """What an adviser says to whoever must decide, from what that seat may know. Cancelled, it stops thinking.

        Raises `NoAdvice` where the host has switched it off, no person must decide, or it came to nothing.
        """
        ...

    async def submit(self, action: Action, note: str = "") -> Outcome:
        """Carry out a person's decision, which is on disk before this returns.

        Raises `BadAction`, `IllegalAction` or `GameOver`, and `JournalFault` when it could not be saved: then
        nothing has changed.
        """
        ...

    async def advance(self) -> Notice | None:
        """Let the actor whose decision it is decide. None if a person must decide, or the game has ended."""
        ...

    async def undo(self) -> int:
        """Take a person's last decision back; how many decisions that were, or 0 when it cannot be done.

        Secret acts of programs among them go back uncounted.

        It can be taken back while neither it nor anything since could draw or show that person something hidden, all
        of it lies in one phase, no other seat has answered and no other person is asked. What actors did since goes
        with it: they will do what follows from the new decision. When that person has seen any of it, `Status.peeks`
        counts the decision. Called again it goes on, back to the last decision
        of which that is not so.
        """
        ...

    async def events(self, seat: int) -> list[Event]:
        """The log as a seat may read it."""
        ...

    async def said(self, seat: int) -> list[Said]:
        """What actors said of their decisions, and how headlines and incidents were answered, in order.

        Also before the game was taken up again. Once it is over, secret decisions are among them.
        """
        ...

    async def spoken(self, seat: int) -> list[Spoken]:
        """What governments have said, in order, each line with its place in the seat's log."""
        ...

    async def deeds(self) -> list[Deed]:
        """Every decision that stands, secret ones too, once the game is over; none before."""
        ...

    async def entries(self, seat: int) -> list[Entry]:
        """The ledger as a seat may read it."""
        ...

    def subscribe(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Have every notice sent to a listener; call what is returned to stop."""
        ...

    async def close(self) -> None:
        """Let go of the journal and of the actors. The table answers no more changes."""
        ...
