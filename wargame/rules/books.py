"""What an account's books show, and what is put by beside them for secret acts."""

from __future__ import annotations

from wargame.rules.state import State


def booked(state: State, account: int) -> int:
    """What an account holds by its books: what others read, what it can be seen to spend, and what the world judges by.

    On another seat's view this is what the view shows.
    """
    return state.money[account] + state.unbooked[account]


def put_by(state: State, seat: int) -> int:
    """What a power has beside its treasury's books: it pays for secret acts, and for nothing else."""
    return max(0, -state.unbooked[seat])
