"""What one seat has been told so far: each change is put into words once, for all who sit there."""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Callable

from attrs import define, field

from wargame.table import Notice
from wargame.table.wire import Json, Known, frame, notice_data, notice_for

KEPT = 48
"""Frames kept for somebody whose line was cut; who has missed more is told everything anew."""


def packed(message: Json) -> str:
    """A message as it goes over the line."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False)


@define(eq=False)
class Feed:
    """Frames of one seat, numbered. A number is never used again, not even by a referee that was started anew."""

    seat: int
    look: Callable[[int], Known]
    number: int = field(factory=lambda: secrets.randbelow(1 << 40))
    _told: Known | None = None
    _recent: deque[tuple[int, str]] = field(factory=lambda: deque(maxlen=KEPT))

    def follow(self, notice: Notice | None) -> str:
        """The next frame."""
        now = self.look(self.seat)
        self.number += 1
        told = notice_data(notice_for(notice, self.seat)) if notice is not None else None
        text = packed({"t": "frame", "n": self.number, "notice": told, **frame(now, self._told)})
        self._told = now
        self._recent.append((self.number, text))
        return text

    def pause(self) -> None:
        """Nobody listens: what happens meanwhile is told at once when somebody does."""
        if self._told is not None:
            self._told = None
            self._recent.clear()
            self.number += 1

    def since(self, number: int | None) -> list[str]:
        """What somebody missed who was told up to a number; everything, when that is too long ago."""
        if self._told is not None and number is not None:
            if number == self.number:
                return []
            missed = [text for at, text in self._recent if at > number]
            if missed and self._recent[-len(missed)][0] == number + 1:
                return missed
        return [self.whole()]

    def whole(self) -> str:
        """Everything, as one frame."""
        if self._told is None:
            self._told = self.look(self.seat)
        return packed({"t": "frame", "n": self.number, "notice": None, **frame(self._told, None)})
