"""A quarter's supply chain for one material: ore to refineries, contracts, then spot, through regimes and routes.

Works on plain lists indexed by party; `phases.market` writes the result to the board.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import compress

from attrs import define, frozen

from wargame.rules.compiled import Scenario
from wargame.rules.figures import SLOW_WALK
from wargame.rules.output import output, slow_down
from wargame.rules.regimes import technology_rung
from wargame.rules.state import State

SHUT = 7
"""The rung from which nothing passes an arena's lane."""
_MOST = 4096
"""Entries that a table of what is remembered may hold."""


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount by weight with the largest-remainder rule; earlier entries win ties. Nothing is lost."""
    total = sum(weights)
    if not total or not amount:
        return [0] * len(weights)
    if amount == total:
        return list(weights)
    if len(weights) == 1:
        return [amount]
    if len(weights) == 2:  # the larger remainder rounds up, and the other down
        first = (2 * amount * weights[0] + total) // (2 * total)
        return [first, amount - first]
    parts, rests = [], []
    for weight in weights:
        product = amount * weight
        parts.append(product // total)
        rests.append(product % total)
    for _ in range(amount - sum(parts)):
        at = rests.index(max(rests))
        parts[at] += 1
        rests[at] = 0
    return parts


@define
class Clearing:
    """One material's quarter, all by party. `money` nets to nothing."""

    mined: list[int]
    ore_left: list[int]
    recycled: list[int]
    need: tuple[int, ...]
    flow: list[int]
    """Units by buyer and seller, laid out as a material's part of the state's column."""
    surplus: list[int]
    """Refined and unsold."""
    unmet: list[int]
    """Needed and not bought, before stockpiles help."""
    ordered: list[int]
    """Bought for stockpiles."""
    money: list[int]
    ore_sold: list[tuple[int, int, int]]
    """Seller, refiner, units."""
    wasted: int
    """Ore that works under technology regimes fail to recover."""


def closed_routes(scenario: Scenario, state: State) -> int:
    """Bit mask of routes nothing can pass: cut, a lane whose arena stands at rung 7 or above, a port too small."""
    mask = 0
    for number, route in enumerate(scenario.spec.routes):
        shut = state.cut[number] > 0
        if route.arena:
            shut = shut or state.tension[scenario.numbers["arena"][route.arena]] >= SHUT
        if route.port:
            port = scenario.numbers["site"][route.port]
            shut = shut or state.damage[port] > 0 or state.level[port] < route.port_level
        mask |= shut << number
    return mask


@frozen
class Ways:
    """What can be reached while certain routes are closed."""

    reached: list[list[bool]]
    """By origin node and party: whether any path is open."""
    free: list[bool]
    """By party: whether all parties can reach it."""
    roads: list[bool]
    """By site: whether its road to its host is open."""


def ways(scenario: Scenario, closed: int) -> Ways:
    """What can be reached, worked out once per scenario and set of closed routes."""
    table: dict[int, Ways] = scenario.cache.setdefault("ways", {})
    found = table.get(closed)
    if found is None:
        reached = [[any(not way & closed for way in paths) for paths in row] for row in scenario.reach]
        free = [all(column) for column in zip(*reached[: scenario.nparties], strict=True)]
        roads = [reached[node][host] for node, host in zip(scenario.site_node, scenario.host, strict=True)]
        found = table[closed] = Ways(reached, free, roads)
    return found


def working(scenario: Scenario, state: State, site: int, closed: int) -> bool:
    """Whether a site produces: built, undamaged, and its road to the owner open."""
    if not state.level[site] or state.damage[site]:
        return False
    return ways(scenario, closed).roads[site]


def working_sites(scenario: Scenario, state: State, closed: int) -> list[int]:
    """All sites that are `working`."""
    roads, damage = ways(scenario, closed).roads, state.damage
    return [site for site, level in enumerate(state.level) if level and roads[site] and not damage[site]]


def passing(scenario: Scenario, state: State, item: int, seller: int) -> list[int] | None:
    """By buyer, percent of normal sales of an item that the seller's regimes let through; None when it has none."""
    powers, n = scenario.npowers, scenario.nparties
    if seller >= powers:
        return None
    start = (seller * scenario.nitems + item) * n
    rungs = state.regime[start : start + n]
    if not any(rungs):
        return None
    tuning = scenario.spec.tuning
    leak = tuning.enforce_leak if state.enforced[seller] else 0
    percents = [max(0, tuning.passing[rung] - (leak if rung >= SLOW_WALK else 0)) for rung in rungs]
    for buyer, turns in enumerate(state.licence[seller * powers : (seller + 1) * powers]):
        if turns:
            percents[buyer] = 100
    return percents


def demand(scenario: Scenario, state: State, power: int, material: int) -> tuple[int, ...]:
    """A power's demand for a material by sector this turn, after substitution."""
    saved = state.thrift[power * scenario.nmaterials + material]
    table: dict[tuple[int, int, int, int], tuple[int, ...]] = scenario.cache.setdefault("demand", {})
    found = table.get((power, material, state.turn, saved))
    if found is None:  # worked out once per scenario for each turn and each saving
        wants = _needs(scenario, power, material, state.turn)
        found = tuple(want * (100 - saved) // 100 for want in wants)
        table[power, material, state.turn, saved] = found
    return found


def demand_by_sector(scenario: Scenario, state: State, power: int) -> tuple[int, ...]:
    """A power's demand by sector this turn, all materials together."""
    materials = scenario.nmaterials
    saved = tuple(state.thrift[power * materials : (power + 1) * materials])

    def count() -> Iterator[int]:
        by_material = [demand(scenario, state, power, material) for material in range(materials)]
        return map(sum, zip(*by_material, strict=True))

    return _remembered(scenario, "demand by sector", (power, state.turn, saved), count)


def _needs(scenario: Scenario, power: int, material: int, turn: int) -> Iterator[int]:
    """What each of a power's sectors wants of a material in a turn, growth included."""
    name = scenario.ids["material"][material]
    for sector in scenario.ids["sector"]:
        need = scenario.powers[power].needs.get(sector)
        yield need.demand.get(name, 0) + need.growth.get(name, 0) * (turn - 1) // 4 if need else 0


def demand_by_party(scenario: Scenario, state: State, material: int) -> tuple[int, ...]:
    """What every party needs of a material this turn."""
    saved = tuple(state.thrift[material :: scenario.nmaterials])

    def count() -> Iterator[int]:
        for power in range(scenario.npowers):
            yield sum(demand(scenario, state, power, material))
        for partner in scenario.partners:
            yield partner.demand.get(scenario.ids["material"][material], 0)

    return _remembered(scenario, "demand by party", (material, state.turn, saved), count)


def _remembered(
    scenario: Scenario, name: str, key: tuple[object, ...], count: Callable[[], Iterator[int]]
) -> tuple[int, ...]:
    """Figures that hardly change from one turn to the next, counted once as long as they are remembered."""
    table: dict[tuple[object, ...], tuple[int, ...]] = scenario.cache.setdefault(name, {})
    found = table.get(key)
    if found is None:
        if len(table) >= _MOST:
            table.clear()
        found = table[key] = tuple(count())
    return found


def clear(scenario: Scenario, state: State, material: int, closed: int) -> Clearing:
    """Run one material's quarter on the position without changing it."""
    n, m, powers = scenario.nparties, scenario.nmaterials, scenario.npowers
    tuning, open_ways = scenario.spec.tuning, ways(scenario, closed)
    ore, stock = state.ore[material::m], state.stock[material::m]
    mined, capacity, recycled = output(scenario, state, material, open_ways.roads)
    slow_down(mined, ore, tuning.ore_store)
    slow_down(capacity, stock, tuning.store)
    refined, ore_left, ore_sold = _refine(scenario, state, ore, mined, capacity, open_ways)
    wasted = _want_of_parts(scenario, state, refined)
    need = demand_by_party(scenario, state, material)
    offered = state.offered[material::m]
    if any(offered):
        offered = list(map(min, stock, offered))
    offered += stock[powers:]
    flow, surplus, wanted = [0] * (n * n), [0] * n, [0] * n
    for party, wants in enumerate(need):
        available = refined[party] + recycled[party] + offered[party]
        if available < wants:
            flow[party * n + party], wanted[party] = available, wants - available
        else:
            flow[party * n + party], surplus[party] = wants, available - wants
    orders = state.order[material::m]
    for power, units in enumerate(orders):
        wanted[power] += units
    _contracts(scenario, state, material, flow, surplus, wanted, open_ways)
    _spot(scenario, state, material, flow, surplus, wanted, open_ways)
    unmet, ordered = wanted, [0] * n
    for power, units in enumerate(orders):  # what is needed was bought first
        if units:
            ordered[power] = max(0, units - wanted[power])
            unmet[power] = max(0, wanted[power] - units)
    money = _bill(scenario, state, material, flow, ore_sold)
    return Clearing(mined, ore_left, recycled, need, flow, surplus, unmet, ordered, money, ore_sold, wasted)


def _refine(
    scenario: Scenario,
    state: State,
    ore: list[int],
    mined: list[int],
    capacity: list[int],
    open_ways: Ways,
) -> tuple[list[int], list[int], list[tuple[int, int, int]]]:
    """Ore goes to its owner's refineries first, the rest to whoever can refine it, by spare capacity."""
    refined, left, spare = capacity[:], [0] * len(ore), [0] * len(ore)
    sellers, buyers = [], []
    for party, room in enumerate(capacity):
        units = ore[party] + mined[party]
        if units > room:
            left[party] = units - room
            sellers.append(party)
        elif units < room:
            refined[party], spare[party] = units, room - units
            buyers.append(party)
    sold: list[tuple[int, int, int]] = []
    raw = scenario.nitems - 1
    for seller in sellers:
        way, units = open_ways.reached[seller], left[seller]
        weights = [spare[p] if way[p] else 0 for p in buyers]
        room = sum(weights)
        if not room:
            continue
        parts = split(units if units < room else room, weights)
        percents = passing(scenario, state, raw, seller)
        for k, buyer in enumerate(buyers):
            part = parts[k] * percents[buyer] // 100 if percents else parts[k]
            if part:
                left[seller] -= part
                spare[buyer] -= part
                refined[buyer] += part
                sold.append((seller, buyer, part))
    return refined, left, sold


def _want_of_parts(scenario: Scenario, state: State, refined: list[int]) -> int:
    """Lessen what parties refined by what technology regimes keep their works from recovering; the units lost."""
    before = sum(refined)
    for party in range(scenario.npowers):
        percent = scenario.spec.tuning.technology_output[technology_rung(scenario, state, party)]
        refined[party] = (refined[party] * percent + 50) // 100
    return before - sum(refined)


def _contracts(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[int],
    surplus: list[int],
    wanted: list[int],
    open_ways: Ways,
) -> None:
    for contract in state.contracts:
        if contract.material != material:
            continue
        seller, buyer = contract.seller, contract.buyer
        if not open_ways.reached[seller][buyer]:
            continue
        percents = passing(scenario, state, material, seller)
        amount = contract.amount * percents[buyer] // 100 if percents else contract.amount
        amount = min(amount, surplus[seller], wanted[buyer])
        flow[buyer * scenario.nparties + seller] += amount
        surplus[seller] -= amount
        wanted[buyer] -= amount


def _spot(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[int],
    surplus: list[int],
    wanted: list[int],
    open_ways: Ways,
) -> None:
    """Two rounds: buyers ask sellers by what they have to sell, as far as regimes let through; sellers divide fairly.

    A regime lets a percentage of what the buyer would ask of that seller through; sellers without one make up what
    they can.
    """
    n, reached, free = scenario.nparties, open_ways.reached, open_ways.free
    limits = {
        s: percents
        for s in range(scenario.npowers)
        if surplus[s] and (percents := passing(scenario, state, material, s))
    }
    caps: dict[int, int] = {}
    for _ in range(2):
        sellers = [p for p, units in enumerate(surplus) if units]
        if not sellers:
            return
        amounts = [surplus[s] for s in sellers]
        strict = [(k, s, limits[s]) for k, s in enumerate(sellers) if s in limits]
        capped, buyers, asked = bool(caps), [], []
        for b, units in enumerate(wanted):
            if not units:
                continue
            row, weights = b * n, amounts
            if capped or surplus[b] or not free[b]:
                weights = [
                    surplus[s] if s != b and reached[s][b] and caps.get(row + s, 1) else 0 for s in sellers
                ]
                if not any(weights):
                    continue
            parts = split(units, weights)
            for k, s, percents in strict:
                if parts[k]:
                    cap = caps.get(row + s)
                    if cap is None:
                        cap = caps[row + s] = units if percents[b] == 100 else parts[k] * percents[b] // 100
                    if parts[k] > cap:
                        parts[k] = cap
            buyers.append(b)
            asked.append(parts)
        for s, column in zip(sellers, zip(*asked, strict=True), strict=False):
            given = column if sum(column) <= surplus[s] else split(surplus[s], column)
            for k, b in enumerate(buyers):
                if part := given[k]:
                    flow[b * n + s] += part
                    surplus[s] -= part
                    wanted[b] -= part
                    if s in limits:
                        caps[b * n + s] -= part


def _bill(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[int],
    ore_sold: list[tuple[int, int, int]],
) -> list[int]:
    """What each party is owed less what it owes, in $100 m, each trade rounded to the nearest."""
    n = scenario.nparties
    value = scenario.spec.materials[material].value * state.price[material]
    bought = flow[:]
    bought[:: n + 1] = [0] * n
    worth = {cell: 100 * bought[cell] for cell in compress(range(n * n), bought)}
    ore_worth = scenario.spec.tuning.ore_worth
    for seller, buyer, units in ore_sold:
        cell = buyer * n + seller
        worth[cell] = worth.get(cell, 0) + units * ore_worth
    money = [0] * n
    for cell, percents in worth.items():
        buyer, seller = divmod(cell, n)
        amount = (percents * value + 500_000) // 1_000_000
        money[buyer] -= amount
        money[seller] += amount
    return money
