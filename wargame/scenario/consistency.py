"""What must fit together within a scenario, beyond single words and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from string import Formatter
from typing import Any

from wargame.rules.compiled import IMF, ORE, STANCES, TECHNOLOGY
from wargame.rules.composing import AMOUNTS
from wargame.rules.governments import OCCASIONS
from wargame.rules.offers import CLAUSES, WHATS
from wargame.rules.spec import FICTIONAL, ClauseSpec, ScenarioSpec
from wargame.scenario.faults import Faults, Path, quote
from wargame.scenario.references import doubtful, offer
from wargame.scenario.structure import BLANK
from wargame.scenario.walk import label, walk

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
START = re.compile(r"(19|20|21)\d\d Q[1-4]")

# Ids that share a name space, so that a word in it can mean only one thing.
_SPACES = (
    ("powers", "partners", "regions"),
    ("regions", "arenas", "routes"),
    ("materials",),
    ("sites",),
    ("stations",),
    ("programmes",),
    ("pacts",),
    ("governments",),
    ("deals",),
    ("cards",),
    ("endings",),
)

_RESERVED = {
    "powers": (IMF, "all"),
    "partners": (IMF, "all"),
    "materials": (TECHNOLOGY, ORE),
    "sources": (FICTIONAL,),
}

Check = Callable[[ScenarioSpec, Faults], None]


def check_consistency(spec: ScenarioSpec, faults: Faults) -> None:
    """Note everything that does not fit together."""
    for check in _CHECKS:
        check(spec, faults)


def _ids(spec: ScenarioSpec, faults: Faults) -> None:
    for space in _SPACES:
        seen: dict[str, str] = {}
        for table in space:
            _unique(getattr(spec, table), (table,), seen, faults, table)
    for name in spec.sources:
        _id(name, ("sources", name), faults, _RESERVED["sources"])
    for number, power in enumerate(spec.powers):
        at = ("powers", label(power, number))
        goals: dict[str, str] = {}
        _unique(power.objectives, (*at, "objectives"), goals, faults, "objectives")
        _unique(power.agendas, (*at, "agendas"), goals, faults, "agendas")
    for number, card in enumerate(spec.cards):
        _unique(card.options, ("cards", label(card, number), "options"), {}, faults, "options")
    if spec.board is not None:
        _unique(spec.board.motions, ("board", "motions"), {}, faults, "motions")


def _unique(entries: Iterable[Any], path: Path, seen: dict[str, str], faults: Faults, table: str) -> None:
    for number, entry in enumerate(entries):
        name = entry.id
        if name.startswith(BLANK):
            continue
        here = (*path, label(entry, number), "id")
        _id(name, here, faults, _RESERVED.get(table, ()))
        if name in seen:
            faults.add("duplicate-id", here, f"{quote(name)} again, {seen[name]}", "an id of its own")
        seen[name] = f"already used in {table}"


def _id(name: str, path: Path, faults: Faults, reserved: tuple[str, ...]) -> None:
    if name in reserved:
        faults.add("bad-id", path, quote(name), "an id that is not a word of the rules")
    elif not ID.fullmatch(name):
        faults.add("bad-id", path, quote(name), "a letter, then up to 39 letters, digits, `_` or `-`")


def _frame(spec: ScenarioSpec, faults: Faults) -> None:
    if not ID.fullmatch(spec.id) and not spec.id.startswith(BLANK):
        faults.add("bad-id", ("id",), quote(spec.id), "a letter, then up to 39 letters, digits, `_` or `-`")
    if not START.fullmatch(spec.start) and not spec.start.startswith(BLANK):
        faults.add("bad-word", ("start",), quote(spec.start), "a quarter such as `2024 Q4`")
    worlds = [p.id for p in spec.partners if p.world]
    if len(worlds) != 1 and ("partners",) not in faults.unsure:
        found = f"{len(worlds)} with `world = true`"
        faults.add("wrong-count", ("partners",), found, "exactly one partner that is the rest of the world")


def _powers(spec: ScenarioSpec, faults: Faults) -> None:
    for number, power in enumerate(spec.powers):
        at = ("powers", label(power, number))
        if len(power.patrons) not in (0, 2) or power.id in power.patrons:
            found = quote(", ".join(power.patrons))
            faults.add("wrong-count", (*at, "patrons"), found, "two other powers, or none")
        if "regime" in power.menu and not power.controls:
            faults.add(
                "missing-key", (*at, "controls"), "empty", "the items that `regime` in its menu is about"
            )
        for sector, need in power.needs.items():
            for material, growth in need.growth.items():
                last = need.demand.get(material, 0) + growth * (spec.turns - 1) // 4
                if last < 0:
                    path = (*at, "needs", sector, "growth", material)
                    faults.add(
                        "out-of-range", path, str(growth), "a demand that stays at 0 or above to the end"
                    )
        for name in ("objectives", "agendas"):
            for place, goal in enumerate(getattr(power, name)):
                if goal.worst == goal.best:
                    here = (*at, name, label(goal, place), "best")
                    faults.add("out-of-range", here, str(goal.best), "other than `worst`")


def _voices(spec: ScenarioSpec, faults: Faults) -> None:
    """What lines name must be what there is on their occasion."""
    for path, said in walk(spec, "governments.voice"):
        for occasion, lines in said.items():
            if occasion not in OCCASIONS:
                continue
            for number, words in enumerate(lines):
                if not _fits(words, OCCASIONS[occasion]):
                    names = ", ".join(f"`{{{name}}}`" for name in sorted(OCCASIONS[occasion]))
                    here = (*path, occasion, f"[{number}]")
                    faults.add("bad-line", here, quote(words), f"braces around {names or 'nothing'} alone")


def _fits(words: str, names: frozenset[str]) -> bool:
    """Whether nothing but these names stands in braces."""
    try:
        return all(
            name is None or (name in names and not form and not conversion)
            for _, name, form, conversion in Formatter().parse(words)
        )
    except ValueError:
        return False


def _colours(spec: ScenarioSpec, faults: Faults) -> None:
    seen: dict[int, str] = {}
    for number, power in enumerate(spec.powers):
        if power.colour in seen:
            path = ("powers", label(power, number), "colour")
            faults.add(
                "duplicate-word", path, f"{power.colour}, as {seen[power.colour]}", "a colour of its own"
            )
        if power.colour:
            seen[power.colour] = power.id


def _places(spec: ScenarioSpec, faults: Faults) -> None:
    for number, site in enumerate(spec.sites):
        at = ("sites", label(site, number))
        if site.level > site.max_level:
            faults.add(
                "out-of-range", (*at, "level"), str(site.level), f"at most `max_level`, {site.max_level}"
            )
        if site.kind == "mine" and site.level and site.grade is None and not site.cash:
            faults.add(
                "missing-key",
                (*at, "grade"),
                "missing",
                "the grade of a working mine that earns no `cash` besides",
            )
        if site.kind == "port" and site.yields:
            faults.add("bad-word", (*at, "yields"), "given", "none: a port earns `cash`, no material")
        if len(site.grades) == 5 and not any(site.grades):
            faults.add("out-of-range", (*at, "grades"), "all 0", "some grade that a survey can find")
    for table in ("sites", "regions", "arenas"):
        for number, place in enumerate(getattr(spec, table)):
            _on_map(place.at, (table, label(place, number), "at"), faults)
    for number, route in enumerate(spec.routes):
        for step, point in enumerate(route.line):
            _on_map(point, ("routes", label(route, number), "line", f"[{step}]"), faults)
    for number, region in enumerate(spec.regions):
        if region.id in region.spills:
            path = ("regions", label(region, number), "spills", region.id)
            faults.add("bad-word", path, quote(region.id), "another region")


def _on_map(point: tuple[int, int], path: Path, faults: Faults) -> None:
    column, row = point
    if not (0 <= column <= 100 and 0 <= row <= 40):
        faults.add("out-of-range", path, f"[{column}, {row}]", "a column of 0 to 100 and a row of 0 to 40")


def _pairs(spec: ScenarioSpec, faults: Faults) -> None:
    """Two ends that must differ."""
    for number, arena in enumerate(spec.arenas):
        if arena.sides[0] == arena.sides[1]:
            path = ("arenas", label(arena, number), "sides")
            faults.add("bad-word", path, quote(arena.sides[1]), "two different powers")
    for number, loan in enumerate(spec.loans):
        if loan.creditor == loan.debtor:
            faults.add(
                "bad-word", ("loans", f"[{number}]", "debtor"), quote(loan.debtor), "not the creditor itself"
            )
    for number, contract in enumerate(spec.contracts):
        if contract.seller == contract.buyer:
            path = ("contracts", f"[{number}]", "buyer")
            faults.add("bad-word", path, quote(contract.buyer), "not the seller itself")
    for number, path_spec in enumerate(spec.paths):
        if path_spec.origin == path_spec.to:
            faults.add(
                "bad-word", ("paths", f"[{number}]", "to"), quote(path_spec.to), "not the origin itself"
            )
    for number, deal in enumerate(spec.deals):
        if len({*deal.proposers, *deal.receivers}) < 2:
            path = ("deals", label(deal, number), "receivers")
            faults.add("bad-word", path, "nobody but the proposer", "another power")


def _deals(spec: ScenarioSpec, faults: Faults) -> None:
    for number, deal in enumerate(spec.deals):
        at = ("deals", label(deal, number))
        for side, givers in (("gives", deal.proposers), ("takes", deal.receivers)):
            for place, clause in enumerate(getattr(deal, side)):
                _clause(clause, givers, spec, (*at, side, f"[{place}]"), faults)


def _clause(
    clause: ClauseSpec, givers: tuple[str, ...], spec: ScenarioSpec, path: Path, faults: Faults
) -> None:
    if clause.do.startswith(BLANK) or clause.what.startswith(BLANK):
        return
    if clause.do not in CLAUSES:
        found, expected = f"no clause called {quote(clause.do)}", f"one of {', '.join(CLAUSES)}"
        faults.add("unknown-word", (*path, "do"), found, expected, word=clause.do, names=CLAUSES)
        return
    if clause.do in AMOUNTS and not clause.amount:
        faults.add("missing-key", (*path, "amount"), "missing", f"how much, for {quote(clause.do)}")
    kind = WHATS.get(clause.do, "")
    names = {
        "": (),
        "item": (*(m.id for m in spec.materials), TECHNOLOGY, ORE),
        "material": tuple(m.id for m in spec.materials),
        "arena": tuple(a.id for a in spec.arenas),
        "station": tuple(s.id for s in spec.stations if s.power in givers),
        "stance": STANCES,
    }[kind]
    if kind and not doubtful(kind, faults) and clause.what not in names:
        whose = "station of the giver's" if kind == "station" else kind
        found = f"no {whose} called {quote(clause.what)}" if clause.what else "missing"
        faults.add("unknown-id", (*path, "what"), found, offer(whose, names), word=clause.what, names=names)
    elif not kind and clause.what:
        faults.add(
            "bad-word", (*path, "what"), quote(clause.what), f"nothing: {quote(clause.do)} has no object"
        )


def _cards(spec: ScenarioSpec, faults: Faults) -> None:
    for number, card in enumerate(spec.cards):
        at = ("cards", label(card, number))
        if card.first > card.last:
            faults.add("out-of-range", (*at, "first"), str(card.first), f"at most `last`, {card.last}")
        if card.asks and not card.options:
            faults.add("missing-key", (*at, "options"), "none", f"what {quote(card.asks)} may choose from")
        if card.options and not card.asks:
            faults.add("missing-key", (*at, "asks"), "missing", "the power that chooses an option")


def _endings(spec: ScenarioSpec, faults: Faults) -> None:
    for number, ending in enumerate(spec.endings):
        at = ("endings", label(ending, number))
        last = number == len(spec.endings) - 1
        if last and ending.shared:
            faults.add("bad-ending", at, "a shared ending", "a last ending for games that no other fits")
        elif ending.shared and not ending.when:
            faults.add("bad-ending", (*at, "when"), "no condition", "when the game ends for all")
        elif not last and not ending.when:
            faults.add(
                "bad-ending", (*at, "when"), "no condition", "a condition, or those after it never come"
            )


def _board(spec: ScenarioSpec, faults: Faults) -> None:
    board = spec.board
    if board is None:
        return
    shares = sum(board.votes.values()) + board.rest
    if shares > 1000:
        faults.add(
            "out-of-range", ("board", "rest"), f"{shares} with the votes", "at most 1000 tenths of a percent"
        )
    if "ceasefire" in board.riders and not board.ceasefire:
        faults.add(
            "missing-key", ("board", "ceasefire"), "missing", "the arena that the ceasefire rider is about"
        )
    for side in ("passed", "failed"):
        for path, odds in walk(spec, f"board.motions.{side}.odds"):
            if odds != 100:
                faults.add("out-of-range", path, str(odds), "100: what hangs on a vote is certain")


def _sizes(spec: ScenarioSpec, faults: Faults) -> None:
    seen: set[int] = set()
    for number, size in enumerate(spec.tuning.loan_sizes):
        path = ("tuning", "loan_sizes", f"[{number}]")
        if size in seen or not size:
            faults.add("duplicate-word", path, str(size), "sizes that differ, above 0")
        seen.add(size)


_CHECKS: tuple[Check, ...] = (
    _frame,
    _ids,
    _powers,
    _voices,
    _colours,
    _places,
    _pairs,
    _deals,
    _cards,
    _endings,
    _board,
    _sizes,
)
