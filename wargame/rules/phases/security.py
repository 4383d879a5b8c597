"""Phase 4: insurgents and militants strike, secret acts come to light, arenas see incidents."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.chance import ARENAS, COVERT, SECURITY
from wargame.rules.compiled import COVERT_ACTS, Scenario
from wargame.rules.reasons import Cause, because
from wargame.rules.records import Covert
from wargame.rules.state import State

COVERT_LIFE = 3
BRINK = 7
"""From this rung on an incident may climb by itself, even if it is absorbed."""
RAID = "a cross-border attack"
INCIDENT = "an incident, "
"""How the labels of the draws begin that a side must answer for; an incident's ends with its arena."""
OUTRUN = "events outrun the cables"
"""The label of the draw by which a ladder may climb though an incident was absorbed."""


def force_at(scenario: Scenario, state: State, kind: str, place: int, power: int) -> int:
    """Forces a power keeps at a region, arena or route."""
    return sum([state.force[n] for n in _stations(scenario).get((kind, place, power), ())])


def strength_at(scenario: Scenario, state: State, kind: str, place: int, power: int) -> int:
    """The same with those out of sight, as whoever attacks will find out."""
    stations = _stations(scenario).get((kind, place, power), ())
    return sum([state.force[n] + state.unseen[n] for n in stations])


def _stations(scenario: Scenario) -> dict[tuple[str, int, int], list[int]]:
    """Stations by the kind and number of their place and by power, sorted out once per scenario."""
    found: dict[tuple[str, int, int], list[int]] | None = scenario.cache.get("stations")
    if found is None:
        found = {}
        places = zip(scenario.station_kind, scenario.station_place, scenario.station_power, strict=True)
        for number, place in enumerate(places):
            found.setdefault(place, []).append(number)
        scenario.cache["stations"] = found
    return found


def attack_odds(scenario: Scenario, state: State, region: int) -> int:
    """Percent odds that insurgents strike in a region this turn."""
    strength = state.insurgency[region]
    if not strength:
        return 0
    force = strength_at(scenario, state, "region", region, scenario.region_power[region])
    tuning = scenario.spec.tuning
    return max(2, min(90, strength * tuning.attack_percent // 100 - tuning.force_deters * force))


def insurgents(board: Board) -> None:
    """In every region with an insurgency: an attack on a site, a corridor or a garrison."""
    scenario, state = board.scenario, board.state
    for region in range(len(scenario.spec.regions)):
        odds = attack_odds(scenario, state, region)
        if odds and board.chance(SECURITY, odds, f"an attack in {board.name('region', region)}"):
            _attack(board, region)


def _attack(board: Board, region: int) -> None:
    scenario, state = board.scenario, board.state
    sites = [s for s in scenario.sites_in[region] if state.level[s] or state.left[s]]
    ident = scenario.ids["region"][region]
    routes = [n for n, route in enumerate(scenario.spec.routes) if route.region == ident and not state.cut[n]]
    road = 2 + state.insurgency[region] // scenario.spec.tuning.corridor_target
    weights = [2] * len(sites) + [road] * len(routes) + [1]
    at = board.pick(SECURITY, weights, "the target")
    power = scenario.region_power[region]
    cause = because("insurgents", region)
    if at < len(sites):
        _attack_site(board, sites[at], region, cause)
    elif at < len(sites) + len(routes):
        _attack_route(board, routes[at - len(sites)], region, cause)
    else:
        board.shift("stability", power, -2, cause)
        board.tell("patrol_ambushed", region=region)


def _beaten_off(board: Board, guarded: int, region: int, name: str, cause: Cause) -> bool:
    """Whether guards hold what is attacked."""
    tuning = board.scenario.spec.tuning
    if not guarded or not board.chance(SECURITY, tuning.guard_deters, f"the guards hold {name}"):
        return False
    board.shift("insurgency", region, -3, cause)
    return True


def _attack_site(board: Board, site: int, region: int, cause: Cause) -> None:
    state, scenario = board.state, board.scenario
    name = scenario.sites[site].name
    if _beaten_off(board, state.guard[site], region, name, cause):
        board.tell("site_held", site=site)
        return
    power = scenario.region_power[region]
    board.put("damage", site, 2, cause)
    board.shift("stability", power, -3, cause)
    investor = state.stake[site]
    if 0 <= investor < scenario.npowers:
        board.shift("trust", investor * scenario.npowers + power, -4, cause)
    board.tell("site_attacked", site=site)


def _attack_route(board: Board, route: int, region: int, cause: Cause) -> None:
    state, scenario = board.state, board.scenario
    name = scenario.spec.routes[route].name
    power = scenario.region_power[region]
    escort = force_at(scenario, state, "route", route, power) >= 2
    if _beaten_off(board, state.watch[route] or escort, region, name, cause):
        board.tell("route_held", route=route)
        return
    board.put("cut", route, 2, cause)
    board.shift("stability", power, -2, cause)
    for other in scenario.spec.routes[route].income:
        seat = scenario.numbers["power"].get(other, power)
        if seat != power:
            board.shift("trust", seat * scenario.npowers + power, -4, cause)
    board.tell("route_cut", route=route)


def militants(board: Board) -> None:
    """Cross-border militants may strike, by the threat; the victim must choose its answer."""
    scenario, state = board.scenario, board.state
    for arena, spec in enumerate(scenario.spec.arenas):
        if not spec.militants:
            continue
        host, victim = scenario.arena_sides[arena]
        odds = state.threat[0] * scenario.spec.tuning.militancy_percent // 100
        if state.truce[arena]:
            odds //= 2
        if not board.chance(SECURITY, odds, RAID):
            continue
        cause = because("militants_struck")
        board.shift("stability", victim, -4, cause)
        board.shift("trust", victim * scenario.npowers + host, -6, cause)
        board.shift("tension", arena, 1, cause)
        board.tell("militants_struck", power=victim, arena=arena)
        board.ask_last(Kind.REACT, victim, arena)


def exposures(board: Board) -> None:
    """Secret acts may be traced to their sponsors while the trail is warm."""
    scenario, state = board.scenario, board.state
    kept = []
    for covert in state.coverts:
        odds = scenario.spec.tuning.exposure
        if board.chance(COVERT, odds, f"{COVERT_ACTS[covert.kind]} is traced"):
            expose(board, covert)
        elif state.turn - covert.turn < COVERT_LIFE - 1:
            kept.append(covert)
    state.coverts = tuple(kept)


def expose(board: Board, covert: Covert) -> None:
    """A secret act is laid at its sponsor's door, for all to see."""
    scenario = board.scenario
    sponsor, target = covert.sponsor, covert.target
    cause = because("act_exposed", covert.kind)
    board.shift("credibility", sponsor, -10, cause)
    board.shift("standing", sponsor, -2, cause)
    board.shift("trust", target * scenario.npowers + sponsor, -15, cause)
    for arena, sides in enumerate(scenario.arena_sides):
        if set(sides) == {sponsor, target}:
            board.shift("tension", arena, 1, cause)
    board.shift("blame", sponsor, 5, cause)
    board.tell("act_exposed", power=sponsor, target=target, act=covert.kind)


def leaks(board: Board) -> None:
    """A share kept back from a community may come to light."""
    scenario, state = board.scenario, board.state
    for site, declared in enumerate(state.declared):
        if state.share[site] < declared and board.chance(
            COVERT, scenario.spec.tuning.share_leak, f"the books of {scenario.sites[site].name} come to light"
        ):
            expose_share(board, site, because("share_exposed"))


def expose_share(board: Board, site: int, cause: Cause) -> None:
    """The community learns what it was not paid: worse than a low share openly set."""
    scenario, state = board.scenario, board.state
    region, owner = scenario.site_region[site], scenario.host[site]
    kept_back = state.declared[site] - state.share[site]
    board.put("declared", site, state.share[site], cause)
    board.shift("grievance", region, 5 * kept_back, cause)
    board.shift("consent", region, -6 * kept_back, cause)
    if owner < scenario.npowers:
        board.shift("credibility", owner, -5, cause)
    board.tell("share_exposed", site=site)


def incident_odds(scenario: Scenario, state: State, arena: int) -> int:
    """Percent odds of an incident in an arena this turn: none below rung 3, fewer under a truce."""
    rung = state.tension[arena]
    if rung < 3:
        return 0
    odds = scenario.spec.arenas[arena].incident + scenario.spec.tuning.incident_step * (rung - 5)
    return max(0, odds // 2 if state.truce[arena] else odds)


def incidents(board: Board) -> None:
    """An incident puts one side before a choice: escalate or absorb. The weaker garrison is the likelier victim."""
    scenario, state = board.scenario, board.state
    for arena, spec in enumerate(scenario.spec.arenas):
        odds = incident_odds(scenario, state, arena)
        if not odds or not board.chance(ARENAS, odds, INCIDENT + spec.name):
            continue
        sides = scenario.arena_sides[arena]
        strength = [strength_at(scenario, state, "arena", arena, side) for side in sides]
        side = sides[board.pick(ARENAS, (1 + strength[1], 1 + strength[0]), "who is hit")]
        board.tell("incident", power=side, arena=arena, rung=state.tension[arena])
        board.ask_last(Kind.REACT, side, arena)


def react(board: Board, seat: int, arena: int, escalate: bool, cause: Cause) -> None:
    """Answer an incident: up a rung and cheered, or absorbed at a price at home."""
    n = board.scenario.npowers
    sides = board.scenario.arena_sides[arena]
    other = sides[0] if sides[1] == seat else sides[1]
    if escalate:
        board.shift("tension", arena, 1, cause)
        board.shift("stability", seat, 2, cause)
        board.shift("trust", other * n + seat, -3, cause)
        board.shift("blame", seat, board.state.tension[arena], cause)
    else:
        board.shift("stability", seat, -3, cause)
        board.shift("trust", other * n + seat, 2, cause)
        board.shift("credibility", seat, -1, cause)
        brink = board.state.tension[arena] >= BRINK
        if brink and board.chance(ARENAS, board.scenario.spec.tuning.runaway, OUTRUN):
            board.shift("tension", arena, 1, because("outrun"))
