"""What every action is: a small frozen record of an intent with its cost, check and effect beside each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from attrs import Attribute, field, fields, frozen

from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.tuning import CostSpec

FREE = CostSpec(0, 0, 0)
FAMILIES = ("controls", "investment", "loans", "security", "diplomacy", "answers")


class Absent(str):
    """A refusal because what would be acted on is not there. One about something that is there tells a player more."""

    __slots__ = ()


def ref(kind: str) -> Any:
    """A field that names an entity of a kind by its dense number."""
    return field(metadata={"kind": kind})


@frozen(slots=True)
class Action(ABC):
    """An intent of one seat. Interned by the action space: equal actions are the same object."""

    code: ClassVar[str] = ""
    """The id used in scenario menus, cost tables, journals and the plain client."""
    family: ClassVar[str] = "answers"
    title: ClassVar[str] = ""
    about: ClassVar[str] = ""
    """One sentence for help and the rulebook."""
    kind: ClassVar[Kind] = Kind.ACT
    """The kind of decision it answers."""
    secret: ClassVar[bool] = False
    """Whether other seats see neither the action nor who caused its effects."""
    operation: ClassVar[bool] = False
    """Whether it is a secret act: set going while its seat acts, free of points, and landing when all others' do."""
    trades: ClassVar[bool] = False
    """Whether a forecast should also run the next market with and without it."""

    seat: int = field(metadata={"kind": "power"})
    number: int = field(default=-1, eq=False, repr=False, kw_only=True)
    key: str = field(default="", eq=False, repr=False, kw_only=True)

    @classmethod
    @abstractmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        """All that this seat could ever do of this kind, in a fixed order."""

    def cost(self, board: Board) -> CostSpec:
        """What it costs now."""
        cost = board.scenario.spec.tuning.costs.get(self.code, FREE)
        # Points and standing are counted in public, and so can pay for nothing that is not.
        return CostSpec(0, cost.money, 0) if self.operation else cost

    def check(self, board: Board) -> str | None:
        """Why it cannot be taken now, apart from its cost; None when it can."""
        return None

    @abstractmethod
    def effect(self, board: Board) -> None:
        """Carry it out. The cost has been paid."""

    @property
    def mask(self) -> int:
        """Who may know of it."""
        return 1 << self.seat if self.secret else -1

    def counterpart(self, scenario: Scenario) -> int:
        """The seat that it puts an offer before, whose terms nobody else learns; -1 when it offers nothing."""
        return -1

    def privy(self, scenario: Scenario) -> int:
        """Who may know of all of it: of an offer, the two parties."""
        other = self.counterpart(scenario)
        return self.mask if other < 0 else 1 << self.seat | 1 << other


def parameters(cls: type[Action]) -> tuple[tuple[str, str], ...]:
    """The fields of an action class after the seat: (field name, entity kind)."""
    found: list[Attribute[Any]] = [a for a in fields(cls) if "kind" in a.metadata and a.name != "seat"]
    return tuple((a.name, a.metadata["kind"]) for a in found)


def key_of(action: Action, scenario: Scenario) -> str:
    """The action's stable name: `survey <power> <site>`."""
    words = [action.code, scenario.ids["power"][action.seat]]
    words += [scenario.ids[kind][getattr(action, name)] for name, kind in parameters(type(action))]
    return " ".join(words)


def labels(action: Action, scenario: Scenario) -> tuple[str, ...]:
    """The action's parameters in words, in order."""
    return tuple(scenario.names[kind][getattr(action, name)] for name, kind in parameters(type(action)))


def describe(action: Action, scenario: Scenario) -> str:
    """The action in words: `Survey: Old Pit`."""
    words = labels(action, scenario)
    return f"{action.title}: {', '.join(words)}" if words else action.title
