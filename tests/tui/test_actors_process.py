"""The process in which programs think, killed or held while the screen is up."""

import os
import signal
import subprocess
from pathlib import Path
from time import monotonic

import pytest

from tests.tiny import TINY
from wargame.journal import read
from wargame.table import verify

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

WATCH = ("play", str(TINY), "--seat", "PAK=thumb", "--seat", "CHN=thumb", "--seed", "5")
PLAY = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=thumb", "--seed", "5")
THREE = (
    *("play", "linchpin", "--seed", "5", "--seat", "PAK=human"),
    *(word for seat in ("CHN", "USA", "IND") for word in ("--seat", f"{seat}=planner-3")),
)
"""A person among three who look far ahead."""
SOON = 3.0
"""Seconds in which anything must be over that waits for no thought, on a busy machine too: three of them take longer."""


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


def alive(pids: list[int]) -> list[int]:
    """Those of some processes that still run."""
    state = ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, pids))]
    rows = subprocess.run(state, capture_output=True, text=True, check=False).stdout.split("\n")
    found = (row.split() for row in rows if row.strip())
    return [int(pid) for pid, stat in found if not stat.startswith("Z")]


def until_gone(pids: list[int]) -> None:
    """Wait for processes to end by themselves."""
    end = monotonic() + SOON
    while alive(pids):
        assert monotonic() < end, f"still running: {pids}"


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


def test_three_planners_at_the_table_keep_no_key_waiting_and_are_left_in_mid_thought(tmp_path: Path) -> None:
    """Pages open and close while they think; quitting waits for none of them, and nothing is left running."""
    from tests.terminal import Terminal, wargame

    home = {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal(wargame(*THREE), home, columns=80, rows=24) as terminal:
        terminal.until(lambda: " of 10 positions" in terminal.text)
        children = thinking(terminal.process.pid)
        for key, wanted in (("h", "Help"), ("\x1b", " positions"), ("2", "Powers"), ("3", "Market")):
            since = monotonic()
            terminal.type(key)
            terminal.until(wanted)
            assert monotonic() - since < SOON
        since = monotonic()
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
        assert monotonic() - since < SOON
        assert terminal.restored() == []
    assert len(children) == 1
    assert not alive(children)
    (game,) = tmp_path.glob("*.jsonl")
    assert verify(game).ok


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_signal_in_mid_thought_leaves_nothing_running(tmp_path: Path, number: signal.Signals) -> None:
    from tests.terminal import Terminal, wargame

    home = {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal(wargame(*THREE), home, columns=120, rows=40) as terminal:
        terminal.until(lambda: " of 10 positions" in terminal.text)
        children = thinking(terminal.process.pid)
        since = monotonic()
        os.kill(terminal.process.pid, number)
        assert terminal.wait() == (128 + number if number == signal.SIGTERM else -number)
        assert monotonic() - since < SOON
    assert children
    until_gone(children)
    (game,) = tmp_path.glob("*.jsonl")
    assert verify(game).ok


def test_killed_in_mid_thought_a_planner_is_asked_again(tmp_path: Path) -> None:
    """The same question goes to a new process, and the game goes on as it would have."""
    from tests.terminal import Terminal, wargame

    home = {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal(wargame(*THREE), home, columns=80, rows=24) as terminal:
        terminal.until(lambda: " of 10 positions" in terminal.text)
        (killed,) = thinking(terminal.process.pid)
        os.kill(killed, signal.SIGKILL)
        terminal.until(lambda: thinking(terminal.process.pid) not in ([], [killed]))
        terminal.until(lambda: " of 10 positions" in terminal.text)
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
    (game,) = tmp_path.glob("*.jsonl")
    assert {line.note for line in read(game).decisions} <= {""}


def test_quitting_waits_for_no_thought_that_does_not_end(tmp_path: Path) -> None:
    """Held in its middle, where it can neither answer nor hear that nobody waits."""
    from tests.terminal import Terminal, wargame

    home = {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal(wargame(*THREE), home, columns=80, rows=24) as terminal:
        terminal.until(lambda: " of 10 positions" in terminal.text)
        (held,) = thinking(terminal.process.pid)
        os.kill(held, signal.SIGSTOP)
        since = monotonic()
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
        assert monotonic() - since < SOON
    until_gone([held])


def test_ctrl_c_at_the_prompt_ends_a_thought_at_once(tmp_path: Path) -> None:
    """Line by line it is said who thinks; an interrupt says where the game is, and leaves nothing running."""
    from tests.terminal import Terminal, wargame

    home = {"WARGAME_SAVES": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal(wargame(*THREE, "--plain"), home, columns=120, rows=40) as terminal:
        terminal.until(lambda: bool(thinking(terminal.process.pid)) and "Players" in terminal.text)
        children = thinking(terminal.process.pid)
        os.kill(children[0], signal.SIGSTOP)
        terminal.until(" is thinking")
        since = monotonic()
        terminal.type("\x03")
        assert terminal.wait() == 128 + signal.SIGINT
        assert monotonic() - since < SOON
        assert "Saved in " in terminal.text
        assert "Traceback" not in terminal.text
    assert len(children) == 1
    until_gone(children)
    (game,) = tmp_path.glob("*.jsonl")
    assert verify(game).ok
