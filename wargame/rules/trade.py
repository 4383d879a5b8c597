"""A quarter's supply chain for one material: ore to refineries, contracts, then spot, through regimes and routes.

Works on plain lists indexed by party; `phases.market` writes the result to the board.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add, sub

from attrs import define, frozen

from wargame.rules.compiled import Scenario
from wargame.rules.state import State


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount by weight with the largest-remainder rule; earlier entries win ties. Nothing is lost."""
    total = sum(weights)
    if not total or not amount:
        return [0] * len(weights)
    if amount == total:
        return list(weights)
    parts, rests = [], []
    for weight in weights:
        part, rest = divmod(amount * weight, total)
        parts.append(part)
        rests.append(rest)
    for _ in range(sum(rests) // total):
        at = rests.index(max(rests))
        parts[at] += 1
        rests[at] = 0
    return parts


@define
class Clearing:
    """One material's quarter: every list is by party, `flow[buyer][seller]` in units, `money` nets to nothing."""

    mined: list[int]
    ore_left: list[int]
    recycled: list[int]
    need: list[int]
    flow: list[list[int]]
    surplus: list[int]
    """Refined and unsold."""
    unmet: list[int]
    """Needed and not bought, before stockpiles help."""
    ordered: list[int]
    """Bought for stockpiles."""
    money: list[int]
    ore_sold: list[tuple[int, int, int]]
    """Seller, refiner, units."""


def closed_routes(scenario: Scenario, state: State) -> int:
    """Bit mask of routes nothing can pass: cut, a lane whose arena stands at rung 7 or above, a port too small."""
    mask = 0
    for number, route in enumerate(scenario.spec.routes):
        shut = state.cut[number] > 0
        if route.arena:
            shut = shut or state.tension[scenario.numbers["arena"][route.arena]] >= 7
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


def passing(scenario: Scenario, state: State, item: int, seller: int, buyer: int) -> int:
    """Percent of normal sales of an item from seller to buyer that the seller's regime lets through."""
    if seller >= scenario.npowers or (
        buyer < scenario.npowers and state.licence[seller * scenario.npowers + buyer]
    ):
        return 100
    rung = state.regime[(seller * scenario.nitems + item) * scenario.nparties + buyer]
    tuning = scenario.spec.tuning
    if rung >= 2 and state.enforced[seller]:
        return max(0, tuning.passing[rung] - tuning.enforce_leak)
    return tuning.passing[rung]


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


def _needs(scenario: Scenario, power: int, material: int, turn: int) -> Iterator[int]:
    """What each of a power's sectors wants of a material in a turn, growth included."""
    name = scenario.ids["material"][material]
    for sector in scenario.ids["sector"]:
        need = scenario.powers[power].needs.get(sector)
        yield need.demand.get(name, 0) + need.growth.get(name, 0) * (turn - 1) // 4 if need else 0


@frozen
class _Chain:
    """What a scenario says of one material: three columns by party, and its sites with units per level and kind."""

    ore: tuple[int, ...]
    refining: tuple[int, ...]
    partners: tuple[int, ...]
    """What each partner uses."""
    sites: tuple[tuple[int, int, str], ...]


def _chains(scenario: Scenario) -> tuple[_Chain, ...]:
    """Every material's chain, put together once per scenario."""
    found: tuple[_Chain, ...] | None = scenario.cache.get("chains")
    if found is None:
        found = scenario.cache["chains"] = tuple(
            _Chain(
                tuple(base[m] for base in scenario.base_ore),
                tuple(base[m] for base in scenario.base_refining),
                tuple(partner.demand.get(name, 0) for partner in scenario.partners),
                tuple((s, y[m], scenario.kind[s]) for s, y in enumerate(scenario.site_yield) if y[m]),
            )
            for m, name in enumerate(scenario.ids["material"])
        )
    return found


def clear(scenario: Scenario, state: State, material: int, closed: int) -> Clearing:
    """Run one material's quarter on the position without changing it."""
    n, m, powers = scenario.nparties, scenario.nmaterials, scenario.npowers
    chain, tuning = _chains(scenario)[material], scenario.spec.tuning
    ore, stock = state.ore[material::m], state.stock[material::m]
    mined, capacity, recycled = list(chain.ore), list(chain.refining), [0] * n
    levels, damage, open_ways = state.level, state.damage, ways(scenario, closed)
    roads = open_ways.roads
    for site, amount, kind in chain.sites:
        level = levels[site]
        if level and roads[site] and not damage[site]:  # it is `working`
            owner = state.owner[site]
            if kind == "mine":
                mined[owner] += amount * level * max(0, state.grade[site]) * (2 + state.hub[site]) // 4
            elif kind == "refinery":
                capacity[owner] += amount * level
            else:
                recycled[owner] += amount * level
    recyclable = state.used[material]
    for p in range(n):
        if ore[p] > tuning.ore_store:
            mined[p] = max(0, mined[p] - (ore[p] - tuning.ore_store))
        if recycled[p]:
            recycled[p] = min(recycled[p], recyclable)
            recyclable -= recycled[p]
        if stock[p] > tuning.store:
            capacity[p] = max(0, capacity[p] - (stock[p] - tuning.store))
    refined, ore_left, ore_sold = _refine(scenario, state, ore, mined, capacity, open_ways)
    need = [sum(demand(scenario, state, p, material)) for p in range(powers)]
    need += chain.partners
    offered = state.offered[material::m]
    if any(offered):
        offered = list(map(min, stock, offered))
    offered += stock[powers:]
    flow = [[0] * n for _ in range(n)]
    surplus, unmet = [0] * n, [0] * n
    for p, wants in enumerate(need):
        available = refined[p] + recycled[p] + offered[p]
        if available < wants:
            flow[p][p], unmet[p] = available, wants - available
        else:
            flow[p][p], surplus[p] = wants, available - wants
    wanted = unmet[:]
    for p, units in enumerate(state.order[material::m]):
        wanted[p] += units
    _contracts(scenario, state, material, flow, surplus, wanted, open_ways)
    _spot(scenario, state, material, flow, surplus, wanted, open_ways)
    ordered = [0] * n
    for p, row in enumerate(flow):
        more = sum(row) - row[p] - unmet[p]
        unmet[p], ordered[p] = (0, more) if more > 0 else (-more, 0)
    money = _bill(scenario, state, material, flow, ore_sold)
    return Clearing(mined, ore_left, recycled, need, flow, surplus, unmet, ordered, money, ore_sold)


def _refine(
    scenario: Scenario,
    state: State,
    ore: list[int],
    mined: list[int],
    capacity: list[int],
    open_ways: Ways,
) -> tuple[list[int], list[int], list[tuple[int, int, int]]]:
    """Ore goes to its owner's refineries first, the rest to whoever can refine it, by spare capacity."""
    left = list(map(add, ore, mined))
    refined = list(map(min, left, capacity))
    spare = list(map(sub, capacity, refined))
    left = list(map(sub, left, refined))
    sold: list[tuple[int, int, int]] = []
    raw = scenario.nitems - 1
    buyers = [p for p, room in enumerate(spare) if room]  # nobody with ore left, who has no room himself
    for seller, units in enumerate(left):
        if not units:
            continue
        way = open_ways.reached[seller]
        weights = [spare[p] if way[p] else 0 for p in buyers]
        room = sum(weights)
        if not room:
            continue
        limited = _restricts(scenario, state, raw, seller)
        for buyer, part in zip(buyers, split(min(units, room), weights), strict=True):
            if part and limited:
                part = part * passing(scenario, state, raw, seller, buyer) // 100
            if part:
                left[seller] -= part
                spare[buyer] -= part
                refined[buyer] += part
                sold.append((seller, buyer, part))
    return refined, left, sold


def _contracts(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[list[int]],
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
        amount = contract.amount * passing(scenario, state, material, seller, buyer) // 100
        amount = min(amount, surplus[seller], wanted[buyer])
        flow[buyer][seller] += amount
        surplus[seller] -= amount
        wanted[buyer] -= amount


def _spot(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[list[int]],
    surplus: list[int],
    wanted: list[int],
    open_ways: Ways,
) -> None:
    """Two rounds: buyers ask sellers by what they have to sell, as far as regimes let through; sellers divide fairly.

    A regime lets a percentage of what the buyer would ask of that seller through; sellers without one make up what
    they can.
    """
    reached, free = open_ways.reached, open_ways.free
    caps: dict[tuple[int, int], int] = {}
    for _ in range(2):
        buyers = [p for p, units in enumerate(wanted) if units]
        sellers = [p for p, units in enumerate(surplus) if units]
        if not sellers or not buyers:
            return
        amounts = [surplus[s] for s in sellers]
        strict = [(k, s) for k, s in enumerate(sellers) if _restricts(scenario, state, material, s)]
        asked = []
        for b in buyers:
            weights = amounts
            if caps or surplus[b] or not free[b]:
                weights = [
                    surplus[s] if s != b and reached[s][b] and caps.get((s, b), 1) else 0 for s in sellers
                ]
            parts = split(wanted[b], weights)
            for k, s in strict:
                if parts[k]:
                    if (s, b) not in caps:
                        percent = passing(scenario, state, material, s, b)
                        caps[s, b] = wanted[b] if percent == 100 else parts[k] * percent // 100
                    parts[k] = min(parts[k], caps[s, b])
            asked.append(parts)
        for s, row in zip(sellers, zip(*asked, strict=True), strict=True):
            given = row if sum(row) <= surplus[s] else split(surplus[s], row)
            for b, part in zip(buyers, given, strict=True):
                if part:
                    flow[b][s] += part
                    surplus[s] -= part
                    wanted[b] -= part
                    if caps and (s, b) in caps:
                        caps[s, b] -= part


def _restricts(scenario: Scenario, state: State, item: int, seller: int) -> bool:
    """Whether the seller holds any regime over an item."""
    if seller >= scenario.npowers:
        return False
    start = (seller * scenario.nitems + item) * scenario.nparties
    return any(state.regime[start : start + scenario.nparties])


def _bill(
    scenario: Scenario,
    state: State,
    material: int,
    flow: list[list[int]],
    ore_sold: list[tuple[int, int, int]],
) -> list[int]:
    """What each party is owed less what it owes, in $100 m, each trade rounded to the nearest."""
    value = scenario.spec.materials[material].value * state.price[material]
    money = [0] * len(flow)
    ore: dict[tuple[int, int], int] = {}
    for seller, buyer, units in ore_sold:
        ore[buyer, seller] = units * scenario.spec.tuning.ore_worth
    owed = [
        (buyer, seller, units * 100 + ore.pop((buyer, seller), 0))
        for buyer, row in enumerate(flow)
        for seller, units in enumerate(row)
        if units and buyer != seller
    ]
    owed += [(buyer, seller, worth) for (buyer, seller), worth in ore.items()]
    for buyer, seller, worth in owed:
        amount = (worth * value + 500_000) // 1_000_000
        money[buyer] -= amount
        money[seller] += amount
    return money
