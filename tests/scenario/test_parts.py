"""A scenario as a folder of parts, and the short form of effects that repeat."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scenario.helpers import TINY
from wargame.scenario import Fault, check, data_digest, library, load, to_data
from wargame.scenario.faults import Faults
from wargame.scenario.short import spelled_out

TEXT = TINY.read_text(encoding="utf-8")
CARD = '[[cards]]\nid = "{}"\ntitle = "A storm"\ntext = "It blows."\nsource = "fictional"\nweight = 1\n'


def cut(text: str) -> dict[str, str]:
    """The tiny scenario in three parts: its head, its cards, the rest."""
    head, _, rest = text.partition("\n[[")
    blocks = ("[[" + rest).split("\n\n")
    cards = [block for block in blocks if block.lstrip("# \n").startswith("[[cards")]
    others = [block for block in blocks if block not in cards]
    return {
        "scenario.toml": head + "\n",
        "headlines.toml": "\n\n".join(cards) + "\n",
        "world.toml": "\n\n".join(others) + "\n",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tiny"
    made.mkdir()
    for name, text in cut(TEXT).items():
        (made / name).write_text(text, encoding="utf-8")
    return made


def faults_of(folder: Path) -> list[Fault]:
    spec, faults = check(folder)
    assert spec is None
    return faults


def test_a_folder_is_the_same_scenario_as_the_file(folder: Path) -> None:
    assert "[[cards]]" in (folder / "headlines.toml").read_text(encoding="utf-8")
    assert data_digest(to_data(load(f"{folder}{os.sep}").spec)) == data_digest(to_data(load(str(TINY)).spec))


def test_notes_and_hidden_files_may_lie_beside_the_parts(folder: Path) -> None:
    for name in ("README.md", "lesson.txt", ".DS_Store"):
        (folder / name).write_text("for the teacher", encoding="utf-8")
    assert check(folder)[1] == []


def test_all_that_is_wrong_with_a_folder_is_told_at_once(folder: Path, tmp_path: Path) -> None:
    """An entry and a key stated twice, a stray file and folder, a link out of it; each with its file."""
    first = TEXT.split('[[cards]]\nid = "', 1)[1].partition('"')[0]
    (folder / "more.toml").write_text(
        f"turns = 4\n{CARD.format(first)}{CARD.format('new')}", encoding="utf-8"
    )
    (folder / "cards.csv").write_text("a,b", encoding="utf-8")
    (folder / "old").mkdir()
    (tmp_path / "outside.toml").write_text("", encoding="utf-8")
    (folder / "linked.toml").symlink_to(tmp_path / "outside.toml")
    found = {(fault.code, fault.path, fault.found) for fault in faults_of(folder)}
    assert found == {
        ("stray-file", '"tiny/cards.csv"'.replace('"', "'"), "a file that is no part"),
        ("stray-file", "'tiny/old'", "a folder"),
        ("link-out", "'tiny/linked.toml'", "a link out of the folder"),
        ("stated-twice", f"cards[{first}]", "stated in tiny/headlines.toml and in tiny/more.toml"),
        ("stated-twice", "turns", "stated in tiny/scenario.toml and in tiny/more.toml"),
    }


def test_without_its_main_part_a_folder_is_no_scenario(folder: Path) -> None:
    (folder / "scenario.toml").rename(folder / "main.toml")
    [fault] = faults_of(folder)
    assert (fault.code, fault.path) == ("no-main-part", "tiny")


def test_a_part_that_is_not_toml_is_named_and_so_are_the_others(folder: Path) -> None:
    (folder / "a.toml").write_text("x = = 1", encoding="utf-8")
    (folder / "b.toml").write_text("[[", encoding="utf-8")
    assert [fault.path.partition(",")[0] for fault in faults_of(folder)] == ["tiny/a.toml", "tiny/b.toml"]


def test_a_fault_names_the_part_it_stands_in(folder: Path) -> None:
    path = folder / "headlines.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + CARD.format("storm").replace("weight", "wieght"), encoding="utf-8"
    )
    [fault] = faults_of(folder)
    assert (fault.file, fault.path) == ("tiny/headlines.toml", "cards[storm].wieght")
    assert str(fault).startswith("tiny/headlines.toml: cards[storm].wieght: ")


def test_a_fault_in_what_is_changed_names_parent_or_child(folder: Path) -> None:
    child = folder.parent / "child.toml"
    child.write_text('extends = "tiny"\nid = "child"\nturns = 99\n', encoding="utf-8")
    part = folder / "world.toml"
    part.write_text(
        part.read_text(encoding="utf-8").replace('host = "PAK"', 'host = "PAX"', 1), encoding="utf-8"
    )
    files = {fault.path: fault.file for fault in faults_of(child)}
    assert files["turns"] == "child.toml"
    assert {file for path, file in files.items() if path.startswith("sites")} == {"tiny/world.toml"}


def test_one_file_alone_is_not_named_again(tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_text(TEXT.replace("turns = 4", "turns = 99", 1), encoding="utf-8")
    assert [fault.file for fault in faults_of(path)] == [""]


def test_too_many_parts(folder: Path) -> None:
    for number in range(60):
        (folder / f"p{number}.toml").write_text("", encoding="utf-8")
    assert [fault.code for fault in faults_of(folder)] == ["too-many"]


# ---- where they are found
def test_ones_own_are_found_here_and_in_the_users_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A namesake in the folder one stands in comes before the user's, and that before the shipped one."""
    monkeypatch.setattr(library, "shipped", lambda: tmp_path / "shipped")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    user = library.shelves()[1]
    for shelf, title in ((tmp_path / "shipped", "Shipped"), (user, "User"), (tmp_path / "scenarios", "Here")):
        shelf.mkdir(parents=True)
        text = TEXT.replace('title = "Tiny"', f'title = "{title}"', 1)
        (shelf / "tiny.toml").write_text(text, encoding="utf-8")
        (shelf / f"{title.lower()}.toml").write_text(text, encoding="utf-8")
    listed = {item.path.stem: (item.title, item.own) for item in library.catalogue()}
    assert listed == {
        "tiny": ("Here", True),
        "here": ("Here", True),
        "user": ("User", True),
        "shipped": ("Shipped", False),
    }
    folder.rename(tmp_path / "scenarios" / "in-parts")
    assert "in-parts" in {item.path.name for item in library.catalogue()}
    assert load("in-parts").spec.title == "Tiny"


def test_a_folder_is_listed_like_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "shelves", lambda: [folder.parent])
    [item] = library.catalogue()
    assert (item.title, item.turns, item.seats, item.fault) == ("Tiny", 4, ("China", "Pakistan"), "")


# ---- the short form
def spelled(what: str) -> tuple[list[str], list[Fault]]:
    faults = Faults()
    data = spelled_out({"opening": [{"do": "set", "what": what, "by": 1}]}, faults)
    assert all((each["do"], each["by"]) == ("set", 1) for each in data["opening"])
    return [each["what"] for each in data["opening"]], faults.listed()


def test_words_between_braces_stand_for_one_effect_each() -> None:
    assert spelled("trust.{CHN,USA}.{PAK, IND}") == (
        ["trust.CHN.PAK", "trust.CHN.IND", "trust.USA.PAK", "trust.USA.IND"],
        [],
    )
    assert spelled("trust.CHN.PAK") == (["trust.CHN.PAK"], [])


@pytest.mark.parametrize(
    "what", ["trust.{CHN", "trust.{}.PAK", "trust.{CHN,}.PAK", "trust.{{CHN}}.PAK", "a}"]
)
def test_braces_that_do_not_fit(what: str) -> None:
    if "{" not in what:
        assert spelled(what) == ([what], [])
        return
    whats, [fault] = spelled(what)
    assert whats == [what]
    assert (fault.code, fault.path) == ("bad-choices", "opening[0].what")


def test_a_short_form_has_its_bound() -> None:
    words = ",".join(f"a{n}" for n in range(20))
    [fault] = spelled(f"x.{{{words}}}.{{{words}}}")[1]
    assert (fault.code, fault.found) == ("too-many", "400 effects")


def test_a_scenario_may_use_the_short_form_wherever_effects_stand(tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_text(
        TEXT
        + '\n[[cards]]\nid = "gust"\ntitle = "Gust"\ntext = "It blows."\nsource = "fictional"\nweight = 1\n'
        'effects = [{ do = "adjust", what = "stability.{CHN,PAK}", by = -1 }]\n',
        encoding="utf-8",
    )
    spec, faults = check(path)
    assert faults == []
    assert spec is not None
    assert [effect.what for effect in spec.cards[-1].effects] == ["stability.CHN", "stability.PAK"]
