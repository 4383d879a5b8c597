"""Players that others wrote: each runs in a process of its own, sees a view and never the game, and may fail."""

from wargame.actors.guests.faults import GuestFault
from wargame.actors.guests.lounge import COMMON, Guest, Lounge, farewell
from wargame.actors.guests.names import absolute, installed, is_guest, short
from wargame.actors.guests.players import introduce

__all__ = [
    "COMMON",
    "Guest",
    "GuestFault",
    "Lounge",
    "absolute",
    "farewell",
    "installed",
    "introduce",
    "is_guest",
    "short",
]
