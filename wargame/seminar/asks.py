"""What somebody at a seat may ask."""

from __future__ import annotations

from contextlib import suppress

from attrs import asdict

from wargame.explain.choices import phrase
from wargame.explain.role import role
from wargame.seminar.folder import ClassFault
from wargame.seminar.people import Person
from wargame.seminar.referee import Referee, Visit
from wargame.seminar.room import Room
from wargame.table.wire import Json


async def submit(referee: Referee, visit: Visit, said: Json) -> Json:
    """Decide."""
    person, room = _where(referee, visit)
    waited = room.waited
    answer, place = await room.submit(person, str(said["action"]), str(said.get("note", "")), int(said["at"]))
    with suppress(ClassFault):
        # The journal has the decision; who made it is worth keeping, and no reason to say that it failed.
        referee.folder.write(
            "decided",
            sync=False,
            person=person.number,
            table=room.number,
            seat=referee.scenario.ids["power"][person.seat],
            n=place,
            seconds=round(waited, 1),
        )
    return answer


async def undo(referee: Referee, visit: Visit, said: Json) -> Json:
    """Take one's last decision back."""
    person, room = _where(referee, visit)
    return await room.undo(person, int(said["at"]))


async def propose(referee: Referee, visit: Visit, said: Json) -> Json:
    """Put a choice before the holder of the pen."""
    person, room = _where(referee, visit)
    room.propose(person, str(said["action"]), str(said.get("reason", "")))
    return {}


async def pen(referee: Referee, visit: Visit, said: Json) -> Json:
    """Pass the pen, or take it."""
    person, room = _where(referee, visit)
    room.pass_pen(person, str(said["to"]))
    return {}


async def choices(referee: Referee, visit: Visit, said: Json) -> Json:
    """The choices of the seat's pending decision in words, for pages without an engine."""
    person, room = _where(referee, visit)
    known = room.table.known(person.seat)
    about = known.status.decision.what if known.status.decision is not None else 0
    return {
        "choices": [{"key": each.key, "words": phrase(referee.scenario, each, about)} for each in known.legal]
    }


async def sheet(referee: Referee, visit: Visit, said: Json) -> Json:
    """The seat's role on one sheet, for pages without an engine."""
    person, room = _where(referee, visit)
    return {"sheet": asdict(role(room.table.known(person.seat).view))}


async def news(referee: Referee, visit: Visit, said: Json) -> Json:
    """What everybody may know of the person's table."""
    _, room = _where(referee, visit)
    return {"news": referee.board.table(room)}


def _where(referee: Referee, visit: Visit) -> tuple[Person, Room]:
    assert visit.person is not None
    return visit.person, referee.rooms[visit.person.table - 1]
