"""What powers hold for and against one another: remembered acts that fade, and add up to the trust that shows.

Trust of one power in another is what it was at the opening and what is left of every act remembered since. Acts are
remembered as the world knows them: what is done behind a veil enters, if at all, as the hidden hand it is taken for.
"""

from __future__ import annotations

from typing import NamedTuple

from wargame.rules.reasons import Cause, Reason
from wargame.rules.tuning import Tuning


class Memory(NamedTuple):
    """One act of a quarter that moved the trust of `holder` in `about`: by how much, and how much of that is left."""

    holder: int
    about: int
    what: Cause
    turn: int
    amount: int
    left: int


BREACHES = frozenset(
    {"pledge_broken", "rider_broken", "act_exposed", "diversion_found", "default_on", "revoke"}
)
"""Acts that break a word, by the name of their reason or the code of their action."""


def breach(what: Cause) -> bool:
    """Whether an act broke a word."""
    name = what.name if isinstance(what, Reason) else what.partition(" ")[0] if isinstance(what, str) else ""
    return name in BREACHES


def lasting(memory: Memory, tuning: Tuning) -> int:
    """Quarters until an act is forgotten: kindness is forgotten first, a broken word last."""
    if memory.amount > 0:
        return tuning.kindness_fades
    return tuning.breach_fades if breach(memory.what) else tuning.wrong_fades


def still(memory: Memory, turn: int, tuning: Tuning) -> int:
    """What is left of an act some quarters on: it fades in even steps, rounded so that small acts are gone sooner."""
    over = lasting(memory, tuning)
    rest = abs(memory.amount) * max(0, over - max(0, turn - memory.turn)) // over
    return rest if memory.amount > 0 else -rest


def added(
    memories: tuple[Memory, ...], holder: int, about: int, what: Cause, turn: int, amount: int
) -> tuple[Memory, ...]:
    """The memories with one act more; the same act of the same quarter is one memory, added up."""
    for at in range(len(memories) - 1, -1, -1):
        old = memories[at]
        if old.turn != turn:
            break
        if old.holder == holder and old.about == about and old.what == what:
            sum_ = old.amount + amount
            now = (Memory(holder, about, what, turn, sum_, sum_),) if sum_ else ()
            return (*memories[:at], *now, *memories[at + 1 :])
    return (*memories, Memory(holder, about, what, turn, amount, amount))
