"""Why a figure stands where it stands: its ledger in words, back to the opening position."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from wargame.explain.causes import in_words
from wargame.explain.memories import behind
from wargame.explain.money import is_lender, paid_out
from wargame.explain.places import Place, place_of
from wargame.explain.scores import column_told, columns_now, opening_columns, total_told
from wargame.explain.units import caption, read, signed, stepped, tone
from wargame.rules import scoring
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS, FIGURES
from wargame.rules.observe import View
from wargame.rules.reasons import because
from wargame.tui.present import ladder
from wargame.tui.present.cells import cells
from wargame.tui.present.goals import counts_for, objective
from wargame.tui.present.lines import BLANK, Line, Span, beside, heading, left, line, paragraph, right


def value_now(view: View, place: Place) -> int:
    """The figure's value in the view."""
    name, index = place
    if name == "score":
        seat, column = divmod(index, len(COLUMNS))
        return columns_now(view.scenario, view.state, seat)[column]
    value = int(getattr(view.state, name)[index])
    return -value if is_lender(view.scenario, name, index) else value


def ledger(view: View, entries: Iterable[Entry], place: Place, width: int) -> list[Line]:
    """Every change of one figure, newest first, down to the opening position."""
    name, index = place
    scenario = view.scenario
    mine = [paid_out(scenario, entry) for entry in entries if (entry.name, entry.index) == place]
    now = value_now(view, place)
    lines = [
        line(
            Span(caption(scenario, name, index), "strong"),
            Span(" stands at ", "muted"),
            Span(read(scenario, name, now), "title"),
        ),
        BLANK,
    ]
    lines += _goals(view, place, width)
    if name == "score":
        mine = _reckoned(view, mine, index)
    lines += ladder.ahead(view, index, width) if name == "tension" else []
    lines += _remembered(view, index, width) if name == "trust" else []
    lines += counts_for(view, place, width)
    lines.append(heading("Its changes", width, f"{len(mine)} so far"))
    opening = mine[0].value - mine[0].delta if mine else now
    size = _widest(scenario, name, [opening, *(entry.value for entry in mine)])
    for entry in reversed(mine):
        lines += _entry(scenario, entry, width, size)
    if mine and mine[-1].value != now:
        lines.append(line(Span("Some of its changes are not known to you.", "muted")))
    where = f"{scenario.quarter(1)}  opening position"
    lines.append(
        line(
            Span(left(where, max(10, width - size)), "muted"),
            Span(right(read(scenario, name, opening), size), "strong"),
        )
    )
    figure = FIGURES[name]
    if figure.good and figure.high <= 100:
        sense = "More is better." if figure.good > 0 else "Less is better."
        lines += [BLANK, *paragraph(f"It runs from {figure.low} to {figure.high}. {sense}", width, "muted")]
    return lines


def _reckoned(view: View, entries: list[Entry], index: int) -> list[Entry]:
    """A score's changes from where it stood at the opening to where it stands now, between two reckonings too."""
    seat, column = divmod(index, len(COLUMNS))
    found: list[Entry] = []
    was = opening_columns(view.scenario, seat)[column]
    now = value_now(view, ("score", index))
    last = Entry(view.state.turn, "score", index, 0, now, because("so_far"))
    for entry in (*entries, last):
        if entry.value != was:
            found.append(evolve(entry, delta=entry.value - was))
        was = entry.value
    return found


def _widest(scenario: Scenario, name: str, values: Iterable[int]) -> int:
    """Columns for a figure's values: some are names."""
    return max(9, *(1 + cells(read(scenario, name, value)) for value in values))


def _entry(scenario: Scenario, entry: Entry, width: int, size: int) -> list[Line]:
    text = max(10, width - 9 - 8 - size)
    rows = paragraph(in_words(scenario, entry.cause), text) or [BLANK]
    lines = [
        line(
            Span(left(scenario.quarter(entry.turn), 9), "muted"),
            Span(left(rows[0].text, text)),
            Span(right(stepped(entry.name, entry.delta), 8), tone(entry.name, entry.delta)),
            Span(right(read(scenario, entry.name, entry.value), size), "muted"),
        )
    ]
    return lines + [line(" " * 9, row.text) for row in rows[1:]]


def _remembered(view: View, index: int, width: int) -> list[Line]:
    """The acts behind a trust: what, when, how much, and how much of that is left."""
    found = behind(view, index)
    lines = [
        heading("What is remembered", width, "of so much is left"),
        *paragraph(found.sum, width, "muted"),
    ]
    text = max(10, width - 9 - 15)
    for act in found.acts:
        spans = (
            Span(right(signed(act.amount), 7), tone("trust", act.amount)),
            Span(right(signed(act.left), 8), "strong"),
        )
        lines += beside(f"{act.words}, {act.when}", text + 9, spans)
    return [*lines, *([line(Span(found.others, "muted"))] if found.others else []), BLANK]


def _goals(view: View, place: Place, width: int) -> list[Line]:
    """A score comes from goals: show those of its column."""
    name, index = place
    if name != "score":
        return []
    seat, column = divmod(index, len(COLUMNS))
    lines = [heading("It comes from", width)]
    for spec, value, points in scoring.objective_scores(view.scenario, view.state, seat):
        if spec.column == COLUMNS[column]:
            asked = place_of(view.scenario, spec.measure)
            over = view.state.ended is not None
            lines += objective(spec, value, points, width, f"seat{seat}", asked, over=over)
    for text in (column_told(view, seat, column), *total_told(view, seat)):
        lines += paragraph(text, width, "muted")
    return [*lines, BLANK]
