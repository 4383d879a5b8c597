"""Rulings on threats by rules of thumb: when they are made, when they are believed, and what comes of defiance."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.actors.conftest import UNGOVERNED, asked, without_runner_up
from tests.actors.test_haggling import judged
from wargame.actors import Choice, make
from wargame.actors.intents.pressure import give_way, keep_our_word
from wargame.actors.mind import Mind, proposed
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions.answers import Accept, Refuse
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.actions.signals import Hold, Threaten
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.phases.signals import made
from wargame.rules.regimes import regime_cell
from wargame.rules.threats import defy

SEEDS = range(12)
CHN, USA, PAK, IND = range(4)


def position(scenario: Scenario) -> Game:
    """The opening position, with signals asked."""
    game = Game.new(scenario, 1, quiet=True, governments=UNGOVERNED)
    while game.decision is not None and game.decision.kind != Kind.SIGNAL:
        game.play(next(iter(game.legal)))
    return game


def closed(game: Game, seat: int, item: str, target: int, rung: int = 3) -> None:
    board = game.scenario
    game.state.regime[regime_cell(board, seat, board.numbers["item"][item], target)] = rung


def answers(game: Game, key: str) -> list[Choice]:
    """What twelve tempers answer to a threat, each of it allowed."""
    action = game.space.parse(key)
    asked(game, action.seat, Kind.SIGNAL)
    game.play(action)
    offer = game.state.offer
    assert offer is not None
    view, legal = asked(game, offer.asked, Kind.ANSWER)
    found = [make("thumb", seed).decide(view, legal, 0) for seed in SEEDS]
    assert all(choice.action in game.legal for choice in found)
    return found


def test_a_threat_is_believed_by_its_authors_record(linchpin: Scenario) -> None:
    """Whoever has a name for doing what it says is given way to where a bluffer is not."""
    moved = {}
    for credibility in (5, 95):
        game = position(linchpin)
        game.state.credibility[CHN] = credibility
        game.state.money[USA] += 20
        found = answers(game, "threaten CHN control:USA money")
        moved[credibility] = sum(isinstance(choice.action, Accept) for choice in found)
    assert moved[5] == 0 < moved[95]


def test_who_stands_firm_says_whether_the_threat_or_the_demand_is_too_much(linchpin: Scenario) -> None:
    for key, reason in (
        ("threaten IND deploy:loc truce:loc", "India will hardly do what it says"),
        (
            "threaten USA control:IND money",
            "our money is worth more to us than being left alone by the United States",
        ),
    ):
        game = position(linchpin)
        game.state.credibility[USA], game.state.credibility[IND] = 75, 5
        found = answers(game, key)
        refused = [choice for choice in found if isinstance(choice.action, Refuse)]
        assert {without_runner_up(choice) for choice in refused} == {reason}
        assert not any(isinstance(choice.action, Accept) for choice in found)


def test_how_likely_they_are_to_give_way_is_foretold(linchpin: Scenario) -> None:
    """The odds that stand beside a threat move with what its author is believed."""
    odds = []
    for credibility in (5, 20, 95):
        game = position(linchpin)
        asked(game, CHN, Kind.SIGNAL)
        game.state.credibility[CHN] = credibility
        found = judged(game, "threaten CHN control:USA money")
        assert found is not None
        odds.append(found.odds)
    assert odds[0] < odds[1] < odds[2]


def test_who_is_threatened_may_buy_it_off(linchpin: Scenario) -> None:
    """Where what is demanded is dear and the threat is serious, less is offered, and some take it as it is."""
    game = position(linchpin)
    game.state.credibility[USA] = 95
    game.state.money[IND] += 20
    found = answers(game, "threaten USA control:IND money")
    offered = {choice.action.gives[0].amount for choice in found if isinstance(choice.action, CounterOffer)}
    assert offered
    assert max(offered) < 5


def test_a_threat_is_made_to_some_purpose_or_not_at_all(linchpin: Scenario) -> None:
    """What is threatened has its demand for a reason, and many a temper says nothing."""
    game, found = position(linchpin), []
    for seat in (CHN, USA, IND):
        view, legal = asked(game, seat, Kind.SIGNAL)
        found += [make("thumb", seed).decide(view, legal, 0) for seed in SEEDS]
    threats = [choice for choice in found if isinstance(choice.action, Threaten)]
    assert 0 < len(threats) < len(found)
    assert all("or find out that we mean it" in choice.reason for choice in threats)
    assert all(isinstance(choice.action, Threaten | Hold) for choice in found)


def defied(game: Game, seat: int, deed: str, demand: str) -> None:
    """Let a threat stand that was defied in the quarter before."""
    board, names = game.board, game.scenario.numbers
    threat = made(board, seat, names["threat"][deed], names["demand"][demand])
    game.state.threats = (threat,)
    defy(board, threat)


def test_what_was_defied_is_carried_out_the_more_readily_the_bolder_one_is(linchpin: Scenario) -> None:
    """And it is worth something to do it, for the word that would be lost; before its day nobody thinks of it."""
    scores = []
    for boldness in (30, 70):
        game = position(linchpin)
        defied(game, CHN, "control:USA", "money")
        asked(game, CHN, Kind.ACT)
        game.state.points[CHN] = 4
        mind = Mind(game.view(CHN), tuple(game.legal), Temper(boldness=boldness), Almanac(linchpin), 0)
        (idea,) = keep_our_word(mind)
        assert idea.action == mind.menace(game.state.threats[0]).act
        scores.append(proposed(mind, idea))
    assert scores[0] < scores[1]
    early = position(linchpin)
    defied(early, CHN, "control:USA", "money")
    early.state.threats = (evolve(early.state.threats[0], defied=False),)
    asked(early, CHN, Kind.ACT)
    early.state.points[CHN] = 4
    mind = Mind(early.view(CHN), tuple(early.legal), Temper(), Almanac(linchpin), 0)
    assert list(keep_our_word(mind)) == []


def test_an_act_that_meets_a_demand_is_thought_of(linchpin: Scenario) -> None:
    game = position(linchpin)
    closed(game, USA, "technology", CHN)
    names = linchpin.numbers
    game.state.threats = (
        made(game.board, CHN, names["threat"]["control:USA"], names["demand"]["relief:technology"]),
    )
    asked(game, USA, Kind.ACT)
    game.state.points[USA] = 4
    mind = Mind(game.view(USA), tuple(game.legal), Temper(), Almanac(linchpin), 0)
    (idea,) = give_way(mind)
    assert idea.action.key == "regime USA technology CHN open"


@pytest.mark.parametrize("met", [False, True])
def test_doing_what_is_demanded_takes_the_threat_away(linchpin: Scenario, met: bool) -> None:
    """A threat weighs on whom it is against until what is demanded is so."""
    game = position(linchpin)
    closed(game, USA, "technology", CHN)
    names = linchpin.numbers
    threat = made(game.board, CHN, names["threat"]["control:USA"], names["demand"]["relief:technology"])
    game.state.threats = (threat,)
    mind = Mind(game.view(USA), (), Temper(), Almanac(linchpin), 0)
    if met:
        closed(game, USA, "technology", CHN, 0)
    free = game.state.copy()
    free.threats = ()
    weighs = mind.value(free) - mind.value(game.state.copy())
    assert (weighs == 0) is met
    assert weighs >= 0
