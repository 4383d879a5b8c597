"""Rulings on governments: what they stand for moves what a program does, and stays out of words that give it away."""

from __future__ import annotations

import pytest
from attrs import evolve

from wargame.actors import make
from wargame.actors.agreement import agreement
from wargame.actors.governing import RED_LINE, breaches, temper_of, trust_in
from wargame.actors.haggling import own_strings
from wargame.actors.intents.force import keep_the_peace
from wargame.actors.mind import RETORT, Idea, Mind
from wargame.actors.outlook import Almanac
from wargame.actors.registry import governed
from wargame.actors.temper import Temper
from wargame.actors.thumb import ThumbActor, coloured
from wargame.rules.actions.answers import Accept, Refuse
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.game import Game
from wargame.rules.governments import NONE
from wargame.rules.memory import remembered
from wargame.rules.reasons import because
from wargame.rules.records import Offer
from wargame.rules.regimes import regime_cell
from wargame.rules.spec import ClauseSpec

SEED = 5
BAN, OPEN = "regime CHN heavy USA ban", "regime CHN chip USA open"


def governing(scenario: Scenario, shown: bool = True, **ids: str) -> Game:
    """The first quarter's actions of a game with these governments, and none for the other seats."""
    numbers = scenario.numbers["power"]
    chosen = dict.fromkeys(range(scenario.npowers), NONE)
    for power, name in ids.items():
        own = [government.id for government in scenario.governments[numbers[power]]]
        chosen[numbers[power]] = own.index(name)
    game = Game.new(scenario, 1, quiet=True, governments=chosen, shown=shown)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(next(iter(game.legal)))
    return game


def mind(game: Game, power: str, drawn: Temper | None = None) -> Mind:
    """What a seat with its turn has before it."""
    seat = game.scenario.numbers["power"][power]
    game.state.queue = ((int(Kind.ACT), seat, 0, 0),)
    view = game.view(seat)
    return Mind(view, tuple(game.legal), temper_of(view, drawn or Temper()), Almanac(game.scenario), 0)


def peace(here: Mind, seed: int) -> list[Idea]:
    """What one would do for peace, in a mood of that seed."""
    return list(keep_the_peace(Mind(here.view, here.legal, here.temper, here.almanac, seed)))


def offered(game: Game, offer: Offer) -> ThumbActor:
    """Rules of thumb to whom an offer is put."""
    game.state.offer = offer
    game.state.queue = ((int(Kind.ANSWER), offer.receiver, 0, 0),)
    return ThumbActor(SEED)


def test_its_temper_is_its_governments_as_far_as_that_is_stated(linchpin: Scenario) -> None:
    game = governing(linchpin, CHN="chn_planners")
    stated = linchpin.governments[0][1].temper
    temper = mind(game, "CHN", Temper.drawn(77)).temper
    assert {name: getattr(temper, name) for name in stated} == stated
    assert temper.tastes == 77
    assert mind(game, "USA", Temper.drawn(77)).temper == Temper.drawn(77)


def test_it_likes_what_its_government_likes(linchpin: Scenario) -> None:
    pact = next(a for a in mind(governing(linchpin), "USA").legal if a.code == "pact")
    told = {
        name: coloured(mind(governing(linchpin, USA=name), "USA"), pact, 1.0)
        for name in ("usa_arsenal", "usa_alliance")
    }
    assert told["usa_arsenal"] < coloured(mind(governing(linchpin), "USA"), pact, 1.0) < told["usa_alliance"]


def test_who_likes_controls_would_not_ease_them(linchpin: Scenario) -> None:
    game = governing(linchpin, CHN="chn_gatekeepers")
    keeper = mind(game, "CHN")
    ban, relief = (game.space.parse(key) for key in (BAN, OPEN))
    assert keeper.liking(ban) == -keeper.liking(relief) > 0


RED = Offer("deal", 1, 2, (), gives=(ClauseSpec("money", 30),), takes=(ClauseSpec("basing", 4),))


@pytest.mark.parametrize(("government", "agrees"), [("pak_generals", True), ("pak_reformers", False)])
def test_a_red_line_is_not_for_sale(linchpin: Scenario, government: str, agrees: bool) -> None:
    game = governing(linchpin, PAK=government)
    actor = offered(game, RED)
    chosen = actor.pick(game.view(2), tuple(game.legal))
    assert isinstance(chosen, Accept) is agrees
    if not agrees:
        assert isinstance(chosen, Refuse) or all(clause.do != "basing" for clause in chosen.gives)


def test_a_red_line_that_is_known_shows_in_the_odds(linchpin: Scenario) -> None:
    """Whoever knows who governs sees that such an offer will be refused; where it is hidden, nobody does."""

    def odds(government: str, shown: bool) -> float:
        game = governing(linchpin, shown, PAK=government)
        return agreement(game.view(1), RED, Almanac(linchpin)).odds

    assert odds("pak_reformers", True) < 0.1 < odds("pak_generals", True)
    assert odds("pak_reformers", False) == odds("pak_generals", False) > 0.1


def test_who_never_agrees_to_quiet_offers_none(linchpin: Scenario) -> None:
    """Until the ladder is so high that anybody would."""
    offers = {}
    generals = next(each for each in linchpin.spec.governments if each.id == "pak_generals")
    for never in ((), ("truce",)):
        board = compile_scenario(evolve(linchpin.spec, governments=(evolve(generals, never=never),)))
        for rung in (5, 7):
            game = governing(board, PAK="pak_generals")
            game.state.tension[linchpin.numbers["arena"]["loc"]] = rung
            here = mind(game, "PAK")
            offers[bool(never), rung] = any(
                idea.action.key == "ceasefire PAK loc" for seed in range(9) for idea in peace(here, seed)
            )
    assert offers == {(False, 5): True, (False, 7): True, (True, 5): False, (True, 7): True}


def test_a_rider_can_cross_a_red_line(linchpin: Scenario) -> None:
    plain = Offer("loan", 0, 2, (10, 4, 6))
    claimed = evolve(plain, riders=("first_claim",))
    provinces = mind(governing(linchpin, PAK="pak_provinces"), "PAK")
    reformers = mind(governing(linchpin, PAK="pak_reformers"), "PAK")
    assert own_strings(provinces, claimed) - own_strings(provinces, plain) > RED_LINE / 2
    assert own_strings(reformers, claimed) - own_strings(reformers, plain) < RED_LINE / 2


def test_whom_it_trusts_is_its_own_affair(linchpin: Scenario) -> None:
    game = governing(linchpin, CHN="chn_road")
    bearing = mind(game, "CHN").temper
    record = game.state.trust[0 * 4 + 2]
    assert trust_in(linchpin, game.state, bearing, 0, 2) == min(100, record + 20)
    assert trust_in(linchpin, game.state, Temper(), 0, 2) == record


def test_a_grudge_is_borne_for_each_broken_word_that_is_remembered(linchpin: Scenario) -> None:
    game = governing(linchpin, CHN="chn_gatekeepers")
    temper, tuning = mind(game, "CHN").temper, linchpin.spec.tuning
    before = trust_in(linchpin, game.state, temper, 0, 2)
    broken = [remembered(0, 2, because("pledge_broken", n), 1, -5, tuning) for n in (0, 1)]
    game.state.memories = (*broken, remembered(0, 2, "court PAK CHN", 1, -5, tuning))
    assert breaches(game.state, 0, 2) == 2
    assert trust_in(linchpin, game.state, temper, 0, 2) == before - 2 * 4


def test_what_is_done_to_it_is_answered_in_its_own_way(linchpin: Scenario) -> None:
    game = governing(linchpin, USA="usa_arsenal")
    for item in range(linchpin.nitems):
        game.state.regime[regime_cell(linchpin, 0, item, 1)] = 0
    free = mind(game, "USA")
    store = next(action for action in free.legal if action.code == "stockpile")
    game.state.regime[regime_cell(linchpin, 0, linchpin.numbers["item"]["heavy"], 1)] = 3
    banned = mind(game, "USA")
    assert (free.provoked, banned.provoked) == (frozenset(), frozenset({"stockpile", "rush"}))
    assert banned.liking(store) - free.liking(store) == pytest.approx(RETORT)


def test_nothing_that_is_hidden_moves_a_public_reason(linchpin: Scenario) -> None:
    """Where it is to be found out who governs, the same move is told in the same words whoever does."""
    words = set()
    for government in linchpin.governments[0]:
        game = governing(linchpin, shown=False, CHN=government.id)
        view = mind(game, "CHN").view
        for action in (game.space.parse(BAN), game.space.parse("corridor CHN karakoram")):
            words.add((action.key, *ThumbActor(SEED).words(view, action)))
    assert len(words) == 2


def opening_moves(scenario: Scenario, power: str, government: str, seed: int) -> tuple[str, ...]:
    """What a seat does with its first six points if nobody else does anything."""
    game, acts = governing(scenario, **{power: government}), []
    game.state.points = [9] * scenario.npowers
    for _ in range(6):
        here = mind(game, power)
        acts.append(ThumbActor(seed).pick(here.view, here.legal))
        game.state.queue = ((int(Kind.ACT), here.seat, 0, 0),)
        game.play(acts[-1])
    return tuple(action.key for action in acts)


@pytest.mark.parametrize("power", ["CHN", "USA", "PAK", "IND"])
def test_governments_of_a_power_act_differently(linchpin: Scenario, power: str) -> None:
    """With the same seed, from the same position."""
    own = linchpin.governments[linchpin.numbers["power"][power]]
    moves = {tuple(opening_moves(linchpin, power, each.id, seed) for seed in range(2)) for each in own}
    assert len(moves) == len(own)


def test_who_looks_ahead_keeps_to_its_government(linchpin: Scenario) -> None:
    """What a planner considers first is what its government stands for."""
    first = {}
    for name in ("usa_arsenal", "usa_alliance"):
        here = mind(governing(linchpin, USA=name), "USA")
        ranked = make("planner-1", SEED).thumb.considered(here.view, here.legal)  # type: ignore[attr-defined]
        first[name] = [action.code for _, action in ranked[:5]]
    assert first["usa_arsenal"] != first["usa_alliance"]


@pytest.mark.parametrize(
    ("name", "obeys"), [("thumb", True), ("novice", True), ("planner-2", True), ("random", False), ("x.py:Bot", False)]
)  # fmt: skip
def test_who_is_governed(name: str, obeys: bool) -> None:
    assert governed(name) is obeys
