"""A signal is left by as by quitting: the terminal as before, the lock let go of, the game saved, no process behind."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.table import verify

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and a pseudo-terminal")

ROOT = Path(__file__).parents[2]
PLAY = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=random", "--seed", "5")
PATIENCE = 20.0


def only_a_sound_game(tmp_path: Path) -> None:
    (game,) = (tmp_path / "saves").iterdir()
    assert game.suffix == ".jsonl"  # and no lock beside it
    assert verify(game).ok


# ---- the screen
@pytest.mark.parametrize(
    "number",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGHUP, marks=pytest.mark.slow),
        pytest.param(signal.SIGQUIT, marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
    ],
)
def test_a_signal_leaves_the_screen(home: dict[str, str], tmp_path: Path, number: signal.Signals) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY), home) as terminal:
        terminal.until("Pakistan")
        os.kill(terminal.process.pid, number)
        assert terminal.wait() == 128 + number
        assert terminal.restored() == []
    only_a_sound_game(tmp_path)


def test_a_terminal_that_goes_away_leaves_no_process_and_no_lock(
    home: dict[str, str], tmp_path: Path
) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY), home) as terminal:
        terminal.until("Pakistan")
        thinker = children(terminal.process.pid)
        os.close(terminal.slave)
        os.close(terminal.master)
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
    gone(thinker)
    only_a_sound_game(tmp_path)


@pytest.mark.slow
def test_a_signal_that_is_ignored_stays_so_and_the_terminal_is_missed_all_the_same(
    home: dict[str, str], tmp_path: Path
) -> None:
    from tests.terminal import Terminal, wargame

    ignoring = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *wargame(*PLAY)]
    with Terminal(ignoring, home) as terminal:
        terminal.until("Pakistan")
        os.kill(terminal.process.pid, signal.SIGHUP)
        terminal.type("?")
        terminal.until("Help")
        os.close(terminal.slave)
        os.close(terminal.master)
        assert terminal.process.wait(PATIENCE) == 128 + signal.SIGHUP
    only_a_sound_game(tmp_path)


# ---- line by line, and many games
@contextmanager
def started(home: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command, running; killed at the end if it still does."""

    def heedful() -> None:
        # Whoever runs the tests in the background may have some ignored, which a child would inherit.
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(each, signal.SIG_DFL)

    run = subprocess.Popen(
        [sys.executable, "-m", "wargame", *arguments],
        cwd=ROOT,
        env=os.environ | home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heedful,
    )
    try:
        yield run
    finally:
        run.kill()
        run.wait()
        for stream in (run.stdin, run.stdout, run.stderr):
            # Not read to its end, which a worker left behind would keep off.
            assert stream is not None
            stream.close()


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not found():
        select.select([], [], [], 0.02)
        assert time.monotonic() < deadline, "it never came to that"


def children(parent: int) -> list[int]:
    """The processes that one has started, without those that ended."""
    columns = [word for name in ("pid", "ppid", "stat", "args") for word in ("-o", f"{name}=")]
    table = subprocess.run(["ps", "-A", "-ww", *columns], capture_output=True, text=True, check=True)
    found = (line.split(None, 3) for line in table.stdout.splitlines())
    return [
        int(pid)
        for pid, ppid, stat, args in found
        if int(ppid) == parent and not stat.startswith("Z") and "spawn_main" in args
    ]


def gone(pids: list[int]) -> None:
    def alive(pid: int) -> bool:
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")

    assert pids
    try:
        until(lambda: not any(map(alive, pids)))
    finally:
        for pid in filter(alive, pids):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_at_the_prompt_says_where_the_game_is(
    home: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    with started(home, *PLAY, "--plain") as game:
        assert game.stdout is not None
        seen = ""
        while "[Pakistan" not in seen:
            letter = game.stdout.read(1)
            assert letter, "the prompt never came"
            seen += letter
        game.send_signal(number)
        out, err = game.communicate(timeout=PATIENCE)
    assert (game.returncode, err) == (128 + number, "")
    (saved,) = (tmp_path / "saves").iterdir()
    assert out.rstrip().endswith(f"Saved in {saved}")
    only_a_sound_game(tmp_path)


@pytest.mark.parametrize("command", ["simulate", pytest.param("balance", marks=pytest.mark.slow)])
@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow)])
def test_a_signal_ends_a_run_with_its_workers(
    home: dict[str, str], command: str, number: signal.Signals
) -> None:
    with started(home, command, str(TINY), "--games", "100000", "--seed", "1", "--jobs", "2") as run:
        until(lambda: len(children(run.pid)) == 2)
        workers = children(run.pid)
        run.send_signal(number)
        out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, out, err.strip()) == (128 + number, "", "")
    gone(workers)


def test_workers_end_with_a_run_that_is_killed(home: dict[str, str]) -> None:
    with started(home, "simulate", str(TINY), "--games", "100000", "--seed", "1", "--jobs", "2") as run:
        until(lambda: len(children(run.pid)) == 2)
        workers = children(run.pid)
    gone(workers)


BUSY = f"""
import asyncio
from pathlib import Path
from wargame.actors import registry
from wargame.rules.game import Game
from wargame.scenario import load
from wargame.table import Thinker

class Endless:
    def __init__(self, seed): pass
    def decide(self, view, legal, budget):
        Path(__file__).with_name("thinking").touch()
        while True: pass

registry._MAKERS["random"] = ("", Endless)
if __name__ == "__main__":
    tiny = load({str(TINY)!r})
    thinker = Thinker()
    print(thinker._process.pid, flush=True)
    game = Game.new(tiny, 1)
    asyncio.run(thinker.think("random", 1, game.view(0), tuple(game.legal)))
"""


def test_a_thought_ends_with_a_game_that_is_killed(tmp_path: Path) -> None:
    """Even one that would go on for ever."""
    script = tmp_path / "busy.py"
    script.write_text(BUSY, encoding="utf-8")
    path = {"PYTHONPATH": str(ROOT)}
    game = subprocess.Popen(
        [sys.executable, script], cwd=ROOT, env=os.environ | path, stdout=subprocess.PIPE, text=True
    )
    try:
        assert game.stdout is not None
        pid = int(game.stdout.readline())
        until((tmp_path / "thinking").exists)
    finally:
        game.kill()
        game.wait()
        assert game.stdout is not None
        game.stdout.close()
    gone([pid])


# ---- while the command loads
def interrupted(home: dict[str, str], delay: float, *arguments: str) -> tuple[int, str, str]:
    """The command's exit code and output when Ctrl-C comes so many seconds after its first line has run."""
    # Python's own start is not ours: it says so itself when it is interrupted.
    code = "import os; os.write(1, b'!')\nimport wargame.__main__ as program\nprogram.main()"
    run = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=os.environ | home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert run.stdout is not None
    assert run.stdout.read(1) == b"!"
    select.select([], [], [], delay)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=PATIENCE)
    return run.returncode, out.decode(), err.decode()


def swept(home: dict[str, str], runs: int, longest: float, *arguments: str) -> list[str]:
    """What went wrong in runs interrupted at times spread evenly up to the longest."""
    wrong = []
    for at in range(runs):
        delay = longest * at / runs
        code, _, err = interrupted(home, delay, *arguments)
        before_us = code == -signal.SIGINT and "wargame" not in err
        if not before_us and (code not in (130, 0) or err.strip()):
            wrong.append(f"{delay:.4f} s: {code}, {err.strip()[-300:]}")
    return wrong


@pytest.mark.parametrize(("loading", "said"), [(True, ""), (False, "unwound\n")])
def test_ctrl_c_unwinds_what_is_open_but_not_a_module_that_loads(
    tmp_path: Path, loading: bool, said: str
) -> None:
    """Where an exception may be swallowed, and the interrupt with it."""
    (tmp_path / "slow.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", encoding="utf-8"
    )
    act = "import slow" if loading else "exec(open('slow.py').read())"
    code = f"""
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from wargame.edge import leaving
with leaving.unwinding():
    try:
        {act}
    except KeyboardInterrupt:
        print("unwound")
        sys.exit(leaving.code())
"""
    path = {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, said, "")


def test_ctrl_c_while_the_command_loads_leaves_without_a_trace(home: dict[str, str]) -> None:
    assert swept(home, 12, 0.3, "scenarios") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("scenarios",), ("--version",), ("simulate", str(TINY), "--games", "2"), ("saves",)]
)
def test_ctrl_c_at_any_time_leaves_without_a_trace(home: dict[str, str], arguments: tuple[str, ...]) -> None:
    assert swept(home, 100, 0.6, *arguments) == []
