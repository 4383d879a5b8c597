"""What a choice would do, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.gains import told
from wargame.explain.grammar import capital, joined
from wargame.explain.prospects import Acceptance, Prospect
from wargame.explain.units import Step
from wargame.plain.ladder import reached
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.words import money


def forecast(seen: Prospect) -> list[str]:
    """A forecast: promises, cost, what is certain, what may fall with its odds, what an acceptance brings, the market."""
    # A deal of one's own making has been read clause by clause.
    lines = [] if isinstance(seen.action, Compose | CounterOffer) else [f"{text}." for text in seen.promises]
    lines += [seen.about] if seen.about else []
    lines += [_cost(seen)] if seen.priced else []
    lines += _changes("Certain", seen.certain) or [seen.still]
    lines += [f"Your goals: {told(seen.gains)}."] if seen.gains else []
    for way in seen.ways:
        # The outcomes are mutually exclusive, so each line stands for itself.
        parts = "; ".join(change(each) for each in way.changes) or "nothing more"
        lines.append(f"{way.odds}%, {joined(way.falls)}: {parts}.")
        lines += [f"  Your goals then: {told(way.gains)}."] if way.gains else []
    lines += _accepted(seen.accepted) if seen.accepted else []
    lines += [f"Will they accept? {capital(seen.agreement.told)}."] if seen.agreement else []
    if seen.work:
        lines.append(seen.work.note)
        lines += [f"Your goals once it is ready: {told(seen.work.gains)}."] if seen.work.gains else []
    lines += _changes("Next market", seen.market)
    return [f"  {text}" for text in [*lines, *reached(seen.rungs)]]


def change(item: Step) -> str:
    """A change with its place: `Grievance, Uplands: up 4, to 36`."""
    return f"{item.caption}: {item.told('to')}"


def _cost(seen: Prospect) -> str:
    later = seen.accepted.paid if seen.accepted else 0
    text = f"Costs {seen.costs}{f', and {money(later)} if they accept' if later else ''}"
    return f"{text}; leaves {seen.left}." if seen.left else f"{text}."


def _accepted(then: Acceptance) -> list[str]:
    return [
        *_changes("If they accept", then.changes),
        f"If they accept, your goals: {told(then.gains) or 'nothing at once'}.",
        *_changes("If they accept, next market", then.market),
    ]


def _changes(head: str, changes: Iterable[Step]) -> list[str]:
    return [f"{head}: {change(each)}." for each in changes]
