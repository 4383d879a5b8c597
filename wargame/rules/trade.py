"""A quarter's supply chain for one material: ore to refineries, contracts, then spot, through regimes and routes.

Works on plain lists indexed by party; `phases.market` writes the result to the board.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from wargame.rules.compiled import Scenario
from wargame.rules.state import State


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount by weight with the largest-remainder rule; earlier entries win ties. Nothing is lost."""
    total = sum(weights)
    if not total or not amount:
        return [0] * len(weights)
    if amount == total:
        return list(weights)
    shares = [divmod(amount * weight, total) for weight in weights]
    parts = [part for part, _ in shares]
    left = amount - sum(parts)
    if left:
        for _, at in sorted([(-rest, at) for at, (_, rest) in enumerate(shares) if rest])[:left]:
            parts[at] += 1
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


def open_paths(scenario: Scenario, closed: int) -> list[list[bool]]:
    """By origin node and party: whether any path is open, worked out once per set of closed routes."""
    table: dict[int, list[list[bool]]] = scenario.cache.setdefault("open_paths", {})
    found = table.get(closed)
    if found is None:
        found = table[closed] = [
            [any(not way & closed for way in ways) for ways in row] for row in scenario.reach
        ]
    return found


def working(scenario: Scenario, state: State, site: int, closed: int) -> bool:
    """Whether a site produces: built, undamaged, and its road to the owner open."""
    if not state.level[site] or state.damage[site]:
        return False
    return not closed or open_paths(scenario, closed)[scenario.site_node[site]][scenario.host[site]]


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
    wants = _needs(scenario, state.turn)[power][material]
    saved = state.thrift[power * scenario.nmaterials + material]
    return tuple(want * (100 - saved) // 100 for want in wants) if saved else wants


def _needs(scenario: Scenario, turn: int) -> list[list[tuple[int, ...]]]:
    """By power and material: what each sector wants in a turn, growth included, worked out once per turn."""
    table: dict[int, list[list[tuple[int, ...]]]] = scenario.cache.setdefault("needs", {})
    found = table.get(turn)
    if found is None:
        sectors = scenario.ids["sector"]
        found = table[turn] = [
            [
                tuple(
                    need.demand.get(material, 0) + need.growth.get(material, 0) * (turn - 1) // 4
                    if need
                    else 0
                    for need in (power.needs.get(sector) for sector in sectors)
                )
                for material in scenario.ids["material"]
            ]
            for power in scenario.powers
        ]
    return found


def _producers(scenario: Scenario) -> list[list[tuple[int, int, str]]]:
    """By material: the sites that yield it, with units per level and their kind."""
    found: list[list[tuple[int, int, str]]] | None = scenario.cache.get("producers")
    if found is None:
        found = [
            [(s, y[m], scenario.kind[s]) for s, y in enumerate(scenario.site_yield) if y[m]]
            for m in range(scenario.nmaterials)
        ]
        scenario.cache["producers"] = found
    return found


def _partner_demand(scenario: Scenario) -> list[list[int]]:
    found: list[list[int]] | None = scenario.cache.get("partner_demand")
    if found is None:
        found = [[p.demand.get(m, 0) for p in scenario.partners] for m in scenario.ids["material"]]
        scenario.cache["partner_demand"] = found
    return found


def clear(scenario: Scenario, state: State, material: int, closed: int) -> Clearing:
    """Run one material's quarter on the position without changing it."""
    n, m, powers = scenario.nparties, scenario.nmaterials, scenario.npowers
    store = scenario.spec.tuning
    ore = [state.ore[p * m + material] for p in range(n)]
    mined = [scenario.base_ore[p][material] for p in range(n)]
    capacity = [scenario.base_refining[p][material] for p in range(n)]
    recycled = [0] * n
    for site, amount, kind in _producers(scenario)[material]:
        if working(scenario, state, site, closed):
            owner = state.owner[site]
            if kind == "mine":
                mined[owner] += (
                    amount * state.level[site] * max(0, state.grade[site]) * (2 + state.hub[site]) // 4
                )
            elif kind == "refinery":
                capacity[owner] += amount * state.level[site]
            else:
                recycled[owner] += amount * state.level[site]
    recyclable = state.used[material]
    for p in range(n):
        mined[p] = min(mined[p], max(0, store.ore_store + mined[p] - ore[p])) if ore[p] else mined[p]
        recycled[p] = min(recycled[p], recyclable)
        recyclable -= recycled[p]
        stock = state.stock[p * m + material]
        if stock > store.store:
            capacity[p] = max(0, capacity[p] - (stock - store.store))
    refined, ore_left, ore_sold = _refine(scenario, state, material, ore, mined, capacity, closed)
    need = [sum(demand(scenario, state, p, material)) for p in range(powers)]
    need += _partner_demand(scenario)[material]
    available = [refined[p] + recycled[p] for p in range(n)]
    for p in range(n):
        stock = state.stock[p * m + material]
        available[p] += stock if p >= powers else min(stock, state.offered[p * m + material])
    flow = [[0] * n for _ in range(n)]
    surplus, unmet = [0] * n, [0] * n
    for p in range(n):
        own = min(available[p], need[p])
        flow[p][p] = own
        surplus[p], unmet[p] = available[p] - own, need[p] - own
    orders = [state.order[p * m + material] for p in range(powers)] + [0] * (n - powers)
    wanted = [unmet[p] + orders[p] for p in range(n)]
    _contracts(scenario, state, material, flow, surplus, wanted, closed)
    _spot(scenario, state, material, flow, surplus, wanted, closed)
    ordered = [0] * n
    for p in range(n):
        bought = sum(flow[p]) - flow[p][p]
        ordered[p] = max(0, bought - unmet[p])
        unmet[p] = max(0, unmet[p] - bought)
    money = _bill(scenario, state, material, flow, ore_sold)
    return Clearing(mined, ore_left, recycled, need, flow, surplus, unmet, ordered, money, ore_sold)


def _refine(
    scenario: Scenario,
    state: State,
    material: int,
    ore: list[int],
    mined: list[int],
    capacity: list[int],
    closed: int,
) -> tuple[list[int], list[int], list[tuple[int, int, int]]]:
    """Ore goes to its owner's refineries first, the rest to whoever can refine it, by spare capacity."""
    n = len(ore)
    left = [ore[p] + mined[p] for p in range(n)]
    refined = [min(left[p], capacity[p]) for p in range(n)]
    spare = [capacity[p] - refined[p] for p in range(n)]
    left = [left[p] - refined[p] for p in range(n)]
    sold = []
    raw, reached = scenario.nitems - 1, open_paths(scenario, closed)
    for seller in range(n):
        if not left[seller]:
            continue
        weights = [spare[p] if p != seller and spare[p] and reached[seller][p] else 0 for p in range(n)]
        limited = _restricts(scenario, state, raw, seller)
        for buyer, part in enumerate(split(min(left[seller], sum(weights)), weights)):
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
    closed: int,
) -> None:
    reached = open_paths(scenario, closed)
    for contract in state.contracts:
        if contract.material != material:
            continue
        seller, buyer = contract.seller, contract.buyer
        if not reached[seller][buyer]:
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
    closed: int,
) -> None:
    """Two rounds: buyers ask sellers by what they have to sell, as far as regimes let through; sellers divide fairly.

    A regime lets a percentage of what the buyer would ask of that seller through; sellers without one make up what
    they can.
    """
    sellers = [p for p, units in enumerate(surplus) if units]
    buyers = [p for p, units in enumerate(wanted) if units]
    if not sellers or not buyers:
        return
    reached = open_paths(scenario, closed)
    strict = [_restricts(scenario, state, material, s) for s in sellers]
    caps: dict[tuple[int, int], int] = {}
    for _ in range(2):
        asked = [[0] * len(buyers) for _ in sellers]
        for at, b in enumerate(buyers):
            if not wanted[b]:
                continue
            weights = [surplus[s] if s != b and caps.get((s, b), 1) and reached[s][b] else 0 for s in sellers]
            for k, normal in enumerate(split(wanted[b], weights)):
                if normal and strict[k]:
                    pair = sellers[k], b
                    if pair not in caps:
                        percent = passing(scenario, state, material, *pair)
                        caps[pair] = wanted[b] if percent == 100 else normal * percent // 100
                    normal = min(normal, caps[pair])
                asked[k][at] = normal
        for k, s in enumerate(sellers):
            total = sum(asked[k])
            if not total:
                continue
            given = asked[k] if total <= surplus[s] else split(surplus[s], asked[k])
            for b, part in zip(buyers, given, strict=True):
                if part:
                    flow[b][s] += part
                    surplus[s] -= part
                    wanted[b] -= part
                    if strict[k]:
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
    owed = {
        (buyer, seller): units * 100
        for buyer, row in enumerate(flow)
        if any(row)
        for seller, units in enumerate(row)
        if units and buyer != seller
    }
    for seller, buyer, units in ore_sold:
        owed[buyer, seller] = owed.get((buyer, seller), 0) + units * scenario.spec.tuning.ore_worth
    for (buyer, seller), units in owed.items():
        amount = (units * value + 500_000) // 1_000_000
        money[buyer] -= amount
        money[seller] += amount
    return money
