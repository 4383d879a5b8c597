"""Ladders with someone else on them: up, down, quiet, and protest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules import threats
from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.board import Board
from wargame.rules.chance import ARENAS
from wargame.rules.compiled import Scenario
from wargame.rules.offers import HEARD, put_offer
from wargame.rules.phases.security import BRINK
from wargame.rules.promises import done
from wargame.rules.reasons import Cause
from wargame.rules.records import Offer
from wargame.rules.tuning import CostSpec

NO_WORK = Absent("there is no work under way to protest against")
QUIET = Absent("the arena is quiet")
NO_FIRE = Absent("there is nothing to cease")

MOVED = "it has been moved this quarter; the generals need time to believe it"
"""Why a ladder is not moved by hand twice in a quarter, up or down, by whomever."""
TEMPERS = "tempers rise, "
"""How the label of a draw begins by which a protest may send a ladder up; it ends with its arena."""
UNPAID = 2
"""Standing it costs besides to come down a rung when there is no money for it: a beggar's peace, but a way out."""


def own_arenas(scenario: Scenario, seat: int) -> Iterator[int]:
    """Arenas a power is a side of."""
    for arena, sides in enumerate(scenario.arena_sides):
        if seat in sides:
            yield arena


def opponent(scenario: Scenario, seat: int, arena: int) -> int:
    """The other side."""
    first, second = scenario.arena_sides[arena]
    return second if seat == first else first


@frozen
class Escalate(Action):
    """Go up a rung."""

    code: ClassVar[str] = "escalate"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Escalate"
    about: ClassVar[str] = (
        "Up a rung: applause from rung four, unless a ceasefire breaks or war is near; forces pinned; someone else on it"
        " too."
    )
    arena: int = ref("arena")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for arena in own_arenas(scenario, seat):
            yield cls(seat, arena)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        threat = threats.due(board.state, self.seat, board.scenario.npowers + self.arena)
        return cost.with_money(max(0, cost.money - 1)) if threat else cost

    def check(self, board: Board) -> str | None:
        if board.state.tension[self.arena] >= 9:
            return "there is no rung left that anyone would survive"
        return MOVED if board.state.stepped[self.arena] else None

    def effect(self, board: Board) -> None:
        scenario, state, n = board.scenario, board.state, board.scenario.npowers
        other, rung = opponent(scenario, self.seat, self.arena), state.tension[self.arena]
        done(board, self.seat, n + self.arena, self.key)
        if board.put("truce", self.arena, 0, self.key):
            board.shift("credibility", self.seat, -5, self.key)
            board.shift("standing", self.seat, -1, self.key)
        elif rung >= BRINK:
            board.shift("standing", self.seat, -1, self.key)
        elif rung + 1 >= HEARD:
            board.shift("standing", self.seat, 1, self.key)
            board.shift("stability", self.seat, 1, self.key)
        board.shift("tension", self.arena, 1, self.key)
        _settle_for_now(board, self.arena, other, self.key)
        board.shift("blame", self.seat, state.tension[self.arena], self.key)
        board.shift("stability", other, -2, self.key)
        board.shift("trust", other * n + self.seat, -4, self.key)
        board.tell("ladder_climbed", power=self.seat, arena=self.arena, rung=state.tension[self.arena])


@frozen
class StepBack(Action):
    """Come down a rung."""

    code: ClassVar[str] = "step_back"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Step back"
    about: ClassVar[str] = "Down a rung. It costs more standing the higher you have let it climb."
    arena: int = ref("arena")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for arena in own_arenas(scenario, seat):
            yield cls(seat, arena)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        cost = cost.with_standing(cost.standing + max(0, board.state.tension[self.arena] - 3) // 2)
        if cost.money <= board.booked(self.seat):
            return cost
        return cost.with_money(0).with_standing(cost.standing + UNPAID)

    def check(self, board: Board) -> str | None:
        if board.state.stepped[self.arena]:
            return MOVED
        return QUIET if board.state.tension[self.arena] < 2 else None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        other = opponent(scenario, self.seat, self.arena)
        board.shift("tension", self.arena, -1, self.key)
        _settle_for_now(board, self.arena, other, self.key)
        board.shift("trust", other * n + self.seat, 3, self.key)
        if board.state.tension[self.arena] >= 5:
            board.shift("stability", self.seat, -2, self.key)
        rung = board.state.tension[self.arena]
        board.tell("ladder_descended", power=self.seat, arena=self.arena, rung=rung)


def _settle_for_now(board: Board, arena: int, other: int, cause: Cause) -> None:
    """The ladder stays where it was put this quarter: a threat to deploy there cannot be carried out any more."""
    board.put("stepped", arena, 1, cause)
    threats.overtake(board, other, board.scenario.npowers + arena)


@frozen
class Ceasefire(Action):
    """Offer a ceasefire."""

    code: ClassVar[str] = "ceasefire"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Offer a ceasefire"
    about: ClassVar[str] = "Four quarters of quiet that free forces for elsewhere, if the other side agrees."
    arena: int = ref("arena")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for arena in own_arenas(scenario, seat):
            yield cls(seat, arena)

    def check(self, board: Board) -> str | None:
        if board.state.truce[self.arena] > 1:
            return "a ceasefire holds"
        return NO_FIRE if board.state.tension[self.arena] < 2 else None

    def effect(self, board: Board) -> None:
        other = opponent(board.scenario, self.seat, self.arena)
        put_offer(board, Offer("truce", self.seat, other, (self.arena,), key=self.key))


@frozen
class Protest(Action):
    """Protest a project on disputed ground."""

    code: ClassVar[str] = "protest"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Protest a project on disputed ground"
    about: ClassVar[str] = (
        "Investors grow nervous and work slips two quarters; the other side remembers. Each project is protested once."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, spec in enumerate(scenario.sites):
            if spec.disputed and scenario.host[site] != seat:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        state = board.state
        if not state.left[self.site]:
            return NO_WORK
        if state.protested[self.site]:
            return "they have heard it, and build on"
        return "you are the investor" if state.stake[self.site] == self.seat else None

    def effect(self, board: Board) -> None:
        scenario, state, n = board.scenario, board.state, board.scenario.npowers
        host, investor = scenario.host[self.site], state.stake[self.site]
        board.shift("left", self.site, 2, self.key)
        board.put("protested", self.site, 1, self.key)
        board.shift("standing", self.seat, 1, self.key)
        if host < n:
            board.shift("trust", host * n + self.seat, -4, self.key)
            if 0 <= investor < n:
                board.shift("trust", investor * n + host, -2, self.key)
        for arena, sides in enumerate(scenario.arena_sides):
            if set(sides) == {self.seat, host} and board.chance(
                ARENAS, 30, TEMPERS + board.name("arena", arena)
            ):
                board.shift("tension", arena, 1, self.key)
        board.tell("work_protested", power=self.seat, site=self.site)
