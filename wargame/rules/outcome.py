"""What a decision did: what was drawn, what changed and what was said."""

from __future__ import annotations

from attrs import frozen

from wargame.rules.board import Entry
from wargame.rules.chance import Draw
from wargame.rules.events import Event


@frozen
class Outcome:
    """Draws are empty unless the game records them; entries unless its ledger is on; events unless it tells."""

    action: str
    draws: tuple[Draw, ...] = ()
    entries: tuple[Entry, ...] = ()
    events: tuple[Event, ...] = ()
