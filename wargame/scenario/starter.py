"""A small scenario to begin with, written where its author wants it."""

from __future__ import annotations

from pathlib import Path

from wargame.files import write_whole
from wargame.scenario.consistency import ID
from wargame.scenario.faults import Fault, ScenarioFault, quote
from wargame.scenario.library import shipped_names
from wargame.scenario.parts import SUFFIX

MODEL = Path(__file__).with_name("starter.toml")


def start_scenario(name: str, folder: Path) -> Path:
    """Write a commented, playable scenario of that name and return its path.

    Raises `ScenarioFault` for a name that is no id or belongs to a scenario that comes with the game, and
    `FileExistsError` rather than write over a file.
    """
    if not ID.fullmatch(name):
        rule = "a letter, then up to 39 letters, digits, `_` or `-`"
        raise ScenarioFault([Fault("bad-id", "", f"{quote(name)} is no name for a scenario", rule)])
    if name in shipped_names():
        found = f"a scenario called {quote(name)} comes with the game"
        raise ScenarioFault([Fault("duplicate-id", "", found, "a name of its own")])
    path = folder / f"{name}{SUFFIX}"
    write_whole(path, _renamed(MODEL.read_text(encoding="utf-8"), name).encode(), new=True)
    return path


def _renamed(model: str, name: str) -> str:
    title = name.replace("-", " ").replace("_", " ").strip()
    for old, new in (
        ('id = "starter"\n', f'id = "{name}"\n'),
        ('title = "Starter"\n', f'title = "{title[:1].upper()}{title[1:]}"\n'),
        ("`wargame validate`", f"`wargame validate {name}{SUFFIX}`"),
        ("`wargame play`", f"`wargame play {name}{SUFFIX}`"),
    ):
        model = model.replace(old, new, 1)
    return model
