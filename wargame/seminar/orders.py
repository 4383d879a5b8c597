"""What the host may order."""

from __future__ import annotations

from wargame.actors import known
from wargame.seminar.feed import packed
from wargame.seminar.people import Person
from wargame.seminar.referee import Referee, Refused, Visit
from wargame.seminar.room import RULED, Room
from wargame.seminar.words import tidy
from wargame.table import HUMAN
from wargame.table.wire import Json, frame


async def halt(referee: Referee, visit: Visit, said: Json) -> Json:
    """Stop a table, or all."""
    return _halt(referee, said, True)


async def go(referee: Referee, visit: Visit, said: Json) -> Json:
    """Have a table go on, or all."""
    return _halt(referee, said, False)


def _halt(referee: Referee, said: Json, paused: bool) -> Json:
    for room in _rooms(referee, said):
        referee.folder.write("paused", table=room.number, paused=paused)
        room.halt(paused)
    return {}


async def message(referee: Referee, visit: Visit, said: Json) -> Json:
    """Words to a seat, a table or all."""
    words, seat = tidy(str(said["text"])), said.get("seat")
    if not words:
        raise Refused("bad", "there is nothing to say")
    for room in _rooms(referee, said):
        for chair in room.chairs.values():
            if seat is None or referee.scenario.ids["power"][chair.seat] == seat:
                chair.say(f"The host says: {words}")
    return {}


async def take_back(referee: Referee, visit: Visit, said: Json) -> Json:
    """Go back to where so many decisions stood (`to`), or to before a person's last."""
    room, to = _room(referee, said), said.get("to")
    if to is not None and type(to) is not int:
        raise Refused("bad", "`to` says how many decisions are to stand")
    ruling = tidy(str(said.get("reason") or "")) or RULED
    return {"count": await room.take_back(to, ruling)}


async def program(referee: Referee, visit: Visit, said: Json) -> Json:
    """Give a seat to a program."""
    player = str(said.get("player") or referee.folder.setup.stand_in)
    if player == HUMAN or not known(player) or ":" in player:
        raise Refused("bad", f"there is no program called {tidy(player, 24)!r}")
    return await _give(referee, said, player)


async def give_back(referee: Referee, visit: Visit, said: Json) -> Json:
    """Give a seat back to its people."""
    return await _give(referee, said, HUMAN)


async def _give(referee: Referee, said: Json, player: str) -> Json:
    room, seat = _room(referee, said), _power(referee, said)
    if seat not in room.chairs:
        raise Refused("seat", "nobody but a program was ever to play that seat")
    referee.folder.write("given", table=room.number, seat=referee.scenario.ids["power"][seat], to=player)
    await room.give(seat, player)
    return {}


async def revoke(referee: Referee, visit: Visit, said: Json) -> Json:
    """Send somebody out; their token is worth nothing any more."""
    person = _person(referee, said)
    referee.folder.write("revoked", person=person.number)
    _dismiss(person, "the host has sent you out of the class")
    referee.forget(person)
    referee.stir.set()
    return {}


async def move(referee: Referee, visit: Visit, said: Json) -> Json:
    """Put somebody on another chair."""
    person, room, seat = _person(referee, said), _room(referee, said), _power(referee, said)
    if seat not in room.chairs:
        raise Refused("seat", "that seat is not for people")
    power = referee.scenario.ids["power"][seat]
    referee.folder.write("moved", person=person.number, table=room.number, seat=power)
    lines, person.lines = person.lines, []
    referee.move(person, room.number, seat)
    for line in lines:
        line.hang_up("")
    return {}


async def hand_pen(referee: Referee, visit: Visit, said: Json) -> Json:
    """Have somebody hold their seat's pen."""
    person = _person(referee, said)
    room = referee.rooms[person.table - 1]
    room.hand_pen(room.chairs[person.seat], person)
    return {}


async def look(referee: Referee, visit: Visit, said: Json) -> Json:
    """What a seat sees."""
    room, seat = _room(referee, said), _power(referee, said)
    return {"frame": frame(room.table.known(seat), None)}


def _dismiss(person: Person, words: str) -> None:
    person.send(packed({"t": "gone", "text": words}))
    for line in tuple(person.lines):
        line.hang_up(words)


def _rooms(referee: Referee, said: Json) -> list[Room]:
    return referee.rooms if said.get("table") is None else [_room(referee, said)]


def _room(referee: Referee, said: Json) -> Room:
    number = said["table"]
    if type(number) is not int or not 0 < number <= len(referee.rooms):
        raise Refused("table", f"there are tables 1 to {len(referee.rooms)}")
    return referee.rooms[number - 1]


def _power(referee: Referee, said: Json) -> int:
    powers = referee.scenario.ids["power"]
    if said["seat"] not in powers:
        raise Refused("seat", f"seats are {', '.join(powers)}")
    return powers.index(said["seat"])


def _person(referee: Referee, said: Json) -> Person:
    person = referee.people.get(said["person"])
    if person is None:
        raise Refused("person", "nobody in the class has that number")
    return person
