"""13 Sealed orders: all plan in secret, then orders are opened in turn."""

from __future__ import annotations

from tests.rulings.case import Case, scenario, set_up
from wargame.rules.board import Kind
from wargame.rules.game import Game


def sealed(seat: str = "CHN", figures: dict[str, int] | None = None) -> Case:
    """A position in which orders are sealed and the named seat plans first."""
    case = set_up(seat, {f"standing.{seat}": 20, **(figures or {})})
    case.state.sealed = True
    return case.phase("actions")


def plan(case: Case, *orders: str) -> Case:
    for order in orders:
        case.play(order)
    return case


def test_a_game_can_be_played_with_sealed_orders() -> None:
    """13.1.1 A game can ask for sealed orders; the rules are otherwise the same."""
    assert Game.new(scenario(), 1, sealed=True).state.sealed
    assert not Game.new(scenario(), 1, sealed=False).state.sealed


def test_an_order_does_nothing_yet() -> None:
    """13.1.2 An order sealed costs nothing and changes nothing until it is opened, and only its seat knows it."""
    case = sealed("CHN")
    case.play("court CHN PAK")
    case.expect("money.CHN").stays()
    case.expect("trust.PAK.CHN").stays()
    assert case.waiting == ("ACT", "CHN")
    assert [len(case.game.view(seat).state.orders[0]) for seat in range(4)] == [1, 0, 0, 0]
    assert "seals an order" in case.told_to("CHN")
    assert "seals an order" not in case.told_to("USA")


def test_orders_are_paid_for_as_they_are_sealed() -> None:
    """13.1.3 What earlier orders will cost is set aside: nobody plans more than it can pay, or the same twice."""
    case = sealed("CHN", {"money.CHN": 5})
    plan(case, "court CHN PAK", "court CHN IND")
    assert "the treasury holds $100m" in case.refused("court CHN USA")
    assert "sealed that order already" in case.refused("court CHN PAK")


def test_orders_are_opened_one_of_each_in_turn() -> None:
    """13.1.4 When all have planned, one order of each is opened in turn, by standing."""
    case = sealed("CHN", {"standing.USA": 19, "standing.PAK": 3, "standing.IND": 2})
    plan(case, "court CHN PAK", "court CHN IND", "pass CHN", "court USA PAK", "pass USA", "pass PAK")
    case.play("pass IND")
    opened = [e.cause for e in case.entries if e.name == "trust" and case.why(e).startswith("court")]
    assert list(dict.fromkeys(opened)) == ["court CHN PAK", "court USA PAK", "court CHN IND"]


def test_an_order_become_impossible_is_refunded() -> None:
    """13.1.5 An order that has become impossible by the time it is opened costs nothing and is reported."""
    case = sealed("CHN", {"grade.deep": 3, "known.deep": 15, "standing.USA": 19, "trust.PAK.USA": 60})
    plan(case, "cofinance CHN deep", "pass CHN", "cofinance USA deep", "pass USA", "pass IND")
    case.play("pass PAK").play("accept PAK")
    assert case.caused("accept PAK", "money.CHN") < 0
    assert case.caused("accept PAK", "money.USA") == 0
    assert "could not carry out an order" in case.told
    assert "holds the stake" in case.told_to("USA")
    assert "could not carry out an order to make an offer." in case.told_to("IND")
    assert "holds the stake" not in case.told_to("IND")
    assert case.read("stake.deep") == case.number("party", "CHN")


def test_a_secret_act_is_no_order() -> None:
    """13.1.6 It is set going while its power plans, and leaves no gap when orders are opened one by one."""
    case = sealed("IND")
    case.play("covert IND fund PAK")
    assert case.waiting == ("ACT", "IND")
    assert case.state.orders[3] == ()
    assert len(case.state.operations) == 1


def test_no_order_fails_for_a_hole_that_nobody_knows_of() -> None:
    """13.1.7 What an order costs was set aside: whether it can be opened is judged by the books that others read."""
    case = sealed("IND", {"money.IND": 5})
    plan(case, "court IND USA")
    account = case.number("power", "IND")
    case.state.unbooked[account], case.state.money[account] = 4, 1
    plan(case, "pass IND", "pass CHN", "pass USA", "pass PAK")
    assert "could not" not in case.told
    assert case.caused("court IND USA", "trust.USA.IND") > 0


def test_an_offer_in_sealed_orders_is_still_answered() -> None:
    """13.1.8 An offer that is opened waits for its answer before the next order."""
    case = sealed("CHN", {"standing.USA": 19})
    plan(case, "pass CHN", "lend USA PAK 5 plain", "court USA IND", "pass USA", "pass IND", "pass PAK")
    assert case.waiting == ("ANSWER", "PAK")
    assert case.game.decision.kind == Kind.ANSWER
    before = case.read("trust.IND.USA")
    case.play("accept PAK")
    assert case.caused("court USA IND", "trust.IND.USA") == 6
    assert before == 50
