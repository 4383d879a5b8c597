"""Rulings on how rules of thumb weigh their own word: a breach has a price, and is told with it."""

from __future__ import annotations

from tests.actors.conftest import UNGOVERNED, without_runner_up
from wargame.actors.base import Choice
from wargame.actors.intents.relations import go_back_on_our_word
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.actors.thumb import ThumbActor
from wargame.rules.actions.answers import Pass
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.records import Overture, Pledge
from wargame.rules.regimes import regime_cell

BAN = "regime CHN heavy USA ban"
STORE = 52
"""What the United States have put by, so that a ban is worth little more than a promise."""


def pledged(scenario: Scenario, *, given: bool = True) -> Game:
    """China has lifted its control of heavies for the United States, and may have pledged to keep it lifted."""
    game = Game.new(scenario, 1, quiet=True, governments=UNGOVERNED)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(next(iter(game.legal)))
    chn, usa = (scenario.numbers["power"][name] for name in ("CHN", "USA"))
    item = scenario.numbers["item"]["heavy"]
    game.state.regime[regime_cell(scenario, chn, item, usa)] = 0
    game.state.stock[usa * scenario.nmaterials + item] = STORE
    game.state.pledges = (Pledge("relief", chn, usa, item, 4),) if given else ()
    game.state.queue = ((int(Kind.ACT), chn, 0, 0),)
    return game


def mind(game: Game, honour: int = 50) -> Mind:
    decision = game.decision
    assert decision is not None
    temper, almanac = Temper(honour=honour), Almanac(game.scenario)
    return Mind(game.view(decision.seat), tuple(game.legal), temper, almanac, 0)


def decided(game: Game, honour: int) -> Choice:
    """What a temper decides between the ban and nothing, all others having been talked to this quarter."""
    actor = ThumbActor(0)
    actor.temper = Temper(honour=honour)
    ban = game.space.parse(BAN)
    others = [p for p in range(game.scenario.npowers) if p != ban.seat]
    game.state.overtures = tuple(Overture("deal", ban.seat, p, game.state.turn, (), ()) for p in others)
    legal = (ban, *(action for action in game.legal if isinstance(action, Pass)))
    return actor.decide(game.view(ban.seat), legal)


def test_a_breach_is_weighed_by_the_trust_and_credibility_it_costs(linchpin: Scenario) -> None:
    free, bound = pledged(linchpin, given=False), pledged(linchpin)
    ban = free.space.parse(BAN)
    assert mind(free).gain(ban) - mind(bound).gain(ban) > 0.5
    unminded = mind(free, honour=20).gain(ban) - mind(bound, honour=20).gain(ban)
    assert 0 < unminded < mind(free).gain(ban) - mind(bound).gain(ban)


def test_who_minds_its_word_less_breaks_it_for_less(linchpin: Scenario) -> None:
    gains = [
        mind(pledged(linchpin), honour).gain(pledged(linchpin).space.parse(BAN)) for honour in (20, 50, 80)
    ]
    assert gains == sorted(gains, reverse=True)
    assert decided(pledged(linchpin), 20).action.key == BAN
    assert isinstance(decided(pledged(linchpin), 80).action, Pass)


def test_what_a_pledge_forbids_is_thought_of_while_it_holds(linchpin: Scenario) -> None:
    game = pledged(linchpin)
    thoughts = [idea.action.key for idea in go_back_on_our_word(mind(game))]
    assert thoughts == [BAN, "regime CHN heavy USA slow-walk"]
    assert list(go_back_on_our_word(mind(pledged(linchpin, given=False)))) == []
    game.state.regime[regime_cell(linchpin, 0, linchpin.numbers["item"]["heavy"], 1)] = 1
    assert list(go_back_on_our_word(mind(game))) == []


def test_a_pledge_that_is_broken_already_costs_no_more(linchpin: Scenario) -> None:
    """Who has broken it this quarter gains by going back, and loses nothing further by going on."""
    game = pledged(linchpin)
    cell = regime_cell(linchpin, 0, linchpin.numbers["item"]["heavy"], 1)
    game.state.regime[cell] = 1
    seen = mind(game)
    assert seen.base().breaches == (1, 0, 0, 0)
    open_again = game.space.parse("regime CHN heavy USA open")
    without = pledged(linchpin, given=False)
    without.state.regime[cell] = 1
    assert seen.gain(open_again) > mind(without).gain(open_again) + 0.5


def test_who_breaks_its_word_says_what_that_costs(linchpin: Scenario) -> None:
    broken, kept = decided(pledged(linchpin), 20), decided(pledged(linchpin), 80)
    assert without_runner_up(broken).endswith(
        "it breaks our pledge to the United States (no export control on heavy rare earths), "
        "and costs 12 of the United States' trust and 8 of our credibility"
    )
    assert "pledge" not in kept.reason
