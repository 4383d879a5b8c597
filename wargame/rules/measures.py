"""Named readings of a position that objectives, card conditions and endings use: `import_reliance.<power>`.

Each works on a state and so also on a view. All are integers; percentages are rounded down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import attrgetter, eq, ge, gt, le, lt, ne

from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES, SLOW_WALK
from wargame.rules.output import dug
from wargame.rules.regimes import regime_cell
from wargame.rules.state import State

Reading = Callable[[State], int]
Measure = Callable[..., int]
Condition = Callable[[State], bool]

_MEASURES: dict[str, tuple[Measure, tuple[str, ...]]] = {}
_READS: dict[str, tuple[str, ...]] = {"turn": ("turn",), "money": ("money", "unbooked")}
_OPERATORS: dict[str, Callable[[int, int], bool]] = {">=": ge, "<=": le, ">": gt, "<": lt, "==": eq, "!=": ne}
_CONDITION = re.compile(r"^\s*([A-Za-z_][\w.\-]*)\s*(>=|<=|==|!=|>|<)\s*(-?\d+)\s*$")


def measure(name: str, *axes: str, reads: tuple[str, ...]) -> Callable[[Measure], Measure]:
    """Register a measure by name with the kinds of entity it takes, and all that it reads of a position."""

    def register(function: Measure) -> Measure:
        _MEASURES[name] = (function, axes)
        _READS[name] = reads
        return function

    return register


def known_measures() -> dict[str, tuple[str, ...]]:
    """Every measure's name and the kinds of its arguments."""
    return {name: axes for name, (_, axes) in sorted(_MEASURES.items())}


def reads(path: str) -> tuple[str, ...]:
    """All that `name.place.place` reads of a position: two that are equal in it have the same value."""
    name = path.split(".")[0]
    return _READS.get(name, (name,))


def about(name: str) -> str:
    """What a measure reads, in a sentence: the head of its docstring, without what is for programmers only."""
    return (_MEASURES[name][0].__doc__ or "").split("\n\n")[0]


def reading(path: str, scenario: Scenario) -> Reading:
    """Compile `name.place.place` into a reading of a state. Raises `KeyError` that says what is unknown."""
    name, *places = path.split(".")
    if name == "turn" and not places:
        return lambda state: state.turn
    if name in _MEASURES:
        function, axes = _MEASURES[name]
        if len(places) != len(axes):
            raise KeyError(f"{name} wants {', '.join(axes) or 'nothing'}")
        numbers = []
        for axis, place in zip(axes, places, strict=True):
            if place not in scenario.numbers[axis]:
                raise KeyError(f"no {axis} called {place!r}")
            numbers.append(scenario.numbers[axis][place])
        return lambda state: function(scenario, state, *numbers)
    if name in FIGURES:
        index = scenario.cell(name, *_join_account(name, places))
        if name == "money":
            return lambda state: booked(state, index)
        column = attrgetter(name)
        return lambda state: int(column(state)[index])
    raise KeyError(f"no figure or measure called {name!r}")


def _join_account(name: str, places: list[str]) -> list[str]:
    """`money.<power>.reserves` names one account."""
    return [".".join(places)] if name == "money" and len(places) == 2 else places


def cell(path: str, scenario: Scenario) -> tuple[str, int]:
    """The figure and index that `name.place.place` names. Raises `KeyError`."""
    name, *places = path.split(".")
    if name not in FIGURES:
        raise KeyError(f"no figure called {name!r}")
    return name, scenario.cell(name, *_join_account(name, places))


def parts(text: str) -> tuple[str, str, int]:
    """What a condition reads, how it compares, and with which number. Raises `ValueError`."""
    match = _CONDITION.match(text)
    if match is None:
        raise ValueError(f"not of the form `reading >= number`: {text!r}")
    return match[1], match[2], int(match[3])


def condition(text: str, scenario: Scenario) -> Condition:
    """Compile `import_reliance.<power> >= 60`. Raises `KeyError` or `ValueError`."""
    path, sign, bound = parts(text)
    value, compare = reading(path, scenario), _OPERATORS[sign]
    if path.split(".")[0] in FIGURES.keys() - _MEASURES.keys() - {"money"}:  # most are: read at one call less
        name, index = cell(path, scenario)
        column = attrgetter(name)
        return lambda state: compare(column(state)[index], bound)
    return lambda state: compare(value(state), bound)


def conditions(texts: Iterable[str], scenario: Scenario) -> Condition:
    """Compile several into one that holds when all do."""
    parts = tuple(condition(text, scenario) for text in texts)
    if len(parts) == 1:
        return parts[0]

    def all_hold(state: State) -> bool:
        for holds in parts:  # noqa: SIM110 - half the time of `all` and a generator
            if not holds(state):
                return False
        return True

    return all_hold


_EARNING = ("damage", "grade", "hub", "level", "price")
_UNREST = ("consent", "grievance", "insurgency")


# ---- supply
RARE_EARTHS, STRATEGIC = 2, 3
"""So many of the first materials are rare earths; so many are rare earths and chip metals."""


def _missing(scenario: Scenario, state: State, party: int, material: int) -> int:
    """Units of a material that a party wanted and went without in the last market."""
    if party >= scenario.npowers:
        return 0
    m, sectors = scenario.nmaterials, len(scenario.ids["sector"])
    start = party * sectors * m + material
    return sum(state.short[start : start + sectors * m : m])


def _needs(scenario: Scenario, state: State, party: int, material: int) -> tuple[list[int], int]:
    """What a party had of a material in the last market by where it came from, and what it went without."""
    n = scenario.nparties
    start = (material * n + party) * n
    return state.flow[start : start + n], _missing(scenario, state, party, material)


@measure("dependency", "party", "party", reads=("flow", "regime", "short"))
def dependency(scenario: Scenario, state: State, buyer: int, seller: int) -> int:
    """Percent of the rare earths and chip metals a party needs that the seller has in its hand.

    That is what it sold in the last market, and what the buyer went without of a material that the seller withholds.
    """
    held = needed = 0
    for material in range(min(STRATEGIC, scenario.nmaterials)):
        had, missing = _needs(scenario, state, buyer, material)
        needed += sum(had) + missing
        held += had[seller]
        if missing and withholds(scenario, state, seller, material, buyer):
            held += missing
    return 100 * held // needed if needed else 0


def withholds(scenario: Scenario, state: State, seller: int, item: int, buyer: int) -> bool:
    """Whether a power's regime on an item is a slow-walk or a ban against a party."""
    if seller >= scenario.npowers:
        return False
    return state.regime[regime_cell(scenario, seller, item, buyer)] >= SLOW_WALK


@measure("exposure", "party", "party", "material", reads=("flow",))
def exposure(scenario: Scenario, state: State, buyer: int, seller: int, material: int) -> int:
    """Percent of the buyer's supply of one material that came from the seller."""
    n = scenario.nparties
    start = (material * n + buyer) * n
    total = sum(state.flow[start : start + n])
    return 100 * state.flow[start + seller] // total if total else 0


@measure("import_reliance", "party", reads=("flow", "from_stock", "short"))
def import_reliance(scenario: Scenario, state: State, party: int) -> int:
    """Percent of the rare earths a party needs that its own works do not supply: bought, taken from stock, or missing."""
    own = needed = 0
    for material in range(min(RARE_EARTHS, scenario.nmaterials)):
        had, missing = _needs(scenario, state, party, material)
        needed += sum(had) + missing
        own += had[party]
        if party < scenario.npowers:
            own -= state.from_stock[party * scenario.nmaterials + material]
    return 100 * (needed - own) // needed if needed else 0


@measure("refined_share", "party", "material", reads=("flow",))
def refined_share(scenario: Scenario, state: State, party: int, material: int) -> int:
    """Percent of the world's refined supply of a material that came from a party, in the last market."""
    n = scenario.nparties
    flow = state.flow[material * n * n : (material + 1) * n * n]
    total = sum(flow)
    return 100 * sum(flow[party::n]) // total if total else 0


@measure("sold", "party", "material", reads=("flow",))
def sold(scenario: Scenario, state: State, party: int, material: int) -> int:
    """Units a party sold to others in the last market."""
    n = scenario.nparties
    flow = state.flow[material * n * n : (material + 1) * n * n]
    return sum(flow[party::n]) - flow[party * n + party]


@measure("sales", "party", reads=("flow",))
def sales(scenario: Scenario, state: State, party: int) -> int:
    """Units of all materials a party sold to others in the last market."""
    n = scenario.nparties
    return sum(state.flow[party::n]) - sum(state.flow[party * n + party :: n * n])


@measure("reliability", "party", reads=("flow", "regime"))
def reliability(scenario: Scenario, state: State, party: int) -> int:
    """Units of rare earths and chip metals a party sold to others in the last market, while another's tap is closed."""
    if not closed_by_others(scenario, state, party):
        return 0
    return sum([sold(scenario, state, party, m) for m in range(min(STRATEGIC, scenario.nmaterials))])


def closed_by_others(scenario: Scenario, state: State, party: int) -> bool:
    """Whether some other power slow-walks or bans rare earths or chip metals to somebody."""
    items, n = scenario.nitems, scenario.nparties
    held = min(STRATEGIC, scenario.nmaterials) * n
    starts = (power * items * n for power in range(scenario.npowers) if power != party)
    return any(max(state.regime[start : start + held]) >= SLOW_WALK for start in starts)


@measure("hubs", "power", reads=("hub",))
def hubs(scenario: Scenario, state: State, power: int) -> int:
    """Sites a power hosts that have become hubs."""
    return sum(state.hub[s] for s in scenario.hosted[power])


@measure("shortage", "power", reads=("flow", "short"))
def shortage(scenario: Scenario, state: State, power: int) -> int:
    """Percent of a power's whole demand that went unmet in the last market."""
    sectors, materials = len(scenario.ids["sector"]), scenario.nmaterials
    start = power * sectors * materials
    unmet = sum(state.short[start : start + sectors * materials])
    n = scenario.nparties
    rows = range(power * n, scenario.nmaterials * n * n, n * n)
    used = sum([sum(state.flow[row : row + n]) for row in rows])
    return 100 * unmet // (unmet + used) if unmet + used else 0


@measure("at_risk", "power", reads=("flow", "short", "stock"))
def at_risk(scenario: Scenario, state: State, power: int) -> int:
    """Percent of the rare earths and chip metals a power needs that is missing, or would be if one supplier closed.

    What is missing counts twice. Half the stockpile and what partners have unsold would help for a quarter; the rest is
    counted for the supplier whose closing would hurt most.
    """
    lost, needed, missing = [0] * scenario.nparties, 0, 0
    for material in range(min(STRATEGIC, scenario.nmaterials)):
        had, short = _needs(scenario, state, power, material)
        needed, missing = needed + sum(had) + short, missing + short
        cover = covered(scenario, state, power, material)
        for seller, units in enumerate(had):
            if seller != power and units > cover:
                lost[seller] += units - cover
    return 100 * (2 * missing + max(lost)) // needed if needed else 0


def covered(scenario: Scenario, state: State, power: int, material: int) -> int:
    """Units of a material that would help a power for a quarter if a supplier closed: half its stock, and partners'."""
    m = scenario.nmaterials
    return state.stock[power * m + material] // 2 + sum(state.stock[scenario.npowers * m + material :: m])


@measure("leverage", "power", reads=("flow", "regime", "short"))
def leverage(scenario: Scenario, state: State, power: int) -> int:
    """The mean percent of what the other powers need that this power has in its hand."""
    others = [p for p in range(scenario.npowers) if p != power]
    return sum([dependency(scenario, state, p, power) for p in others]) // len(others)


# ---- money and debt
@measure("debt", "power", reads=("loans",))
def debt(scenario: Scenario, state: State, power: int) -> int:
    """All principal a power owes.

    In $100 m.
    """
    return sum(loan.amount for loan in state.loans if loan.debtor == power)


@measure("owed", "account", "power", reads=("loans",))
def owed(scenario: Scenario, state: State, creditor: int, debtor: int) -> int:
    """Principal a power owes one creditor.

    In $100 m.
    """
    return sum(loan.amount for loan in state.loans if loan.debtor == debtor and loan.creditor == creditor)


@measure("reserves", "power", reads=("money", "unbooked"))
def reserves(scenario: Scenario, state: State, power: int) -> int:
    """Central-bank reserves as the books show them; the treasury of a power without a separate central bank.

    In $100 m.
    """
    account = scenario.reserves[power]
    return booked(state, account if account >= 0 else power)


@measure("cover", "power", reads=("loans", "money", "turn", "unbooked"))
def cover(scenario: Scenario, state: State, power: int) -> int:
    """Reserves less the principal that falls due within a year: negative when they do not reach.

    In $100 m.
    """
    soon = state.turn + 4
    due = sum(loan.amount for loan in state.loans if loan.debtor == power and loan.due <= soon)
    return reserves(scenario, state, power) - due


@measure("site_income", "power", reads=_EARNING)
def site_income(scenario: Scenario, state: State, power: int) -> int:
    """Money per quarter from the sites a power hosts that are working, at present prices."""
    total = 0
    for site in scenario.hosted[power]:
        if state.level[site] and not state.damage[site]:
            total += site_value(scenario, state, site)
    return total


@measure("mineral_income", "power", reads=(*_EARNING, "declared"))
def mineral_income(scenario: Scenario, state: State, power: int) -> int:
    """Site income a quarter less the shares declared to communities.

    In $100 m.
    """
    total = steps = 0
    for site in scenario.hosted[power]:
        if state.level[site] and not state.damage[site]:
            value = site_value(scenario, state, site)
            total += value
            if scenario.site_region[site] >= 0:
                steps += value * state.declared[site]
    return total - (steps * scenario.spec.tuning.community_percent + 50) // 100


def site_value(scenario: Scenario, state: State, site: int) -> int:
    """Money per quarter a working site brings: its cash and its material at present prices."""
    spec, level, grade = scenario.sites[site], state.level[site], state.grade[site]
    boost = 2 + state.hub[site]
    value = spec.cash * level * boost // 2
    if grade > 0:
        for material, amount in scenario.yields[site]:
            units = dug(amount, level, grade, state.hub[site])
            value += units * scenario.spec.materials[material].value * state.price[material] // 10_000
    return value


# ---- politics
@measure("autonomy", "power", reads=("influence",))
def autonomy(scenario: Scenario, state: State, power: int) -> int:
    """100 less the influence of the strongest patron."""
    column = state.influence[power :: scenario.npowers]
    column[power] = 0
    return 100 - max(column)


@measure("alignment", "power", reads=("influence",))
def alignment(scenario: Scenario, state: State, power: int) -> int:
    """Influence of the first patron less that of the second: -100 to 100."""
    patrons = scenario.powers[power].patrons
    if len(patrons) < 2:
        return 0
    first, second = (scenario.numbers["power"][p] for p in patrons[:2])
    n = scenario.npowers
    return state.influence[first * n + power] - state.influence[second * n + power]


@measure("unrest", "region", reads=_UNREST)
def unrest(scenario: Scenario, state: State, region: int) -> int:
    """How restless a region is: grievance and insurgent strength less consent, 0 to 100."""
    raw = (state.grievance[region] + state.insurgency[region] + 100 - state.consent[region]) // 3
    return 0 if raw < 0 else 100 if raw > 100 else raw


@measure("cohesion", "power", reads=("stability", *_UNREST))
def cohesion(scenario: Scenario, state: State, power: int) -> int:
    """Stability and the calm of a power's regions, 0 to 100."""
    mine = scenario.regions_of[power]
    if not mine:
        return state.stability[power]
    calm = sum([100 - unrest(scenario, state, r) for r in mine]) // len(mine)
    return (state.stability[power] + calm) // 2


@measure("nature", "power", reads=("environment",))
def nature(scenario: Scenario, state: State, power: int) -> int:
    """Mean environment of a power's regions."""
    mine = scenario.regions_of[power]
    return sum([state.environment[r] for r in mine]) // len(mine) if mine else 100


@measure("engagement", "power", reads=("influence", "trust"))
def engagement(scenario: Scenario, state: State, power: int) -> int:
    """How well a power is in with the world without belonging to anybody: trust of others and its autonomy."""
    n = scenario.npowers
    trust = (sum(state.trust[power::n]) - state.trust[power * n + power]) // (n - 1)
    return (trust + autonomy(scenario, state, power)) // 2


@measure("preparedness", "power", reads=("readiness",))
def preparedness(scenario: Scenario, state: State, power: int) -> int:
    """Mean readiness of a power's programmes."""
    mine = scenario.programmes_of[power]
    return sum([state.readiness[n] for n in mine]) // len(mine) if mine else 50


@measure("plurality", "power", reads=("owner", "stake"))
def plurality(scenario: Scenario, state: State, power: int) -> int:
    """How far the outside hands in a power's sites are from being one hand: 100 less the largest one's percentage."""
    hands = [0] * scenario.nparties
    for site in scenario.hosted[power]:
        owner, investor = state.owner[site], state.stake[site]
        if owner != power and owner >= 0:
            hands[owner] += 1
        if investor != power and investor >= 0 and investor != owner:
            hands[investor] += 1
    return 100 - 100 * max(hands) // sum(hands) if any(hands) else 0


@measure("friends", "power", reads=("disposition",))
def friends(scenario: Scenario, state: State, power: int) -> int:
    """Mean disposition of the partners toward a power."""
    n = scenario.npowers
    partners = scenario.nparties - n - 1
    felt = sum(state.disposition[n * n + power :: n]) - state.disposition[scenario.world * n + power]
    return felt // partners if partners else 50


@measure("corridor", "route", reads=("cut",))
def corridor(scenario: Scenario, state: State, route: int) -> int:
    """100 while a route is open, less 25 for each turn it will stay cut."""
    return max(0, 100 - 25 * state.cut[route])


@measure("peace", "arena", reads=("tension",))
def peace(scenario: Scenario, state: State, arena: int) -> int:
    """100 at rung 0, 0 at rung 10."""
    return 100 - 10 * state.tension[arena]


@measure("standing_of", "power", reads=("credibility", "standing"))
def standing_of(scenario: Scenario, state: State, power: int) -> int:
    """Standing and credibility on one scale of 0 to 100."""
    return (5 * state.standing[power] + state.credibility[power]) // 2
