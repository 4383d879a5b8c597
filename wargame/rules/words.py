"""The few words that the engine's sentences and the clients share."""

from __future__ import annotations

GRADES = ("dud", "poor", "fair", "good", "rich")


def money(amount: int) -> str:
    """Money of $100 m: `$300 m`, `$1.2 bn`."""
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}${amount / 10:g} bn" if amount >= 10 else f"{sign}${amount * 100} m" if amount else "$0"


def world_share(units: int) -> str:
    """Material as a share of what the world supplied in a quarter of 2024: 124 units are `12.4%`."""
    return f"{units / 10:g}%"


def count(number: int, word: str) -> str:
    """`1 turn`, `2 turns`."""
    return f"{number} {word}" if abs(number) == 1 else f"{number} {word}s"
