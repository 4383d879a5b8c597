"""How a position would look some quarters on if nobody did anything more: the rules' own drift, without chance.

Projects under way are finished if there is time, goods flow as the market would clear them, regions follow their
mood, programmes their supply, and what falls due is paid. Works on private copies of what a seat may know.

Moves differ in little: what follows from figures that one has left alone is remembered from the others.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from attrs import define, field, frozen

from wargame.actors.recall import Fields, Key, Numbered, Numbers, Table
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.compiled import ORE, TECHNOLOGY, Scenario
from wargame.rules.figures import SECTORS
from wargame.rules.phases.finance import purse
from wargame.rules.phases.market import pace_of
from wargame.rules.phases.politics import WEAK, readiness_step, regions
from wargame.rules.pledges import break_pledge, broken
from wargame.rules.records import Loan
from wargame.rules.state import State
from wargame.rules.trade import SHUT, clear, closed_routes, demand, split

FAR = 4
"""Quarters of drift looked at; beyond them too much else will have happened."""
_SUPPLY = Fields(
    ("turn", "left", "level", "damage", "cut", "access", "owner", "regime", "licence", "contracts", "grade", "known",
     "hub", "enforced", "stock", "ore", "thrift", "order", "offered", "price", "used", "readiness")
)  # fmt: skip
"""Figures that works, flows, shortages and programmes follow from, besides the lanes that tension shuts."""
_SUPPLIED = Fields(
    (
        "left",
        "level",
        "damage",
        "cut",
        "stock",
        "order",
        "offered",
        "flow",
        "short",
        "from_stock",
        "readiness",
    )
)
"""Figures that the works and the market leave behind."""
_MOOD_CAUSES = Fields(("consent", "grievance", "insurgency", "environment", "declared", "standard"))
"""Figures that the regions' mood follows from, besides sites at work, forces on the spot and weak states."""
_BOUGHT = 60
"""Percent of an order for the stockpile that is reckoned to be filled."""


Cells = Callable[[list[int]], Any]
"""Reads some cells of a column."""


def cells(places: list[int]) -> Cells:
    """Reads the cells at these places."""
    return itemgetter(*places) if places else tuple


@frozen
class Quarter:
    """One material's market, laid out as its parts of the position's columns, and by power what it is owed less owes."""

    flow: tuple[int, ...]
    from_stock: list[int]
    short: list[int]
    money: tuple[int, ...]


@frozen
class Supply:
    """What the works and the market come to. Shared by all outlooks that it belongs to: its columns are never changed."""

    columns: tuple[list[int], ...]
    """Of the figures that `_SUPPLIED` names."""
    numbers: dict[str, int]
    """Of these columns."""
    spent: tuple[int, ...]
    """Money by power that orders for the stockpile take, less what releases bring."""
    trade: tuple[int, ...]
    """Money by power and quarter."""
    works: tuple[bool, ...]
    """Which sites in regions work, and which are worked on."""


@frozen
class Outlook:
    """A position foreseen: `trade` is by power and quarter, `near` the reserves after the next dues, both in money."""

    state: State
    trade: tuple[int, ...]
    near: tuple[int, ...]
    loans: tuple[Loan, ...]
    """Loans as they stand; in `state` those that fall due by then are repaid."""
    breaches: tuple[int, ...]
    """By power: pledges of its own that the position breaks."""
    numbers: Numbered = field(eq=False, repr=False)
    """Of the position's figures: where they are equal, so is what follows from them."""


@define(eq=False)
class Almanac:
    """Foresees positions of one scenario, and remembers what it has worked out: a pure cache."""

    scenario: Scenario
    numbers: Numbers = field(factory=Numbers)
    earnings: Table[tuple[int, int, Key], float] = field(factory=Table)
    """Money per quarter, by power, its trade, and the numbers of what else it follows from."""
    cache: dict[str, Any] = field(factory=dict)
    """Tables that others keep by the same numbers."""
    _supplies: Table[tuple[object, ...], Supply] = field(factory=Table)
    _quarters: Table[tuple[object, ...], Quarter] = field(factory=Table)
    _moods: Table[tuple[object, ...], tuple[list[int], ...]] = field(factory=Table)
    _sites: list[Cells] = field(factory=list)
    """By material: the sites that yield it."""
    _regimes: list[Cells] = field(factory=list)
    """By material: the regimes on it, on the ore it is made of, and on what recovers it."""
    _garrisons: Cells = field(init=False)
    """Stations in regions."""

    def __attrs_post_init__(self) -> None:
        scenario = self.scenario
        items, parties = scenario.nitems, scenario.nparties
        technology, ore = (scenario.numbers["item"][name] for name in (TECHNOLOGY, ORE))
        for material in range(scenario.nmaterials):
            yields = enumerate(scenario.site_yield)
            self._sites.append(cells([site for site, amounts in yields if amounts[material]]))
            powers = [power * items for power in range(scenario.npowers)]
            held = [first + item for first in powers for item in (material, technology, ore)]
            self._regimes.append(cells([row * parties + party for row in held for party in range(parties)]))
        self._garrisons = cells([at for at, kind in enumerate(scenario.station_kind) if kind == "region"])

    def foresee(self, state: State) -> Outlook:
        """The outlook of a position. The position is used up: pass a copy."""
        scenario = self.scenario
        left = scenario.spec.turns - state.turn + 1
        self._open_books(state)
        supply = self._supply(state, left)
        board = Board(scenario, state)
        for pact in state.pacts:
            share = scenario.spec.pacts[pact.pact].know_how
            if share:
                board.shift("know_how", pact.power, share * (left - 1), "")
        breaches = self._break_pledges(board)
        for arena, turns in enumerate(state.truce):
            if turns:
                board.shift("tension", arena, -min(turns - 1, left, FAR), "")
        near = tuple([self._dues(state, power, left) for power in range(scenario.npowers)])
        loans, last = state.loans, state.turn + min(left, FAR)
        state.loans = tuple([loan for loan in loans if loan.due >= last])
        self._drift(board, min(left, FAR), supply.works)
        numbers = self.numbers.numbered(state, supply.numbers.copy())
        return Outlook(state, supply.trade, near, loans, breaches, numbers)

    def _break_pledges(self, board: Board) -> tuple[int, ...]:
        """Take what the pledges cost that the position breaks, as the quarter's end will; returns how many, by giver."""
        state, found = board.state, [0] * self.scenario.npowers
        for pledge in state.pledges:
            if broken(self.scenario, state, pledge):
                break_pledge(board, pledge)
                found[pledge.giver] += 1
        return tuple(found)

    def _open_books(self, state: State) -> None:
        """What is put by for secret acts buys nothing else; a hole in the books is there when the last scores count."""
        if any(state.unbooked):
            state.money = [
                held + min(0, more) for held, more in zip(state.money, state.unbooked, strict=True)
            ]
            state.unbooked = [0] * len(state.unbooked)

    def _drift(self, board: Board, quarters: int, works: tuple[bool, ...]) -> None:
        """Let the regions' mood run on."""
        state = board.state
        weak = tuple([state.stability[power] < WEAK for power in self.scenario.region_power])
        key = (quarters, works, self._garrisons(state.force), weak, self.numbers.key(state, _MOOD_CAUSES))
        moods = self._moods.get(key)
        if moods is None:
            for _ in range(quarters):
                regions(board)
            moods = self._moods.keep(
                key, (state.consent, state.grievance, state.insurgency, state.environment)
            )
        state.consent, state.grievance, state.insurgency, state.environment = moods

    # ---- works and the market
    def _supply(self, state: State, left: int) -> Supply:
        """Finish what will be finished and clear the market into the copy."""
        lanes = tuple([rung >= SHUT for rung in state.tension])
        key = (lanes, self.numbers.key(state, _SUPPLY))
        supply = self._supplies.get(key)
        if supply is None:
            supply = self._supplies.keep(key, self._supplied(state, left))
        for power, amount in enumerate(supply.spent):
            state.money[power] -= amount
        for name, column in zip(_SUPPLIED.names, supply.columns, strict=True):
            setattr(state, name, column)
        return supply

    def _supplied(self, state: State, left: int) -> Supply:
        spent = self._spend_orders(state)
        self._finish(state, left)
        trade = self._trade(state)
        self._programmes(Board(self.scenario, state), min(left, FAR))
        inhabited = [site for site, region in enumerate(self.scenario.site_region) if region >= 0]
        works = tuple([column[site] > 0 for column in (state.level, state.left) for site in inhabited])
        numbers: dict[str, int] = {}
        self.numbers.add(state, _SUPPLIED, numbers)
        return Supply(_SUPPLIED.of_state(state), numbers, spent, trade, works)

    def _programmes(self, board: Board, quarters: int) -> None:
        """Let readiness follow supply, as `politics.programmes` does quarter by quarter."""
        for number in range(len(self.scenario.programme_needs)):
            step = readiness_step(self.scenario, board.state, number)
            board.shift("readiness", number, quarters * step, "")

    def _spend_orders(self, state: State) -> tuple[int, ...]:
        """Orders and releases of the coming market, as far as they can be told beforehand; returns what they cost."""
        m, spent = self.scenario.nmaterials, [0] * self.scenario.npowers
        for at, units in enumerate(state.order):
            if units:
                power, material = divmod(at, m)
                state.stock[at] += units * _BOUGHT // 100
                spent[power] += (units * _BOUGHT // 100 * self._worth(state, material)) // 10_000
                state.order[at] = 0
        for at, units in enumerate(state.offered):
            if units:
                power, material = divmod(at, m)
                sold = min(units, state.stock[at])
                state.stock[at] -= sold
                spent[power] -= sold * self._worth(state, material) // 10_000
                state.offered[at] = 0
        return tuple(spent)

    def _worth(self, state: State, material: int) -> int:
        return self.scenario.spec.materials[material].value * state.price[material]

    def _finish(self, state: State, left: int) -> None:
        """Finish what will be finished in the quarters left; repair and reopen what will be by then."""
        scenario = self.scenario
        for site, turns in enumerate(state.left):
            if turns and self.needs(state, site, turns) <= self.working_quarters(state, site):
                state.left[site] = 0
                state.level[site] += 1
        later = left - 1
        state.damage = [turns - later if turns > later else 0 for turns in state.damage]
        state.cut = [turns - later if turns > later else 0 for turns in state.cut]
        assert len(state.cut) == len(scenario.spec.routes)

    def needs(self, state: State, site: int, turns: int) -> int:
        """Quarters that so many turns' work at a site will take, repairs first."""
        return state.damage[site] - turns // -pace_of(self.scenario, state, site)

    def working_quarters(self, state: State, site: int) -> int:
        """Quarters left in which work at a site can go on: winter closes the high passes."""
        scenario = self.scenario
        turns, region = range(state.turn, scenario.spec.turns + 1), scenario.site_region[site]
        snow = region >= 0 and scenario.spec.regions[region].winter
        if not snow or scenario.sites[site].terrain != "mountain" or state.access[site] >= 3:
            return len(turns)
        return sum(not scenario.is_winter(turn) for turn in turns)

    def _trade(self, state: State) -> tuple[int, ...]:
        """Clear every material into the copy; returns each power's money from trade per quarter."""
        scenario, m, cells = self.scenario, self.scenario.nmaterials, self.scenario.nparties**2
        closed, money = closed_routes(scenario, state), []
        for material in range(m):
            key = self._key(state, material, closed)
            found = self._quarters.get(key)
            if found is None:
                found = self._quarters.keep(key, self._quarter(state, material, closed))
            state.flow[material * cells : (material + 1) * cells] = found.flow
            state.from_stock[material::m] = found.from_stock
            state.short[material::m] = found.short
            money.append(found.money)
        return tuple(map(sum, zip(*money, strict=True)))

    def _key(self, state: State, material: int, closed: int) -> tuple[object, ...]:
        """All that the clearing of one material depends on."""
        m, at = self.scenario.nmaterials, self._sites[material]
        return (
            material,
            closed,
            state.turn,
            state.price[material],
            state.used[material],
            (
                at(state.level),
                at(state.damage),
                at(state.owner),
                at(state.grade),
                at(state.known),
                at(state.hub),
            ),
            self._regimes[material](state.regime),
            (*state.licence, *state.enforced),
            (*state.stock[material::m], *state.ore[material::m], *state.thrift[material::m]),
            tuple([(x.seller, x.buyer, x.amount) for x in state.contracts if x.material == material]),
        )

    def _quarter(self, state: State, material: int, closed: int) -> Quarter:
        scenario, n, powers = self.scenario, self.scenario.nparties, self.scenario.npowers
        result = clear(scenario, state, material, closed)
        from_stock, short = [0] * powers, []
        for power in range(powers):
            unmet, held = result.unmet[power], state.stock[power * scenario.nmaterials + material]
            helped = from_stock[power] = min(unmet, held // FAR)
            result.flow[power * n + power] += helped
            short += self._shortage(state, power, material, unmet - helped)
        return Quarter(tuple(result.flow), from_stock, short, tuple(result.money[:powers]))

    def _shortage(self, state: State, power: int, material: int, unmet: int) -> list[int]:
        """What is missing by sector; a stockpile has helped for as many quarters as are looked at."""
        missing = [0] * len(SECTORS)
        if unmet <= 0:
            return missing
        wants = demand(self.scenario, state, power, material)
        if not self.scenario.powers[power].defence_first:
            return split(unmet, wants)
        for sector in reversed(range(len(SECTORS))):
            missing[sector] = min(unmet, wants[sector])
            unmet -= missing[sector]
        return missing

    # ---- debts
    def _dues(self, state: State, power: int, left: int) -> int:
        """Pay what falls due until the end out of the copy's reserves; returns what they hold in two quarters."""
        scenario = self.scenario
        spec, account = scenario.powers[power].reserves, purse(scenario, power)
        near = booked(state, account)
        if spec is not None:
            near += 2 * spec.inflow
            state.money[account] += spec.inflow * left
        for loan in state.loans:
            if loan.debtor != power:
                continue
            interest = loan.amount * loan.rate
            if loan.due <= state.turn + 1:
                near -= loan.amount
            state.money[account] -= interest * left // 400
            if loan.due < state.turn + left:
                state.money[account] -= loan.amount
        return near


def almanac_of(scenario: Scenario) -> Almanac:
    """The one almanac that all who play a scenario in this process share."""
    found = scenario.cache.get("almanac")
    if not isinstance(found, Almanac):
        found = scenario.cache["almanac"] = Almanac(scenario)
    return found
