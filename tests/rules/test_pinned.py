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
        (TINY, "d9e06e11afcb4535c1c4af929ecfc212"),
        (TINY + SEALED, "ab0186a900d2cd9229ceaecc8a97b25b"),
    ],
)
def test_a_whole_random_game_is_the_same_everywhere(name: str, digest: str) -> None:
    assert position(name, 11, 13, 100_000, quiet=True).digest() == digest
