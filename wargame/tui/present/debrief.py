"""The end: how it came out, the scores in three columns, what everybody was secretly after."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.catastrophe import (
    NOTHING_HIDDEN,
    NOTHING_MOVED,
    final_order,
    gravest,
    last_steps,
    outcome_told,
    responsibility,
)
from wargame.explain.deeds import Deed
from wargame.explain.endings import why_this_ending
from wargame.explain.governments import governments_told
from wargame.explain.scores import columns_now, peeks_told, tightrope_told, total_now
from wargame.explain.secrecy import hidden_told
from wargame.explain.threats import NO_THREATS, history_told
from wargame.explain.turning import letters, turning_points
from wargame.explain.units import shown
from wargame.rules import scoring
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.tui.present.chart import chart
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    bar,
    beside,
    heading,
    left,
    line,
    paragraph,
    right,
)

CHART_HEIGHT = 12


def debrief(
    view: View,
    entries: Sequence[Entry],
    width: int,
    peeks: Sequence[int] = (),
    deeds: Sequence[Deed] = (),
    events: Sequence[Event] = (),
) -> list[Line]:
    """The whole page. `peeks`, `deeds` and `events` are the table's."""
    scenario, ended = view.scenario, view.state.ended
    if ended is None:
        return [line(Span("The game is not over.", "muted"))]
    ending = scenario.spec.endings[ended.ending]
    lines = [line(Span(ending.title, "title bold")), *paragraph(ending.text, width), BLANK]
    outcome = outcome_told(scenario, ended)
    lines += paragraph(outcome, width, "bad" if ended.shared else "strong") if outcome else []
    lines += _catastrophe(view, entries, deeds, width) if ended.shared else _why(view, width)
    lines += [BLANK, heading("Final scores", width), *_table(view, width)]
    for text in tightrope_told(view, entries):
        lines += paragraph(text, width, "warn")
    for text in peeks_told(scenario, peeks):
        lines += paragraph(text, width, "muted")
    lines += [BLANK, heading("Secret agendas", width), *_agendas(view, width)]
    governed = [row for text in governments_told(view) for row in paragraph(text, width)]
    lines += [BLANK, heading("Who governed", width), *governed] if governed else []
    lines += [BLANK, heading("What was hidden", width), *_hidden(scenario, deeds, width)]
    lines += [BLANK, heading("Totals, quarter by quarter", width), *_curve(view, width)]
    lines += [BLANK, heading("Turning points", width), *_turning(view, entries, width)]
    lines += [BLANK, heading("Threats", width), *_threats(scenario, events, width)]
    lines += [BLANK, heading("Alliances, then and now", width), *_alliances(view, entries, width)]
    lines += [BLANK, heading("Objectives", width)]
    for seat in final_order(scenario, view.state):
        lines.append(line(Span(scenario.names["power"][seat], f"seat{seat} bold")))
        for spec, value, points in scoring.objective_scores(scenario, view.state, seat):
            tail = (
                Span(right(f"{points // 100}/{spec.weight}", 8), "strong"),
                Span(right(shown(spec.measure.split(".")[0], value), 8), "muted"),
            )
            lead = (Span("  " + left(f"{spec.column}", 10), "muted"),)
            lines += beside(spec.title, max(12, width - 30), tail, lead=lead)
    return lines


def _why(view: View, width: int) -> list[Line]:
    """Why the story is told by this ending."""
    lines = [BLANK, heading("Why this ending", width)]
    for text in why_this_ending(view.scenario, view.state):
        lines += bullet(text, width)
    return lines


def _catastrophe(view: View, entries: Sequence[Entry], deeds: Sequence[Deed], width: int) -> list[Line]:
    """How it came, and who bears the responsibility."""
    scenario, state = view.scenario, view.state
    lines = [BLANK, heading("The last steps", width)]
    for text in last_steps(scenario, state, deeds):
        lines += bullet(text, width)
    lines += [BLANK, heading("Responsibility", width)]
    for seat, text in responsibility(scenario, state):
        lines += paragraph(text, width, f"seat{seat}")
    for text in gravest(scenario, entries):
        lines += paragraph(f"  {text}", width, "muted")
    return lines


def _hidden(scenario: Scenario, deeds: Sequence[Deed], width: int) -> list[Line]:
    """Secret acts, who did them and whether they were found out."""
    lines: list[Line] = []
    for text in hidden_told(scenario, deeds):
        lines += bullet(text, width)
    return lines or [line(Span(NOTHING_HIDDEN, "muted"))]


def _threats(scenario: Scenario, events: Sequence[Event], width: int) -> list[Line]:
    """Who threatened whom with what, and who gave way."""
    lines: list[Line] = []
    for text in history_told(scenario, events):
        lines += bullet(text, width)
    return lines or [line(Span(NO_THREATS, "muted"))]


def bullet(text: str, width: int) -> list[Line]:
    """One thing of several, wrapped under its bullet."""
    rows = paragraph(text, width - 2)
    return [line(Span("· " if at == 0 else "  ", "muted"), row.text) for at, row in enumerate(rows)]


def _table(view: View, width: int) -> list[Line]:
    scenario, state, ended = view.scenario, view.state, view.state.ended
    assert ended is not None
    name = min(18, max(12, width - 52))
    meter = max(6, min(24, width - name - 3 - 10 * len(COLUMNS) - 9))
    head = [Span(left("", name + 3))]
    head += [Span(right(column, 10), "muted") for column in COLUMNS]
    lines = [Line([*head, Span(right("total", 7), "muted")])]
    for place, seat in enumerate(final_order(scenario, state), 1):
        total = total_now(scenario, state, seat)
        columns = columns_now(scenario, state, seat)
        start = seat * len(COLUMNS)
        spans = [
            Span(f"{place}. " if ended.winners else "   ", "muted"),
            Span(left(scenario.names["power"][seat], name), f"seat{seat} bold"),
        ]
        for at in range(len(COLUMNS)):
            spans.append(Span(right(str(columns[at]), 10), "", ("score", start + at)))
        spans += [Span(right(str(total), 7) + "  ", "strong"), *bar(total, 100, meter, f"seat{seat}")]
        lines.append(Line(spans))
    return lines


def _agendas(view: View, width: int) -> list[Line]:
    scenario = view.scenario
    lines: list[Line] = []
    for seat, number in enumerate(view.state.agenda):
        choices = scenario.powers[seat].agendas
        if not 0 <= number < len(choices):
            continue
        spec = choices[number]
        points = next((p for s, _, p in scoring.objective_scores(scenario, view.state, seat) if s is spec), 0)
        lead = (Span(left(scenario.names["power"][seat], 16), f"seat{seat}"),)
        tail = (Span(right(f"{points // 100}/{spec.weight} points", 13)),)
        lines += beside(spec.title, max(12, width - 29), tail, "strong", lead)
    return lines or [line(Span("Nobody had one.", "muted"))]


def _alliances(view: View, entries: Sequence[Entry], width: int) -> list[Line]:
    """What each power held of each other at the opening and at the end: influence and trust."""
    scenario, state, n = view.scenario, view.state, view.scenario.npowers
    opening: dict[tuple[str, int], int] = {}
    for entry in entries:
        opening.setdefault((entry.name, entry.index), entry.value - entry.delta)
    name = max(20, width - 44)
    head = [
        Span(left("", name)),
        Span(right("influence there", 20), "muted"),
        Span(right("trusted there", 20), "muted"),
    ]
    lines = [Line(head)]
    for seat in range(n):
        for other in range(n):
            if seat == other:
                continue
            words = f"{scenario.names['power'][seat]} in {scenario.names['power'][other]}"
            spans = [Span(left(words, name), f"seat{seat}")]
            for figure, index in (("influence", seat * n + other), ("trust", other * n + seat)):
                now = getattr(state, figure)[index]
                was = opening.get((figure, index), now)
                step = now - was
                role = "good" if step > 0 else "bad" if step < 0 else "muted"
                spans += [
                    Span(right(f"{was} → ", 15), "muted"),
                    Span(right(str(now), 5), role, (figure, index)),
                ]
            lines.append(Line(spans))
    return lines


def _curve(view: View, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    history = state.history
    if len(history) < 2:
        return [line(Span("The game was too short for a curve.", "muted"))]
    series = [(f"seat{seat}", [row[seat] for row in history]) for seat in range(scenario.npowers)]
    labels = [scenario.quarter(turn) for turn in range(1, len(history) + 1)]
    marks = letters(scenario.ids["power"])
    lines = chart(series, width, CHART_HEIGHT, labels, marks)
    key = []
    for seat, title in enumerate(scenario.names["power"]):
        key += [Span(f"  {marks[seat]} ", f"seat{seat} bold"), Span(title, "muted")]
    return [*lines, Line([*key, Span("  * several", "muted")])]


def _turning(view: View, entries: Sequence[Entry], width: int) -> list[Line]:
    """The quarters that mattered most, each with what moved the score that moved most."""
    lines: list[Line] = []
    for point in turning_points(view, entries):
        when = f"{view.scenario.quarter(point.turn)}  "
        rows = paragraph(point.text, width - len(when))
        for at, row in enumerate(rows):
            lead = Span(when if at == 0 else " " * len(when), "title")
            lines.append(line(lead, Span(row.text, "strong" if not point.lead else f"seat{point.seat} bold")))
        for cause in point.causes:
            for at, row in enumerate(paragraph(cause, width - len(when) - 2)):
                lines.append(line(" " * len(when), Span("· " if at == 0 else "  ", "muted"), row.text))
    return lines or [line(Span(NOTHING_MOVED, "muted"))]
