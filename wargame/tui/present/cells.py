"""How much room text takes on a screen: a letter of Chinese or Japanese fills two cells, a combining mark none."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap as wrap_narrow

from rich.cells import cell_len, set_cell_size

_HELD = " 、。，．！？：；）」』】》"
"""What never begins a row."""


def cells(text: str) -> int:
    """How many cells a text fills."""
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """As much of a text as fits; where half a wide letter would, a blank."""
    return set_cell_size(text, max(0, width)) if cells(text) > width else text


def wrap(text: str, width: int, indent: int = 0) -> list[str]:
    """The text in rows of at most that width, each indented. Between wide letters a row may end without a blank."""
    pad = " " * indent
    if cells(text) == len(text):
        return wrap_narrow(text, width, initial_indent=pad, subsequent_indent=pad)
    rows, row = [], ""
    for piece in _pieces(text, max(1, width - indent)):
        if row and cells(row + piece.rstrip()) > width - indent:
            rows.append(pad + row.rstrip())
            row = ""
        row += piece if row else piece.lstrip()
    return [*rows, pad + row.rstrip()] if row.strip() else rows


def _pieces(text: str, width: int) -> Iterator[str]:
    """What stays together on a row: words with the blank after them, wide letters each with the marks that follow."""
    piece = ""
    for letter in " ".join(text.split()):
        size = cells(letter)
        ended = piece.endswith(" ") or cells(piece) + size > width or 2 in (size, cells(piece[-1:]))
        if piece and size and letter not in _HELD and ended:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
