"""What powers hold for and against one another: remembered acts that fade, and add up to the trust that shows.

Trust of one power in another is what it was at the opening and what is left of every act remembered since. Acts are
remembered as the world knows them: what is done behind a veil enters, if at all, as the hidden hand it is taken for.
"""

from __future__ import annotations

from typing import NamedTuple

from wargame.rules.reasons import Mover, Reason
from wargame.rules.tuning import Tuning


class Memory(NamedTuple):
    """One act of a quarter that moved the trust of `holder` in `about`: by how much, and how much of that is left."""

    holder: int
    about: int
    what: Mover
    turn: int
    amount: int
    left: int
    lasts: int
    """Quarters until it is forgotten."""


_ACT = 4
"""So many of its fields say which act it was, by whom, whom it touched and when."""
BREACHES = frozenset(
    {"pledge_broken", "rider_broken", "act_exposed", "diversion_found", "default_on", "revoke"}
)
"""Acts that break a word, by the name of their reason or the code of their action."""


def breach(what: Mover) -> bool:
    """Whether an act broke a word."""
    name = what.name if isinstance(what, Reason) else what.partition(" ")[0]
    return name in BREACHES


def _lasting(what: Mover, amount: int, tuning: Tuning) -> int:
    """Quarters until an act is forgotten: kindness is forgotten first, a broken word last."""
    if amount > 0:
        return tuning.kindness_fades
    return tuning.breach_fades if breach(what) else tuning.wrong_fades


def remembered(holder: int, about: int, what: Mover, turn: int, amount: int, tuning: Tuning) -> Memory:
    """An act as it is remembered in the quarter in which it was done."""
    return Memory(holder, about, what, turn, amount, amount, _lasting(what, amount, tuning))


def added(memories: tuple[Memory, ...], new: Memory, tuning: Tuning) -> tuple[Memory, ...]:
    """The memories with one more; the same act of the same quarter is one memory, added up."""
    at, act = len(memories), new[:_ACT]
    while at and memories[at - 1].turn == new.turn:
        at -= 1
        old = memories[at]
        if old[:_ACT] == act:
            amount = old.amount + new.amount
            both = remembered(old.holder, old.about, old.what, old.turn, amount, tuning)
            return (*memories[:at], *((both,) if amount else ()), *memories[at + 1 :])
    return (*memories, new)
