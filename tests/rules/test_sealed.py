"""Sealed orders: planned in secret, revealed together, refunded when they have become impossible."""

from __future__ import annotations

from tests.telling import sentences
from wargame.rules.board import Kind
from wargame.rules.game import Game

from .playing import SCENARIOS, choose, scenario


def at_first_act(seed: int = 3) -> Game:
    game = Game.new(scenario(SCENARIOS[1]), seed, sealed=True)
    for step in range(100):
        assert game.decision is not None
        if game.decision.kind == Kind.ACT:
            return game
        game.apply(choose(game, 5, step))
    raise AssertionError("no action was ever asked for")


def test_an_order_does_nothing_until_all_have_planned() -> None:
    game = at_first_act()
    seat = game.decision.seat if game.decision else -1
    action = next(a for a in game.legal if a.code != "pass" and a.cost(game.board).points == 1)
    figures = game.state.copy()
    game.apply(action)
    assert game.decision is not None
    assert game.decision.seat == seat
    assert [order.number for order in game.state.orders[seat]] == [action.number]
    assert game.state.points == figures.points
    assert game.state.money == figures.money
    assert action not in game.legal


def test_nobody_else_sees_an_order() -> None:
    game = at_first_act()
    seat = game.decision.seat if game.decision else -1
    other = (seat + 1) % game.scenario.npowers
    before = game.view(other).state
    game.apply(next(a for a in game.legal if a.code != "pass"))
    after = game.view(other).state
    assert after.orders[seat] == ()
    assert after.money == before.money
    assert not [e for e in game.events_for(other) if e.topic == "order"]
    assert [e for e in game.events_for(seat) if e.topic == "order"]


def test_orders_are_revealed_in_turn_once_the_last_has_planned() -> None:
    """Nothing is carried out while anybody plans; after the last plan, somebody's order is."""
    game = at_first_act()
    turn, planned = game.state.turn, 0
    while game.decision and game.decision.kind == Kind.ACT and game.state.turn == turn:
        assert sum(map(len, game.state.orders)) == planned
        action = choose(game, 9, planned)
        game.apply(action)
        planned += action.code != "pass" and not action.operation
    assert planned >= game.scenario.npowers
    assert sum(map(len, game.state.orders)) < planned


def test_an_impossible_order_is_refunded_and_reported() -> None:
    """The money that was set aside is gone when the order is opened."""
    game = at_first_act()
    board, state = game.board, game.state
    seat = game.decision.seat if game.decision else -1
    action = next(a for a in game.legal if a.code != "pass" and a.cost(board).money > 0)
    game.apply(action)
    board.pay(seat, game.scenario.world, state.money[seat], "a test empties the treasury")
    standing = state.standing[seat]
    while game.decision and game.decision.kind == Kind.ACT:
        passing = game.space.parse(f"pass {game.scenario.ids['power'][game.decision.seat]}")
        game.apply(passing)
    told = [text for text in sentences(game.scenario, game.events_for(seat)) if "could not carry out" in text]
    assert len(told) == 1
    assert "It costs nothing" in told[0]
    spent = [e for e in game.entries if e.cause == action.key]
    assert not spent
    assert state.standing[seat] >= standing
