"""One record as one line of JSON, sealed by a checksum that also covers the line before it.

A changed, missing, repeated or swapped line breaks the seal of the first line that is not as it was written.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any
from zlib import crc32

MARK = b'"crc":"'
_SEALED = re.compile(rb'(.*),"crc":"([0-9a-f]{8})"\}', re.DOTALL)


def seal(record: Mapping[str, Any], before: int) -> tuple[bytes, int]:
    """The line, with its newline, and its seal. `before` is the seal of the line before, 0 for the first."""
    body = json.dumps(record, separators=(",", ":"), allow_nan=False).encode("ascii")[:-1]
    own = crc32(body, before)
    return body + b',"crc":"%08x"}\n' % own, own


def seal_of(line: bytes, before: int) -> int:
    """The seal of a line without its newline. Raises `ValueError` when the line is not as it was written.

    What an editor puts around a line, a byte-order mark or a carriage return, is no part of it.
    """
    found = _SEALED.fullmatch(line.removeprefix(BOM_UTF8).removesuffix(b"\r"))
    if found is None:
        raise ValueError("the line is damaged or incomplete")
    own = crc32(found[1], before)
    if b"%08x" % own != found[2]:
        raise ValueError("the line does not match its checksum")
    return own


def parse(line: bytes) -> dict[str, Any]:
    """A line's record without its seal. Raises `ValueError` when it holds none."""
    try:
        record = json.loads(line)
    except RecursionError:
        raise ValueError("the line is nested too deeply") from None
    except ValueError:
        raise ValueError("the line is not JSON") from None
    if not isinstance(record, dict) or not isinstance(record.get("kind"), str):
        raise ValueError("the line is not a record of a journal")
    record.pop("crc", None)
    return record
