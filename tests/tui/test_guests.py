"""Players that others wrote, at a table on the screen."""

import os
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.journal import read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

BOT = """
import os
from wargame.actors import Choice
class Bot:
    def __init__(self, seed): pass
    def decide(self, view, legal, budget):
        os.write(1, b"written over the screen")
        os.write(2, b"written over the screen")
        return Choice(legal[0], "the first", "it stood there")
"""


def test_one_plays_beside_the_screen_and_cannot_write_on_it(tmp_path: Path) -> None:
    from tests.terminal import Terminal, wargame

    path = tmp_path / "bot.py"
    path.write_text(BOT, encoding="utf-8")
    arguments = ("play", str(TINY), "--seat", f"CHN={path}:Bot", "--seat", "PAK=human", "--seed", "5")

    def decided() -> bool:
        games = list(tmp_path.glob("*.jsonl"))
        return bool(games) and any(line.intent == "the first" for line in read(games[0]).decisions)

    with Terminal(wargame(*arguments), {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}) as terminal:
        terminal.until("Pakistan")
        terminal.until(decided)
        assert "written over" not in terminal.text
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
