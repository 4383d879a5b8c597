"""Scripts as editors leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.plain import Script

LINES = [(1, "auto"), (3, "pass PAK")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_marks_and_line_ends_mean_nothing(tmp_path: Path, mark: bytes, end: bytes) -> None:
    """A byte-order mark or the line ends of another system."""
    path = tmp_path / "script.txt"
    path.write_bytes(mark + end.join([b"auto # first", b"", b"pass PAK", b""]))
    assert Script.read(path).lines == LINES
