"""What frames tell a seat, put together again at the other end of the line; `wire` made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, field

from wargame.explain.deeds import Deed, Said
from wargame.explain.voices import Spoken
from wargame.journal.snapshot import restored
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry, Kind
from wargame.rules.chance import Draw
from wargame.rules.compiled import Scenario
from wargame.rules.events import Datum, Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.outcome import Outcome
from wargame.rules.reasons import Answered, Cause, Reason
from wargame.rules.records import Offer
from wargame.rules.space import space_of
from wargame.rules.state import FIELDS, State
from wargame.table.protocol import Notice, Status
from wargame.table.wire import Json, Known

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


class WireFault(ValueError):
    """A message that cannot be read."""


@define(eq=False)
class Reader:
    """Puts together again what frames tell a seat. Raises `WireFault` for what does not follow."""

    scenario: Scenario
    now: Known | None = None
    _columns: Json = field(factory=dict)

    def read(self, message: Mapping[str, Any]) -> Known:
        """What is known after a frame."""
        try:
            self.now = self._read(message)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise WireFault(f"the host sent what cannot be read: {error!r:.200}") from None
        return self.now

    def _read(self, message: Mapping[str, Any]) -> Known:
        before = self.now
        if "seat" in message:
            before, self._columns = None, {}
        elif before is None:
            raise ValueError("changes of nothing")
        self._columns |= message["view"]
        seat = message["seat"] if before is None else before.view.seat
        view = before.view if before is not None and not message["view"] else None
        return Known(
            status=_read_status(message["status"]),
            view=view or View(seat, self.scenario, _state(self._columns)),
            legal=self._legal(message["legal"]) if "legal" in message else _of(before).legal,
            events=_grown(before.events if before else [], message["events"], read_event),
            said=_grown(before.said if before else [], message["said"], lambda row: Said(*row)),
            spoken=_grown(before.spoken if before else [], message["spoken"], lambda row: Spoken(*row)),
            entries=_grown(before.entries if before else [], message["entries"], _read_entry),
            deeds=_grown(before.deeds if before else [], message.get("deeds", [0]), _read_deed),
        )

    def _legal(self, rows: Sequence[int | str]) -> tuple[Action, ...]:
        space = space_of(self.scenario)
        return tuple(space.parse(row) if isinstance(row, str) else space.actions[row] for row in rows)


def _of(before: Known | None) -> Known:
    if before is None:
        raise ValueError("choices left out")
    return before


def _grown(old: list[T], rows: Sequence[Any], read: Any) -> list[T]:
    keep, *more = rows
    if not 0 <= keep <= len(old):
        raise ValueError(f"{keep} of {len(old)} lines are to stay")
    return [*old[:keep], *map(read, more)]


def _state(columns: Json) -> State:
    return restored({name: columns.get(name) for name in FIELDS})


def _read_status(data: Json) -> Status:
    rest: Json = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if (found := data["decision"]) is not None:
        rest["decision"] = Decision(found[0], Kind(found[1]), found[2], found[3])
    return Status(**rest)


def read_event(row: Sequence[Any]) -> Event:
    """An event from its row."""
    turn, phase, kind, data, seen, instead = row
    return Event(
        turn, phase, kind, {name: _datum(value) for name, value in data.items()}, seen, bool(instead)
    )


def _datum(value: Any) -> Datum:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return _offer(value)
    assert isinstance(value, int | str)
    return value


def _offer(value: Json) -> Offer:
    offer: Offer = _reader().structure(value, Offer)
    return offer


@cache
def _reader() -> Converter:
    from cattrs import Converter  # slow to load

    return Converter()


def _read_entry(row: Sequence[Any]) -> Entry:
    turn, name, index, delta, value, cause, *rest = row
    seen, aside = rest or (-1, None)
    told: Any = _read_cause(aside) if aside is not None else None
    return Entry(turn, name, index, delta, value, _read_cause(cause), seen, told)


def _read_cause(value: Any) -> Cause:
    if isinstance(value, str):
        return value
    if len(value) == 2:
        name, about = value
        return Reason(name, tuple(about))
    accepted, proposer, receiver, offer = value
    return Answered(accepted, proposer, receiver, _offer(offer) if offer is not None else None)


def _read_deed(row: Sequence[Any]) -> Deed:
    turn, phase, seat, key, what, draws, entries = row
    drawn = tuple(Draw(stream, label, tuple(weights), result) for stream, label, weights, result in draws)
    return Deed(turn, phase, seat, key, what, drawn, tuple(map(_read_entry, entries)))


def read_notice(data: Json) -> Notice:
    """A notice from JSON."""
    events, spoken = data["events"], data["spoken"]
    heard = tuple(Spoken(*row) for row in spoken)
    return Notice(**(data | {"events": tuple(map(read_event, events)), "spoken": heard}))


def read_outcome(data: Json) -> Outcome:
    """What came of a decision, from JSON."""
    return Outcome(data["action"], events=tuple(map(read_event, data["events"])))
