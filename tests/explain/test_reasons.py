"""Every reason fits its table, is given somewhere by the rules, and has words; no cause is prose."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import wargame
from tests.shipped import shipped
from wargame.explain.causes import WORDS, in_words
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.rules.pledges import PLEDGES
from wargame.rules.reasons import REASONS, Reason
from wargame.rules.space import space_of
from wargame.scenario import CAMPAIGN, catalogue

SHIPPED = tuple(listing.id for listing in catalogue())
WRITERS = {"shift": 3, "put": 3, "put_run": 3, "pay": 3, "pay_unseen": 2}
"""What changes a figure, and where among its arguments the cause stands."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in Path(wargame.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.name}:{node.lineno}", node


def given() -> Iterator[tuple[str, str, int]]:
    """Every reason that the program names: where, the name, how many numbers it is about."""
    for where, node in calls():
        if isinstance(node.func, ast.Name) and node.func.id == "because":
            name, *about = node.args
            assert isinstance(name, ast.Constant), where
            yield where, name.value, len(about)


def abouts(scenario: Scenario, name: str) -> Iterator[tuple[int, ...]]:
    """What a reason can be about, in the campaign."""
    whats = REASONS[name]
    if "option" in whats:
        cards = enumerate(scenario.spec.cards)
        yield from ((card, option) for card, spec in cards for option in range(len(spec.options)))
    elif "tension" in whats:
        yield from ((arena, rung) for arena in range(len(scenario.spec.arenas)) for rung in range(11))
    elif whats:
        [what] = whats
        known = len(PLEDGES) if what == "pledge" else len(scenario.names[what])
        yield from ((number,) for number in range(known))
    else:
        yield ()


def test_what_the_rules_give_as_a_reason_fits_the_table() -> None:
    found = list(given())
    assert [(where, name) for where, name, _ in found if name not in REASONS] == []
    assert [(where, name) for where, name, about in found if about != len(REASONS[name])] == []
    assert set(REASONS) - {name for _, name, _ in found} == set()


def test_no_figure_is_changed_for_a_reason_in_prose() -> None:
    prose = [
        where
        for where, node in calls()
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITERS
        and len(node.args) > WRITERS[node.func.attr]
        for part in [node.args[WRITERS[node.func.attr]]]
        if isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and part.value)
    ]
    assert prose == []


@pytest.mark.parametrize("name", REASONS)
def test_every_reason_has_words(name: str) -> None:
    scenario = shipped(CAMPAIGN)
    fields = {field for _, field, _, _ in string.Formatter().parse(WORDS[name]) if field}
    assert fields <= set(REASONS[name])
    for about in abouts(scenario, name):
        text = in_words(scenario, Reason(name, about))
        assert text.strip()
        assert not {"{", "}"} & set(text)


def test_no_words_are_left_without_a_reason() -> None:
    assert set(WORDS) == set(REASONS)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_cause_of_a_random_game_is_an_action_or_a_reason(name: str) -> None:
    game = Game.new(shipped(name), 3)
    step = 0
    while not game.over:
        game.apply(game.legal.pick(mix(4, 9, step)))
        step += 1
    causes = {entry.cause for entry in game.entries}
    assert len(causes) > 20
    keys = {cause for cause in causes if isinstance(cause, str)}
    assert keys <= set(space_of(game.scenario).by_key)
    for cause in causes - keys:
        assert isinstance(cause, Reason)
        assert len(cause.about) == len(REASONS[cause.name]), cause
        assert in_words(game.scenario, cause)
