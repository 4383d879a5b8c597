"""A scenario as its differences from another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenario.helpers import TINY
from wargame.rules.spec import ScenarioSpec
from wargame.scenario import Fault, check
from wargame.scenario.extends import merge
from wargame.scenario.faults import Faults


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.toml").write_text(TINY.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def child(folder: Path, text: str, name: str = "child") -> tuple[ScenarioSpec | None, list[Fault]]:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return check(folder / f"{name}.toml")


def played(folder: Path, text: str) -> ScenarioSpec:
    spec, faults = child(folder, f'extends = "tiny"\nid = "child"\n{text}')
    assert faults == []
    assert spec is not None
    return spec


def test_what_is_not_said_is_the_parents(folder: Path) -> None:
    spec = played(folder, "turns = 3")
    parent, _ = check(folder / "tiny.toml")
    assert parent is not None
    assert (spec.id, spec.turns) == ("child", 3)
    assert spec.sites == parent.sites
    assert spec.tuning == parent.tuning


def test_entries_are_laid_over_by_id_and_new_ones_added(folder: Path) -> None:
    spec = played(
        folder,
        '[[sites]]\nid = "works"\ncost = 20\n[[sites]]\nid = "new_pit"\nname = "New Pit"\nkind = "mine"\nhost = "PAK"',
    )
    assert [s.id for s in spec.sites] == ["old_pit", "high_seam", "works", "harbour", "scrap_hub", "new_pit"]
    assert (spec.sites[2].cost, spec.sites[2].name) == (20, "Separation Works")


def test_entries_within_entries_are_laid_over_too(folder: Path) -> None:
    spec = played(
        folder,
        '[[powers]]\nid = "PAK"\nreserves = { amount = 7 }\n[[powers.objectives]]\nid = "pits"\nweight = 9\n',
    )
    pak = spec.powers[1]
    assert pak.reserves is not None
    assert (pak.reserves.amount, pak.reserves.floor) == (7, 60)
    assert [(o.id, o.weight) for o in pak.objectives] == [("pits", 9), ("solvency", 33), ("cohesion", 33)]


def test_an_entry_is_removed(folder: Path) -> None:
    spec = played(
        folder, '[[cards]]\nid = "strike"\nremove = true\n[[pacts]]\nid = "knowledge"\nremove = true'
    )
    assert [c.id for c in spec.cards] == ["ambush"]
    assert spec.pacts == ()


def test_a_table_is_removed(folder: Path) -> None:
    assert played(folder, "board = { remove = true }").board is None


def test_a_list_without_ids_is_replaced(folder: Path) -> None:
    spec = played(folder, "loans = []\ncontracts = []\nworld_notes = ['Other.']")
    assert (spec.loans, spec.contracts, spec.world_notes) == ((), (), ("Other.",))


def test_a_grandchild(folder: Path) -> None:
    child(folder, 'extends = "tiny"\nid = "child"\nturns = 3\nminutes = 9')
    spec, faults = child(folder, 'extends = "child"\nid = "grandchild"\nturns = 2', "grandchild")
    assert faults == []
    assert spec is not None
    assert (spec.turns, spec.minutes, spec.title) == (2, 9, "Tiny")


def test_faults_of_the_merged_whole_are_found(folder: Path) -> None:
    _, faults = child(folder, 'extends = "tiny"\n[[regions]]\nid = "basin"\nremove = true')
    assert [(f.code, f.path, f.hint) for f in faults] == [("unknown-id", "regions[hills].spills.basin", "")]


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ('extends = "tinny"', "no-scenario", "extends"),
        ("extends = 3", "bad-extends", "extends"),
        ('extends = "../tiny"', "bad-extends", "extends"),
        ('extends = "/etc/passwd"', "bad-extends", "extends"),
        ('extends = "tiny.toml"', "bad-extends", "extends"),
        ('extends = ""', "bad-extends", "extends"),
        ('extends = "child"', "extends-cycle", "extends"),
        ('extends = "tiny"\n[[cards]]\nid = "stroke"\nremove = true', "nothing-to-remove", "cards[stroke]"),
        ('extends = "tiny"\nbord = { remove = true }', "nothing-to-remove", "bord"),
        ('extends = "tiny"\n[[cards]]\nid = "strike"\nremove = "yes"', "wrong-type", "cards[strike].remove"),
        (
            'extends = "tiny"\n[[cards]]\nid = "strike"\nremove = true\nfixed = 1',
            "bad-remove",
            "cards[strike]",
        ),
        (
            'extends = "tiny"\n[[cards]]\nid = "strike"\nfixed = 1\n[[cards]]\nid = "strike"\nfixed = 3',
            "duplicate-id",
            "cards[strike]",
        ),
    ],
)
def test_a_bad_difference_is_refused(folder: Path, text: str, code: str, path: str) -> None:
    _, faults = child(folder, text)
    assert [(fault.code, fault.path) for fault in faults] == [(code, path)]


def test_the_nearest_parent_is_offered(folder: Path) -> None:
    _, [fault] = child(folder, 'extends = "tinny"')
    assert fault.hint == "tiny"


def test_a_longer_circle(folder: Path) -> None:
    child(folder, 'extends = "b"', "a")
    _, [fault] = child(folder, 'extends = "a"', "b")
    assert (fault.code, fault.found) == ("extends-cycle", "a circle: b extends a extends b")


def test_a_chain_too_long(folder: Path) -> None:
    for number in range(9):
        child(folder, f'extends = "c{number + 1}"', f"c{number}")
    _, [fault] = child(folder, 'extends = "c0"', "last")
    assert fault.code == "extends-depth"


def test_a_fault_in_the_parent_names_the_parents_file(folder: Path) -> None:
    (folder / "tiny.toml").write_text("id = ", encoding="utf-8")
    _, [fault] = child(folder, 'extends = "tiny"')
    assert (fault.code, fault.path) == ("syntax", "tiny.toml, line 1, column 6")


def test_merging_changes_neither_side() -> None:
    base: dict[str, Any] = {"a": {"b": 1}, "c": [{"id": "x", "n": 1}]}
    changes: dict[str, Any] = {"a": {"d": 2}, "c": [{"id": "x", "n": 2}, {"id": "y"}]}
    merged = merge(base, changes, (), Faults())
    assert merged == {"a": {"b": 1, "d": 2}, "c": [{"id": "x", "n": 2}, {"id": "y"}]}
    assert base == {"a": {"b": 1}, "c": [{"id": "x", "n": 1}]}
    assert changes == {"a": {"d": 2}, "c": [{"id": "x", "n": 2}, {"id": "y"}]}


# ---- what is kept
def test_a_child_says_what_it_keeps_of_a_list(folder: Path) -> None:
    """In the parent's order; what the parent gains later does not reach the child."""
    kept = '[keep]\ncards = ["strike", "ambush"]\n'
    before = played(folder, kept).cards
    assert [card.id for card in before] == ["ambush", "strike"]
    parent = folder / "tiny.toml"
    extra = '\n[[cards]]\nid = "new"\ntitle = "New"\ntext = "New."\nsource = "fictional"\nweight = 1\n'
    parent.write_text(parent.read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert played(folder, kept).cards == before
    assert [card.id for card in played(folder, "").cards][-1] == "new"


def test_what_is_kept_can_be_changed_and_added_to(folder: Path) -> None:
    spec = played(folder, '[keep]\ncards = ["strike"]\n[[cards]]\nid = "strike"\ntitle = "Stay away"\n')
    assert [(card.id, card.title) for card in spec.cards] == [("strike", "Stay away")]


def test_an_entry_of_a_list_keeps_entries_of_its_own(folder: Path) -> None:
    parent, _ = check(folder / "tiny.toml")
    assert parent is not None
    first = parent.powers[0].objectives[0].id
    text = f'[[powers]]\nid = "CHN"\nkeep = {{ objectives = ["{first}"] }}\n'
    spec, faults = child(folder, f'extends = "tiny"\nid = "child"\n{text}')
    # Weights no longer add up to a hundred, and that is all that is wrong.
    assert [fault.path for fault in faults if "weight" not in fault.found and "100" not in str(fault)] == []
    weighty = text + f'[[powers.objectives]]\nid = "{first}"\nweight = 100\n'
    spec = played(folder, weighty)
    assert [objective.id for objective in spec.powers[0].objectives] == [first]


def test_a_table_keeps_entries_by_their_keys(folder: Path) -> None:
    parent, _ = check(folder / "tiny.toml")
    assert parent is not None
    party = parent.partners[0]
    first = next(iter(party.disposition))
    spec = played(folder, f'[[partners]]\nid = "{party.id}"\nkeep = {{ disposition = ["{first}"] }}\n')
    assert spec.partners[0].disposition == {first: party.disposition[first]}


def test_keeping_what_is_not_there(folder: Path) -> None:
    _, faults = child(
        folder,
        'extends = "tiny"\nid = "child"\n[keep]\ncards = ["strke"]\ncrads = ["strike"]\nsites = 3\nturns = []\n',
    )
    found = {(fault.path, fault.code, fault.hint) for fault in faults}
    assert found >= {
        ("keep.cards", "nothing-to-keep", "strike"),
        ("keep.crads", "nothing-to-keep", "cards"),
        ("keep.sites", "wrong-type", ""),
        ("keep.turns", "nothing-to-keep", ""),
    }


def test_who_extends_nobody_keeps_nothing(folder: Path) -> None:
    path = folder / "alone.toml"
    path.write_text(
        (folder / "tiny.toml").read_text(encoding="utf-8") + "\n[keep]\ncards = []\n", encoding="utf-8"
    )
    assert [fault.path for fault in check(path)[1]] == ["keep"]
