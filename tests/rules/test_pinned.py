"""Pinned walks: the same scenario, seed and decisions give these digests on every Python and in any process.

A change of rules or of the tiny scenario changes them; then run the test, look at why, and pin the new ones.
"""

from __future__ import annotations

import pytest

from .playing import SCENARIOS, SEALED, position

TINY = SCENARIOS[0]


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        (TINY, "6ea14eebbbafd0816b9b7135bf6f6d4a"),
        (TINY + SEALED, "495e545d4cea4cb125c328b0874bde36"),
    ],
)
def test_a_whole_random_game_is_the_same_everywhere(name: str, digest: str) -> None:
    assert position(name, 11, 13, 100_000, quiet=True).digest() == digest
