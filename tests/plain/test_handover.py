"""One keyboard, one screen: what a player saw is gone before the next one looks."""

import os
from pathlib import Path

import pytest

from tests.tiny import TINY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

PLAY = ("play", str(TINY), "--plain", "--seat", "PAK=human", "--seat", "CHN=human", "--seed", "5")
OPENING = ("1!\r", "hold!\r")
"""How China comes to the end of its first turn at the keyboard."""


def test_on_sixty_rows_nothing_of_the_other_is_on_the_screen_or_above_it(tmp_path: Path) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY), {"WARGAME_SAVES": str(tmp_path)}, 120, 60) as terminal:
        terminal.until("type CHN and Enter")
        terminal.type("chn\r")
        terminal.until("[China")
        terminal.type(OPENING[0])
        terminal.until(lambda: terminal.text.count("[China") == 2)
        # Two Enters too many, as a double tap gives them, clear the screen and show nothing.
        terminal.type(OPENING[1] + "\r\r")
        terminal.until(lambda: terminal.text.count("type PAK and Enter") == 2)
        shown = terminal.raw[terminal.raw.rindex(b"\x1b[H\x1b[2J\x1b[3J") :].decode()
        assert shown.split("\r\n")[0].endswith("Pass the keyboard to Pakistan.")
        for place in (terminal.text, terminal.scrolled, shown):
            assert "China" not in place
            assert "[Pakistan" not in place
        terminal.type("PAK\r")
        terminal.until("[Pakistan")
        assert "[China" not in terminal.text + terminal.scrolled
        terminal.type("quit\r")
        assert terminal.wait() == 0


@pytest.mark.parametrize("term", ["dumb", "screen-256color"])
def test_a_terminal_that_cannot_be_cleared_says_so(tmp_path: Path, term: str) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY), {"WARGAME_SAVES": str(tmp_path)}, 120, 60, term) as terminal:
        terminal.until("type CHN and Enter")
        for step in ("CHN\r", *OPENING):
            terminal.type(step)
        terminal.until("What stands above cannot be cleared from here: clear or cover it before they look.")
        terminal.until("type PAK and Enter")
        assert b"\x1b" not in terminal.raw
        terminal.type("quit\r")
        assert terminal.wait() == 0
