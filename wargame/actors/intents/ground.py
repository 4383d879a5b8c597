"""Intents about the ground: find ore, dig it, reach it, separate it, and live with those who live there."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.mind import Idea, Mind
from wargame.rules.actions.industry import Cofinance, KnowHow, Rush
from wargame.rules.actions.mining import (
    Access,
    Mine,
    Recycling,
    Refinery,
    Share,
    Survey,
    Upgrade,
    project_cost,
    project_turns,
)
from wargame.rules.board import Board

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
    found = mind.of(Mine)
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, mind.cost(a)), a.site))
    for action in found[:3]:
        yield Idea(action, f"{scenario.sites[action.site].name} can earn its keep before the count is made")


def build_the_road(mind: Mind) -> Iterator[Idea]:
    """Infrastructure for sites that need it."""
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
    found = mind.of(Refinery)
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, mind.cost(a)), a.site))
    for action in found[:3]:
        name = scenario.sites[action.site].name
        yield Idea(action, f"ore is worth little until {name} can separate it", lift=0.2)
    for hub in mind.of(Recycling)[:2]:
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
    scenario = mind.scenario
    found = mind.of(Cofinance)
    found.sort(key=lambda a: (-_yield(mind, a.site) / max(1, mind.cost(a)), mind.mood(a.number), a.site))
    for action in found[:3]:
        host = mind.name("party", scenario.host[action.site])
        yield Idea(
            action,
            f"a stake in {scenario.sites[action.site].name} ties {host} to us and frees us of others",
            lift=0.2,
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
    """One step more for those who live beside the pit, where it is felt; a step less only for the greedy."""
    scenario, state = mind.scenario, mind.state
    steps = [a for a in mind.of(Share) if a.step == state.share[a.site] + 1]
    steps.sort(key=lambda a: (state.consent[scenario.site_region[a.site]], state.share[a.site], a.site))
    for action in steps[:2]:
        where = mind.name("region", scenario.site_region[action.site])
        yield Idea(
            action, f"{where} must see something of what {scenario.sites[action.site].name} earns", lift=0.1
        )
    if mind.temper.greed > 68 and mind.mood(1) < 15:
        for action in mind.of(Share):
            if action.step == state.share[action.site] - 1:
                yield Idea(action, "the treasury cannot live on goodwill alone", lift=0.4)
                return


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
        yield Idea(action, f"what {scenario.sites[action.site].name} spoils now is paid for later")
