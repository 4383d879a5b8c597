"""What a sound scenario states that never comes to anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.scenario.helpers import tiny
from tests.tiny import TINY
from wargame.rules.game import Game
from wargame.scenario import ScenarioFault, from_data, load, warnings

GAMES = 4


def told(change: Callable[[dict[str, Any]], object], games: int = GAMES) -> dict[str, str]:
    """Warnings about the tiny scenario after a change, those of the scenario as it is left out."""
    data = tiny()
    before = {fault.path for fault in warnings(from_data(data), games)}
    change(data)
    return {fault.path: fault.code for fault in warnings(from_data(data), games) if fault.path not in before}


def card(**keys: object) -> Callable[[dict[str, Any]], object]:
    whole = {"id": "gust", "title": "Gust", "text": "It blows.", "source": "fictional", **keys}
    return lambda data: data["cards"].append(whole)


def test_a_code_on_a_menu_with_nothing_to_do_it_to() -> None:
    """China owes nobody, so it has no lender to ask and no programme money to divert."""

    def borrow(data: dict[str, Any]) -> None:
        data["powers"][0]["menu"].append("divert")

    assert told(borrow) == {"powers[CHN].menu[divert]": "no-use"}
    assert told(borrow, games=0) == {"powers[CHN].menu[divert]": "no-use"}


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"fixed": 5}, "never-drawn"),
        ({"weight": 0}, "never-drawn"),
        ({"first": 5}, "never-drawn"),
        ({"first": 1, "last": 1, "seasons": [2]}, "never-drawn"),
        ({"when": ["tension.line >= 11"]}, "never-fits"),
        ({"when": ["turn >= 9"]}, "never-fits"),
        ({"fixed": 4}, ""),
        ({"when": ["turn >= 2"]}, ""),
    ],
)
def test_a_card_that_cannot_come(keys: dict[str, object], code: str) -> None:
    assert told(card(**keys)) == ({"cards[gust]": code} if code else {})


def test_a_goal_that_nothing_moves() -> None:
    """Nobody on this board has anything to do with fissile material."""

    def watch_the_vault(data: dict[str, Any]) -> None:
        goal = data["powers"][0]["objectives"][0]
        goal["measure"], goal["worst"], goal["best"] = "fissile.CHN", 0, 100

    assert told(watch_the_vault) == {"powers[CHN].objectives[leverage]": "never-moves"}


def test_the_same_scenario_is_warned_of_alike_each_time() -> None:
    scenario = load("the-tap")
    assert warnings(scenario, 2) == warnings(scenario, 2)


def test_without_games_only_the_form_is_judged() -> None:
    assert told(card(when=["tension.line >= 11"]), games=0) == {}


def test_rules_that_fail_in_a_game_are_a_fault_and_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the seed and the decision at which they do."""

    def fail(self: Game, action: object) -> None:
        raise ZeroDivisionError("integer division\nby zero")

    monkeypatch.setattr(Game, "play", fail)
    with pytest.raises(ScenarioFault) as caught:
        warnings(load(str(TINY)))
    [fault] = caught.value.faults
    assert str(fault).startswith(
        "a game at random, seed 1, decision 1: ZeroDivisionError: integer division by zero; expected"
    )


def test_a_name_in_text_that_is_another_s() -> None:
    """A parent's, left behind a name that was changed; one with an article is the entry's own."""

    def named(words: str) -> Callable[[dict[str, Any]], object]:
        return lambda data: data["powers"][0].update(name="Middle Kingdom", in_text=words)

    assert told(named("the Middle Kingdom"), games=0) == {}
    assert told(named("China"), games=0) == {"powers[CHN].in_text": "other-name"}
