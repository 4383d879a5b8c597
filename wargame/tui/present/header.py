"""The two lines over the board: where the game stands, and what the seat has in hand."""

from __future__ import annotations

from wargame.explain.means import points_left
from wargame.explain.scores import total_now
from wargame.rules.books import booked
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.words import count, money
from wargame.tui.present.lines import Line, Span

ROOMY = 118
"""From this width on everything is written out."""


def clock(view: View, width: int) -> Line:
    """Scenario, quarter, turn track and phase track, as much as fits."""
    scenario, state = view.scenario, view.state
    turns = scenario.spec.turns
    quarter = f" {scenario.quarter(state.turn)} "
    track = [
        Span("━" * (state.turn - 1), "muted"),
        Span("◆", "accent"),
        Span("─" * (turns - state.turn), "faint"),
    ]
    words = f" {state.turn}/{turns}"
    phases: list[Span] = []
    roomy = width >= ROOMY
    for at, phase in enumerate(PHASES):
        now = at == state.phase
        if roomy:
            phases += [Span(" › ", "faint")] if at else []
            phases.append(
                Span(phase.title, "phase bold" if now else "muted" if at > state.phase else "faint")
            )
        elif now:
            phases = [Span("●" * at, "faint"), Span(" " if at else "", ""), Span(phase.title, "phase bold")]
    if not roomy:
        phases.append(Span(" " + "○" * (len(PHASES) - 1 - state.phase), "faint"))
    title = [Span(f" {scenario.spec.title} ", "brand")] if width >= 70 else []
    spans = [*title, Span(quarter, "strong"), *track, Span(words, "muted")]
    used = Line([*spans, *phases]).width
    return Line([*spans, Span(" " * max(2, width - used - 1)), *phases])


def purse(view: View, width: int, spectator: bool = False) -> Line:
    """Whose view it is, and what that seat has to act with."""
    scenario, state, seat = view.scenario, view.state, view.seat
    points = points_left(view, seat)
    whole = scenario.powers[seat].points
    name = scenario.names["power"][seat]
    roomy = width >= ROOMY
    gap = "   " if roomy else "  "
    spans = [
        Span(f" {name} ", f"badge{seat}"),
        Span(" watching, as this seat sees it " if spectator else " "),
        Span("●" * points + "○" * max(0, whole - points), f"seat{seat}"),
    ]
    account = scenario.reserves[seat]
    if roomy:
        spans.append(Span(f" {count(points, 'point')}", "muted"))
    if roomy or account < 0:
        spans.append(Span(f"{gap}treasury ", "muted"))
    else:
        spans.append(Span(gap))
    spans.append(Span(money(booked(state, seat)), "strong", ("money", seat)))
    if account >= 0:
        spans += [
            Span(f"{gap}reserves " if roomy else " + ", "muted"),
            Span(money(booked(state, account)), "strong", ("money", account)),
            Span("" if roomy else " reserves", "muted"),
        ]
    extra = [
        [Span(f"{gap}standing ", "muted"), Span(str(state.standing[seat]), "strong", ("standing", seat))],
        [Span(f"{gap}stability ", "muted"), Span(str(state.stability[seat]), "strong", ("stability", seat))],
        [Span(f"{gap}score ", "muted"), Span(str(total_now(scenario, state, seat)), "strong")],
        [
            Span(f"{gap}credibility ", "muted"),
            Span(str(state.credibility[seat]), "strong", ("credibility", seat)),
        ],
    ]
    for more in extra:
        if Line([*spans, *more]).width < width:
            spans += more
    return Line(spans)
