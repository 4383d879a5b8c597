"""Where scenarios are found: by path, or by name among those that come with the game."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from attrs import frozen

import wargame
from wargame.rules.compiled import Scenario
from wargame.rules.spec import ScenarioSpec
from wargame.scenario.check import examine
from wargame.scenario.extends import resolve
from wargame.scenario.faults import Fault, Faults, ScenarioFault, nearest, quote
from wargame.scenario.source import Data, measure, parse, read_text

PRIMER, CAMPAIGN = "primer", "linchpin"
_FIRST = (PRIMER, CAMPAIGN)
"""What heads every list: where one learns the game, and what one then plays."""
SUFFIX = ".toml"
# A line that opens a table, up to the next one. The catalogue reads the head of a file and its powers only:
# parsing whole scenarios would hold up the title screen.
_SECTION = re.compile(r"^[ \t]*\[\[?[ \t]*([\w-]+)[^\n]*(?:\n(?![ \t]*\[)[^\n]*)*", re.MULTILINE)


@frozen
class Listing:
    """A scenario as a list shows it. One that cannot be read goes by its file's name; `fault` says why."""

    id: str
    title: str
    about: str
    turns: int
    minutes: int
    seats: tuple[str, ...]
    """Names of the powers, in order."""
    path: Path
    fault: str = ""


def shipped() -> Path:
    """The folder of the scenarios that come with the game: in the wheel, else in the checkout."""
    package = Path(wargame.__file__).parent
    installed = package / "_scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def find(name_or_path: str) -> Path:
    """The file of a scenario. Raises `ScenarioFault` with the nearest name when there is none."""
    looks_like_path = name_or_path.endswith(SUFFIX) or any(
        s in name_or_path for s in (os.sep, os.altsep or "/")
    )
    if looks_like_path:
        return Path(name_or_path)
    files = _files()
    if name_or_path in files:
        return files[name_or_path]
    raise ScenarioFault([_unknown(name_or_path, files)])


def _unknown(name: str, files: dict[str, Path]) -> Fault:
    expected = f"one of {', '.join(files)}" if files else "a path"
    return Fault("no-scenario", "", f"no scenario called {quote(name)}", expected, nearest(name, files))


def _files() -> dict[str, Path]:
    """The shipped scenarios by the names of their files: the primer, the campaign, then by the alphabet."""
    heads = {name: place for place, name in enumerate(_FIRST)}
    names = sorted(
        shipped().glob(f"*{SUFFIX}"), key=lambda path: (heads.get(path.stem, len(heads)), path.stem)
    )
    return {path.stem: path for path in names}


def _parent(name: str, child: Path) -> Path:
    """The file of a parent: beside its child, else among the shipped. `name` is an id and cannot climb."""
    beside = child.parent / f"{name}{SUFFIX}"
    if beside.exists():
        return beside
    files = _files()
    if name in files:
        return files[name]
    names = {path.stem: path for path in child.parent.glob(f"*{SUFFIX}")} | files
    fault = Fault(
        "no-scenario",
        "extends",
        f"no scenario called {quote(name)} beside {child.name} or among the shipped ones",
        "the id of one",
        nearest(name, (n for n in names if n != child.stem)),
    )
    raise ScenarioFault([fault])


def _read(path: Path) -> Data:
    return parse(read_text(path), path.name)


def _examine(path: Path) -> tuple[ScenarioSpec | None, Scenario | None, list[Fault]]:
    faults = Faults()
    try:
        data = resolve(path, _read, _parent, faults)
        measure(data, path.name)
    except ScenarioFault as refused:
        return None, None, [*faults, *refused.faults]
    spec, scenario = examine(data, faults)
    return spec, scenario, faults.listed()


def check(path: str | os.PathLike[str]) -> tuple[ScenarioSpec | None, list[Fault]]:
    """The scenario in a file, or None, and all its faults."""
    spec, _, faults = _examine(Path(path))
    return spec, faults


def load(name_or_path: str) -> Scenario:
    """A scenario ready to play. Raises `ScenarioFault` with every fault found."""
    _, scenario, faults = _examine(find(name_or_path))
    if scenario is None:
        raise ScenarioFault(faults)
    return scenario


def catalogue() -> list[Listing]:
    """The scenarios that come with the game: the primer, the campaign, then by the alphabet."""
    return [_listing(path) for path in _files().values()]


def _listing(path: Path) -> Listing:
    faults = Faults()
    try:
        data = resolve(path, _read_head, _parent, faults)
        return Listing(
            id=_text(data, "id"),
            title=_text(data, "title"),
            about=_text(data, "about"),
            turns=_whole(data, "turns"),
            minutes=_whole(data, "minutes"),
            seats=tuple(_text(power, "name") for power in data.get("powers", ())),
            path=path,
        )
    except ScenarioFault as refused:
        return Listing(path.stem, path.stem, "", 0, 0, (), path, str(refused.faults[0]))


def _text(data: object, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, str):
        raise ScenarioFault([Fault("wrong-type", key, quote(value), "text in quotes")])
    return value


def _whole(data: Data, key: str) -> int:
    value = data.get(key)
    if type(value) is not int:
        raise ScenarioFault([Fault("wrong-type", key, quote(value), "a whole number")])
    return value


def _read_head(path: Path) -> Data:
    try:
        about = path.stat()
    except OSError:
        return _read(path)
    return dict(_head(path, about.st_mtime_ns, about.st_size))


@lru_cache(maxsize=64)
def _head(path: Path, changed: int, size: int) -> Data:
    """The head and the powers of a file, kept until it changes."""
    text = read_text(path)
    sections = list(_SECTION.finditer(text))
    first = sections[0].start() if sections else len(text)
    powers = [m[0] for m in sections if m[1] == "powers" and m[0].lstrip().startswith("[[")]
    try:
        return parse(text[:first] + "\n".join(powers), path.name)
    except ScenarioFault:
        # A long text may hold a line that looks like a table's: then the whole must be read.
        return parse(text, path.name)
