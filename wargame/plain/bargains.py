"""Deals and counter-offers as they are typed: clauses in any case, and what is left out taken as it is meant."""

from __future__ import annotations

import re

from wargame.explain.deals import own_terms
from wargame.explain.means import refused
from wargame.plain.choices import Choices
from wargame.plain.prompt import NotUnderstood
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.composing import clause_key
from wargame.rules.errors import BadAction
from wargame.rules.offers import CLAUSES, WHATS
from wargame.rules.space import space_of
from wargame.rules.spec import ClauseSpec

USAGE = "give CLAUSES take CLAUSES"
COUNTER_USAGE = f"[{USAGE}] [amount N] [without RIDERS]"
HEADS = ("give", "take", "amount", "without")


def composed(choices: Choices, rest: str) -> Action:
    """The deal that was typed. Raises `NotUnderstood`."""
    if choices.decision.kind != Kind.ACT:
        raise NotUnderstood("Deals are offered in the Actions phase; another question is asked now.")
    scenario = choices.scenario
    own = scenario.ids["power"][choices.view.seat]
    target, _, clauses = rest.partition(" ")
    if target.casefold() == own.casefold():  # one's own seat is understood, and may be said
        target, _, clauses = clauses.partition(" ")
    if not clauses:
        raise NotUnderstood(
            f"`compose` takes a power and clauses: {_deal(choices)}. Clauses: {', '.join(CLAUSES)}."
        )
    clauses = _spelt(scenario, clauses)
    if "give" not in clauses.split():
        clauses = f"give nothing {clauses}"
    if "take" not in clauses.split():
        clauses += " take nothing"
    powers = {name.casefold(): name for name in scenario.ids["power"]}
    key = f"{Compose.code} {own} {powers.get(target.casefold(), target)} {clauses}"
    return _open(choices, _parsed(scenario, key, f"It reads {_deal(choices)}."))


def countered(choices: Choices, rest: str) -> Action:
    """The counter-offer that was typed: a side that is not named stays as it is. Raises `NotUnderstood`."""
    scenario, offer = choices.scenario, choices.view.state.offer
    if choices.decision.kind != Kind.ANSWER or offer is None:
        raise NotUnderstood("There is no offer to answer; another question is asked now.")
    words = _spelt(scenario, rest).split()
    if not words or words[0] not in HEADS:
        raise NotUnderstood(
            f"A counter-offer says what is to be different: {_counter(offer.kind == 'loan')}."
        )
    parts = {head: "" for head in HEADS if head in words}
    head = ""
    for word in words:
        if word in parts:
            head = word
        else:
            parts[head] += f" {word}"
    gives, takes = own_terms(choices.view)
    own, other = (scenario.ids["power"][seat] for seat in (choices.view.seat, offer.asker))
    key = f"{CounterOffer.code} {own} {other}"
    key += f" give {parts.get('give', _keys(gives))} take {parts.get('take', _keys(takes))}"
    key += "".join(f" {head} {parts[head]}" for head in HEADS[2:] if head in parts)
    return _open(choices, _parsed(scenario, key, f"It reads {_counter(offer.kind == 'loan')}."))


def _open(choices: Choices, action: Action) -> Action:
    """What can be proposed now, before anybody is shown what it would do."""
    why = refused(choices.view, action)
    if why:
        raise NotUnderstood(f"Not possible: {why}.")
    return action


def _parsed(scenario: Scenario, key: str, reads: str) -> Action:
    try:
        return space_of(scenario).parse(key)
    except BadAction as problem:
        raise NotUnderstood(f"{problem}. {reads}") from problem


def _spelt(scenario: Scenario, text: str) -> str:
    """The words as the rules spell them, however they were typed."""
    named = (ident for kind in (*WHATS.values(), "rider") for ident in scenario.ids[kind])
    by_fold = {word.casefold(): word for word in (*HEADS, "nothing", *CLAUSES, *named)}
    return re.sub(r"[^\s:+]+", lambda word: by_fold.get(word[0].casefold(), word[0]), text)


def _keys(clauses: tuple[ClauseSpec, ...]) -> str:
    return " + ".join(map(clause_key, clauses)) or "nothing"


def _deal(choices: Choices) -> str:
    """A deal with somebody else at this table, as it is typed: an example."""
    other = next(
        ident for seat, ident in enumerate(choices.scenario.ids["power"]) if seat != choices.view.seat
    )
    return f"`{Compose.code} {other} give money:3 + basing:5 take vote:support`"


def _counter(loan: bool) -> str:
    return "`counter take money:3`" + (", `counter amount 8` or `counter without` a rider" if loan else "")
