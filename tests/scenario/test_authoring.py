"""The authoring guide says what there is, and what it shows works."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from wargame.rules import spec
from wargame.rules.actions import CATALOGUE
from wargame.rules.compiled import RIDERS
from wargame.rules.effects import VERBS
from wargame.rules.figures import FIGURES
from wargame.rules.measures import known_measures
from wargame.rules.offers import CLAUSES
from wargame.scenario import check, source
from wargame.scenario.references import MENU

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
WORDS = set(re.findall(r"`([\w*-]+)`", GUIDE))
HEADS = set(re.findall(r"`([a-z_]+)\.", GUIDE))
TABLES = [
    thing
    for thing in vars(spec).values()
    if attrs.has(thing) and thing.__module__ == spec.__name__ and thing is not spec.ScenarioSpec
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_the_guide_names_every_key(table: type) -> None:
    assert {field.name for field in attrs.fields(table)} - WORDS == set()


def test_the_guide_names_every_table() -> None:
    keys = {field.name for field in attrs.fields(spec.ScenarioSpec)}
    headings = set(re.findall(r"`\[{1,2}(\w+)", GUIDE))
    assert keys - WORDS - headings == set()


def test_the_guide_names_every_word_of_the_rules() -> None:
    figures = {name for name, figure in FIGURES.items() if not figure.quiet}
    for words in (MENU, RIDERS, VERBS, CLAUSES, figures):
        assert set(words) - WORDS == set()
    assert set(known_measures()) - HEADS == set()


def test_the_guide_offers_no_action_that_a_menu_refuses() -> None:
    families = GUIDE.split("## Actions for menus")[1].split("## Limits")[0]
    codes = set(re.findall(r"`(\w+)`", families))
    assert codes == set(MENU) <= {cls.code for cls in CATALOGUE}


def test_the_guide_states_the_limits_that_hold() -> None:
    limits = GUIDE.split("## Limits")[1]
    for number in (
        source.MOST_LINES,
        source.MOST_TABLES,
        source.MOST_ITEMS,
        source.LONGEST_TEXT,
        source.MOST_DEPTH,
    ):
        assert f"{number:,}" in limits
    assert source.MOST_BYTES == 400_000


def test_the_guides_example_plays(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(extends.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "example.toml").write_text(example, encoding="utf-8")
    played, faults = check(tmp_path / "example.toml")
    assert [str(fault) for fault in faults] == []
    assert played is not None
    assert (played.id, played.turns, played.powers[2].money) == ("short-class", 6, 30)
    assert played.cards[-1].id == "our_visit"
