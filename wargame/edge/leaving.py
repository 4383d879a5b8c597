"""Leaving when the system asks for it: Ctrl-C, TERM, HUP and QUIT wind up what is open, as quitting does.

A signal that was ignored when the program started, as HUP is under `nohup`, stays so.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_ASKS = tuple(
    int(getattr(signal, name))
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
    if hasattr(signal, name)
)
"""What asks for the end beside Ctrl-C. Windows has the first and the last."""
_HANG_UP = 1
_PATIENCE = 3.0
"""Seconds in which a second signal adds nothing: a terminal that closes often sends several."""

_asked = 0
_since = 0.0
_hand_to: Callable[[], None] | None = None


def code() -> int:
    """The exit code of a program that was asked to leave: 128 and the signal's number."""
    return 128 + (_asked or signal.SIGINT)


def asked() -> bool:
    """Whether a signal has asked for the end."""
    return _asked > 0


def hung_up() -> None:
    """The terminal has gone; that is what a HUP would have said."""
    _note(_HANG_UP)


def at_once() -> None:
    """Have signals end the program on the spot, while there is nothing to wind up."""
    for number in (signal.SIGINT, *_ASKS):
        _catch(number, lambda signum, _frame: os._exit(128 + signum))


@contextmanager
def unwinding() -> Iterator[None]:
    """Have signals raise `KeyboardInterrupt`, so that whatever is open closes on the way out.

    While a module loads nothing of ours is open, and an exception there could be swallowed or show a trace: then
    the program ends on the spot.
    """
    global _asked
    _asked = 0
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ASKS)}
    _catch(signal.SIGINT, _interrupt)
    for number in _ASKS:
        _catch(number, _ask)
    try:
        yield
    finally:
        for number, handler in before.items():
            _set(number, handler)


@contextmanager
def holding() -> Iterator[None]:
    """While something is held that must be let go of, such as a game's lock: nothing ends on the spot."""
    before = signal.getsignal(signal.SIGINT)
    # This one asyncio knows, and replaces by one that cancels what runs.
    _catch(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        _set(signal.SIGINT, before)


@contextmanager
def handing_to(leave: Callable[[], None]) -> Iterator[None]:
    """Have signals call `leave`, which must only ask for the end and return."""
    global _hand_to
    before = signal.getsignal(signal.SIGINT)
    _hand_to = leave
    _set(signal.SIGINT, _ask)
    try:
        yield
    finally:
        _hand_to = None
        _set(signal.SIGINT, before)


def _ask(signum: int, frame: FrameType | None) -> None:
    if _asked and time.monotonic() - _since < _PATIENCE:
        return
    again = asked()
    _note(signum)
    if _hand_to is not None and not again:
        _hand_to()
        return
    handler = signal.getsignal(signal.SIGINT)
    if callable(handler) and handler is not _ask:
        handler(signal.SIGINT, frame)
    else:
        raise KeyboardInterrupt


def _interrupt(signum: int, frame: FrameType | None) -> None:
    if _loading(frame):
        os._exit(code())
    raise KeyboardInterrupt


def _loading(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _note(signum: int) -> None:
    global _asked, _since
    if not _asked:
        _asked, _since = signum, time.monotonic()


def _catch(number: int, handler: Callable[[int, FrameType | None], object]) -> None:
    if signal.getsignal(number) is not signal.SIG_IGN:
        _set(number, handler)


def _set(number: int, handler: object) -> None:
    # Another thread than the first may not; None was set by something that is not Python.
    if handler is not None:
        with suppress(ValueError):
            signal.signal(number, handler)  # type: ignore[arg-type]
