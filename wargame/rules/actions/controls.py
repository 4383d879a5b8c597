"""Export controls: the tap, and who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules import threats
from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.board import Board
from wargame.rules.compiled import ORE, Scenario
from wargame.rules.figures import RUNGS
from wargame.rules.measures import sold
from wargame.rules.promises import done
from wargame.rules.regimes import change_regime, regime_cell, targets_of
from wargame.rules.tuning import CostSpec

NOT_LICENSED = Absent("nothing is under licence for them")
NO_LICENCE = Absent("there is no licence to revoke")


@frozen
class Regime(Action):
    """Set an export regime."""

    code: ClassVar[str] = "regime"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Set export regime"
    about: ClassVar[str] = (
        "Put a material or technology under open trade, licence, slow-walk or ban, for one power or everyone. "
        "It bites at once, costs trust every quarter, and teaches its victims to do without you. "
        "Turning back within a year costs credibility."
    )
    trades: ClassVar[bool] = True
    item: int = ref("item")
    target: int = ref("target")
    rung: int = ref("rung")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for name in scenario.powers[seat].controls:
            item = scenario.numbers["item"][name]
            if name == ORE:
                continue
            for target in range(scenario.npowers + 1):
                if target != seat:
                    for rung in range(len(RUNGS)):
                        yield cls(seat, item, target, rung)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        if self.rung == 0 or self._threatened(board):
            return cost.with_standing(0)
        return cost.with_standing(cost.standing + 1) if self._harsh(board) else cost

    def _harsh(self, board: Board) -> bool:
        """Whether this is a ban against a power that neither distrusts the seat nor faces it on a ladder."""
        scenario, state = board.scenario, board.state
        if self.rung < 3 or self.target == scenario.npowers:
            return False
        if state.trust[self.target * scenario.npowers + self.seat] <= scenario.spec.tuning.harsh_trust:
            return False
        pair = {self.seat, self.target}
        return not any(
            state.tension[a] >= 5 for a, sides in enumerate(scenario.arena_sides) if pair == set(sides)
        )

    def _threatened(self, board: Board) -> bool:
        """Whether this carries out what the seat has threatened somebody with, and been defied."""
        threat = threats.standing(board.state, self.seat)
        return threat is not None and threat.defied and threat.deed in self._tightened(board)

    def _tightened(self, board: Board) -> list[int]:
        """The powers for whom this is tighter than what is in force."""
        scenario, regime = board.scenario, board.state.regime
        return [
            whom
            for whom in targets_of(scenario, self.seat, self.target)
            if whom < scenario.npowers
            and regime[regime_cell(scenario, self.seat, self.item, whom)] < self.rung
        ]

    def check(self, board: Board) -> str | None:
        scenario, regime = board.scenario, board.state.regime
        start = (self.seat * scenario.nitems + self.item) * scenario.nparties
        if self.target < scenario.npowers:
            if regime[start + self.target] == self.rung:
                return "that regime is in force already"
            return None
        row = regime[start : start + scenario.nparties]
        row[self.seat] = self.rung
        return "that regime is in force already" if row.count(self.rung) == len(row) else None

    def effect(self, board: Board) -> None:
        scenario, seat = board.scenario, self.seat
        parties = targets_of(scenario, seat, self.target)
        for whom in self._tightened(board):
            done(board, seat, whom, self.key)
        change_regime(board, seat, self.item, parties, self.rung, self.key)
        board.tell("regime_set", power=seat, item=self.item, target=self.target, rung=self.rung)


@frozen
class Grant(Action):
    """Grant a general licence."""

    code: ClassVar[str] = "grant"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Grant a general licence"
    about: ClassVar[str] = (
        "Let one power buy freely for a year, whatever the regimes say. Wins trust and influence."
    )
    trades: ClassVar[bool] = True
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in range(scenario.npowers):
            if target != seat:
                yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        if state.licence[self.seat * scenario.npowers + self.target]:
            return "a general licence is in force"
        for item in range(scenario.nitems):
            if state.regime[regime_cell(scenario, self.seat, item, self.target)]:
                return None
        return NOT_LICENSED

    def effect(self, board: Board) -> None:
        n = board.scenario.npowers
        board.put("licence", self.seat * n + self.target, board.scenario.spec.tuning.licence_turns, self.key)
        board.shift("trust", self.target * n + self.seat, 4, self.key)
        board.shift("influence", self.seat * n + self.target, 2, self.key)
        board.tell("licence_granted", power=self.seat, target=self.target)


@frozen
class Revoke(Action):
    """Revoke a general licence."""

    code: ClassVar[str] = "revoke"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Revoke a general licence"
    about: ClassVar[str] = "Take a general licence back before its time. They will remember."
    trades: ClassVar[bool] = True
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in range(scenario.npowers):
            if target != seat:
                yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        if not board.state.licence[self.seat * board.scenario.npowers + self.target]:
            return NO_LICENCE
        return None

    def effect(self, board: Board) -> None:
        n = board.scenario.npowers
        board.put("licence", self.seat * n + self.target, 0, self.key)
        board.shift("trust", self.target * n + self.seat, -8, self.key)
        board.shift("credibility", self.seat, -3, self.key)
        board.tell("licence_revoked", power=self.seat, target=self.target)


@frozen
class Flood(Action):
    """Flood the market."""

    code: ClassVar[str] = "flood"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Flood the market"
    about: ClassVar[str] = (
        "A price war: two quarters of low prices that stop rivals' projects, and your own revenue with them."
    )
    trades: ClassVar[bool] = True
    material: int = ref("material")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for material in range(scenario.nmaterials):
            yield cls(seat, material)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        if state.flood[self.seat * scenario.nmaterials + self.material]:
            return "the price war is on already"
        if sold(scenario, state, self.seat, self.material) < 100:
            return "you do not sell enough of it to move the price"
        return None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        tuning = scenario.spec.tuning
        board.put("flood", self.seat * scenario.nmaterials + self.material, tuning.flood_turns, self.key)
        fall = board.state.price[self.material] * tuning.flood_price // 100
        board.shift("price", self.material, -fall, self.key)
        for party in range(n, scenario.nparties):
            if party != scenario.world and scenario.base_ore[party][self.material]:
                board.shift("disposition", party * n + self.seat, -3, self.key)
        board.tell("market_flooded", power=self.seat, material=self.material)


@frozen
class OreBan(Action):
    """Ban the export of raw ore, or lift the ban."""

    code: ClassVar[str] = "ore_ban"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Ban raw ore exports"
    about: ClassVar[str] = (
        "Keep raw ore at home (yes) or let it go (no): it forces refining here, or idles your mines."
    )
    trades: ClassVar[bool] = True
    ban: int = ref("yesno")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat, 0)
        yield cls(seat, 1)

    def check(self, board: Board) -> str | None:
        scenario, regime = board.scenario, board.state.regime
        start = (self.seat * scenario.nitems + scenario.numbers["item"][ORE]) * scenario.nparties
        if regime[start + scenario.world] == 3 * self.ban:
            return "that is so already"
        return None

    def effect(self, board: Board) -> None:
        scenario = board.scenario
        item = scenario.numbers["item"][ORE]
        parties = targets_of(scenario, self.seat, scenario.npowers)
        change_regime(board, self.seat, item, parties, 3 * self.ban, self.key)
        board.tell("ore_regime_set", power=self.seat, banned=self.ban)


@frozen
class Enforce(Action):
    """Police transshipment."""

    code: ClassVar[str] = "enforce"
    family: ClassVar[str] = "controls"
    title: ClassVar[str] = "Police transshipment"
    about: ClassVar[str] = (
        "A year of customs raids in third countries: your slow-walks and bans leak less, partners mind."
    )
    trades: ClassVar[bool] = True

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        if state.enforced[self.seat] > 1:
            return "the raids go on already"
        start = self.seat * scenario.nitems * scenario.nparties
        if max(state.regime[start : start + scenario.nmaterials * scenario.nparties]) < 2:
            return "you hold no slow-walk or ban that could leak"
        return None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        board.put("enforced", self.seat, scenario.spec.tuning.enforce_turns, self.key)
        for party in range(n, scenario.nparties):
            if party != scenario.world:
                board.shift("disposition", party * n + self.seat, -2, self.key)
        board.tell("transshipment_policed", power=self.seat)
