"""Runs a program, and takes down with it whatever it has started: `guard.py LIFELINE COMMAND…`. Needs POSIX.

Run by itself, in a Python without site packages, so it imports nothing of the game. LIFELINE is a descriptor that
nobody writes to: when its other end is closed, be it because the game was killed, everything ends.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

NOT_RUN = 65
"""The exit code when the command cannot be started; standard error says why."""
LEFT_BEHIND = 66
"""The exit code when the program ended of itself and something it had started went on."""
_ADOPT = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2): whatever loses its parent becomes ours."""
_GRACE = 0.5
"""Seconds in which what a program has started may end after it."""
_SWEEP = 3.0


def main() -> None:
    """Run the command and leave with its exit code, or with one of the above."""
    lifeline, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    try:
        program = subprocess.Popen(command, start_new_session=True)
    except OSError as error:
        sys.stderr.write(f"{command[0]}: {error.strerror or error}\n")
        sys.stderr.flush()
        os._exit(NOT_RUN)
    # Not before: what is ignored would be ignored in the program too.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    # The reader at the other end must see the program's end, not ours.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    cut = threading.Event()
    threading.Thread(target=_watch, args=(lifeline, program.pid, cut), daemon=True).start()
    code = program.wait()
    left = not cut.is_set() and _goes_on(program.pid)
    _sweep(program.pid)
    os._exit(LEFT_BEHIND if left else code & 0x7F)


def _watch(lifeline: int, program: int, cut: threading.Event) -> None:
    with suppress(OSError):
        os.read(lifeline, 1)
    cut.set()
    _kill_group(program)


def _kill_group(program: int) -> None:
    with suppress(OSError):
        os.killpg(program, signal.SIGKILL)


def _goes_on(program: int) -> bool:
    """Whether anything that the program has started is there after its grace."""
    until = time.monotonic() + _GRACE
    while _any_left(program):
        if time.monotonic() > until:
            return True
        time.sleep(0.01)
    return False


def _any_left(program: int) -> bool:
    _reap()
    if _adopted():
        return True
    with suppress(OSError):
        os.killpg(program, 0)
        return True
    return False


def _sweep(program: int) -> None:
    """End all that is left; what is orphaned by that becomes ours, and ends in the next round."""
    until = time.monotonic() + _SWEEP
    while _any_left(program) and time.monotonic() < until:
        _kill_group(program)
        for child in _adopted():
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
        time.sleep(0.005)


def _adopted() -> list[int]:
    """Our children by now; known on Linux only."""
    with suppress(OSError):
        return [
            int(word) for word in Path("/proc/self/task", str(os.getpid()), "children").read_text().split()
        ]
    return []


def _reap() -> None:
    with suppress(OSError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    main()
