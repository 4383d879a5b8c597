"""Codes, keys and names: what is made up by chance, and what strangers may call themselves."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Container

from wargame.rules.letters import visible

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Read aloud and from the last row: no 0 and O, no 1 and I."""
CODE = 6
NAME = 24
TEXT = 600


def new_code() -> str:
    """A short code for the board; a billion of them, and who guesses is slowed."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def read_code(text: str) -> str:
    """A code as somebody typed it."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def new_token() -> str:
    """What lets a person, or the facilitator, back in. Nobody guesses it."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal; it takes as long when they are not."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def tidy(text: str, most: int = TEXT) -> str:
    """What somebody typed, in one line without signs that act on a screen."""
    line = " ".join(unicodedata.normalize("NFKC", text[: most * 4]).split())
    return visible(line)[:most].strip()


def name_for(text: str, taken: Container[str]) -> str:
    """A name that nobody in the class has yet, of letters that mean nothing to a screen; empty when nothing is left."""
    name = "".join(sign for sign in tidy(text, NAME) if sign.isalnum() or sign in " .-'_").strip()
    if not name:
        return ""
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{name[: NAME - 3]} {number}", number + 1
    return found
