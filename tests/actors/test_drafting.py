"""Rulings on deals that programs put together: what is in them, what they cost next time, and who is asked."""

from __future__ import annotations

from statistics import median

import pytest

from tests.actors.conftest import asked, played, seat_seed
from wargame.actors import make
from wargame.actors.drafting import LADDER, PRICES, draft
from wargame.actors.mind import Mind
from wargame.actors.outlook import Almanac
from wargame.actors.temper import Temper
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.records import Overture
from wargame.rules.spec import ClauseSpec
from wargame.scenario import load

CHN, USA, PAK, IND = range(4)
SILENT = {Kind.ACT: "pass", Kind.ANSWER: "refuse", Kind.SIGNAL: "hold"}


def mind(game: Game, seat: int) -> Mind:
    view, legal = asked(game, seat, Kind.ACT)
    return Mind(view, legal, Temper(), Almanac(game.scenario), 0)


def opening(scenario: Scenario) -> Game:
    game = Game.new(scenario, 1, quiet=True)
    while game.decision is not None and game.decision.kind != Kind.ACT:
        game.play(next(iter(game.legal)))
    return game


def plain(clauses: tuple[ClauseSpec, ...]) -> tuple[ClauseSpec, ...]:
    return tuple(clause for clause in clauses if clause.do != "money")


def paid(deal: Compose) -> int:
    """Money given on balance."""
    given, taken = (sum(c.amount for c in side if c.do == "money") for side in (deal.gives, deal.takes))
    return given - taken


def refused(game: Game, deal: Compose) -> None:
    """A quarter after the same deal was refused."""
    turn = game.state.turn
    game.state.overtures = (
        Overture("deal", deal.seat, deal.target, turn, deal.gives, deal.takes, deal.target, 1),
    )
    game.state.turn = turn + 1


def drafted(scenario: Scenario) -> list[Compose]:
    """Deals of the opening, by everybody for everybody."""
    found = []
    for seat in range(scenario.npowers):
        for other in (power for power in range(scenario.npowers) if power != seat):
            made = draft(mind(opening(scenario), seat), other)
            if made is not None:
                found.append(made.action)
    return found


def test_a_deal_gives_and_takes_two_to_four_clauses(linchpin: Scenario) -> None:
    found = drafted(linchpin)
    assert len(found) > 3
    for deal in found:
        assert 2 <= len(deal.gives) + len(deal.takes) <= 4
        assert deal.gives
        assert deal.takes
        assert abs(paid(deal)) in (0, *PRICES)


def test_what_was_refused_comes_again_at_a_better_price(linchpin: Scenario) -> None:
    """Whoever was refused offers the same again with more money in it, or asks less, and no other price."""
    again = 0
    for deal in drafted(linchpin):
        game = opening(linchpin)
        refused(game, deal)
        made = draft(mind(game, deal.seat), deal.target)
        if made is None:
            continue
        same = (plain(made.action.gives), plain(made.action.takes)) == (plain(deal.gives), plain(deal.takes))
        if same:
            again += 1
            assert paid(made.action) > paid(deal)
    assert again


def test_what_was_agreed_costs_the_same_next_time(linchpin: Scenario) -> None:
    """Where nothing has happened, a price that was agreed is offered again."""
    same = 0
    for deal in drafted(linchpin):
        game = opening(linchpin)
        game.state.overtures = (
            Overture("deal", deal.seat, deal.target, game.state.turn - 1, deal.gives, deal.takes),
        )
        made = draft(mind(game, deal.seat), deal.target)
        if (
            made is not None
            and plain(made.action.gives) == plain(deal.gives)
            and plain(made.action.takes) == plain(deal.takes)
        ):
            same += 1
            assert paid(made.action) == paid(deal)
    assert same


def test_a_price_that_was_agreed_is_kept_to_though_less_would_do(linchpin: Scenario) -> None:
    """A step more given, or less taken, than the seat would have asked for: where that pays still, it is offered again."""
    kept = 0
    for deal in drafted(linchpin):
        gives, takes = plain(deal.gives), plain(deal.takes)
        dearer = next((price for price in LADDER if price > paid(deal)), None)
        if dearer is None:
            continue
        game = opening(linchpin)
        money = (ClauseSpec("money", abs(dearer)),)
        agreed = ((*money, *gives), takes) if dearer > 0 else (gives, (*money, *takes) if dearer else takes)
        game.state.overtures = (Overture("deal", deal.seat, deal.target, game.state.turn - 1, *agreed),)
        made = draft(mind(game, deal.seat), deal.target)
        if made is not None and (plain(made.action.gives), plain(made.action.takes)) == (gives, takes):
            kept += paid(made.action) == dearer
    assert kept > 1


def test_a_bargain_leaves_something_in_the_treasury(linchpin: Scenario) -> None:
    """Four hundred million are spent on no bargain, by either side."""
    for purse in (0, 4, 5, 8):
        game = opening(linchpin)
        game.state.money[: linchpin.npowers] = [purse] * linchpin.npowers
        game.state.unbooked[: linchpin.npowers] = [0] * linchpin.npowers
        for seat in range(linchpin.npowers):
            for other in range(linchpin.npowers):
                made = draft(mind(game, seat), other) if other != seat else None
                assert made is None or abs(paid(made.action)) <= max(0, purse - 4)


def test_one_power_is_asked_once_a_quarter(linchpin: Scenario) -> None:
    deal = drafted(linchpin)[0]
    game = opening(linchpin)
    game.state.overtures = (
        Overture("deal", deal.seat, deal.target, game.state.turn, deal.gives, deal.takes),
    )
    assert draft(mind(game, deal.seat), deal.target) is None


@pytest.mark.slow
def test_deals_are_composed_and_struck() -> None:
    """Two or more in a median game, and between 40 and 80 of a hundred struck, outright or after a counter-offer."""
    counts, struck = [], 0
    for seed in range(12):
        put = 0
        steps = played("linchpin", seed)
        for step in steps:
            if isinstance(step.choice.action, Compose):
                put += 1
            offer = step.game.state.offer
            composed = offer is not None and offer.kind == "deal" and offer.key.startswith("compose")
            if composed and step.choice.action.code == "accept":
                struck += 1
        counts.append(put)
    print(f"composed {counts}, struck {struck} of {sum(counts)}")
    assert median(counts) >= 2
    assert 0.4 <= struck / sum(counts) <= 0.8


def _silent(seat: int, seed: int) -> float:
    """The part of the quarters in which a seat is asked for something that passes and refuses everything."""
    scenario = load("linchpin")
    game = Game.new(scenario, seed, quiet=True)
    actors = [make("thumb", seat_seed(seed, power)) for power in range(scenario.npowers)]
    quarters = set()
    while (decision := game.decision) is not None:
        legal: tuple[Action, ...] = tuple(game.legal)
        if decision.seat == seat and decision.kind == Kind.ANSWER:
            quarters.add(game.state.turn)
        wanted = SILENT.get(decision.kind, "") if decision.seat == seat else ""
        action = next((each for each in legal if each.code == wanted), None)
        game.play(action or actors[decision.seat].decide(game.view(decision.seat), legal, 0).action)
    return len(quarters) / game.state.turn


@pytest.mark.slow
@pytest.mark.parametrize("seat", range(4))
def test_whoever_refuses_everything_is_asked_all_the_same(seat: int) -> None:
    """In two quarters of three, in the mean over six games: every seat is courted, warned or squeezed."""
    shares = [_silent(seat, seed) for seed in range(300, 306)]
    print(f"seat {seat}: {[round(share, 2) for share in shares]}")
    assert sum(shares) / len(shares) >= 2 / 3
