"""What advice says of a move: what it promises where that is known, and what speaks for it beside another."""

from __future__ import annotations

import pytest

from wargame.explain.advice import Advice, Counsel, Outlook


def counsel(score: float, concern: str = "", win: float | None = 0.25) -> Counsel:
    return Counsel("pass CHN", "wait", "", Outlook(score, win), Outlook(score - 5, win), (), (), concern)


@pytest.mark.parametrize(
    ("win", "words"),
    [
        (0.22, "Expected: 54.2 points and a 22% chance to win."),
        (0.8, "Expected: 54.2 points and an 80% chance to win."),
        (None, "Expected: 54.2 points."),
    ],
)
def test_odds_are_told_where_they_are_known(win: float | None, words: str) -> None:
    assert counsel(54.2, win=win).promise == words


def test_a_move_that_promises_much_less_is_not_called_alike() -> None:
    """Nothing may speak for the third beside the first though eleven points lie between them."""
    found = Advice((counsel(66.4, "goals"), counsel(66.1), counsel(54.9)), 6, 2)
    assert [found.case(at) for at in range(3)] == [
        "Beside the next: better for our goals.",
        "Beside the first: hardly anything lies between them.",
        "Beside the first: nothing that shows is for it.",
    ]
