"""The board vote fits a lesson: what its page says about minutes follows from games that were played."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from wargame.actors import make
from wargame.rules.board import Kind
from wargame.rules.chance import ACTOR, mix
from wargame.rules.game import Game
from wargame.rules.governments import NONE
from wargame.scenario import load

PAGE = Path(__file__).parents[2] / "docs" / "facilitating.md"
GAMES = 40
OFFERS = ("lend", "deal", "compose", "ceasefire", "ask_rollover")
WORDS = {
    Kind.OPTION: "headline that asks",
    Kind.SIGNAL: "threat, or none",
    Kind.ANSWER: "offer answered",
    Kind.VOTE: "vote",
    Kind.REACT: "incident",
}


def stated() -> dict[str, tuple[float, int]]:
    """The page's table: how often in a game, and how many seconds each."""
    table = PAGE.read_text(encoding="utf-8").partition("<!-- clock -->")[2].partition("<!-- /clock -->")[0]
    rows = re.findall(r"^\| ([a-z][a-z, ]+) \| ([0-9.]+) \| ([0-9]+) \|", table, re.MULTILINE)
    return {what: (float(often), int(seconds)) for what, often, seconds in rows}


@cache
def counted() -> tuple[Counter[str], Counter[str]]:
    """In `GAMES` games: decisions by kind with handovers, and decisions by seat."""
    scenario = load("board-vote")
    kinds: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    for seed in range(1, GAMES + 1):
        nobody = dict.fromkeys(range(scenario.npowers), NONE)  # people are governed by nobody
        game, before = Game.new(scenario, seed, quiet=True, governments=nobody), -1
        while (decision := game.decision) is not None:
            thought = mix(seed, ACTOR, decision.seat)
            view, legal = game.view(decision.seat), tuple(game.legal)
            action = make("thumb", thought).decide(view, legal, 4000).action
            if decision.kind == Kind.ACT:
                kinds[
                    "pass" if action.code == "pass" else "offer made" if action.code in OFFERS else "action"
                ] += 1
            else:
                kinds[WORDS[decision.kind]] += 1
            kinds["handover"] += decision.seat != before
            seats[scenario.powers[decision.seat].id] += 1
            before = decision.seat
            game.apply(action)
        kinds["report"] += game.state.turn
        kinds["headline"] += scenario.spec.cards_per_turn * game.state.turn
        kinds["start"] += 1
    kinds["headline that tells"] = kinds.pop("headline") - kinds["headline that asks"]
    return kinds, seats


def test_the_page_counts_what_is_decided() -> None:
    kinds, _ = counted()
    assert set(kinds) == set(stated())
    for what, (often, _) in stated().items():
        assert kinds[what] / GAMES == pytest.approx(often, rel=0.2, abs=0.5), what


def test_four_people_are_through_in_a_lesson() -> None:
    kinds, _ = counted()
    seconds = sum(kinds[what] / GAMES * each for what, (_, each) in stated().items())
    assert 24 * 60 <= seconds < 27.5 * 60
    assert load("board-vote").spec.minutes == 27


def test_every_seat_has_something_to_decide_and_a_headline_to_answer() -> None:
    _, seats = counted()
    assert min(seats.values()) >= 8 * GAMES
    asked = {card.asks for card in load("board-vote").spec.cards if card.fixed}
    assert asked >= {"CHN", "USA", "PAK", "IND"}


def test_nobody_is_asked_to_choose_an_agenda() -> None:
    assert [len(power.agendas) for power in load("board-vote").spec.powers] == [1, 1, 1, 1]
