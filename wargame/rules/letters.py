"""Characters that act on a screen instead of standing on it: which they are, and how they are written out.

A text from outside (a scenario, a saved game, the name of a file) may hold control sequences that a terminal would
obey, marks that turn the direction of reading round, and characters of no width that make two names look alike.
Scenarios may not hold them; whatever else is shown passes `visible` or `visible_lines` where it leaves the program.
"""

from __future__ import annotations

import re
import unicodedata

_ACTING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029"  # separators of lines and paragraphs
    # Format characters, those that turn the direction of reading and those without width among them.
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags and variation selectors
    # Letters and marks by their category, of which nothing is seen.
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\ud800-\udfff"  # lone surrogates, as names of files have them for stray bytes
    "]"
)


def acting(text: str) -> str:
    """The first character of a text that acts on the screen, or hides on it; empty if there is none."""
    found = _ACTING.search(text)
    return found[0] if found else ""


def visible(text: str) -> str:
    r"""A text of one line with every character that acts written out: `\x1b`, `\u202e`, `\n`."""
    return _ACTING.sub(_written, text)


def visible_lines(text: str) -> str:
    """The same for a text that may be broken into lines; a tab becomes a space."""
    return "\n".join(visible(line) for line in text.replace("\t", " ").split("\n"))


def named(letter: str) -> str:
    """A character by its number and name: `U+202E RIGHT-TO-LEFT OVERRIDE`, `U+001B, a control character`."""
    name = unicodedata.name(letter, "")
    kind = "half a surrogate pair" if unicodedata.category(letter) == "Cs" else "a control character"
    return f"U+{ord(letter):04X}" + (f" {name}" if name else f", {kind}")


def likeness(name: str) -> str:
    """What two names share when a reader, or a command that takes either, cannot tell them apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _written(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
