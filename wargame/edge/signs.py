"""Signs that a terminal's encoding lacks, told in ASCII: one table, behind a codec error handler that streams name."""

from __future__ import annotations

import codecs
import unicodedata

HANDLER = "chokepoint-signs"
"""What `TextIOWrapper.reconfigure(errors=...)` takes once `register` has been called."""
ASCII = "chokepoint-ascii"
"""ASCII under a name of our own: click takes a stream that says `ascii` for misconfigured, and writes UTF-8 to it."""

TABLE = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "…": "...", "×": "x", "·": "-", "•": "*", "µ": "u",
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "<", "›": ">",
    "←": "<-", "→": "->", "↑": "^", "↓": "v", "↔": "<->", "⇒": "=>", "≈": "~", "≤": "<=", "≥": ">=", "≠": "!=",
    "±": "+/-", "°": " deg", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "Rs", "✓": "v", "✗": "x", "⚑": "!",
    "●": "*", "○": "o", "◌": ".", "◑": "o", "◆": "*", "◇": "o", "◈": "*", "■": "#", "□": "#", "◨": "#", "█": "#",
    "▀": "#", "▄": "#", "▇": "#", "▆": "#", "▅": "=", "▃": "=", "▂": "_", "▁": "_", "▲": "^", "△": "^", "◮": "^",
    "▶": ">", "▼": "v", "◀": "<", "─": "-", "━": "-", "│": "|", "┃": "|", "═": "=", "║": "|", "\u00a0": " ",
    "、": ",", "。": ".", "「": '"', "」": '"', "『": '"', "』": '"', "【": "[", "】": "]", "《": "<<", "》": ">>",
    "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "ł": "l", "Ł": "L",
}  # fmt: skip
"""What stands for a sign. Corners of boxes and accents need no entry."""

OURS = "−–…×·›→"
"""Signs that plain text is not the same without: an encoding that lacks one of them lacks the screen's as well."""


def in_ascii(text: str) -> str:
    """The text in ASCII; a question mark only for what has no likeness there."""
    return "".join(letter if letter.isascii() else _likeness(letter) for letter in text)


def lacks(encoding: str) -> bool:
    """Whether an encoding cannot write the game's own signs."""
    try:
        OURS.encode(encoding)
    except (UnicodeError, LookupError):
        return True
    return False


def register() -> None:
    """Make the handler and the encoding known by name."""
    codecs.register_error(HANDLER, _replace)
    codecs.register(_find)


def _likeness(letter: str) -> str:
    if letter in TABLE:
        return TABLE[letter]
    if "\u2500" <= letter <= "\u257f":
        return "+"
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii())
    return bare or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return in_ascii(error.object[error.start : error.end]), error.end


def _find(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != ASCII:
        return None
    plain = codecs.lookup("ascii")
    return codecs.CodecInfo(
        plain.encode,
        plain.decode,
        plain.streamreader,
        plain.streamwriter,
        plain.incrementalencoder,
        plain.incrementaldecoder,
        ASCII,
    )
