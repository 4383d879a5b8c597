"""Dividing by weight: nothing is lost, and what is left over goes to the largest remainders."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wargame.rules.trade import split


@given(st.integers(0, 500), st.lists(st.integers(0, 300), min_size=1, max_size=9))
def test_the_largest_remainders_take_what_is_left_over(amount: int, weights: list[int]) -> None:
    parts, total = split(amount, weights), sum(weights)
    if not total:
        assert parts == [0] * len(weights)
        return
    exact = [Fraction(amount * weight, total) for weight in weights]
    whole = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda at: (whole[at] - exact[at], at))
    for at in order[: amount - sum(whole)]:
        whole[at] += 1
    assert parts == whole
