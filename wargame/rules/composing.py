"""Deals of the players' own making, as text: `compose PAK USA give money:3 + basing:5 take relief:technology`."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from wargame.rules.actions.diplomacy import Compose, OfferDeal
from wargame.rules.compiled import ORE, Scenario
from wargame.rules.errors import BadAction
from wargame.rules.offers import CLAUSES
from wargame.rules.spec import ClauseSpec

MOST_CLAUSES = 4
"""Clauses on each side of a composed deal."""

WHATS = {"relief": "item", "offtake": "material", "truce": "arena", "withdraw": "station"}
"""What a clause names, if anything."""

AMOUNTS = {"money": 40, "offtake": 100, "know_how": 15, "influence": 15, "basing": 15}
"""The most a clause may promise, if it promises an amount."""


def clause_key(clause: ClauseSpec) -> str:
    """A clause as text: `offtake:light:20`."""
    return ":".join(
        [clause.do, *([clause.what] if clause.what else []), *([str(clause.amount)] if clause.amount else [])]
    )


def compose(scenario: Scenario, action: Compose) -> Compose:
    """The deal with its key. Raises `BadAction` that says what does not fit."""
    power = scenario.powers[action.seat]
    if OfferDeal.code not in power.menu:
        raise BadAction(f"{scenario.within('power', action.seat)} makes no deals in this scenario")
    if action.target == action.seat or not 0 <= action.target < scenario.npowers:
        raise BadAction("a deal takes another power")
    for giver, clauses in ((action.seat, action.gives), (action.target, action.takes)):
        _side(scenario, giver, clauses)
    if not action.gives and not action.takes:
        raise BadAction("a deal takes at least one clause")
    sides = (" + ".join(map(clause_key, clauses)) or "nothing" for clauses in (action.gives, action.takes))
    ids = scenario.ids["power"]
    key = "compose {} {} give {} take {}".format(ids[action.seat], ids[action.target], *sides)
    return evolve(action, number=-1, key=key)


def _side(scenario: Scenario, giver: int, clauses: Sequence[ClauseSpec]) -> None:
    if len(clauses) > MOST_CLAUSES:
        raise BadAction(f"no more than {MOST_CLAUSES} clauses a side")
    if len({(clause.do, clause.what) for clause in clauses}) < len(clauses):
        raise BadAction("the same clause stands twice")
    for clause in clauses:
        _fits(scenario, giver, clause)


def _fits(scenario: Scenario, giver: int, clause: ClauseSpec) -> None:
    if clause.do not in CLAUSES:
        raise BadAction(f"no clause called {clause.do!r}: one of {', '.join(CLAUSES)}")
    kind = WHATS.get(clause.do, "")
    if bool(kind) != bool(clause.what):
        raise BadAction(f"{clause.do} names {f'one {kind}' if kind else 'nothing'}")
    if kind and (clause.what not in scenario.numbers[kind] or (kind == "item" and clause.what == ORE)):
        raise BadAction(f"no {kind} called {clause.what!r}")
    if clause.do == "truce" and giver not in scenario.arena_sides[scenario.numbers["arena"][clause.what]]:
        arena = scenario.within("arena", scenario.numbers["arena"][clause.what])
        raise BadAction(f"{scenario.within('power', giver)} is no side of {arena}")
    if clause.do == "withdraw" and scenario.station_power[scenario.numbers["station"][clause.what]] != giver:
        station = scenario.names["station"][scenario.numbers["station"][clause.what]]
        raise BadAction(f"{scenario.within('power', giver)} has no forces at {station}")
    most = AMOUNTS.get(clause.do, 0)
    if not (1 <= clause.amount <= most if most else clause.amount == 0):
        raise BadAction(f"{clause.do} takes {f'an amount from 1 to {most}' if most else 'no amount'}")


def parse_compose(scenario: Scenario, words: Sequence[str]) -> Compose:
    """The deal that a key names. Raises `BadAction`."""
    try:
        _, seat, target, give, *rest = words
        at = rest.index("take")
        numbers = scenario.numbers["power"]
        if give != "give" or seat not in numbers or target not in numbers:
            raise ValueError
    except ValueError:
        raise BadAction("a deal reads `compose PAK USA give money:3 take vote`") from None
    gives, takes = (tuple(map(_clause, _listed(side))) for side in (rest[:at], rest[at + 1 :]))
    return compose(scenario, Compose(numbers[seat], numbers[target], gives, takes))


def _listed(words: Sequence[str]) -> list[str]:
    text = "".join(words)
    return [] if text in ("", "nothing") else text.split("+")


def _clause(text: str) -> ClauseSpec:
    do, *rest = text.split(":")
    amount = int(rest.pop()) if rest and rest[-1].isdecimal() and len(rest[-1]) < 6 else 0
    if len(rest) > 1:
        raise BadAction(f"not a clause: {text!r}")
    return ClauseSpec(do, amount, rest[0] if rest else "")
