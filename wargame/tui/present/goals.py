"""What each power is after: public objectives with the points they bring, and one's own agenda."""

from __future__ import annotations

from wargame.explain.goals import Goal, cap_told, scale
from wargame.explain.governments import governed
from wargame.explain.places import Place, place_of
from wargame.explain.scores import closing_told, total_now
from wargame.explain.sums import METERS, counting
from wargame.explain.units import counted_in, shown
from wargame.rules import scoring
from wargame.rules.observe import View
from wargame.rules.spec import AgendaSpec
from wargame.rules.words import count
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    bar,
    heading,
    line,
    paragraph,
    right,
)


def goals(view: View, width: int) -> list[Line]:
    """The whole panel: the view's seat first, then the others."""
    scenario = view.scenario
    lines: list[Line] = []
    order = [view.seat, *(seat for seat in range(scenario.npowers) if seat != view.seat)]
    for seat in order:
        total = total_now(scenario, view.state, seat)
        own = seat == view.seat
        title = scenario.names["power"][seat] + (" (you)" if own else "")
        lines += [BLANK] if lines else []
        head = heading(title, width, count(total, "point"))
        lines.append(Line([Span(title, f"seat{seat} bold"), *head.spans[1:]]))
        brief = scenario.powers[seat].brief
        lines += _objectives(view, seat, width, own)
        if own and scenario.powers[seat].balanced:
            lines += _balance(view, seat, width)
        if own:
            for text in closing_told(scenario, view.state):
                lines += paragraph(text, width, "muted")
        if own and brief:
            lines += [BLANK, *paragraph(brief, width, "muted")]
        if not own and scenario.powers[seat].agendas:
            lines.append(line(Span("  and a secret agenda", "faint")))
        for text in governed(view, seat):
            lines += paragraph(text, width - 2, "muted", 2)
    return lines


def _objectives(view: View, seat: int, width: int, own: bool) -> list[Line]:
    lines, over = [], view.state.ended is not None
    for spec, value, points in scoring.objective_scores(view.scenario, view.state, seat):
        if not own and isinstance(spec, AgendaSpec):
            continue
        place = place_of(view.scenario, spec.measure)
        lines += objective(spec, value, points, width, f"seat{seat}", place, over=over)
    return lines


def objective(
    spec: Goal,
    value: int,
    points: int,
    width: int,
    role: str,
    place: Place | None = None,
    *,
    over: bool = False,
) -> list[Line]:
    """Two rows: what is wanted, and how far it has come. `points` are hundredths; `place` can be asked about.

    A secret agenda says when it counts, as the game is `over` or not.
    """
    secret = isinstance(spec, AgendaSpec)
    name = spec.measure.split(".")[0]
    now, aim = shown(name, value), f", aim {shown(name, spec.best)}"
    meter = max(3, min(24, width - 18 - cells(f" now {now}{aim}")))
    mark = Span("◆ secret ", "accent") if secret else Span(f"{spec.column:<9}", "muted")
    title = paragraph(spec.title, width - 11)
    lines = [line("  ", mark, Span(title[0].text if title else "", "strong"))]
    lines += [line(" " * 11, Span(more.text, "strong")) for more in title[1:]]
    lines.append(
        line(
            " " * 11,
            *bar(points, 100 * spec.weight, meter, role),
            Span(right(f"{points // 100}/{spec.weight}", 7)),
            Span(" now ", "muted"),
            Span(now, "", place),
            Span(aim, "muted"),
        )
    )
    if counted_in(name):
        lines += paragraph(counted_in(name), width, "muted", 11)
    if secret:
        when = "counts now that the game is over" if over else "counts once the game is over"
        lines.append(line(" " * 11, Span(when, "muted")))
    return lines


def counts_for(view: View, place: Place, width: int) -> list[Line]:
    """The goals that a figure or measure counts for, with what earns nothing and what earns full marks."""
    scenario = view.scenario
    lines: list[Line] = []
    for seat, spec, value, points in counting(view, place):
        text = f"{scenario.names['power'][seat]}: {scale(spec)}."
        over = view.state.ended is not None
        lines += objective(spec, value, points, width, f"seat{seat}", over=over)
        lines += paragraph(text, width, "muted", 11)
    lines += paragraph(cap_told(view, place), width - 2, "muted", 2) if cap_told(view, place) else []
    return [heading("It counts for", width), *lines, BLANK] if lines else []


def _balance(view: View, seat: int, width: int) -> list[Line]:
    """The three meters of which the lowest caps the total."""
    values = scoring.meters(view.scenario, view.state, seat)
    lowest = min(values)
    cap = lowest + scoring.BALANCE_ALLOWANCE
    lines = paragraph(f"The tightrope: the lowest caps your total at {cap}", width - 2, "muted", 2)
    names = ("engagement", "security", "environment")
    for name, measure, value in zip(names, METERS, values, strict=True):
        role = "bad" if value == lowest else "good"
        figure = Span(right(str(value), 4), role, (measure, seat))
        spans = (*bar(value, 100, max(8, min(24, width - 22)), role), figure)
        lines.append(line(f"  {name:<13}", *spans))
    return lines
