"""Figures in words: units, changes and forecasts as sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.money import PAID_OUT, is_lender, paid_out
from wargame.explain.parts import MONEY, PERCENT, SUPPLY, unit
from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS, STANDARDS
from wargame.rules.forecast import Change
from wargame.rules.tuning import CostSpec
from wargame.rules.words import GRADES, count, money

_AMOUNTS = {"ore", "stock", "order", "offered", "flow", "short", "mined", "used"}
_TURNS = {"truce", "licence", "enforced", "credits", "flood", "left", "guard", "damage", "cut", "watch"}


def material(amount: int) -> str:
    """Material of a thousandth of world supply: `12.4%`."""
    return f"{amount / 10:g}%"


def up_to(digits: str, most: int) -> int:
    """A number as typed; one above `most` for all that are, for there may be thousands of digits."""
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= len(str(most)) else most + 1


def joined(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *head, last = list(words) or ["none"]
    return f"{', '.join(head)} and {last}" if head else last


def value(scenario: Scenario, name: str, number: int) -> str:
    """A figure's value in its unit."""
    if name in ("money", "diverted") or unit(name) == MONEY:
        return money(number)
    if name in _AMOUNTS or unit(name) == SUPPLY:
        return material(number)
    if name == "thrift" or unit(name) == PERCENT:
        return f"{number}%"
    if name in _TURNS:
        return count(number, "turn")
    if name == "regime":
        return RUNGS[number]
    if name == "standard":
        return STANDARDS[number]
    if name == "grade":
        return grade(number)
    if name == "share":
        return f"{10 * number}%"
    if name == "hub":
        return "yes" if number else "no"
    if name in ("owner", "stake"):
        return "nobody" if number < 0 else scenario.names["party"][number]
    return str(number)


def grade(number: int) -> str:
    """A deposit's grade; -1 is not surveyed."""
    return f"{GRADES[number]} (grade {number})" if number >= 0 else "not surveyed"


def step(scenario: Scenario, name: str, delta: int, now: int) -> str:
    """A change with its result: `+4 to 36`, `-$300m to $1.2bn`."""
    if name == "stake" and now >= 0:
        part = scenario.spec.tuning.stake_percent
        return f"becomes {value(scenario, name, now)}, for {part}% of what it earns"
    if name in ("regime", "standard", "grade", "hub", "owner", "stake"):
        return f"becomes {value(scenario, name, now)}"
    return f"{'-' if delta < 0 else '+'}{size(name, delta)} to {value(scenario, name, now)}"


def size(name: str, delta: int) -> str:
    """How large a step is, without its sign, in the figure's unit."""
    if name in ("money", "diverted"):
        return money(abs(delta))
    if name in _AMOUNTS:
        return material(abs(delta))
    if name == "share":
        return f"{10 * abs(delta)} points"
    return count(abs(delta), "point") if name == "thrift" else str(abs(delta))


def change(scenario: Scenario, item: Change) -> str:
    """A change with its place: `Grievance, Balochistan: +4 to 36`."""
    told = paid_out(scenario, item)
    return f"{caption(scenario, item.name, item.index)}: {step(scenario, told.name, told.delta, told.value)}"


def caption(scenario: Scenario, name: str, index: int) -> str:
    """A figure's cell in words: `Grievance, Balochistan`, `Paid out by the IMF`."""
    return PAID_OUT if is_lender(scenario, name, index) else scenario.caption(name, index)


def cost(spec: CostSpec) -> str:
    """A cost: `1 point, $300m`; `free` when nothing."""
    words = [count(spec.points, "point")] if spec.points else []
    words += [money(spec.money)] if spec.money else []
    words += [f"{spec.standing} standing"] if spec.standing else []
    return ", ".join(words) or "free"
