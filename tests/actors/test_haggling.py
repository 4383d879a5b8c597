"""Rulings on how rules of thumb haggle: what they ask instead, when they take what is offered, and what they say."""

from __future__ import annotations

from itertools import product

import pytest

from tests.actors.conftest import UNGOVERNED, asked, without_runner_up
from wargame.actors import Choice, make
from wargame.actors.agreement import agreement
from wargame.actors.haggling import HOPEFUL, best_bid, possible_counters
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.explain.agreement import Agreement
from wargame.explain.prospects import prospect
from wargame.rules.actions.answers import Accept, Refuse
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.records import Offer
from wargame.rules.spec import ClauseSpec

SEEDS = range(12)


def position(scenario: Scenario) -> Game:
    """The opening position in the action phase."""
    game = Game.new(scenario, 1, quiet=True, governments=UNGOVERNED)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(next(iter(game.legal)))
    return game


def seats(scenario: Scenario, *powers: str) -> list[int]:
    return [scenario.numbers["power"][power] for power in powers]


def replies(game: Game, offer: Offer) -> list[Choice]:
    """What twelve tempers answer to an offer, each of it allowed."""
    game.state.offer = offer
    view, legal = asked(game, offer.asked, Kind.ANSWER)
    found = [make("thumb", seed).decide(view, legal, 0) for seed in SEEDS]
    assert all(choice.action in game.legal for choice in found)
    return found


def test_a_welcome_loan_is_asked_for_without_its_rider(linchpin: Scenario) -> None:
    """The lender gains by lending alone, so the debtor in no great need tries to be rid of the string."""
    game = position(linchpin)
    pak, chn = seats(linchpin, "PAK", "CHN")
    game.state.money[linchpin.reserves[pak]] = 40
    found = replies(game, Offer("loan", chn, pak, (10, 4, 6), ("first_claim",)))
    counters = [choice for choice in found if isinstance(choice.action, CounterOffer)]
    assert len(counters) >= 6
    assert all(choice.action.without == ("first_claim",) for choice in counters)
    assert {without_runner_up(choice) for choice in counters} == {"the money is welcome, its rider is not"}


def test_what_one_side_could_not_live_with_is_not_asked(tiny: Scenario) -> None:
    """A demand for nothing is refused: no single change makes it a bargain."""
    game = position(tiny)
    chn, pak = seats(tiny, "CHN", "PAK")
    found = replies(game, Offer("deal", chn, pak, (), takes=(ClauseSpec("money", 5),)))
    assert {type(choice.action) for choice in found} == {Refuse}


def test_when_each_has_countered_it_is_taken_or_left(linchpin: Scenario) -> None:
    game = position(linchpin)
    pak, chn = seats(linchpin, "PAK", "CHN")
    game.state.money[linchpin.reserves[pak]] = 40
    found = replies(game, Offer("loan", chn, pak, (10, 4, 6), ("first_claim",), counters=2))
    assert {type(choice.action) for choice in found} <= {Accept, Refuse}


def test_who_cannot_pay_what_is_asked_offers_what_it_can(linchpin: Scenario) -> None:
    """Relief that is worth the price, and a treasury that holds a little less than the price."""
    game = position(linchpin)
    usa, chn = seats(linchpin, "USA", "CHN")
    game.state.money[usa], game.state.unbooked[usa] = 46, 0
    items, parties = linchpin.nitems, linchpin.nparties
    item = linchpin.numbers["item"]["heavy"]
    game.state.regime[(chn * items + item) * parties + usa] = 3
    game.state.trust[chn * linchpin.npowers + usa] = game.state.trust[usa * linchpin.npowers + chn] = 90
    offer = Offer(
        "deal", chn, usa, (), gives=(ClauseSpec("relief", what="heavy"),), takes=(ClauseSpec("money", 48),)
    )
    found = replies(game, offer)
    assert Accept not in {type(choice.action) for choice in found}
    offered = {choice.action.gives[0].amount for choice in found if isinstance(choice.action, CounterOffer)}
    assert offered
    assert max(offered) <= 46


def test_a_refusal_says_which_clause_stood_in_the_way(linchpin: Scenario) -> None:
    game = position(linchpin)
    usa, pak = seats(linchpin, "USA", "PAK")
    offer = Offer(
        "deal",
        usa,
        pak,
        (),
        gives=(ClauseSpec("money", 1),),
        takes=(ClauseSpec("stake"), ClauseSpec("basing", 15)),
    )
    refused = [choice for choice in replies(game, offer) if isinstance(choice.action, Refuse)]
    assert refused
    assert {without_runner_up(choice) for choice in refused} <= {
        "a stake in our ground is worth more to us than the money",
        "a base on our soil is worth more to us than the money",
    }


def judged(game: Game, key: str) -> Agreement | None:
    action = game.space.parse(key)
    view = game.view(action.seat)
    made = prospect(view, action).accepted
    return agreement(view, made.offer, Almanac(game.scenario)) if made else None


def test_how_likely_they_are_to_agree_moves_with_the_price(linchpin: Scenario) -> None:
    game = position(linchpin)
    usa, pak = seats(linchpin, "USA", "PAK")
    asked(game, usa, Kind.ACT)
    odds = []
    for price in (1, 6, 12):
        found = judged(game, f"compose USA PAK give money:{price} take basing:10")
        assert found is not None
        assert found.seat == pak
        odds.append(found.odds)
    assert odds == sorted(odds)
    assert odds[0] < odds[-1]


def test_what_stands_in_the_way_is_said(linchpin: Scenario) -> None:
    game = position(linchpin)
    asked(game, seats(linchpin, "USA")[0], Kind.ACT)
    dear = judged(game, "compose USA PAK give nothing take money:20")
    gift = judged(game, "compose USA PAK give money:20 take nothing")
    assert dear is not None
    assert gift is not None
    assert (dear.word, gift.told) == ("hardly", "likely")
    assert dear.obstacle
    assert judged(game, "pass USA") is None


@pytest.mark.parametrize("hidden", [0, 1])
def test_it_is_judged_by_what_everybody_knows(linchpin: Scenario, hidden: int) -> None:
    """Their secret agenda and what they have put by change nothing in the answer."""
    game = position(linchpin)
    usa, pak = seats(linchpin, "USA", "PAK")
    asked(game, usa, Kind.ACT)
    key = "compose USA PAK give money:6 take basing:10"
    before = judged(game, key)
    if hidden:
        game.state.agenda[pak] = (game.state.agenda[pak] + 1) % len(linchpin.powers[pak].agendas)
    else:
        game.state.money[pak] += 4
        game.state.unbooked[pak] -= 4
    assert judged(game, key) == before


@pytest.mark.parametrize("sealed", [False, True])
def test_whatever_can_be_countered_can_be_answered(linchpin: Scenario, sealed: bool) -> None:
    """Random games in which every offer is countered as often as may be: all kinds come to an end, no money is made."""
    seen: set[tuple[str, int]] = set()
    for seed in range(8):
        game, step = Game.new(linchpin, seed, quiet=True, sealed=sealed), 0
        total = sum(game.state.money)
        while game.decision is not None:
            step += 1
            offer = game.state.offer
            if game.decision.kind == Kind.ANSWER and offer is not None:
                view, legal = game.view(offer.asked), tuple(game.legal)
                mind = Mind(view, legal, Temper(), Almanac(linchpin), seed)
                counters = list(possible_counters(mind, offer))
                seen.add((offer.kind, offer.counters))
                if counters:
                    game.apply(counters[mix(seed, 5, step) % len(counters)])
                    continue
                assert offer.counters == 2 or Accept not in {type(action) for action in legal}
                game.apply(legal[0])
            else:
                game.play(game.legal.pick(mix(seed, 7, step)))
            assert sum(game.state.money) == total
    assert {(kind, 2) for kind, _ in seen} <= seen
    assert {kind for kind, _ in seen} >= {"loan", "rollover", "threat", "truce", "deal"}


def test_what_is_hardly_granted_is_not_asked(linchpin: Scenario) -> None:
    """Of all deals on the menus, whoever is asked counters only with what the other may well agree to."""
    game, bids = position(linchpin), []
    for deal in linchpin.spec.deals:
        for proposer, receiver in product(deal.proposers, deal.receivers):
            one, two = seats(linchpin, proposer, receiver)
            if one == two:
                continue
            game.state.offer = Offer("deal", one, two, (), gives=deal.gives, takes=deal.takes)
            view, legal = asked(game, two, Kind.ANSWER)
            bids.append(best_bid(Mind(view, legal, Temper(), Almanac(linchpin), 0), game.state.offer))
    made = [bid for bid in bids if bid is not None]
    assert made
    assert all(bid.odds >= HOPEFUL for bid in made)
