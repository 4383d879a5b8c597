"""A program on the other side of two pipes: lines to it, lines from it, and an end to it and to all it has started."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from wargame.actors.guests import guard
from wargame.actors.guests.faults import GuestFault

MOST_LINE = 1 << 16
"""Bytes of one line."""
MOST_LINES = 1000
"""Lines that may wait unread."""
_TICK = 0.25
_BYE = 0.6
"""Seconds in which a program that was told to go may do so; the guard waits nearly as long for what it has started."""
_KEPT = 2000
"""Bytes kept of what it last wrote on standard error."""

_left: list[str] = []


def left_behind() -> list[str]:
    """Who left a process behind since this was last asked: a sentence each."""
    found = _left[:]
    _left.clear()
    return found


class Process:
    """One running program. `send` never waits; `receive` does, for as long as a `Clock` allows."""

    def __init__(self, title: str, command: Sequence[str], *, ours: bool) -> None:
        """`ours` runs in this Python with all that is imported from here; any other gets the environment as it is."""
        self.title = title
        self._incoming: queue.Queue[bytes | None] = queue.Queue()
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._flooded = False
        self._errors = b""
        self._closing = threading.Lock()
        self._closed = self._lost = False
        self._start(command, ours)
        self._listening = [
            threading.Thread(target=target, daemon=True, name=f"guest {target.__name__}")
            for target in (self._read, self._write, self._read_errors)
        ]
        for thread in self._listening:
            thread.start()

    def _start(self, command: Sequence[str], ours: bool) -> None:
        self._lifeline = -1
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} if ours else {}
        kept: tuple[int, ...] = ()
        if os.name == "posix":
            theirs, self._lifeline = os.pipe()
            kept = (theirs,)
            command = [sys.executable, "-I", "-S", str(Path(guard.__file__)), str(theirs), *command]
        try:
            self._process = subprocess.Popen(
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**os.environ, **path},
                pass_fds=kept,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            if self._lifeline >= 0:
                os.close(self._lifeline)
            raise GuestFault(f"cannot be run: {error.strerror or error}") from None
        finally:
            for handle in kept:
                os.close(handle)

    @property
    def running(self) -> bool:
        """Whether it can still be asked."""
        return not (self._closed or self._lost) and self._process.poll() is None

    def send(self, line: bytes) -> None:
        """Have a line written, without its end. A program that does not read it is found out by not answering."""
        self._outgoing.put(line + b"\n")

    def receive(self, clock: Clock) -> bytes:
        """The next line, without its end. Raises `GuestFault` when none comes in time, or no sensible one can."""
        while True:
            try:
                line = self._incoming.get(timeout=clock.slice())
            except queue.Empty:
                if clock.over():
                    raise self._gone(f"took longer than {clock.seconds:g} seconds") from None
                continue
            if line is not None:
                return line
            raise self._gone("said more than can be listened to" if self._flooded else "")

    def _gone(self, why: str) -> GuestFault:
        self._lost = True
        if why:
            return GuestFault(why, f"{why}: {self.said()}" if self.said() else "")
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_BYE)
        self._listening[-1].join(_BYE)  # its last words
        if self._process.returncode == guard.NOT_RUN:
            return GuestFault("cannot be run", f"cannot be run: {self.said()}")
        return GuestFault("crashed", f"crashed: {self.said()}" if self.said() else "crashed without a word")

    def said(self) -> str:
        """What it last wrote on standard error, on one line."""
        return " ".join(self._errors.decode(errors="replace").split())[-500:]

    def close(self, farewell: bytes | None = None) -> None:
        """End it with whatever it has started; with a farewell, which may be empty, not before it had time to go of itself.

        Does nothing the second time.
        """
        with self._closing:
            if self._closed:
                return
            self._closed = True
        if farewell is not None:
            if farewell:
                self.send(farewell)
            self._outgoing.put(None)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(2 * _BYE)
        self._end()

    def _end(self) -> None:
        if self._lifeline >= 0:
            os.close(self._lifeline)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.returncode == guard.LEFT_BEHIND:
            _left.append(f"{self.title} left a process of its own behind; it was ended.")
        self._outgoing.put(None)

    # ---- the pipes, each in a thread of its own
    def _read(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        with self._process.stdout as stream, suppress(OSError, ValueError):
            while chunk := stream.read(MOST_LINE):
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > MOST_LINE or self._incoming.qsize() + len(lines) > MOST_LINES:
                    self._flooded = True
                    break
                for line in lines:
                    self._incoming.put(line)
        self._incoming.put(None)

    def _write(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError), self._process.stdin as stream:
            while (line := self._outgoing.get()) is not None:
                rest = memoryview(line)
                while rest:
                    rest = rest[stream.write(rest) or 0 :]

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        with suppress(OSError, ValueError), self._process.stderr as stream:
            while chunk := stream.read(4096):
                self._errors = (self._errors + chunk)[-_KEPT:]


class Clock:
    """The seconds of one decision. Time for which this program was stopped, or the machine slept, does not count."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._spent = 0.0
        self._since = time.monotonic()

    def slice(self) -> float:
        """How long to wait before looking again."""
        self.over()
        return max(0.0, min(_TICK, self.seconds - self._spent))

    def over(self) -> bool:
        """Whether the time is up."""
        now = time.monotonic()
        self._spent += min(now - self._since, 2 * _TICK)
        self._since = now
        return self._spent >= self.seconds
