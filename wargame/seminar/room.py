"""One table of a class: it goes on by itself, tells each chair what that seat may know, and minds who is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from attrs import define, field

from wargame.edge import crash
from wargame.journal import JournalFault
from wargame.rules.errors import IllegalAction, RulesError
from wargame.rules.game import Decision
from wargame.rules.space import space_of
from wargame.seminar.feed import Feed
from wargame.seminar.people import Chair, Line, Person
from wargame.seminar.words import tidy
from wargame.table import HUMAN, LocalTable, Notice, Proposed, Status
from wargame.table.company import Proposal
from wargame.table.wire import Json, outcome_data, outcome_for

GRACE = 15.0
"""Seconds until somebody else gets the pen of who has gone."""
AGAIN = 5.0
"""Seconds until a program's decision that could not be saved is tried again."""
STALE = "the game has gone on since you chose; look again"
RULED = "by order of the host"
PAUSED = "the host has stopped the game for now"


@define(eq=False)
class Room:
    """A table, its chairs by seat, and what the host has ordered."""

    number: int
    table: LocalTable
    absence: float
    stand_in: str
    clock: float
    changed: Callable[[], None]
    """Called when anything about the room has changed that the host sees."""
    rotate: bool = False
    """Whether the pen goes on to the next at each seat every quarter."""
    chairs: dict[int, Chair] = field(factory=dict)
    paused: bool = False
    trouble: str = ""
    """Why the game does not go on, when it should."""
    waited: float = 0.0
    """Seconds for which the pending decision has been waited for."""
    begun: bool = False
    """Whether anybody has been here: until then nothing moves."""
    status: Status | None = None
    _pending: tuple[int, Decision | None] | None = None
    _changes: asyncio.Lock = field(factory=asyncio.Lock)
    _wake: asyncio.Event = field(factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None
    _leave: Callable[[], None] | None = None

    async def open(self) -> None:
        """Begin to listen to the table, and to let its programs play."""
        self.status = await self.table.status()
        for seat in self.status.people:
            self.chairs[seat] = Chair(seat, Feed(seat, self.table.known))
        self._leave = self.table.subscribe(self._hear)
        self._task = asyncio.create_task(self._go_on())

    async def close(self) -> None:
        """Let go of the table."""
        if self._leave is not None:
            self._leave()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        await self.table.close()

    # ---- telling
    def _hear(self, notice: Notice) -> None:
        """A change at the table. What nobody was told of, nobody is told was taken back."""
        silent = notice.kind == "undo" and not notice.count
        for chair in self.chairs.values():
            if not silent or chair.seat == notice.seat:
                self._follow(chair, notice)
        self._moved()

    def _follow(self, chair: Chair, notice: Notice | None) -> None:
        if chair.here:
            chair.tell(chair.feed.follow(notice))
        else:
            chair.feed.pause()

    def tell_all(self) -> None:
        """Something has changed that nobody decided."""
        for chair in self.chairs.values():
            self._follow(chair, None)
        self._moved()

    def _moved(self) -> None:
        """See what is waited for now, and have whoever waits look again."""
        status = self.status = self.table.status_now()
        pending = (status.turn, status.decision)
        if pending != self._pending:
            if self.rotate and self._pending is not None and status.turn > self._pending[0]:
                self._pass_on()
            self._pending, self.waited = pending, 0.0
            for chair in self.chairs.values():
                if chair.proposals or self.clock:
                    chair.proposals = []
                    self.introduce(chair)
        self._wake.set()
        self.changed()

    def _pass_on(self) -> None:
        """A new quarter: the pen goes to whoever sits next at each seat."""
        for chair in self.chairs.values():
            here = chair.here
            if len(here) > 1:
                at = here.index(chair.pen) if chair.pen in here else -1
                self.hand_pen(chair, here[(at + 1) % len(here)])

    def introduce(self, chair: Chair) -> None:
        """Tell everybody at a chair who is here."""
        for person in chair.people:
            person.send(self._company(chair, person))

    def _company(self, chair: Chair, person: Person) -> str:
        left = max(1, int(self.clock - self.waited)) if self.clock else 0
        return chair.company(person, paused=self.paused, clock=left)

    # ---- coming and going
    async def enter(self, person: Person, line: Line, told: int | None) -> None:
        """A device of somebody's is here; it was told up to some number before."""
        chair = self.chairs[person.seat]
        self.begun = True
        if not chair.here:
            chair.empty = 0.0
            if told != chair.feed.number:
                chair.feed.pause()
        if chair.stood_in:
            chair.stood_in = False
            await self._give(chair, HUMAN)
        self._wake.set()
        # No waiting from here on: nothing is told between what was missed and what comes.
        for text in chair.feed.since(told):
            line.send(text)
        person.lines.append(line)
        if chair.pen is None or (chair.pen is not person and not chair.pen.here and chair.lost >= GRACE):
            chair.pen = person
        self.introduce(chair)
        self.changed()

    def leave(self, person: Person, line: Line) -> None:
        """A device has gone."""
        if line in person.lines:
            person.lines.remove(line)
        if not person.here:
            chair = self.chairs.get(person.seat)
            if chair is not None and person in chair.people:
                self.introduce(chair)
        self.changed()

    # ---- deciding
    async def submit(self, person: Person, key: str, note: str, at: int) -> tuple[Json, int]:
        """Carry out what the holder of the pen decides; the answer, and which decision of the game it is.

        Of anybody else it is a proposal. Raises `RulesError`.
        """
        chair = self.chairs[person.seat]
        note = tidy(note)
        if chair.pen is not person and chair.pen is not None and chair.pen.here:
            self.propose(person, key, note)
            raise Proposed(f"{chair.pen.name} holds the pen and has been shown what you propose")
        async with self._changes:
            self._check(chair, at)
            chair.pen = person
            action = space_of(self.table.scenario).parse(key)
            if action.seat != chair.seat:
                raise IllegalAction("that is for another seat to decide")
            place = self.table.decisions + 1
            outcome = await self.table.submit(action, note)
            if action.operation:
                # Nobody else hears of it, and the table tells nobody.
                self._follow(chair, None)
        return {"outcome": outcome_data(outcome_for(outcome, chair.seat)), "n": chair.feed.number}, place

    async def undo(self, person: Person, at: int) -> Json:
        """Take the seat's last decision back, where that may be done."""
        chair = self.chairs[person.seat]
        if chair.pen is not person and chair.pen is not None and chair.pen.here:
            raise IllegalAction(f"{chair.pen.name} holds the pen")
        async with self._changes:
            self._check(chair, at)
            count = 0
            if self.table.known(chair.seat).status.can_undo:
                count = await self.table.undo(chair.seat)
        return {"count": count, "n": chair.feed.number}

    def _check(self, chair: Chair, at: int) -> None:
        if self.paused:
            raise IllegalAction(PAUSED)
        if at != chair.feed.number:
            raise IllegalAction(STALE)

    def propose(self, person: Person, key: str, reason: str) -> None:
        """Put a choice before whoever holds the pen. Raises `RulesError`."""
        chair = self.chairs[person.seat]
        action = space_of(self.table.scenario).parse(key)
        status = self.table.status_now()
        if action.seat != chair.seat or status.decision is None or status.decision.seat != chair.seat:
            raise IllegalAction("your seat is not asked for that now")
        chair.propose(Proposal(person.name, action.key, tidy(reason)))
        self.introduce(chair)

    def pass_pen(self, person: Person, name: str) -> None:
        """Give the pen to somebody, or take it when its holder is gone. Raises `RulesError`."""
        chair = self.chairs[person.seat]
        holder = chair.pen
        found = next((each for each in chair.here if each.name.casefold() == name.casefold()), None)
        if found is None:
            raise IllegalAction(f"nobody called {tidy(name, 24)!r} is at your seat now")
        if holder is not person and holder is not None and holder.here:
            raise IllegalAction(f"{holder.name} holds the pen, and passes it on")
        self.hand_pen(chair, found)

    def hand_pen(self, chair: Chair, person: Person) -> None:
        """Have somebody hold the pen."""
        chair.pen, chair.lost = person, 0.0
        chair.say(f"{person.name} holds the pen now.")
        self.introduce(chair)
        self.changed()

    # ---- what the host orders
    def halt(self, paused: bool) -> None:
        """Stop, or go on."""
        if self.paused != paused:
            self.paused = paused
            for chair in self.chairs.values():
                chair.say("The host has stopped the game for now." if paused else "The game goes on.")
                self.introduce(chair)
            self._moved()

    async def give(self, seat: int, player: str) -> None:
        """Have a program play for a seat, or its people again."""
        chair = self.chairs[seat]
        chair.given, chair.stood_in, chair.empty = player != HUMAN, False, 0.0
        await self._give(chair, player)

    async def _give(self, chair: Chair, player: str) -> None:
        await self.table.give(chair.seat, player)
        words = (
            "You decide again."
            if player == HUMAN
            else f"{player} plays for you until you are given the seat back."
        )
        chair.say(words)
        self.tell_all()

    async def take_back(self, to: int | None, ruling: str) -> int:
        """Have only so many decisions stand, or all but the last of a person and what followed; how many went.

        Raises `RulesError`.
        """
        async with self._changes:
            found = self.table.last if to is None else to
            if found < 0:
                raise IllegalAction("nobody has decided anything yet")
            taken = await self.table.take_back(found, ruling)
        for chair in self.chairs.values():
            chair.say("The host has had the game go back." + (f" {ruling}" if ruling != RULED else ""))
        # Secret acts among them were told to nobody, and go back so.
        self.tell_all()
        return taken

    # ---- going on
    async def _go_on(self) -> None:
        while True:
            self._wake.clear()
            status = self.table.status_now()
            program = status.decision is not None and status.controllers[status.decision.seat] != HUMAN
            if not (program and self.begun) or self.paused or status.over:
                await self._wake.wait()
                continue
            try:
                await self.table.advance()
                self.trouble = ""
            except Exception as fault:
                # A disk that is full may have room again.
                self.stumble(fault)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), AGAIN)
            # Lines get their turn.
            await asyncio.sleep(0)

    def stumble(self, fault: Exception) -> None:
        """Something does not go on by itself: the host is told, and it is tried again."""
        if isinstance(fault, JournalFault):
            self.trouble = fault.reason
        elif isinstance(fault, RulesError):
            self.trouble = str(fault)
        else:
            crash.record(fault)
            self.trouble = f"the program failed ({type(fault).__name__})"
        self.changed()

    async def tick(self, seconds: float) -> None:
        """So much time has gone by: see who is away, and whose time is up."""
        if self.paused or self.status is None or self.status.over:
            return
        if not any(chair.here for chair in self.chairs.values()):
            # Before the first has come, after the last has gone, or while the network is down.
            return
        for chair in self.chairs.values():
            await self._mind(chair, seconds)
        self.waited += seconds
        if self.clock and self.waited > self.clock:
            await self._overtime()

    async def _mind(self, chair: Chair, seconds: float) -> None:
        here = chair.here
        chair.empty = 0.0 if here else chair.empty + seconds
        if chair.empty > self.absence and not (chair.given or chair.stood_in):
            chair.stood_in = True
            await self._give(chair, self.stand_in)
        if chair.pen is None or chair.pen.here or not here:
            chair.lost = 0.0
            return
        chair.lost += seconds
        if chair.lost > GRACE:
            self.hand_pen(chair, here[0])

    async def _overtime(self) -> None:
        """A program makes the decision that has taken too long."""
        status = self.table.status_now()
        if status.decision is None or status.controllers[status.decision.seat] != HUMAN:
            return
        chair = self.chairs[status.decision.seat]
        self.waited = 0.0
        chair.say("Your time is up: a program has decided for you.")
        async with self._changes:
            await self.table.give(chair.seat, self.stand_in)
            try:
                await self.table.advance()
            finally:
                await self.table.give(chair.seat, HUMAN)
        self.tell_all()
