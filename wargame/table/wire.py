"""What a table tells one seat, as JSON: whole at first, then by what has changed. Nothing but its knowledge goes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import asdict, evolve, frozen

from wargame.explain.deeds import Deed, Said
from wargame.explain.voices import Spoken
from wargame.journal.snapshot import plain
from wargame.rules.actions.base import Action
from wargame.rules.board import Entry
from wargame.rules.events import Event
from wargame.rules.game import Decision
from wargame.rules.observe import View
from wargame.rules.outcome import Outcome
from wargame.rules.reasons import Answered, Cause, Reason
from wargame.rules.state import FIELDS, State
from wargame.table.protocol import HUMAN, Notice, Status

if TYPE_CHECKING:
    pass

Json = dict[str, Any]
T = TypeVar("T")

PROTOCOL = 1
"""Raised whenever a client of the last one could not go on."""
OTHERS = "another player"
"""How a seat that other people play is called at this one's table: who sits there is told apart from the game."""
HOST = "the host"
ELSEWHERE = "somebody else has decided since"


@frozen(eq=False)
class Known:
    """All that a seat knows of its table at one moment; a client at a distance reads nothing else."""

    status: Status
    view: View
    legal: tuple[Action, ...]
    """The choices of the pending decision when it is this seat's; else none."""
    events: list[Event]
    said: list[Said]
    spoken: list[Spoken]
    entries: list[Entry]
    deeds: list[Deed]


# ---- what a seat may know
def status_for(status: Status, seat: int, last: int) -> Status:
    """How the table stands, as far as a seat may know. `last` is the seat of the last decision of a person."""
    mine, decision = status.controllers[seat], status.decision
    own = last == seat and (decision is None or decision.seat == seat or not _person(status, decision.seat))
    return evolve(
        status,
        controllers=tuple(
            name if at == seat or name != HUMAN else OTHERS for at, name in enumerate(status.controllers)
        ),
        can_undo=own and mine == HUMAN and status.can_undo,
        undo_barred=status.undo_barred if own else ELSEWHERE,
        undo_seen=status.undo_seen if own else 0,
        peeks=status.peeks
        if status.over
        else tuple(count if at == seat else 0 for at, count in enumerate(status.peeks)),
        path=None,
        keeper=HOST,
        people=(seat,),
        unsaved="the host could not save it" if status.unsaved else "",
        notices=(),
    )


def _person(status: Status, seat: int) -> bool:
    return status.controllers[seat] == HUMAN


def notice_for(notice: Notice, seat: int) -> Notice:
    """What happened, as far as a seat may know: that another decided, its events, and more only for those privy to it."""
    events = tuple(event for event in notice.events if event.seen >> seat & 1)
    # Where a line stands in the whole log would tell how much of that log is hidden.
    spoken = tuple(evolve(line, at=0) for line in notice.spoken)
    if notice.seen >> seat & 1:
        return evolve(notice, events=events, spoken=spoken)
    return Notice(notice.kind, notice.seat, events=events, count=notice.count, seen=0, spoken=spoken)


def outcome_for(outcome: Outcome, seat: int) -> Outcome:
    """What came of a seat's own decision: the events that it may know. What was drawn is not told."""
    return Outcome(outcome.action, events=tuple(e for e in outcome.events if e.seen >> seat & 1))


# ---- from records to JSON
def frame(now: Known, before: Known | None) -> Json:
    """What has changed for a seat; everything when nothing was known `before`."""
    message: Json = {
        "status": _status(now.status),
        "view": _columns(now.view.state, before.view.state if before else None),
        "events": _tail(before.events if before else [], now.events, _event),
        "said": _tail(before.said if before else [], now.said, _fields),
        "spoken": _tail(before.spoken if before else [], now.spoken, _fields),
        "entries": _tail(before.entries if before else [], now.entries, _entry),
    }
    if before is None:
        message["seat"] = now.view.seat
    if before is None or now.legal != before.legal:
        message["legal"] = [action.number if action.number >= 0 else action.key for action in now.legal]
    if now.deeds:
        message["deeds"] = _tail(before.deeds if before else [], now.deeds, _deed)
    return message


def _columns(state: State, old: State | None) -> Json:
    """The columns of a position that differ from what was told before."""
    changed = (name for name in FIELDS if old is None or getattr(state, name) != getattr(old, name))
    return {name: plain(getattr(state, name)) for name in changed}


def _tail(old: Sequence[T], new: Sequence[T], told: Any) -> list[Any]:
    """How many stay of what was told before, and what comes after them."""
    keep, most = 0, min(len(old), len(new))
    while keep < most and (old[keep] is new[keep] or old[keep] == new[keep]):
        keep += 1
    return [keep, *map(told, new[keep:])]


def _status(status: Status) -> Json:
    return {
        **asdict(evolve(status, decision=None), recurse=False),
        "decision": _decision(status.decision),
    }


def _decision(decision: Decision | None) -> list[int] | None:
    if decision is None:
        return None
    return [decision.seat, int(decision.kind), decision.what, decision.more]


def _event(event: Event) -> list[Any]:
    data = {name: plain(value) for name, value in event.data.items()}
    return [event.turn, event.phase, event.kind, data, event.seen, int(event.instead)]


def _entry(entry: Entry) -> list[Any]:
    row = [entry.turn, entry.name, entry.index, entry.delta, entry.value, _cause(entry.cause)]
    if entry.seen != -1 or entry.aside is not None:
        row += [entry.seen, _cause(entry.aside) if entry.aside is not None else None]
    return row


def _cause(cause: Cause) -> Any:
    if isinstance(cause, Reason):
        return [cause.name, list(cause.about)]
    if isinstance(cause, Answered):
        return [cause.accepted, cause.proposer, cause.receiver, plain(cause.offer)]
    return cause


def _fields(record: Said | Spoken) -> list[Any]:
    return list(asdict(record).values())


def _deed(deed: Deed) -> list[Any]:
    return [
        *(deed.turn, deed.phase, deed.seat, deed.action_key, deed.what),
        [[draw.stream, draw.label, list(draw.weights), draw.result] for draw in deed.draws],
        [_entry(entry) for entry in deed.entries],
    ]


def notice_data(notice: Notice) -> Json:
    """A notice as JSON can hold it."""
    told = asdict(notice, recurse=False)
    told["events"] = [_event(event) for event in notice.events]
    told["spoken"] = [_fields(line) for line in notice.spoken]
    return told


def outcome_data(outcome: Outcome) -> Json:
    """What came of a decision, as JSON can hold it."""
    return {"action": outcome.action, "events": [_event(event) for event in outcome.events]}
