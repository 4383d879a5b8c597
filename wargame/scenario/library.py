"""Where scenarios are found: by path, or by name in a folder of one's own or among those that come with the game."""

from __future__ import annotations

import filecmp
import os
import re
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from attrs import frozen

import wargame
from wargame.rules.compiled import Scenario
from wargame.rules.spec import ScenarioSpec
from wargame.scenario.check import examine
from wargame.scenario.extends import resolve
from wargame.scenario.faults import Fault, Faults, ScenarioFault, nearest, quote
from wargame.scenario.parts import SUFFIX, is_scenario, name_of
from wargame.scenario.short import spelled_out
from wargame.scenario.source import Data, measure, parse, read_text

PRIMER, CAMPAIGN = "primer", "linchpin"
_FIRST = (PRIMER, CAMPAIGN)
"""What heads every list: where one learns the game, and what one then plays."""
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
    own: bool = False
    """Whether it is the player's or teacher's, not one that comes with the game."""


def shelves() -> list[Path]:
    """The folders where scenarios lie, first those of one's own: here, then in the user's data folder."""
    import platformdirs

    user = platformdirs.user_data_path("chokepoint", appauthor=False) / "scenarios"
    here = Path("scenarios")
    return [*(() if here.resolve() == shipped().resolve() else (here,)), user, shipped()]


def shipped() -> Path:
    """The folder of the scenarios that come with the game: in the wheel, else in the checkout."""
    package = Path(wargame.__file__).parent
    installed = package / "_scenarios"
    return installed if installed.is_dir() else package.parent / "scenarios"


def find(name_or_path: str) -> Path:
    """The file or folder of a scenario. Raises `ScenarioFault` with the nearest name when there is none."""
    looks_like_path = name_or_path.endswith(SUFFIX) or any(
        s in name_or_path for s in (os.sep, os.altsep or "/")
    )
    if looks_like_path:
        return Path(name_or_path)
    files = _files()
    if name_or_path in files:
        return files[name_or_path]
    if is_scenario(Path(name_or_path)):
        return Path(name_or_path)
    raise ScenarioFault([_unknown(name_or_path, files)])


def _unknown(name: str, files: dict[str, Path]) -> Fault:
    expected = f"one of {', '.join(files)}" if files else "a path"
    return Fault("no-scenario", "", f"no scenario called {quote(name)}", expected, nearest(name, files))


def _files() -> dict[str, Path]:
    """All scenarios by their names: the primer, the campaign, then by the alphabet. One's own come before namesakes."""
    found = {name: path for shelf in reversed(shelves()) for name, path in _on(shelf).items()}
    heads = {name: place for place, name in enumerate(_FIRST)}
    return {name: found[name] for name in sorted(found, key=lambda name: (heads.get(name, len(heads)), name))}


def _on(shelf: Path) -> dict[str, Path]:
    """The scenarios in a folder, by name; none where there is no such folder or nobody may look."""
    try:
        return {name_of(path): path for path in sorted(shelf.iterdir()) if is_scenario(path)}
    except OSError:
        return {}


def shipped_names() -> set[str]:
    """The names that scenarios of one's own should leave to those that come with the game."""
    return set(_on(shipped()))


def _parent(name: str, child: Path) -> Path:
    """Where a parent is: beside its child, else in one of the folders. `name` is an id and cannot climb."""
    found = _files() | _on(child.parent)
    if name in found:
        return found[name]
    fault = Fault(
        "no-scenario",
        "extends",
        f"no scenario called {quote(name)} beside {child.name}, among your own or among the shipped ones",
        "the id of one",
        nearest(name, (n for n in found if n != name_of(child))),
    )
    raise ScenarioFault([fault])


def _examine(path: Path) -> tuple[ScenarioSpec | None, Scenario | None, list[Fault]]:
    faults = Faults()
    try:
        data = resolve(path, _parent, faults)
        measure(data, path.name)
        data = spelled_out(data, faults)
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
    """The scenarios that come with the game, and one's own: the primer, the campaign, then by the alphabet."""
    return [_listing(path) for path in _files().values()]


def _listing(path: Path) -> Listing:
    faults, own = Faults(), path.parent != shipped() and not _same(path, shipped() / path.name)
    try:
        data = resolve(path, _parent, faults, _read_head)
        return Listing(
            id=_text(data, "id"),
            title=_text(data, "title"),
            about=_text(data, "about"),
            turns=_whole(data, "turns"),
            minutes=_whole(data, "minutes"),
            seats=tuple(_text(power, "name") for power in data.get("powers", ())),
            path=path,
            own=own,
        )
    except ScenarioFault as refused:
        fault = str(refused.faults[0])
        return Listing(name_of(path), name_of(path), "", 0, 0, (), path, fault, own)


def _same(path: Path, other: Path) -> bool:
    """Whether two scenarios are the same to the byte: an untouched copy, as in a checkout, is none of one's own."""
    try:
        if path.is_file():
            return filecmp.cmp(path, other, shallow=False)
        names = sorted(part.name for part in path.iterdir())
        if names != sorted(part.name for part in other.iterdir()):
            return False
        return filecmp.cmpfiles(path, other, names, shallow=False)[0] == names
    except OSError:
        return False


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


def _read_head(path: Path, label: str) -> Data:
    try:
        about = path.stat()
    except OSError:
        return parse(read_text(path), label)
    # Parts are put together in place.
    return deepcopy(_head(path, label, about.st_mtime_ns, about.st_size))


@lru_cache(maxsize=256)
def _head(path: Path, label: str, changed: int, size: int) -> Data:
    """The head, the powers and what is kept of a file, remembered until it changes."""
    text = read_text(path)
    sections = list(_SECTION.finditer(text))
    first = sections[0].start() if sections else len(text)
    shown = [m[0] for m in sections if m[1] in ("powers", "keep")]
    try:
        return parse(text[:first] + "\n".join(shown), label)
    except ScenarioFault:
        # A long text may hold a line that looks like a table's: then the whole must be read.
        return parse(text, label)
