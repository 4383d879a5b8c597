"""Intents about force and its absence: ladders, regions, guards, militants, and what is done out of sight."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.mind import OUT_OF_SIGHT, Idea, Mind
from wargame.rules.actions.arenas import Ceasefire, Escalate, Protest, StepBack, opponent
from wargame.rules.actions.covert import Counter, CovertAct
from wargame.rules.actions.industry import Corridor
from wargame.rules.actions.loans import Divert
from wargame.rules.actions.security import Cooperate, Guard, Move, Patrol, Reconcile, Secure, Sweep
from wargame.rules.measures import site_value
from wargame.rules.phases.security import attack_odds, force_at
from wargame.rules.records import Offer

_COLD = 40
"""Trust below which another's troubles may be fed."""
HIGH = 6
"""The rung from which peace is asked for again, whoever has refused it."""


def keep_the_peace(mind: Mind) -> Iterator[Idea]:
    """Come down a ladder before somebody falls off it: at once when it is high."""
    scenario, state = mind.scenario, mind.state
    for action in mind.of(StepBack):
        rung = state.tension[action.arena]
        name, where = scenario.spec.arenas[action.arena].rungs[rung].name, mind.name("arena", action.arena)
        yield Idea(
            action,
            f"{where} stands at “{name.lower()}”, and nobody wins on the rungs above",
            lift=(0.15 if rung >= 6 else -0.25) - max(0, mind.temper.boldness - 55) / 25,
            urgent=rung >= (9 if mind.temper.boldness >= 50 else 8),
        )
    for offer in mind.of(Ceasefire):
        if state.truce[offer.arena] or not mind.its_moment(offer):
            continue
        other = opponent(scenario, mind.seat, offer.arena)
        if state.tension[offer.arena] < HIGH and (mind.forswears("truce") or mind.rebuffed("truce", other)):
            continue
        mine, odds = mind.prospect(Offer("truce", mind.seat, other, (offer.arena,)), standing=1)
        where, whom = mind.name("arena", offer.arena), mind.name("power", other)
        yield Idea(
            offer,
            f"a year of quiet, {where}, serves us and {whom} alike",
            gain=odds * (mine + 0.25 * state.tension[offer.arena]) - 0.2,
        )


def show_resolve(mind: Mind) -> Iterator[Idea]:
    """A rung up, for the bold, where the ladder is still low."""
    state = mind.state
    for action in mind.of(Escalate):
        height = state.tension[action.arena] - (mind.temper.boldness - 50) // 8
        if height <= 3 and mind.mood(action.arena, 31) < mind.temper.boldness - 20:
            where = mind.name("arena", action.arena)
            yield Idea(
                action, f"{where} is quiet because we are seen there", lift=(mind.temper.boldness - 52) / 25
            )


def name_the_wrong(mind: Mind) -> Iterator[Idea]:
    """Protest against work on disputed ground while the ladder is low."""
    scenario, state = mind.scenario, mind.state
    for action in sorted(mind.of(Protest), key=lambda a: (-state.left[a.site], a.site))[:2]:
        host = scenario.host[action.site]
        rungs = [
            state.tension[a]
            for a, sides in enumerate(scenario.arena_sides)
            if set(sides) == {mind.seat, host}
        ]
        if max(rungs, default=0) <= 5 and mind.mood(action.site, 79) < 45:
            yield Idea(action, f"{scenario.sites[action.site].name} stands on ground that is not settled",
                       lift=(mind.temper.spite - 50) / 60)  # fmt: skip


def mend_the_regions(mind: Mind) -> Iterator[Idea]:
    """Talks for the long run; a sweep where nothing can be built or mined for insurgents."""
    state = mind.state
    talks = sorted(mind.of(Reconcile), key=lambda a: (-state.grievance[a.region], a.region))
    patient = (mind.temper.patience - 50) / 60
    for action in talks[:2]:
        where = mind.name("region", action.region)
        yield Idea(action, f"{where} is held by its people or not at all", lift=patient)
    for sweep in sorted(mind.of(Sweep), key=lambda a: (-state.insurgency[a.region], a.region))[:1]:
        where = mind.name("region", sweep.region)
        if state.insurgency[sweep.region] >= 25:
            yield Idea(sweep, f"the insurgents of {where} must be pushed back before anything else can be done there",
                       lift=-patient)  # fmt: skip


def place_the_forces(mind: Mind) -> Iterator[Idea]:
    """Forces to the regions that need them, out of those where they only breed anger, and to where the trouble is."""
    scenario, state = mind.scenario, mind.state

    def need(station: int) -> float:
        place, kind = scenario.station_place[station], scenario.station_kind[station]
        force = state.force[station]
        if kind == "region":
            return (state.insurgency[place] - 10 * force) / 10 if force < 4 else -0.8 * (force - 3)
        if kind == "arena":
            return (state.tension[place] - force) / 2
        return 1.0 - force

    found = sorted(mind.of(Move), key=lambda a: (need(a.origin) - need(a.to), a.number))
    regions = [a for a in found if "region" in (scenario.station_kind[a.origin], scenario.station_kind[a.to])]
    for action in regions[:2]:
        if need(action.to) > need(action.origin):
            where = mind.name("station", action.to)
            lift = 0.3 if mind.mood(97) < 8 else 0.0
            yield Idea(action, f"they are needed more at {where} than where they stand", lift=lift)
    for action in found[:1]:
        tense = (
            scenario.station_kind[action.to] == "arena"
            and state.tension[scenario.station_place[action.to]] >= 5
        )
        if tense and need(action.to) > need(action.origin) and mind.mood(89) < mind.temper.boldness // 2:
            where = mind.name("arena", scenario.station_place[action.to])
            yield Idea(action, f"they should be seen where the trouble is, {where}", lift=0.3)


def guard_what_works(mind: Mind) -> Iterator[Idea]:
    """Guards and patrols where an attack is likely and would hurt."""
    scenario, state = mind.scenario, mind.state
    careful = (52 - mind.temper.boldness) / 30
    sites: list[tuple[float, Guard]] = []
    for action in mind.of(Guard):
        region = scenario.site_region[action.site]
        odds = attack_odds(scenario, state, region)
        targets = sum(1 for s in scenario.sites_in[region] if state.level[s] or state.left[s]) + 1
        hurt = (
            1.0 + 0.6 * site_value(scenario, state, action.site) + (1.0 if state.left[action.site] else 0.0)
        )
        sites.append((min(4, mind.quarters) * odds * hurt / (100 * targets), action))
    sites.sort(key=lambda pair: (-pair[0], pair[1].site))
    for risk, action in sites[:1]:
        name = scenario.sites[action.site].name
        yield Idea(
            action,
            f"what has been built at {name} must be kept",
            gain=risk - 0.3 * mind.cost(action),
            lift=max(0.0, careful),
        )
    for patrol in mind.of(Patrol):
        route = scenario.spec.routes[patrol.route]
        dues = route.income.get(scenario.powers[mind.seat].id, 0)
        risk = 0.0
        if route.region:
            risk = attack_odds(scenario, state, scenario.numbers["region"][route.region]) / 100
        lift = 0.35 * dues + 1.5 * risk + (0.8 if state.cut[patrol.route] else 0.0) + max(0.0, careful) * dues
        yield Idea(patrol, f"{route.name} is worth keeping open", lift=lift)


def hunt_militants(mind: Mind) -> Iterator[Idea]:
    """Counter-terrorism cooperation with whoever is closest to the matter."""
    found = sorted(mind.of(Cooperate), key=lambda a: (-mind.trusted(a.target), a.target))
    for action in found[:2]:
        yield Idea(
            action, f"{mind.name('power', action.target)} and we have these enemies in common", lift=0.1
        )


def lock_the_vaults(mind: Mind) -> Iterator[Idea]:
    """Safer fissile material, whoever's it is."""
    for action in mind.of(Secure)[:2]:
        lift = 1.0 if mind.state.fissile[action.target] < 30 else 0.0
        yield Idea(action, "what must never be lost cannot be too well locked", lift=lift)


def keep_the_road(mind: Mind) -> Iterator[Idea]:
    """Corridor investment: open a cut road, tie its host closer."""
    for action in sorted(
        mind.of(Corridor), key=lambda a: (-mind.state.cut[a.route], mind.mood(a.route, 37), a.route)
    ):
        name = mind.name("route", action.route)
        yield Idea(
            action, f"{name} carries more than goods", lift=0.9 if mind.state.cut[action.route] else 0.1
        )
        return


def housekeeping(mind: Mind) -> Iterator[Idea]:
    """What is done out of sight: rarely, by the bold and the spiteful, against those they trust least."""
    scenario, state = mind.scenario, mind.state
    daring = mind.temper.boldness + mind.temper.spite - 90
    coldest = min((mind.trusts(a.target) for a in mind.of(CovertAct)), default=0)
    wary = max(_COLD, coldest + 1)  # at a table where everybody is trusted somebody is trusted least
    acts = [a for a in mind.of(CovertAct) if mind.trusts(a.target) < wary and a.act != 1]
    acts.sort(key=lambda a: (mind.trusts(a.target), mind.mood(a.number, 41), a.number))
    for action in acts[:2]:
        if mind.mood(action.target, 43) < daring and state.credibility[mind.seat] > 40:
            yield Idea(action, OUT_OF_SIGHT, lift=daring / 25)
    for divert in mind.of(Divert):
        station = divert.station
        if scenario.station_kind[station] != "region" or state.diverted[mind.seat]:
            continue
        region = scenario.station_place[station]
        thin = force_at(scenario, state, "region", region, mind.seat) < 6
        if thin and state.insurgency[region] > 40 and mind.mood(47) < mind.temper.boldness // 3:
            yield Idea(divert, OUT_OF_SIGHT, lift=0.6 + (mind.temper.boldness - 50) / 25)


def find_the_leak(mind: Mind) -> Iterator[Idea]:
    """Counter-intelligence now and then, more so when trouble at home looks fed from abroad."""
    state = mind.state
    trouble = max(
        (state.insurgency[r] for r, p in enumerate(mind.scenario.region_power) if p == mind.seat), default=0
    )
    for action in mind.of(Counter):
        if mind.mood(53) < 15 + trouble // 4:
            yield Idea(action, "some of this trouble has foreign friends", gain=0.1 + trouble / 150)
