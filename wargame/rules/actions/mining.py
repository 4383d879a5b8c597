"""Sites: find the ore, dig it, separate it, and live with those who live there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.board import Board
from wargame.rules.chance import SURVEY
from wargame.rules.compiled import Scenario
from wargame.rules.figures import STANDARDS
from wargame.rules.regimes import technology_rung
from wargame.rules.tuning import CostSpec

NOT_BUILT = Absent("nothing is built there")
NO_SHARE = Absent("there is no share to keep back")
NO_EARNINGS = Absent("nothing is earned there")
NO_SURVEY = Absent("you have no survey to publish")
NO_MINE = Absent("there is no mine yet")

UNREST_LIMIT = 75
LOW_CONSENT = 15


def sites_of(scenario: Scenario, seat: int, *kinds: str) -> Iterator[int]:
    """Sites of the given kinds that a power hosts."""
    for site, host in enumerate(scenario.host):
        if host == seat and scenario.kind[site] in kinds:
            yield site


def project_cost(board: Board, site: int) -> int:
    """What the next step of capacity costs: dearer in the mountains, under fire or controls, in a weak state."""
    scenario, state = board.scenario, board.state
    spec, tuning = scenario.sites[site], scenario.spec.tuning
    percent = 100
    if spec.terrain == "mountain":
        percent += tuning.mountain_cost
    if spec.disputed:
        percent += 20
    region = scenario.site_region[site]
    if region >= 0:
        percent += state.insurgency[region] // 3
    percent += 10 * (state.standard[site] - 1)
    host = scenario.host[site]
    if host < scenario.npowers:
        if state.credits[host]:
            percent -= tuning.matching
        if state.stability[host] < tuning.risk_stability:
            percent += tuning.risk_premium
    if spec.kind == "refinery":
        percent += tuning.technology_cost[technology_rung(scenario, state, scenario.host[site])]
    return (spec.cost * percent + 99) // 100


def project_turns(board: Board, site: int) -> int:
    """Quarters that the next step takes."""
    scenario, spec = board.scenario, board.scenario.sites[site]
    delay = 0
    if spec.kind == "refinery":
        rung = technology_rung(scenario, board.state, scenario.host[site])
        delay = scenario.spec.tuning.technology_delay[rung]
    return max(1, spec.turns + delay - (1 if board.state.access[site] >= 3 else 0))


def blocked(board: Board, site: int) -> str | None:
    """Why no project can start at a site; None when one can."""
    scenario, state = board.scenario, board.state
    spec, region = scenario.sites[site], scenario.site_region[site]
    if state.left[site]:
        return "work is under way there"
    if state.level[site] >= spec.max_level:
        return "it is at its full capacity"
    if state.damage[site]:
        return "it is being repaired"
    if state.access[site] < spec.needs_access:
        return f"it needs infrastructure {spec.needs_access} and has {state.access[site]}"
    if region >= 0 and state.consent[region] < LOW_CONSENT:
        return "the people there would not let it happen: consent is too low"
    if region >= 0 and state.level[site] and state.insurgency[region] > UNREST_LIMIT:
        return "no large-scale work is possible while the insurgency is so strong"
    return None


@frozen
class Survey(Action):
    """Survey a deposit."""

    code: ClassVar[str] = "survey"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Survey"
    about: ClassVar[str] = "Send geologists: the grade is drawn and known to you and the host. Duds exist."
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, spec in enumerate(scenario.sites):
            if spec.grade is None and spec.kind == "mine":
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        host = scenario.host[self.site]
        if state.known[self.site] >> self.seat & 1:
            return "its grade is known to you"
        abroad = host < scenario.npowers and host != self.seat
        if abroad and state.trust[host * scenario.npowers + self.seat] < 40:
            return (
                f"{board.scenario.within('power', host)} does not trust you enough to let your geologists in"
            )
        return None

    def effect(self, board: Board) -> None:
        scenario, state = board.scenario, board.state
        host, spec = scenario.host[self.site], scenario.sites[self.site]
        if state.grade[self.site] < 0:
            grade = board.pick(SURVEY, spec.grades, f"grade of {spec.name}")
            board.put("grade", self.site, grade, self.key)
        knows = state.known[self.site] | 1 << self.seat
        if host < scenario.npowers:
            knows |= 1 << host
        board.put("known", self.site, knows, self.key)
        board.tell(
            "survey_found",
            seen=knows,
            instead="survey_made",
            power=self.seat,
            site=self.site,
            grade=state.grade[self.site],
        )


@frozen
class _Build(Action):
    """What all projects of capacity share."""

    family: ClassVar[str] = "investment"
    kinds: ClassVar[tuple[str, ...]] = ()
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, *cls.kinds):
            yield cls(seat, site)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        return cost.with_money(cost.money + project_cost(board, self.site))

    def check(self, board: Board) -> str | None:
        return blocked(board, self.site)

    def effect(self, board: Board) -> None:
        turns = project_turns(board, self.site)
        board.put("left", self.site, turns, self.key)
        region = board.scenario.site_region[self.site]
        if region >= 0 and board.state.declared[self.site] == 0:
            board.shift("grievance", region, 3, self.key)
        board.tell("project_started", power=self.seat, site=self.site, quarters=turns)


@frozen
class Mine(_Build):
    """Open or expand a mine."""

    code: ClassVar[str] = "mine"
    title: ClassVar[str] = "Open or expand a mine"
    about: ClassVar[str] = (
        "Dig where a survey has shown ore. Without refineries the ore goes to whoever can separate it."
    )
    kinds: ClassVar[tuple[str, ...]] = ("mine",)

    def check(self, board: Board) -> str | None:
        if board.state.grade[self.site] < 0 or not board.state.known[self.site] >> self.seat & 1:
            return "no mine before a survey: nobody knows what is there"
        if board.state.grade[self.site] == 0:
            return "the survey found a dud"
        return blocked(board, self.site)


@frozen
class Refinery(_Build):
    """Build or expand a refinery."""

    code: ClassVar[str] = "refinery"
    title: ClassVar[str] = "Build or expand a refinery"
    about: ClassVar[str] = (
        "Separation capacity: needs know-how, power and time; dearer and slower under technology controls."
    )
    kinds: ClassVar[tuple[str, ...]] = ("refinery",)

    def check(self, board: Board) -> str | None:
        needed, known = board.scenario.spec.tuning.refinery_know_how, board.state.know_how[self.seat]
        if known < needed:
            return f"it takes separation know-how {needed} and you have {known}"
        return blocked(board, self.site)


@frozen
class Recycling(_Build):
    """Build or expand a recycling hub."""

    code: ClassVar[str] = "recycling"
    title: ClassVar[str] = "Build a recycling hub"
    about: ClassVar[str] = "Slow and dear, but supply that nobody can cut off."
    kinds: ClassVar[tuple[str, ...]] = ("recycler",)


@frozen
class Port(_Build):
    """Expand a port."""

    code: ClassVar[str] = "port"
    title: ClassVar[str] = "Expand a port"
    about: ClassVar[str] = (
        "Berths, cranes, a naval quay: more dues, roads that need it open, and whoever runs it is near."
    )
    kinds: ClassVar[tuple[str, ...]] = ("port",)


@frozen
class Access(Action):
    """Build infrastructure for a site."""

    code: ClassVar[str] = "access"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Build infrastructure"
    about: ClassVar[str] = (
        "Road, power and rail: opens sites that have none, and shortens work where there is plenty."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, "mine", "refinery", "port"):
            if scenario.sites[site].access < 3:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        if board.state.access[self.site] >= 3:
            return "it has all the infrastructure it can use"
        region = board.scenario.site_region[self.site]
        if region >= 0 and board.state.insurgency[region] > UNREST_LIMIT:
            return "builders do not dare to go there"
        return None

    def effect(self, board: Board) -> None:
        board.shift("access", self.site, 1, self.key)
        region = board.scenario.site_region[self.site]
        if region >= 0:
            board.shift("consent", region, 2, self.key)
        board.tell("infrastructure_built", power=self.seat, site=self.site)


@frozen
class Upgrade(Action):
    """Raise a site's environmental standard."""

    code: ClassVar[str] = "upgrade"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Environmental upgrade"
    about: ClassVar[str] = (
        "Cleaner and a tenth dearer per step: spares the land and the consent of those who live on it."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, "mine", "refinery"):
            if scenario.sites[site].standard < len(STANDARDS) - 1:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        if board.state.standard[self.site] >= len(STANDARDS) - 1:
            return "it is as clean as it gets"
        if not board.state.level[self.site] and not board.state.left[self.site]:
            return NOT_BUILT
        return None

    def effect(self, board: Board) -> None:
        board.shift("standard", self.site, 1, self.key)
        region = board.scenario.site_region[self.site]
        if region >= 0:
            board.shift("consent", region, 3, self.key)
            board.shift("environment", region, 2, self.key)
        reached = board.state.standard[self.site]
        board.tell("standard_raised", power=self.seat, site=self.site, standard=reached)


@frozen
class Share(Action):
    """Set the community's share of a site's income."""

    code: ClassVar[str] = "share"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Set the community share"
    about: ClassVar[str] = (
        "How much of a site's income stays with the people there. A promise before it yields is little thanked for;"
        " lowering it is not forgotten."
    )
    site: int = ref("site")
    step: int = ref("step")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, "mine"):
            if scenario.site_region[site] >= 0:
                for step in range(5):
                    yield cls(seat, site, step)

    def check(self, board: Board) -> str | None:
        if board.state.declared[self.site] == self.step:
            return "that is the share already"
        if not board.state.level[self.site] and not board.state.left[self.site]:
            return NOT_BUILT
        return None

    def effect(self, board: Board) -> None:
        region, pays = board.scenario.site_region[self.site], board.state.level[self.site] > 0
        change = board.put("declared", self.site, self.step, self.key)
        board.put("share", self.site, self.step, self.key)
        thanks, relief = ((3, 2) if pays else (1, 1)) if change > 0 else (5, 4)
        board.shift("consent", region, thanks * change, self.key)
        board.shift("grievance", region, -relief * change, self.key)
        board.tell("share_set", power=self.seat, site=self.site, step=self.step)


@frozen
class Conceal(Action):
    """Keep part of a community's share back."""

    code: ClassVar[str] = "conceal"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Keep a share back"
    about: ClassVar[str] = (
        "Pay a community two steps less than declared. What it saves lies beside the books, for secret acts alone."
    )
    secret: ClassVar[bool] = True
    operation: ClassVar[bool] = True
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, "mine"):
            if scenario.site_region[site] >= 0:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        state = board.state
        if state.share[self.site] < state.declared[self.site]:
            return "part of it is kept back already"
        if not state.share[self.site]:
            return NO_SHARE
        return None if state.level[self.site] else NO_EARNINGS

    def effect(self, board: Board) -> None:
        board.shift("share", self.site, -2, self.key)
        board.tell("share_kept_back", seen=self.mask, power=self.seat, site=self.site)


@frozen
class Publish(Action):
    """Publish a survey."""

    code: ClassVar[str] = "publish"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Publish a survey"
    about: ClassVar[str] = (
        "Let everyone read what the survey found: investors may come, and your word gains weight."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, spec in enumerate(scenario.sites):
            if spec.grade is None and spec.kind == "mine":
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        known = board.state.known[self.site]
        if not known >> self.seat & 1:
            return NO_SURVEY
        return "everyone knows" if known == (1 << board.scenario.npowers) - 1 else None

    def effect(self, board: Board) -> None:
        board.put("known", self.site, (1 << board.scenario.npowers) - 1, self.key)
        board.shift("credibility", self.seat, 3, self.key)
        region = board.scenario.site_region[self.site]
        if region >= 0:
            board.shift("consent", region, 1, self.key)
        grade = board.state.grade[self.site]
        board.tell("survey_published", power=self.seat, site=self.site, grade=grade)


@frozen
class Hub(Action):
    """Make a site a hub."""

    code: ClassVar[str] = "hub"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Make a site a hub"
    about: ClassVar[str] = (
        "Processing, rail and schools around a mine its people want: half as much again, for good."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site in sites_of(scenario, seat, "mine"):
            if scenario.site_region[site] >= 0:
                yield cls(seat, site)

    def check(self, board: Board) -> str | None:
        state, region = board.state, board.scenario.site_region[self.site]
        tuning = board.scenario.spec.tuning
        if state.hub[self.site]:
            return "it is a hub"
        if not state.level[self.site]:
            return NO_MINE
        if state.access[self.site] < tuning.hub_access:
            return f"it needs infrastructure {tuning.hub_access} and has {state.access[self.site]}"
        if state.consent[region] < tuning.hub_consent:
            return f"it takes consent {tuning.hub_consent} and there is {state.consent[region]}"
        if state.insurgency[region] > tuning.hub_insurgency:
            return "nobody builds a hub under fire"
        return "its standard is dirty" if state.standard[self.site] == 0 else None

    def effect(self, board: Board) -> None:
        region = board.scenario.site_region[self.site]
        board.put("hub", self.site, 1, self.key)
        board.shift("consent", region, 4, self.key)
        board.shift("standing", self.seat, 1, self.key)
        board.tell("hub_made", power=self.seat, site=self.site)
