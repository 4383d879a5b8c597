"""The market as one power sees it: prices, who supplies it, what it lacks, and the controls in force."""

from __future__ import annotations

from wargame.explain.ore import ore_told
from wargame.rules.compiled import TECHNOLOGY
from wargame.rules.figures import RUNGS
from wargame.rules.observe import View
from wargame.rules.regimes import regime_cell
from wargame.rules.trade import demand
from wargame.rules.words import count, world_share
from wargame.tui.present.atlas import owner_role
from wargame.tui.present.lines import (
    BLANK,
    Line,
    Span,
    bar,
    beside,
    clip,
    heading,
    left,
    line,
    paragraph,
    right,
    share_cell,
)

_RUNG_ROLES = ("good", "warn", "warn", "bad")
_SECTOR = {"defence": "Defence", "clean_tech": "Clean tech", "electronics": "Electronics"}


def market(view: View, width: int) -> list[Line]:
    """The whole panel, for the view's seat."""
    lines = [*_materials(view, width), BLANK]
    lines += [heading("Who supplies you", width, "last quarter"), *_suppliers(view, width)]
    lines += [BLANK, heading("Your shortages", width, "by sector"), *_shortages(view, width)]
    lines += _chain(view, width)
    lines += [BLANK, heading("Controls against you", width), *_against(view, width)]
    lines += [BLANK, heading("Your controls", width), *_own(view, width)]
    return lines


def _materials(view: View, width: int) -> list[Line]:
    """One row per material: price, your need, what you make, what is in store."""
    scenario, state, seat = view.scenario, view.state, view.seat
    n = scenario.nparties
    name = max(8, width - 32)
    lines = [
        line(
            Span(left("Material", name), "muted"),
            Span("price", "muted"),
            Span("   need", "muted"),
            Span("    own", "muted"),
            Span("  stock", "muted"),
            Span("   ore", "muted"),
        )
    ]
    for material, spec in enumerate(scenario.spec.materials):
        price = state.price[material]
        role = "bad" if price >= 150 else "warn" if price >= 120 else "good" if price < 80 else ""
        need = sum(demand(scenario, state, seat, material))
        own = (material * n + seat) * n + seat
        stock = seat * scenario.nmaterials + material
        tail = (
            Span(right(str(price), 5), role, ("price", material)),
            Span(right(share_cell(need), 7)),
            Span(right(share_cell(state.flow[own]), 7), "", ("flow", own)),
            Span(right(share_cell(state.stock[stock]), 7), "", ("stock", stock)),
            Span(right(share_cell(state.ore[stock]), 6), "", ("ore", stock)),
        )
        lines += beside(spec.name, name, tail, "strong")
        ordered, released = state.order[stock], state.offered[stock]
        saved = state.thrift[stock]
        notes = [f"buying {world_share(ordered)} for the stockpile"] if ordered else []
        notes += [f"releasing {world_share(released)}"] if released else []
        notes += [f"substitution saves {saved}%"] if saved else []
        for seat_at, power in enumerate(scenario.names["power"]):
            turns = state.flood[seat_at * scenario.nmaterials + material]
            notes += [f"{power} floods the market, {count(turns, 'quarter')} left"] if turns else []
        lines += paragraph("; ".join(notes), width, "muted", 2) if notes else []
    return lines


def _suppliers(view: View, width: int) -> list[Line]:
    scenario, state, seat = view.scenario, view.state, view.seat
    n, lines = scenario.nparties, []
    name = min(20, max(17, width // 4))
    for material, title in enumerate(scenario.names["material"]):
        start = (material * n + seat) * n
        row = state.flow[start : start + n]
        total = sum(row)
        if not total:
            continue
        lines.append(line(Span(title, "muted")))
        sellers = sorted((p for p in range(n) if row[p]), key=lambda p: (-row[p], p))
        for party in sellers[:5]:
            percent = 100 * row[party] // total
            who = "you" if party == seat else scenario.names["party"][party]
            role = owner_role(scenario, party)
            lines.append(
                line(
                    Span("  " + left(who, name) + " ", role),
                    *bar(percent, 100, max(6, width - name - 17), role),
                    Span(right(f"{percent}%", 5), "strong" if percent >= 60 and party != seat else ""),
                    Span(right(share_cell(row[party]), 8), "muted", ("flow", start + party)),
                )
            )
    return lines or [line(Span("You neither make nor buy any of it.", "muted"))]


def _chain(view: View, width: int) -> list[Line]:
    """Where one's own ore would go."""
    lines = [row for text in ore_told(view) for row in paragraph(text, width)]
    return [BLANK, heading("Your ore", width, "as things stand"), *lines] if lines else []


def _shortages(view: View, width: int) -> list[Line]:
    scenario, state, seat = view.scenario, view.state, view.seat
    sectors, materials = scenario.ids["sector"], scenario.nmaterials
    cell = min(9, max(7, (width - 12) // max(1, materials)))
    titles = [Span(left("", 12))]
    titles += [Span(right(clip(m.title(), cell - 1), cell), "muted") for m in scenario.ids["material"]]
    lines = [Line(titles)]
    for at, sector in enumerate(sectors):
        spans = [Span(left(_SECTOR.get(sector, sector), 12), "muted")]
        for material in range(materials):
            index = (seat * len(sectors) + at) * materials + material
            short, wants = state.short[index], demand(scenario, state, seat, material)[at]
            if short:
                spans.append(Span(right(share_cell(short), cell), "bad", ("short", index)))
            else:
                spans.append(
                    Span(right("met" if wants else "·", cell), "good" if wants else "faint", ("short", index))
                )
        lines.append(Line(spans))
    return lines


def _regimes(view: View, seller: int, buyers: range) -> list[tuple[int, int, int]]:
    """(buyer, item, rung) of one power's regimes, open ones left out."""
    scenario, state = view.scenario, view.state
    return [
        (buyer, item, rung)
        for buyer in buyers
        if buyer != seller
        for item in range(scenario.nitems)
        if (rung := state.regime[regime_cell(scenario, seller, item, buyer)])
    ]


def _rung(view: View, seller: int, buyer: int, item: int, rung: int) -> Span:
    place = "regime", regime_cell(view.scenario, seller, item, buyer)
    return Span(f"{RUNGS[rung]:>10}", _RUNG_ROLES[rung], place)


def _against(view: View, width: int) -> list[Line]:
    scenario, state, seat = view.scenario, view.state, view.seat
    lines = []
    name, here = max(10, width - 26), range(seat, seat + 1)
    for seller in range(scenario.npowers):
        for buyer, item, rung in _regimes(view, seller, here):
            lines += beside(
                scenario.names["item"][item],
                name,
                (_rung(view, seller, buyer, item, rung),),
                lead=(Span(left(scenario.names["power"][seller], 15), f"seat{seller}"),),
            )
        turns = state.licence[seller * scenario.npowers + seat]
        if turns and seller != seat:
            text = f"General licence from {scenario.within('power', seller)}, {count(turns, 'quarter')}"
            place = ("licence", seller * scenario.npowers + seat)
            lines.append(line(Span(text, "good", place)))
    if not lines:
        return [line(Span("None in force.", "muted"))]
    allowed = scenario.spec.tuning.passing
    text = ", ".join(f"{RUNGS[rung]} {allowed[rung]}%" for rung in range(1, len(RUNGS)))
    text = f"Of what they would sell you comes through: {text}. Each quarter under one teaches you to do without."
    technology = scenario.numbers["item"][TECHNOLOGY]
    if any(
        item == technology
        for seller in range(scenario.npowers)
        for _, item, _ in _regimes(view, seller, here)
    ):
        text += " Without the technology your refineries are slower and dearer to build."
    return [*lines, *paragraph(text, width, "muted")]


def _own(view: View, width: int) -> list[Line]:
    """One row per item and rung, with everybody under it."""
    scenario, seat = view.scenario, view.seat
    groups: dict[tuple[int, int], list[int]] = {}
    for buyer, item, rung in _regimes(view, seat, range(scenario.nparties)):
        groups.setdefault((item, rung), []).append(buyer)
    lines = []
    name = max(10, width - 11)
    for (item, rung), buyers in sorted(groups.items()):
        whom = ", ".join(scenario.ids["party"][b] for b in buyers)
        if len(buyers) == scenario.nparties - 1:
            whom = "everyone"
        text = f"{scenario.names['item'][item]} to {whom}"
        lines += beside(text, name, (_rung(view, seat, buyers[0], item, rung),))
    for buyer in range(scenario.npowers):
        turns = view.state.licence[seat * scenario.npowers + buyer]
        if turns:
            text = f"General licence for {scenario.within('power', buyer)}, {count(turns, 'quarter')}"
            lines.append(line(Span(text, "good", ("licence", seat * scenario.npowers + buyer))))
    return lines or [line(Span("None in force.", "muted"))]
