"""What a choice does to the mover's own goals, and what work brings once it is done."""

import pytest

from tests.shipped import shipped
from wargame.explain.gains import CAP, goal_name
from wargame.explain.projects import work_of
from wargame.explain.prospects import prospect
from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.chance import mix
from wargame.rules.charging import charge
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.measures import site_value
from wargame.rules.phases import market
from wargame.rules.scoring import meters, objective_scores
from wargame.rules.trade import clear, closed_routes

PAK = 1


def acting(scenario: Scenario, seat: int, seed: int = 5) -> Game:
    """A game at a seat's first act, without a secret agenda in the way of the counting."""
    game, at = Game.new(scenario, seed), 0
    while game.decision is None or (game.decision.kind, game.decision.seat) != (Kind.ACT, seat):
        game.play(game.legal.pick(mix(seed, 2, at)))
        at += 1
    return game


def action(game: Game, key: str) -> Action:
    return game.space.parse(key)


@pytest.mark.parametrize("name", ["tests/data/tiny.toml", "linchpin"])
def test_gains_are_what_the_goals_read_after_the_effect_and_its_price(name: str) -> None:
    scenario, moved, chanced = shipped(name), 0, 0
    for seed in range(5):
        game, at = Game.new(scenario, seed), 0
        while (decision := game.decision) is not None and at < 120:
            taken = game.legal.pick(mix(seed, 4, at))
            view = game.view(decision.seat)
            found = prospect(view, taken)
            board = Board(scenario, view.state.copy())
            board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
            charge(board, taken)
            taken.effect(board)
            had = {
                goal.id: points for goal, _, points in objective_scores(scenario, view.state, decision.seat)
            }
            now = {
                goal.id: points for goal, _, points in objective_scores(scenario, board.state, decision.seat)
            }
            step = sum(now[ident] - points for ident, points in had.items())
            told = [
                sum(gain.points for gain in (*found.gains, *way) if gain.goal != CAP)
                for way in [way.gains for way in found.ways] or [()]
            ]
            assert step in told
            moved += bool(step)
            chanced += len(set(told)) > 1
            game.play(taken)
            at += 1
    assert moved > 10
    assert chanced or name != "linchpin"


def test_a_choice_that_moves_no_goal_says_nothing(tiny: Scenario) -> None:
    game = acting(tiny, PAK)
    found = prospect(game.view(PAK), action(game, "pass PAK"))
    assert (found.gains, found.ways, found.accepted) == ((), (), None)


def test_what_an_acceptance_adds_is_told_apart(tiny: Scenario) -> None:
    """China's offered loan empties its treasury only when it is taken."""
    game = acting(tiny, 0)
    found = prospect(game.view(0), next(a for a in game.legal if a.code == "lend"))
    assert found.accepted is not None
    assert [gain.goal for gain in found.accepted.gains] == ["A full treasury"]
    assert found.accepted.gains[0].points < 0
    assert found.gains == ()


def test_the_cap_of_a_power_in_balance_is_told(tiny: Scenario) -> None:
    game = acting(tiny, PAK)
    state = game.state
    found = {}
    for legal in game.legal:
        board = Board(tiny, state.copy())
        charge(board, legal)
        legal.effect(board)
        step = min(meters(tiny, board.state, PAK)) - min(meters(tiny, state, PAK))
        told = prospect(game.view(PAK), legal)
        if step and not told.ways:
            found[legal.code] = [gain.points for gain in told.gains if gain.goal == CAP], [100 * step]
    assert found
    assert all(told == right for told, right in found.values())


def test_goals_are_named_by_what_tells_them_apart() -> None:
    scenario = shipped("linchpin")
    china, pakistan = (scenario.numbers["power"][name] for name in ("CHN", "PAK"))
    assert [goal_name(scenario, pakistan, goal) for goal in scenario.powers[pakistan].objectives] == [
        "Minerals",
        "Cohesion",
        "Solvency",
        "Autonomy",
    ]
    names = [goal_name(scenario, china, goal) for goal in scenario.powers[china].objectives]
    assert "calm along the road to Gwadar" in names
    assert len(set(names)) == len(names)
    assert goal_name(scenario, china, scenario.powers[china].agendas[0]) == "your agenda"


# ---- work
@pytest.mark.parametrize(
    ("key", "site", "told"),
    [
        (
            "mine PAK old_pit",
            "old_pit",
            "adds ore of light rare earths, 3% of world supply; worth $300m at present",
        ),
        ("refinery PAK works", "works", "adds room to separate light rare earths, 2.5% of world supply; "),
        ("recycling CHN scrap_hub", "scrap_hub", "adds recycled light rare earths, 1% of world supply; "),
    ],
)
def test_work_says_when_it_is_done_and_what_the_level_adds(
    tiny: Scenario, key: str, site: str, told: str
) -> None:
    """The market then counts just that much more, in the quarter named."""
    number = tiny.numbers["site"][site]
    taken = acting(tiny, PAK).space.parse(key)
    game = acting(tiny, taken.seat)
    view = game.view(taken.seat)
    work = work_of(view, taken)
    assert work is not None
    assert told in work.note
    board = Board(tiny, game.state)
    board.answering = board.state.queue[0]
    taken.effect(board)
    level, turn = board.state.level[number], board.state.turn
    worth = site_value(tiny, board.state, number)
    before = [clear(tiny, board.state, m, closed_routes(tiny, board.state)) for m in range(tiny.nmaterials)]
    while board.state.level[number] == level:
        market.projects(board)
        turn += 1
    assert work.quarter == tiny.quarter(turn - 1)
    assert work.late == (turn - 1 > tiny.spec.turns)
    after = [clear(tiny, board.state, m, closed_routes(tiny, board.state)) for m in range(tiny.nmaterials)]
    for material, units in work.units if site == "old_pit" else ():
        assert after[material].mined[PAK] - before[material].mined[PAK] == units
    assert site_value(tiny, board.state, number) - worth == work.money


def test_the_end_of_the_game_is_foreseen(tiny: Scenario) -> None:
    game = acting(tiny, PAK)
    seam = tiny.numbers["site"]["high_seam"]
    game.state.grade[seam], game.state.known[seam], game.state.access[seam] = 3, 3, 1
    taken = game.space.parse("mine PAK high_seam")
    work = work_of(game.view(PAK), taken)
    assert work is not None
    assert work.units == ((1, 60),)
    assert not work.late
    game.state.turn = 3
    work = work_of(game.view(PAK), taken)
    assert work is not None
    assert work.late
    assert "after the game's end." in work.note
    assert "adds" not in work.note
    assert work.gains == ()


def test_winter_in_the_passes_puts_work_off() -> None:
    scenario = shipped("linchpin")
    site = next(
        n
        for n, spec in enumerate(scenario.sites)
        if spec.terrain == "mountain"
        and scenario.host[n] == scenario.numbers["power"]["PAK"]
        and scenario.site_region[n] >= 0
        and scenario.spec.regions[scenario.site_region[n]].winter
        and scenario.kind[n] == "mine"
    )
    seat = scenario.host[site]
    game = acting(scenario, seat)
    game.state.access[site], game.state.grade[site], game.state.known[site] = 2, 3, 15
    taken = game.space.parse(f"mine PAK {scenario.ids['site'][site]}")
    snowed = work_of(game.view(seat), taken)
    game.state.access[site] = 3
    paved = work_of(game.view(seat), taken)
    assert snowed is not None
    assert paved is not None
    quarters = [scenario.quarter(turn) for turn in range(1, 12)]
    # A paved road saves a quarter by itself.
    assert quarters.index(paved.quarter) + 1 < quarters.index(snowed.quarter)


def test_a_price_too_low_for_investors_is_named(tiny: Scenario) -> None:
    game = acting(tiny, PAK)
    game.state.price[:] = [20] * tiny.nmaterials
    view = game.view(PAK)
    work = work_of(view, game.space.parse("refinery PAK works"))
    assert work is not None
    assert work.note.endswith("Work stands still for now: at these prices investors hold their money back.")


def test_what_begins_no_work_has_none(tiny: Scenario) -> None:
    game = acting(tiny, PAK)
    assert work_of(game.view(PAK), game.space.parse("pass PAK")) is None
