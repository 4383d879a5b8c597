"""Every word of a scenario that must name something: an id of its own, or a word of the rules."""

from __future__ import annotations

from attrs import frozen

from wargame.rules.actions import CATALOGUE
from wargame.rules.board import Kind
from wargame.rules.compiled import IMF, ORE, RIDERS, TECHNOLOGY
from wargame.rules.figures import COLUMNS, SECTORS
from wargame.rules.governments import OCCASIONS, PROVOCATIONS, TRAITS
from wargame.rules.offers import CLAUSES
from wargame.rules.spec import FICTIONAL, ScenarioSpec
from wargame.scenario.faults import Faults, Path, quote
from wargame.scenario.structure import BLANK
from wargame.scenario.walk import walk

SITE_KINDS = ("mine", "refinery", "recycler", "port")
ROUTE_KINDS = ("lane", "corridor")
TERRAINS = ("plain", "mountain")
RED_LINES = tuple(dict.fromkeys((*CLAUSES, *RIDERS)))
"""What a government may refuse for good."""
MENU = tuple(cls.code for cls in CATALOGUE if cls.kind == Kind.ACT and cls.code != "pass")


@frozen
class Pointer:
    """Values at a pattern that must each be a word of one kind; an optional one may be left empty."""

    pattern: str
    kind: str
    optional: bool = False


POINTERS = (
    Pointer("first_seat", "power", optional=True),
    Pointer("powers.menu", "action"),
    Pointer("powers.controls", "item"),
    Pointer("powers.patrons", "power"),
    Pointer("powers.ore.keys", "material"),
    Pointer("powers.refining.keys", "material"),
    Pointer("powers.stock.keys", "material"),
    Pointer("powers.needs.keys", "sector"),
    Pointer("powers.needs.values.demand.keys", "material"),
    Pointer("powers.needs.values.growth.keys", "material"),
    Pointer("powers.objectives.column", "column"),
    Pointer("powers.agendas.column", "column"),
    Pointer("governments.power", "power"),
    Pointer("governments.temper.keys", "trait"),
    Pointer("governments.likes.keys", "action"),
    Pointer("governments.leans.keys", "column"),
    Pointer("governments.trusts.keys", "power"),
    Pointer("governments.never", "clause or rider"),
    Pointer("governments.answers.keys", "provocation"),
    Pointer("governments.answers.values", "action"),
    Pointer("governments.voice.keys", "occasion"),
    Pointer("partners.ore.keys", "material"),
    Pointer("partners.refining.keys", "material"),
    Pointer("partners.stock.keys", "material"),
    Pointer("partners.demand.keys", "material"),
    Pointer("partners.disposition.keys", "power"),
    Pointer("partners.because.keys", "power"),
    Pointer("sites.kind", "kind of site"),
    Pointer("sites.host", "party"),
    Pointer("sites.owner", "party", optional=True),
    Pointer("sites.stake", "party", optional=True),
    Pointer("sites.region", "region", optional=True),
    Pointer("sites.yields.keys", "material"),
    Pointer("sites.terrain", "terrain"),
    Pointer("sites.source", "source", optional=True),
    Pointer("routes.kind", "kind of route"),
    Pointer("routes.region", "region", optional=True),
    Pointer("routes.income.keys", "party"),
    Pointer("routes.arena", "arena", optional=True),
    Pointer("routes.port", "site", optional=True),
    Pointer("paths.origin", "party or region"),
    Pointer("paths.to", "party or `*`"),
    Pointer("paths.via", "route"),
    Pointer("regions.power", "power"),
    Pointer("regions.spills.keys", "region"),
    Pointer("regions.source", "source", optional=True),
    Pointer("arenas.sides", "power"),
    Pointer("stations.power", "power"),
    Pointer("stations.at", "region, arena or route"),
    Pointer("programmes.power", "power"),
    Pointer("programmes.needs", "material"),
    Pointer("loans.creditor", "lender"),
    Pointer("loans.debtor", "power"),
    Pointer("loans.riders", "rider"),
    Pointer("contracts.seller", "party"),
    Pointer("contracts.buyer", "party"),
    Pointer("contracts.material", "material"),
    Pointer("pacts.powers", "power"),
    Pointer("pacts.partners", "partner"),
    Pointer("deals.proposers", "power"),
    Pointer("deals.receivers", "power"),
    Pointer("riders.keys", "rider"),
    Pointer("board.debtor", "power"),
    Pointer("board.votes.keys", "power"),
    Pointer("board.riders", "rider"),
    Pointer("board.ceasefire", "arena", optional=True),
    Pointer("cards.source", "source"),
    Pointer("cards.asks", "power", optional=True),
    Pointer("tuning.costs.keys", "action"),
)

# Lists in which a word said twice would count twice.
ONCE = (
    "powers.menu",
    "powers.controls",
    "powers.patrons",
    "powers.intents",
    "governments.never",
    "governments.answers.values",
    "governments.voice.values",
    "paths.via",
    "programmes.needs",
    "loans.riders",
    "pacts.powers",
    "pacts.partners",
    "deals.proposers",
    "deals.receivers",
    "board.riders",
)

# The table that each kind's ids come from: while one is broken, what points into it cannot be judged.
_TABLES = {
    "power": ("powers",),
    "partner": ("partners",),
    "party": ("powers", "partners"),
    "party or `*`": ("powers", "partners"),
    "party or region": ("powers", "partners", "regions"),
    "lender": ("powers", "partners"),
    "account": ("powers", "partners"),
    "target": ("powers",),
    "material": ("materials",),
    "item": ("materials",),
    "region": ("regions",),
    "route": ("routes",),
    "arena": ("arenas",),
    "region, arena or route": ("regions", "arenas", "routes"),
    "source": ("sources",),
    "site": ("sites",),
    "station": ("stations",),
    "programme": ("programmes",),
    "card": ("cards",),
}


def doubtful(kind: str, faults: Faults) -> bool:
    """Whether a table that this kind's ids come from is itself missing or misread."""
    return any((table,) in faults.unsure for table in _TABLES.get(kind, ()))


def words(spec: ScenarioSpec) -> dict[str, tuple[str, ...]]:
    """Every valid word by kind."""
    powers = tuple(p.id for p in spec.powers)
    partners = tuple(p.id for p in spec.partners)
    materials = tuple(m.id for m in spec.materials)
    regions, routes, arenas = (tuple(x.id for x in t) for t in (spec.regions, spec.routes, spec.arenas))
    return {
        "action": MENU,
        "item": (*materials, TECHNOLOGY, ORE),
        "power": powers,
        "partner": partners,
        "party": powers + partners,
        "party or `*`": (*powers, *partners, "*"),
        "party or region": powers + partners + regions,
        "lender": (*powers, *partners, IMF),
        "material": materials,
        "region": regions,
        "site": tuple(s.id for s in spec.sites),
        "route": routes,
        "arena": arenas,
        "region, arena or route": regions + arenas + routes,
        "sector": SECTORS,
        "column": COLUMNS,
        "rider": tuple(RIDERS),
        "trait": TRAITS,
        "clause or rider": RED_LINES,
        "provocation": PROVOCATIONS,
        "occasion": tuple(OCCASIONS),
        "source": (*spec.sources, FICTIONAL),
        "kind of site": SITE_KINDS,
        "kind of route": ROUTE_KINDS,
        "terrain": TERRAINS,
    }


def check_references(spec: ScenarioSpec, faults: Faults) -> None:
    """Note every word that names nothing, and every one said twice in a list where it counts once."""
    known = words(spec)
    for pointer in POINTERS:
        if doubtful(pointer.kind, faults):
            continue
        names = known[pointer.kind]
        valid = frozenset(names)
        for path, value in walk(spec, pointer.pattern):
            if value in valid or (pointer.optional and not value) or value.startswith(BLANK):
                continue
            faults.add(
                "unknown-word" if pointer.kind not in _TABLES else "unknown-id",
                path,
                f"no {pointer.kind} called {quote(value)}" if value else "empty",
                offer(pointer.kind, names),
                word=value,
                names=names,
            )
    for pattern in ONCE:
        _once(spec, pattern, faults)


def offer(kind: str, names: tuple[str, ...]) -> str:
    """What would be valid: the names themselves while they are few."""
    if not names:
        return f"a {kind}, of which the scenario has none"
    article = "an" if kind[0] in "aio" else "a"
    return f"one of {', '.join(names)}" if len(names) <= 12 else f"{article} {kind}"


def _once(spec: ScenarioSpec, pattern: str, faults: Faults) -> None:
    seen: set[tuple[Path, str]] = set()
    for path, value in walk(spec, pattern):
        if (path[:-1], value) in seen:
            faults.add("duplicate-word", path, f"{quote(value)} again", "each word once")
        seen.add((path[:-1], value))
