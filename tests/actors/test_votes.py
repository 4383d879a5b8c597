"""Rulings on what rules of thumb make of the lender's votes: what they vote for, and what a promise is worth to them."""

from __future__ import annotations

from attrs import evolve

from tests.actors.conftest import asked
from wargame.actors import make
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions.answers import Vote
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.fund import ABSTAIN, OPPOSE, SUPPORT, open_vote
from wargame.rules.game import Game
from wargame.rules.records import Offer, Pledge
from wargame.rules.spec import ClauseSpec, EffectSpec, MotionSpec

SEEDS = range(12)


def reviewed(scenario: Scenario, motion: str) -> Game:
    """The opening of the campaign with a motion before the board that the staff recommends, and nobody has voted."""
    game = Game.new(scenario, 1, quiet=True)
    assert scenario.spec.board is not None
    number = [each.id for each in scenario.spec.board.motions].index(motion)
    game.state.queue, game.state.fund = (), evolve(game.state.fund, motion=number)
    open_vote(game.board)
    return game


def humbling(scenario: Scenario) -> Scenario:
    """The campaign with a motion that nobody in Washington could want."""
    lost = tuple(
        EffectSpec("adjust", what, by) for what, by in (("influence.USA.PAK", -20), ("standing.USA", -5))
    )
    motion, board = (
        MotionSpec("humbling", "A lesson", "Washington has had its turn.", passed=lost),
        scenario.spec.board,
    )
    assert board is not None
    return compile_scenario(evolve(scenario.spec, board=evolve(board, motions=(motion,))))


def mind_of(game: Game, power: str) -> Mind:
    """What a member has before it when it is asked for its vote."""
    view, legal = asked(game, game.scenario.numbers["power"][power], Kind.VOTE)
    return Mind(view, legal, Temper(), Almanac(game.scenario), 1)


def stances(game: Game, power: str) -> list[int]:
    """How twelve tempers vote."""
    view, legal = asked(game, game.scenario.numbers["power"][power], Kind.VOTE)
    chosen = [make("thumb", seed).decide(view, legal, 0).action for seed in SEEDS]
    return [action.stance for action in chosen if isinstance(action, Vote)]


def test_members_vote_for_what_serves_them(linchpin: Scenario) -> None:
    """A second key to the vaults is what Washington wants; to lose its hold and its name for the money is not."""
    assert set(stances(reviewed(linchpin, "second_key"), "USA")) == {SUPPORT}
    assert set(stances(reviewed(humbling(linchpin), "humbling"), "USA")) == {OPPOSE}


def test_members_differ_on_what_hangs_on_a_review(linchpin: Scenario) -> None:
    """What is good for one is bad for another, or nobody would have anything to sell."""
    for motion, yes, no in (("open_books", "USA", "CHN"), ("deposits_first", "CHN", "USA")):
        game, number = reviewed(linchpin, motion), linchpin.numbers["power"]
        assert mind_of(game, yes).ballot.stake(number[yes]) > 0
        assert mind_of(game, no).ballot.stake(number[no]) < 0


def test_a_promise_is_counted_on(linchpin: Scenario) -> None:
    """A vote that was promised is reckoned with as promised, and makes the motion likelier or less likely."""
    game, usa, pak = reviewed(linchpin, "deposits_first"), *map(linchpin.numbers["power"].get, ("USA", "PAK"))
    assert usa is not None
    assert pak is not None
    odds = []
    for stance in (SUPPORT, ABSTAIN, OPPOSE):
        game.state.pledges = (Pledge("vote", usa, pak, stance, 4),)
        odds.append(mind_of(game, "CHN").ballot.passes())
    assert odds[0] > odds[1] >= odds[2]


def test_a_vote_has_a_price_and_a_worth(linchpin: Scenario) -> None:
    """To sell a vote that one would rather cast the other way costs; what it decides is worth money to the debtor."""
    game, usa, pak = (
        reviewed(humbling(linchpin), "humbling"),
        *map(linchpin.numbers["power"].get, ("USA", "PAK")),
    )
    assert usa is not None
    assert pak is not None
    game.state.fund = evolve(game.state.fund, next_review=game.state.turn)
    sale = Offer("deal", pak, usa, (), takes=(ClauseSpec("vote", what="support"),))
    seller = mind_of(game, "USA")
    assert seller.votes_in(sale, usa) < 0 < seller.votes_in(sale, pak)
    game.state.fund = evolve(game.state.fund, next_review=game.state.turn + 4)
    assert mind_of(game, "USA").votes_in(sale, pak) == 0  # the promise would have run out
