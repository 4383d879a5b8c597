"""Intents about the ground: find ore, dig it, reach it, separate it, and live with those who live there."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.mind import OUT_OF_SIGHT, Idea, Mind
from wargame.rules.actions.industry import Cofinance, Credits, KnowHow, Rush
from wargame.rules.actions.mining import (
    Access,
    Conceal,
    Hub,
    Mine,
    Port,
    Publish,
    Recycling,
    Refinery,
    Share,
    Survey,
    Upgrade,
    project_cost,
    project_turns,
)
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.records import Offer

_FAIR = 2
"""The grade hoped for where nobody knows."""


def promise(mind: Mind, site: int) -> float:
    """Points that one more level of capacity would bring if it were begun soon, its cost paid; 0 if too late."""
    board = Board(mind.scenario, mind.state)
    needed = project_turns(board, site) + 1
    if needed > mind.almanac.working_quarters(mind.state, site):
        return 0.0

    def built(board: Board) -> None:
        board.shift("level", site, 1, "")
        if board.state.grade[site] < 0:
            board.put("grade", site, _FAIR, "")

    return max(0.0, mind.gain_of(built, project_cost(board, site)))


def in_time(mind: Mind, site: int) -> bool:
    """Whether work begun now at a site could be done before the end, in a hurry if need be."""
    scenario, state = mind.scenario, mind.state
    hurried = scenario.spec.tuning.rush_turns if Rush.code in scenario.powers[mind.seat].menu else 0
    needed = project_turns(Board(scenario, state), site) - hurried
    return needed <= mind.almanac.working_quarters(state, site)


def survey_the_ground(mind: Mind) -> Iterator[Idea]:
    """Nobody can dig where nobody has looked: the most promising deposit first, one's own before others'."""
    scenario, state = mind.scenario, mind.state
    found = mind.of(Survey)
    found.sort(key=lambda a: (scenario.host[a.site] != mind.seat, -state.access[a.site], a.site))
    for action in found[:3]:
        spec = scenario.sites[action.site]
        odds = 1 - spec.grades[0] / sum(spec.grades)
        own = scenario.host[action.site] == mind.seat
        worth = promise(mind, action.site) if own or mind.of(Cofinance) else 0.0
        yield Idea(
            action,
            f"nobody can dig at {spec.name} before geologists have looked",
            gain=odds * worth * (0.55 if own else 0.25) - 0.3 * mind.cost(action),
        )


def open_the_ground(mind: Mind) -> Iterator[Idea]:
    """Mines where a survey has shown ore, the richest for its price first."""
    scenario = mind.scenario
    found = [a for a in mind.of(Mine) if in_time(mind, a.site)]
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, mind.cost(a)), a.site))
    for action in found[:3]:
        yield Idea(
            action,
            f"{scenario.sites[action.site].name} can earn its keep before the count is made",
            lift=_for_our_works(mind, action.site),
        )


def _for_our_works(mind: Mind, site: int) -> float:
    """Ore for refineries at home that would otherwise live on others': a wish of the patient who can afford it."""
    scenario, state = mind.scenario, mind.state
    if booked(state, mind.seat) < mind.scenario.sites[site].cost + 3:
        return 0.0
    dry = 0
    for material, units in enumerate(scenario.site_yield[site]):
        if not units:
            continue
        ore, works = scenario.base_ore[mind.seat][material], scenario.base_refining[mind.seat][material]
        for other, host in enumerate(scenario.host):
            if host == mind.seat and scenario.site_yield[other][material]:
                size = scenario.site_yield[other][material] * (state.level[other] + bool(state.left[other]))
                if scenario.kind[other] == "refinery":
                    works += size
                elif scenario.kind[other] == "mine":
                    ore += size * max(0, state.grade[other]) // 2
        dry += works > ore
    return 1.5 + (mind.temper.patience - 50) / 40 if dry else 0.0


def build_the_road(mind: Mind) -> Iterator[Idea]:
    """Infrastructure for sites that need it, and quays for what is dug."""
    scenario, state = mind.scenario, mind.state
    found = [
        a
        for a in mind.of(Access)
        if state.access[a.site] < scenario.sites[a.site].needs_access and state.grade[a.site] != 0
    ]
    found.sort(key=lambda a: (-_yield(mind, a.site), a.site))
    for action in found[:2]:
        site = action.site
        missing = scenario.sites[site].needs_access - state.access[site]
        known = 0.8 if state.grade[site] > 0 else 0.4
        yield Idea(
            action,
            f"without a road {scenario.sites[site].name} is only a name on a map",
            lift=promise(mind, site) * known / missing,
        )
    for quay in [a for a in mind.of(Port) if in_time(mind, a.site)][:1]:
        yield Idea(quay, f"what is dug has to leave by {scenario.sites[quay.site].name}", lift=0.1)
    rest = [a for a in mind.of(Access) if a not in found and state.left[a.site] == 0 and state.level[a.site]]
    for action in rest[:1]:
        yield Idea(
            action, f"roads and power at {scenario.sites[action.site].name} serve those who live there"
        )


def _yield(mind: Mind, site: int) -> float:
    scenario = mind.scenario
    spec, grade = scenario.sites[site], mind.state.grade[site]
    grade = _FAIR if grade < 0 else grade
    return spec.cash * 50 + sum(
        units * grade * scenario.spec.materials[m].value / 4
        for m, units in enumerate(scenario.site_yield[site])
    )


def build_separation(mind: Mind) -> Iterator[Idea]:
    """Refineries at home, the know-how for them, and recycling."""
    scenario, state = mind.scenario, mind.state
    found = [a for a in mind.of(Refinery) if in_time(mind, a.site)]
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, mind.cost(a)), a.site))
    for action in found[:3]:
        name = scenario.sites[action.site].name
        yield Idea(action, f"ore is worth little until {name} can separate it", lift=0.2)
    for hub in [a for a in mind.of(Recycling) if in_time(mind, a.site)][:2]:
        yield Idea(hub, "nobody can cut off what is won from scrap", lift=0.1)
    needed, known = scenario.spec.tuning.refinery_know_how, state.know_how[mind.seat]
    for learn in mind.of(KnowHow):
        hope = 0.0
        if known < needed:
            plants = [
                s
                for s, host in enumerate(scenario.host)
                if host == mind.seat and scenario.kind[s] == "refinery"
            ]
            hope = max((promise(mind, s) for s in plants), default=0.0) * 8 / max(8, needed - known)
        yield Idea(learn, "separation is learnt before it is built", lift=0.6 * hope)


def build_with_friends(mind: Mind) -> Iterator[Idea]:
    """Mines and refineries abroad, and the stakes that come with them."""
    scenario, board = mind.scenario, Board(mind.scenario, mind.state)
    found = mind.of(Cofinance)
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, a.price(board)), mind.mood(a.number), a.site))
    for action in found[:3]:
        host, gain = scenario.host[action.site], None
        if host < scenario.npowers:
            if mind.rebuffed("stake", host) or not mind.its_moment(action):
                continue
            terms = action.site, action.price(board), project_turns(board, action.site)
            mine, odds = mind.prospect(Offer("stake", mind.seat, host, terms))
            gain = odds * mine - 0.1
        whom = mind.name("party", host)
        yield Idea(
            action,
            f"a stake in {scenario.sites[action.site].name} ties {whom} to us and frees us of others",
            lift=0.2,
            gain=gain,
        )


def hurry(mind: Mind) -> Iterator[Idea]:
    """Rush what would otherwise come late."""
    state = mind.state
    found = mind.of(Rush)
    found.sort(key=lambda a: (-state.left[a.site], a.site))
    for action in found[:2]:
        name = mind.scenario.sites[action.site].name
        yield Idea(action, f"every quarter without {name} is a quarter in somebody's hand",
                   lift=0.3 + (50 - mind.temper.patience) / 60)  # fmt: skip


def share_with_communities(mind: Mind) -> Iterator[Idea]:
    """Two steps more for those who live beside the pit, where it is felt; a step less only for the greedy."""
    scenario, state = mind.scenario, mind.state
    steps = [
        a for a in mind.of(Share) if a.step == min(3, state.declared[a.site] + 2) > state.declared[a.site]
    ]
    steps.sort(key=lambda a: (state.consent[scenario.site_region[a.site]], state.declared[a.site], a.site))
    for action in steps[:2]:
        where = mind.name("region", scenario.site_region[action.site])
        yield Idea(
            action,
            f"{where} must see something of what {scenario.sites[action.site].name} earns",
            lift=0.7 + (mind.temper.patience - mind.temper.greed) / 80,
        )
    if mind.temper.greed > 68 and mind.mood(1) < 15:
        for action in mind.of(Share):
            if action.step == state.declared[action.site] - 1:
                yield Idea(action, "the treasury cannot live on goodwill alone", lift=0.4)
                return


def make_a_hub(mind: Mind) -> Iterator[Idea]:
    """Half as much again from a mine its people want, and the roads that a hub takes first."""
    state = mind.state
    for action in mind.of(Hub)[:2]:
        name = mind.scenario.sites[action.site].name
        yield Idea(action, f"{name} can feed more than its own pit", lift=0.4)
    hubs = "hub" in mind.scenario.powers[mind.seat].menu
    for road in mind.of(Access):
        site = road.site
        nearly = mind.scenario.spec.tuning.hub_access - 1
        ripe = state.level[site] and state.access[site] == nearly and mind.scenario.site_region[site] >= 0
        if hubs and ripe and mind.scenario.kind[site] == "mine" and mind.quarters > 3:
            yield Idea(road, f"{mind.scenario.sites[site].name} lacks only a railway", lift=0.9)
            return


def open_the_books(mind: Mind) -> Iterator[Idea]:
    """Publish a good survey where investors might answer it; one's word gains weight either way."""
    scenario, state = mind.scenario, mind.state
    for action in mind.of(Publish):
        own = scenario.host[action.site] == mind.seat
        if mind.mood(action.site, 71) < (50 if own and state.grade[action.site] > 0 else 12):
            yield Idea(action, "what everyone may read, nobody can whisper about", lift=0.1 if own else -0.1)


def pay_for_homework(mind: Mind) -> Iterator[Idea]:
    """Tax credits and a price floor while there is something left to build at home."""
    scenario, state = mind.scenario, mind.state
    for action in mind.of(Credits):
        sites = [
            s for s, host in enumerate(scenario.host) if host == mind.seat and scenario.kind[s] != "port"
        ]
        open_ = sum(
            scenario.sites[s].cost
            for s in sites
            if state.level[s] < scenario.sites[s].max_level and state.grade[s] != 0
        )
        under_way = sum(1 for s in sites if state.left[s])
        spend = min(open_, booked(state, mind.seat) + 2 * scenario.powers[mind.seat].income)
        if mind.quarters > 4:
            saved = spend * scenario.spec.tuning.matching / 100 - mind.cost(action)
            yield Idea(
                action, "private money follows where the state goes first", gain=0.3 * saved + 0.1 * under_way
            )


def keep_back(mind: Mind) -> Iterator[Idea]:
    """A share kept back in secret: only the greedy, and only when poor."""
    state = mind.state
    for action in mind.of(Conceal):
        poor = booked(state, mind.seat) < 4
        if mind.temper.greed > 60 and poor and mind.mood(action.site, 73) < 20:
            yield Idea(action, OUT_OF_SIGHT, gain=(mind.temper.greed - 55) / 30)


def clean_up(mind: Mind) -> Iterator[Idea]:
    """A cleaner standard where the land or its people suffer."""
    scenario, state = mind.scenario, mind.state
    found = mind.of(Upgrade)
    found.sort(
        key=lambda a: (
            state.standard[a.site],
            state.environment[max(0, scenario.site_region[a.site])],
            a.site,
        )
    )
    for action in found[:2]:
        lift = 0.3 + (mind.temper.patience - 50) / 50 if scenario.site_region[action.site] >= 0 else 0.0
        yield Idea(action, f"what {scenario.sites[action.site].name} spoils now is paid for later", lift=lift)
