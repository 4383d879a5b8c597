"""What the shipped scenarios say in words agrees with what stands on their boards."""

from __future__ import annotations

import re

import pytest

from tests.shipped import shipped
from wargame.rules.compiled import Scenario
from wargame.rules.figures import RUNGS
from wargame.scenario import catalogue

SCENARIOS = [item.id for item in catalogue()]
CAMPAIGN = "linchpin"
GENERIC = {"Line", "Control", "Strait", "China", "Chinese", "Eastern", "Western", "South", "North", "Rest"}


def proper(scenario: Scenario) -> set[str]:
    """The words of a scenario's places and parties that name one of them."""
    names = [name for kind in ("party", "site", "region", "route", "arena") for name in scenario.names[kind]]
    return {word for name in names for word in re.findall(r"[A-Z]\w{3,}", name)} - GENERIC


@pytest.mark.parametrize("name", [name for name in SCENARIOS if name != CAMPAIGN])
def test_a_ladder_speaks_of_no_place_that_is_not_on_the_board(name: str) -> None:
    missing = proper(shipped(CAMPAIGN)) - proper(shipped(name))
    for arena in shipped(name).spec.arenas:
        for rung in arena.rungs:
            told = set(re.findall(r"[A-Z]\w{3,}", f"{rung.name} {rung.rule}"))
            assert not told & missing, (arena.id, rung.name, told & missing)


CAPITALS = {"CHN": "Beijing", "USA": "Washington", "PAK": "Islamabad", "IND": "Delhi"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_answer_that_moves_controls_says_whose_and_how_far(name: str) -> None:
    """Whose, where they are another's; the stricter rung too, where customers are treated differently."""
    spec = shipped(name).spec
    for card in spec.cards:
        for option in card.options:
            moved = [e for e in option.effects if e.what.startswith("regime.")]
            for owner in {e.what.split(".")[1] for e in moved} - {card.asks}:
                assert CAPITALS[owner] in option.label, (card.id, option.label)
            rungs = {e.by for e in moved if e.do == "set" and e.what.split(".")[1] == card.asks and e.by}
            if len(rungs) > 1:
                assert RUNGS[max(rungs)] in option.label, (card.id, option.label)


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_ending_that_one_power_dominates_leaves_open_who_has_won(name: str) -> None:
    """Power over the others' supply is a condition of the ending, points are not: any of them may have the most."""
    for ending in shipped(name).spec.endings:
        assert not re.search(r"\b(wins?|won|winners?|victor\w*)\b", ending.text.replace("Nobody wins", "")), (
            ending.id
        )
        if any(when.startswith("leverage.") and ">=" in when for when in ending.when):
            assert "whichever" in ending.text, ending.id


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_pact_is_not_called_after_a_partner_that_its_choice_names_again(name: str) -> None:
    """It is listed as `Pact with a partner: A school of separation, Japan`."""
    scenario = shipped(name)
    for pact in scenario.spec.pacts:
        partners = [scenario.names["party"][scenario.numbers["party"][each]] for each in pact.partners]
        assert not [partner for partner in partners if partner in pact.title], pact.title
