"""What an action would do, before it is confirmed: costs, sure effects, chances with their odds, the next market."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain import units
from wargame.explain.gains import Gain
from wargame.explain.grammar import capital, joined
from wargame.explain.prospects import Acceptance, Prospect, Way
from wargame.explain.units import Step
from wargame.rules.tuning import CostSpec
from wargame.rules.words import money
from wargame.tui.present import ladder
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import BLANK, Line, Span, bar, beside, heading, line, paragraph, right

AGREED = {"likely": "good", "perhaps": "", "hardly": "warn"}
"""How each chance of agreement is toned."""
ALIKE = 4
"""So many equal steps of one figure are told in one row."""


def cost_signs(cost: CostSpec) -> str:
    """A cost in signs, for lists: `●● $300m ◇` is two points, money and one standing."""
    parts = ["●" * cost.points, money(cost.money) if cost.money else "", "◇" * cost.standing]
    return " ".join(part for part in parts if part)


def forecast(seen: Prospect, width: int) -> list[Line]:
    """The whole forecast."""
    lines = [*_promised(seen, width), *_cost(seen, width)]
    lines += [BLANK] if lines and lines[-1] is not BLANK else []
    lines.append(heading("Certain", width))
    lines += changes(seen.certain, width) or paragraph(seen.still, width, "muted")
    lines += gained("Your goals", seen.gains, width)
    if seen.ways:
        lines += [BLANK, heading("One of these", width, "odds in percent")]
        lines += [row for way in seen.ways for row in _way(way, width)]
    if seen.accepted is not None:
        lines += [BLANK, *accepted("If they accept", seen.accepted, width)]
    if seen.agreement is not None:
        lines += paragraph(
            f"Will they accept? {capital(seen.agreement.told)}.", width, AGREED[seen.agreement.word]
        )
    if seen.work is not None:
        lines += [BLANK, heading("When it is done", width), *paragraph(seen.work.note, width)]
        lines += gained("Your goals then", seen.work.gains, width)
    if seen.market:
        lines += [BLANK, heading("Next market, against doing nothing", width), *changes(seen.market, width)]
    return [*lines, *ladder.reached(seen.rungs, width)]


def accepted(title: str, then: Acceptance, width: int) -> list[Line]:
    """What an offer's acceptance brings, and what it makes of the next market."""
    lines = [heading(title, width), *changes(then.changes, width)]
    lines += gained("Your goals", then.gains, width)
    return [
        *lines,
        *([BLANK, heading("Next market then", width), *changes(then.market, width)] if then.market else []),
    ]


def bargain(seen: Prospect, other: str, width: int) -> list[Line]:
    """What an offer that is being put together is worth to the seat, and how likely the other side is to agree."""
    gains = seen.accepted.gains if seen.accepted else ()
    lines = gained("Worth to you", gains, width) or paragraph("Worth to you: nothing at once", width, "muted")
    if seen.agreement is not None:
        lines += paragraph(
            f"Will {other} agree? {capital(seen.agreement.told)}.", width, AGREED[seen.agreement.word]
        )
    return lines


def _way(way: Way, width: int) -> list[Line]:
    """One way chance may fall: its odds and what falls, then what only it changes."""
    first, *rest = paragraph(joined(list(way.falls)), width - 12, "strong")
    odds = (Span(right(f"{way.odds}%", 4), "strong"), " ", *bar(way.odds, 100, 5), "  ")
    lines = [line(*odds, *first.spans), *(line(" " * 12, *row.spans) for row in rest)]
    return [*lines, *changes(way.changes, width, 2), *gained("Your goals", way.gains, width, 2)]


def _promised(seen: Prospect, width: int) -> list[Line]:
    """What both sides of a deal promise, clause by clause."""
    rows = [
        line(Span("· " if at == 0 else "  ", "muted"), row.text)
        for text in seen.promises
        for at, row in enumerate(paragraph(text, width - 2))
    ]
    about = paragraph(seen.about, width) if seen.about else []
    return [*rows, *([BLANK] if rows else []), *about, *([BLANK] if about else [])]


def _cost(seen: Prospect, width: int) -> list[Line]:
    """What it costs and leaves, and what is paid once others accept."""
    if not seen.priced:
        return []
    spans = [Span("Costs ", "muted"), Span(seen.costs, "strong")]
    leaves = Span(f"leaves {seen.left}" if seen.left else "", "muted")
    beside_it = Line(spans).width + 3 + leaves.width <= width
    lines = [line(*spans, "   ", leaves)] if beside_it else [line(*spans), line(leaves)]
    paid = seen.accepted.paid if seen.accepted is not None else 0
    also = line(Span("and ", "muted"), Span(money(paid), "strong"), Span(" if they accept", "muted"))
    return [*lines, *([also] if paid else [])]


def gained(words: str, found: Sequence[Gain], width: int, indent: int = 0) -> list[Line]:
    """`Your goals: Minerals +1.2, Solvency −0.4`, goal by goal so that each keeps its tone; empty without any."""
    rows: list[list[Span]] = []
    room = 0
    for at, gain in enumerate(found):
        step = gain.step + (", " if at + 1 < len(found) else "")
        lead = "" if rows else f"{words}: "
        for word in f"{lead}{gain.goal}".split():
            if cells(word) + 1 > room:
                rows.append([Span(" " * (indent + 2 * bool(rows)))])
                room = width - rows[-1][0].width
            rows[-1].append(Span(f"{word} ", "muted"))
            room -= cells(word) + 1
        if len(step) > room:
            rows.append([Span(" " * (indent + 2))])
            room = width - indent - 2
        rows[-1].append(Span(step, "bad" if gain.points < 0 else "good"))
        room -= len(step)
    return [line(*row) for row in rows]


def changes(steps: Sequence[Step], width: int, indent: int = 0) -> list[Line]:
    """One row per change; many equal ones of a figure share a row."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        # What is told by where it leads is alike when it leads to the same.
        like = step.result if units.led(step.name) else step.moved
        groups.setdefault((step.name, like), []).append(step)
    rows = []
    for (name, _), group in groups.items():
        if len(group) >= ALIKE:
            result = group[0].result if units.led(name) else ""
            rows += step_row(f"{units.title(name)}, {len(group)} places", group[0], result, width, indent)
        else:
            for step in group:
                rows += step_row(step.caption, step, step.result, width, indent)
    return rows


def step_row(words: str, step: Step, result: str, width: int, indent: int = 0) -> list[Line]:
    """Words with a step and its result in columns."""
    size = max(9, 1 + cells(result))
    tail = (Span(right(step.moved, 8), step.tone), Span(right(result, size), "muted"))
    return beside(words, max(8, width - 8 - size - indent), tail, lead=(Span(" " * indent),))
