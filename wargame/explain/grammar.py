"""Words within a sentence: names, whose something is, capitals, lists."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.rules.compiled import Scenario


class Name(str):
    """A name as it reads within a sentence. In a template `{power:'s}` says whose something is."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return possessive(self) if spec == "'s" else super().__format__(spec)


def named(scenario: Scenario, kind: str, index: int) -> Name:
    """An entity as it reads within a sentence; a kind of goods is written small."""
    name = scenario.names[kind][index]
    return Name(uncapital(name) if kind in ("material", "item") else name)


def possessive(name: str) -> str:
    """`Norland's`, `the Gulf states'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capital(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """A label within a sentence: `Raw ore` is written small, `REE oxide` and `A380` are not."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *head, last = list(words) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last
