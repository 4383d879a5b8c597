"""Scenarios every folder of tests plays, and the `covers` marker: which test asserts which numbered claim.

    pytest --coverage-rows --collect-only -q

prints each claim with its tests, slow ones included, then the claims no test carries.
"""

import gc
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from tests.shipped import shipped
from tests.tiny import TINY
from wargame.explain.prospects import prospect
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.scenario import load

LISTED = tomllib.loads((Path(__file__).parents[1] / "docs" / "claims.toml").read_text(encoding="utf-8"))
CLAIMS = tuple(claim for rows in LISTED.values() for claim in rows)

tests_by_claim = pytest.StashKey[dict[str, set[str]]]()


@pytest.fixture(scope="session")
def tiny() -> Scenario:
    """Two powers, four turns."""
    return load(str(TINY))


@pytest.fixture
def plant_abroad() -> tuple[View, Action]:
    """China's view in the campaign, and its offer of a plant abroad, paid once the host agrees."""
    game = Game.new(shipped("linchpin"), 1)
    while game.decision is not None and (game.decision.kind, game.decision.seat) != (Kind.ACT, 0):
        game.apply(game.legal.pick(0))
    game.state.money[0] = 90
    view = game.view(0)
    return view, next(a for a in game.legal if a.code == "cofinance" and prospect(view, a).accepted)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--coverage-rows",
        action="store_true",
        help="print each claim of docs/claims.toml with its tests",
    )


def pytest_collection_finish() -> None:
    """What is imported by now stays: a third of the time of the slower tests went into looking it over again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# Before `-m` deselects: a claim asserted by a slow test is covered all the same.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    carriers: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for marker in item.iter_markers("covers"):
            for claim in marker.args:
                if claim not in CLAIMS:
                    raise pytest.UsageError(
                        f"{item.nodeid} covers {claim!r}, which docs/claims.toml does not list"
                    )
                # One row per test, however many parameter sets it runs with.
                carriers[claim].add(item.nodeid.partition("[")[0])
    config.stash[tests_by_claim] = carriers


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if not config.getoption("--coverage-rows"):
        return
    carriers = config.stash.get(tests_by_claim, {})
    terminalreporter.section("claims and the tests that carry them")
    for claim in sorted(carriers):
        terminalreporter.line(claim)
        for test in sorted(carriers[claim]):
            terminalreporter.line(f"    {test}")
    missing = [claim for claim in CLAIMS if claim not in carriers]
    terminalreporter.line(f"{len(CLAIMS) - len(missing)} of {len(CLAIMS)} claims covered")
    if missing:
        terminalreporter.line(f"not covered: {' '.join(missing)}")
