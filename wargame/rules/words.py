"""The few words that the engine's sentences and the clients share."""

from __future__ import annotations

GRADES = ("dud", "poor", "fair", "good", "rich")


def money(amount: int) -> str:
    """Money in units of $100m: 3 is `$300m`, 12 is `$1.2bn`. Without a space, so that no line ends within it."""
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    if size >= 10_000:
        return f"{sign}${size / 10_000:.2f}tn"
    return f"{sign}${size / 10:g}bn" if size >= 10 else f"{sign}${size * 100}m" if size else "$0"


def world_share(units: int) -> str:
    """Material as a share of what the world supplied in a quarter of 2024: 124 units are `12.4%`."""
    return f"{units / 10:g}%"


def small(text: str) -> str:
    """A label within a sentence: `Raw ore` is written small, `REE oxide` and `A380` are not."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """`Norland's`, `the Gulf states'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def count(number: int, word: str) -> str:
    """`1 turn`, `2 turns`."""
    return f"{number} {word}" if abs(number) == 1 else f"{number} {word}s"
