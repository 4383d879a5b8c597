"""What was decided and said, as a seat may know it: the records of a game that what is told is read from."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.explain.voices import Spoken
from wargame.rules.board import Entry
from wargame.rules.chance import Draw
from wargame.rules.events import Event


@frozen
class Said:
    """What was said of a decision that stands and that the reader may know of; some are told without any words too."""

    at: int
    """How many events were in the reader's log before it."""
    turn: int
    phase: int
    seat: int
    action_key: str
    what: int
    """What the decision was about, as `Decision.what` says it."""
    intent: str
    reason: str


@frozen
class Deed:
    """A decision of a game that has ended, with what was drawn and what changed: nothing is hidden any more."""

    turn: int
    phase: int
    seat: int
    action_key: str
    what: int
    """What the decision was about, as `Decision.what` says it."""
    draws: tuple[Draw, ...]
    entries: tuple[Entry, ...]


def story(
    events: Sequence[Event], said: Sequence[Said], spoken: Sequence[Spoken] = ()
) -> list[Event | Said | Spoken]:
    """A seat's log, what was said of decisions and what governments said, as its table gives them, in order."""
    items: list[Event | Said | Spoken] = []
    waiting: list[Said | Spoken] = sorted((*spoken, *said), key=lambda each: each.at)
    told = 0
    for at, event in enumerate(events):
        while told < len(waiting) and waiting[told].at <= at:
            items.append(waiting[told])
            told += 1
        items.append(event)
    return items + list(waiting[told:])
