"""A scenario as its differences from another: what it keeps of it, and what it lays over that.

Tables are merged in depth, lists of tables by their ids.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from wargame.scenario.faults import Fault, Faults, ScenarioFault, quote
from wargame.scenario.faults import Path as Where
from wargame.scenario.parts import Reader, Written, name_of, read_whole, read_written
from wargame.scenario.source import Data

MOST_PARENTS = 4
PARENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")

Finder = Callable[[str, Path], Path]


def resolve(path: Path, find: Finder, faults: Faults, read: Reader = read_whole) -> Data:
    """The data of a file, or folder of parts, with all that it extends merged beneath it.

    Raises `ScenarioFault` where none can be had. `find` turns the id of a parent, named in a file, into the
    parent's path. Faults found from then on name the file they are in, where there are several.
    """
    layers: list[Written] = []
    seen: list[str] = []
    at = path
    while True:
        written = read_written(at, faults, read)
        data = written.data
        real = os.path.realpath(at)
        if real in seen:
            chain = " extends ".join(name_of(Path(name)) for name in [*seen, real])
            raise ScenarioFault(
                [Fault("extends-cycle", "extends", f"a circle: {chain}", "a scenario that ends it")]
            )
        if len(seen) > MOST_PARENTS:
            raise ScenarioFault(
                [Fault("extends-depth", "extends", "too long a chain", f"at most {MOST_PARENTS} parents")]
            )
        seen.append(real)
        layers.append(written)
        parent = data.pop("extends", None)
        if parent is None:
            break
        if not isinstance(parent, str) or not PARENT.fullmatch(parent):
            found = quote(parent)
            raise ScenarioFault(
                [Fault("bad-extends", "extends", found, "the id of another scenario, not a path")]
            )
        at = find(parent, at)
    files = {place: file for layer in reversed(layers) for place, file in layer.files.items()}
    if len(set(files.values())) > 1:
        faults.files = files
    merged = layers.pop().data
    while layers:
        merged = merge(merged, layers.pop().data, (), faults)
    return merged


def merge(base: Data, changes: Data, path: Where, faults: Faults) -> Data:
    """A table with another's entries laid over it, once what those do not keep is gone."""
    result = dict(base)
    if "keep" in changes:
        _keep(result, changes["keep"], (*path, "keep"), faults)
    for key, value in changes.items():
        here = (*path, key)
        if key == "keep":
            continue
        if isinstance(value, dict) and "remove" in value:
            if _removed(value, here, faults):
                if key not in result:
                    faults.add(
                        "nothing-to-remove", here, quote(key), "an entry of the parent", word=key, names=base
                    )
                result.pop(key, None)
                continue
            value = {k: v for k, v in value.items() if k != "remove"}
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = merge(old, value, here, faults)
        elif isinstance(old, list) and isinstance(value, list) and _by_id(old) and _by_id(value):
            result[key] = _merge_lists(old, value, here, faults)
        else:
            result[key] = value
    return result


def _keep(table: Data, kept: object, path: Where, faults: Faults) -> None:
    """Leave in a table's lists, and in its tables, only the entries that are named, in the order they have there."""
    if not isinstance(kept, dict):
        faults.add("wrong-type", path, quote(kept), "a table of lists of ids")
        return
    entries = {name: known for name, value in table.items() if (known := _entries(value))}
    for key, names in kept.items():
        here = (*path, key)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            faults.add("wrong-type", here, quote(names), "a list of ids")
            continue
        if key not in entries:
            expected = "a list or table of the parent's"
            faults.add("nothing-to-keep", here, quote(key), expected, word=key, names=entries)
            continue
        for name in names:
            if name not in entries[key]:
                expected = "the id of an entry of the parent"
                faults.add("nothing-to-keep", here, quote(name), expected, word=name, names=entries[key])
        left = {name: entry for name, entry in entries[key].items() if name in names}
        table[key] = left if isinstance(table[key], dict) else list(left.values())


def _entries(value: object) -> Data:
    """The entries of a list of tables with ids, or of a table, by name; none in anything else."""
    if isinstance(value, list) and _by_id(value):
        return {entry["id"]: entry for entry in value}
    return value if isinstance(value, dict) else {}


def _by_id(entries: list[object]) -> bool:
    """Whether a list holds tables that name themselves, so that another's can be laid over them."""
    return bool(entries) and all(isinstance(e, dict) and isinstance(e.get("id"), str) for e in entries)


def _merge_lists(base: list[Data], changes: list[Data], path: Where, faults: Faults) -> list[Data]:
    result = {entry["id"]: entry for entry in base}
    seen = set()
    for change in changes:
        name = change["id"]
        here = (*path, f"[{name}]")
        if name in seen:
            faults.add("duplicate-id", here, f"{quote(name)} twice", "one entry of each id")
            continue
        seen.add(name)
        if "remove" in change:
            if _removed(change, here, faults):
                if name not in result:
                    expected = "the id of an entry of the parent"
                    faults.add("nothing-to-remove", here, quote(name), expected, word=name, names=result)
                result.pop(name, None)
                continue
            change = {k: v for k, v in change.items() if k != "remove"}
        result[name] = merge(result[name], change, here, faults) if name in result else change
    return list(result.values())


def _removed(entry: Data, path: Where, faults: Faults) -> bool:
    if not isinstance(entry["remove"], bool):
        faults.add("wrong-type", (*path, "remove"), quote(entry["remove"]), "true")
        return False
    extra = sorted(set(entry) - {"id", "remove"})
    if entry["remove"] and extra:
        faults.add("bad-remove", path, f"`remove` beside {quote(extra[0])}", "`remove` alone")
    return entry["remove"]
