"""A scenario as the engine plays it: string ids become dense ints, paths become bit masks, once per scenario."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import define, field

from wargame.rules.figures import COLUMNS, FIGURES, RUNGS, SECTORS, STANDARDS
from wargame.rules.spec import (
    LENDER,
    ClauseSpec,
    GovernmentSpec,
    PartnerSpec,
    PowerSpec,
    ScenarioSpec,
    SiteSpec,
)
from wargame.rules.words import money, small

TECHNOLOGY = "technology"
ORE = "ore"
IMF = "IMF"
"""The id by which scenarios and ledgers know the lender of last resort, whatever it is called."""
STANCES = ("support", "abstain", "oppose")
COVERT_ACTS = ("fund insurgents", "arm militants", "sabotage a project", "leak a secret share")
RIDERS = {
    "ceasefire": "keep its ladder at rung 4 or below, or under a ceasefire",
    "curb_militants": "keep the militant threat at 55 or below",
    "no_control": "put no export control on the lender",
    "port_access": "let the lender use its port",
    "first_claim": "give the lender a stake in its best mine that has no investor",
    "collateral": "pledge a mine stake against default",
}
"""What a loan may demand, in words of the rules; a scenario may have its own."""
SEEN_RIDERS = ("port_access", "first_claim")
"""Riders that move a figure in sight of all when the loan is made: they can be no secret."""


@define(eq=False, repr=False)
class Scenario:
    """The compiled scenario. Treat it as frozen; every game of it shares one."""

    spec: ScenarioSpec
    ids: dict[str, tuple[str, ...]]
    """Entity ids by kind; an entity's dense number is its place here."""
    names: dict[str, tuple[str, ...]]
    """What screens and lists call them."""
    in_text: dict[str, tuple[str, ...]]
    """The same by kind as it reads within a sentence, where that differs for any of a kind."""
    numbers: dict[str, dict[str, int]]
    powers: tuple[PowerSpec, ...]
    partners: tuple[PartnerSpec, ...]
    sites: tuple[SiteSpec, ...]
    npowers: int
    nparties: int
    nmaterials: int
    nitems: int
    world: int
    """The party, and account, that is the rest of the world."""
    imf: int
    """The lender's account."""
    reserves: tuple[int, ...]
    """Account of each power's central-bank reserves, or -1."""
    host: tuple[int, ...]
    hosted: tuple[tuple[int, ...], ...]
    """Sites each party hosts."""
    site_region: tuple[int, ...]
    """Region of each site, or -1."""
    site_yield: tuple[tuple[int, ...], ...]
    """Units per level by material, by site."""
    yields: tuple[tuple[tuple[int, int], ...], ...]
    """The same by site as pairs of material and units, without the materials it does not yield."""
    kind: tuple[str, ...]
    reach: tuple[tuple[tuple[int, ...], ...], ...]
    """By origin node (parties, then regions) and party: alternative masks of routes that must be open."""
    site_node: tuple[int, ...]
    base_ore: tuple[tuple[int, ...], ...]
    base_refining: tuple[tuple[int, ...], ...]
    station_power: tuple[int, ...]
    station_kind: tuple[str, ...]
    station_place: tuple[int, ...]
    arena_sides: tuple[tuple[int, int], ...]
    militant_hosts: tuple[int, ...]
    """Powers that cross-border militants operate from."""
    militant_victims: tuple[int, ...]
    """Powers that they strike at."""
    region_power: tuple[int, ...]
    regions_of: tuple[tuple[int, ...], ...]
    stations_of: tuple[tuple[int, ...], ...]
    programmes_of: tuple[tuple[int, ...], ...]
    programme_power: tuple[int, ...]
    programme_needs: tuple[tuple[int, ...], ...]
    """Materials of each programme."""
    sites_in: tuple[tuple[int, ...], ...]
    """Sites of each region."""
    threats: tuple[tuple[int, ...], ...]
    """Numbers of the threats each power may declare."""
    demands: tuple[ClauseSpec, ...]
    """What a threat may demand, by its number, as a clause that the power threatened would give."""
    governments: tuple[tuple[GovernmentSpec, ...], ...]
    """Those of each power."""
    agendas: tuple[tuple[int, ...], ...]
    """Numbers of each power's agendas among all."""
    cache: dict[str, Any] = field(factory=dict)
    """Tables that other modules build once per scenario: the action space, compiled cards."""

    def within(self, kind: str, index: int) -> str:
        """An entity as it reads within a sentence: `the Gulf states`, `raw ore`."""
        return self.in_text.get(kind, self.names[kind])[index]

    def size(self, name: str) -> int:
        """How many cells a figure has."""
        cells = 1
        for axis in FIGURES[name].axes:
            cells *= len(self.ids[axis])
        return cells

    def cell(self, name: str, *places: str) -> int:
        """The index of a figure's cell from entity ids. Raises `KeyError` naming what is unknown."""
        axes = FIGURES[name].axes
        if len(axes) == 1 and axes[0] == "common" and not places:
            return 0
        if len(places) != len(axes):
            raise KeyError(f"{name} wants {', '.join(axes)}")
        index = 0
        for axis, place in zip(axes, places, strict=True):
            if place not in self.numbers[axis]:
                raise KeyError(f"no {axis} called {place!r}")
            index = index * len(self.ids[axis]) + self.numbers[axis][place]
        return index

    def places(self, name: str, index: int) -> tuple[int, ...]:
        """The entity numbers of a figure's cell, one per axis."""
        numbers = []
        for axis in reversed(FIGURES[name].axes):
            index, place = divmod(index, len(self.ids[axis]))
            numbers.append(place)
        return tuple(reversed(numbers))

    def caption(self, name: str, index: int) -> str:
        """A figure's cell in words: `Grievance, Uplands`."""
        figure = FIGURES[name]
        words = [
            self.names[axis][place]
            for axis, place in zip(figure.axes, self.places(name, index), strict=True)
            if axis != "common"
        ]
        return ", ".join([figure.title, *words])

    def quarter(self, turn: int) -> str:
        """The turn's quarter in words: `2024 Q4` for turn 1 of the campaign."""
        year, quarter = self.spec.start.split(" Q")
        count = int(year) * 4 + int(quarter) - 1 + turn - 1
        return f"{count // 4} Q{count % 4 + 1}"

    @property
    def first_seat(self) -> str:
        """The power that a person alone plays unless a game says otherwise."""
        return self.spec.first_seat or self.ids["power"][0]

    @property
    def first(self) -> int:
        """The first seat's number: also whose eyes look where nobody plays."""
        return self.ids["power"].index(self.first_seat)

    @property
    def lender(self) -> str:
        """What the lender of last resort is called, without an article."""
        return self.names["account"][self.imf]

    def rider(self, rider: str) -> str:
        """A rider in words."""
        return self.names["rider"][self.numbers["rider"][rider]]

    def is_nobodys(self, name: str, index: int) -> bool:
        """Whether a figure concerns nobody: what the rest of the world is paid or pays."""
        return name == "money" and index == self.world

    def season(self, turn: int) -> int:
        """Which quarter of its year a turn is: 1 to 4."""
        return int(self.quarter(turn)[-1])

    def is_winter(self, turn: int) -> bool:
        """Whether the turn is a first or last quarter, when mountain projects stand still."""
        winters: dict[int, bool] = self.cache.setdefault("winters", {})
        if turn not in winters:
            winters[turn] = self.season(turn) in (1, 4)
        return winters[turn]


def _ids(spec: ScenarioSpec) -> dict[str, tuple[tuple[str, str], ...]]:
    def pairs(items: Iterable[object]) -> tuple[tuple[str, str], ...]:
        return tuple((item.id, getattr(item, "name", "") or getattr(item, "title", "")) for item in items)  # type: ignore[attr-defined]

    def same(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((word, word.replace("_", " ")) for word in words)

    powers = pairs(spec.powers)
    parties = powers + pairs(spec.partners)
    reserves = tuple((f"{p.id}.reserves", f"{p.name}, reserves") for p in spec.powers if p.reserves)
    materials = pairs(spec.materials)
    lender = spec.board.name if spec.board else LENDER
    riders = tuple(_riders(spec).items())
    t = spec.tuning
    return {
        "power": powers,
        "party": parties,
        "partner": parties[len(powers) :],
        "account": parties + reserves + ((IMF, lender),),
        "material": materials,
        "item": (*materials, (TECHNOLOGY, "processing technology"), (ORE, "raw ore")),
        "site": pairs(spec.sites),
        "route": pairs(spec.routes),
        "region": pairs(spec.regions),
        "arena": pairs(spec.arenas),
        "station": pairs(spec.stations),
        "programme": pairs(spec.programmes),
        "pact": pairs(spec.pacts),
        "deal": pairs(spec.deals),
        "motion": pairs(spec.board.motions if spec.board else ()),
        "card": pairs(spec.cards),
        "common": (("all", "all"),),
        "sector": same(SECTORS),
        "column": same(COLUMNS),
        "rung": same(RUNGS),
        "standard": same(STANDARDS),
        "stance": same(STANCES),
        "covert": tuple((w.split()[0], w) for w in COVERT_ACTS),
        "rider": riders,
        "terms": (
            ("plain", "no riders"),
            *riders,
            *(
                (f"{rider}:secret", f"{text}, in secret")
                for rider, text in riders
                if rider not in SEEN_RIDERS
            ),
        ),
        "size": tuple((str(n), money(n)) for n in t.loan_sizes),
        "target": (*powers, ("all", "everyone")),
        "yesno": (("no", "no"), ("yes", "yes")),
        "reply": (("no", "absorb it"), ("yes", "answer in kind")),
        "threat": (
            *((f"control:{p.id}", f"export controls on {p.in_text or p.name}") for p in spec.powers),
            *((f"deploy:{a.id}", f"a deployment over {a.in_text or a.name}") for a in spec.arenas),
            *((f"default:{p.id}", f"a default on its debts to {p.in_text or p.name}") for p in spec.powers),
        ),
        "demand": tuple(
            (key, f"unless they {words.format(its='their')}") for key, words, _ in _demands(spec)
        ),
        "agenda": tuple((f"{p.id}.{a.id}", a.title) for p in spec.powers for a in p.agendas),
        "number": tuple((str(n), str(n)) for n in range(12)),
        "step": tuple((str(n), f"{n * 10}%") for n in range(5)),
    }


def _in_text(spec: ScenarioSpec, names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names as they read within a sentence, of every kind that may have an article or is written small."""

    def each(entries: Iterable[Any]) -> tuple[str, ...]:
        return tuple(entry.in_text or entry.name for entry in entries)

    powers, partners = each(spec.powers), each(spec.partners)
    parties = powers + partners
    reserves = tuple(f"the reserves of {p.in_text or p.name}" for p in spec.powers if p.reserves)
    return {
        "power": powers,
        "party": parties,
        "partner": partners,
        "account": parties + reserves + (f"the {names['account'][-1]}",),
        "target": (*powers, "everyone"),
        "material": tuple(small(name) for name in names["material"]),
        "item": tuple(small(name) for name in names["item"]),
        "site": each(spec.sites),
        "route": each(spec.routes),
        "region": each(spec.regions),
        "arena": each(spec.arenas),
        "demand": tuple(words.format(its="its") for _, words, _ in _demands(spec)),
    }


def _riders(spec: ScenarioSpec) -> dict[str, str]:
    """Every rider in words, the scenario's where it has any; the ceasefire's is about a ladder by its name."""
    told = dict(RIDERS)
    board = spec.board
    for arena in spec.arenas:
        if board is not None and arena.id == board.ceasefire:
            told["ceasefire"] = f"keep {arena.in_text or arena.name} at rung 4 or below, or under a ceasefire"
    return {**told, **spec.riders}


def compile_scenario(spec: ScenarioSpec) -> Scenario:
    """Build the dense tables. The scenario must have passed validation; a dangling id raises `KeyError`."""
    pairs = _ids(spec)
    ids = {kind: tuple(i for i, _ in entries) for kind, entries in pairs.items()}
    names = {kind: tuple(n for _, n in entries) for kind, entries in pairs.items()}
    numbers = {kind: {i: n for n, i in enumerate(entries)} for kind, entries in ids.items()}
    party, material, region = numbers["party"], ids["material"], numbers["region"]
    parties: tuple[PowerSpec | PartnerSpec, ...] = (*spec.powers, *spec.partners)

    def by_material(table: dict[str, int]) -> tuple[int, ...]:
        return tuple(table.get(m, 0) for m in material)

    reach = _reach(spec, numbers)
    touched = {path.origin for path in spec.paths}
    place_kind = {i: kind for kind in ("region", "arena", "route") for i in ids[kind]}
    return Scenario(
        spec=spec,
        ids=ids,
        names=names,
        in_text=_in_text(spec, names),
        numbers=numbers,
        powers=spec.powers,
        partners=spec.partners,
        sites=spec.sites,
        npowers=len(spec.powers),
        nparties=len(parties),
        nmaterials=len(material),
        nitems=len(ids["item"]),
        world=next(len(spec.powers) + i for i, p in enumerate(spec.partners) if p.world),
        imf=numbers["account"][IMF],
        reserves=tuple(numbers["account"].get(f"{p.id}.reserves", -1) for p in spec.powers),
        host=tuple(party[s.host] for s in spec.sites),
        hosted=tuple(tuple(n for n, s in enumerate(spec.sites) if s.host == p.id) for p in parties),
        site_region=tuple(region[s.region] if s.region else -1 for s in spec.sites),
        site_yield=tuple(by_material(s.yields) for s in spec.sites),
        yields=tuple(
            tuple((m, units) for m, units in enumerate(by_material(s.yields)) if units) for s in spec.sites
        ),
        kind=tuple(s.kind for s in spec.sites),
        reach=reach,
        site_node=tuple(
            len(parties) + region[s.region] if s.region in touched else party[s.host] for s in spec.sites
        ),
        base_ore=tuple(by_material(p.ore) for p in parties),
        base_refining=tuple(by_material(p.refining) for p in parties),
        station_power=tuple(numbers["power"][s.power] for s in spec.stations),
        station_kind=tuple(place_kind[s.at] for s in spec.stations),
        station_place=tuple(numbers[place_kind[s.at]][s.at] for s in spec.stations),
        arena_sides=tuple((numbers["power"][a.sides[0]], numbers["power"][a.sides[1]]) for a in spec.arenas),
        militant_hosts=tuple(sorted({numbers["power"][a.sides[0]] for a in spec.arenas if a.militants})),
        militant_victims=tuple(sorted({numbers["power"][a.sides[1]] for a in spec.arenas if a.militants})),
        region_power=tuple(numbers["power"][r.power] for r in spec.regions),
        regions_of=_by_power(spec, [r.power for r in spec.regions]),
        stations_of=_by_power(spec, [s.power for s in spec.stations]),
        programmes_of=_by_power(spec, [x.power for x in spec.programmes]),
        programme_power=tuple(numbers["power"][x.power] for x in spec.programmes),
        programme_needs=tuple(tuple(numbers["material"][m] for m in x.needs) for x in spec.programmes),
        governments=tuple(tuple(g for g in spec.governments if g.power == p.id) for p in spec.powers),
        agendas=tuple(tuple(numbers["agenda"][f"{p.id}.{a.id}"] for a in p.agendas) for p in spec.powers),
        threats=tuple(_threats(spec, seat) for seat in range(len(spec.powers))),
        demands=tuple(clause for _, _, clause in _demands(spec)),
        sites_in=tuple(tuple(n for n, s in enumerate(spec.sites) if s.region == r.id) for r in spec.regions),
    )


def _by_power(spec: ScenarioSpec, owners: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """For each power, the places in a list of owners that are its own."""
    return tuple(tuple(n for n, owner in enumerate(owners) if owner == p.id) for p in spec.powers)


def _threats(spec: ScenarioSpec, seat: int) -> tuple[int, ...]:
    """What a power can threaten: controls on others, a deployment in its arenas, a default if it has reserves to save."""
    power, n = spec.powers[seat], len(spec.powers)
    others, found = [other for other in range(n) if other != seat], []
    if power.controls and "regime" in power.menu:
        found += others
    if "escalate" in power.menu:
        found += [n + number for number, arena in enumerate(spec.arenas) if power.id in arena.sides]
    if power.reserves is not None:
        found += [n + len(spec.arenas) + other for other in others]
    return tuple(found)


def _demands(spec: ScenarioSpec) -> tuple[tuple[str, str, ClauseSpec], ...]:
    """What a threat may demand: its id, its words after "to" with `its` left open, and the clause that grants it."""
    items = [(m.id, small(m.name)) for m in spec.materials] + [(TECHNOLOGY, "processing technology")]
    amount, lean = spec.tuning.demanded_money, spec.tuning.demanded_influence
    return (
        *(
            (f"relief:{i}", f"lift {{its}} controls on {name}", ClauseSpec("relief", 0, i))
            for i, name in items
        ),
        *(
            (f"truce:{a.id}", f"ease tension over {a.in_text or a.name}", ClauseSpec("truce", 0, a.id))
            for a in spec.arenas
        ),
        *(
            (f"withdraw:{s.id}", f"pull {{its}} forces back from {s.name}", ClauseSpec("withdraw", 0, s.id))
            for s in spec.stations
        ),
        ("vote", "vote for the next motion", ClauseSpec("vote", what="support")),
        ("delay", "wait a year for {its} money", ClauseSpec("delay")),
        ("influence", "lean closer", ClauseSpec("influence", lean)),
        ("money", f"pay {money(amount)}", ClauseSpec("money", amount)),
    )


def _reach(spec: ScenarioSpec, numbers: dict[str, dict[str, int]]) -> tuple[tuple[tuple[int, ...], ...], ...]:
    party, route = numbers["party"], numbers["route"]
    nodes = [*party, *numbers["region"]]
    rows = []
    for node in nodes:
        row = []
        for to in party:
            own = [p for p in spec.paths if p.origin == node and p.to == to]
            star = [p for p in spec.paths if p.origin == node and p.to == "*"]
            chosen = own or ([] if to == node else star)
            masks = tuple(sum(1 << route[r] for r in p.via) for p in chosen)
            row.append(masks or (0,))
        rows.append(tuple(row))
    return tuple(rows)
