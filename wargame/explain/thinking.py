"""How far somebody who thinks has come, in words."""

from __future__ import annotations

from wargame.rules.words import count


def progress_told(played: int, planned: int) -> str:
    """`3 of 6 positions`; empty where none are planned, as by players who are done at once."""
    return f"{played} of {count(planned, 'position')}" if planned else ""
