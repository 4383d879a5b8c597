"""A real pseudo-terminal with a program in it, and what a person in front of it would see."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyte

ROOT = Path(__file__).parents[1]
PATIENCE = 30.0
"""Seconds to wait for anything: machines that run tests are busy."""


class Terminal:
    """Runs a command as the leader of a session whose terminal this is."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        columns: int = 100,
        rows: int = 60,
        term: str = "xterm-256color",
    ) -> None:
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.slave = slave
        self.before = termios.tcgetattr(slave)
        self.screen = pyte.HistoryScreen(columns, rows, history=1000)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        settings = {"TERM": term, "LANG": "C.UTF-8", "PATH": os.environ["PATH"], "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=settings | dict(environment),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=_lead,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self.master, self.slave):
            with suppress(OSError):
                os.close(handle)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def scrolled(self) -> str:
        """What has scrolled off it and can be scrolled back to."""
        if b"\x1b[3J" in self.raw:
            # The emulator keeps its history on this one; terminals empty theirs.
            return ""
        return "\n".join("".join(cell.data for cell in line.values()) for line in self.screen.history.top)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what was written; False when the terminal has nothing to say."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self.master, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.raw += found
        self.stream.feed(found)
        return bool(found)

    def until(self, done: Callable[[], bool] | str) -> None:
        """Read until something holds, or a text stands on the screen."""
        wanted = done
        check = (lambda: wanted in self.text) if isinstance(wanted, str) else wanted
        deadline = time.monotonic() + PATIENCE
        while not check():
            self.read()
            assert time.monotonic() < deadline, f"{wanted!r} never came:\n{self.text}"
            if self.process.poll() is not None and not self.read():
                assert check(), f"it ended with {self.process.returncode} before {wanted!r}:\n{self.text}"

    def wait(self) -> int:
        """Read until the command has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read()
            assert time.monotonic() < deadline, f"it never ended:\n{self.text}"
        while self.read():
            pass
        return self.process.returncode

    def restored(self) -> list[str]:
        """What of the terminal is not as it was before a full screen; empty when all is."""
        modes = {"1049": "h", "1000": "h", "1003": "h", "1006": "h", "2004": "h", "1004": "h", "25": "l"}
        wrong = [mode for mode, on in modes.items() if not self._off(mode, on)]
        return wrong + (["line discipline"] if termios.tcgetattr(self.slave) != self.before else [])

    def _off(self, mode: str, on: str) -> bool:
        off = "l" if on == "h" else "h"
        return self.raw.rfind(f"\x1b[?{mode}{off}".encode()) >= self.raw.rfind(f"\x1b[?{mode}{on}".encode())


def _lead() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Whoever runs the tests in the background may have some ignored, which a child would inherit.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(name, signal.SIG_DFL)


def wargame(*arguments: str) -> list[str]:
    """The command, as this checkout has it."""
    return [sys.executable, "-m", "wargame", *arguments]
