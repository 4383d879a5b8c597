"""Lines in, lines out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from attrs import define, field

from wargame.rules.letters import visible_lines

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, and what has scrolled off it: last, as some terminals keep a cleared screen among that."""


class EndOfInput(Exception):
    """There are no more lines to read."""


@define
class Console:
    """Where a person, or a pipe, reads and writes. No colour, no cursor movement, no wrapping.

    Nothing that a terminal would obey gets through, whoever wrote the text.
    """

    source: TextIO = field(factory=lambda: sys.stdin)
    sink: TextIO = field(factory=lambda: sys.stdout)

    def say(self, *lines: str) -> None:
        """Write lines."""
        for line in lines:
            self.sink.write(f"{visible_lines(line)}\n")
        self.sink.flush()

    def say_all(self, lines: Iterable[str]) -> None:
        """Write lines."""
        self.say(*lines)

    @property
    def watched(self) -> bool:
        """Whether somebody may be looking on: to a pipe nothing is said that depends on how fast things go."""
        return self.sink.isatty()

    @property
    def clears(self) -> bool:
        """Whether all that was shown can be taken off the screen, with what has scrolled off it."""
        kind = os.environ.get("TERM", "")
        if not self.sink.isatty():
            return False
        if os.name != "posix":
            return True
        # GNU screen keeps what scrolled off in a store of its own; tmux goes by the same name and does clear it.
        return kind not in ("", "dumb", "unknown") and not (
            kind.startswith("screen") and "TMUX" not in os.environ
        )

    def clear(self) -> None:
        """Take all that was shown off the screen, where it `clears`."""
        if os.name == "posix":
            self.sink.write(_CLEAR)
            self.sink.flush()
        else:
            os.system("cls")

    def ask(self, prompt: str) -> str:
        """One line of input without its end. Raises `EndOfInput`."""
        self.sink.write(f"{visible_lines(prompt)} ")
        self.sink.flush()
        line = self.source.readline()
        if not line:
            self.say("")
            raise EndOfInput
        line = line.strip()
        if not self.source.isatty():
            # Nobody typed it on the screen, and a transcript without the answers cannot be followed.
            self.say(line)
        return line
