"""Scenarios are found by name or path, and listed with the campaign first."""

from __future__ import annotations

import os
import time
from pathlib import Path
from shutil import copytree

import pytest

from tests.scenario.helpers import TINY
from wargame.scenario import ScenarioFault, catalogue, check, find, library, load

TEXT = TINY.read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped scenarios of the test's own."""
    monkeypatch.setattr(library, "shipped", lambda: tmp_path / "shipped")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    shelf = tmp_path / "shipped"
    shelf.mkdir()
    for name in ("aaa", "linchpin", "zzz"):
        text = TEXT.replace('id = "tiny"', f'id = "{name}"', 1)
        (shelf / f"{name}.toml").write_text(text, encoding="utf-8")
    return shelf


def test_the_primer_comes_first_and_the_campaign_second(shelf: Path) -> None:
    assert [listing.id for listing in catalogue()] == ["linchpin", "aaa", "zzz"]
    (shelf / "primer.toml").write_text(TEXT.replace('id = "tiny"', 'id = "primer"', 1), encoding="utf-8")
    assert [listing.id for listing in catalogue()] == ["primer", "linchpin", "aaa", "zzz"]


def test_a_listing_says_what_a_player_asks(shelf: Path) -> None:
    first = catalogue()[0]
    assert (first.title, first.turns, first.minutes, first.seats) == ("Tiny", 4, 5, ("China", "Pakistan"))
    assert first.about.startswith("Two powers")
    assert first.path == shelf / "linchpin.toml"
    assert first.fault == ""


def test_a_difference_is_listed_whole(shelf: Path) -> None:
    (shelf / "short.toml").write_text(
        'extends = "linchpin"\nid = "short"\nturns = 2\n[[powers]]\nid = "CHN"\nname = "Middle Kingdom"\n',
        encoding="utf-8",
    )
    short = next(listing for listing in catalogue() if listing.id == "short")
    assert (short.title, short.turns, short.seats) == ("Tiny", 2, ("Middle Kingdom", "Pakistan"))


@pytest.mark.parametrize(
    "text",
    [
        "id = ",
        "",
        'id = "x"',
        "extends = 'nobody'",
        "extends = 'bad'",
        'powers = 3\nid = "x"',
        TEXT.replace("turns = 4", "turns = '4'", 1),
    ],
)
def test_a_broken_file_is_listed_with_its_fault(shelf: Path, text: str) -> None:
    (shelf / "bad.toml").write_text(text, encoding="utf-8")
    bad = next(listing for listing in catalogue() if listing.id == "bad")
    assert bad.fault
    assert "\n" not in bad.fault
    assert len(catalogue()) == 4


def test_a_changed_file_is_listed_anew(shelf: Path) -> None:
    catalogue()
    path = shelf / "aaa.toml"
    path.write_text(TEXT.replace('title = "Tiny"', 'title = "Changed"', 1), encoding="utf-8")
    assert any(listing.title == "Changed" for listing in catalogue())


def test_a_text_that_looks_like_a_table_does_not_fool_the_catalogue(shelf: Path) -> None:
    text = TEXT.replace('about = "Two', 'about = """\n[[powers]]\nTwo', 1).replace(
        'for tests."', 'for tests."""', 1
    )
    (shelf / "aaa.toml").write_text(text, encoding="utf-8")
    listing = next(listing for listing in catalogue() if listing.path.stem == "aaa")
    assert listing.about.startswith("[[powers]]\nTwo powers")
    assert listing.seats == ("China", "Pakistan")


def test_the_catalogue_is_quick(shelf: Path) -> None:
    bulk = "".join(f'[[cards]]\nid = "c{n}"\ntitle = "t"\ntext = "{"long " * 50}"\n' for n in range(400))
    for name in ("aaa", "linchpin", "zzz"):
        with (shelf / f"{name}.toml").open("a", encoding="utf-8") as file:
            file.write(bulk)
    start = time.process_time()
    catalogue()
    assert time.process_time() - start < 0.2


def test_a_scenario_is_loaded_by_name_and_by_path(shelf: Path) -> None:
    assert load("linchpin").spec.id == "linchpin"
    assert load(str(TINY)).spec.id == "tiny"
    assert find("aaa") == shelf / "aaa.toml"


def test_an_untouched_copy_is_none_of_ones_own(shelf: Path) -> None:
    """As in a checkout, where the working folder holds what is shipped; a changed byte makes it one's own."""
    folder = shelf / "parts"
    folder.mkdir()
    for name in ("scenario.toml", "more.toml"):
        text = TEXT.replace('id = "tiny"', 'id = "parts"', 1) if name == "scenario.toml" else "# nothing more"
        (folder / name).write_text(text, encoding="utf-8")
    copytree(shelf, "scenarios")
    assert {listing.id for listing in catalogue() if listing.own} == set()
    for changed in ("aaa.toml", "parts/more.toml"):
        with Path("scenarios", changed).open("a", encoding="utf-8") as file:
            file.write("\n# mine")
    assert {listing.id for listing in catalogue() if listing.own} == {"aaa", "parts"}


def test_an_unknown_name_gets_the_nearest(shelf: Path) -> None:
    with pytest.raises(ScenarioFault) as refused:
        load("linchpn")
    [fault] = refused.value.faults
    assert (fault.code, fault.hint) == ("no-scenario", "linchpin")


def test_a_path_that_leads_nowhere(shelf: Path) -> None:
    with pytest.raises(ScenarioFault) as refused:
        load(f"nowhere{os.sep}x.toml")
    assert refused.value.faults[0].code == "no-file"


def test_a_scenario_with_faults_raises_all_of_them(shelf: Path) -> None:
    text = TEXT.replace('host = "PAK"', 'host = "PAX"').replace("turns = 4", "turns = 99", 1)
    (shelf / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioFault) as refused:
        load("bad")
    assert {fault.path for fault in refused.value.faults} >= {
        "turns",
        "sites[works].host",
        "sites[old_pit].host",
    }
    assert str(refused.value).count("\n") == len(refused.value.faults) - 1


def test_a_name_cannot_climb_out_of_the_shelf(shelf: Path) -> None:
    with pytest.raises(ScenarioFault):
        load("..")


def test_every_shipped_scenario_is_without_fault() -> None:
    for listing in catalogue():
        assert not listing.fault, f"{listing.path.name}: {listing.fault}"
        spec, faults = check(listing.path)
        assert [str(fault) for fault in faults] == [], listing.path.name
        assert spec is not None
        names = tuple(power.name for power in spec.powers)
        assert (spec.id, spec.title, spec.turns, names) == (
            listing.id,
            listing.title,
            listing.turns,
            listing.seats,
        )
        assert spec.id == listing.path.stem
