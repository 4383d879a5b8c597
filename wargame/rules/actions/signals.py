"""Signals: a threat with its demand, or silence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules import threats
from wargame.rules.actions.base import Action, ref
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.offers import put_offer
from wargame.rules.phases.signals import barred, made
from wargame.rules.records import Offer

SERIOUS = 60
"""Credibility from which a deployment that is threatened unsettles the other side at once."""


@frozen
class Threaten(Action):
    """Declare a threat and what would avert it."""

    code: ClassVar[str] = "threaten"
    title: ClassVar[str] = "Threaten"
    about: ClassVar[str] = (
        "Say what you will do unless they give way by the end of the quarter. If they defy you, it is cheaper to do next "
        "quarter, and not to do it costs credibility."
    )
    kind: ClassVar[Kind] = Kind.SIGNAL
    threat: int = ref("threat")
    demand: int = ref("demand")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for threat, demand in threats.pairs(scenario, seat):
            yield cls(seat, threat, demand)

    def check(self, board: Board) -> str | None:
        return barred(board, self.seat, self.threat, self.demand)

    def effect(self, board: Board) -> None:
        scenario, state, n = board.scenario, board.state, board.scenario.npowers
        threat = made(board, self.seat, self.threat, self.demand)
        state.threats = (*state.threats, threat)
        board.shift("trust", threat.target * n + self.seat, -scenario.spec.tuning.squeezed, self.key)
        deploys = n <= self.threat < n + len(scenario.arena_sides)
        if deploys and state.credibility[self.seat] >= SERIOUS:
            board.shift("stability", threat.target, -1, self.key)
        board.tell(
            "threat_made", power=self.seat, target=threat.target, threat=self.threat, demand=self.demand
        )
        put_offer(board, self.offer(scenario))

    def offer(self, scenario: Scenario) -> Offer:
        """What is put before the power threatened: what is demanded, for the threat to be dropped."""
        target = threats.target_of(scenario, self.seat, self.threat)
        takes = (scenario.demands[self.demand],)
        return Offer("threat", self.seat, target, (self.threat,), takes=takes, key=self.key)


@frozen
class Hold(Action):
    """Declare nothing."""

    code: ClassVar[str] = "hold"
    title: ClassVar[str] = "Say nothing"
    about: ClassVar[str] = "Declare no threat this quarter."
    kind: ClassVar[Kind] = Kind.SIGNAL

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def effect(self, board: Board) -> None:
        """Silence changes nothing."""
