"""What the tests of scenarios share: the tiny scenario as data, and ways to break it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

from tests.tiny import TINY
from wargame.scenario import Fault
from wargame.scenario.check import examine
from wargame.scenario.faults import Faults


def tiny() -> dict[str, Any]:
    """The tiny scenario as TOML states it, to be changed at will."""
    return tomllib.loads(TINY.read_text(encoding="utf-8"))


def faults_of(change: Callable[[dict[str, Any]], object]) -> list[Fault]:
    """All faults of the tiny scenario after a change."""
    data = tiny()
    change(data)
    faults = Faults()
    examine(data, faults)
    return faults.listed()


def government(power: str = "CHN") -> dict[str, Any]:
    """A government of a power, with something in all of its tables."""
    return {
        "id": f"{power.lower()}_office",
        "power": power,
        "name": f"the office of {power}",
        "about": "",
        "temper": {"boldness": 55},
        "likes": {"mine": 10},
        "leans": {"might": 5},
        "trusts": {power: 5},
        "grudge": 5,
        "never": ["basing"],
        "answers": {"ban": ["mine"]},
        "voice": {"office": ["Good morning."], "banned": ["{other} keeps its {item}."]},
    }
