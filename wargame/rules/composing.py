"""Deals of the players' own making and counter-offers, as text.

`compose <power> <other> give money:3 + basing:5 take relief:technology`, and for a counter-offer
`counter_offer <power> <other> give money:3 take vote:support amount 10 without port_access`.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose, OfferDeal
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.compiled import ORE, Scenario
from wargame.rules.errors import BadAction
from wargame.rules.offers import CLAUSES, WHATS
from wargame.rules.spec import ClauseSpec

MOST_CLAUSES = 4
"""Clauses on each side of a composed deal."""

AMOUNTS = {"money": 40, "offtake": 100, "know_how": 15, "influence": 15, "basing": 15}
"""The most a clause may promise, if it promises an amount."""

Unnumbered = Compose | CounterOffer
"""Actions that have no number, because there is no end to them."""


def clause_key(clause: ClauseSpec) -> str:
    """A clause as text: `relief:technology`, `money:3`."""
    return ":".join(
        [clause.do, *([clause.what] if clause.what else []), *([str(clause.amount)] if clause.amount else [])]
    )


def keyed(scenario: Scenario, action: Unnumbered) -> Action:
    """The action with its key. Raises `BadAction` that says what does not fit."""
    return compose(scenario, action) if isinstance(action, Compose) else counter(scenario, action)


def compose(scenario: Scenario, action: Compose) -> Compose:
    """The deal with its key. Raises `BadAction` that says what does not fit."""
    power = scenario.powers[action.seat]
    if OfferDeal.code not in power.menu:
        raise BadAction(f"{scenario.within('power', action.seat)} makes no deals in this scenario")
    key = _key(scenario, action)
    if not action.gives and not action.takes:
        raise BadAction("a deal takes at least one clause")
    return evolve(action, number=-1, key=key)


def counter(scenario: Scenario, action: CounterOffer) -> CounterOffer:
    """The counter-offer with its key. Raises `BadAction` that says what does not fit."""
    key = _key(scenario, action)
    most = largest_loan(scenario)
    if not 0 <= action.amount <= most:
        raise BadAction(f"a loan takes an amount from 1 to {most}")
    for rider in action.without:
        if rider not in scenario.numbers["rider"]:
            raise BadAction(f"no rider called {rider!r}")
    if len({*action.without}) < len(action.without):
        raise BadAction("the same rider stands twice")
    if action.amount:
        key += f" amount {action.amount}"
    if action.without:
        key += f" without {' + '.join(action.without)}"
    return evolve(action, number=-1, key=key)


def largest_loan(scenario: Scenario) -> int:
    """The most that one power may lend another at a time ($100 m)."""
    return max(scenario.spec.tuning.loan_sizes)


def _key(scenario: Scenario, action: Unnumbered) -> str:
    """What both kinds say first: who, to whom, and the clauses of both sides. Raises `BadAction`."""
    if action.target == action.seat or not 0 <= action.target < scenario.npowers:
        raise BadAction("a deal takes another power")
    for giver, clauses in ((action.seat, action.gives), (action.target, action.takes)):
        _side(scenario, giver, clauses)
    sides = (" + ".join(map(clause_key, clauses)) or "nothing" for clauses in (action.gives, action.takes))
    ids = scenario.ids["power"]
    return "{} {} {} give {} take {}".format(action.code, ids[action.seat], ids[action.target], *sides)


def _side(scenario: Scenario, giver: int, clauses: Sequence[ClauseSpec]) -> None:
    if len(clauses) > MOST_CLAUSES:
        raise BadAction(f"no more than {MOST_CLAUSES} clauses a side")
    if len({(clause.do, clause.what) for clause in clauses}) < len(clauses):
        raise BadAction("the same clause stands twice")
    if sum(clause.do == "vote" for clause in clauses) > 1:
        raise BadAction("a vote is promised one way, not two")
    for clause in clauses:
        fits(scenario, giver, clause)


def fits(scenario: Scenario, giver: int, clause: ClauseSpec) -> None:
    """Raise `BadAction` for a clause that a power could never give."""
    if clause.do not in CLAUSES:
        raise BadAction(f"no clause called {clause.do!r}: one of {', '.join(CLAUSES)}")
    kind = WHATS.get(clause.do, "")
    if bool(kind) != bool(clause.what):
        named = "one stance: support, abstain or oppose" if kind == "stance" else f"one {kind}"
        raise BadAction(f"{clause.do} names {named if kind else 'nothing'}")
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


def parse_unnumbered(scenario: Scenario, words: Sequence[str]) -> Action | None:
    """The deal or counter-offer that a key names; None when it names neither. Raises `BadAction`."""
    if words[:1] == [Compose.code]:
        return parse_compose(scenario, words)
    if words[:1] == [CounterOffer.code]:
        return parse_counter(scenario, words)
    return None


def parse_compose(scenario: Scenario, words: Sequence[str]) -> Compose:
    """The deal that a key names. Raises `BadAction`."""
    own, other, *_ = scenario.ids["power"]
    try:
        seat, target = _sides(scenario, words)
        parts = _parts(words[3:], ("give", "take"))
    except ValueError:
        raise BadAction(f"a deal reads `compose {own} {other} give money:3 take vote:support`") from None
    return compose(scenario, Compose(seat, target, _clauses(parts["give"]), _clauses(parts["take"])))


def parse_counter(scenario: Scenario, words: Sequence[str]) -> CounterOffer:
    """The counter-offer that a key names. Raises `BadAction`."""
    own, other, *_ = scenario.ids["power"]
    try:
        seat, target = _sides(scenario, words)
        parts = _parts(words[3:], ("give", "take", "amount", "without"))
    except ValueError:
        raise BadAction(
            f"a counter-offer reads `counter_offer {own} {other} give money:3 take vote:support`, "
            "and of a loan also `amount 10` and `without` a rider"
        ) from None
    amount = _amount(parts["amount"]) if "amount" in parts else 0
    without = tuple(_listed(parts.get("without", ())))
    sides = _clauses(parts["give"]), _clauses(parts["take"])
    return counter(scenario, CounterOffer(seat, target, *sides, amount, without))


def _sides(scenario: Scenario, words: Sequence[str]) -> tuple[int, int]:
    """Who speaks to whom. Raises `ValueError`."""
    _, seat, target, *_ = words
    numbers = scenario.numbers["power"]
    if seat not in numbers or target not in numbers:
        raise ValueError
    return numbers[seat], numbers[target]


def _parts(words: Sequence[str], heads: Sequence[str]) -> dict[str, Sequence[str]]:
    """What stands after each head, in their order; the first two must be there. Raises `ValueError`."""
    starts = [(words.index(head), head) for head in heads[:2]]
    starts += [(words.index(head), head) for head in heads[2:] if head in words]
    if starts[0][0] != 0 or starts != sorted(starts):
        raise ValueError
    ends = [at for at, _ in starts[1:]] + [len(words)]
    return {head: words[at + 1 : end] for (at, head), end in zip(starts, ends, strict=True)}


def _amount(words: Sequence[str]) -> int:
    text = "".join(words)
    if not (text.isdecimal() and len(text) < 6 and int(text)):
        raise BadAction(f"a loan takes an amount from 1 up, not {text!r}")
    return int(text)


def _clauses(words: Sequence[str]) -> tuple[ClauseSpec, ...]:
    return tuple(map(_clause, _listed(words)))


def _listed(words: Sequence[str]) -> list[str]:
    text = "".join(words)
    return [] if text in ("", "nothing") else text.split("+")


def _clause(text: str) -> ClauseSpec:
    do, *rest = text.split(":")
    amount = int(rest.pop()) if rest and rest[-1].isdecimal() and len(rest[-1]) < 6 else 0
    if len(rest) > 1:
        raise BadAction(f"not a clause: {text!r}")
    return ClauseSpec(do, amount, rest[0] if rest else "")
