"""Phase 5: projects move on, materials flow, prices answer, and those under controls learn to do without."""

from __future__ import annotations

from operator import add

from wargame.rules.board import Board
from wargame.rules.compiled import TECHNOLOGY, Scenario
from wargame.rules.figures import SECTORS, SLOW_WALK
from wargame.rules.reasons import Cause, because
from wargame.rules.state import State
from wargame.rules.trade import Clearing, clear, closed_routes, demand, split


def projects(board: Board) -> None:
    """Every project under way comes a turn nearer, unless winter, damage or investors' nerves stop it."""
    scenario, state = board.scenario, board.state
    for site, turns in enumerate(state.left):
        if not turns:
            continue
        halt = halted(scenario, state, site)
        if halt:
            board.tell("project_halted", site=site, halt=halt)
            continue
        pace = pace_of(scenario, state, site)
        board.shift("left", site, -pace, because("work_pressed") if pace > 1 else because("work_goes_on"))
        if not state.left[site]:
            board.shift("level", site, 1, because("project_finished"))
            board.put("rushed", site, 0, because("project_finished"))
            board.put("protested", site, 0, because("project_finished"))
            board.tell("project_finished", site=site, level=state.level[site])
    _partners_build(board)


def pace_of(scenario: Scenario, state: State, site: int) -> int:
    """Turns' work done at a site in one: two when what it will yield is withheld from its host or owner."""
    for material, _ in scenario.yields[site]:
        for party in (scenario.host[site], state.owner[site]):
            if 0 <= party != scenario.world and withheld(scenario, state, party, material):
                return 2
    return 1


def withheld(scenario: Scenario, state: State, party: int, material: int) -> int:
    """The strictest slow-walk or ban of a material that any power holds against a party without a licence; 0 if none."""
    n, powers = scenario.nparties, scenario.npowers
    rungs = state.regime[material * n + party :: scenario.nitems * n]
    if max(rungs) < SLOW_WALK:
        return 0
    if party < powers:
        rungs = [
            rung for rung, licence in zip(rungs, state.licence[party::powers], strict=False) if not licence
        ]
    strictest = max(rungs, default=0)
    return strictest if strictest >= SLOW_WALK else 0


HALTS = ("damage", "winter", "prices")
"""What stops work at a site."""


def halted(scenario: Scenario, state: State, site: int) -> str:
    """What stops work at a site this turn, one of `HALTS`; empty when nothing does."""
    spec = scenario.sites[site]
    if state.damage[site]:
        return "damage"
    region = scenario.site_region[site]
    snow = region >= 0 and scenario.spec.regions[region].winter and spec.terrain == "mountain"
    if snow and scenario.is_winter(state.turn) and state.access[site] < 3:
        return "winter"
    prices = [state.price[m] for m, _ in scenario.yields[site]]
    host = scenario.host[site]
    floored = state.rushed[site] or (host < scenario.npowers and state.credits[host])
    if prices and max(prices) < scenario.spec.tuning.pause_price and not floored:
        return "prices"
    return ""


def _partners_build(board: Board) -> None:
    """Partners expand on their own when prices or somebody's controls make it worth their while."""
    scenario, state = board.scenario, board.state
    tuning = scenario.spec.tuning
    for site in _partners_sites(scenario):
        spec, host = scenario.sites[site], scenario.host[site]
        if state.left[site] or state.level[site] >= spec.max_level:
            continue
        if board.booked(host) < spec.cost or (state.grade[site] < 1 and spec.kind == "mine"):
            continue
        driven = any(
            state.price[m] >= tuning.drive_price or withheld(scenario, state, host, m)
            for m, _ in scenario.yields[site]
        )
        if driven:
            cause = because("partners_driven")
            board.pay(host, scenario.world, spec.cost, cause)
            board.put("left", site, spec.turns + 1, cause)
            board.tell("partner_builds", party=host, site=site)


def _partners_sites(scenario: Scenario) -> list[int]:
    """Sites that partners host, listed once per scenario."""
    found: list[int] | None = scenario.cache.get("partners' sites")
    if found is None:
        found = [site for site, host in enumerate(scenario.host) if host >= scenario.npowers]
        scenario.cache["partners' sites"] = found
    return found


def trade(board: Board) -> None:
    """Clear every material and book what moved."""
    scenario, state = board.scenario, board.state
    closed = closed_routes(scenario, state)
    for material in range(scenario.nmaterials):
        result = clear(scenario, state, material, closed)
        _book(board, material, result)
        _price(board, material, result)
    for at, (units, released) in enumerate(zip(state.order, state.offered, strict=True)):
        if units:
            board.put("order", at, 0, because("market", at % scenario.nmaterials))
        if released:
            board.put("offered", at, 0, because("market", at % scenario.nmaterials))


def reckon(board: Board, cause: Cause) -> None:
    """Work out flows and shortages as they stand, without moving a unit: the opening board's figures."""
    scenario, state = board.scenario, board.state
    for material in range(scenario.nmaterials):
        result = clear(scenario, state, material, closed_routes(scenario, state))
        _flows(board, material, result, cause)
        for power in range(scenario.npowers):
            _shortage(board, power, material, result.unmet[power], cause)


def _flows(board: Board, material: int, result: Clearing, cause: Cause) -> None:
    board.put_run("flow", material * board.scenario.nparties**2, result.flow, cause)


def _book(board: Board, material: int, result: Clearing) -> None:
    scenario, state = board.scenario, board.state
    n, m, powers = scenario.nparties, scenario.nmaterials, scenario.npowers
    cause = because("market", material)
    _flows(board, material, result, cause)
    used = sum(result.flow) - sum(result.ordered) - sum(result.recycled) + result.wasted
    stocks = map(add, result.surplus, result.ordered)
    for party, (ore, stock, money) in enumerate(zip(result.ore_left, stocks, result.money, strict=True)):
        at = party * m + material
        held = state.stock[at]
        if ore != state.ore[at]:
            board.shift("ore", at, ore - state.ore[at], cause)
        if party < powers:
            unmet, stock, helped = result.unmet[party], stock + held, 0
            if state.offered[at]:
                stock -= min(held, state.offered[at])
            if unmet and stock:
                helped = min(unmet, stock)
                stock, unmet, used = stock - helped, unmet - helped, used + helped
                own = (material * n + party) * n + party
                board.shift("flow", own, helped, because("from_stockpile", material))
            if helped != state.from_stock[at]:
                board.put("from_stock", at, helped, cause)
            _shortage(board, party, material, unmet, cause)
        if stock != held:
            board.shift("stock", at, stock - held, cause)
        if money:
            board.shift("money", party, money, cause)
    board.shift("mined", material, sum(result.mined), cause)
    board.shift("used", material, used, cause)


def _shortage(board: Board, power: int, material: int, unmet: int, cause: Cause) -> None:
    """Spread what is missing over the sectors: defence is served first where that holds."""
    scenario, m, sectors = board.scenario, board.scenario.nmaterials, len(SECTORS)
    start = power * sectors * m + material
    short = board.state.short[start : start + sectors * m : m]
    if not unmet and not any(short):
        return
    wants = demand(scenario, board.state, power, material)
    if not unmet:
        missing = [0] * len(wants)
    elif scenario.powers[power].defence_first:
        missing, rest = [0] * len(wants), unmet
        for sector in reversed(range(len(wants))):
            missing[sector] = min(rest, wants[sector])
            rest -= missing[sector]
    else:
        missing = split(unmet, wants)
    board.put_run("short", start, missing, cause, m)


def _price(board: Board, material: int, result: Clearing) -> None:
    """The index moves half way to where scarcity or glut draws it."""
    scenario, state = board.scenario, board.state
    tuning = scenario.spec.tuning
    need, unmet, unsold = sum(result.need), sum(result.unmet), sum(result.surplus)
    if not need:
        return
    target = 100 + tuning.scarcity * (100 * unmet // need) - min(40, tuning.glut * (100 * unsold // need))
    if any(state.flood[material :: scenario.nmaterials]):
        target = target * (100 - tuning.flood_price) // 100
    step = (target - state.price[material]) // 2
    if step:
        board.shift("price", material, step, because("scarcity", material))


def learning(board: Board) -> None:
    """Every turn under a regime costs the one who holds it trust and teaches the one under it."""
    scenario, state = board.scenario, board.state
    n, parties = scenario.npowers, scenario.nparties
    size = scenario.nitems * parties
    for power in range(n):
        regime = state.regime[power * size : (power + 1) * size]
        if not any(regime):
            continue
        cause = because("under_controls", power)
        by_item = [regime[at : at + parties] for at in range(0, size, parties)]
        for party, rungs in enumerate(zip(*by_item, strict=True)):
            if not any(rungs) or party == power or party == scenario.world:
                continue
            if party < n and state.licence[power * n + party]:
                continue
            grudge, lesson = _toll(scenario, rungs)
            board.shift("trust" if party < n else "disposition", party * n + power, -grudge, cause)
            if lesson > 0:
                board.shift("know_how", party, lesson, cause)
    _make_do(board)


def _make_do(board: Board) -> None:
    """Who goes short of what is withheld learns to need less of it."""
    scenario, state, m = board.scenario, board.state, board.scenario.nmaterials
    if not any(state.short):
        return
    for power in range(scenario.npowers):
        start = power * len(SECTORS) * m
        for material in range(m):
            if not any(state.short[start + material : start + len(SECTORS) * m : m]):
                continue
            rung = withheld(scenario, state, power, material)
            if rung:
                learnt = scenario.spec.tuning.regime_thrift[rung] - state.thrift[power * m + material] // 10
                board.shift("thrift", power * m + material, max(0, learnt), because("made_do", material))


def _toll(scenario: Scenario, rungs: tuple[int, ...]) -> tuple[int, int]:
    """The trust that a quarter under these rungs costs, by item, and what it teaches; worked out once per scenario."""
    table: dict[tuple[int, ...], tuple[int, int]] = scenario.cache.setdefault("toll", {})
    found = table.get(rungs)
    if found is None:
        tuning, technology = scenario.spec.tuning, scenario.numbers["item"][TECHNOLOGY]
        further = max(0, sum(rung >= SLOW_WALK for rung in rungs) - 1)
        grudge = tuning.regime_trust[max(rungs)] + further * tuning.regime_more_trust
        lesson = tuning.regime_lesson[max(rungs[:-2])] - (1 if rungs[technology] >= 2 else 0)
        found = table[rungs] = grudge, lesson
    return found
