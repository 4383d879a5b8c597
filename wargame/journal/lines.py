"""One record as one line of JSON, sealed by a checksum that also covers the line before it.

A changed, missing, repeated or swapped line breaks the seal of the first line that is not as it was written.

What would give a game away is packed: whoever opens the file sees no seed, agenda or order, and nothing else is
hidden from anybody who means to look.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from typing import Any
from zlib import compress, crc32, decompressobj
from zlib import error as ZlibError

MARK = b'"crc":"'
PACKED = "packed"
MOST_BYTES = 1 << 22
"""No record comes near when it is unpacked."""
_SEALED = re.compile(rb'(.*),"crc":"([0-9a-f]{8})"\}', re.DOTALL)


def seal(record: Mapping[str, Any], before: int) -> tuple[bytes, int]:
    """The line, with its newline, and its seal. `before` is the seal of the line before, 0 for the first."""
    body = _text(record)[:-1]
    own = crc32(body, before)
    return body + b',"crc":"%08x"}\n' % own, own


def seal_of(line: bytes, before: int) -> int:
    """The seal of a line without its newline. Raises `ValueError` when the line is not as it was written."""
    own, claimed = seals_of(line, before)
    if own != claimed:
        raise ValueError("the line does not match its checksum")
    return own


def seals_of(line: bytes, before: int) -> tuple[int, int]:
    """The seal a line should have, and the one it says it has. Raises `ValueError` when it says none."""
    found = _SEALED.fullmatch(line)
    if found is None:
        raise ValueError("the line is damaged or incomplete")
    return crc32(found[1], before), int(found[2], 16)


def packed(record: Mapping[str, Any], plain: Collection[str]) -> dict[str, Any]:
    """A record of which only `plain` can be read at a glance."""
    hidden = {name: value for name, value in record.items() if name not in plain}
    shown = {name: value for name, value in record.items() if name in plain}
    return shown | {PACKED: b64encode(compress(_text(hidden))).decode()} if hidden else shown


def parse(line: bytes) -> dict[str, Any]:
    """A line's record without its seal. Raises `ValueError` when it holds none."""
    return measured(line)[0]


def measured(line: bytes) -> tuple[dict[str, Any], int]:
    """A line's record without its seal, and how many bytes it is unpacked. Raises `ValueError`."""
    record, hidden = _apart(line)
    if hidden is None:
        return record, len(line)
    text = _unpacked(hidden)
    inner = _object(text)
    twice = inner.keys() & record.keys()
    if twice:
        raise ValueError(f"the line says {min(twice)!r} twice")
    return record | inner, len(text)


def glance(line: bytes) -> dict[str, Any]:
    """A line's record without its seal and what is packed. Raises `ValueError` when it holds none."""
    return _apart(line)[0]


def _apart(line: bytes) -> tuple[dict[str, Any], object]:
    record = _object(line)
    if not isinstance(record.get("kind"), str):
        raise ValueError("the line is not a record of a journal")
    record.pop("crc", None)
    return record, record.pop(PACKED, None)


def _text(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, separators=(",", ":"), allow_nan=False).encode("ascii")


def _unpacked(hidden: object) -> bytes:
    if not isinstance(hidden, str):
        raise ValueError("what is packed in the line is not text")
    try:
        opener = decompressobj()
        text = opener.decompress(b64decode(hidden, validate=True), MOST_BYTES)
    except (ValueError, ZlibError):
        raise ValueError("what is packed in the line cannot be unpacked") from None
    if not opener.eof:
        raise ValueError("what is packed in the line is cut off or too large")
    return text


def _object(text: bytes) -> dict[str, Any]:
    if len(text) > MOST_BYTES:
        raise ValueError("the line is too long")
    try:
        record = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
    except _Refused as refused:
        raise ValueError(str(refused)) from None
    except RecursionError:
        raise ValueError("the line is nested too deeply") from None
    except ValueError:
        raise ValueError("the line is not JSON") from None
    if not isinstance(record, dict):
        raise ValueError("the line is not a record of a journal")
    return record


class _Refused(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused(f"the line says {next(n for n in names if names.count(n) > 1)!r:.80} twice")
    return record


def _no_number(text: str) -> Any:
    raise _Refused(f"the line holds {text:.20}, and a journal has only whole numbers")
