"""2 What an action promises and what it then does are the same."""

from __future__ import annotations

from functools import cache

import pytest
from attrs import evolve

from tests.rulings.case import amended, scenario, set_up
from wargame.rules.actions import CATALOGUE, Action
from wargame.rules.board import Board, Kind
from wargame.rules.chance import mix
from wargame.rules.charging import charge
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import TOLD, Change, Forecast, forecast
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.state import State
from wargame.rules.tuning import CostSpec
from wargame.rules.words import GRADES
from wargame.scenario import load

Place = tuple[str, int]
PER_POSITION = 2
FOLLOWED = 90
"""Positions in which each class is followed up."""

# Figures that a forecast counts: all but the bookkeeping.
OPEN = [name for name, figure in FIGURES.items() if not figure.quiet or name in TOLD]


@cache
def positions() -> dict[type[Action], list[tuple[Game, Action]]]:
    """Games at random decisions, listed under every class of action that is legal there."""
    found: dict[type[Action], list[tuple[Game, Action]]] = {cls: [] for cls in CATALOGUE}
    for name, seeds in (("", range(12)), ("tests/data/tiny.toml", range(3))):
        board = load(name) if name else scenario()
        for seed in seeds:
            game = Game.new(board, seed, quiet=True)
            _slant(game, seed)
            for step in range(400):
                if game.over:
                    break
                if step % 13 == seed % 13 or game.decision.kind != Kind.ACT:
                    _note(game.copy(), found, mix(seed, 3, step))
                game.play(game.legal.pick(mix(seed, 7, step)))
                game.state.tension[:] = [
                    min(rung, 7) for rung in game.state.tension
                ]  # wars end walks too soon
    return found


def _slant(game: Game, seed: int) -> None:
    """Open some walks where rare actions are near: a debtor about to fail, a country fit for a hub, a quarrel to have."""
    state, numbers = game.state, game.scenario.numbers
    if seed % 3 == 0:
        state.money[game.scenario.reserves[numbers["power"]["PAK"]]] = 5
        state.loans = tuple(evolve(loan, due=2) for loan in state.loans)
    elif seed % 3 == 1 and "skardu" in numbers["site"]:
        state.access[:] = [3] * len(state.access)
        state.consent[:], state.insurgency[:] = [80] * len(state.consent), [0] * len(state.insurgency)
        state.stake[numbers["site"]["skardu"]] = numbers["party"]["CHN"]
    elif "skardu" in numbers["site"]:
        state.left[numbers["site"]["skardu"]] = 4  # work for a neighbour to protest against


def _note(game: Game, found: dict[type[Action], list[tuple[Game, Action]]], number: int) -> None:
    legal: dict[type[Action], list[Action]] = {}
    for action in game.legal:
        legal.setdefault(type(action), []).append(action)
    for cls, choices in legal.items():
        if len(found[cls]) < FOLLOWED:
            found[cls] += [(game, choices[(number + n) % len(choices)]) for n in range(PER_POSITION)]


def carried_out(game: Game, action: Action, seed: int) -> State:
    """The position right after an action's own effect, before play goes on."""
    board = Board(game.scenario, game.state.copy())
    board.state.seed = seed
    board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
    charge(board, action)
    action.effect(board)
    return board.state


def changes(before: State, after: State) -> dict[Place, int]:
    """Every open figure that changed, and by how much."""
    found = {}
    for name in OPEN:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            found.update({(name, i): n - o for i, (o, n) in enumerate(zip(old, new, strict=True)) if n != o})
    return found


def promised(told: Forecast, seat: int, parts: tuple[Change, ...]) -> dict[Place, int]:
    """What a forecast says will change, its costs included."""
    found: dict[Place, int] = {}
    price = [(("money", seat), -told.cost.money), (("standing", seat), -told.cost.standing)]
    for place, step in [*price, *(((c.name, c.index), c.delta) for c in (*told.certain, *parts))]:
        found[place] = found.get(place, 0) + step
    return {place: step for place, step in found.items() if step}


@pytest.mark.parametrize("cls", CATALOGUE, ids=lambda cls: cls.code)
def test_an_action_does_what_its_forecast_says(cls: type[Action]) -> None:
    """2.1 What is certain happens, one of the branches happens, nothing else does, and the odds add up to 100."""
    cases = positions()[cls]
    assert cases, f"no position in which {cls.code} is legal was found"
    for game, action in cases:
        seat, nobody = action.seat, ("money", game.scenario.world)
        told = forecast(View(seat, game.scenario, game.state.copy()), action)
        ways = [promised(told, seat, branch.changes) for branch in told.branches] or [
            promised(told, seat, ())
        ]
        for seed in range(4):
            done = changes(game.state, carried_out(game, action, seed))
            done.pop(nobody, None)
            assert done in ways, action.key
        if told.branches:
            assert abs(sum(branch.odds for branch in told.branches) - 100) <= len(told.branches) // 2, (
                action.key
            )
        sure = {(change.name, change.index) for change in told.certain}
        for branch in told.branches:
            assert not sure & {(c.name, c.index) for c in branch.changes}, action.key


# What a seat cannot foresee because it may not know it: who acted against it, what others found in the ground,
# what they pay in secret, what they have promised a lender.
HIDDEN = {"counter", "survey", "covert"}


@pytest.mark.parametrize("cls", [c for c in CATALOGUE if c.code not in HIDDEN], ids=lambda cls: cls.code)
def test_a_seat_foresees_as_much_from_what_it_may_know(cls: type[Action]) -> None:
    """2.2 What a seat may not know changes no forecast, but where the secret itself is what the action is about."""
    for game, action in positions()[cls]:
        full = forecast(View(action.seat, game.scenario, game.state.copy()), action)
        seen = forecast(game.view(action.seat), action)
        for told in (full, seen):
            assert told.cost == full.cost
        assert steps(seen.certain) == steps(full.certain), action.key
        assert [(b.odds, b.falls, steps(b.changes)) for b in seen.branches] == [
            (b.odds, b.falls, steps(b.changes)) for b in full.branches
        ], action.key


def steps(parts: tuple[Change, ...]) -> set[tuple[str, int, int]]:
    return {(change.name, change.index, change.delta) for change in parts}


@pytest.mark.parametrize("cls", CATALOGUE, ids=lambda cls: cls.code)
def test_a_seat_sees_the_same_choices_and_costs_in_its_view(cls: type[Action]) -> None:
    """2.3 Whether an action is open to a seat never tells it what it may not know."""
    for game, action in positions()[cls]:
        seen = Board(game.scenario, game.view(action.seat).state)
        assert action.cost(seen) == action.cost(game.board), action.key
        assert action.check(seen) is None, action.key


def test_a_forecast_counts_what_it_costs() -> None:
    """2.4 A protest that costs a standing gives one back: whoever has all there is keeps all there is."""
    dear = dict(scenario().spec.tuning.costs)
    dear["protest"] = CostSpec(1, 0, 1)
    board = amended(tuning={"costs": dear})
    case = set_up("IND", {"standing.IND": 20, "left.skardu": 2}, board=board)
    told = case.forecast("protest IND skardu")
    case.play("protest IND skardu")
    case.expect("standing.IND").stays()
    gained = [c for c in told.certain if c.name == "standing"]
    assert [(c.delta, c.value) for c in gained] == [(1, 20)]


def test_a_forecast_leaves_the_view_alone() -> None:
    """2.5 Asking what would happen changes nothing."""
    case = set_up("PAK")
    view = case.game.view(case.number("power", "PAK"))
    before = view.digest()
    for action in case.game.legal:
        forecast(view, action)
    assert view.digest() == before


def test_a_forecast_of_the_market() -> None:
    """2.6 Before the tap is turned, the seat reads what the next market would do: the rival's shortage, the price."""
    case = set_up("CHN")
    told = case.forecast("regime CHN heavy USA ban")
    short = {case.scenario.caption(c.name, c.index): c.delta for c in told.market if c.name == "short"}
    assert any("United States" in place and step > 0 for place, step in short.items())
    assert any(c.name == "price" and c.delta > 0 for c in told.market)


def test_the_staffs_word_is_public() -> None:
    """2.7 The riders are secret; whether the staff recommends the tranche is not, and every voter's forecast knows it."""
    case = set_up("PAK", {"tension.loc": 6})
    case.state.fund = evolve(case.state.fund, riders=("ceasefire",), next_review=2)
    case.play("ask_fund PAK")
    case.play("vote CHN abstain")
    told = case.forecast("vote USA support")
    case.play("vote USA support")
    case.expect("imf_credibility.all").falls()
    assert [c.delta for c in told.certain if c.name == "imf_credibility"] == [-4]


def test_what_one_survey_found_is_not_another_seats_to_build_on() -> None:
    """2.8 Geologists told India and the host; America can co-finance only what it has surveyed itself."""
    case = set_up("USA", {"grade.deep": 3, "trust.PAK.USA": 80})
    case.state.known[case.number("site", "deep")] = 0b1100
    assert "survey" in case.refused("cofinance USA deep")


@pytest.mark.covers("C36")
def test_a_survey_forecast_names_its_grades() -> None:
    """2.9 What a survey may find is told by the grade's name."""
    falls = [branch.falls for branch in set_up("PAK").forecast("survey PAK skardu").branches]
    assert falls
    assert all(len(each) == 1 and each[0].removeprefix("grade of Skardu: ") in GRADES for each in falls)


def test_a_forecast_leaves_out_what_the_rest_of_the_world_is_paid() -> None:
    """2.10 Its purse decides nothing and is bottomless: two lines of every payment would tell nobody anything."""
    case = set_up("PAK", {"force.quetta": 0}).puts_by("PAK", -3)
    world = scenario().world
    told = {(change.name, change.index) for change in case.forecast("divert PAK quetta").certain}
    before = case.state.money[world]
    case.strike("divert PAK quetta")
    assert case.state.money[world] > before
    assert ("money", world) not in told
    assert ("money", scenario().reserves[case.number("power", "PAK")]) in told


def test_a_mine_at_work_whose_grade_is_hidden_is_taken_to_be_fair() -> None:
    """2.11 Who sees a mine at work and has not seen its survey reckons with fair ore, not with none."""
    case = set_up("USA", {"level.deep": 2, "known.deep": 0b0100, "grade.deep": 2, "access.deep": 3})
    item = next(m for m, units in enumerate(case.scenario.site_yield[case.number("site", "deep")]) if units)
    key = f"stockpile USA {case.scenario.ids['material'][item]}"
    told = case.forecast(key).market
    case.state.known[case.number("site", "deep")] = 0b1111
    assert case.forecast(key).market == told
    case.state.grade[case.number("site", "deep")] = 4
    richer = case.forecast(key).market
    assert richer != told
    case.state.known[case.number("site", "deep")] = 0b0100
    assert case.forecast(key).market == told
