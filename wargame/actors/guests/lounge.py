"""Where players that others wrote wait to be asked: a process for each seat one plays, started when it is first asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from attrs import frozen

from wargame.actors.base import Choice
from wargame.actors.guests.faults import GuestFault
from wargame.actors.guests.players import Player, start
from wargame.actors.guests.process import left_behind
from wargame.rules.actions.base import Action
from wargame.rules.observe import View

PATIENCE = 30.0
"""Seconds for one decision."""


class Lounge:
    """Keeps players running from one decision to the next. Close it, or they run until the program ends."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._players: dict[tuple[str, int], Player] = {}
        self._one = threading.Lock()
        self._closed = False

    def decide(self, name: str, seed: int, view: View, legal: Sequence[Action], budget: int) -> Choice:
        """What a player chooses for a seat. Raises `GuestFault`; what crashed or hangs is started anew the next time."""
        with self._one:
            player = self._player(name, view.seat)
            try:
                return player.decide(seed, view, legal, budget, self.patience)
            finally:
                if not player.process.running:
                    player.process.close()

    def _player(self, name: str, seat: int) -> Player:
        if self._closed:
            raise GuestFault("cannot decide any more: it has been stopped")
        player = self._players.get((name, seat))
        if player is not None and not player.process.running:
            player.process.close()
            player = None
        if player is None:
            player = self._players[name, seat] = start(name)
        if self._closed:  # while it started
            player.process.close()
        return player

    def reopen(self) -> None:
        """Let players in again."""
        self._closed = False

    def close(self) -> None:
        """Let every player go, also one in the middle of a thought."""
        self._closed = True
        thinking = not self._one.acquire(blocking=False)
        players = list(self._players.values())
        self._players.clear()
        for player in players:
            if thinking:
                player.process.close()
            else:
                player.close()
        if not thinking:
            self._one.release()


COMMON = Lounge()
"""Where players wait that are asked from nowhere in particular: by the lab, by tools and short programs."""


def farewell() -> list[str]:
    """Let everybody in `COMMON` go. Who left a process behind since this was last asked, a sentence each."""
    COMMON.close()
    COMMON.reopen()
    return left_behind()


@frozen
class Guest:
    """A seat's player that others wrote, as an actor: it decides by asking the player's process."""

    name: str
    seed: int
    lounge: Lounge

    def decide(self, view: View, legal: Sequence[Action], budget: int) -> Choice:
        """Ask. Raises `GuestFault`."""
        return self.lounge.decide(self.name, self.seed, view, legal, budget)
