"""`wargame`, with a line written to a file for each thing it does: run by the tests as a program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from wargame.cli import main
from wargame.rules.actions.base import Action
from wargame.table.local import LocalTable
from wargame.tui.app import ChokepointApp


def watch(log: Path) -> None:
    """Write down keys handed to screens, screens that come and go, and decisions."""
    file = log.open("a", buffering=1)
    # Kept, so that no two screens are told apart by a number that was used before.
    numbers: dict[Screen[Any], int] = {}
    receive, push, pop, submit = (
        ChokepointApp.receive,
        App.push_screen,
        App.pop_screen,
        LocalTable.submit,
    )

    def tell(what: str, screen: Screen[Any], detail: str = "") -> None:
        file.write(f"{what}\t{type(screen).__name__}\t{detail}\n")

    async def received(self: ChokepointApp, event: Any) -> None:
        tell("handed", self.screen, repr(getattr(event, "key", type(event).__name__)))
        await receive(self, event)

    def pushed(self: App[Any], screen: Any, *rest: Any, **more: Any) -> Any:
        tell("pushed", screen)
        return push(self, screen, *rest, **more)

    def popped(self: App[Any]) -> Any:
        tell("left", self.screen, str(numbers.setdefault(self.screen, len(numbers))))
        return pop(self)

    async def submitted(self: LocalTable, action: Action, note: str = "") -> Any:
        file.write(f"decided\t\t{action.key}\n")
        return await submit(self, action, note)

    ChokepointApp.receive = received  # type: ignore[method-assign]
    App.push_screen = pushed  # type: ignore[method-assign,assignment]
    App.pop_screen = popped  # type: ignore[method-assign]
    LocalTable.submit = submitted  # type: ignore[method-assign]


if __name__ == "__main__":
    steps, *arguments = sys.argv[1:]
    sys.argv = ["wargame", *arguments]
    watch(Path(steps))
    sys.exit(main())
