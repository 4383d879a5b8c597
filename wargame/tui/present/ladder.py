"""What a rung of a ladder brings each quarter, row by row."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.ladders import Rung, Toll, rungs_ahead, rungs_reached
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change
from wargame.rules.observe import View
from wargame.tui.present.lines import BLANK, Line, Span, caption, heading, line, paragraph, read, stepped


def ahead(view: View, arena: int, width: int) -> list[Line]:
    """The present rung and the next one, with what each brings."""
    lines: list[Line] = []
    for rung in rungs_ahead(view, arena):
        here = rung.number == view.state.tension[arena]
        title = f"Rung {rung.number}, {rung.name}" if here else f"The next, {rung.number}, {rung.name}"
        lines += [heading(title, width), *brings(view.scenario, rung, width, 2), BLANK]
    return lines


def reached(view: View, changes: Iterable[Change], width: int) -> list[Line]:
    """What the rungs that changes lead to bring, and what those that they leave brought."""
    lines: list[Line] = []
    for then, now in rungs_reached(view, changes):
        for title, rung in (
            (f"Rung {then.number}, {then.name}", then),
            (f"Now {now.number}, {now.name}", now),
        ):
            lines += [BLANK, heading(title, width), *brings(view.scenario, rung, width, 0)]
    return lines


def brings(scenario: Scenario, rung: Rung, width: int, indent: int) -> list[Line]:
    """A rung's incident odds and effects, one row each, indented."""
    texts = [f"{rung.incident}% an incident"] if rung.incident else ["no incidents"]
    texts += [_toll(scenario, toll) for toll in rung.tolls]
    if rung.cooling == 100:
        texts.append("the ceasefire takes a rung off")
    elif rung.cooling:
        texts.append(f"{rung.cooling}% tempers cool by a rung")
    rows = [f"each quarter: {texts[0]}", *texts[1:]]
    lines: list[Line] = []
    for text in rows:
        first, *rest = paragraph(text, width - indent, "muted")
        lines.append(line(" " * indent, *first.spans))
        lines += [line(" " * (indent + 2), Span(row.text, "muted")) for row in rest]
    return lines


def _toll(scenario: Scenario, toll: Toll) -> str:
    """`28% Tension, Line of Control +1`; what is certain has no odds."""
    odds = f"{toll.odds}% " if toll.odds < 100 else ""
    name = toll.place[0]
    step = f"becomes {read(scenario, name, toll.by)}" if toll.becomes else stepped(name, toll.by)
    payee = f" to {toll.payee}" if toll.payee else ""
    when = f", if {' and '.join(toll.when)}" if toll.when else ""
    return f"{odds}{caption(scenario, *toll.place)} {step}{payee}{when}"
