"""Figures and measures in words: what each is called, what it is counted in, how its values and steps read.

The one table of it. Clients set these words in columns and colours, and have none of their own.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from wargame.explain.grammar import capital, named
from wargame.explain.money import is_lender, paid_out_by
from wargame.explain.places import axes_of, numbers
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES, RUNGS, STANDARDS
from wargame.rules.forecast import Change
from wargame.rules.tuning import CostSpec
from wargame.rules.words import GRADES, count, money, world_share

MONEY, SUPPLY, PERCENT, TRACK, POINTS, COUNT = "money", "supply", "percent", "track", "points", "count"
"""What a figure or measure is counted in; a track runs from 0 to 100, supply is a share of the world's."""
TENTHS, QUARTERS, STATE, PARTY = "tenths", "quarters", "state", "party"
"""Tenths of a whole, quarters of a year; a state has a name instead of an amount, a party is told by its own."""


@frozen
class _Words:
    """What a figure's cell is called: a `form` filled with the names of its place, else a title before them."""

    unit: str = COUNT
    form: str = ""
    title: str = ""


_TABLE = {
    # ---- figures that are more than a number under their title
    "money": _Words(MONEY, "Treasury of {}"),
    "unbooked": _Words(MONEY),
    "diverted": _Words(MONEY),
    "trust": _Words(form="Trust of {} in {}"),
    "influence": _Words(form="Influence of {} in {}"),
    "disposition": _Words(form="Disposition of {} toward {}"),
    "truce": _Words(QUARTERS, title="Ceasefire"),
    "mined": _Words(SUPPLY),
    "used": _Words(SUPPLY),
    "ore": _Words(SUPPLY),
    "stock": _Words(SUPPLY, "Stockpile of {}, {}"),
    "order": _Words(SUPPLY),
    "offered": _Words(SUPPLY),
    "from_stock": _Words(SUPPLY),
    "thrift": _Words(PERCENT, title="Demand saved by substitution"),
    "regime": _Words(STATE, "Regime of {} on {} for {}"),
    "licence": _Words(QUARTERS, "General licence of {} for {}"),
    "enforced": _Words(QUARTERS, title="Transshipment policed"),
    "credits": _Words(QUARTERS, title="Tax credits and price floor"),
    "flood": _Words(QUARTERS, "Price war of {}, {}"),
    "owner": _Words(PARTY),
    "stake": _Words(PARTY),
    "grade": _Words(STATE),
    "left": _Words(QUARTERS, "Work left at {}"),
    "standard": _Words(STATE),
    "share": _Words(TENTHS),
    "declared": _Words(TENTHS),
    "hub": _Words(STATE),
    "guard": _Words(QUARTERS, title="Guarded"),
    "damage": _Words(QUARTERS, title="Out of operation"),
    "cut": _Words(QUARTERS, title="Cut"),
    "watch": _Words(QUARTERS, title="Patrolled"),
    "flow": _Words(SUPPLY, "{} bought by {} from {}"),
    "short": _Words(SUPPLY, "Shortage of {2}, {0}, {1}"),
    # ---- measures
    "alignment": _Words(TRACK, "Alignment of {}"),
    "at_risk": _Words(PERCENT, "Supply at risk, {}"),
    "autonomy": _Words(TRACK, "Autonomy of {}"),
    "cohesion": _Words(TRACK, "Cohesion of {}"),
    "corridor": _Words(TRACK, "Open road, {}"),
    "cover": _Words(MONEY, "Reserves of {} less a year's repayments"),
    "debt": _Words(MONEY, "Debt of {}"),
    "dependency": _Words(PERCENT, "Dependency of {} on {}"),
    "engagement": _Words(TRACK, "Engagement of {}"),
    "exposure": _Words(PERCENT, "Dependency of {} on {}, {}"),
    "friends": _Words(TRACK, "Partners' disposition toward {}"),
    "hubs": _Words(COUNT, "Hubs of {}"),
    "import_reliance": _Words(PERCENT, "Import reliance of {}"),
    "lead": _Words(POINTS, "Lead of {}"),
    "leverage": _Words(PERCENT, "Leverage of {}"),
    "mineral_income": _Words(MONEY, "Income a quarter from the sites of {}, less community shares"),
    "nature": _Words(TRACK, "Environment of {}"),
    "owed": _Words(MONEY, "Owed to {} by {}"),
    "peace": _Words(TRACK, "Peace, {}"),
    "plurality": _Words(PERCENT, "Plural hands in the sites of {}"),
    "preparedness": _Words(TRACK, "Readiness of {}"),
    "refined_share": _Words(PERCENT, "Share of {} in the world's refining, {}"),
    "reliability": _Words(SUPPLY, "Supply from {} while another's tap is closed"),
    "reserves": _Words(MONEY, "Reserves of {}"),
    "sales": _Words(SUPPLY, "Sales of {} abroad"),
    "shortage": _Words(PERCENT, "Unmet demand of {}"),
    "site_income": _Words(MONEY, "Income a quarter from the sites of {}"),
    "sold": _Words(SUPPLY, "Sales of {} abroad, {}"),
    "standing_of": _Words(TRACK, "Standing and credibility of {}"),
    "total": _Words(POINTS, "Total of {}"),
    "unrest": _Words(TRACK, "Unrest, {}"),
}
_NUMBER = _Words()
_SIZES: dict[str, Callable[[int], str]] = {
    MONEY: money,
    SUPPLY: world_share,
    PERCENT: "{}%".format,
    TENTHS: lambda tenths: f"{10 * tenths}%",
}
_STATES = {"grade": GRADES, "standard": STANDARDS, "regime": RUNGS, "hub": ("no", "yes")}
_UNKNOWN = "not surveyed"
_GOOD = {"money": 1}
"""+1 where more is better, for figures whose own table leaves it open."""
_SHARES = {
    "sold": "in percent of the material's world supply",
    "sales": "in percent of a material's world supply, all materials added up",
    "reliability": "in percent of a material's world supply, all materials added up",
}
LED = "now"
"""Stands for the step of a figure that is told by where it leads."""


# ---- names
def title(name: str) -> str:
    """What a figure is called wherever its place is: `Export regime`."""
    return _words(name).title or FIGURES[name].title


def caption(scenario: Scenario, name: str, index: int) -> str:
    """A figure or measure with its place: `Trust of Norland in Southland`, `Grievance, Uplands`.

    What the lender's account is called goes with figures that `paid_out` has turned.
    """
    if is_lender(scenario, name, index):
        return paid_out_by(scenario)
    if name == "money" and index in scenario.reserves:
        return caption(scenario, "reserves", scenario.reserves.index(index))
    places = list(zip(axes_of(name), numbers(scenario, (name, index)), strict=True))
    form = _words(name).form
    if form:
        return capital(form.format(*(named(scenario, axis, at) for axis, at in places)))
    names = [scenario.names[axis][at] for axis, at in places if axis != "common"]
    if name == "stake":
        names.append(f"{scenario.spec.tuning.stake_percent}% of what it earns")
    return ", ".join([title(name), *names])


# ---- amounts
def unit(name: str) -> str:
    """What a figure or measure is counted in."""
    return _words(name).unit


def counted_in(name: str) -> str:
    """What a measure's percentages are of, where the unit alone does not tell; empty elsewhere."""
    return _SHARES.get(name, "")


def shown(name: str, number: int) -> str:
    """A value in its unit: `$1.2bn`, `12.4%`, `2 quarters`, `slow-walk`."""
    if unit(name) == STATE:
        return _STATES[name][number] if number >= 0 else _UNKNOWN
    if unit(name) == QUARTERS:
        return count(number, "quarter")
    return f"{'−' if number < 0 else ''}{size(name, number)}"


def read(scenario: Scenario, name: str, number: int) -> str:
    """The same where it may be a party, which is told by its name."""
    if unit(name) == PARTY:
        return scenario.names["party"][number] if number >= 0 else "nobody"
    return shown(name, number)


def scaled(name: str, number: int) -> str:
    """A measure's value, on a track with the length of its scale: `45 of 100`."""
    return shown(name, number) + (" of 100" if unit(name) == TRACK and name != "alignment" else "")


def size(name: str, delta: int) -> str:
    """How large a step is, without its sign."""
    return _SIZES.get(unit(name), str)(abs(delta))


def led(name: str) -> bool:
    """Whether a step is told by where it leads, because values are names and no amounts."""
    return unit(name) in (STATE, PARTY)


def stepped(name: str, delta: int) -> str:
    """A step with its sign: `+4`, `−$300m`; `now` where it is told by where it leads."""
    if led(name):
        return LED
    return f"{'+' if delta > 0 else '−' if delta < 0 else ''}{size(name, delta)}"


def signed(number: int) -> str:
    """A bare number with its sign: `+3`, `−2`, `0`."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def moved(name: str, delta: int) -> str:
    """A step as a sentence has it: `up 4`, `down $300m`."""
    return f"{'up' if delta > 0 else 'down'} {size(name, delta)}"


def tone(name: str, delta: int) -> str:
    """Whether a step is good or bad for whom the figure belongs to; `strong` where that depends, `muted` for none."""
    sense = _GOOD.get(name, FIGURES[name].good)
    if not delta or not sense:
        return "strong" if delta else "muted"
    return "good" if delta * sense > 0 else "bad"


@frozen
class Step:
    """A figure's step in words. `moved` has a sign, or is `now` where it is told by its `result`."""

    name: str
    index: int
    delta: int
    value: int
    caption: str
    moved: str
    result: str
    tone: str

    def told(self, word: str = "now") -> str:
        """Step and result: `up 4, now 36`, `becomes ban`. `word` leads to the result: a forecast's is `to`."""
        if led(self.name):
            return f"becomes {self.result}"
        return f"{moved(self.name, self.delta)}, {word} {self.result}"


def step_of(scenario: Scenario, item: Change | Entry) -> Step:
    """A change of a figure in words; the lender's account as what it has paid out."""
    sign = -1 if is_lender(scenario, item.name, item.index) else 1
    return step_at(scenario, item.name, item.index, sign * item.delta, sign * item.value)


def step_at(scenario: Scenario, name: str, index: int, delta: int, value: int) -> Step:
    """The same of a figure's cell, its step and what it comes to."""
    words, result = caption(scenario, name, index), read(scenario, name, value)
    return Step(name, index, delta, value, words, stepped(name, delta), result, tone(name, delta))


def cost(spec: CostSpec) -> str:
    """A cost: `1 point, $300m, 1 standing`; `free` when there is none."""
    words = [count(spec.points, "point")] if spec.points else []
    words += [money(spec.money)] if spec.money else []
    words += [f"{spec.standing} standing"] if spec.standing else []
    return ", ".join(words) or "free"


def _words(name: str) -> _Words:
    return _TABLE.get(name, _NUMBER)
