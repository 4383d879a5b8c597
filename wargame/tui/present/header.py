"""The two lines over the board: where the game stands, and what the seat has in hand."""

from __future__ import annotations

from wargame.review import total_now
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.tui.present.forecasts import in_hand
from wargame.tui.present.lines import Line, Span, counted, money


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
    roomy = width >= 118
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
    used = sum(len(span.text) for span in spans) + sum(len(span.text) for span in phases)
    return Line([*spans, Span(" " * max(2, width - used - 1)), *phases])


def purse(view: View, width: int, spectator: bool = False) -> Line:
    """Whose view it is, and what that seat has to act with."""
    scenario, state, seat = view.scenario, view.state, view.seat
    points = in_hand(view, seat)[0]
    whole = scenario.powers[seat].points
    name = scenario.names["power"][seat]
    spans = [
        Span(f" {name} ", f"badge{seat}"),
        Span(" watching, as this seat sees it " if spectator else " "),
        Span("●" * points + "○" * max(0, whole - points), f"seat{seat}"),
        Span(f" {counted(points, 'point')}", "muted"),
        Span("   treasury ", "muted"),
        Span(money(state.money[seat]), "strong", ("money", seat)),
    ]
    account = scenario.reserves[seat]
    if account >= 0:
        spans += [
            Span("   reserves ", "muted"),
            Span(money(state.money[account]), "strong", ("money", account)),
        ]
    extra = [
        [Span("   standing ", "muted"), Span(str(state.standing[seat]), "strong", ("standing", seat))],
        [Span("   score ", "muted"), Span(str(total_now(scenario, state, seat)), "strong")],
        [Span("   stability ", "muted"), Span(str(state.stability[seat]), "strong", ("stability", seat))],
        [
            Span("   credibility ", "muted"),
            Span(str(state.credibility[seat]), "strong", ("credibility", seat)),
        ],
    ]
    for more in extra:
        if sum(len(s.text) for s in (*spans, *more)) < width:
            spans += more
    return Line(spans)
