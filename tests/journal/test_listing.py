"""The saved games of a folder, and where the folder is."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from wargame.journal import Decided, Header, Journal, JournalFault, TurnEnd, Undone, list_saves, saves_dir
from wargame.journal.places import file_name
from wargame.journal.records import Finished

Parts = tuple[Callable[..., Header], Callable[..., Decided]]


def test_saves_are_listed_newest_first_with_what_the_screen_shows(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    paths = []
    for age, lines in enumerate(
        [
            [],
            [decided(1), TurnEnd(turn=1, n=1, digest="x", snapshot={})],
            [decided(1), decided(2, turn=3), Undone(to=1, turn=3)],
            [
                decided(1, turn=4),
                Finished(turn=4, ending="open_market", winners=["CHN"], scores={"CHN": 61, "PAK": 40}),
            ],
        ]
    ):
        journal = Journal.create(tmp_path, header(seats={"CHN": "human", "PAK": f"actor{age}"}))
        for line in lines:
            journal.append(line)
        journal.close()
        os.utime(journal.path, (1_700_000_000 - age, 1_700_000_000 - age))
        paths.append(journal.path)
    (tmp_path / "notes.txt").write_text("not a save")
    saves = list_saves(tmp_path)
    assert [save.path for save in saves] == paths
    assert [save.turn for save in saves] == [1, 2, 3, 4]
    assert [save.over for save in saves] == [False, False, False, True]
    assert saves[3].result is not None
    assert saves[3].result.told == "open_market, CHN wins; CHN 61, PAK 40"
    assert {save.title for save in saves} == {"Tiny"}
    assert {save.scenario for save in saves} == {"tiny"}
    assert [save.seats["PAK"] for save in saves] == ["actor0", "actor1", "actor2", "actor3"]
    assert saves[0].updated == datetime.fromtimestamp(1_700_000_000)
    assert {save.fault for save in saves} == {""}


def test_a_damaged_save_is_listed_with_its_fault_and_hides_no_other(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    for _ in range(2):
        journal = Journal.create(tmp_path, header())
        journal.append(decided(1))
        journal.append(decided(2))
        journal.close()
    content = bytearray(journal.path.read_bytes())
    content[content.index(b"packed", content.index(b"\n")) + 20] ^= 1
    journal.path.write_bytes(content)
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "empty.jsonl").touch()
    faults = {save.path.name: save.fault for save in list_saves(tmp_path)}
    assert len(faults) == 4
    assert "line 2: the line does not match its checksum" in faults.pop(journal.path.name)
    assert "it is a folder" in faults.pop("folder.jsonl")
    assert "is empty" in faults.pop("empty.jsonl")
    assert set(faults.values()) == {""}


def test_listing_a_folder_that_is_not_there_finds_nothing_and_a_file_is_refused(tmp_path: Path) -> None:
    assert list_saves(tmp_path / "nothing") == []
    (tmp_path / "file").touch()
    with pytest.raises(JournalFault, match="could not list the saved games"):
        list_saves(tmp_path / "file")


def test_the_folder_is_the_option_then_the_variable_then_the_checkouts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WARGAME_SAVES", str(tmp_path / "variable"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert saves_dir("~/option") == tmp_path / "option"
    assert saves_dir() == tmp_path / "variable"
    monkeypatch.delenv("WARGAME_SAVES")
    assert saves_dir() == Path(__file__).parents[2] / "saves"


def test_away_from_a_checkout_saves_go_to_the_users_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("WARGAME_SAVES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(
        "wargame.journal.places.__file__", str(tmp_path / "site" / "wargame" / "journal" / "x.py")
    )
    assert saves_dir().parts[-2:] == ("chokepoint", "saves")


def test_a_name_says_scenario_and_time_and_cannot_leave_the_folder() -> None:
    now = datetime(2025, 3, 4, 5, 6, 7)
    assert file_name("linchpin", now).startswith("linchpin-20250304-050607-")
    assert file_name("linchpin", now) != file_name("linchpin", now)
    assert "/" not in file_name("../../etc/passwd", now)
    assert file_name("", now).startswith("game-")
    assert len(file_name("x" * 500, now)) < 80
