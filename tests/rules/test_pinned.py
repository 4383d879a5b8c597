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
        (TINY, "3c9f6064c0aab7b3b909b02238ea77a7"),
        (TINY + SEALED, "891fb7bdcaee06da6598a77c3ed4b7a5"),
    ],
)
def test_a_whole_random_game_is_the_same_everywhere(name: str, digest: str) -> None:
    assert position(name, 11, 13, 100_000, quiet=True).digest() == digest
