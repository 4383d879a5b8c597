"""Decisions read from a file, one per line, before the keyboard takes over."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from attrs import define, field

AUTO = "auto"
"""The line that leaves one decision to rules of thumb."""


class ScriptFault(Exception):
    """A line of the script that cannot be played; the message names the file and the line."""


@define
class Script:
    """The decisions still to come, with their line numbers."""

    name: str
    lines: list[tuple[int, str]] = field(factory=list)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a script: action keys or `auto`; `#` begins a comment; blank lines mean nothing. Raises `ScriptFault`."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ScriptFault(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error
        lines = [(number, line.partition("#")[0].strip()) for number, line in enumerate(text.splitlines(), 1)]
        return cls(str(path), [(number, line) for number, line in lines if line])

    def next(self) -> tuple[int, str] | None:
        """The next decision and its line number, or None at the end."""
        return self.lines.pop(0) if self.lines else None

    def fault(self, number: int, problem: str) -> ScriptFault:
        """The error that names a line."""
        return ScriptFault(f"{self.name}, line {number}: {problem}")
