"""The powers side by side: purse, standing, the state of the country, what each thinks of the others, scores."""

from __future__ import annotations

from wargame.explain.governments import governments_told
from wargame.explain.means import points_left
from wargame.explain.memories import heaviest
from wargame.explain.scores import columns_now, tightrope_now, total_now
from wargame.explain.threats import standing_told
from wargame.explain.units import signed, tone
from wargame.rules.books import booked, put_by
from wargame.rules.figures import COLUMNS, FIGURES
from wargame.rules.observe import View
from wargame.rules.words import money
from wargame.tui.present.cells import cells
from wargame.tui.present.chart import spark
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    beside,
    clip,
    heading,
    left,
    level_role,
    paragraph,
    right,
)

_TRACKS = ("standing", "stability", "credibility", "fissile", "footprint", "know_how")
_SHORT = {"know_how": "Know-how", "fissile": "Nuclear sec.", "footprint": "Footprint"}


def powers(view: View, width: int) -> list[Line]:
    """The whole panel."""
    scenario = view.scenario
    seats = range(scenario.npowers)
    label = max(11, min(20, width - 8 * len(seats)))
    cell = max(5, (width - label) // len(seats))
    names = [Span(left("", label))]
    titles = scenario.names["power"]
    if any(cells(title) >= cell for title in titles):
        titles = scenario.ids["power"]
    names += [Span(right(clip(titles[seat], cell - 1), cell), f"seat{seat} bold") for seat in seats]
    lines = [Line(names)]
    lines += _purse(view, label, cell)
    lines += [_row(view, name, label, cell) for name in _TRACKS if any(getattr(view.state, name))]
    lines += [BLANK, heading("Scores", width), *_scores(view, label, cell)]
    lines += [BLANK, heading("Trust", width, "who trusts whom"), *_matrix(view, "trust", label, cell)]
    if any(view.state.influence):
        note = "whose influence where"
        lines += [BLANK, heading("Influence", width, note), *_matrix(view, "influence", label, cell)]
    lines += [*_threats(view, width), *_programmes(view, width), *_remembered(view, width)]
    governed = [row for text in governments_told(view) for row in paragraph(text, width, "muted")]
    lines += [BLANK, heading("Governments", width), *governed] if governed else []
    if any(view.state.blame):
        lines += [BLANK, _row(view, "blame", label, cell, "Blame")]
    return lines


def _threats(view: View, width: int) -> list[Line]:
    """What stands, what is against the viewer first."""
    lines: list[Line] = []
    for text in standing_told(view):
        lines += paragraph(text, width, "warn" if not text.startswith(" ") else "muted")
    return [BLANK, heading("Threats", width), *lines] if lines else []


def _purse(view: View, label: int, cell: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    treasury, reserves, points = [Span(left("Treasury", label), "muted")], [], []
    for seat in range(scenario.npowers):
        amount = booked(state, seat)
        treasury.append(Span(right(money(amount), cell), "bad" if amount < 0 else "", ("money", seat)))
        account = scenario.reserves[seat]
        text = right(money(booked(state, account)), cell) if account >= 0 else right("·", cell)
        place = ("money", account) if account >= 0 else None
        reserves.append(Span(text, "" if place else "faint", place))
        left_over = points_left(view, seat)
        # Other powers' points matter as much as one's own: they say who can still answer.
        points.append(
            Span(right("●" * left_over if left_over else "·", cell), f"seat{seat}" if left_over else "faint")
        )
    lines = [Line([Span(left("Points left", label), "muted"), *points]), Line(treasury)]
    if any(account >= 0 for account in scenario.reserves):
        lines.append(Line([Span(left("Reserves", label), "muted"), *reserves]))
    return lines + _beside(view, label, cell)


def _beside(view: View, label: int, cell: int) -> list[Line]:
    """What the viewer's own books leave out; nobody else's are known."""
    state, bank = view.state, view.scenario.reserves[view.seat]
    hole = state.unbooked[bank] if bank >= 0 else 0
    rows = (("Put by", put_by(state, view.seat), ""), ("Gone unseen", hole, "bad"))
    return [
        Line(
            [
                Span(left(title, label), "muted"),
                Span(" " * cell * view.seat),
                Span(right(money(amount), cell), role),
            ]
        )
        for title, amount, role in rows
        if amount
    ]


def _row(view: View, name: str, label: int, cell: int, title: str = "") -> Line:
    values = getattr(view.state, name)
    high = FIGURES[name].high
    spans = [Span(left(title or _SHORT.get(name, FIGURES[name].title), label), "muted")]
    for seat in range(view.scenario.npowers):
        value = values[seat]
        role = level_role(value) if high == 100 and name in ("stability", "credibility", "fissile") else ""
        spans.append(Span(right(str(value), cell), role, (name, seat)))
    return Line(spans)


def _scores(view: View, label: int, cell: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    lines = []
    totals = [total_now(scenario, state, seat) for seat in range(scenario.npowers)]
    columns = [columns_now(scenario, state, seat) for seat in range(scenario.npowers)]
    for at, column in enumerate(COLUMNS):
        spans = [Span(left(column.capitalize(), label), "muted")]
        for seat in range(scenario.npowers):
            index = seat * len(COLUMNS) + at
            spans.append(Span(right(str(columns[seat][at]), cell), "", ("score", index)))
        lines.append(Line(spans))
    best = max(totals)
    spans = [Span(left("Total", label), "strong")]
    for seat, value in enumerate(totals):
        role = f"seat{seat} bold" if value == best else "strong"
        spans.append(Span(right(str(value), cell), role, ("total", seat)))
    lines.append(Line(spans))
    for text in tightrope_now(scenario, state):
        lines += paragraph(text, label + cell * len(totals), "warn")
    if state.history:
        spans = [Span(left("Past quarters", label), "muted")]
        past = [value for row in state.history for value in row]
        for seat in range(scenario.npowers):
            text = spark([row[seat] for row in state.history], min(past), max(past))
            spans.append(Span(right(text[-(cell - 1) :], cell), f"seat{seat}"))
        lines.append(Line(spans))
    return lines


def _matrix(view: View, name: str, label: int, cell: int) -> list[Line]:
    """Rows hold it, columns are whom it is about."""
    scenario, n = view.scenario, view.scenario.npowers
    values = getattr(view.state, name)
    lines = []
    for row in range(n):
        spans = [Span(left(scenario.names["power"][row], label), f"seat{row}")]
        for column in range(n):
            index = row * n + column
            if row == column:
                spans.append(Span(right("·", cell), "faint"))
            else:
                role = level_role(values[index]) if name == "trust" else ""
                spans.append(Span(right(str(values[index]), cell), role, (name, index)))
        lines.append(Line(spans))
    return lines


def _remembered(view: View, width: int) -> list[Line]:
    """The acts that weigh most in trust, and in whose."""
    ids, lines = view.scenario.ids["power"], list[Line]()
    for holder, about, act in heaviest(view):
        place = ("trust", holder * view.scenario.npowers + about)
        lead = (
            Span(left(ids[holder], 4), f"seat{holder}"),
            Span(left("of", 3), "muted"),
            Span(left(ids[about], 5), f"seat{about}"),
        )
        tail = (Span(right(signed(act.left), 5), tone("trust", act.left), place),)
        lines += beside(f"{act.words}, {act.when}", max(12, width - 17), tail, lead=lead)
    return [BLANK, heading("What weighs most", width, "who remembers of whom"), *lines] if lines else []


def _programmes(view: View, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    lines: list[Line] = []
    numbers = scenario.numbers["power"]
    order = sorted(
        range(len(scenario.spec.programmes)),
        key=lambda at: (scenario.spec.programmes[at].power != scenario.ids["power"][view.seat], at),
    )
    for number in order:
        programme = scenario.spec.programmes[number]
        seat, ready = numbers[programme.power], state.readiness[number]
        needs = ", ".join(programme.needs)
        text = f"{ready:>4}"
        name = programme.name if cells(programme.name) <= width - 8 else clip(programme.name, width - 8)
        size = max(20, cells(name))
        lead = (
            Span(left(programme.power, 4), f"seat{seat}"),
            Span(left(name, size)),
            Span(text, level_role(ready), ("readiness", number)),
            Span("  ", ""),
        )
        lines += beside(f"needs {needs}", width - size - 10, role="muted", lead=lead)
    return [BLANK, heading("Readiness", width), *lines] if lines else []
