"""The short form of effects that repeat: `what = "grievance.{one,two}"` stands for one effect each."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from wargame.scenario.faults import Faults, quote
from wargame.scenario.faults import Path as Where

MOST_EFFECTS = 200
"""How many effects one short form may stand for."""
_CHOICES = re.compile(r"\{([^{}]*)\}")


def spelled_out(value: Any, faults: Faults, path: Where = ()) -> Any:
    """The same data with every short form written out, in the order in which its words stand."""
    if isinstance(value, dict):
        return {key: spelled_out(inner, faults, (*path, key)) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for at, entry in enumerate(value):
        name = entry.get("id") if isinstance(entry, dict) else None
        here = (*path, f"[{name if isinstance(name, str) else at}]")
        if _short(entry):
            found += [{**entry, "what": what} for what in _whats(entry["what"], faults, here)]
        else:
            found.append(spelled_out(entry, faults, here))
    return found


def _short(entry: object) -> bool:
    return isinstance(entry, dict) and "do" in entry and "{" in str(entry.get("what"))


def _whats(text: str, faults: Faults, path: Where) -> list[str]:
    words = [[word.strip() for word in match[1].split(",")] for match in _CHOICES.finditer(text)]
    rest = _CHOICES.sub("", text)
    if "{" in rest or "}" in rest or not all(word for group in words for word in group):
        faults.add("bad-choices", (*path, "what"), quote(text), "words between braces, as in {one,two}")
        return [text]
    count = 1
    for group in words:
        count *= len(group)
    if count > MOST_EFFECTS:
        faults.add("too-many", (*path, "what"), f"{count} effects", f"at most {MOST_EFFECTS}")
        return [text]
    form = _CHOICES.sub("{}", text)
    return [form.format(*chosen) for chosen in product(*words)]
