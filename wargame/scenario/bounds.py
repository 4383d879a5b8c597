"""How far each number of a scenario may go."""

from __future__ import annotations

from attrs import fields, frozen

from wargame.rules.spec import ScenarioSpec
from wargame.rules.tuning import Tuning
from wargame.scenario.faults import Faults
from wargame.scenario.walk import walk


@frozen
class Range:
    """The lowest and highest value at a pattern."""

    pattern: str
    low: int
    high: int


@frozen
class Count:
    """The fewest and most entries of a list."""

    pattern: str
    low: int
    high: int


_TRACKS = (
    "powers.stability powers.credibility powers.know_how powers.fissile powers.footprint partners.know_how "
    "partners.disposition.values regions.consent regions.grievance regions.insurgency regions.environment "
    "regions.spills.values sites.grades programmes.readiness board.credibility board.agreed board.doubted "
    "board.heed board.waiver pacts.disposition pacts.know_how arenas.incident"
)
_ODDS = "cards.effects.odds cards.options.effects.odds arenas.rungs.each_turn.odds opening.odds"
_AMOUNTS = (
    "powers.ore.values powers.refining.values powers.stock.values powers.needs.values.demand.values "
    "partners.ore.values partners.refining.values partners.stock.values partners.demand.values "
    "sites.yields.values"
)

_DEMANDED = {"demanded_money": 40, "demanded_influence": 15}
# What a threat demands is a clause, and goes no further than a deal's.
_TUNING = tuple(field.name for field in fields(Tuning) if field.name not in ("costs", *_DEMANDED))
_DIVISORS = (
    "force_per_upkeep", "recruits", "corridor_target", "kindness_fades", "wrong_fades", "breach_fades"
)  # fmt: skip
# Odds, tracks, and parts of a whole that would turn round beyond it.
_PERCENTS = (
    "passing technology_output enforce_leak harsh_trust flood_price refinery_know_how rush_slip risk_stability matching "
    "hub_consent hub_insurgency share_leak stake_percent shortage_income sweep_success reconcile_grievance "
    "reconcile_consent guard_deters exposure runaway"
)

RANGES = (
    Range("turns", 1, 40),
    Range("minutes", 1, 600),
    Range("cards_per_turn", 0, 10),
    Range("closing", 0, 40),
    Range("powers.agendas.usual", 0, 100),
    Range("materials.value", 0, 1_000),
    *(Range(pattern, 0, 100) for pattern in _TRACKS.split()),
    *(Range(pattern, 1, 100) for pattern in _ODDS.split()),
    *(Range(pattern, 0, 5_000) for pattern in _AMOUNTS.split()),
    Range("powers.needs.values.growth.values", -500, 500),
    Range("powers.money", 0, 10_000),
    Range("powers.income", 0, 1_000),
    Range("powers.points", 1, 9),
    Range("powers.colour", 0, 6),
    Range("powers.standing", 0, 20),
    Range("powers.reserves.amount", 0, 10_000),
    Range("powers.reserves.floor", 0, 10_000),
    Range("powers.reserves.inflow", -1_000, 1_000),
    Range("powers.objectives.weight", 1, 100),
    Range("powers.agendas.weight", 1, 100),
    Range("governments.temper.values", 20, 80),
    Range("governments.likes.values", -100, 100),
    Range("governments.leans.values", -50, 50),
    Range("governments.trusts.values", -50, 50),
    Range("governments.grudge", 0, 50),
    Range("partners.money", 0, 100_000),
    Range("sites.level", 0, 9),
    Range("sites.max_level", 1, 9),
    Range("sites.grade", 0, 4),
    Range("sites.cost", 0, 1_000),
    Range("sites.turns", 1, 19),
    Range("sites.needs_access", 0, 3),
    Range("sites.access", 0, 3),
    Range("sites.cash", 0, 1_000),
    Range("sites.standard", 0, 2),
    Range("sites.share", 0, 4),
    Range("routes.income.values", 0, 1_000),
    Range("arenas.tension", 0, 9),
    Range("stations.force", 0, 20),
    Range("loans.amount", 1, 10_000),
    Range("loans.rate", 0, 100),
    Range("loans.due", 1, 200),
    Range("contracts.amount", 1, 1_000),
    Range("contracts.turns", 1, 200),
    Range("deals.gives.amount", 0, 1_000),
    Range("deals.takes.amount", 0, 1_000),
    Range("board.tranche", 0, 1_000),
    Range("board.earmarked", 0, 1_000),
    Range("board.every", 1, 40),
    Range("board.votes.values", 0, 1_000),
    Range("board.threshold", 1, 1_000),
    Range("board.rest", 0, 1_000),
    Range("board.carry", 0, 50),
    Range("board.waiver_threshold", 0, 1_000),
    Range("board.motions.percent", 0, 300),
    Range("cards.weight", 0, 1_000),
    Range("cards.first", 1, 99),
    Range("cards.last", 1, 99),
    Range("cards.seasons", 1, 4),
    Range("cards.fixed", 0, 40),
    Range("endings.weight", 1, 1_000),
    Range("sources.values.year", 0, 2_100),
    # Whatever is free could be done for ever.
    Range("tuning.costs.values.points", 1, 9),
    Range("tuning.costs.values.money", 0, 1_000),
    Range("tuning.costs.values.standing", 0, 20),
    *(
        Range(f"tuning.{name}", int(name in _DIVISORS), 100 if name in _PERCENTS.split() else 1_000)
        for name in _TUNING
    ),
    *(Range(f"tuning.{name}", 1, most) for name, most in _DEMANDED.items()),
)

COUNTS = (
    Count("powers", 2, 6),
    Count("materials", 1, 12),
    Count("partners", 1, 30),
    Count("routes", 0, 60),
    Count("paths", 0, 500),
    Count("regions", 0, 60),
    Count("arenas", 0, 20),
    # Forces move from any to any: with hundreds the choices alone would take seconds to list.
    Count("stations", 0, 60),
    Count("deals", 0, 60),
    Count("powers.objectives", 0, 12),
    Count("powers.agendas", 0, 10),
    Count("governments", 0, 48),
    Count("arenas.rungs", 11, 11),
    Count("board.motions", 0, 30),
    Count("cards.options", 0, 12),
    Count("sites.grades", 5, 5),
    Count("endings", 1, 60),
    Count("tuning.loan_sizes", 1, 6),
)


def check_bounds(spec: ScenarioSpec, faults: Faults) -> None:
    """Note every number out of its range and every list with too few or too many entries."""
    for bound in RANGES:
        for path, value in walk(spec, bound.pattern):
            if not bound.low <= value <= bound.high:
                faults.add("out-of-range", path, str(value), f"{bound.low} to {bound.high}")
    for count in COUNTS:
        *parents, last = count.pattern.split(".")
        owners = walk(spec, ".".join(parents)) if parents else iter([((), spec)])
        for path, owner in owners:
            size = len(getattr(owner, last))
            if not count.low <= size <= count.high:
                some = str(count.low) if count.low == count.high else f"{count.low} to {count.high}"
                found = f"{size} {'entry' if size == 1 else 'entries'}"
                faults.add("wrong-count", (*path, last), found, some)
