"""The standard streams: there even where they were closed, never ending the program for a sign, settled at the end."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from wargame.edge import signs

_NAMES = ("stdin", "stdout", "stderr")


def prepare() -> None:
    """Put an empty stream where one was closed, and have signs that an encoding lacks told in ASCII."""
    for number, name in enumerate(_NAMES):
        if getattr(sys, name) is None:
            # Else the next file opened takes its number, and a saved game would be written on as standard output.
            _occupy(number)
            empty = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, empty)
            setattr(sys, f"__{name}__", empty)
    signs.register()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            ascii_ = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=signs.ASCII if ascii_ else None, errors=signs.HANDLER)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def settle() -> None:
    """Write out what is left, or drop it where nobody takes it: Python would complain of that on its way out."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def no_screen() -> str:
    """Why the full screen cannot be drawn here, as the end of a sentence; empty when it can."""
    if os.name == "posix":
        kind = os.environ.get("TERM", "")
        if kind in ("", "dumb", "unknown"):
            return f"the terminal says it is {kind!r}" if kind else "TERM is not set"
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    if signs.lacks(encoding):
        return f"the encoding {encoding.removeprefix('chokepoint-')} lacks its signs"
    return ""


def _occupy(number: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        handle = os.open(os.devnull, os.O_RDWR)
        if handle != number:
            os.dup2(handle, number)
            os.close(handle)
        os.set_inheritable(number, True)
