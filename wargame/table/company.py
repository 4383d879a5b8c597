"""Several people at one seat: who they are, who holds the pen, and what the others propose."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from attrs import field, frozen

from wargame.rules.actions.base import Action


@frozen
class Proposal:
    """A choice that somebody at the seat would make, and why."""

    name: str
    action_key: str
    reason: str = ""


@frozen
class Company:
    """The people at a seat, as each of them is told."""

    me: str = ""
    holder: str = ""
    """Who holds the pen; empty when nobody does."""
    names: tuple[str, ...] = ()
    """Who is here now."""
    proposals: tuple[Proposal, ...] = ()
    """What was proposed for the pending decision, oldest first."""
    paused: bool = False
    """Whether the host has stopped the table for now."""
    clock: int = field(default=0)
    """Seconds that were left for the pending decision when this was told; 0 when it has no clock."""

    @property
    def writes(self) -> bool:
        """Whether the reader of this decides."""
        return self.holder == self.me


@runtime_checkable
class Shared(Protocol):
    """What a table offers beside `Table` when several people may hold one seat of it."""

    company: Company

    @property
    def left(self) -> int | None:
        """Seconds until a program decides what is pending; None without a clock, or while it stands."""
        ...

    @property
    def stirred(self) -> bool:
        """Whether something has arrived that nobody has read yet."""
        ...

    def heard(self) -> list[str]:
        """What the host or others at the seat have said since this was asked last."""
        ...

    async def propose(self, action: Action, reason: str = "") -> None:
        """Put a choice before whoever holds the pen. Raises `RulesError` when it cannot be taken."""
        ...

    async def pass_pen(self, name: str) -> None:
        """Give the pen to somebody at the seat, or take it when its holder is gone. Raises `RulesError`."""
        ...
