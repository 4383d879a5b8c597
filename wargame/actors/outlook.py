"""How a position would look some quarters on if nobody did anything more: the rules' own drift, without chance.

Projects under way are finished if there is time, goods flow as the market would clear them, regions follow their
mood, programmes their supply, and what falls due is paid. Works on private copies of what a seat may know.
"""

from __future__ import annotations

from attrs import define, field, frozen

from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.figures import SECTORS
from wargame.rules.phases.finance import purse
from wargame.rules.phases.market import pace_of
from wargame.rules.phases.politics import readiness_step, regions
from wargame.rules.pledges import break_pledge, broken
from wargame.rules.records import Loan
from wargame.rules.state import State
from wargame.rules.trade import clear, closed_routes, demand, split

FAR = 4
"""Quarters of drift looked at; beyond them too much else will have happened."""
_REMEMBERED = 512
_SUPPLY = ("level", "damage", "owner", "grade", "known", "hub", "regime", "licence", "enforced", "stock", "ore", "thrift",
           "price", "used")  # fmt: skip
"""Figures that flows and shortages follow from, besides contracts and closed routes."""
_TRADED = ("flow", "short", "from_stock")
"""Figures that the market leaves behind."""
_MOOD = ("consent", "grievance", "insurgency", "environment")
_MOOD_CAUSES = (*_MOOD, "level", "left", "share", "declared", "standard", "force", "stability")
"""Figures that the regions' mood follows from."""
_BOUGHT = 60
"""Percent of an order for the stockpile that is reckoned to be filled."""


@frozen
class Quarter:
    """One material's market: flows by buyer and seller, what each power misses, what each party is owed less owes."""

    number: int
    flow: tuple[int, ...]
    unmet: tuple[int, ...]
    money: tuple[int, ...]


@frozen
class Outlook:
    """A position foreseen: `trade` is by power and quarter, `near` the reserves after the next dues, both in money.

    Two outlooks with the same `market` have the same flows.
    """

    state: State
    trade: tuple[int, ...]
    near: tuple[int, ...]
    market: tuple[int, ...]
    loans: tuple[Loan, ...]
    """Loans as they stand; in `state` those that fall due by then are repaid."""
    breaches: tuple[int, ...]
    """By power: pledges of its own that the position breaks."""
    scores: dict[tuple[int, int], float] = field(factory=dict, eq=False, repr=False)
    """What it brings each power's own goals, as worked out so far, by power and by whose tastes."""


@define(eq=False)
class Almanac:
    """Foresees positions of one scenario, and remembers what it has worked out: a pure cache."""

    scenario: Scenario
    readings: dict[tuple[str, tuple[int, ...]], int] = field(factory=dict)
    """Measures of flows alone, by path and market."""
    _cleared: dict[tuple[object, ...], Quarter] = field(factory=dict)
    _count: int = 0
    _last_trade: tuple[list[object], tuple[int, ...], tuple[int, ...], list[list[int]]] | None = None
    _last_drift: tuple[list[object], list[list[int]]] | None = None
    _sites: list[list[int]] = field(factory=list)

    def foresee(self, state: State) -> Outlook:
        """The outlook of a position. The position is used up: pass a copy."""
        scenario = self.scenario
        left = scenario.spec.turns - state.turn + 1
        self._open_books(state)
        self._spend_orders(state)
        self._finish(state, left)
        trade, market = self._trade(state)
        board = Board(scenario, state)
        for pact in state.pacts:
            share = scenario.spec.pacts[pact.pact].know_how
            if share:
                board.shift("know_how", pact.power, share * (left - 1), "")
        breaches = self._break_pledges(board)
        for arena, turns in enumerate(state.truce):
            if turns:
                board.shift("tension", arena, -min(turns - 1, left, FAR), "")
        near = tuple(self._dues(state, power, left) for power in range(scenario.npowers))
        loans, last = state.loans, state.turn + min(left, FAR)
        state.loans = tuple(loan for loan in loans if loan.due >= last)
        self._drift(board, min(left, FAR))
        self._programmes(board, min(left, FAR))
        return Outlook(state, trade, near, market, loans, breaches)

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
        for account, amount in enumerate(state.unbooked):
            state.money[account] += min(0, amount)
            state.unbooked[account] = 0

    def _drift(self, board: Board, quarters: int) -> None:
        """Let the regions' mood run on; what was worked out last is used again where nothing differs."""
        state = board.state
        before: list[object] = [quarters, *(getattr(state, name)[:] for name in _MOOD_CAUSES)]
        if self._last_drift is not None and self._last_drift[0] == before:
            for name, column in zip(_MOOD, self._last_drift[1], strict=True):
                getattr(state, name)[:] = column
            return
        for _ in range(quarters):
            regions(board)
        self._last_drift = before, [getattr(state, name)[:] for name in _MOOD]

    def _programmes(self, board: Board, quarters: int) -> None:
        """Let readiness follow supply, as `politics.programmes` does quarter by quarter."""
        for number in range(len(self.scenario.programme_needs)):
            step = readiness_step(self.scenario, board.state, number)
            board.shift("readiness", number, quarters * step, "")

    def _spend_orders(self, state: State) -> None:
        """Orders and releases of the coming market, as far as they can be told beforehand."""
        m = self.scenario.nmaterials
        for at, units in enumerate(state.order):
            if units:
                power, material = divmod(at, m)
                state.stock[at] += units * _BOUGHT // 100
                state.money[power] -= (units * _BOUGHT // 100 * self._worth(state, material)) // 10_000
                state.order[at] = 0
        for at, units in enumerate(state.offered):
            if units:
                power, material = divmod(at, m)
                sold = min(units, state.stock[at])
                state.stock[at] -= sold
                state.money[power] += sold * self._worth(state, material) // 10_000
                state.offered[at] = 0

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

    # ---- the market
    def _trade(self, state: State) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Clear every material into the copy; returns each power's money from trade per quarter, and the market."""
        scenario, n = self.scenario, self.scenario.nparties
        closed = closed_routes(scenario, state)
        before: list[object] = [closed, state.turn, state.contracts]
        before += [getattr(state, name) for name in _SUPPLY]
        if self._last_trade is not None and self._last_trade[0] == before:
            _, earned, market, columns = self._last_trade
            for name, column in zip(_TRADED, columns, strict=True):
                getattr(state, name)[:] = column
            return earned, market
        before[3:] = [getattr(state, name)[:] for name in _SUPPLY]
        sums, numbers = [0] * scenario.npowers, []
        for material in range(scenario.nmaterials):
            quarter = self._quarter(state, material, closed)
            numbers.append(quarter.number)
            state.flow[material * n * n : (material + 1) * n * n] = quarter.flow
            for power in range(scenario.npowers):
                sums[power] += quarter.money[power]
                self._shortage(state, power, material, quarter.unmet[power])
        earned, market = tuple(sums), tuple(numbers)
        self._last_trade = before, earned, market, [getattr(state, name)[:] for name in _TRADED]
        return earned, market

    def _quarter(self, state: State, material: int, closed: int) -> Quarter:
        key = self._key(state, material, closed)
        found = self._cleared.get(key)
        if found is None:
            if len(self._cleared) >= _REMEMBERED:
                self._cleared.clear()
                self.readings.clear()
            result = clear(self.scenario, state, material, closed)
            powers = self.scenario.npowers
            self._count += 1
            found = self._cleared[key] = Quarter(
                self._count,
                tuple(result.flow),
                tuple(result.unmet[:powers]),
                tuple(result.money[:powers]),
            )
        return found

    def _key(self, state: State, material: int, closed: int) -> tuple[object, ...]:
        """All that the clearing of one material depends on."""
        scenario, m = self.scenario, self.scenario.nmaterials
        if not self._sites:
            self._sites = [
                [s for s, amounts in enumerate(scenario.site_yield) if amounts[each]] for each in range(m)
            ]
        sites, parties = self._sites[material], scenario.nparties
        items = scenario.nitems
        rows = [
            tuple(state.regime[(power * items + item) * parties : (power * items + item + 1) * parties])
            for power in range(scenario.npowers)
            for item in (material, items - 1)
        ]
        return (
            material,
            closed,
            state.turn,
            state.price[material],
            state.used[material],
            tuple(state.level[s] for s in sites),
            tuple(state.damage[s] for s in sites),
            tuple(state.owner[s] for s in sites),
            tuple(state.grade[s] for s in sites),
            tuple(state.known[s] for s in sites),
            tuple(state.hub[s] for s in sites),
            tuple(rows),
            tuple(state.licence),
            tuple(state.enforced),
            tuple(state.stock[material::m]),
            tuple(state.ore[material::m]),
            tuple(state.thrift[material::m]),
            state.contracts,
        )

    def _shortage(self, state: State, power: int, material: int, unmet: int) -> None:
        """Spread what is missing over the sectors; a stockpile helps for as many quarters as are looked at."""
        scenario = self.scenario
        sectors, m = len(SECTORS), scenario.nmaterials
        missing = [0] * sectors
        at, n = power * m + material, scenario.nparties
        state.from_stock[at] = helped = min(unmet, state.stock[at] // FAR)
        state.flow[(material * n + power) * n + power] += helped
        unmet -= helped
        if unmet > 0:
            wants = demand(scenario, state, power, material)
            if scenario.powers[power].defence_first:
                for sector in reversed(range(sectors)):
                    missing[sector] = min(unmet, wants[sector])
                    unmet -= missing[sector]
            else:
                missing = split(unmet, wants)
        for sector, units in enumerate(missing):
            state.short[(power * sectors + sector) * m + material] = units

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
