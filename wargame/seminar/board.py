"""What a projector shows: of each table what everybody may know, and nothing that any seat keeps to itself."""

from __future__ import annotations

from attrs import asdict, define, field

from wargame.explain.bulletin import bulletin
from wargame.rules.compiled import Scenario
from wargame.rules.machine import PHASES
from wargame.seminar.feed import packed
from wargame.seminar.room import Room
from wargame.table.wire import Json


@define(eq=False)
class Board:
    """The tables of a class in public. What has not changed is not worked out again."""

    scenario: Scenario
    rooms: list[Room]
    _told: dict[int, tuple[object, Json]] = field(factory=dict)

    def text(self) -> str:
        """All tables, as watchers are told."""
        return packed({"t": "board", "board": self.tables()})

    def tables(self) -> list[Json]:
        """All tables."""
        return [self.table(room) for room in self.rooms]

    def table(self, room: Room) -> Json:
        """One table."""
        status = room.table.status_now()
        decision, powers = status.decision, self.scenario.ids["power"]
        return {
            "table": room.number,
            "turn": status.turn,
            "turns": self.scenario.spec.turns,
            "quarter": self.scenario.quarter(status.turn),
            "phase": PHASES[status.phase].title,
            "asked": powers[decision.seat] if decision is not None else None,
            "clock": max(1, int(room.clock - room.waited)) if room.clock and decision is not None else 0,
            "over": status.over,
            "paused": room.paused,
            "people": {
                powers[seat]: [person.name for person in chair.people] for seat, chair in room.chairs.items()
            },
            **self._public(room),
        }

    def _public(self, room: Room) -> Json:
        view, events = room.table.public()
        now = (view.digest(), len(events))
        before = self._told.get(room.number)
        if before is not None and before[0] == now:
            return before[1]
        found = asdict(bulletin(view, events))
        for row in (*found["headlines"], *found["news"]):
            row["when"] = self.scenario.quarter(row.pop("turn"))
        powers = self.scenario.ids["power"]
        for arena in found["arenas"]:
            arena["sides"] = [powers[seat] for seat in arena["sides"]]
        found["scores"] = dict(zip(powers, found["scores"], strict=True))
        self._told[room.number] = now, found
        return found
