"""Every kind of event fits its table, is told somewhere by the rules, and has a sentence."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import wargame.rules
from tests.shipped import shipped
from tests.telling import sentences
from wargame.explain.events import SENTENCES, Either, sentence
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.events import EVENTS, PLAIN, TOPICS, Datum, Event
from wargame.rules.game import Game
from wargame.rules.phases.market import HALTS
from wargame.rules.pledges import PLEDGES
from wargame.rules.records import Offer
from wargame.rules.space import space_of
from wargame.scenario import CAMPAIGN, catalogue

SHIPPED = tuple(listing.id for listing in catalogue())
OFFERS = {"loan": (5, 4, 6), "rollover": (), "stake": (0, 3, 2), "truce": (0,), "deal": (0,)}


@cache
def tells() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Every call of `tell` in the rules: where it stands, the kind, the names of its data; `instead` kinds too."""
    found = []
    for path in Path(wargame.rules.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "tell":
                continue
            where = f"{path.name}:{node.lineno}"
            [kind] = node.args
            assert isinstance(kind, ast.Constant), where
            named = {word.arg for word in node.keywords} - {"seen", "instead"}
            found.append((where, kind.value, frozenset(str(name) for name in named)))
            for word in node.keywords:
                for part in ast.walk(word.value) if word.arg == "instead" else ():
                    if isinstance(part, ast.Constant):
                        found.append((where, part.value, frozenset(EVENTS[part.value].data)))
    return tuple(found)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def samples(scenario: Scenario, what: str) -> Iterator[Datum]:
    """Data that an event might have, of one sort."""
    action = next(iter(space_of(scenario).by_key))
    offers = [Offer(kind, 0, 1, terms) for kind, terms in OFFERS.items()]
    numbers: dict[str, tuple[Datum, ...]] = {
        "yesno": (0, 1),
        "money": (0, 3, 12),
        "quarters": (1, 4),
        "level": (1,),
        "grade": range(5),
        "tenths": (0, 701),
        "tension": range(11),
        "pledge": PLEDGES,
        "riders": (("ceasefire",), ("ceasefire", "collateral")),
        "halt": HALTS,
        "offer": (*offers, Offer("deal", 0, 1, ())),
        "action": (action,),
        "words": ("it is guarded",),
        "ending": range(len(scenario.spec.endings)),
    }
    yield from numbers[what] if what in PLAIN else range(len(scenario.names[what]))


def test_what_the_rules_tell_fits_the_table() -> None:
    assert [(where, kind) for where, kind, _ in tells() if kind not in EVENTS] == []
    assert [
        (where, kind, sorted(names ^ set(EVENTS[kind].data)))
        for where, kind, names in tells()
        if names != set(EVENTS[kind].data)
    ] == []
    assert set(EVENTS) - {kind for _, kind, _ in tells()} == set()


def test_every_kind_has_a_topic_data_that_can_be_told_and_a_sentence() -> None:
    scenario = shipped(CAMPAIGN)
    assert set(SENTENCES) == set(EVENTS)
    assert {spec.topic for spec in EVENTS.values()} == set(TOPICS)
    for kind, spec in EVENTS.items():
        assert set(spec.data.values()) <= PLAIN | set(scenario.names), kind
        template = SENTENCES[kind]
        texts = template.texts if isinstance(template, Either) else (template,)
        for text in texts:
            assert not isinstance(text, str) or fields(text) <= set(spec.data), kind
        if isinstance(template, Either):
            assert template.by in spec.data, kind


@pytest.mark.parametrize("kind", EVENTS)
def test_a_sentence_can_be_made_of_whatever_it_tells(kind: str) -> None:
    scenario, spec = shipped(CAMPAIGN), EVENTS[kind]
    plain = {name: next(samples(scenario, what)) for name, what in spec.data.items()}
    for name, what in spec.data.items():
        for datum in samples(scenario, what):
            text = sentence(scenario, Event(1, 0, kind, {**plain, name: datum}))
            assert text[0] == text[0].upper(), text
            assert text[-1] in ".!?”", text
            assert not {"{", "}"} & set(text), text
            assert "  " not in text, text


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("sealed", [False, True])
def test_random_games_tell_nothing_else(name: str, sealed: bool) -> None:
    game = Game.new(shipped(name), 4, sealed=sealed)
    step = 0
    while not game.over:
        game.apply(game.legal.pick(mix(5, 9, step)))
        step += 1
    assert len({event.kind for event in game.events}) > 8
    for event in game.events:
        assert set(event.data) == set(EVENTS[event.kind].data), event
    assert all(sentences(game.scenario, game.events))
