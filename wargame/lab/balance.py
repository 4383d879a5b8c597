"""How fair and how varied a scenario is: equal actors play it against each other, and targets are set beside it.

The targets are those of the design for games of two and of four seats; with other numbers of seats the same margins
are laid around a fair share.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from statistics import mean, median
from typing import Any

from attrs import evolve, frozen

from wargame.lab.contest import GoalRow, contest_targets, goal_rows
from wargame.lab.playing import Watched
from wargame.lab.runs import Plan
from wargame.lab.seeds import child_seed
from wargame.lab.share import Share, Target, share_of
from wargame.rules.compiled import Scenario
from wargame.rules.space import space_of
from wargame.scenario import CAMPAIGN

FAIR_MARGIN = 5
"""Percent points around a fair share within which a seat's wins should lie."""
REPEAT_MARGIN = 15
"""Percent points above a fair share that taking one class of action whenever it can may win a seat."""
CATASTROPHES = (3, 12)
LEAST_USE = 2
EARLY = (38, 60)
"""Percent of games that the leader at half-time wins."""
LEAST_CHANGES = 3
MOST_NAMED = 12
"""Actions named beside a target."""


@frozen
class Repeated:
    """How a seat fared that took one class of action whenever it could."""

    seat: str
    code: str
    wins: Share
    uses: float
    """How often a game it could."""


@frozen
class Balance:
    """All that a run shows of a scenario's balance."""

    targets: tuple[Target, ...]
    seats: dict[str, dict[str, Any]]
    endings: dict[str, int]
    actions: dict[str, Share]
    """By class of action on any menu: the games in which anybody took it."""
    repeated: tuple[Repeated, ...]
    goals: tuple[GoalRow, ...]


def classes(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """By seat: the classes of action on its menu of which the scenario has any action at all."""
    there = {(action.seat, action.code) for action in space_of(scenario).actions}
    return {
        power.id: tuple(code for code in power.menu if (seat, code) in there)
        for seat, power in enumerate(scenario.powers)
    }


def repeats(scenario: Scenario, plan: Plan, games: int) -> dict[tuple[str, str], Plan]:
    """A plan for every seat and class of action, in which the seat takes that class whenever it can."""
    if not games:
        return {}
    return {
        (seat, code): evolve(
            plan, games=games, seed=child_seed(plan.seed, "repeat", seat, code), repeating={seat: code}
        )
        for seat, codes in classes(scenario).items()
        for code in codes
    }


def measure(
    scenario: Scenario, games: Sequence[Watched], again: Mapping[tuple[str, str], Sequence[Watched]]
) -> Balance:
    """What the games show. `again` holds the games of `repeats`, by seat and class."""
    seats = scenario.ids["power"]
    wins = {seat: share_of(game.record.winner == seat for game in games) for seat in seats}
    actions = {
        code: share_of(any(code in game.uses(seat) for seat in seats) for game in games)
        for code in dict.fromkeys(code for codes in classes(scenario).values() for code in codes)
    }
    repeated = tuple(
        Repeated(
            seat,
            code,
            share_of(game.record.winner == seat for game in played),
            mean(game.uses(seat)[code] for game in played),
        )
        for (seat, code), played in again.items()
    )
    endings = [game.record.ending for game in games]
    return Balance(
        targets=(
            *_win_targets(wins),
            _catastrophe_target(scenario, games),
            _use_target(scenario, actions),
            _repeat_target(len(seats), repeated),
            _change_target(scenario, games),
            _early_target(scenario, games),
            *contest_targets(scenario, games),
        ),
        seats={seat: _seat(seat, wins[seat], games) for seat in seats},
        endings={ending: endings.count(ending) for ending in sorted(set(endings))},
        actions=actions,
        repeated=repeated,
        goals=goal_rows(scenario, games),
    )


def _seat(seat: str, wins: Share, games: Sequence[Watched]) -> dict[str, Any]:
    scores = [game.record.scores[seat] for game in games]
    return {
        "wins": wins,
        "mean_score": round(mean(scores), 2),
        "median_score": median(scores),
        "decisions": round(mean(sum(each.seat == seat for each in game.taken) for game in games), 2),
    }


# ---- targets
def _target(
    name: str, least: float | None, most: float | None, share: Share | None, detail: str = ""
) -> Target:
    return Target(name, least, most, share.percent if share else None, share, detail)


def _win_targets(wins: Mapping[str, Share]) -> list[Target]:
    fair = 100 / len(wins)
    return [
        _target(f"{seat} wins", fair - FAIR_MARGIN, fair + FAIR_MARGIN, share) for seat, share in wins.items()
    ]


def _catastrophe_target(scenario: Scenario, games: Sequence[Watched]) -> Target:
    name = "shared catastrophe"
    if not any(ending.shared for ending in scenario.spec.endings):
        return Target(name, None, None, None, detail="the scenario has none")
    return _target(name, *CATASTROPHES, share_of(game.shared for game in games))


def _use_target(scenario: Scenario, actions: Mapping[str, Share]) -> Target:
    """The class of action that the fewest games use stands for all."""
    if not actions:
        return Target("rarest class of action", None, None, None, detail="no menu holds any")
    rare = sorted((share.percent, code) for code, share in actions.items() if share.percent < LEAST_USE)
    detail = _listed([f"{code} {percent:.1f}%" for percent, code in rare])
    never = sorted({code for power in scenario.powers for code in power.menu} - set(actions))
    if never:
        detail += f"{'; ' if detail else ''}never possible: {', '.join(never)}"
    least = min(actions.values(), key=lambda share: share.percent)
    return _target("rarest class of action", LEAST_USE, None, least, detail)


def _repeat_target(seats: int, repeated: Sequence[Repeated]) -> Target:
    name, most = "one class repeated wins", 100 / seats + REPEAT_MARGIN
    if not repeated:
        return Target(name, None, most, None, detail="not measured: --repeats asks for it")
    best = max(repeated, key=lambda one: one.wins.percent)
    over = sorted(
        (one for one in repeated if one.wins.percent > most), key=lambda one: one.wins.percent, reverse=True
    )
    named = [f"{one.seat} {one.code} {one.wins.percent:.0f}%" for one in over or [best]]
    return _target(name, None, most, best.wins, _listed(named))


def _listed(words: Sequence[str]) -> str:
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(words[:MOST_NAMED]) + more


def _change_target(scenario: Scenario, games: Sequence[Watched]) -> Target:
    changes = median(lead_changes(game.history) for game in games)
    least = LEAST_CHANGES if scenario.spec.id == CAMPAIGN else None
    return Target("lead changes, median", least, None, float(changes), unit="")


def _early_target(scenario: Scenario, games: Sequence[Watched]) -> Target:
    """Of the games in which one seat led at half-time, those that it won."""
    half = scenario.spec.turns // 2
    led = [
        (game, leader)
        for game in games
        if 0 < half <= len(game.history) and (leader := _leaders(game.history)[half - 1]) is not None
    ]
    won = share_of(game.record.winner == scenario.ids["power"][leader] for game, leader in led)
    return _target("leader at half-time wins", *EARLY, won if led else None)


def lead_changes(history: Sequence[Sequence[int]]) -> int:
    """How often the lead passed from one seat to another."""
    holders = [seat for seat, _ in groupby(seat for seat in _leaders(history) if seat is not None)]
    return max(0, len(holders) - 1)


def _leaders(history: Sequence[Sequence[int]]) -> list[int | None]:
    """Who leads after each turn. Whoever is caught up with keeps the lead; None before anybody has it alone."""
    leaders: list[int | None] = []
    leader: int | None = None
    for totals in history:
        best = [seat for seat, total in enumerate(totals) if total == max(totals)]
        if len(best) == 1:
            leader = best[0]
        elif leader not in best:
            leader = None
        leaders.append(leader)
    return leaders
