"""A class: its rooms, who is in it, and what the host sees of all of them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from attrs import define, evolve, field

from wargame import __version__
from wargame.actors import players
from wargame.rules.compiled import Scenario
from wargame.scenario import data_digest
from wargame.seminar.board import Board
from wargame.seminar.feed import packed
from wargame.seminar.folder import Folder
from wargame.seminar.guard import Guesses, Pace
from wargame.seminar.people import Line, Person
from wargame.seminar.room import Room
from wargame.seminar.words import hashed, name_for, new_token, read_code, same
from wargame.table import HUMAN
from wargame.table.wire import PROTOCOL, Json

TICK = 0.5
GLANCE = 0.25
GLANCED = (
    "table", "turn", "turns", "quarter", "phase", "asked", "over", "paused", "arenas", "scores",
)  # fmt: skip
"""What the facilitator sees of a table that everybody may see."""
"""Seconds within which what the host sees is told once."""
MOST_PEOPLE = 400
DEVICES = 6
"""Lines that one person may have at once."""


class Refused(Exception):
    """A request that is not carried out; `kind` says why to a program, the text to a person."""

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        super().__init__(text)


@define(eq=False)
class Visit:
    """What the referee knows of one line."""

    line: Line
    address: str
    person: Person | None = None
    host: bool = False
    met: bool = False
    """Whether it counts as a stranger's no more."""
    known: bool = False
    """Whether it has said who it is, one way or another."""


@define(eq=False)
class Referee:
    """A class: its rooms and people."""

    folder: Folder
    scenario: Scenario
    data: Json
    """The scenario, for clients that do not have it."""
    rooms: list[Room]
    guesses: Guesses = field(factory=Guesses)
    joining: Pace = field(factory=lambda: Pace(rate=2.0, burst=200.0))
    """Whoever has the code could fill the class with names."""
    people: dict[int, Person] = field(factory=dict)
    hosts: list[Visit] = field(factory=list)
    watchers: list[Visit] = field(factory=list)
    """Who looks on without a seat: projectors, and people who have not sat down yet."""
    board: Board = field(init=False)
    digest: str = ""
    _tokens: dict[str, Person] = field(factory=dict)
    _tasks: list[asyncio.Task[None]] = field(factory=list)
    stir: asyncio.Event = field(factory=asyncio.Event)

    def __attrs_post_init__(self) -> None:
        self.board = Board(self.scenario, self.rooms)

    # ---- beginning and end
    async def open(self) -> None:
        """Open the rooms, with everybody who came before."""
        self.digest = data_digest(self.data)
        for room in self.rooms:
            room.changed = self.stir.set
            await room.open()
        for line in self.folder.book:
            await self._recall(line)
        self._tasks = [asyncio.create_task(self._clock()), asyncio.create_task(self._glance())]

    async def close(self, words: str) -> None:
        """Send everybody home; they come back by themselves when the class goes on."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        text = packed({"t": "say", "text": words})
        for person in self.people.values():
            person.send(text)
        for room in self.rooms:
            await room.close()
        self.folder.close()

    async def _recall(self, line: Json) -> None:
        """Do again what was written down."""
        match line:
            case {
                "kind": "joined",
                "person": int(n),
                "name": str(name),
                "token": str(token),
                "table": t,
                "seat": s,
            }:
                self.welcome(Person(n, name, token, int(t), self.scenario.ids["power"].index(s)))
            case {"kind": "revoked", "person": int(n)} if n in self.people:
                self.forget(self.people[n])
            case {"kind": "moved", "person": int(n), "table": t, "seat": s} if n in self.people:
                self.move(self.people[n], int(t), self.scenario.ids["power"].index(s))
            case {"kind": "given", "table": int(t), "seat": str(s), "to": str(player)}:
                await self.rooms[t - 1].give(self.scenario.ids["power"].index(s), player)
            case {"kind": "paused", "table": int(t), "paused": bool(paused)}:
                self.rooms[t - 1].halt(paused)

    def welcome(self, person: Person) -> None:
        self.people[person.number] = self._tokens[person.token] = person
        self.rooms[person.table - 1].chairs[person.seat].people.append(person)

    def forget(self, person: Person) -> None:
        del self.people[person.number], self._tokens[person.token]
        self.rooms[person.table - 1].chairs[person.seat].forget(person)

    def move(self, person: Person, table: int, seat: int) -> None:
        self.rooms[person.table - 1].chairs[person.seat].forget(person)
        person.table, person.seat = table, seat
        self.rooms[table - 1].chairs[seat].people.append(person)

    async def _clock(self) -> None:
        """Time goes by in small steps: a clock that jumps, or a laptop that slept, puts nobody out."""
        while True:
            await asyncio.sleep(TICK)
            for room in self.rooms:
                try:
                    await room.tick(TICK)
                except Exception as fault:
                    room.stumble(fault)

    def left(self, visit: Visit) -> None:
        """A line has gone."""
        if visit.person is not None:
            self.rooms[visit.person.table - 1].leave(visit.person, visit.line)
        for those in (self.hosts, self.watchers):
            if visit in those:
                those.remove(visit)

    # ---- hello
    async def hello(self, visit: Visit, said: Json) -> Json | None:
        """Somebody with a token, a code and a name, or the facilitator's key. None when it has been answered."""
        if visit.known:
            raise Refused("bad", "you have said hello already")
        if said.get("protocol") != PROTOCOL or (said.get("plays") and said.get("version") != __version__):
            raise Refused("version", f"the host runs Chokepoint {__version__}: install that version to join")
        if isinstance(said.get("token"), str):
            await self._back(visit, said)
            return None
        wait = self.guesses.shut(visit.address)
        if wait:
            raise Refused("slow", f"too many wrong tries; wait {int(wait) + 1} s")
        if isinstance(said.get("key"), str):
            return self._facilitator(visit, said["key"])
        if not same(read_code(str(said.get("code", ""))[:40]), self.folder.setup.code):
            self.guesses.wrong(visit.address)
            raise Refused("code", "that is not the code of this class")
        if said.get("watch"):
            return self._watch(visit)
        await self._join(visit, said)
        return None

    def _facilitator(self, visit: Visit, key: str) -> Json:
        found = hashed(key)
        if not any(same(found, each) for each in self.folder.setup.keys):
            self.guesses.wrong(visit.address)
            raise Refused("key", "that is not the facilitator's key")
        visit.host = visit.known = True
        self.hosts.append(visit)
        programs = [name for name in players() if name != HUMAN]
        return {
            "host": True,
            **self._about(),
            "code": self.folder.setup.code,
            "programs": programs,
            "class": self.glance(),
        }

    def _watch(self, visit: Visit) -> Json:
        if len(self.watchers) >= MOST_PEOPLE:
            raise Refused("full", "too many are looking on")
        visit.known = True
        self.watchers.append(visit)
        return {**self._about(), "board": self.board.tables()}

    async def _back(self, visit: Visit, said: Json) -> None:
        person = self._tokens.get(hashed(said["token"]))
        if person is None:
            wait = self.guesses.shut(visit.address)
            self.guesses.wrong(visit.address)
            if wait:
                raise Refused("slow", f"too many wrong tries; wait {int(wait) + 1} s")
            raise Refused("gone", "you are no longer in this class: join again with its code")
        await self._seat(visit, person, said, {})

    async def _join(self, visit: Visit, said: Json) -> None:
        if len(self.people) >= MOST_PEOPLE:
            raise Refused("full", "the class is full")
        if not self.joining.spend():
            raise Refused("slow", "too many are joining at once; try again in a moment")
        name = name_for(str(said.get("name", "")), {each.name.casefold() for each in self.people.values()})
        if not name:
            raise Refused("name", "say who you are: a name is missing")
        table, seat = self._free(said.get("table"), said.get("seat"))
        token = new_token()
        number = max(self.people, default=0) + 1 + sum(line["kind"] == "revoked" for line in self.folder.book)
        person = Person(number, name, hashed(token), table, seat)
        power = self.scenario.ids["power"][seat]
        self.folder.write("joined", person=number, name=name, token=person.token, table=table, seat=power)
        self.welcome(person)
        await self._seat(visit, person, said, {"token": token})

    def _free(self, table: Any, seat: Any) -> tuple[int, int]:
        """The chair that was asked for, or the emptiest."""
        places = [(room, chair) for room in self.rooms for chair in room.chairs.values()]
        if table is not None:
            places = [(room, chair) for room, chair in places if room.number == table]
        if seat is not None:
            wanted = str(seat)[:40].casefold()
            powers = self.scenario.powers
            places = [
                (room, chair)
                for room, chair in places
                if wanted in (powers[chair.seat].id.casefold(), powers[chair.seat].name.casefold())
            ]
        if not places:
            raise Refused("seat", f"there is no such place; seats for people are {self._open_seats()}")
        room, chair = min(places, key=lambda place: (len(place[1].people), place[0].number, place[1].seat))
        return room.number, chair.seat

    def _open_seats(self) -> str:
        seats = sorted({seat for room in self.rooms for seat in room.chairs})
        where = f", tables 1 to {len(self.rooms)}" if len(self.rooms) > 1 else ""
        return ", ".join(self.scenario.ids["power"][seat] for seat in seats) + where

    async def _seat(self, visit: Visit, person: Person, said: Json, more: Json) -> None:
        told = said.get("have")
        visit.person, visit.known = person, True
        while len(person.lines) >= DEVICES:
            oldest = person.lines[0]
            person.lines.remove(oldest)
            oldest.hang_up("too many devices at once")
        room = self.rooms[person.table - 1]
        # The answer first: what follows is of the game.
        welcome = {"re": said["id"], **self._about(), **more, "name": person.name, "person": person.number}
        welcome |= {"table": person.table, "seat": self.scenario.ids["power"][person.seat]}
        if said.get("scenario") != self.digest and said.get("plays"):
            welcome["data"] = self.data
        visit.line.send(packed(welcome))
        await room.enter(person, visit.line, told if isinstance(told, int) else None)

    def _about(self) -> Json:
        powers = self.scenario.powers
        return {
            "protocol": PROTOCOL,
            "version": __version__,
            "scenario": self.digest,
            "title": self.scenario.spec.title,
            "tables": len(self.rooms),
            "powers": [
                {"id": each.id, "name": each.name, "within": each.in_text or each.name, "colour": each.colour}
                for each in powers
            ],
        }

    # ---- what the host sees
    async def _glance(self) -> None:
        while True:
            await self.stir.wait()
            self.stir.clear()
            if self.hosts:
                text = packed({"t": "class", "class": self.glance()})
                for visit in tuple(self.hosts):
                    visit.line.send(text)
            if self.watchers:
                text = self.board.text()
                for visit in tuple(self.watchers):
                    visit.line.send(text)
            await asyncio.sleep(GLANCE)

    def glance(self) -> list[Json]:
        """All tables at a glance."""
        return [self._table(room) for room in self.rooms]

    def _table(self, room: Room) -> Json:
        status, powers = room.table.status_now(), self.scenario.ids["power"]
        public = self.board.table(room)
        return {
            **{name: public[name] for name in GLANCED},
            "kind": status.decision.kind.name.lower() if status.decision is not None else None,
            "decisions": room.table.decisions,
            "waited": round(room.waited),
            "trouble": room.trouble or status.unsaved,
            "seats": [
                {
                    "seat": powers[chair.seat],
                    "player": status.controllers[chair.seat],
                    "people": [
                        {"person": p.number, "name": p.name, "here": p.here, "pen": p is chair.pen}
                        for p in chair.people
                    ],
                }
                for chair in room.chairs.values()
            ],
        }

    def new_key(self) -> str:
        """A key for the facilitator, beside those given before."""
        key = new_token()
        setup = self.folder.setup
        self.folder.rewrite(evolve(setup, keys=(*setup.keys[-3:], hashed(key))))
        return key
