"""Forces, guards, sweeps, talks and cooperation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.board import Board
from wargame.rules.chance import SECURITY
from wargame.rules.company import seen_with
from wargame.rules.compiled import Scenario
from wargame.rules.phases.security import force_at

NOT_BUILT = Absent("nothing is built there")
NO_ENEMY = Absent("there are no insurgents to find")

LOT = 2
ANCHOR_RUNG = 6
"""At this rung and above no forces leave the arena."""


def own_regions(scenario: Scenario, seat: int) -> Iterator[int]:
    """Regions a power governs."""
    for region, power in enumerate(scenario.region_power):
        if power == seat:
            yield region


@frozen
class Move(Action):
    """Move forces between stations."""

    code: ClassVar[str] = "move"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Move forces"
    about: ClassVar[str] = (
        "Two units from one station to another. What guards one place is missing in another."
    )
    origin: int = ref("station")
    to: int = ref("station")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for origin in scenario.stations_of[seat]:
            for to in scenario.stations_of[seat]:
                if origin != to:
                    yield cls(seat, origin, to)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        if state.force[self.origin] < LOT:
            return "there are not two units to move"
        if scenario.station_kind[self.origin] == "arena":
            arena = scenario.station_place[self.origin]
            if state.tension[arena] >= ANCHOR_RUNG and not state.truce[arena]:
                return f"tension over {board.scenario.within('arena', arena)} pins the forces there"
        return None

    def effect(self, board: Board) -> None:
        scenario = board.scenario
        board.shift("force", self.origin, -LOT, self.key)
        board.shift("force", self.to, LOT, self.key)
        if scenario.station_kind[self.to] == "arena":
            arena = scenario.station_place[self.to]
            if board.state.tension[arena] < 5:
                board.shift("tension", arena, 1, self.key)
        board.tell("forces_moved", power=self.seat, origin=self.origin, to=self.to)


@frozen
class Guard(Action):
    """Guard a site."""

    code: ClassVar[str] = "guard"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Guard a site"
    about: ClassVar[str] = "A year's guard: most attacks on it fail."
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, host in enumerate(scenario.host):
            if host == seat and scenario.site_region[site] >= 0:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        if board.state.guard[self.site] > 1:
            return "it is guarded"
        if not board.state.level[self.site] and not board.state.left[self.site]:
            return NOT_BUILT
        return None

    def effect(self, board: Board) -> None:
        board.put("guard", self.site, 4, self.key)
        board.tell("guards_posted", power=self.seat, site=self.site)


@frozen
class Patrol(Action):
    """Patrol a route."""

    code: ClassVar[str] = "patrol"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Patrol a route"
    about: ClassVar[str] = (
        "A year's patrol of a road or lane: attacks fail more often, and a cut is mended a quarter sooner."
    )
    route: int = ref("route")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        power = scenario.powers[seat].id
        for number, route in enumerate(scenario.spec.routes):
            home = route.region and scenario.region_power[scenario.numbers["region"][route.region]] == seat
            if home or route.kind == "lane" or power in route.income:
                yield cls(seat, number)

    def check(self, board: Board) -> str | None:
        return "it is patrolled" if board.state.watch[self.route] > 1 else None

    def effect(self, board: Board) -> None:
        board.put("watch", self.route, 4, self.key)
        board.shift("cut", self.route, -1, self.key)
        if board.scenario.spec.routes[self.route].kind == "lane":
            board.shift("footprint", self.seat, 2, self.key)
        board.tell("route_patrolled", power=self.seat, route=self.route)


@frozen
class Sweep(Action):
    """Sweep a region for insurgents."""

    code: ClassVar[str] = "sweep"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Counter-insurgency sweep"
    about: ClassVar[str] = (
        "Cuts insurgent strength now and raises grievance for long. Needs forces in the region."
    )
    region: int = ref("region")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for region in own_regions(scenario, seat):
            yield cls(seat, region)

    def check(self, board: Board) -> str | None:
        if force_at(board.scenario, board.state, "region", self.region, self.seat) < 2:
            return "there are not two units of force in the region"
        if not board.state.insurgency[self.region]:
            return NO_ENEMY
        return None

    def effect(self, board: Board) -> None:
        tuning = board.scenario.spec.tuning
        found = board.chance(SECURITY, tuning.sweep_success, "the sweep finds them")
        strength = tuning.sweep_strength if found else tuning.sweep_strength // 3
        board.shift("insurgency", self.region, -strength, self.key)
        board.shift("grievance", self.region, tuning.sweep_grievance, self.key)
        board.shift("consent", self.region, -4, self.key)
        if self.seat in board.scenario.militant_hosts:
            board.shift("threat", 0, -tuning.sweep_threat, self.key)
        board.tell("region_swept", power=self.seat, region=self.region, found=found)


@frozen
class Reconcile(Action):
    """Open reconciliation talks."""

    code: ClassVar[str] = "reconcile"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Reconciliation talks"
    about: ClassVar[str] = (
        "Slow and lasting, most where most is wrong: grievance falls, consent grows, the insurgency starves later."
    )
    region: int = ref("region")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for region in own_regions(scenario, seat):
            yield cls(seat, region)

    def check(self, board: Board) -> str | None:
        if board.state.grievance[self.region] <= 5 and board.state.consent[self.region] >= 90:
            return "there is nothing left to reconcile"
        return None

    def effect(self, board: Board) -> None:
        tuning, state = board.scenario.spec.tuning, board.state
        force = force_at(board.scenario, state, "region", self.region, self.seat)
        soothed = (state.grievance[self.region] * tuning.reconcile_grievance + 50) // 100
        won = ((100 - state.consent[self.region]) * tuning.reconcile_consent + 50) // 100
        board.shift("grievance", self.region, -max(0, soothed - (2 if force >= 5 else 0)), self.key)
        board.shift("consent", self.region, won, self.key)
        board.tell("talks_held", power=self.seat, region=self.region)


@frozen
class Cooperate(Action):
    """Counter-terrorism cooperation."""

    code: ClassVar[str] = "cooperate"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Counter-terrorism cooperation"
    about: ClassVar[str] = (
        "Share intelligence with another power: the militant threat falls, trust grows on both sides. Its rivals mind."
    )
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in range(scenario.npowers):
            if target != seat:
                yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        n = board.scenario.npowers
        if board.state.trust[self.target * n + self.seat] < 30:
            return f"{board.scenario.within('power', self.target)} does not trust you enough"
        if board.state.threat[0] < 10:
            return "there is little left to hunt"
        return None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        close = self.seat in scenario.militant_hosts or self.target in scenario.militant_hosts
        worth = scenario.spec.tuning.cooperation
        board.shift("threat", 0, -worth if close else -(worth // 2), self.key)
        board.shift("trust", self.target * n + self.seat, 3, self.key)
        board.shift("trust", self.seat * n + self.target, 2, self.key)
        if self.target in scenario.militant_hosts:
            board.shift("footprint", self.seat, 3, self.key)
            board.shift("influence", self.seat * n + self.target, 2, self.key)
        if self.seat in scenario.militant_hosts:
            board.shift("stability", self.seat, -1, self.key)
            board.shift("influence", self.target * n + self.seat, 1, self.key)
        seen_with(board, self.seat, self.target, 1, self.key)
        board.tell("intelligence_shared", power=self.seat, target=self.target)


@frozen
class Secure(Action):
    """Nuclear-security cooperation."""

    code: ClassVar[str] = "secure"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Nuclear-security cooperation"
    about: ClassVar[str] = (
        "Locks, sensors, training: fissile material is safer, whoever's it is. At zero everyone loses."
    )
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target, spec in enumerate(scenario.powers):
            if spec.fissile < 100:
                yield cls(seat, target)

    def check(self, board: Board) -> str | None:
        n = board.scenario.npowers
        if board.state.fissile[self.target] >= 95:
            return "it is as safe as it can be made"
        if self.target != self.seat and board.state.trust[self.target * n + self.seat] < 35:
            return f"{board.scenario.within('power', self.target)} lets no stranger near"
        return None

    def effect(self, board: Board) -> None:
        n = board.scenario.npowers
        board.shift("fissile", self.target, 6, self.key)
        if self.target != self.seat:
            board.shift("trust", self.target * n + self.seat, 2, self.key)
            board.shift("footprint", self.seat, 2, self.key)
            board.shift("stability", self.target, -1, self.key)
        board.tell("warheads_secured", power=self.seat, target=self.target)
