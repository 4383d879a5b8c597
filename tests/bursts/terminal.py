"""The game in a pseudo-terminal: real bytes in, and what a person would see out."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte
from attrs import define, field

PLAYER = Path(__file__).with_name("player.py")
PATIENCE = 30.0
"""Seconds to wait for anything: much longer than it should take on a busy machine."""
QUIET = 0.2
"""Seconds without anything new after which all is done: longer than a lone Esc is waited for."""
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "backspace": "\x7f",
    "ctrl+c": "\x03",
    "ctrl+p": "\x10",
    "f1": "\x1bOP",
}
_PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
"""What a program asks of newer terminals; the one here would take it for something else."""


def click(x: int, y: int) -> str:
    """A press and a release of the first mouse button."""
    return f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m"


@define
class Step:
    """Something the game did: `handed` a key to a screen, `left` a screen, `pushed` one, or `decided`."""

    what: str
    screen: str
    detail: str


@define(eq=False)
class Terminal:
    """A running game."""

    process: subprocess.Popen[bytes]
    master: int
    log: Path
    screen: pyte.Screen
    stream: pyte.ByteStream
    raw: bytearray = field(factory=bytearray)

    @classmethod
    def start(cls, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Run `wargame` with arguments and its saved games in a folder."""
        master, slave = os.openpty()
        _resize(slave, *size)
        folder.mkdir(parents=True, exist_ok=True)
        log = folder.with_name(folder.name + ".steps")
        log.write_text("")
        process = subprocess.Popen(
            [sys.executable, PLAYER, log, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env=os.environ | {"TERM": "xterm-256color", "WARGAME_SAVES": str(folder), "NO_COLOR": ""},
        )
        os.close(slave)
        screen = pyte.Screen(*size)
        return cls(process, master, log, screen, pyte.ByteStream(screen))

    # ---- reading
    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the game writes until it has been quiet for so long; False when it has ended."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.raw += data
            self.stream.feed(_PRIVATE.sub(b"", data))
        return True

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    @property
    def said(self) -> str:
        """What the game wrote last, without colours."""
        return re.sub(r"\x1b\[[0-9;?<>=]*[a-zA-Z]", "", self.raw.decode(errors="replace"))[-12000:]

    @property
    def steps(self) -> list[Step]:
        """All that the game did so far."""
        lines = self.log.read_text().splitlines()
        return [Step(*line.split("\t", 2)) for line in lines if line.count("\t") == 2]

    @property
    def alive(self) -> bool:
        """Whether the game still runs."""
        return self.process.poll() is None

    def until(self, reached: Callable[[], bool], why: str = "") -> None:
        """Read until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < deadline, f"never reached {why}; the screen shows\n{self.text}"
            if not self.read():
                self.process.wait(PATIENCE)
                assert reached(), f"the game ended before {why}; the screen shows\n{self.text}"

    def settled(self) -> None:
        """Until every key that was sent has been dealt with and all is painted."""
        last: tuple[int, int] | None = None
        while self.read(QUIET) and self.alive:
            now = (len(self.raw), self.log.stat().st_size)
            if now == last:
                return
            last = now

    @property
    def top(self) -> str:
        """The screen on top."""
        stack: list[str] = []
        for step in self.steps:
            if step.what == "pushed":
                stack.append(step.screen)
            elif step.what == "left" and step.screen in stack:
                del stack[len(stack) - 1 - stack[::-1].index(step.screen)]
        return stack[-1] if stack else ""

    # ---- writing
    def send(self, *keys: str) -> None:
        """Keys by name or as text, in one write."""
        if self.alive:
            os.write(self.master, "".join(KEYS.get(key, key) for key in keys).encode())

    def resize(self, width: int, height: int) -> None:
        """Another size of the terminal."""
        self.screen.resize(height, width)
        _resize(self.master, width, height)

    def quit(self) -> int:
        """Leave with Ctrl+C twice, if it has not ended yet; the exit code."""
        self.settled()
        self.send("ctrl+c", "ctrl+c")
        deadline = time.monotonic() + PATIENCE
        while self.read(0.05) and self.alive and time.monotonic() < deadline:
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End the game, however."""
        if self.alive:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self.master)


def _resize(file: int, width: int, height: int) -> None:
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
