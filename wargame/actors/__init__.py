"""Players that are programs, by the names the command and the new-game screen use."""

from wargame.actors.base import Actor, Choice, Progress, Reports, unheard
from wargame.actors.registry import ACTORS, DEFAULT_ACTOR, known, make, players, unknown

__all__ = [
    "ACTORS",
    "DEFAULT_ACTOR",
    "Actor",
    "Choice",
    "Progress",
    "Reports",
    "known",
    "make",
    "players",
    "unheard",
    "unknown",
]
