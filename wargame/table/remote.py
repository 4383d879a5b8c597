"""The table of one seat, kept by somebody else: a client cannot tell it from one in its own process.

What the host tells arrives at any time and waits in a queue. It is taken in when the client asks how the game goes on:
`advance` takes one step, as it would where programs move at the client's word, and a person's own decision takes all.
So nothing that a client reads changes while it is being read.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol

from attrs import evolve

from wargame.actors.outlook import Almanac
from wargame.explain.advice import Advice
from wargame.explain.deeds import Deed, Said
from wargame.explain.prospects import Prospect
from wargame.explain.voices import Spoken
from wargame.rules.actions.base import Action, describe
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction, GameOver, IllegalAction, RulesError
from wargame.rules.events import Event
from wargame.rules.observe import View
from wargame.rules.outcome import Outcome
from wargame.rules.space import space_of
from wargame.table.company import Company, Proposal, Shared
from wargame.table.foresight import foreseen
from wargame.table.listeners import Listeners
from wargame.table.protocol import HUMAN, Dismissed, NoAdvice, Notice, Proposed, Status, Table, Thought
from wargame.table.reader import Reader, WireFault, read_notice, read_outcome
from wargame.table.thinker import Thinker, ThinkingFault, Thinks
from wargame.table.wire import Json, Known

ERRORS: dict[str, type[RulesError]] = {
    "bad": BadAction,
    "illegal": IllegalAction,
    "over": GameOver,
    "proposed": Proposed,
    "gone": Dismissed,
}
"""What a host may answer instead of what was asked for, by its word."""


class Wire(Protocol):
    """The way to the host. It may break and mend as it likes; what was asked is asked again then."""

    def ask(self, do: str, what: Json) -> Future[Json]:
        """Ask the host for something, from any thread."""
        ...

    def close(self) -> None:
        """Hang up. Does nothing the second time."""
        ...


class RemoteTable:
    """A `Table` of one seat. It answers every question with what that seat knows, whichever seat is asked about."""

    def __init__(self, scenario: Scenario, seat: int, wire: Wire, adviser: Thinks | None = None) -> None:
        """Nothing can be read before the first frame; see `ready`."""
        self.scenario = scenario
        self.seat = seat
        self.company = Company()
        self._wire = wire
        self._reader = Reader(scenario)
        self._almanac = Almanac(scenario)
        self._listeners = Listeners()
        self._arrived: deque[Json] = deque()
        self._words: deque[str] = deque()
        self._lock = Lock()
        self._waiting: list[Future[None]] = []
        self._number = 0
        self._gone = ""
        self._told_at = 0.0
        """When the company was told, and with it the clock."""
        self._closed = False
        self.adviser = adviser
        """Thinks when advice is asked for; one is made when there is none."""
        self._own_adviser: Thinker | None = None
        self._thought: Thought | None = None

    # ---- what arrives, on any thread
    def receive(self, message: Json) -> None:
        """Take what the host sends of its own accord."""
        kind = message.get("t")
        with self._lock:
            if kind == "frame":
                self._arrived.append(message)
            elif kind == "say":
                self._words.append(str(message.get("text", "")))
            elif kind == "company":
                self._meet(message)
            elif kind == "gone":
                self._gone = str(message.get("text", "")) or "the host has ended this game"
                self._words.append(f"You are out of the game: {self._gone}.")
            waiting, self._waiting = self._waiting, []
        for each in waiting:
            with suppress(Exception):
                each.set_result(None)

    def _meet(self, message: Json) -> None:
        """Take in who is at the seat."""
        before = self.company
        try:
            self.company = company_of(message)
        except WireFault as fault:
            self._gone = str(fault)
            return
        self._told_at = monotonic()
        self._words += self._proposed(before)

    def _proposed(self, before: Company) -> list[str]:
        """What has been proposed since, for who holds the pen."""
        found, me = [], self.company.me
        for each in self.company.proposals if self.company.writes else ():
            if each not in before.proposals and each.name != me:
                with suppress(BadAction):
                    action = space_of(self.scenario).parse(each.action_key)
                    why = f", because {each.reason}" if each.reason else ""
                    found.append(f"{each.name} proposes: {describe(action, self.scenario)}{why}")
        return found

    def heard(self) -> list[str]:
        """What the host or others at the seat have said since this was asked last."""
        with self._lock:
            words, self._words = list(self._words), deque()
        return words

    async def ready(self) -> None:
        """Until there is something to read. Raises `Dismissed`."""
        while self._reader.now is None:
            arrival = self._arrival()
            if self._take() is None:
                self._check_gone()
                await asyncio.wrap_future(arrival)

    @property
    def left(self) -> int | None:
        """Seconds until a program decides what is pending; None without a clock, or while it stands."""
        company = self.company
        if not company.clock or company.paused:
            return None
        return max(0, round(company.clock - (monotonic() - self._told_at)))

    @property
    def stirred(self) -> bool:
        """Whether something has arrived that nobody has read yet."""
        return bool(self._arrived)

    def _arrival(self) -> Future[None]:
        """Done when something arrives."""
        arrival: Future[None] = Future()
        with self._lock:
            if self._gone:
                arrival.set_result(None)
            else:
                self._waiting.append(arrival)
        return arrival

    def _take(self) -> Notice | None:
        """Take in what arrived first, and tell of it; None when nothing has."""
        with self._lock:
            if not self._arrived:
                return None
            message = self._arrived.popleft()
        try:
            self._reader.read(message)
            self._number = int(message["n"])
            told = message.get("notice")
            notice = read_notice(told) if told is not None else Notice("moved", seen=0)
        except WireFault as fault:
            self._gone = str(fault)
            raise Dismissed(self._gone) from None
        self._listeners.tell(notice)
        return notice

    def _take_all(self, most: int | None = None) -> None:
        while self._arrived and (most is None or self._number < most):
            self._take()

    def _check_gone(self) -> None:
        if self._gone:
            raise Dismissed(self._gone)

    # ---- reading
    @property
    def _now(self) -> Known:
        if self._reader.now is None:
            raise Dismissed("the host has not told anything yet")
        return self._reader.now

    @property
    def _asked(self) -> bool:
        """Whether a decision of this seat's people is pending, as far as has been taken in."""
        status = self._now.status
        mine = status.decision is not None and status.decision.seat == self.seat
        return mine and status.controllers[self.seat] == HUMAN

    async def status(self) -> Status:
        """How the table stands now."""
        if self._asked or self._now.status.over:
            self._take_all()
        return self._now.status

    async def view(self, seat: int) -> View:
        """What this seat may know."""
        return self._now.view

    async def legal(self) -> tuple[Action, ...]:
        """The choices of the pending decision when it is this seat's; else none."""
        return self._now.legal

    async def forecast(self, action: Action) -> Prospect:
        """What an action would do, worked out here. Raises `BadAction`."""
        return await asyncio.to_thread(foreseen, self._now.view, action, self._almanac)

    @property
    def thought(self) -> Thought | None:
        """How far the adviser is, who thinks here; None when nobody asked."""
        return self._thought

    async def advise(self) -> Advice:
        """What an adviser says, from what this seat may know; it thinks here. Raises `NoAdvice`."""
        now = self._now
        if not now.status.advice:
            raise NoAdvice("advice is switched off in this game")
        if not self._asked:
            raise NoAdvice("your seat has nothing to decide now")
        if self.adviser is None:
            self.adviser = self._own_adviser = await asyncio.to_thread(Thinker)

        def hear(played: int, planned: int) -> None:
            self._thought = Thought(self.seat, played, planned)

        self._thought = Thought(self.seat)
        try:
            return await self.adviser.advise(now.view, now.legal, hear)
        except ThinkingFault as fault:
            raise NoAdvice(f"the adviser {fault}") from None
        finally:
            self._thought = None

    async def events(self, seat: int) -> list[Event]:
        """The log as this seat may read it."""
        return list(self._now.events)

    async def said(self, seat: int) -> list[Said]:
        """What was said of decisions, as far as this seat knows."""
        return list(self._now.said)

    async def spoken(self, seat: int) -> list[Spoken]:
        """What governments have said, each line with its place in this seat's log."""
        return list(self._now.spoken)

    async def deeds(self) -> list[Deed]:
        """Every decision that stands once the game is over; none before."""
        return list(self._now.deeds)

    async def entries(self, seat: int) -> list[Entry]:
        """The ledger as this seat may read it."""
        return list(self._now.entries)

    def subscribe(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Have every notice sent to a listener; call what is returned to stop."""
        return self._listeners.add(listener)

    # ---- changing
    async def submit(self, action: Action, note: str = "") -> Outcome:
        """Carry out this seat's decision, which is on the host's disk before this returns.

        Raises `RulesError`: `Proposed` when somebody else holds the pen, `Dismissed` when the host has let go.
        """
        action = space_of(self.scenario).intern(action)
        answer = await self._ask("submit", action=action.key, note=note)
        return read_outcome(answer["outcome"])

    async def advance(self) -> Notice | None:
        """The next thing that happens at the table, waited for.

        None if this seat must decide, the game has ended, or somebody has said something meanwhile.
        """
        while not self._closed:
            if self._now.status.over:
                self._take_all()
                return None
            if self._asked and not self._arrived:
                return None
            arrival = self._arrival()
            notice = self._take()
            if notice is not None:
                return notice
            self._check_gone()
            if self._words:
                return None
            await asyncio.wrap_future(arrival)
        # Whoever asks for ever must not keep others from their turn.
        await asyncio.sleep(0.05)
        return None

    async def undo(self) -> int:
        """Take this seat's last decision back, if the host lets it; how many decisions that were."""
        return int((await self._ask("undo"))["count"])

    async def propose(self, action: Action, reason: str = "") -> None:
        """Put a choice before whoever holds the pen. Raises `RulesError` when it cannot be taken."""
        await self._ask("propose", action=space_of(self.scenario).intern(action).key, reason=reason)

    async def pass_pen(self, name: str) -> None:
        """Give the pen to somebody at the seat, or take it when its holder is gone. Raises `RulesError`."""
        await self._ask("pen", to=name)

    async def _ask(self, do: str, **what: Any) -> Json:
        """Have the host do something, and take in what it told until then. Raises `RulesError`."""
        self._check_gone()
        answer = await asyncio.wrap_future(self._wire.ask(do, {**what, "at": self._number}))
        error = answer.get("error")
        if error is not None:
            self._take_all()
            raise ERRORS.get(error.get("kind"), IllegalAction)(str(error.get("text", "it was refused")))
        self._take_all(int(answer.get("n", 0)))
        return answer

    async def close(self) -> None:
        """Hang up. The game goes on without this client."""
        if not self._closed:
            self._closed = True
            self.receive({"t": "closed"})
            await asyncio.to_thread(self._wire.close)
            if self._own_adviser is not None:
                await asyncio.to_thread(self._own_adviser.close)


def company_of(message: Json) -> Company:
    """Who sits at the seat, from what the host tells. Raises `WireFault`."""
    try:
        told = Company(
            **{name: message[name] for name in ("me", "holder", "paused", "clock")},
            names=tuple(message["names"]),
        )
        return evolve(told, proposals=tuple(Proposal(*row) for row in message["proposals"]))
    except (KeyError, TypeError) as error:
        raise WireFault(f"the host sent what cannot be read: {error!r:.200}") from None


if TYPE_CHECKING:

    def _answers_as(table: RemoteTable) -> tuple[Table, Shared]:
        return table, table
