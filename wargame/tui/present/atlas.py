"""The map: sites, regions, arenas and routes of a view, scaled from the scenario's 100 by 40 to any size."""

from __future__ import annotations

from itertools import pairwise

from attrs import frozen

from wargame.rules.compiled import Scenario
from wargame.rules.state import State
from wargame.rules.trade import closed_routes
from wargame.tui.present.canvas import Canvas, walk
from wargame.tui.present.cells import cells
from wargame.tui.present.chart import SPARKS
from wargame.tui.present.land import MAP_HEIGHT, MAP_WIDTH, land
from wargame.tui.present.lines import Line, one_row

NAMED = 84
"""From this width on, countries are named."""
ROOMY = 110
"""From this width on, regions and arenas show figures in words."""

_SYMBOLS = {
    # built, under way, not begun
    "mine": ("▲", "◮", "△"),
    "refinery": ("■", "◨", "□"),
    "recycler": ("●", "◑", "○"),
    "port": ("◆", "◈", "◇"),
}
LEGEND = (
    ("▲", "mine"),
    ("■", "refinery"),
    ("●", "recycler"),
    ("◆", "port"),
    ("△", "not begun"),
    ("◮", "under way"),
    ("✗", "damaged"),
    ("⚑", "arena"),
    ("◌", "region"),
    ("×", "route cut"),
)


@frozen
class Spot:
    """Something on the map that can be selected: a site, region, arena or route, and where its symbol stands."""

    kind: str
    index: int
    x: int
    y: int


@frozen
class Atlas:
    """The drawn map and what can be selected on it."""

    lines: list[Line]
    spots: tuple[Spot, ...]

    def near(self, x: int, y: int, reach: int = 3) -> Spot | None:
        """The spot nearest to a cell, within reach; a row counts as two columns."""
        found = min(self.spots, key=lambda s: abs(s.x - x) + 2 * abs(s.y - y), default=None)
        return found if found and abs(found.x - x) + 2 * abs(found.y - y) <= reach else None

    def toward(self, start: Spot, dx: int, dy: int) -> Spot:
        """The best spot to jump to in a direction; the start itself if there is none."""
        best, least = start, 1e9
        for spot in self.spots:
            east, south = spot.x - start.x, 2 * (spot.y - start.y)
            along, aside = (east * dx, abs(south)) if dx else (south * dy, abs(east))
            if along > 0 and along + 2 * aside < least:
                best, least = spot, along + 2 * aside
        return best


def owner_role(scenario: Scenario, party: int) -> str:
    """The role of a party's things: its seat's own, or the partners' common one."""
    return f"seat{party}" if 0 <= party < scenario.npowers else "partner"


def symbol(scenario: Scenario, state: State, site: int) -> str:
    """A site's mark by kind and stage."""
    if state.damage[site]:
        return "✗"
    built, under_way, not_begun = _SYMBOLS.get(scenario.kind[site], _SYMBOLS["mine"])
    if state.level[site]:
        return built
    return under_way if state.left[site] else not_begun


def atlas(
    scenario: Scenario, state: State, width: int, height: int, selected: tuple[str, int] | None = None
) -> Atlas:
    """Draw the map at a size."""
    canvas = Canvas(width, height, land(scenario, width, height))
    roomy = width >= ROOMY
    closed = closed_routes(scenario, state)
    passed = _routes(scenario, closed, canvas)
    labels = [*_arenas(scenario, state, canvas, roomy), *_regions(scenario, state, canvas, roomy)]
    labels += _sites(scenario, state, canvas)
    for label in labels:
        canvas.write(label.spot.x, label.spot.y, [label.sign])
    routes = _route_spots(scenario, closed, canvas, passed)
    # The selected thing's name comes first, then arenas and regions, then sites that work.
    for label in sorted(labels, key=lambda one: ((one.spot.kind, one.spot.index) != selected, one.rank)):
        _place(canvas, label)
    if width >= NAMED:
        _parties(scenario, canvas, [label.spot for label in labels if label.spot.kind == "site"])
    spots = (*(label.spot for label in labels), *routes)
    return Atlas(canvas.lines(), tuple(sorted(spots, key=lambda s: (s.y, s.x))))


@frozen
class _Label:
    """A spot's sign, and the words that go beside it where there is room; `short` where there is little."""

    spot: Spot
    sign: tuple[str, str]
    words: list[tuple[str, str]]
    short: list[tuple[str, str]]
    rank: tuple[int, int]


def _scaled(at: tuple[int, int], canvas: Canvas) -> tuple[int, int]:
    x = round(at[0] * (canvas.width - 1) / (MAP_WIDTH - 1))
    y = round(at[1] * (canvas.height - 1) / (MAP_HEIGHT - 1))
    return max(0, min(canvas.width - 1, x)), max(0, min(canvas.height - 1, y))


def _routes(scenario: Scenario, closed: int, canvas: Canvas) -> dict[int, list[tuple[int, int]]]:
    """Dotted lines, and the cells each passes. `closed` masks the routes that nothing can pass."""
    passed = {}
    for number, route in enumerate(scenario.spec.routes):
        points = [_scaled(point, canvas) for point in route.line]
        cells: list[tuple[int, int]] = []
        for start, end in pairwise(points):
            cells += [cell for cell in walk(start, end) if cell not in cells[-1:]]
        cut = bool(closed >> number & 1)
        for step, (x, y) in enumerate(cells):
            if route.kind != "lane" or step % 2 == 0:
                canvas.dot(x, y, "×" if cut and step % 4 == 0 else "·", "bad" if cut else "route")
        if cells:
            passed[number] = cells
    return passed


def _route_spots(
    scenario: Scenario, closed: int, canvas: Canvas, passed: dict[int, list[tuple[int, int]]]
) -> list[Spot]:
    """Each route's mark, on its cell nearest to the middle that nothing else stands on."""
    spots = []
    for number, along in passed.items():
        middle = len(along) // 2
        order = sorted(along, key=lambda cell: abs(along.index(cell) - middle))
        x, y = next((cell for cell in order if canvas.free(*cell, 1)), order[0])
        cut = bool(closed >> number & 1)
        mark = "×" if cut else "≈" if scenario.spec.routes[number].kind == "lane" else "="
        if (x, y) not in canvas.taken:
            canvas.write(x, y, [(mark, "bad" if cut else "route bold")])
        spots.append(Spot("route", number, x, y))
    return spots


def _vacant(canvas: Canvas, taken: set[tuple[int, int]], x: int, y: int) -> tuple[int, int]:
    """The cell, or the nearest one with no sign in it or beside it."""
    for reach in range(8):
        for dy in range(-reach, reach + 1):
            for dx in (reach - abs(dy), abs(dy) - reach):
                at = x + 2 * dx, y + dy
                if canvas.inside(*at) and not any((at[0] + d, at[1]) in taken for d in (-1, 0, 1)):
                    taken.add(at)
                    return at
    return x, y


def _sites(scenario: Scenario, state: State, canvas: Canvas) -> list[_Label]:
    labels = []
    for number, site in enumerate(scenario.sites):
        x, y = _vacant(canvas, canvas.signs, *_scaled(site.at, canvas))
        role = owner_role(scenario, state.owner[number])
        built = bool(state.level[number])
        words = [(site.name, role if built else "muted")]
        sign = symbol(scenario, state, number), "bad" if state.damage[number] else role
        labels.append(_Label(Spot("site", number, x, y), sign, words, [], (2 if built else 3, number)))
    return labels


def _glyph(value: int) -> str:
    return SPARKS[max(0, min(7, value * 8 // 101))]


def _regions(scenario: Scenario, state: State, canvas: Canvas, roomy: bool) -> list[_Label]:
    labels = []
    for number, region in enumerate(scenario.spec.regions):
        role = owner_role(scenario, scenario.region_power[number])
        consent, grievance = state.consent[number], state.grievance[number]
        insurgents = state.insurgency[number]
        meters = [(_glyph(consent), "good"), (_glyph(grievance), "warn"), (_glyph(insurgents), "bad")]
        words = [(region.name + " ", f"{role} italic"), *meters]
        if roomy:
            words = [
                (region.name, f"{role} italic"),
                (f" consent {consent}", "good" if consent >= 40 else "warn"),
                (f" grievance {grievance}", "bad" if grievance >= 50 else "warn"),
            ]
            words += [(f" insurgents {insurgents}", "bad")] if insurgents else []
        x, y = _vacant(canvas, canvas.signs, *_scaled(region.at, canvas))
        labels.append(_Label(Spot("region", number, x, y), ("◌", role), words, meters, (1, number)))
    return labels


def tension_role(rung: int) -> str:
    """The role of a rung on a ladder."""
    return "bad" if rung >= 7 else "warn" if rung >= 4 else "good"


def _arenas(scenario: Scenario, state: State, canvas: Canvas, roomy: bool) -> list[_Label]:
    labels = []
    for number, arena in enumerate(scenario.spec.arenas):
        rung = state.tension[number]
        role = tension_role(rung)
        short = [(str(rung), f"{role} bold")]
        words = [(f"{arena.name} ", "strong"), *short]
        if roomy:
            words = [
                (f"{arena.name} ", "strong"),
                ("━" * rung, role),
                ("─" * (10 - rung), "faint"),
                (f" {rung}", role),
            ]
        x, y = _vacant(canvas, canvas.signs, *_scaled(arena.at, canvas))
        labels.append(_Label(Spot("arena", number, x, y), ("⚑", role), words, short, (0, number)))
    return labels


def _place(canvas: Canvas, label: _Label) -> None:
    """Write a label's words beside its sign, or under or over it; its short form if only that fits."""
    for words in (label.words, label.short):
        length = sum(cells(one_row(text)) for text, _ in words)
        if not length:
            continue
        x, y = label.spot.x, label.spot.y
        canvas.taken.discard((x, y))
        around = [
            (x + 2, y),
            (x - 1 - length, y),
            *(
                (x - length // 2 + shift, y + dy)
                for dy in (1, -1)
                for shift in (0, length // 2, -length // 2)
            ),
        ]
        spot = next((at for at in around if canvas.free(*at, length)), None)
        canvas.taken.add((x, y))
        if spot is not None:
            beside = spot[1] == y
            # The blank between a sign and its name covers the dots of a route.
            if beside and spot[0] > x:
                canvas.write(x + 1, y, [(" ", ""), *words])
            elif beside:
                canvas.write(spot[0], y, [*words, (" ", "")])
            else:
                canvas.write(*spot, words)
            return


def _parties(scenario: Scenario, canvas: Canvas, sites: list[Spot]) -> None:
    """Each country's name in the middle of its sites, where there is room."""
    for party, name in enumerate(scenario.names["party"]):
        mine = [s for s in sites if scenario.host[s.index] == party]
        if not mine:
            continue
        title = " ".join(name.upper())
        x = sum(s.x for s in mine) // len(mine) - cells(title) // 2
        y = sum(s.y for s in mine) // len(mine)
        for row in sorted(range(canvas.height), key=lambda r: abs(r - y))[:7]:
            if canvas.free(x, row, cells(title)):
                canvas.write(x, row, [(title, "faint")])
                break
