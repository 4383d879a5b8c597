"""Industry policy at home and abroad: substitution, know-how, stockpiles, rushes and other people's projects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.actions.mining import blocked, project_cost, project_turns
from wargame.rules.board import Board
from wargame.rules.chance import POLITICS
from wargame.rules.compiled import Scenario
from wargame.rules.measures import import_reliance
from wargame.rules.offers import put_offer
from wargame.rules.records import Offer
from wargame.rules.tuning import CostSpec
from wargame.rules.words import money

NO_WORK = Absent("no work is under way there")

TAUGHT = 4
"""Points more that training brings beside a pact with a partner who knows more."""
VULNERABLE = 60
"""Import reliance above which responses at home cost a unit less."""


def urgent(board: Board, seat: int) -> bool:
    """Whether dependency is bad enough that parliaments pay for responses."""
    return import_reliance(board.scenario, board.state, seat) >= VULNERABLE


@frozen
class Research(Action):
    """Fund substitution research."""

    code: ClassVar[str] = "research"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Substitution research"
    about: ClassVar[str] = (
        "Learn to need less of a material. Slow, safe, and cheaper while import reliance is high."
    )
    trades: ClassVar[bool] = True
    material: int = ref("material")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for material in range(scenario.nmaterials):
            yield cls(seat, material)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        return cost.with_money(max(0, cost.money - 1)) if urgent(board, self.seat) else cost

    def check(self, board: Board) -> str | None:
        if board.state.thrift[self.seat * board.scenario.nmaterials + self.material] >= 60:
            return "nothing more can be saved"
        return None

    def effect(self, board: Board) -> None:
        at = self.seat * board.scenario.nmaterials + self.material
        saved = board.state.thrift[at]
        step = board.scenario.spec.tuning.research_step
        board.shift("thrift", at, max(2, step - saved // 10), self.key)
        board.tell("thrift_learnt", power=self.seat, material=self.material)


@frozen
class KnowHow(Action):
    """Buy or build processing know-how."""

    code: ClassVar[str] = "know_how"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Processing know-how"
    about: ClassVar[str] = (
        "Train chemists, buy patents: the knowledge that separation takes. A pact with Japan helps."
    )

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def check(self, board: Board) -> str | None:
        return "there is nothing left to learn" if board.state.know_how[self.seat] >= 95 else None

    def effect(self, board: Board) -> None:
        scenario = board.scenario
        partners = {pact.partner for pact in board.state.pacts if pact.power == self.seat}
        helped = any(board.state.know_how[partner] > board.state.know_how[self.seat] for partner in partners)
        step = scenario.spec.tuning.know_how_step
        board.shift("know_how", self.seat, step + (TAUGHT if helped else 0), self.key)
        board.tell("know_how_gained", power=self.seat)


@frozen
class Stockpile(Action):
    """Buy for the stockpile."""

    code: ClassVar[str] = "stockpile"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Buy for the stockpile"
    about: ClassVar[str] = (
        "Order a lot of a material at the next market, at its price. Stockpiles cover your shortages."
    )
    trades: ClassVar[bool] = True
    material: int = ref("material")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for material in range(scenario.nmaterials):
            yield cls(seat, material)

    def check(self, board: Board) -> str | None:
        at = self.seat * board.scenario.nmaterials + self.material
        if board.state.order[at] >= 2 * board.scenario.spec.tuning.stockpile_lot:
            return "the order is as large as the market will take unnoticed"
        if board.booked(self.seat) < 1:
            return "the treasury is empty"
        return None

    def effect(self, board: Board) -> None:
        at = self.seat * board.scenario.nmaterials + self.material
        board.shift("order", at, board.scenario.spec.tuning.stockpile_lot, self.key)
        board.tell("stockpile_ordered", power=self.seat, material=self.material)


@frozen
class Release(Action):
    """Sell from the stockpile."""

    code: ClassVar[str] = "release"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Release from the stockpile"
    about: ClassVar[str] = (
        "Sell a lot at the next market: money now, friends among those who are short, a softer price."
    )
    trades: ClassVar[bool] = True
    material: int = ref("material")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for material in range(scenario.nmaterials):
            yield cls(seat, material)

    def check(self, board: Board) -> str | None:
        at = self.seat * board.scenario.nmaterials + self.material
        if board.state.stock[at] - board.state.offered[at] < board.scenario.spec.tuning.stockpile_lot:
            return "the stockpile does not hold a lot of it"
        return None

    def effect(self, board: Board) -> None:
        at = self.seat * board.scenario.nmaterials + self.material
        board.shift("offered", at, board.scenario.spec.tuning.stockpile_lot, self.key)
        board.tell("stockpile_released", power=self.seat, material=self.material)


@frozen
class Rush(Action):
    """Rush a project under the Defense Production Act."""

    code: ClassVar[str] = "rush"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Rush a project (DPA)"
    about: ClassVar[str] = (
        "Money and priority for work under way: two quarters sooner, unless it slips all the same."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, host in enumerate(scenario.host):
            if host == seat and scenario.kind[site] != "port":
                yield cls(seat, site)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        return cost.with_money(max(0, cost.money - 1)) if urgent(board, self.seat) else cost

    def check(self, board: Board) -> str | None:
        if not board.state.left[self.site]:
            return NO_WORK
        if board.state.rushed[self.site]:
            return "it has been rushed already"
        if board.state.left[self.site] < 2:
            return "it is all but finished"
        return None

    def effect(self, board: Board) -> None:
        tuning, name = board.scenario.spec.tuning, board.name("site", self.site)
        board.put("rushed", self.site, 1, self.key)
        slips = board.chance(POLITICS, tuning.rush_slip, f"{name} slips")
        left = board.state.left[self.site]
        board.shift("left", self.site, 1 if slips else -min(tuning.rush_turns, left - 1), self.key)
        left = board.state.left[self.site]
        board.tell("project_rushed", power=self.seat, site=self.site, slipped=slips, quarters=left)


@frozen
class Cofinance(Action):
    """Co-finance a project abroad."""

    code: ClassVar[str] = "cofinance"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Co-finance a project abroad"
    about: ClassVar[str] = (
        "Pay for another's mine, refinery or port and take a stake. A partner is glad of it; another power is asked,"
        " and pays nothing."
    )
    site: int = ref("site")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for site, host in enumerate(scenario.host):
            if host != seat and scenario.kind[site] in ("mine", "refinery", "port"):
                yield cls(seat, site)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        asks = board.scenario.host[self.site] < board.scenario.npowers
        return cost.with_money(0 if asks else self.price(board))

    def counterpart(self, scenario: Scenario) -> int:
        host = scenario.host[self.site]
        return host if host < scenario.npowers else -1

    def price(self, board: Board) -> int:
        """Three quarters of the project: paid at once to build a partner's, once the host agrees to build a power's."""
        return max(board.scenario.spec.tuning.costs[self.code].money, project_cost(board, self.site) * 3 // 4)

    def check(self, board: Board) -> str | None:
        scenario, state = board.scenario, board.state
        host, n = scenario.host[self.site], scenario.npowers
        if state.stake[self.site] >= 0 and state.stake[self.site] != self.seat:
            return f"{board.scenario.within('party', state.stake[self.site])} holds the stake"
        if host < n:
            if scenario.powers[host].reserves is None:
                return "its host pays for its own"
            if (price := self.price(board)) > (held := board.booked(self.seat)):
                return f"it takes {money(price)} and the treasury holds {money(held)}"
        felt = state.trust if host < n else state.disposition
        if felt[host * n + self.seat] < 40:
            return f"{board.scenario.within('party', host)} does not want your money"
        if scenario.kind[self.site] == "mine":
            if state.grade[self.site] < 0 or not state.known[self.site] >> self.seat & 1:
                return "no mine before a survey: nobody knows what is there"
            if state.grade[self.site] == 0:
                return "the survey found a dud"
        if scenario.kind[self.site] == "refinery" and max(state.know_how[host], state.know_how[self.seat]) < (
            scenario.spec.tuning.refinery_know_how
        ):
            return "neither of you knows how to separate"
        return blocked(board, self.site)

    def effect(self, board: Board) -> None:
        scenario, n = board.scenario, board.scenario.npowers
        host, turns = scenario.host[self.site], project_turns(board, self.site)
        if host < n:
            terms = (self.site, self.price(board), turns)
            put_offer(board, Offer("stake", self.seat, host, terms, key=self.key))
            return
        board.put("left", self.site, turns, self.key)
        board.put("stake", self.site, self.seat, self.key)
        board.shift("disposition", host * n + self.seat, 5, self.key)
        board.tell("project_cofinanced", power=self.seat, site=self.site, quarters=turns)


@frozen
class Corridor(Action):
    """Invest in a corridor."""

    code: ClassVar[str] = "corridor"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Invest in a corridor"
    about: ClassVar[str] = (
        "Repair a road or port and tie its host closer; leave it cut and its dues are lost to both."
    )
    route: int = ref("route")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for number, route in enumerate(scenario.spec.routes):
            if route.kind == "corridor" and route.region:
                host = scenario.region_power[scenario.numbers["region"][route.region]]
                if host != seat:
                    yield cls(seat, number)

    def check(self, board: Board) -> str | None:
        return None if self._host(board) != self.seat else "it is your own road"

    def _host(self, board: Board) -> int:
        region = board.scenario.spec.routes[self.route].region
        return board.scenario.region_power[board.scenario.numbers["region"][region]]

    def effect(self, board: Board) -> None:
        n, host = board.scenario.npowers, self._host(board)
        region = board.scenario.numbers["region"][board.scenario.spec.routes[self.route].region]
        board.put("cut", self.route, 0, self.key)
        board.shift("influence", self.seat * n + host, 4, self.key)
        board.shift("trust", host * n + self.seat, 3, self.key)
        board.shift("stability", host, 2, self.key)
        board.shift("grievance", region, 2, self.key)
        board.tell("corridor_funded", power=self.seat, route=self.route)


@frozen
class Credits(Action):
    """Pass tax credits and a price floor."""

    code: ClassVar[str] = "credits"
    family: ClassVar[str] = "investment"
    title: ClassVar[str] = "Tax credits and price floor"
    about: ClassVar[str] = (
        "Private money joins in: projects at home cost less and go on when prices are low, for six quarters."
    )

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def cost(self, board: Board) -> CostSpec:
        cost = board.scenario.spec.tuning.costs[self.code]
        return cost.with_money(max(0, cost.money - 1)) if urgent(board, self.seat) else cost

    def check(self, board: Board) -> str | None:
        return "they are in force" if board.state.credits[self.seat] > 1 else None

    def effect(self, board: Board) -> None:
        board.put("credits", self.seat, board.scenario.spec.tuning.credit_turns, self.key)
        board.tell("credits_passed", power=self.seat)
