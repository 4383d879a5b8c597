"""Whoever wants to hear of what happens at a table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from attrs import define, field

from wargame.table.protocol import Notice


@define(eq=False)
class Listeners:
    """What is called with every notice. None of them can harm the table or one another."""

    _all: list[Callable[[Notice], None]] = field(factory=list)

    def add(self, listener: Callable[[Notice], None]) -> Callable[[], None]:
        """Have every notice sent to a listener; call what is returned to stop."""
        self._all.append(listener)

        def stop() -> None:
            if listener in self._all:
                self._all.remove(listener)

        return stop

    def tell(self, notice: Notice) -> None:
        """Send a notice to all."""
        for listener in tuple(self._all):
            try:
                listener(notice)
            except Exception as error:
                # What happened stands whatever a listener makes of it.
                context = {"message": "a listener of the table failed", "exception": error}
                asyncio.get_running_loop().call_exception_handler(context)
