"""The actors that no seat plays: what each thinks of every power and why, and the threats nobody owns."""

from __future__ import annotations

from wargame.rules.observe import View
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    heading,
    left,
    level_role,
    line,
    paragraph,
    right,
)


def world(view: View, width: int) -> list[Line]:
    """The whole panel."""
    scenario, state, n = view.scenario, view.state, view.scenario.npowers
    cell = 6
    name = max(10, width - cell * n - 6)
    titles = [Span(left("Disposition to", name), "muted")]
    titles += [Span(right(power, cell), f"seat{seat}") for seat, power in enumerate(scenario.ids["power"])]
    lines = [Line([*titles, Span(right("skill", 6), "muted")])]
    for at, partner in enumerate(scenario.partners):
        party = n + at
        if party == scenario.world:
            continue
        spans = [Span(left(partner.name, name), "partner")]
        for seat in range(n):
            index = party * n + seat
            value = state.disposition[index]
            spans.append(Span(right(str(value), cell), level_role(value, 35, 60), ("disposition", index)))
        lines.append(Line([*spans, Span(right(str(state.know_how[party]), 6), "", ("know_how", party))]))
        because = partner.because.get(scenario.ids["power"][view.seat])
        if because:
            lines += paragraph(because, width - 2, "muted", 2)
    threat = state.threat[0]
    label = max(20, *(cells(f"Insurgents, {title}") + 2 for title in scenario.names["region"]), 0)
    lines += [BLANK, heading("Beyond the states", width)]
    lines.append(
        line(
            Span(left("Militant threat", label), "muted"),
            Span(str(threat), level_role(100 - threat), ("threat", 0)),
        )
    )
    for region, title in enumerate(scenario.names["region"]):
        strength = state.insurgency[region]
        if strength:
            lines.append(
                line(
                    Span(left(f"Insurgents, {title}", label), "muted"),
                    Span(str(strength), level_role(100 - strength), ("insurgency", region)),
                )
            )
    if scenario.spec.world_notes:
        lines += [BLANK, heading("Model and world", width)]
        for note in scenario.spec.world_notes:
            lines += paragraph("· " + note, width, "muted")
    return lines
