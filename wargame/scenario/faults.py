"""What is wrong with a scenario, said so that its author can put it right: one line per fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from attrs import define, field, frozen

from wargame.rules.letters import visible

MOST_FAULTS = 200
_MOST_HINTS = 60
_LONGEST = 60
_PLAIN = re.compile(r"[\w.*-]{1,60}")

Path = tuple[str, ...]
"""Steps from the top of the file: keys as they are, list places as `[besham]` or `[3]`."""


@frozen
class Fault:
    """One fault: a short code, where it is, what stands there, what should, and the nearest valid name."""

    code: str
    path: str
    found: str
    expected: str
    hint: str = ""
    file: str = ""
    """Which of several files states it; empty where there is but one."""

    def __str__(self) -> str:
        words = ": ".join(word for word in (self.file, self.path, self.found) if word)
        if self.expected:
            words += f"; expected {self.expected}"
        if self.hint:
            words += f"; did you mean {self.hint}?"
        return visible(f"{words} [{self.code}]")


class ScenarioFault(Exception):
    """A scenario that cannot be played, with all its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@define
class Faults:
    """Collects faults, each once, and stops counting where no reader would go on."""

    found: dict[tuple[str, Path, str], Fault] = field(factory=dict)
    unsure: set[Path] = field(factory=set)
    """Places already found faulty: what follows from them is not reported again."""
    hints: int = 0
    files: dict[Path, str] = field(factory=dict)
    """Of what is put together from several files: which states what."""

    def add(
        self,
        code: str,
        path: Path,
        found: str,
        expected: str = "",
        *,
        word: str = "",
        names: Iterable[str] = (),
    ) -> None:
        """Note a fault. With `word` and `names`, its hint is the name nearest to the word."""
        key = code, path, found
        if key in self.found or len(self.found) >= MOST_FAULTS or self.follows(path):
            return
        hint = ""
        if word and self.hints < _MOST_HINTS:
            self.hints += 1
            hint = nearest(word, names)
        self.found[key] = Fault(code, spell(path), found, expected, hint, self.file_of(path))

    def file_of(self, path: Path) -> str:
        """The file that states what stands at a place; empty when there is but one."""
        depths = range(len(path), 0, -1)
        return next((file for depth in depths if (file := self.files.get(path[:depth]))), "")

    def follows(self, path: Path) -> bool:
        """Whether a place lies at or under one already found faulty."""
        return any(path[:depth] in self.unsure for depth in range(1, len(path) + 1))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.found.values())

    def __bool__(self) -> bool:
        return bool(self.found)

    def listed(self) -> list[Fault]:
        """The faults in the order they were found."""
        return list(self.found.values())


def nearest(word: str, names: Iterable[str]) -> str:
    """The name most like a word, or nothing."""
    if not 0 < len(word) <= _LONGEST:
        return ""
    lower = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return lower[found[0]] if found else ""


def spell(path: Path) -> str:
    """A path in words: `cards[besham].options[pay].effects[0].what`."""
    words = ""
    for step in path:
        if step.startswith("[") and step.endswith("]"):
            words += f"[{_safe(step[1:-1])}]"
        else:
            words += f".{_safe(step)}" if words else _safe(step)
    return words


def _safe(step: str) -> str:
    return step if _PLAIN.fullmatch(step) else quote(step)


def quote(value: object) -> str:
    """A value as an author would recognise it, short and on one line whatever it holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    words = repr(value[: _LONGEST + 1]) if isinstance(value, str) else str(value)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
