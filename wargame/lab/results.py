"""A tournament's games on disk, a line each as they come in: whatever was played before a kill is not played again."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from attrs import asdict, define, field

import wargame
from wargame.files import open_regular, read_whole
from wargame.lab.faults import LabFault
from wargame.lab.playing import Faults, GameRecord
from wargame.lab.runs import Plan
from wargame.lab.tournament import Key
from wargame.rules.words import count
from wargame.scenario import data_digest

FORMAT = 1
MOST = 1 << 30
"""Bytes of a file that is read."""


@define(eq=False)
class Results:
    """The games of a file, and the file open at its end. Also used without one: then nothing is kept."""

    path: Path | None
    games: dict[Key, GameRecord] = field(factory=dict)
    notices: list[str] = field(factory=list)
    """What a person should be told of the file as it was found."""
    _file: Any = None

    @classmethod
    def open(cls, path: Path | None, plan: Plan) -> Self:
        """Read what is there, or begin. Raises `LabFault` for a file of another run, and for one that is no such file."""
        found = cls(path)
        if path is None:
            return found
        head = {
            "kind": "tournament",
            "format": FORMAT,
            "rules": wargame.__version__,
            "scenario": data_digest(plan.data),
            "seed": plan.seed,
            "sealed": plan.sealed,
        }
        if path.exists() and path.stat().st_size:
            found._read(path, head)
        if not path.exists() or not path.stat().st_size:
            path.write_bytes(_line(head))
        handle, _ = open_regular(path, writing=True)
        found._file = os.fdopen(handle, "ab", buffering=0)
        return found

    def _read(self, path: Path, head: dict[str, Any]) -> None:
        content = read_whole(path, MOST)
        first, *rest = content.split(b"\n")
        told = _opened(first)
        if told is None or told.get("kind") != "tournament":
            raise LabFault(f"{path}: that is no file of a tournament's results: name another with --results")
        for name, called in (
            ("format", "format"),
            ("rules", "version"),
            ("scenario", "scenario"),
            ("seed", "seed"),
        ):
            if told.get(name) != head[name]:
                hint = f" (--seed {told.get(name)})" if name == "seed" else ""
                raise LabFault(
                    f"{path}: its games were played with another {called}{hint}: name another with --results"
                )
        if told.get("sealed") != head["sealed"]:
            raise LabFault(f"{path}: its games were played with other orders: name another with --results")
        torn = rest.pop()
        damaged = 0
        for line in rest:
            data = _opened(line)
            if data is None:
                damaged += bool(line)
                continue
            faults = {seat: Faults(**each) for seat, each in data["game"].pop("faults").items()}
            player, among, seat, index = data["key"]
            self.games[player, among, seat, index] = GameRecord(**data["game"], faults=faults)
        if damaged:
            self.notices.append(
                f"{path}: {count(damaged, 'line')} cannot be read; what stood there is played again."
            )
        if torn:
            with open(path, "ab") as file:
                file.write(b"\n")  # what is torn stays, as a line of its own
            self.notices.append(f"{path}: its last line was not written whole; that game is played again.")

    def add(self, key: Key, game: GameRecord) -> None:
        """Keep a game, which is in the file when this returns."""
        self.games[key] = game
        if self._file is not None:
            self._file.write(_line({"key": list(key), "game": asdict(game)}))

    def missing(self, wanted: Iterable[Key]) -> list[Key]:
        """Those that are still to be played."""
        return [key for key in wanted if key not in self.games]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def _line(data: dict[str, Any]) -> bytes:
    text = json.dumps(data).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _opened(line: bytes) -> dict[str, Any] | None:
    """What a line says; None when it is not as it was written."""
    seal, _, text = line.partition(b" ")
    if seal != b"%08x" % zlib.crc32(text):
        return None
    data = json.loads(text)
    return data if isinstance(data, dict) else None
