"""The records of a journal, one class per kind of line."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import asdict, field, fields, frozen
from attrs.validators import deep_mapping, ge, instance_of

_text = instance_of(str)


def _pairs(value: Any) -> tuple[tuple[int, int], ...]:
    pairs = tuple(tuple(pair) for pair in value)
    if not all(len(pair) == 2 and all(type(number) is int for number in pair) for pair in pairs):
        raise ValueError("draws must be pairs of whole numbers")
    return pairs


def _ids(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(name, str) for name in value):
        raise ValueError("winners must be a list of seats")
    return tuple(value)


def _number(*, default: int | None = None) -> Any:
    checks = [instance_of(int), ge(0)]
    return field(validator=checks) if default is None else field(default=default, validator=checks)


@frozen(kw_only=True)
class Line:
    """Base of every record. Values of the wrong shape raise `TypeError` or `ValueError`."""

    kind: ClassVar[str] = ""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """From a parsed line."""
        known = {attribute.name for attribute in fields(cls)}
        values = {name: value for name, value in data.items() if name != "kind"}
        if values.keys() - known:
            raise ValueError(f"unknown field {min(values.keys() - known)!r}")
        return cls(**values)

    def to_data(self) -> dict[str, Any]:
        """As it is written, without its seal."""
        return {"kind": self.kind, **asdict(self, recurse=False)}


@frozen(kw_only=True)
class Header(Line):
    """The first line: everything needed to start the same game again."""

    kind = "header"
    format: int = _number()
    rules: str = field(validator=_text)
    """The version of the program that wrote it."""
    scenario: dict[str, Any] = field(validator=instance_of(dict))
    scenario_digest: str = field(validator=_text)
    seed: int = field(validator=instance_of(int))
    seats: dict[str, str] = field(validator=deep_mapping(_text, _text))
    """Controller by seat id."""
    options: dict[str, Any] = field(factory=dict, validator=instance_of(dict))
    created: str = field(default="", validator=_text)
    digest: str = field(default="", validator=_text)
    """The opening position's digest."""


@frozen(kw_only=True)
class Decided(Line):
    """One decision and how chance fell. `n` counts the decisions that stand, from 1."""

    kind = "decision"
    n: int = _number()
    turn: int = _number()
    seat: str = field(validator=_text)
    action: str = field(validator=_text)
    draws: tuple[tuple[int, int], ...] = field(default=(), converter=_pairs)
    """(stream, result) of every chance, in order."""
    note: str = field(default="", validator=_text)
    intent: str = field(default="", validator=_text)
    reason: str = field(default="", validator=_text)
    time: str = field(default="", validator=_text)
    digest: str = field(default="", validator=_text)
    """The position after it."""


@frozen(kw_only=True)
class TurnEnd(Line):
    """The position after a turn's last decision."""

    kind = "turn"
    turn: int = _number()
    """The turn that ended."""
    n: int = _number()
    """Decisions that stood then."""
    digest: str = field(validator=_text)
    snapshot: dict[str, Any] = field(validator=instance_of(dict))


@frozen(kw_only=True)
class Undone(Line):
    """Decisions after the first `to` no longer stand."""

    kind = "undo"
    to: int = _number()
    turn: int = _number()
    time: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Finished(Line):
    """How the game ended."""

    kind = "end"
    turn: int = _number()
    ending: str = field(validator=_text)
    winners: tuple[str, ...] = field(converter=_ids)
    """Seat ids."""
    time: str = field(default="", validator=_text)


@frozen(kw_only=True)
class Format(Line):
    """Lines after this one are of another format than those before."""

    kind = "format"
    format: int = _number()


KINDS: dict[str, type[Line]] = {cls.kind: cls for cls in (Header, Decided, TurnEnd, Undone, Finished, Format)}


def record_of(data: dict[str, Any]) -> Line:
    """The record of a parsed line. Raises `ValueError` when it is not as it should be."""
    cls = KINDS.get(data["kind"])
    if cls is None:
        raise ValueError(f"unknown kind of record {data['kind']!r}")
    try:
        return cls.from_data(data)
    except (TypeError, ValueError) as error:
        # attrs' validators append the attribute and the value, which may be the whole scenario.
        raise ValueError(f"the {cls.kind} record is not as it should be: {error.args[0]!s:.200}") from None
