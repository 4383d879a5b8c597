"""What was threatened, or promised not to be done, and is done: which of the two it is, and what comes of it."""

from __future__ import annotations

from wargame.rules import threats
from wargame.rules.board import Board
from wargame.rules.pledges import break_pledge
from wargame.rules.reasons import Cause


def done(board: Board, seat: int, deed: int, cause: Cause) -> None:
    """A power does what it could have threatened to do: a threat is carried out, or a promise not to is broken."""
    threats.carry_out(board, seat, deed, cause)
    state = board.state
    for pledge in state.pledges:
        if pledge.kind == threats.FORBEAR and (pledge.giver, pledge.what) == (seat, deed):
            state.pledges = tuple(each for each in state.pledges if each is not pledge)
            break_pledge(board, pledge)
