"""Reads a scenario file as plain data, within bounds that no honest scenario meets."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from wargame.files import FileFault, TooLarge, read_whole
from wargame.scenario.faults import Fault, ScenarioFault

Data = dict[str, Any]

# tomllib reads about half a megabyte a second at its worst, and a refusal should not take one.
MOST_BYTES = 400_000
MOST_LINES = 15_000
MOST_TABLES = 6_000
MOST_DEPTH = 12
MOST_ITEMS = 500
MOST_VALUES = 100_000
LONGEST_TEXT = 4_000
LARGEST_NUMBER = 1_000_000

# tomllib takes quadratic time over a key of very many dotted parts.
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]{1,99}|"[^"\n]{0,99}"|'[^'\n]{0,99}')[ \t]*\.[ \t]*){12}""")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_text(path: Path) -> str:
    """The text of a file. Raises `ScenarioFault` for anything but a readable, modest UTF-8 file."""
    name = path.name
    try:
        raw = read_whole(path, MOST_BYTES)
    except FileNotFoundError:
        raise _refuse("no-file", name, "there is no such file") from None
    except TooLarge:
        raise _refuse("too-large", name, f"more than {MOST_BYTES} bytes", f"at most {MOST_BYTES}") from None
    except FileFault as fault:
        raise _refuse("not-a-file", name, fault.reason, "a scenario file") from None
    except OSError as error:
        raise _refuse("unreadable", name, f"cannot be read ({error.strerror or 'bad name'})") from None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refuse("not-text", f"{name}, line {line}", "bytes that are not UTF-8", "UTF-8 text") from None


def parse(text: str, name: str) -> Data:
    """The data a TOML text states. Raises `ScenarioFault` with the line of a syntax fault."""
    if text.count("\n") > MOST_LINES:
        raise _refuse("too-large", name, f"more than {MOST_LINES} lines", f"at most {MOST_LINES}")
    tables = sum(1 for _ in _TABLE.finditer(text))
    if tables > MOST_TABLES:
        raise _refuse(
            "too-large", name, f"{tables} lines that open a table or list", f"at most {MOST_TABLES}"
        )
    deep = _LONG_KEY.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start()) + 1
        raise _refuse(
            "too-deep", f"{name}, line {line}", "a key of many parts", f"at most {MOST_DEPTH} levels"
        )
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise _refuse("too-deep", name, "tables within tables", f"at most {MOST_DEPTH} levels") from None
    except ValueError as error:
        raise _syntax(str(error), text, name) from None
    measure(data, name)
    return data


def _syntax(message: str, text: str, name: str) -> ScenarioFault:
    """TOML's own complaint, with its place put where all places stand."""
    match = _WHERE.search(message)
    what = _WHERE.sub("", message)
    if match is None:
        line, column = 0, 0
    elif match[1] is None:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    else:
        line, column = int(match[1]), int(match[2])
    where = f"{name}, line {line}, column {column}" if line else name
    return _refuse("syntax", where, f"not TOML: {' '.join(what.split())[:200]}")


def measure(data: object, name: str) -> None:
    """Refuse data that is too deep, too long or too large. Raises `ScenarioFault`."""
    count = 0
    todo: list[tuple[object, str, int]] = [(data, name, 0)]
    while todo:
        value, key, depth = todo.pop()
        count += 1
        if count > MOST_VALUES:
            raise _refuse("too-large", name, f"more than {MOST_VALUES} values", f"at most {MOST_VALUES}")
        if isinstance(value, dict):
            if depth >= MOST_DEPTH:
                raise _refuse("too-deep", key, "tables within tables", f"at most {MOST_DEPTH} levels")
            _few(len(value), key)
            for inner, content in value.items():
                word = str(inner)
                if len(word) > 100:
                    raise _refuse("too-long", key, "a key of more than 100 characters", "a shorter key")
                todo.append((content, word, depth + 1))
        elif isinstance(value, list):
            if depth >= MOST_DEPTH:
                raise _refuse("too-deep", key, "lists within lists", f"at most {MOST_DEPTH} levels")
            _few(len(value), key)
            todo.extend((content, key, depth + 1) for content in value)
        elif isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise _refuse("too-long", key, f"{len(value)} characters", f"at most {LONGEST_TEXT}")
        elif isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise _refuse("out-of-range", key, "a very large number", f"at most {LARGEST_NUMBER}")


def _few(size: int, key: str) -> None:
    if size > MOST_ITEMS:
        raise _refuse("too-many", key, f"{size} entries", f"at most {MOST_ITEMS}")


def _refuse(code: str, path: str, found: str, expected: str = "") -> ScenarioFault:
    """A fault that ends the reading. Names of hostile files and keys are kept on one short line."""
    clean = "".join(letter if letter.isprintable() else "?" for letter in path)
    return ScenarioFault([Fault(code, clean[:120], found, expected)])
