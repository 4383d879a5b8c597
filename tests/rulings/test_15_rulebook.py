"""15 The rulebook says what the rules do."""

from __future__ import annotations

import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from wargame.rules.actions import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "rulebook.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_tables_are_up_to_date(generate: ModuleType) -> None:
    """15.1.1 Every generated table is what the rules make it now. If not: `python docs/generate.py`."""
    assert generate.render(TEXT) == TEXT


def test_every_table_has_its_place(generate: ModuleType) -> None:
    """15.1.2 Each table that can be made stands in the rulebook once."""
    assert sorted(re.findall(r"<!-- generated:(\w+) -->", TEXT)) == sorted(generate.BLOCKS)


def test_a_stale_table_is_noticed(generate: ModuleType) -> None:
    """15.1.3 A table that was changed by hand is made afresh."""
    assert generate.render(TEXT.replace("| `regime` |", "| `tap` |", 1)) == TEXT


def test_every_action_is_explained() -> None:
    """15.1.4 Every action is in the table, with a sentence of its own."""
    for cls in CATALOGUE:
        assert f"| `{cls.code}` | {cls.title} |" in TEXT
    sentences = [cls.about for cls in CATALOGUE]
    assert len(set(sentences)) == len(sentences)


def test_its_contents_lead_somewhere() -> None:
    """15.1.5 Every line of the contents names a heading."""
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE)
    }
    links = re.findall(r"\]\(#([^)]+)\)", TEXT)
    assert len(links) == 16
    assert set(links) <= headings


@pytest.mark.covers("C80")
def test_it_begins_with_the_claim() -> None:
    """15.1.6 The introduction puts what the game is about: as crucial as oil once was, some say."""
    assert "as oil was to the last" in TEXT[:400].replace("\n", " ")


def test_the_list_of_claims_is_up_to_date(generate: ModuleType) -> None:
    """15.2.1 Every claim stands in claims.md with its mechanism, its parts of the rulebook and its tests."""
    assert generate.claims(generate.carriers()) == generate.CLAIMS.read_text(encoding="utf-8")


def test_every_claim_has_a_test(generate: ModuleType) -> None:
    """15.2.2 No claim is listed that nothing asserts, and no test names one that is not listed."""
    listed = {
        c for rows in tomllib.loads(generate.CLAIMED.read_text(encoding="utf-8")).values() for c in rows
    }
    assert listed == set(generate.carriers())
    assert len(listed) == 87


def test_a_claim_without_its_test_is_noticed(generate: ModuleType) -> None:
    """15.2.3 A test that goes takes its row's last cell along."""
    tests = {**generate.carriers(), "C80": []}
    assert generate.claims(tests) != generate.CLAIMS.read_text(encoding="utf-8")


def test_every_action_has_a_ruling() -> None:
    """15.3.1 Some ruling plays each class of action by its code: a reminder for whoever adds one."""
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    codes = {action.code for action in CATALOGUE}
    assert sorted(code for code in codes if not re.search(rf'"{code}[ "]', text)) == []
