"""Forces, guards, talks, ladders and hidden hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import evolve, frozen

from wargame.rules.actions.base import Action, ref
from wargame.rules.board import Board, Kind
from wargame.rules.chance import COVERT, SECURITY
from wargame.rules.compiled import COVERT_ACTS, Scenario
from wargame.rules.phases.security import force_at
from wargame.rules.records import Covert, Offer
from wargame.rules.tuning import CostSpec

LOT = 2
ANCHOR_RUNG = 6
"""At this rung and above no forces leave the arena."""


def own_regions(scenario: Scenario, seat: int) -> Iterator[int]:
    """Regions a power governs."""
    for region, power in enumerate(scenario.region_power):
        if power == seat:
            yield region


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
                return f"tension in {board.name('arena', arena)} pins the forces there"
        return None

    def effect(self, board: Board) -> None:
        scenario = board.scenario
        board.shift("force", self.origin, -LOT, self.key)
        board.shift("force", self.to, LOT, self.key)
        if scenario.station_kind[self.to] == "arena":
            arena = scenario.station_place[self.to]
            if board.state.tension[arena] < 5:
                board.shift("tension", arena, 1, self.key)
        if board.telling:
            here, there = board.name("station", self.origin), board.name("station", self.to)
            board.tell("security", f"{board.name('power', self.seat)} moves forces: {here} to {there}.")


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
            return "nothing is built there"
        return None

    def effect(self, board: Board) -> None:
        board.put("guard", self.site, 4, self.key)
        if board.telling:
            board.tell("security", f"Guards are posted at {board.name('site', self.site)}.")


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
        route = board.scenario.spec.routes[self.route]
        if route.kind == "lane":
            board.shift("footprint", self.seat, 2, self.key)
        if board.telling:
            board.tell("security", f"{board.name('power', self.seat)} patrols {route.name}.")


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
            return "there are no insurgents to find"
        return None

    def effect(self, board: Board) -> None:
        tuning = board.scenario.spec.tuning
        found = board.chance(SECURITY, tuning.sweep_success, "the sweep finds them")
        strength = tuning.sweep_strength if found else tuning.sweep_strength // 3
        board.shift("insurgency", self.region, -strength, self.key)
        board.shift("grievance", self.region, tuning.sweep_grievance, self.key)
        board.shift("consent", self.region, -4, self.key)
        if board.telling:
            word = "finds its enemy" if found else "finds empty valleys"
            board.tell("security", f"A sweep of {board.name('region', self.region)} {word}.")


@frozen
class Reconcile(Action):
    """Open reconciliation talks."""

    code: ClassVar[str] = "reconcile"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Reconciliation talks"
    about: ClassVar[str] = (
        "Slow and lasting: grievance falls, consent grows, and the insurgency starves later."
    )
    region: int = ref("region")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for region in own_regions(scenario, seat):
            yield cls(seat, region)

    def check(self, board: Board) -> str | None:
        if board.state.grievance[self.region] <= 5 and board.state.consent[self.region] >= 95:
            return "there is nothing left to reconcile"
        return None

    def effect(self, board: Board) -> None:
        tuning = board.scenario.spec.tuning
        force = force_at(board.scenario, board.state, "region", self.region, self.seat)
        step = tuning.reconcile_grievance - (2 if force >= 5 else 0)
        board.shift("grievance", self.region, -step, self.key)
        board.shift("consent", self.region, tuning.reconcile_consent, self.key)
        if board.telling:
            board.tell("security", f"Talks with elders and students in {board.name('region', self.region)}.")


@frozen
class Cooperate(Action):
    """Counter-terrorism cooperation."""

    code: ClassVar[str] = "cooperate"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Counter-terrorism cooperation"
    about: ClassVar[str] = (
        "Share intelligence with another power: the militant threat falls, trust grows on both sides."
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
            return f"{board.name('power', self.target)} does not trust you enough"
        if board.state.threat[0] < 10:
            return "there is little left to hunt"
        return None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        hosts = {scenario.arena_sides[a][0] for a, spec in enumerate(scenario.spec.arenas) if spec.militants}
        close = self.seat in hosts or self.target in hosts
        board.shift("threat", 0, -6 if close else -3, self.key)
        board.shift("trust", self.target * n + self.seat, 3, self.key)
        board.shift("trust", self.seat * n + self.target, 2, self.key)
        if self.target in hosts:
            board.shift("footprint", self.seat, 3, self.key)
            board.shift("influence", self.seat * n + self.target, 2, self.key)
        if self.seat in hosts:
            board.shift("stability", self.seat, -1, self.key)
            board.shift("influence", self.target * n + self.seat, 1, self.key)
        if board.telling:
            who, whom = board.name("power", self.seat), board.name("power", self.target)
            board.tell("security", f"{who} and {whom} share intelligence on militants.")


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
            return f"{board.name('power', self.target)} lets no stranger near"
        return None

    def effect(self, board: Board) -> None:
        n = board.scenario.npowers
        board.shift("fissile", self.target, 6, self.key)
        if self.target != self.seat:
            board.shift("trust", self.target * n + self.seat, 2, self.key)
            board.shift("footprint", self.seat, 2, self.key)
        if board.telling:
            board.tell("security", f"Nuclear security is strengthened in {board.name('power', self.target)}.")


@frozen
class Escalate(Action):
    """Go up a rung."""

    code: ClassVar[str] = "escalate"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Escalate"
    about: ClassVar[str] = "Up a rung: standing now, forces pinned, and a ladder with someone else on it."
    arena: int = ref("arena")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for arena in own_arenas(scenario, seat):
            yield cls(seat, arena)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        threat = board.state.threatened[self.seat] == board.scenario.npowers + self.arena
        return evolve(cost, money=max(0, cost.money - 1)) if threat else cost

    def check(self, board: Board) -> str | None:
        return (
            "there is no rung left that anyone would survive"
            if board.state.tension[self.arena] >= 9
            else None
        )

    def effect(self, board: Board) -> None:
        scenario, state, n = board.scenario, board.state, board.scenario.npowers
        other = opponent(scenario, self.seat, self.arena)
        if state.threatened[self.seat] == n + self.arena:
            board.put("threatened", self.seat, -1, self.key)
            board.shift("credibility", self.seat, scenario.spec.tuning.kept_word, self.key)
        board.put("truce", self.arena, 0, self.key)
        board.shift("tension", self.arena, 1, self.key)
        board.shift("blame", self.seat, state.tension[self.arena], self.key)
        board.shift("standing", self.seat, 1, self.key)
        board.shift("stability", self.seat, 1, self.key)
        board.shift("stability", other, -2, self.key)
        board.shift("trust", other * n + self.seat, -4, self.key)
        if board.telling:
            rung = scenario.spec.arenas[self.arena].rungs[state.tension[self.arena]].name
            board.tell(
                "arena",
                f"{board.name('power', self.seat)} escalates, {board.name('arena', self.arena)}: {rung}.",
            )


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
        return evolve(cost, standing=cost.standing + max(0, board.state.tension[self.arena] - 3) // 2)

    def check(self, board: Board) -> str | None:
        return "the arena is quiet" if board.state.tension[self.arena] < 2 else None

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        other = opponent(scenario, self.seat, self.arena)
        board.shift("tension", self.arena, -1, self.key)
        board.shift("trust", other * n + self.seat, 3, self.key)
        if board.state.tension[self.arena] >= 5:
            board.shift("stability", self.seat, -2, self.key)
        if board.telling:
            where = board.name("arena", self.arena)
            board.tell("arena", f"{board.name('power', self.seat)} steps back, {where}.")


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
        return "there is nothing to cease" if board.state.tension[self.arena] < 2 else None

    def effect(self, board: Board) -> None:
        other = opponent(board.scenario, self.seat, self.arena)
        board.state.offer = Offer("truce", self.seat, other, (self.arena,))
        board.ask(Kind.ANSWER, other)
        if board.telling:
            where = board.name("arena", self.arena)
            board.tell("arena", f"{board.name('power', self.seat)} offers a ceasefire, {where}.")


@frozen
class CovertAct(Action):
    """Support a rival's trouble in secret."""

    code: ClassVar[str] = "covert"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Covert act"
    about: ClassVar[str] = "Feed a rival's trouble and leave no name. It may be traced for three quarters."
    secret: ClassVar[bool] = True
    act: int = ref("covert")
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        hosts = {scenario.arena_sides[a][0] for a, spec in enumerate(scenario.spec.arenas) if spec.militants}
        for target in range(scenario.npowers):
            if target == seat:
                continue
            regions = list(own_regions(scenario, target))
            if regions:
                yield cls(seat, 0, target)
            if seat in hosts:
                yield cls(seat, 1, target)
            yield cls(seat, 2, target)
            if regions:
                yield cls(seat, 3, target)

    def check(self, board: Board) -> str | None:
        if self.act == 2 and self._project(board) < 0:
            return "they have no work under way to spoil"
        if self.act == 3 and self._secret(board) < 0:
            return "you know of nothing they hide"
        if any(
            c.sponsor == self.seat and c.target == self.target and c.kind == self.act
            for c in board.state.coverts
        ):
            return "the trail of your last one is still warm"
        return None

    def _project(self, board: Board) -> int:
        under_way = [
            s for s, host in enumerate(board.scenario.host) if host == self.target and board.state.left[s]
        ]
        return max(under_way, key=lambda s: (board.state.left[s], -s)) if under_way else -1

    def _secret(self, board: Board) -> int:
        scenario, state = board.scenario, board.state
        for site, host in enumerate(scenario.host):
            mine = host == self.target and scenario.site_region[site] >= 0
            if mine and state.level[site] and state.share[site] == 0:
                return site
        return -1

    def effect(self, board: Board) -> None:
        scenario, state = board.scenario, board.state
        if self.act == 0:
            region = max(own_regions(scenario, self.target), key=lambda r: (state.insurgency[r], -r))
            board.shift("insurgency", region, 7, self.key)
        elif self.act == 1:
            board.shift("threat", 0, 6, self.key)
        elif self.act == 2:
            slow = board.chance(COVERT, 70, "the sabotage works")
            board.shift("left", self._project(board), 2 if slow else 0, self.key)
        else:
            region = scenario.site_region[self._secret(board)]
            board.shift("grievance", region, 8, self.key)
            board.shift("credibility", self.target, -3, self.key)
        state.coverts = (*state.coverts, Covert(self.act, self.seat, self.target, state.turn))
        if board.telling:
            whom = board.name("power", self.target)
            board.tell("covert", f"A covert act against {whom}: {COVERT_ACTS[self.act]}.", self.mask)


@frozen
class Counter(Action):
    """Counter-intelligence."""

    code: ClassVar[str] = "counter"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Counter-intelligence"
    about: ClassVar[str] = "Follow the trails of acts against you: each may be traced to its sponsor now."

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def effect(self, board: Board) -> None:
        state, n = board.state, board.scenario.npowers
        kept = []
        board.shift("stability", self.seat, 1, self.key)
        for covert in state.coverts:
            if covert.target != self.seat or not board.chance(COVERT, 55, "a trail leads to its sponsor"):
                kept.append(covert)
                continue
            board.shift("credibility", covert.sponsor, -10, self.key)
            board.shift("standing", covert.sponsor, -2, self.key)
            board.shift("trust", self.seat * n + covert.sponsor, -15, self.key)
            board.shift("standing", self.seat, 1, self.key)
            if board.telling:
                who, what = board.name("power", covert.sponsor), COVERT_ACTS[covert.kind]
                board.tell(
                    "covert",
                    f"Exposed: {who} was behind an act against {board.name('power', self.seat)} ({what}).",
                )
        state.coverts = tuple(kept)
        if board.telling:
            board.tell("security", f"{board.name('power', self.seat)} hunts for foreign hands.")
