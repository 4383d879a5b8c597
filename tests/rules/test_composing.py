"""Deals of the players' own making: read, refused, offered, carried out, replayed."""

from __future__ import annotations

import pytest

from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction, IllegalAction
from wargame.rules.game import Game
from wargame.rules.spec import ClauseSpec

from .playing import scenario

LINCHPIN = "linchpin"


def at_act(power: str) -> Game:
    game = Game.new(scenario(LINCHPIN), 3)
    seat = game.scenario.numbers["power"][power]
    game.state.hand = ((),) * game.scenario.npowers
    game.state.queue = ((int(Kind.ACT), seat, 0, 0),)
    game.state.phase = 2
    game.state.points[seat] = 3
    return game


def test_a_deal_is_read_offered_and_carried_out() -> None:
    game = at_act("USA")
    deal = game.space.parse("compose USA PAK give vote:support + know_how:5 take money:3")
    assert deal.key == "compose USA PAK give vote:support + know_how:5 take money:3"
    usa, pak = (game.scenario.numbers["power"][p] for p in ("USA", "PAK"))
    before = game.state.copy()
    assert deal in game.legal
    game.apply(deal)
    assert game.decision is not None
    assert (game.decision.kind, game.decision.seat) == (Kind.ANSWER, pak)
    assert game.state.money == before.money
    game.apply(game.space.parse("accept PAK"))
    assert game.state.money[pak] == before.money[pak] - 3
    assert game.state.know_how[pak] == before.know_how[pak] + 5
    assert [(p.kind, p.giver, p.taker) for p in game.state.pledges] == [("vote", usa, pak)]


def test_a_deal_replays_from_its_key() -> None:
    game, twin = at_act("CHN"), at_act("CHN")
    text = "compose CHN USA give relief:chip take truce:taiwan + money:1"
    outcome = game.apply(game.space.parse(text))
    twin.apply(twin.space.parse(outcome.action))
    assert game.digest() == twin.digest()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("compose USA PAK", "a deal reads"),
        ("compose USA MARS give money:1 take vote:support", "a deal reads"),
        ("compose USA USA give money:1 take vote:support", "another power"),
        ("compose USA PAK give nothing take nothing", "at least one clause"),
        ("compose USA PAK give gold:3 take vote:support", "no clause called 'gold'"),
        ("compose USA PAK give money take vote:support", "money takes an amount from 1"),
        ("compose USA PAK give money:99999 take vote:support", "money takes an amount from 1"),
        ("compose USA PAK give money:1 + money:2 take vote:support", "stands twice"),
        ("compose USA PAK give relief:tin take vote:support", "no item called 'tin'"),
        ("compose USA PAK give vote:loc take money:1", "no stance called"),
        ("compose USA PAK give vote take money:1", "vote names one stance: support, abstain or oppose"),
        ("compose USA PAK give vote:support + vote:abstain take money:1", "one way, not two"),
        ("compose USA PAK give truce:loc take money:1", "is no side of"),
        ("compose USA PAK give withdraw:nowhere take money:1", "no station called"),
        ("compose USA PAK give a:b:c:d take money:1", "not a clause"),
    ],
)
def test_a_deal_that_makes_no_sense_is_refused(text: str, reason: str) -> None:
    game = at_act("USA")
    before = game.digest()
    with pytest.raises(BadAction, match=reason):
        game.space.parse(text)
    assert game.digest() == before


def test_nobody_gives_what_he_does_not_have() -> None:
    game = at_act("USA")
    usa = game.scenario.numbers["power"]["USA"]
    game.state.money[usa], game.state.unbooked[usa] = 2, 0
    with pytest.raises(IllegalAction, match="the treasury holds"):
        game.apply(game.space.parse("compose USA PAK give money:3 take vote:support"))
    with pytest.raises(IllegalAction, match="they cannot give it"):
        game.apply(game.space.parse("compose USA PAK give money:1 take money:40"))


def test_a_deal_built_by_hand_is_checked_like_one_that_was_typed() -> None:
    game = at_act("USA")
    pak = game.scenario.numbers["power"]["PAK"]
    with pytest.raises(BadAction, match="money takes an amount"):
        game.apply(Compose(game.scenario.numbers["power"]["USA"], pak, (ClauseSpec("money", -5),), ()))


def at_answer() -> Game:
    """China's loan of $1bn with a rider is before Pakistan."""
    game = at_act("CHN")
    game.apply(game.space.parse("lend CHN PAK 10 port_access"))
    return game


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("counter_offer PAK CHN", "a counter-offer reads"),
        ("counter_offer PAK CHN take nothing give nothing", "a counter-offer reads"),
        ("counter_offer PAK MARS give nothing take money:1", "a counter-offer reads"),
        (
            "counter_offer PAK CHN give nothing take money:1 without port_access amount 5",
            "a counter-offer reads",
        ),
        ("counter_offer PAK PAK give nothing take money:1", "another power"),
        ("counter_offer PAK CHN give money:1 + money:2 take nothing", "stands twice"),
        ("counter_offer PAK CHN give money:0 take nothing", "money takes an amount from 1"),
        ("counter_offer PAK CHN give money:-4 take nothing", "not a clause|names nothing"),
        ("counter_offer PAK CHN give nothing take nothing amount 0", "from 1 up, not '0'"),
        ("counter_offer PAK CHN give nothing take nothing amount -5", "from 1 up, not '-5'"),
        ("counter_offer PAK CHN give nothing take nothing amount 99", "an amount from 1 to"),
        ("counter_offer PAK CHN give nothing take nothing amount", "from 1 up, not ''"),
        ("counter_offer PAK CHN give nothing take nothing without love", "no rider called 'love'"),
        ("counter_offer PAK CHN give nothing take nothing without collateral + collateral", "stands twice"),
    ],
)
def test_a_counter_offer_that_makes_no_sense_is_refused(text: str, reason: str) -> None:
    game = at_answer()
    before = game.digest()
    with pytest.raises(BadAction, match=reason):
        game.space.parse(text)
    assert game.digest() == before


def test_a_counter_offer_replays_from_its_key() -> None:
    game, twin = at_answer(), at_answer()
    text = "counter_offer PAK CHN give basing:2 take money:1 amount 8 without port_access"
    outcome = game.apply(game.space.parse(text))
    assert outcome.action == text
    twin.apply(twin.space.parse(outcome.action))
    assert game.digest() == twin.digest()
    assert game.state.offer is not None
    assert (game.state.offer.asked, game.state.offer.terms[0]) == (game.scenario.numbers["power"]["CHN"], 8)


def test_a_counter_offer_built_by_hand_is_checked_like_one_that_was_typed() -> None:
    game = at_answer()
    pak, chn = (game.scenario.numbers["power"][p] for p in ("PAK", "CHN"))
    with pytest.raises(BadAction, match="an amount from 1"):
        game.apply(CounterOffer(pak, chn, amount=-5))
