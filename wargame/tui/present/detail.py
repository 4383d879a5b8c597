"""Everything to be known about what is selected on the map."""

from __future__ import annotations

from wargame.explain.ladders import rungs_ahead
from wargame.explain.places import Place
from wargame.explain.projects import pace_told
from wargame.explain.units import shown
from wargame.rules.actions.arenas import Protest
from wargame.rules.compiled import Scenario
from wargame.rules.measures import site_value
from wargame.rules.observe import View
from wargame.rules.phases.security import attack_odds, incident_odds
from wargame.rules.trade import closed_routes, working
from wargame.rules.words import money, world_share
from wargame.tui.present import ladder
from wargame.tui.present.atlas import LEGEND, owner_role, symbol, tension_role
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    bar,
    beside,
    left,
    level_role,
    line,
    paragraph,
    right,
)

_LABEL = 15


def detail(view: View, selected: tuple[str, int] | None, width: int) -> list[Line]:
    """The panel for a selection (kind, index), or the map's legend when nothing is selected."""
    if selected is None:
        return legend(width)
    kind, index = selected
    present = {"site": _site, "region": _region, "arena": _arena, "route": _route}[kind]
    lines = present(view, index, width)
    lines += _forces(view, kind, index, width)
    return [row for one in lines for row in _fitted(one, width)]


def _fitted(one: Line, width: int) -> list[Line]:
    """A field whose text is too long goes on under itself."""
    if one.width <= width or len(one.spans) != 2:
        return [one]
    label, text = one.spans
    rows = paragraph(text.text, width - label.width)
    lines = [line(label, Span(rows[0].text, text.role, text.place))]
    return lines + [line(" " * label.width, Span(row.text, text.role)) for row in rows[1:]]


def brief(view: View, selected: tuple[str, int] | None, width: int) -> list[Line]:
    """The same in four rows, for a strip under the map."""
    if selected is None:
        return legend(width)
    full = detail(view, selected, 200)
    title = Line([*full[0].spans, Span("   e shows all", "faint")])
    facts: list[Span] = []
    rows: list[Line] = []
    used = 0
    for one in full[1:]:
        cell = _fact(one)
        if not cell:
            continue
        length = Line(cell).width
        if used and used + length > width:
            rows.append(Line(facts))
            facts, used = [], 0
        facts += cell
        used += length
    rows.append(Line(facts))
    return [title, *rows[:3]]


def _fact(one: Line) -> list[Span]:
    """A detail row as a short fact: `Grade not surveyed · `. Rules, blanks and lists are left out."""
    text = [span for span in one.spans if set(span.text.strip()) - set("━─")]
    if len(text) < 2 or len(one.text) > 90 or not text[0].text.strip()[:1].isalpha():
        return []
    cells = [Span(text[0].text.strip() + " ", "muted")]
    for span in text[1:]:
        cells.append(Span(" ".join(span.text.split()) + " ", span.role, span.place))
    return [*cells, Span(" ", "")]


def legend(width: int) -> list[Line]:
    """What the signs on the map mean."""
    lines = [line(Span("Select something on the map with the arrow keys or the mouse.", "muted"))]
    if width < 62:
        lines = paragraph(lines[0].text, width, "muted")
    row: list[Span] = []
    used = 0
    for sign, meaning in LEGEND:
        cell = f"{sign} {meaning:<11}"
        if used + len(cell) > width:
            lines.append(Line(row))
            row, used = [], 0
        row += [Span(sign + " ", "strong"), Span(f"{meaning:<11}", "muted")]
        used += len(cell)
    return [*lines, Line(row)]


def _field(label: str, text: str, role: str = "", place: Place | None = None) -> Line:
    return line(Span(left(label, _LABEL), "muted"), Span(text, role, place))


def _meter(label: str, value: int, role: str, place: Place, width: int) -> Line:
    size = max(6, min(20, width - _LABEL - 5))
    return line(
        Span(left(label, _LABEL), "muted"),
        *bar(value, 100, size, role),
        Span(right(str(value), 4), role, place),
    )


def _source(view: View, ident: str, width: int) -> list[Line]:
    source = view.scenario.spec.sources.get(ident)
    if source is None:
        return []
    year = f", {source.year}" if source.year and str(source.year) not in source.title else ""
    return paragraph(f"Source: {source.title}{year}", width, "faint")


def _site(view: View, site: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    spec, owner = scenario.sites[site], state.owner[site]
    lines = [
        line(Span(f"{symbol(scenario, state, site)} {spec.name}", f"{owner_role(scenario, owner)} bold"))
    ]
    host = scenario.names["party"][scenario.host[site]]
    where = f"{spec.kind}, {host}" + (f", {_region_name(view, site)}" if spec.region else "")
    lines += paragraph(where, width, "muted")
    lines.append(_field("Status", *_stage(view, site)))
    lines.append(
        _field(
            "Worked by",
            scenario.names["party"][owner] if owner >= 0 else "nobody",
            owner_role(scenario, owner),
        )
    )
    stake = state.stake[site]
    if stake >= 0:
        lines.append(
            _field(
                "Foreign stake", scenario.names["party"][stake], owner_role(scenario, stake), ("stake", site)
            )
        )
    if spec.kind == "mine":
        grade = state.grade[site]
        lines.append(
            _field(
                "Grade",
                shown("grade", grade),
                "warn" if grade < 0 else "bad" if grade == 0 else "good",
                ("grade", site),
            )
        )
    lines += _yields(view, site, width)
    lines.append(_field("Income now", f"{money(site_value(scenario, state, site))} a quarter"))
    lines.append(_field("Capacity", f"{state.level[site]} of {spec.max_level}", "", ("level", site)))
    lines += _terms(view, site)
    if spec.note:
        lines += paragraph(spec.note, width, "muted")
    return lines + _source(view, spec.source, width)


def _terms(view: View, site: int) -> list[Line]:
    """What a site stands on: its road, its standard, its community, its guards, its ground."""
    scenario, state = view.scenario, view.state
    spec = scenario.sites[site]
    lines: list[Line] = []
    need = f", {spec.needs_access} needed" if spec.needs_access else ""
    role = "bad" if state.access[site] < spec.needs_access else ""
    lines.append(_field("Infrastructure", f"{state.access[site]} of 3{need}", role, ("access", site)))
    standard = state.standard[site]
    lines.append(
        _field("Environment", shown("standard", standard), ("bad", "", "good")[standard], ("standard", site))
    )
    share = shown("share", state.share[site]) + (
        ", kept secret" if state.share[site] < state.declared[site] else ""
    )
    lines.append(
        _field(
            "Community", share, "warn" if state.share[site] < state.declared[site] else "", ("share", site)
        )
    )
    if state.hub[site]:
        lines.append(_field("Hub", "others bring their ore here", "good", ("hub", site)))
    if state.guard[site]:
        lines.append(_field("Guarded", f"{shown('guard', state.guard[site])} left", "good", ("guard", site)))
    if spec.terrain == "mountain":
        lines.append(_field("Terrain", "mountain: dearer, winter halts work"))
    if spec.disputed:
        lines.append(_field("Disputed", _disputed(scenario, site), "warn"))
    return lines


def _disputed(scenario: Scenario, site: int) -> str:
    """What comes of a site's lying on disputed ground, with whoever may protest."""
    may = [
        power.name
        for seat, power in enumerate(scenario.powers)
        if Protest.code in power.menu and seat != scenario.host[site]
    ]
    return f"{' and '.join(may)} may protest; investors pay more" if may else "investors pay more"


def _region_name(view: View, site: int) -> str:
    region = view.scenario.site_region[site]
    return view.scenario.names["region"][region] if region >= 0 else ""


def _stage(view: View, site: int) -> tuple[str, str, Place]:
    """Status in words, its role and the figure behind it."""
    scenario, state = view.scenario, view.state
    if state.damage[site]:
        return f"out of operation, {shown('damage', state.damage[site])}", "bad", ("damage", site)
    if state.left[site]:
        kind = "expansion" if state.level[site] else "project"
        rushed = ", rushed" if state.rushed[site] else ""
        rushed += pace_told(scenario, state, site)
        return f"{kind}: {shown('left', state.left[site])} left{rushed}", "accent", ("left", site)
    if not state.level[site]:
        return "not begun", "muted", ("level", site)
    if not working(scenario, state, site, closed_routes(scenario, state)):
        return "cut off: its road is closed", "bad", ("level", site)
    return "working", "good", ("level", site)


def _yields(view: View, site: int, width: int) -> list[Line]:
    scenario = view.scenario
    spec = scenario.sites[site]
    rows = [
        f"{world_share(amount)} {scenario.names['material'][material]}"
        for material, amount in enumerate(scenario.site_yield[site])
        if amount
    ]
    if spec.cash:
        rows.append(f"{money(spec.cash)} besides")
    if not rows:
        return []
    lines = [_field("A level brings" if at == 0 else "", row) for at, row in enumerate(rows)]
    if spec.mineral:
        lines.append(_field("Mineral", spec.mineral))
    return lines


def _region(view: View, region: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    spec = scenario.spec.regions[region]
    power = scenario.region_power[region]
    lines = [
        line(
            Span(f"◌ {spec.name}", f"seat{power} bold"), Span(f"  {scenario.names['power'][power]}", "muted")
        )
    ]
    consent, grievance = state.consent[region], state.grievance[region]
    strength, nature = state.insurgency[region], state.environment[region]
    lines.append(_meter("Consent", consent, level_role(consent), ("consent", region), width))
    lines.append(_meter("Grievance", grievance, level_role(100 - grievance), ("grievance", region), width))
    lines.append(_meter("Insurgents", strength, level_role(100 - strength), ("insurgency", region), width))
    lines.append(_meter("Environment", nature, level_role(nature), ("environment", region), width))
    odds = attack_odds(scenario, state, region)
    if odds:
        lines.append(_field("Attack odds", f"{odds}% this quarter", "bad" if odds >= 30 else "warn"))
    if spec.winter:
        lines.append(_field("Season", "winter halts projects" if scenario.is_winter(state.turn) else "open"))
    if spec.spills:
        lines += paragraph(
            "Unrest here reaches " + ", ".join(_names(view, spec.spills)) + ".", width, "muted"
        )
    if scenario.sites_in[region]:
        lines.append(BLANK)
        for site in scenario.sites_in[region]:
            role = owner_role(scenario, state.owner[site])
            lead = (
                Span(symbol(scenario, state, site) + " ", role),
                Span(left(scenario.sites[site].name, _LABEL + 4)),
            )
            lines += beside(_stage(view, site)[0], width - _LABEL - 6, role="muted", lead=lead)
    return lines + _source(view, spec.source, width)


def _names(view: View, regions: dict[str, int]) -> list[str]:
    scenario = view.scenario
    return [
        f"{scenario.names['region'][scenario.numbers['region'][r]]} ({share}%)"
        for r, share in regions.items()
    ]


def _arena(view: View, arena: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    spec, rung = scenario.spec.arenas[arena], state.tension[arena]
    sides = [scenario.names["power"][side] for side in scenario.arena_sides[arena]]
    lines = [
        line(
            Span(f"⚑ {spec.name}", f"{tension_role(rung)} bold"),
            Span(f"  {sides[0]} and {sides[1]}", "muted"),
        )
    ]
    lines.append(
        line(
            Span(left("Tension", _LABEL), "muted"),
            *bar(rung, 10, 10, tension_role(rung)),
            Span(f" {rung} of 10", tension_role(rung), ("tension", arena)),
        )
    )
    if state.truce[arena]:
        lines.append(
            _field("Ceasefire", f"{shown('truce', state.truce[arena])} left", "good", ("truce", arena))
        )
    rungs = rungs_ahead(view, arena)
    odds = incident_odds(scenario, state, arena)
    lines.append(_field("Incident odds", f"{odds}% this quarter", "warn" if odds else "muted"))
    for step in range(len(spec.rungs) - 1, -1, -1):
        # The ladder shows where one stands and what lies two rungs either way, and always the end of it.
        if abs(step - rung) > 2 and step != len(spec.rungs) - 1:
            continue
        here = "▶" if step == rung else " "
        role = "strong" if step == rung else "muted"
        rows = paragraph(
            spec.rungs[step].name + (f": {spec.rungs[step].rule}" if spec.rungs[step].rule else ""), width - 6
        )
        for at, row in enumerate(rows):
            mark = f"{here}{step:>3}  " if at == 0 else " " * 6
            lines.append(line(Span(mark, tension_role(step)), Span(row.text, role)))
        lines += [
            row for ahead in rungs if ahead.number == step for row in ladder.each_quarter(ahead, width, 6)
        ]
    return lines


def _route(view: View, route: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    spec = scenario.spec.routes[route]
    kind = "Sea lane" if spec.kind == "lane" else "Corridor"
    lines = [line(Span(spec.name, "strong"), Span(f"  {kind.lower()}", "muted"))]
    if state.cut[route]:
        lines.append(_field("Status", f"cut, {shown('cut', state.cut[route])}", "bad", ("cut", route)))
    elif closed_routes(scenario, state) >> route & 1:
        lines.append(_field("Status", "closed by tension", "bad"))
    else:
        lines.append(_field("Status", "open", "good", ("cut", route)))
    if state.watch[route]:
        lines.append(
            _field("Patrolled", f"{shown('watch', state.watch[route])} left", "good", ("watch", route))
        )
    for power, income in spec.income.items():
        lines.append(_field("Earns", f"{money(income)} a quarter for {power}"))
    if spec.region:
        lines.append(
            _field("Runs through", scenario.names["region"][scenario.numbers["region"][spec.region]])
        )
    if spec.arena:
        arena = scenario.names["arena"][scenario.numbers["arena"][spec.arena]]
        lines += paragraph(f"Closes when {arena} reaches rung 7.", width, "muted")
    return lines


def _forces(view: View, kind: str, index: int, width: int) -> list[Line]:
    scenario, state = view.scenario, view.state
    rows = [
        line(
            Span(
                left(scenario.ids["power"][scenario.station_power[n]], 5), f"seat{scenario.station_power[n]}"
            ),
            Span(left(station.name, min(34, width - 8))),
            Span(f" {state.force[n]}", "strong", ("force", n)),
            *([Span(f" +{state.unseen[n]} out of sight", "muted", ("unseen", n))] if state.unseen[n] else []),
        )
        for n, station in enumerate(scenario.spec.stations)
        if scenario.station_kind[n] == kind and scenario.station_place[n] == index
    ]
    return [BLANK, line(Span("Forces", "title")), *rows] if rows else []
