"""Every measure is told by a sum that comes to what the measure reads, from what its reader may know."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve

from tests.shipped import shipped
from wargame.explain.parts import Part, Sum
from wargame.explain.places import path_of, place_of
from wargame.explain.sums import cap_of, counting, lately, sum_of
from wargame.explain.units import TRACK, caption, shown, unit
from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import about, known_measures, reading
from wargame.rules.observe import View

PAK = 1


def positions(scenario: Scenario, seed: int) -> list[View]:
    """Every seat's view, now and then in a random game, and at its end."""
    game, found = Game.new(scenario, seed, quiet=True), []
    for step in range(100_000):
        over = game.over
        if over or step % 150 == 0:
            found += [game.view(seat) for seat in range(scenario.npowers)]
        if over:
            return found
        game.apply(game.legal.pick(mix(seed, 7, step)))
    raise AssertionError("it never ends")


def cells(scenario: Scenario, name: str) -> list[tuple[str, int]]:
    """Every cell of a measure, a few hundred at most."""
    axes = ([each for each in scenario.ids[a] if "." not in each] for a in known_measures()[name])
    paths = [".".join((name, *ids)) for ids in product(*axes)]
    places = [place_of(scenario, path) for path in paths[:: 1 + len(paths) // 200]]
    return [place for place in places if place is not None]


@pytest.fixture(scope="module", params=["tests/data/tiny.toml", "linchpin"])
def views(request: pytest.FixtureRequest) -> list[View]:
    return positions(shipped(request.param), 3)


@pytest.mark.parametrize("name", sorted(known_measures()))
def test_a_sum_comes_to_what_the_measure_reads(views: list[View], name: str) -> None:
    for view in views:
        for place in cells(view.scenario, name):
            path = path_of(view.scenario, place)
            found, now = sum_of(view, place), reading(path, view.scenario)(view.state)
            assert found.value == now, (path, found)
            if found.worked and not found.clamped:
                assert (
                    eval(found.worked.translate({ord("×"): "*", ord("−"): "-"}).replace("/", "//")) == now
                ), (path, found.worked)


@pytest.mark.parametrize("name", sorted(known_measures()))
def test_every_measure_has_a_name_and_a_unit(views: list[View], name: str) -> None:
    place = cells(views[0].scenario, name)[0]
    assert unit(name)
    assert "{" not in caption(views[0].scenario, *place)
    assert place_of(views[0].scenario, path_of(views[0].scenario, place)) == place


def test_the_parts_of_cohesion_can_be_asked_about_in_their_turn(tiny: Scenario) -> None:
    view = Game.new(tiny, 1).view(PAK)
    found = sum_of(view, ("cohesion", PAK))
    stability, calm = found.parts
    assert stability.place == ("stability", PAK)
    assert [part.place for part in calm.of] == [("unrest", r) for r in tiny.regions_of[PAK]]
    assert found.worked == f"({stability.value} + {calm.value}) / 2"


def test_the_latest_changes_are_those_of_the_figures_behind(tiny: Scenario) -> None:
    game = Game.new(tiny, 1)
    board = Board(tiny, game.state, ledger=[])
    board.shift("grievance", 0, 4, "a sweep")
    board.shift("trust", 1, 4, "something else")
    board.shift("stability", PAK, -3, "a strike")
    assert board.ledger is not None
    found = lately(game.view(PAK), board.ledger, ("cohesion", PAK))
    assert [entry.cause for entry in found] == ["a strike", "a sweep"]


def test_a_measure_tells_the_goals_it_counts_for() -> None:
    view = Game.new(shipped("linchpin"), 1).view(2)
    goal = view.scenario.powers[0].objectives[0]
    place = place_of(view.scenario, goal.measure)
    assert place is not None
    assert [(seat, found) for seat, found, _, _ in counting(view, place)] == [(0, goal)]


def test_another_s_secret_agenda_is_not_told() -> None:
    """Goals are listed from the view, where an agenda that is not the reader's own is unknown."""
    game = Game.new(shipped("linchpin"), 1)
    scenario = game.scenario
    for seat, power in enumerate(scenario.powers):
        game.state.agenda[seat] = 0
        for reader in range(scenario.npowers):
            place = place_of(scenario, power.agendas[0].measure)
            assert place is not None
            told = [goal for whose, goal, _, _ in counting(game.view(reader), place) if whose == seat]
            assert (power.agendas[0] in told) == (reader == seat)


def test_a_meter_of_the_tightrope_tells_its_cap() -> None:
    view = Game.new(shipped("linchpin"), 1).view(0)
    pakistan = view.scenario.numbers["power"]["PAK"]
    assert cap_of(view, ("cohesion", pakistan)) is not None
    assert cap_of(view, ("cohesion", 0)) is None
    assert cap_of(view, ("autonomy", pakistan)) is None


def test_what_a_seat_may_not_know_does_not_move_its_sums() -> None:
    """A grade that only its surveyor knows leaves the income as others reckon it."""
    game = Game.new(shipped("linchpin"), 1)
    scenario, state = game.scenario, game.state
    site = next(s for s in scenario.hosted[2] if scenario.kind[s] == "mine")
    state.level[site], state.known[site] = 1, 1 << 2
    # So dear that the grade shows.
    state.price[:] = [1000] * scenario.nmaterials
    told, surveyed = [], []
    for grade in (1, 4):
        state.grade[site] = grade
        told.append(sum_of(game.view(0), ("site_income", 2)))
        surveyed.append(sum_of(game.view(2), ("site_income", 2)))
    assert told[0] == told[1]
    assert surveyed[0] != surveyed[1]
    assert unit("site_income") != TRACK


def test_what_is_taken_off_without_a_line_of_figures_shows_its_sign() -> None:
    """Money is told in dollars, part by part: a repayment stands with a minus, nothing without one."""
    view = Game.new(shipped("linchpin"), 1).view(0)
    pakistan = view.scenario.numbers["power"]["PAK"]
    found = sum_of(view, ("cover", pakistan))
    held, *due = found.parts
    assert found.amount(held) == shown("money", held.value)
    assert due
    assert all(found.amount(part) == f"−{shown('money', part.value)}" for part in due)
    assert found.amount(evolve(due[0], value=0)) == "$0"
    autonomy = sum_of(view, ("autonomy", pakistan))
    assert [autonomy.amount(part) for part in autonomy.parts] == [str(p.value) for p in autonomy.parts]


def test_a_sum_is_worked_out_in_one_sentence() -> None:
    """With what it is a share of, and rounded only where something is left over."""
    halves = Part("a", "trust", 5), Part("b", "trust", 4)
    assert Sum("engagement", halves, divisor=2).told == "(5 + 4) / 2 = 4, rounded down."
    assert Sum("engagement", (*halves[:1], Part("b", "trust", 3)), divisor=2).told == "(5 + 3) / 2 = 4."
    supply = Part("all that China used", "flow", 200)
    share = Sum("dependency", (Part("a", "flow", 50),), whole=supply)
    assert share.told == "5% out of 20%, all that China used: 25%."
    assert evolve(share, rest=True).told == "5% out of 20%, all that China used, taken from 100%: 75%."


@pytest.mark.parametrize("name", sorted(known_measures()))
def test_what_a_measure_reads_is_told_in_one_sentence(name: str) -> None:
    assert about(name).endswith(".")
    assert "\n" not in about(name)
    assert "$100m" not in about(name)
