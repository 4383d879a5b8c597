"""Words within a sentence: names, whose something is, capitals, lists."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.compiled import Scenario
from wargame.rules.words import possessive


class Name(str):
    """A name as it reads within a sentence. In a template `{power:'s}` says whose, and `{power:adj}` of what kind."""

    adjective: str = ""

    def __format__(self, spec: str) -> str:
        if spec == "adj":
            return self.adjective or self
        return possessive(self) if spec == "'s" else super().__format__(spec)


def named(scenario: Scenario, kind: str, index: int) -> Name:
    """An entity as it reads within a sentence."""
    name = Name(scenario.within(kind, index))
    if kind == "power":
        name.adjective = scenario.powers[index].adjective
    return name


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *head, last = list(words) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last
