"""A game whose every text would do something to a terminal that obeys it, as a journal made by hand could hold it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from tests.tiny import TINY
from wargame.actors import Choice
from wargame.explain.advice import Advice
from wargame.rules.actions.base import Action
from wargame.rules.observe import View
from wargame.scenario import from_data, load, to_data
from wargame.table import HUMAN, InstantThinker, new_table

CLEAR, RETITLE, CLIPBOARD, TURN = "\x1b[2J", "\x1b]0;pwn\x07", "\x1b]52;c;cHdu\x07", "\u202e"
MARKUP = "[red]link[/red]"
EVIL = f"{CLEAR}{MARKUP}{RETITLE}{TURN}"
WORDS = frozenset(
    {
        "name",
        "title",
        "adjective",
        "about",
        "label",
        "text",
        "rule",
        "note",
        "mineral",
        "brief",
        "members",
        "catastrophe",
    }
)
"""Keys whose values are shown; ids and words of the rules could not be changed without breaking the game."""
SEATS = {"CHN": "random", "PAK": HUMAN}


def hostile_data() -> dict[str, Any]:
    """The tiny scenario as plain data, each text with something evil at its end."""
    data: dict[str, Any] = _evil(to_data(load(str(TINY)).spec))
    return data


def _evil(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _evil(inner, "text" if key == "because" else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_evil(inner, "text" if key == "world_notes" else "") for inner in value]
    return f"{value}{EVIL}" if isinstance(value, str) and key in WORDS else value


class Evil(InstantThinker):
    """An actor that says evil things of what it does, and of what others should do."""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        return Choice(legal[seed % len(legal)], f"to frighten{EVIL}", f"because{CLIPBOARD}{EVIL}")

    async def advise(self, view: View, legal: Sequence[Action], *_: Any) -> Advice:
        found = await super().advise(view, legal)
        evil = {
            "intent": f"frighten{EVIL}",
            "reason": f"because{CLIPBOARD}{EVIL}",
            "fears": (f"worse{EVIL}",),
        }
        return evolve(found, counsels=tuple(evolve(each, **evil) for each in found.counsels))


def hostile_game(
    folder: Path, decisions: int = 12, seats: dict[str, str] | None = None, seed: int = 5
) -> Path:
    """A saved game of it, some way in. People take the first choice and note something evil."""
    scenario = from_data(hostile_data())

    async def play() -> Path:
        table = new_table(scenario, hostile_data(), seats or SEATS, seed, folder, thinker=Evil())
        for _ in range(decisions):
            status = await table.status()
            if status.decision is None:
                break
            if status.controllers[status.decision.seat] == HUMAN:
                await table.submit((await table.legal())[0], f"noted{EVIL}")
            else:
                await table.advance()
        path = (await table.status()).path
        await table.close()
        assert path is not None
        return path

    return asyncio.run(play())
