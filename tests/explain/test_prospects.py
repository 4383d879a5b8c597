"""A choice is explained once: by one walk of the engine, of which both clients only lay out what it found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.rulings.case import Case, set_up
from tests.shipped import shipped
from wargame.explain import prospects
from wargame.explain.gains import between
from wargame.explain.prospects import Prospect, prospect
from wargame.plain.forecasts import forecast as plainly
from wargame.rules.actions.base import Action
from wargame.rules.board import Kind
from wargame.rules.books import booked, put_by
from wargame.rules.chance import mix
from wargame.rules.forecast import forecast, futures
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.phases import market
from wargame.rules.words import count, money
from wargame.table import HUMAN
from wargame.table.course import Course
from wargame.table.local import LocalTable
from wargame.tui.present import forecasts

Counted = Counter[str]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """How often the engine carried an action out, accepted an offer and cleared the market."""
    runs: Counted = Counter()

    def counting(owner: object, name: str, what: str) -> None:
        whole = getattr(owner, name)

        def run(*args: object) -> object:
            runs[what] += 1
            return whole(*args)

        monkeypatch.setattr(owner, name, run)

    for cls in _classes(Action):
        if "effect" in vars(cls):
            counting(cls, "effect", "effect")
    counting(market, "trade", "market")
    counting(prospects, "accept", "accept")
    return runs


def _classes(cls: type) -> Iterator[type]:
    for each in cls.__subclasses__():
        yield each
        yield from _classes(each)


def seen(case: Case, key: str) -> tuple[View, Prospect]:
    action = case.game.space.parse(key)
    view = case.game.view(action.seat)
    return view, prospect(view, action)


# An action with the figures it needs; ways in which chance may fall, offers accepted and markets cleared.
RUNS = (
    ("pass PAK", {}, 1, 0, 0),
    ("sweep PAK balochistan", {}, 2, 0, 0),
    ("survey PAK skardu", {}, 5, 0, 0),
    ("regime CHN heavy USA ban", {}, 1, 0, 2),
    ("lend CHN PAK 5 plain", {}, 1, 1, 0),
    ("compose USA CHN give money:3 take relief:heavy", {"regime.CHN.heavy.USA": 3, "money.USA": 50}, 1, 1, 2),
)


@pytest.mark.parametrize(("key", "figures", "effects", "accepted", "markets"), RUNS)
def test_the_engine_runs_once_for_each_way_chance_may_fall(
    key: str, figures: dict[str, int], effects: int, accepted: int, markets: int, counted: Counted
) -> None:
    """And no more for what is told; the market is cleared once for each of two positions that differ in supply."""
    case = set_up(key.split()[1], figures)
    counted.clear()
    _, found = seen(case, key)
    runs = {"effect": effects, "accept": accepted, "market": markets}
    assert {name: counted[name] for name in runs} == runs
    assert len(found.ways) in (0, effects)
    assert plainly(found)
    assert forecasts.forecast(found, 60)
    assert {name: counted[name] for name in runs} == runs


async def test_the_table_hands_it_out(counted: Counted) -> None:
    """By one run of the engine too."""
    case = set_up("PAK")
    table = LocalTable(Course(case.game), (HUMAN,) * case.scenario.npowers, None, None)
    action = case.game.space.parse("lend CHN PAK 5 plain")
    found = await table.forecast(action)
    assert found.action is action
    assert found.accepted is not None
    assert (counted["effect"], counted["accept"], counted["market"]) == (1, 1, 0)
    await table.close()


@pytest.mark.parametrize("name", ["tests/data/tiny.toml", "linchpin"])
def test_it_says_what_the_engine_s_forecast_says(name: str) -> None:
    """The same changes, odds and market, way by way, with what each does to the goals; the likeliest first."""
    scenario, chanced, offered = shipped(name), 0, 0
    for seed in range(3):
        game, at = Game.new(scenario, seed), 0
        while (decision := game.decision) is not None and at < 60:
            view = game.view(decision.seat)
            for action in islice(game.legal, 0, None, 7):
                found, told = prospect(view, action), forecast(view, action)
                assert found.cost == told.cost
                assert _moved(found.certain) == _moved(told.certain)
                assert _moved(found.market) == _moved(told.market)
                ways = sorted(told.branches, key=lambda branch: -branch.odds)
                assert [(w.odds, w.falls, _moved(w.changes)) for w in found.ways] == [
                    (b.odds, b.falls, _moved(b.changes)) for b in ways
                ]
                gains = [
                    between(scenario, view.seat, view.state, f.board.state) for f in futures(view, action)
                ]
                for each in gains:
                    assert any(
                        sorted([*found.gains, *way.gains], key=repr) == sorted(each, key=repr)
                        for way in (found.ways or (prospects.Way(100, (), (), ()),))
                    )
                chanced += bool(found.ways)
                offered += found.accepted is not None
            game.play(game.legal.pick(mix(seed, 2, at)))
            at += 1
    assert chanced
    assert offered


def _moved(steps: object) -> list[tuple[str, int, int]]:
    """Steps without their words. The lender's account is told the other way round."""
    return [(s.name, s.index, abs(s.delta)) for s in steps]  # type: ignore[attr-defined]


def test_an_offer_leaves_the_view_as_it_was() -> None:
    case = set_up("CHN")
    view = case.game.view(0)
    before = view.state.digest()
    action = case.game.space.parse("lend CHN PAK 5 plain")
    assert prospect(view, action).accepted is not None
    assert view.state.digest() == before


def test_nothing_that_concerns_nobody_is_told_of_an_acceptance() -> None:
    """What an investor pays the rest of the world is no figure that anybody reads."""
    case = set_up("CHN", {"level.odisha": 1})
    key = next(
        a.key
        for a in case.game.legal
        if a.code == "cofinance" and prospect(case.game.view(0), a).accepted is not None
    )
    _, found = seen(case, key)
    assert found.accepted is not None
    assert not [step for step in found.accepted.changes if case.scenario.is_nobodys(step.name, step.index)]
    assert found.accepted.paid > 0


def test_what_is_left_is_told_of_what_is_spent() -> None:
    """A secret act is paid out of what is put by for it, and leaves that much less of it."""
    case = set_up("PAK")
    view, found = seen(case, "sweep PAK balochistan")
    points, purse = view.state.points[view.seat], booked(view.state, view.seat)
    assert found.left == f"{count(points - found.cost.points, 'point')}, {money(purse - found.cost.money)}"
    view, secret = seen(set_up("CHN"), "covert CHN fund PAK")
    assert secret.left == money(put_by(view.state, view.seat) - secret.cost.money)
    assert seen(case, "pass PAK")[1].left == ""


def test_an_answer_that_costs_nothing_has_no_price() -> None:
    case = set_up("CHN")
    case.play("lend CHN PAK 5 plain")
    assert case.game.decision is not None
    assert case.game.decision.kind == Kind.ANSWER
    _, accept = seen(case, "accept PAK")
    assert not accept.priced
    assert not [text for text in plainly(accept) if "Costs" in text]
    case = set_up("CHN")
    assert seen(case, "pass CHN")[1].priced


def test_a_loan_is_told_wherever_it_is_forecast() -> None:
    """In plain play `forecast` said nothing of the loan that a choice is about."""
    _, found = seen(set_up("CHN"), "rollover CHN PAK")
    assert found.about.startswith("The loan: ")
    assert f"  {found.about}" in plainly(found)
