"""Who came: persons, the lines they are on, and the chairs they share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Protocol

from attrs import define, field

from wargame.seminar.feed import Feed, packed
from wargame.table.company import Proposal
from wargame.table.wire import Json

PROPOSALS = 12
"""Kept for a decision; who proposes again replaces what was proposed before."""
ANSWERS = 8


class Line(Protocol):
    """One device of somebody who is here."""

    def send(self, text: str) -> None:
        """Have a message on its way; never waits. A line that does not keep up is cut."""
        ...

    def hang_up(self, why: str = "") -> None:
        """Cut it."""
        ...


@define(eq=False)
class Person:
    """Somebody in the class."""

    number: int
    name: str
    token: str
    """Its hash."""
    table: int
    seat: int
    lines: list[Line] = field(factory=list)
    """The devices that are connected now."""
    answered: OrderedDict[str, str] = field(factory=OrderedDict)
    """The last answers by what was asked, for who asks again after the line was cut."""

    @property
    def here(self) -> bool:
        """Whether any device of theirs is connected."""
        return bool(self.lines)

    def send(self, text: str) -> None:
        """To every device."""
        for line in tuple(self.lines):
            line.send(text)

    def remember(self, number: str, answer: str) -> None:
        """Keep an answer for a while."""
        self.answered[number] = answer
        while len(self.answered) > ANSWERS:
            self.answered.popitem(last=False)


@define(eq=False)
class Chair:
    """One seat of a table that people hold."""

    seat: int
    feed: Feed
    people: list[Person] = field(factory=list)
    pen: Person | None = None
    proposals: list[Proposal] = field(factory=list)
    given: bool = False
    """Whether the facilitator gave it to a program until further notice."""
    stood_in: bool = False
    """Whether a program plays because nobody is here."""
    empty: float = 0.0
    """Seconds for which nobody has been here."""
    lost: float = 0.0
    """Seconds for which the holder of the pen has not been here."""

    @property
    def here(self) -> list[Person]:
        """Who is here now."""
        return [person for person in self.people if person.here]

    def lines(self) -> Iterator[tuple[Person, Line]]:
        """Every device that shows this seat."""
        for person in self.people:
            for line in tuple(person.lines):
                yield person, line

    def tell(self, text: str) -> None:
        """To everybody here."""
        for person in self.people:
            person.send(text)

    def say(self, words: str) -> None:
        """Some words to everybody here."""
        self.tell(packed({"t": "say", "text": words}))

    def propose(self, proposal: Proposal) -> None:
        """Keep what somebody would do."""
        self.proposals = [each for each in self.proposals if each.name != proposal.name]
        self.proposals = [*self.proposals, proposal][-PROPOSALS:]

    def company(self, person: Person, *, paused: bool, clock: int) -> str:
        """Who is here, as one of them is told."""
        told: Json = {
            "t": "company",
            "me": person.name,
            "holder": self.pen.name if self.pen is not None else "",
            "names": [each.name for each in self.here],
            "proposals": [[each.name, each.action_key, each.reason] for each in self.proposals],
            "paused": paused,
            "clock": clock,
        }
        return packed(told)

    def forget(self, person: Person) -> None:
        """Somebody has left for good."""
        self.people.remove(person)
        if self.pen is person:
            self.pen = None
