"""Writes the tables of rulebook.md from the rules themselves, and claims.md: `python docs/generate.py`.

Each table of the rulebook stands between `<!-- generated:name -->` and `<!-- /generated -->`; all else in it is written
by hand. claims.md is made of claims.toml and of the tests that name a claim.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from wargame.explain.events import sentence
from wargame.explain.ladders import rung_of
from wargame.explain.units import caption
from wargame.rules import machine
from wargame.rules.actions import CATALOGUE, Action
from wargame.rules.actions.base import FAMILIES, describe
from wargame.rules.board import Kind
from wargame.rules.compiled import RIDERS
from wargame.rules.figures import FIGURES, RUNGS
from wargame.rules.game import Game
from wargame.rules.measures import cell, reading
from wargame.rules.offers import CLAUSES
from wargame.rules.tuning import CostSpec, Tuning
from wargame.scenario import load

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
RULEBOOK, CLAIMS, CLAIMED = HERE / "rulebook.md", HERE / "claims.md", HERE / "claims.toml"
BLOCK = re.compile(r"(<!-- generated:(\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)
# The board that the numbered rulings are given on, so that tuning the campaign leaves the worked turn alone.
PRACTICE = TESTS / "rulings" / "rulings.toml"

WORKED_TURN = (
    "keep CHN CHN.patron",
    "threaten CHN control:IND money",
    "refuse IND",
    "hold USA",
    "hold IND",
    "hold PAK",
    "regime CHN heavy USA licence",
    "credits USA",
    "know_how IND",
    "survey PAK skardu",
    "lend CHN PAK 10 port_access",
    "accept PAK",
    "refinery USA mojave",
    "pact IND school JPN",
    "reconcile PAK balochistan",
    "pass CHN",
    "pass USA",
    "pass IND",
    "pass PAK",
    "react IND no",
)
SEED = 252
WATCHED = (
    "trust.USA.CHN",
    "trust.IND.CHN",
    "standing.CHN",
    "short.USA.electronics.heavy",
    "price.heavy",
    "know_how.USA",
    "know_how.IND",
    "influence.CHN.PAK",
    "grievance.balochistan",
    "consent.balochistan",
    "stability.PAK",
    "money.PAK.reserves",
)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines) + "\n"


def price(cls: type[Action], costs: dict[str, CostSpec]) -> str:
    """What an action costs, in words; a star where that depends on what it is done to, or on the position."""
    if cls.kind != Kind.ACT or cls.code == "pass":
        return "free"
    cost = costs[cls.code]
    parts = ["in secret"] if cls.operation else [f"{cost.points} point" + "s" * (cost.points != 1)]
    parts += [f"{cost.money} money"] if cost.money else []
    parts += [f"{cost.standing} standing"] if cost.standing else []
    return ", ".join(parts) + (" *" if cls.cost is not Action.cost else "")


def actions() -> str:
    """Every action by family: code, title, cost, what it does."""
    costs, parts = Tuning().costs, []
    for family in FAMILIES:
        rows = [(f"`{c.code}`", c.title, price(c, costs), c.about) for c in CATALOGUE if c.family == family]
        parts.append(
            f"**{family.capitalize()}**\n\n" + table(("code", "action", "cost", "what it does"), rows)
        )
    return "\n".join(parts)


def phases() -> str:
    """The phases with their hooks, in the order in which they run."""
    rows = []
    for number, phase in enumerate(machine.PHASES, start=1):
        hooks = (*phase.enter, *((phase.ask,) if phase.ask else ()))
        for at, hook in enumerate(hooks, start=1):
            about = " ".join((hook.__doc__ or "").split())
            rows.append((f"{number} {phase.title}" if at == 1 else "", f"`{hook.__name__}`", about))
    return table(("phase", "hook", "what happens"), rows)


def regimes() -> str:
    """The rungs of an export regime."""
    t = Tuning()
    rows = [
        (
            name,
            f"{t.passing[rung]}%",
            str(t.regime_trust[rung]),
            str(t.regime_lesson[rung]),
            f"{t.regime_thrift[rung]}%",
            f"+{t.technology_cost[rung]}%, +{t.technology_delay[rung]} quarters",
            f"{t.technology_output[rung]}%",
        )
        for rung, name in enumerate(RUNGS)
    ]
    head = (
        "rung",
        "goods let through",
        "trust lost a quarter",
        "lesson a quarter",
        "need unlearnt a quarter",
        "a refinery begun under it, for technology",
        "metal recovered, for technology",
    )
    return table(head, rows)


def riders() -> str:
    """The riders that a loan can carry."""
    return table(("rider", "the debtor promises to"), [(f"`{name}`", text) for name, text in RIDERS.items()])


def clauses() -> str:
    """The clauses that a deal can hold."""
    blank = {
        "points": "so many points",
        "what": "something named",
        "money": "so much",
        "share": "a share",
        "part": "two fifths",
    }
    return table(
        ("clause", "the giver"), [(f"`{name}`", text.format(**blank)) for name, text in CLAUSES.items()]
    )


def figures() -> str:
    """Every figure on the board."""
    rows = []
    for figure in FIGURES.values():
        if figure.quiet:
            continue
        high = str(figure.high) if figure.high < 1000 else "no limit"
        low = str(figure.low) if figure.low > -1000 else "no limit"
        by = ", ".join(axis for axis in figure.axes if axis != "common") or "one for all"
        rows.append((f"`{figure.name}`", figure.title, by, f"{low} to {high}"))
    return table(("figure", "title", "one for each", "range"), rows)


def rungs() -> str:
    """The ladders of the campaign's arenas: what each rung is called, and what it brings every quarter."""
    view = Game.new(load("linchpin"), 1).view(0)
    arenas, last = view.scenario.spec.arenas, 10
    rows = []
    for rung in range(last + 1):
        cells = [rung_of(view, arena, rung) for arena in range(len(arenas))]
        named = [f"{s.name}. {s.rule}".rstrip(". ") if s.rule else s.name for s in cells]
        rows.append((str(rung), *named))
        if rung < last:
            rows.append(("", *(f"*{'; '.join(s.brings)}*" for s in cells)))
    return table(("rung", *(a.name for a in arenas)), rows)


def turn() -> str:
    """The worked turn: what was decided and what the log said."""
    game, lines = Game.new(load(str(PRACTICE)), SEED), []
    before = {path: reading(path, game.scenario)(game.state) for path in WATCHED}
    for key in WORKED_TURN:
        action = game.space.parse(key)
        cost = action.cost(game.board)
        outcome = game.apply(action)
        who = game.scenario.names["power"][action.seat]
        parts = ((cost.points, "point"), (cost.money, "money"), (cost.standing, "standing"))
        paid = ", ".join(f"{amount} {word}" for amount, word in parts if amount)
        lines.append(f"- **{who}.** {describe(action, game.scenario)}{f' ({paid})' if paid else ''}. `{key}`")
        lines += [f"    - {sentence(game.scenario, event)}" for event in outcome.events if not event.instead]
    rows = []
    for path, was in before.items():
        name, index = cell(path, game.scenario)
        now = reading(path, game.scenario)(game.state)
        rows.append((caption(game.scenario, name, index), str(was), str(now)))
    return "\n".join(lines) + "\n\n" + table(("figure", "before", "after the quarter"), rows)


BLOCKS: dict[str, Callable[[], str]] = {
    maker.__name__: maker for maker in (actions, phases, regimes, riders, clauses, figures, rungs, turn)
}


def render(text: str) -> str:
    """The rulebook with its tables made afresh. Raises `KeyError` for a table nobody makes."""
    return BLOCK.sub(lambda match: f"{match[1]}{BLOCKS[match[2]]()}{match[3]}", text)


def carriers() -> dict[str, list[str]]:
    """By claim: the tests that say they assert it, `rulings/test_05_loans.py::test_a_loan`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for claim in map(_claims_of, node.decorator_list):
                    for each in claim:
                        found[each].append(f"{path.relative_to(TESTS).as_posix()}::{node.name}")
    return found


def _claims_of(decorator: ast.expr) -> list[str]:
    """The claims in `@pytest.mark.covers("C01", ...)`; none in any other decorator."""
    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.covers":
        return [str(word.value) for word in decorator.args if isinstance(word, ast.Constant)]
    return []


def claims(tests: Mapping[str, Sequence[str]]) -> str:
    """The list of claims: claim, mechanism, parts of the rulebook, and the tests that carry it."""
    parts = [
        "# What the game must contain",
        "The game is built on one article about rare earths, great powers and South Asia, of May 2025. Each of its "
        "claims\ncan be played: it is in the state, decisions or events change it, the board shows it, the rulebook "
        "explains it,\nand a test asserts what it does. `python docs/generate.py` writes this page from `claims.toml` "
        "and the tests.",
    ]
    headings = re.findall(r"^## (\d+)\. (.+)$", RULEBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    anchors = {
        int(n): f"{n}-{re.sub(r'[^a-z0-9 -]', '', title.lower()).replace(' ', '-')}" for n, title in headings
    }
    for title, rows in tomllib.loads(CLAIMED.read_text(encoding="utf-8")).items():
        cells = [
            (
                claim,
                said,
                mechanism,
                ", ".join(f"[{part}](rulebook.md#{anchors[part]})" for part in chapters),
                "<br>".join(f"`{test}`" for test in tests[claim]),
            )
            for claim, (said, mechanism, chapters) in rows.items()
        ]
        parts += [
            f"## {title}",
            table(("", "claim", "how it is played", "rulebook", "tests"), cells).rstrip(),
        ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Rewrite the rulebook's tables and the list of claims in place."""
    for path, after in (
        (RULEBOOK, render(RULEBOOK.read_text(encoding="utf-8"))),
        (CLAIMS, claims(carriers())),
    ):
        fresh = not path.exists() or path.read_text(encoding="utf-8") != after
        path.write_text(after, encoding="utf-8")
        sys.stdout.write(f"{path.name} {'rewritten' if fresh else 'is up to date'}\n")


if __name__ == "__main__":
    main()
