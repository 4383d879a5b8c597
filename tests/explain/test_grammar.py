"""Names within sentences: articles, possessives, adjectives and capitals, from the scenario's own words."""

from __future__ import annotations

import re

import pytest

from tests.shipped import shipped
from tests.telling import sentences
from wargame.explain.grammar import named, possessive
from wargame.rules.chance import mix
from wargame.rules.events import Event
from wargame.rules.game import Game
from wargame.rules.records import Offer
from wargame.rules.words import small
from wargame.scenario import CAMPAIGN

BARE = re.compile(r"(?<!the )(?<!The )\b(United States|Line of Control|Taiwan Strait|Karakoram road)\b")


def test_a_name_has_its_article_and_a_sentence_its_capital() -> None:
    scenario = shipped(CAMPAIGN)
    power, party, site = (scenario.numbers[kind] for kind in ("power", "party", "site"))
    told = {
        "licence_granted": (
            {"power": power["USA"], "target": power["CHN"]},
            "The United States grants China a general licence.",
        ),
        "licence_revoked": (
            {"power": power["CHN"], "target": power["USA"]},
            "China revokes the United States' general licence.",
        ),
        "party_courted": ({"power": power["CHN"], "party": party["USA"]}, "China courts the United States."),
        "partner_builds": (
            {"party": party["AUS"], "site": site["mojave"]},
            "Australia starts to expand the Mojave plant on its own account.",
        ),
        "offer_accepted": (
            {
                "power": power["PAK"],
                "target": power["USA"],
                "offer": Offer("rollover", power["USA"], power["PAK"], ()),
            },
            "Pakistan accepts the US offer: a year's delay of the debt that falls due soonest.",
        ),
        "stockpile_ordered": (
            {"power": power["USA"], "material": 0},
            "The United States orders light rare earths for its stockpile.",
        ),
        "ladder_climbed": (
            {"power": power["IND"], "arena": scenario.numbers["arena"]["loc"], "rung": 4},
            "India escalates over the Line of Control, to rung 4, Sniping.",
        ),
    }
    for kind, (data, words) in told.items():
        assert sentences(scenario, [Event(1, 0, kind, data)]) == [words]


def test_a_name_says_whose_and_of_what_kind() -> None:
    scenario = shipped(CAMPAIGN)
    usa = named(scenario, "power", scenario.numbers["power"]["USA"])
    assert f"{usa}, {usa:'s}, {usa:adj}" == "the United States, the United States', US"
    japan = named(scenario, "party", scenario.numbers["party"]["JPN"])
    assert f"{japan}, {japan:'s}" == "Japan, Japan's"
    assert possessive("Laos") == "Laos'"


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Light rare earths", "light rare earths"),
        ("REE oxide", "REE oxide"),
        ("", ""),
        ("ディスプロシウム", "ディスプロシウム"),
    ],
)
def test_goods_are_written_small_within_a_sentence(label: str, written: str) -> None:
    assert small(label) == written


def test_no_sentence_of_a_campaign_leaves_an_article_out() -> None:
    """But after a colon, where an action is named as menus name it."""
    for seed in range(3):
        game = Game.new(shipped(CAMPAIGN), seed)
        step = 0
        while not game.over:
            game.apply(game.legal.pick(mix(seed, 9, step)))
            step += 1
        events = [e for e in game.events if e.topic not in ("headline", "order", "covert", "end")]
        assert [text for text in sentences(game.scenario, events) if BARE.search(text)] == []
