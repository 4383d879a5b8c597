"""How a player that others wrote is named: a class in a file, a command, or what an installed package offers."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from wargame.actors.guests.faults import GuestFault

GROUP = "chokepoint.actors"
"""The group of entry points by which an installed package adds players."""
COMMAND = "run:"
"""Stands before the command line of a program that speaks the line protocol."""
_FILE = ".py:"


def is_guest(name: str) -> bool:
    """Whether a name is that of a player others wrote, there or not."""
    return name.startswith(COMMAND) or _FILE in name or name in installed()


@cache
def installed() -> dict[str, EntryPoint]:
    """What installed packages offer, by name."""
    return {point.name: point for point in entry_points(group=GROUP)}


def absolute(name: str) -> str:
    """The same player from whatever folder a saved game is taken up again."""
    if name.startswith(COMMAND) or _FILE not in name:
        return name
    path, within = split(name)
    return f"{Path(path).absolute()}:{within}"


def short(name: str) -> str:
    """What it is called where there is little room: `first.py:Bot`, `node bot.mjs`."""
    if name.startswith(COMMAND):
        return name.removeprefix(COMMAND).strip()
    return f"{Path(split(name)[0]).name}:{split(name)[1]}" if _FILE in name else name


def split(name: str) -> tuple[str, str]:
    """The path and the name within it of a class in a file."""
    path, _, within = name.rpartition(":")
    return path, within


def program(name: str) -> list[str]:
    """What to run so that the player answers. Raises `GuestFault` when there is nothing to run."""
    if name.startswith(COMMAND):
        return _words(name.removeprefix(COMMAND))
    if _FILE in name:
        path, within = split(name)
        if not Path(path).is_file():
            raise GuestFault(f"is not there: there is no file {path!r}")
        return _hosted("file", path, within)
    if name in installed():
        point = installed()[name]
        return _hosted("module", *point.value.split(":", 1))
    raise GuestFault("is not installed here")


def _hosted(*what: str) -> list[str]:
    return [sys.executable, "-P", "-m", "wargame.actors.guests.host", *what]


def _words(line: str) -> list[str]:
    import shlex

    try:
        words = shlex.split(line, posix=os.name == "posix")
    except ValueError as error:
        raise GuestFault(f"cannot be run: {str(error).lower()} in {line!r}") from None
    if not words:
        raise GuestFault("cannot be run: no command stands after 'run:'")
    return words
