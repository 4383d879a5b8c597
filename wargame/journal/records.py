"""The records of a journal, one class per kind of line."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import asdict, field, fields, frozen
from attrs.validators import deep_mapping, instance_of

from wargame.journal.lines import packed, seal

ABOUT = (
    "A game of Chokepoint. It is packed so that nobody at the table reads another's secrets by accident; "
    "`wargame export` opens it once it has ended."
)
MOST = 10**9
"""No count comes near."""

_text = instance_of(str)
_names = deep_mapping(_text, _text)


def _pairs(value: Any) -> tuple[tuple[int, int], ...]:
    pairs = tuple(tuple(pair) for pair in value)
    if not all(len(pair) == 2 and all(type(number) is int for number in pair) for pair in pairs):
        raise ValueError("draws must be pairs of whole numbers")
    return pairs


def _ids(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(name, str) for name in value):
        raise ValueError("winners must be a list of seats")
    return tuple(value)


def _totals(value: Any) -> dict[str, int]:
    if not isinstance(value, dict) or not all(type(total) is int for total in value.values()):
        raise ValueError("scores must be whole numbers by seat")
    return value


def _count(_record: Any, attribute: Any, value: Any) -> None:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError(f"{attribute.name!r} must be a whole number from 0 to {MOST}")


def _whole(_record: Any, attribute: Any, value: Any) -> None:
    if type(value) is not int:
        raise ValueError(f"{attribute.name!r} must be a whole number")


def _moment(_record: Any, attribute: Any, value: Any) -> None:
    """A time is told and never compared: it must only be one."""
    if value != "":
        try:
            datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValueError(f"{attribute.name!r} must be a date and time") from None


def _number() -> Any:
    return field(validator=_count)


def titled(scenario: dict[str, Any]) -> dict[str, Any]:
    """What a header shows of its scenario: id and title, and the names that a result needs."""
    name = str(scenario.get("id", ""))
    return {
        "id": name,
        "title": str(scenario.get("title", name)),
        "powers": _titles(scenario.get("powers"), "name"),
        "endings": _titles(scenario.get("endings"), "title"),
    }


def _titles(rows: object, key: str) -> dict[str, str]:
    """The names of some things by id, as far as they are where they should be."""
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row.get("id", "")): str(row.get(key, row.get("id", ""))) for row in found}


@frozen(kw_only=True)
class Line:
    """Base of every record. Values of the wrong shape raise `TypeError` or `ValueError`."""

    kind: ClassVar[str] = ""
    plain: ClassVar[Collection[str]] = ("kind",)
    """The fields that are not packed: whoever looks into the file may read them."""

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """From a parsed line."""
        known = {attribute.name for attribute in fields(cls)}
        values = {name: value for name, value in data.items() if name != "kind"}
        if values.keys() - known:
            raise ValueError(f"unknown field {min(values.keys() - known)!r:.80}")
        return cls(**values)

    def to_data(self) -> dict[str, Any]:
        """As it is written, without its seal."""
        return {"kind": self.kind, **asdict(self, recurse=False)}

    def to_line(self, before: int) -> tuple[bytes, int]:
        """The line as it is written, and its seal; see `lines.seal`."""
        return seal(packed(self.to_data(), self.plain), before)


@frozen(kw_only=True)
class Header(Line):
    """The first line: everything needed to start the same game again.

    `id`, `title`, `powers` and `endings` repeat a little of the scenario for lists of games; see `titled`.
    """

    kind = "header"
    plain = ("kind", "format", "about", "rules", "id", "title", "powers", "endings", "seats", "created")
    format: int = _number()
    about: str = field(default=ABOUT, validator=_text)
    """For whoever opens the file."""
    rules: str = field(validator=_text)
    """The version of the program that wrote it."""
    id: str = field(validator=_text)
    title: str = field(validator=_text)
    powers: dict[str, str] = field(validator=_names)
    """Names by seat id."""
    endings: dict[str, str] = field(validator=_names)
    """Titles by id."""
    seats: dict[str, str] = field(validator=_names)
    """Controller by seat id."""
    created: str = field(default="", validator=_moment)
    scenario: dict[str, Any] = field(validator=instance_of(dict))
    scenario_digest: str = field(validator=_text)
    seed: int = field(validator=_whole)
    options: dict[str, Any] = field(factory=dict, validator=instance_of(dict))
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
    time: str = field(default="", validator=_moment)
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
    plain = ("kind", "to", "turn", "time")
    to: int = _number()
    turn: int = _number()
    ruling: str = field(default="", validator=_text)
    """Why whoever keeps the table took them back; empty when a player did, which is bound by what was seen since."""
    time: str = field(default="", validator=_moment)


@frozen(kw_only=True)
class Finished(Line):
    """How the game ended. Nothing is hidden any more."""

    kind = "end"
    plain = ("kind", "turn", "ending", "winners", "scores", "time")
    turn: int = _number()
    ending: str = field(validator=_text)
    winners: tuple[str, ...] = field(converter=_ids)
    """Seat ids."""
    scores: dict[str, int] = field(factory=dict, converter=_totals)
    """Final totals by seat id; none in a journal of format 1."""
    time: str = field(default="", validator=_moment)


@frozen(kw_only=True)
class Format(Line):
    """Lines after this one are of another format than those before."""

    kind = "format"
    plain = ("kind", "format")
    format: int = _number()


KINDS: dict[str, type[Line]] = {cls.kind: cls for cls in (Header, Decided, TurnEnd, Undone, Finished, Format)}


def record_of(data: dict[str, Any]) -> Line:
    """The record of a parsed line. Raises `ValueError` when it is not as it should be."""
    cls = KINDS.get(data["kind"])
    if cls is None:
        raise ValueError(f"unknown kind of record {data['kind']!r:.80}")
    try:
        return cls.from_data(data)
    except (TypeError, ValueError) as error:
        # attrs' validators append the attribute and the value, which may be the whole scenario.
        raise ValueError(f"the {cls.kind} record is not as it should be: {error.args[0]!s:.200}") from None
