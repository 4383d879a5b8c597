"""The process in which programs think, killed or held while the screen is up."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.journal import read

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

WATCH = ("play", str(TINY), "--seat", "PAK=thumb", "--seat", "CHN=thumb", "--seed", "5")
PLAY = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=thumb", "--seed", "5")


def thinking(parent: int) -> list[int]:
    """The process that thinks for a game, while there is one."""
    columns = [word for name in ("pid", "ppid", "stat", "args") for word in ("-o", f"{name}=")]
    table = subprocess.run(["ps", "-A", "-ww", *columns], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 3) for line in table.splitlines())
    return [
        int(pid)
        for pid, ppid, stat, args in rows
        if int(ppid) == parent and "spawn_main" in args and not stat.startswith("Z")
    ]


def test_killed_it_is_started_anew_and_nobody_notices(tmp_path: Path) -> None:
    from tests.terminal import Terminal, wargame

    def decisions() -> int:
        return sum(len(read(game).decisions) for game in tmp_path.glob("*.jsonl"))

    with Terminal(wargame(*WATCH), {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}) as terminal:
        terminal.until("Pakistan")
        (killed,) = thinking(terminal.process.pid)
        os.kill(killed, signal.SIGKILL)
        before = decisions()
        terminal.until(
            lambda: thinking(terminal.process.pid) not in ([], [killed]) and decisions() > before + 2
        )
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
    (game,) = tmp_path.glob("*.jsonl")
    assert {line.note for line in read(game).decisions} == {""}


def test_held_in_the_middle_of_a_thought_it_does_not_hold_up_leaving(tmp_path: Path) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY), {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}) as terminal:
        terminal.until("Pakistan")
        (held,) = thinking(terminal.process.pid)
        os.kill(held, signal.SIGSTOP)
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.restored() == []
    assert not list(tmp_path.glob("*.lock"))
