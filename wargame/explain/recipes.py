"""What each measure is made of, measure by measure; its parts add up to what the measure itself reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wargame.explain.parts import Part, Sum
from wargame.explain.places import path_of
from wargame.explain.units import caption
from wargame.rules import measures
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS, SECTORS
from wargame.rules.scoring import BALANCE_ALLOWANCE, meters, total_score
from wargame.rules.state import State


def _figure(
    scenario: Scenario, state: State, name: str, index: int, words: str = "", weight: int = 1
) -> Part:
    value: int = getattr(state, name)[index]
    return Part(words or caption(scenario, name, index), name, value, weight, (name, index))


def _measured(position: tuple[Scenario, State], name: str, *numbers: int, weight: int = 1) -> Part:
    scenario, state = position
    index = 0
    for axis, at in zip(measures.known_measures()[name], numbers, strict=True):
        index = index * len(scenario.ids[axis]) + at
    place = name, index
    value = measures.reading(path_of(scenario, place), scenario)(state)
    return Part(caption(scenario, *place), name, value, weight, place)


def _mean(name: str, parts: Sequence[Part], none: int) -> Sum:
    """The mean of parts; what it is when there are none."""
    return Sum(name, tuple(parts), divisor=len(parts)) if parts else Sum(name, (), base=none)


# ---- supply
def _bought(scenario: Scenario, state: State, material: int, buyer: int, seller: int) -> Part:
    n = scenario.nparties
    names = scenario.in_text["party"]
    words = f"{scenario.names['material'][material]} from {names[seller]} to {names[buyer]}"
    if buyer == seller:
        words = f"{scenario.names['material'][material]} of its own, {names[buyer]}"
    return _figure(scenario, state, "flow", (material * n + buyer) * n + seller, words)


def _added(words: str, parts: Sequence[Part]) -> Part:
    return Part(words, "flow", sum(part.value for part in parts))


def _share(name: str, parts: Sequence[Part], whole: Part, rest: bool = False) -> Sum:
    return Sum(name, tuple(part for part in parts if part.value), whole=whole, rest=rest)


def _supply(scenario: Scenario, state: State, buyer: int, materials: Iterable[int]) -> Part:
    parts = [_bought(scenario, state, m, buyer, s) for m in materials for s in range(scenario.nparties)]
    return _added(f"all that {scenario.within('party', buyer)} used", parts)


def _missing(
    scenario: Scenario, state: State, party: int, materials: Iterable[int], weight: int = 1
) -> list[Part]:
    """What a party went without in the last market, sector by sector."""
    if party >= scenario.npowers:
        return []
    m, sectors = scenario.nmaterials, len(SECTORS)
    cells = ((party * sectors + sector) * m + material for material in materials for sector in range(sectors))
    return [_figure(scenario, state, "short", at, weight=weight) for at in cells]


def _wanted(scenario: Scenario, state: State, party: int, materials: Iterable[int]) -> Part:
    """All that a party needed: what it used and what it went without."""
    materials = list(materials)
    used = _supply(scenario, state, party, materials).value
    missing = sum(part.value for part in _missing(scenario, state, party, materials))
    return Part(f"all that {scenario.names['party'][party]} needed", "flow", used + missing)


def _dependency(scenario: Scenario, state: State, buyer: int, seller: int) -> Sum:
    materials = range(min(measures.STRATEGIC, scenario.nmaterials))
    parts = [_bought(scenario, state, m, buyer, seller) for m in materials]
    withheld = [m for m in materials if measures.withholds(scenario, state, seller, m, buyer)]
    parts += _missing(scenario, state, buyer, withheld)
    return _share("dependency", parts, _wanted(scenario, state, buyer, materials))


def _exposure(scenario: Scenario, state: State, buyer: int, seller: int, material: int) -> Sum:
    parts = [_bought(scenario, state, material, buyer, seller)]
    return _share("exposure", parts, _supply(scenario, state, buyer, [material]))


def _import_reliance(scenario: Scenario, state: State, party: int) -> Sum:
    materials = range(min(measures.RARE_EARTHS, scenario.nmaterials))
    others = [s for s in range(scenario.nparties) if s != party]
    parts = [_bought(scenario, state, m, party, s) for m in materials for s in others]
    if party < scenario.npowers:
        stores = (party * scenario.nmaterials + m for m in materials)
        parts += [_figure(scenario, state, "from_stock", at) for at in stores]
    parts += _missing(scenario, state, party, materials)
    return _share("import_reliance", parts, _wanted(scenario, state, party, materials))


def _refined_share(scenario: Scenario, state: State, party: int, material: int) -> Sum:
    n = range(scenario.nparties)
    parts = [_bought(scenario, state, material, buyer, party) for buyer in n]
    whole = [_bought(scenario, state, material, buyer, seller) for buyer in n for seller in n]
    return _share("refined_share", parts, _added("all that the world refined", whole))


def _sold(scenario: Scenario, state: State, party: int, material: int) -> Sum:
    buyers = (b for b in range(scenario.nparties) if b != party)
    parts = [_bought(scenario, state, material, buyer, party) for buyer in buyers]
    return Sum("sold", tuple(part for part in parts if part.value))


def _sales(scenario: Scenario, state: State, party: int) -> Sum:
    return Sum(
        "sales", tuple(_measured((scenario, state), "sold", party, m) for m in range(scenario.nmaterials))
    )


def _reliability(scenario: Scenario, state: State, party: int) -> Sum:
    sold = (
        range(min(measures.STRATEGIC, scenario.nmaterials))
        if measures.closed_by_others(scenario, state, party)
        else ()
    )
    return Sum("reliability", tuple(_measured((scenario, state), "sold", party, m) for m in sold))


def _hubs(scenario: Scenario, state: State, power: int) -> Sum:
    return Sum("hubs", tuple(_figure(scenario, state, "hub", s) for s in scenario.hosted[power]))


def _shortage(scenario: Scenario, state: State, power: int) -> Sum:
    cells = len(SECTORS) * scenario.nmaterials
    parts = [_figure(scenario, state, "short", at) for at in range(power * cells, (power + 1) * cells)]
    used = _supply(scenario, state, power, range(scenario.nmaterials))
    wanted = Part("all that it wanted", "flow", used.value + sum(part.value for part in parts))
    return _share("shortage", parts, wanted)


def _at_risk(scenario: Scenario, state: State, power: int) -> Sum:
    materials = range(min(measures.STRATEGIC, scenario.nmaterials))
    covers = [measures.covered(scenario, state, power, m) for m in materials]
    sellers = [
        [_uncovered(_bought(scenario, state, m, power, seller), covers[m]) for m in materials]
        for seller in range(scenario.nparties)
        if seller != power
    ]
    largest = max(sellers, key=lambda parts: sum(part.value for part in parts))
    missing = _missing(scenario, state, power, materials, weight=2)
    return _share("at_risk", [*missing, *largest], _wanted(scenario, state, power, materials))


def _uncovered(bought: Part, cover: int) -> Part:
    """What of a purchase nothing would replace for a quarter."""
    lost = max(0, bought.value - cover)
    return Part(
        f"{bought.words}, beyond what would replace it",
        "flow",
        lost,
        behind=(bought.place,) if bought.place else (),
    )


def _leverage(scenario: Scenario, state: State, power: int) -> Sum:
    others = (p for p in range(scenario.npowers) if p != power)
    return _mean("leverage", [_measured((scenario, state), "dependency", p, power) for p in others], 0)


# ---- money and debt
def _loans(scenario: Scenario, state: State, name: str, debtor: int, creditor: int | None) -> Sum:
    accounts = scenario.in_text["account"]
    return Sum(
        name,
        tuple(
            Part(f"Loan of {accounts[loan.creditor]}, due {scenario.quarter(loan.due)}", "money", loan.amount)
            for loan in state.loans
            if loan.debtor == debtor and creditor in (None, loan.creditor)
        ),
    )


def _debt(scenario: Scenario, state: State, power: int) -> Sum:
    return _loans(scenario, state, "debt", power, None)


def _owed(scenario: Scenario, state: State, creditor: int, debtor: int) -> Sum:
    return _loans(scenario, state, "owed", debtor, creditor)


def _reserves(scenario: Scenario, state: State, power: int) -> Sum:
    account = scenario.reserves[power]
    account = account if account >= 0 else power
    beside = state.unbooked[account]
    hidden = (Part("What its books leave out", "money", beside),) if beside else ()
    return Sum("reserves", (_figure(scenario, state, "money", account), *hidden))


def _site_income(scenario: Scenario, state: State, power: int) -> Sum:
    parts = []
    for site in scenario.hosted[power]:
        working = state.level[site] and not state.damage[site]
        value = measures.site_value(scenario, state, site) if working else 0
        figures = [(name, site) for name in ("level", "damage", "grade", "hub")]
        prices = [("price", material) for material, _ in scenario.yields[site]]
        if working:
            parts.append(Part(scenario.sites[site].name, "money", value, behind=tuple(figures + prices)))
        elif state.damage[site]:
            words = f"{scenario.sites[site].name}, out of operation"
            parts.append(Part(words, "money", 0, behind=tuple(figures)))
    return Sum("site_income", tuple(parts))


def _mineral_income(scenario: Scenario, state: State, power: int) -> Sum:
    income = _measured((scenario, state), "site_income", power)
    shares = income.value - measures.mineral_income(scenario, state, power)
    promises = tuple(("declared", site) for site in scenario.hosted[power] if scenario.site_region[site] >= 0)
    due = Part("Shares declared to communities", "money", shares, -1, behind=promises)
    return Sum("mineral_income", (income, due))


def _cover(scenario: Scenario, state: State, power: int) -> Sum:
    accounts, soon = scenario.in_text["account"], state.turn + 4
    due = (
        Part(f"Loan of {accounts[loan.creditor]}, due {scenario.quarter(loan.due)}", "money", loan.amount, -1)
        for loan in state.loans
        if loan.debtor == power and loan.due <= soon
    )
    return Sum("cover", (_measured((scenario, state), "reserves", power), *due))


# ---- politics
def _autonomy(scenario: Scenario, state: State, power: int) -> Sum:
    n = scenario.npowers
    patrons = [patron * n + power for patron in range(n) if patron != power]
    strongest = max(patrons, key=lambda at: state.influence[at])
    return Sum("autonomy", (_figure(scenario, state, "influence", strongest, weight=-1),), base=100)


def _alignment(scenario: Scenario, state: State, power: int) -> Sum:
    patrons = [scenario.numbers["power"][name] for name in scenario.powers[power].patrons[:2]]
    if len(patrons) < 2:
        return Sum("alignment", ())
    cells = [patron * scenario.npowers + power for patron in patrons]
    return Sum(
        "alignment",
        tuple(
            _figure(scenario, state, "influence", at, weight=weight)
            for at, weight in zip(cells, (1, -1), strict=True)
        ),
    )


def _unrest(scenario: Scenario, state: State, region: int) -> Sum:
    signs = (("grievance", 1), ("insurgency", 1), ("consent", -1))
    parts = [_figure(scenario, state, name, region, weight=weight) for name, weight in signs]
    return Sum("unrest", tuple(parts), base=100, divisor=3)


def _cohesion(scenario: Scenario, state: State, power: int) -> Sum:
    stability = _figure(scenario, state, "stability", power)
    mine = scenario.regions_of[power]
    if not mine:
        return Sum("cohesion", (stability,))
    of = tuple(_measured((scenario, state), "unrest", region) for region in mine)
    calm = sum(100 - part.value for part in of) // len(of)
    words = "Calm of its regions: 100 less their unrest"
    return Sum("cohesion", (stability, Part(words, "cohesion", calm, of=of)), divisor=2)


def _nature(scenario: Scenario, state: State, power: int) -> Sum:
    parts = [_figure(scenario, state, "environment", region) for region in scenario.regions_of[power]]
    return _mean("nature", parts, 100)


def _engagement(scenario: Scenario, state: State, power: int) -> Sum:
    n = scenario.npowers
    of = tuple(_figure(scenario, state, "trust", p * n + power) for p in range(n) if p != power)
    trust = Part("Trust of the others", "trust", sum(part.value for part in of) // len(of), of=of)
    return Sum("engagement", (trust, _measured((scenario, state), "autonomy", power)), divisor=2)


def _preparedness(scenario: Scenario, state: State, power: int) -> Sum:
    mine = (at for at, p in enumerate(scenario.spec.programmes) if p.power == scenario.ids["power"][power])
    return _mean("preparedness", [_figure(scenario, state, "readiness", at) for at in mine], 50)


def _plurality(scenario: Scenario, state: State, power: int) -> Sum:
    hands: dict[int, int] = {}
    for site in scenario.hosted[power]:
        for party in {state.owner[site], state.stake[site]} - {power, -1}:
            hands[party] = hands.get(party, 0) + 1
    places = tuple((name, site) for site in scenario.hosted[power] for name in ("owner", "stake"))
    whole = Part("all sites with an outside hand, hand by hand", "hubs", sum(hands.values()))
    if not hands:
        return Sum("plurality", (), whole=whole, rest=True)
    most = max(hands, key=lambda party: hands[party])
    words = f"Sites in the largest hand, {scenario.within('party', most)}"
    return Sum("plurality", (Part(words, "hubs", hands[most], behind=places),), whole=whole, rest=True)


def _friends(scenario: Scenario, state: State, power: int) -> Sum:
    n = scenario.npowers
    parties = (p for p in range(n, scenario.nparties) if p != scenario.world)
    return _mean("friends", [_figure(scenario, state, "disposition", p * n + power) for p in parties], 50)


def _corridor(scenario: Scenario, state: State, route: int) -> Sum:
    return Sum("corridor", (_figure(scenario, state, "cut", route, weight=-25),), base=100)


def _peace(scenario: Scenario, state: State, arena: int) -> Sum:
    return Sum("peace", (_figure(scenario, state, "tension", arena, weight=-10),), base=100)


def _standing_of(scenario: Scenario, state: State, power: int) -> Sum:
    parts = (
        _figure(scenario, state, "standing", power, weight=5),
        _figure(scenario, state, "credibility", power),
    )
    return Sum("standing_of", parts, divisor=2)


# ---- scores
def _total(scenario: Scenario, state: State, power: int) -> Sum:
    columns = len(COLUMNS)
    parts = [_figure(scenario, state, "score", power * columns + at) for at in range(columns)]
    so_far = sum(part.value for part in parts)
    held = min(so_far, 100)
    if scenario.powers[power].balanced:
        held = min(held, min(meters(scenario, state, power)) + BALANCE_ALLOWANCE)
    if held < so_far:
        words = "Above the cap of 100 or of the lowest meter"
        parts.append(Part(words, "total", so_far - held, -1))
    cut = held - total_score(scenario, state, power)
    if cut:
        parts.append(Part("Its share of the blame for the catastrophe", "total", cut, -1))
    return Sum("total", tuple(parts))


def _lead(scenario: Scenario, state: State, power: int) -> Sum:
    others = [p for p in range(scenario.npowers) if p != power]
    best = max(others, key=lambda p: total_score(scenario, state, p))
    table = scenario, state
    return Sum("lead", (_measured(table, "total", power), _measured(table, "total", best, weight=-1)))


MAKINGS: dict[str, Callable[..., Sum]] = {
    "alignment": _alignment,
    "at_risk": _at_risk,
    "autonomy": _autonomy,
    "cohesion": _cohesion,
    "corridor": _corridor,
    "cover": _cover,
    "debt": _debt,
    "dependency": _dependency,
    "engagement": _engagement,
    "exposure": _exposure,
    "friends": _friends,
    "hubs": _hubs,
    "import_reliance": _import_reliance,
    "lead": _lead,
    "leverage": _leverage,
    "mineral_income": _mineral_income,
    "nature": _nature,
    "owed": _owed,
    "peace": _peace,
    "plurality": _plurality,
    "preparedness": _preparedness,
    "refined_share": _refined_share,
    "reliability": _reliability,
    "reserves": _reserves,
    "sales": _sales,
    "shortage": _shortage,
    "site_income": _site_income,
    "sold": _sold,
    "standing_of": _standing_of,
    "total": _total,
    "unrest": _unrest,
}
