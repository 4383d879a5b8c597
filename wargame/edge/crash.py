"""What is left of a crash: a log of types and places, without messages or values, for these hold a game's secrets."""

from __future__ import annotations

import errno
import os
import platform
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from traceback import print_exception, walk_tb
from typing import TYPE_CHECKING, Any

from wargame import __version__

if TYPE_CHECKING:
    import asyncio

SWITCH = "WARGAME_DEBUG"
"""Set to anything, this variable has a developer shown the whole trace as well."""
MOST_FRAMES = 60

_PACKAGE = Path(__file__).parents[2]


class Broken(Exception):
    """A client failed in the middle of a game; every decision until then is saved, unless `saved` is None."""

    def __init__(self, cause: Exception, saved: Path | None) -> None:
        super().__init__()
        self.cause = cause
        self.saved = saved


def record(error: BaseException) -> Path | None:
    """Write the log of a crash; where it is, or None when nothing takes it."""
    if os.environ.get(SWITCH):
        print_exception(error)
    text = "\n".join(told(error)) + "\n"
    for folder in _folders():
        name = f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(3)}.log"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / name
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="utf-8") as file:
                file.write(text)
            return path
    return None


def told(error: BaseException) -> Iterator[str]:
    """The lines of a log."""
    encoding = getattr(sys.stdout, "encoding", None)
    yield f"Chokepoint {__version__}, Python {platform.python_version()}, {platform.platform()}"
    yield f"Terminal {os.environ.get('TERM', 'unknown')}, encoding {encoding}"
    yield "Types and places only: messages and values could hold what a player may not know."
    for step, each in enumerate(_chain(error)):
        yield ""
        yield f"{'after ' if step else ''}{type(each).__module__}.{type(each).__qualname__}{_number(each)}"
        frames = [(frame.f_code, line) for frame, line in walk_tb(each.__traceback__)]
        shown = frames if len(frames) <= MOST_FRAMES else [*frames[:20], *frames[20 - MOST_FRAMES :]]
        if len(shown) < len(frames):
            yield f"  {len(frames)} frames, of which {len(shown)}:"
        for code, line in shown:
            yield f"  {_place(code.co_filename)}:{line} {code.co_qualname}"


def quieten(loop: asyncio.AbstractEventLoop) -> None:
    """Have what goes wrong outside of anybody's call logged rather than printed with its trace."""

    def heard(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            record(error)

    def heard_in_thread(args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            record(args.exc_value)

    loop.set_exception_handler(heard)
    threading.excepthook = heard_in_thread


def _chain(error: BaseException) -> Iterator[BaseException]:
    todo, seen = [error], set[int]()
    while todo:
        each = todo.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        todo += [found for found in (each.__cause__, each.__context__) if found is not None]
        if isinstance(each, BaseExceptionGroup):
            todo += each.exceptions


def _number(error: BaseException) -> str:
    known = isinstance(error, OSError) and error.errno is not None
    return f" {errno.errorcode.get(error.errno or 0, '')}" if known and isinstance(error, OSError) else ""


def _place(name: str) -> str:
    """A source file without the part of its path that may name a person."""
    path = Path(name)
    with suppress(ValueError):
        return path.relative_to(_PACKAGE).as_posix()
    parts = path.parts
    for folder in ("site-packages", "lib"):
        if folder in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(folder) :])
    return path.name


def _folders() -> Iterator[Path]:
    with suppress(Exception):
        import platformdirs

        yield platformdirs.user_log_path("chokepoint", appauthor=False)
    with suppress(OSError):
        yield Path(tempfile.gettempdir())
