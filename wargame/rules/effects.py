"""The small vocabulary in which cards, options and rungs say what they do. Data in, changes out, never code."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from wargame.rules.board import Board
from wargame.rules.chance import HEADLINES
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.measures import cell, condition
from wargame.rules.reasons import Cause
from wargame.rules.regimes import steer
from wargame.rules.spec import EffectSpec
from wargame.rules.state import State

VERBS = {
    "adjust": "change a figure by a step",
    "set": "set a figure",
    "pay": "move money from one account to another",
    "damage": "put a site out of operation for turns",
    "cut": "cut a route for turns",
    "spawn": "raise insurgent strength in a region",
}


@frozen
class Effect:
    """A compiled effect: what it does, to which cell, by how much, how likely, under which conditions."""

    verb: str
    name: str
    index: int
    by: int
    odds: int
    when: tuple[Callable[[State], bool], ...]
    label: str
    payee: int = -1


def compile_effect(spec: EffectSpec, scenario: Scenario) -> Effect:
    """Resolve an effect's words. Raises `KeyError` or `ValueError` saying what does not fit."""
    if spec.do not in VERBS:
        raise KeyError(f"no effect called {spec.do!r}")
    conditions = tuple(condition(text, scenario) for text in spec.when)
    payee = -1
    if spec.do in ("adjust", "set"):
        name, index = cell(spec.what, scenario)
        if FIGURES[name].quiet and name not in ("owner",):
            raise KeyError(f"{name} is not for scenario effects")
        if name == "money":
            raise KeyError("money moves between accounts: use `pay`")
        if name in ("ore", "stock", "flow", "from_stock", "short", "score"):
            raise KeyError(f"{name} follows from the market and cannot be set")
    elif spec.do == "pay":
        accounts = scenario.numbers["account"]
        for account in (spec.what, spec.to):
            if account not in accounts:
                raise KeyError(f"no account called {account!r}")
        name, index, payee = "money", accounts[spec.what], accounts[spec.to]
    else:
        name, kind = {
            "damage": ("damage", "site"),
            "cut": ("cut", "route"),
            "spawn": ("insurgency", "region"),
        }[spec.do]
        if spec.what not in scenario.numbers[kind]:
            raise KeyError(f"no {kind} called {spec.what!r}")
        index = scenario.numbers[kind][spec.what]
    if not 0 < spec.odds <= 100:
        raise ValueError("odds go from 1 to 100")
    label = scenario.caption(name, index)
    return Effect(spec.do, name, index, spec.by, spec.odds, conditions, label, payee)


def compiled(specs: tuple[EffectSpec, ...], scenario: Scenario) -> tuple[Effect, ...]:
    """Some of the scenario's own effects, compiled once; the scenario keeps them, so their ids stay theirs."""
    table: dict[int, tuple[Effect, ...]] = scenario.cache.setdefault("effects", {})
    found = table.get(id(specs))
    if found is None:
        found = table[id(specs)] = tuple(compile_effect(spec, scenario) for spec in specs)
    return found


def apply_effect(board: Board, effect: Effect, cause: Cause, stream: int = HEADLINES) -> None:
    """Carry out one effect, if its conditions hold and chance agrees."""
    for holds in effect.when:
        if not holds(board.state):
            return
    if effect.odds < 100 and not board.chance(stream, effect.odds, effect.label):
        return
    step = 0
    if effect.verb == "set":
        step = board.put(effect.name, effect.index, effect.by, cause)
    elif effect.verb == "pay":
        board.pay(effect.index, effect.payee, effect.by, cause)
    else:
        step = board.shift(effect.name, effect.index, effect.by, cause)
    if effect.name == "regime" and step:
        steer(board, effect.index, step)
