"""What a game's chance may start from, wherever it is typed."""

from __future__ import annotations

import secrets

BIGGEST = (1 << 64) - 1
"""Chance reads no more of a seed: beyond it two seeds would give the same game."""
DIGITS = len(str(BIGGEST))
_SHORT = 1_000_000


def parse_seed(text: str) -> int:
    """The seed that was typed. Raises `ValueError` that says what a seed is."""
    digits = text.strip()
    # Long numbers are turned down before they are read: that alone would take a while.
    if digits.isascii() and digits.isdecimal() and len(digits.lstrip("0")) <= DIGITS:
        seed = int(digits.lstrip("0") or "0")
        if seed <= BIGGEST:
            return seed
    raise ValueError(f"a seed is a whole number from 0 to {BIGGEST}")


def fresh_seed() -> int:
    """A seed nobody chose, short enough to be read aloud and typed again."""
    return secrets.randbelow(_SHORT - 1) + 1
