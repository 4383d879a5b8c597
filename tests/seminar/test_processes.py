"""A class as it runs in a school: the referee in a process of its own, which may be killed at any moment."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from attrs import define, field

from tests.terminal import Terminal, wargame
from tests.tiny import TINY
from wargame.journal import read
from wargame.rules.errors import RulesError
from wargame.seminar.joining import sit_down
from wargame.table import verify
from wargame.table.remote import RemoteTable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@define(eq=False)
class Host:
    """`wargame host` in a process."""

    folder: Path
    port: int
    process: subprocess.Popen[str]
    first: list[str] = field(factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        return re.findall(r"code ([A-Z0-9]{6})", "\n".join(self.first))[0]

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; the exit code and what it said last."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out + err


def start(folder: Path, port: int, *arguments: str) -> Host:
    """Start a referee, and wait until it can be joined."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "wargame", "host", *arguments, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(home), "WARGAME_SAVES": str(folder.parent / "saves")},
    )
    host = Host(folder, port, process)
    assert process.stdout is not None
    for line in process.stdout:
        host.first.append(line.rstrip())
        if "Ctrl+C" in line:
            return host
    raise AssertionError(f"it did not start: {host.first} {process.communicate()[1]}")


@contextmanager
def hosted(folder: Path, *arguments: str) -> Iterator[Host]:
    """A referee that is killed at the end, if it still runs."""
    host = start(folder, free_port(), str(TINY), "--folder", str(folder), *arguments)
    try:
        yield host
    finally:
        host.process.kill()
        host.process.communicate()


@define(eq=False)
class Student:
    """Plays on by random choices in a thread, and remembers what it was told stands."""

    remote: RemoteTable
    random: Random
    most: int
    told: list[str] = field(factory=list)
    fault: str = ""
    done: threading.Event = field(factory=threading.Event)

    def begin(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            asyncio.run(self._play())
        except Exception as error:
            self.fault = repr(error)
        self.done.set()

    async def _play(self) -> None:
        table = self.remote
        while len(self.told) < self.most and not (status := await table.status()).over:
            if status.decision is not None and status.decision.seat == table.seat:
                legal = await table.legal()
                action = legal[self.random.randrange(len(legal))]
                try:
                    await table.submit(action)
                except RulesError:
                    # The line was cut before an answer came: the board says what became of it.
                    await asyncio.sleep(0.02)
                    continue
                self.told.append(action.key)
                await asyncio.sleep(self.random.random() * 0.03)
            else:
                await table.advance()
        await table.close()


def killed_and_resumed(folder: Path, kills: int, seed: int) -> tuple[int, list[Student]]:
    """A class of two tables in which everybody plays, killed so many times without a word; the decisions made."""
    random = Random(seed)
    with hosted(folder, "--tables", "2") as host:
        students = [
            Student(
                sit_down(
                    host.address, host.code, f"{seat}{table}", seat, table, folder.parent / f"{seat}{table}"
                )[0],
                Random(seed * 10 + table),
                1000,
            )
            for table in (1, 2)
            for seat in ("CHN", "PAK")
        ]
        for student in students:
            student.begin()
        for _ in range(kills):
            time.sleep(0.2 + random.random() * 0.5)
            host.process.kill()
            host.process.communicate()
            again = start(folder, host.port, "--resume", str(folder))
            host.process, host.first = again.process, again.first
        for student in students:
            assert student.done.wait(90), "a client did not come back"
        assert host.end()[0] in (0, 143)
    made = 0
    for path in sorted(folder.glob("*.jsonl")):
        report = verify(path)
        assert report.ok, report.message
        made += report.decisions
    return made, students


def hold_told(folder: Path, students: list[Student]) -> None:
    """Every decision that a client was told stands is in a journal, in its order."""
    records = [read(path) for path in sorted(folder.glob("*.jsonl"))]
    kept = [[line.action for line in record.decisions] for record in records]
    for student in students:
        assert student.fault == ""
        assert any(_within(student.told, keys) for keys in kept), student.told
    assert all(record.end is not None for record in records)


def _within(told: list[str], kept: list[str]) -> bool:
    left = iter(kept)
    return all(key in left for key in told)


def test_killed_at_any_moment_a_class_goes_on(tmp_path: Path) -> None:
    """No decision that a client was told of is lost, every table continues, and clients come back by themselves."""
    made, students = killed_and_resumed(tmp_path / "class", 2, 1)
    assert made > 20
    hold_told(tmp_path / "class", students)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 8))
def test_killed_again_and_again(tmp_path: Path, seed: int) -> None:
    made, students = killed_and_resumed(tmp_path / "class", 5, seed)
    assert made > 20
    hold_told(tmp_path / "class", students)


def test_signals_end_it_cleanly_and_say_how_to_go_on(tmp_path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        folder = tmp_path / f"class{number}"
        with hosted(folder) as host:
            code, said = host.end(number)
            assert code == 128 + number
            assert f"wargame host --resume {folder}" in said
            assert "Traceback" not in said


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = subprocess.run(
            [
                sys.executable,
                "-m",
                "wargame",
                "host",
                str(TINY),
                "--port",
                str(port),
                "--folder",
                str(tmp_path / "c"),
            ],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={**os.environ, "HOME": str(tmp_path)},
        )
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert f"port {port} is taken" in ran.stderr


def test_what_is_printed_holds_no_key_and_no_token(tmp_path: Path) -> None:
    """It may end in a log; the facilitator's address is in a file that nobody else may read."""
    folder = tmp_path / "class"
    with hosted(folder) as host:
        remote, _ = sit_down(host.address, host.code, "Anna", None, None, tmp_path / "tokens")
        asyncio.run(remote.close())
        _, said = host.end()
        printed = "\n".join(host.first) + said
        key = (folder / "facilitator").read_text().strip().partition("#")[2]
        assert len(key) > 40
        assert key not in printed
        token = (tmp_path / "tokens").read_text().rpartition('": "')[2].rstrip('"}')
        assert len(token) > 40
        for path in folder.iterdir():
            assert token.encode() not in path.read_bytes()
        for name in ("facilitator", "class.json", "class.log"):
            assert (folder / name).stat().st_mode & 0o077 == 0, name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("join", "127.0.0.1:9", "--code", "X", "--name", "A"), "nobody answers at 127.0.0.1:9"),
        (("join", "::::", "--code", "X", "--name", "A"), "is not an address like"),
        (("join", "127.0.0.1:1", "--name", "A"), "the code of the class is missing"),
        (("host", "no-such"), "no-such"),
        (("host", str(TINY), "--seats", "XXX"), "has no seat 'XXX'"),
        (("host", str(TINY), "--seats", "CHN=thumb,PAK=thumb"), "leaves no seat to people"),
        (("host", str(TINY), "--seed", "x"), "--seed"),
        (("host", "--resume", "/nowhere"), "no class in it"),
        (("host", str(TINY), "--resume", "/nowhere"), "goes on with a class as it is"),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "wargame", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(tmp_path), "WARGAME_SAVES": str(tmp_path / "saves")},
    )
    assert ran.returncode in (1, 2)
    assert words in ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import importlib.util, sys; found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'aiohttp' else found(name, *more)\n"
        "from wargame.cli.tree import main; main(sys.argv[1:])"
    )
    for command in (("host",), ("join", "127.0.0.1")):
        ran = subprocess.run(
            [sys.executable, "-c", code, *command], capture_output=True, text=True, timeout=PATIENCE
        )
        assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1), ran.stderr
        assert "pip install 'chokepoint[seminar]'" in ran.stderr


def test_a_terminal_outlives_its_host(tmp_path: Path) -> None:
    """The board says that the line is down, and is asked again when the class goes on; a name and a code are asked for."""
    folder = tmp_path / "class"
    environment = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with (
        hosted(folder) as host,
        Terminal(wargame("join", host.address, "--seat", "CHN"), environment, 100, 34) as term,
    ):
        term.until("Your name")
        term.type("Anna\n")
        term.until("The code on the board")
        term.type(f"{host.code.lower()}\n")
        term.until("Quit")
        term.until("China")
        host.process.kill()
        host.process.communicate()
        term.until("The line to the host is down")
        again = start(folder, host.port, "--resume", str(folder))
        host.process, host.first = again.process, again.first
        term.until("The line to the host is back")
        term.type("\x03\x03")
        assert term.wait() == 0
        assert term.restored() == []
    with hosted(tmp_path / "other") as host:
        ran = subprocess.run(
            wargame("join", host.address, "--code", host.code, "--name", "Ben", "--plain"),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            input="board\nquit\n",
            env={**os.environ, **environment},
        )
        assert ran.returncode == 0
        assert "You are Ben, at the seat of " in ran.stdout
        assert "The game is kept by the host" in ran.stdout
        assert ran.stderr == ""
