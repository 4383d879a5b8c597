"""A deal while it is put together: the action it makes, or why it makes none."""

from __future__ import annotations

from tests.rulings.case import set_up
from wargame.explain.deals import deal
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.spec import ClauseSpec

MONEY = ClauseSpec("money", 2)


def test_what_can_be_offered_is_an_action() -> None:
    case = set_up("USA")
    view, pakistan = case.game.view(case.number("power", "USA")), case.number("power", "PAK")
    made = deal(view, pakistan, (MONEY,), (ClauseSpec("influence", 2),))
    assert isinstance(made, Compose)
    assert made.key == "compose USA PAK give money:2 take influence:2"


def test_what_cannot_be_offered_says_why() -> None:
    """Whether it makes no sense or cannot be kept: before anybody is asked."""
    case = set_up("USA")
    view, pakistan = case.game.view(case.number("power", "USA")), case.number("power", "PAK")
    assert "at least one clause" in str(deal(view, pakistan, (), ()))
    assert "cannot teach 15" in str(deal(view, pakistan, (MONEY,), (ClauseSpec("know_how", 15),)))
