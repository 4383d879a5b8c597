"""Rows of games as a table on disk: CSV, or Parquet where pyarrow is installed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wargame.lab.faults import LabFault

ENDINGS = (".csv", ".parquet")


def check(path: Path) -> None:
    """Whether a table can be written there: before an hour's games, not after them. Raises `LabFault`."""
    if path.suffix.casefold() not in ENDINGS:
        raise LabFault(f"--out {path}: name a file that ends in .csv or .parquet.")
    if not path.parent.is_dir():
        raise LabFault(f"--out {path}: there is no such folder.")
    if path.suffix.casefold() == ".parquet" and find_spec("pyarrow") is None:
        raise LabFault(f"--out {path}: Parquet needs pyarrow: pip install 'chokepoint[research]'.")


def written(path: Path, rows: Sequence[dict[str, Any]]) -> bytes:
    """The table as its file's ending says; every row has the same columns."""
    return _parquet(rows) if path.suffix.casefold() == ".parquet" else _csv(rows)


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(rows)), sink)
    return sink.getvalue()
