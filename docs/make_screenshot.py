"""Draws docs/board.svg, the picture in the README, from a real game: `python docs/make_screenshot.py`.

The seed is fixed and rules of thumb play, so the same rules give the same picture.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from wargame.actors import make
from wargame.table import InstantThinker
from wargame.tui.app import ChokepointApp
from wargame.tui.board.map import BoardMap
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import MessageScreen
from wargame.tui.pages.screens import HeadlinesScreen, ReportScreen
from wargame.tui.request import StartRequest
from wargame.tui.session import PACES

TARGET = Path(__file__).with_name("board.svg")
SCENARIO, SEED, TURN = "linchpin", 7, 5
SELECTED = "balochistan"
SIZE = (160, 48)
ACTIONS = 2
"""The phase in which powers act."""


async def main() -> None:
    """Let rules of thumb play some turns in the reader's place, then show the board at the reader's move."""
    seats = {"CHN": "thumb", "USA": "thumb", "PAK": "human", "IND": "thumb"}
    app = ChokepointApp(InstantThinker(), None, StartRequest(SCENARIO, seats, SEED))
    async with app.run_test(size=SIZE) as pilot:
        while app.session is None:
            await pilot.pause(0.1)
        session = app.session
        session.pace = len(PACES) - 1
        while True:
            await pilot.pause(0.02)
            screen = app.screen
            if not screen.is_mounted:
                continue
            if isinstance(screen, ReportScreen | HeadlinesScreen | MessageScreen):
                screen.dismiss(None)
            elif isinstance(screen, ChooseScreen):
                choice = make("thumb", SEED).decide(screen.view, screen.legal, 0)
                screen.dismiss(choice.action)
            elif isinstance(screen, BoardScreen) and screen.mine and not screen.busy:
                assert screen.view is not None
                if screen.view.state.turn >= TURN and screen.view.state.phase == ACTIONS:
                    break
                screen.open_choices("")
        board_map = screen.query_one(BoardMap)
        assert board_map.drawn is not None
        number = session.scenario.numbers["region"][SELECTED]
        board_map.select(next(s for s in board_map.drawn.spots if (s.kind, s.index) == ("region", number)))
        await pilot.pause(0.2)
        svg = app.export_screenshot(title="Chokepoint")
        await app.rise()
    # The exporter's class names hold a number of its own that changes with every run.
    TARGET.write_text(re.sub(r"terminal-\d+", "terminal", svg), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
