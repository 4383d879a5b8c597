"""The saved games of a folder, and where the folder is."""

import os
import socket
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from wargame.journal import (
    Decided,
    Header,
    Journal,
    JournalFault,
    TurnEnd,
    Undone,
    list_saves,
    read,
    saves_dir,
)
from wargame.journal.lines import seal
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


@pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and devices as POSIX has them")
def test_what_is_no_journal_is_passed_over_with_a_reason(tmp_path: Path, parts: Parts) -> None:
    """A pipe, a socket, a device, a folder, a link to nowhere, a huge file: none is waited for or read through."""
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    journal.append(decided(1))
    journal.close()
    os.mkfifo(tmp_path / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket must be short
        try:
            server.bind("socket.jsonl")
        finally:
            os.chdir(here)
    (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
    (tmp_path / "nowhere.jsonl").symlink_to(tmp_path / "gone")
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    with open(tmp_path / "huge.jsonl", "wb") as file:
        file.truncate(1 << 40)
    with open(tmp_path / "hollow.jsonl", "wb") as file:
        file.truncate(1 << 25)
    start = time.process_time()
    faults = {save.path.name: save.fault for save in list_saves(tmp_path)}
    assert time.process_time() - start < 1
    assert faults.pop(journal.path.name) == ""
    assert faults == {
        "pipe.jsonl": "it is not a regular file",
        "socket.jsonl": "it is not a regular file",
        "zero.jsonl": "it is not a regular file",
        "nowhere.jsonl": "could not read it: there is no such file",
        "loop.jsonl": "could not read it: Too many levels of symbolic links",
        "folder.jsonl": "it is a folder, not a file",
        "huge.jsonl": "it is too large to be a journal",
        "hollow.jsonl": "line 1: it is not a Chokepoint journal",
    }
    for name in faults:
        with pytest.raises(JournalFault):
            read(tmp_path / name)
        with pytest.raises(JournalFault):
            Journal.open(tmp_path / name)


def test_only_the_two_ends_of_a_file_are_read(tmp_path: Path, parts: Parts) -> None:
    """A hole of thirty megabytes between them takes no time, and is not noticed before the game is opened."""
    header, decided = parts
    line, last = header().to_line(0)
    path = tmp_path / "a.jsonl"
    with open(path, "wb") as file:
        file.write(line)
        file.seek(30 << 20)
        file.write(b'","crc":"%08x"}\n' % last)
        for n in range(1, 9):
            line, last = decided(n, turn=3).to_line(last)
            file.write(line)
    start = time.process_time()
    [save] = list_saves(tmp_path)
    assert time.process_time() - start < 0.1
    assert (save.fault, save.title, save.turn) == ("", "Tiny", 3)
    with pytest.raises(JournalFault) as caught:
        read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize("packs", [True, False])
def test_hundreds_of_campaigns_are_listed_well_within_a_second(
    tmp_path: Path, parts: Parts, packs: bool
) -> None:
    header, _ = parts
    cards = [
        {"id": f"card-{n}", "text": f"{n} ships wait in the strait, and nobody insures them."}
        for n in range(1500)
    ]
    head = header(scenario={"id": "tiny", "title": "Tiny", "cards": cards})
    line, last = head.to_line(0) if packs else seal({**old(head), "format": 1}, 0)
    content = [line]
    for n in range(1, 500):
        line, last = parts[1](n, turn=n // 40 + 1, note="because " * 70).to_line(last)
        content.append(line)
    if not packs:
        assert len(b"".join(content)) > 150_000
    (tmp_path / "0.jsonl").write_bytes(b"".join(content))
    for n in range(1, 300):
        os.link(tmp_path / "0.jsonl", tmp_path / f"{n}.jsonl")
    start = time.process_time()
    saves = list_saves(tmp_path)
    assert time.process_time() - start < 0.6
    assert {(save.fault, save.turn) for save in saves} == {("", 13)}
    assert len(saves) == 300


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="not every disk can hold such a time")
@pytest.mark.parametrize("seconds", [1 << 62, -(1 << 62), 1 << 40])
def test_a_file_of_an_absurd_time_is_listed_all_the_same(parts: Parts, seconds: int) -> None:
    header, _ = parts
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        for _ in range(2):
            Journal.create(Path(name), header()).close()
        odd, plain = sorted(Path(name).iterdir())
        os.utime(odd, (seconds, seconds))
        first, last = list_saves(Path(name))
    assert (first.path, last.path) == (plain, odd)
    assert (last.updated, last.when("%Y")) == (None, "date unknown")
    assert first.when("%Y") == str(datetime.now().year)


def test_a_folder_in_the_home_of_nobody_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARGAME_SAVES", "~nosuchuser/s")
    with pytest.raises(JournalFault, match="~nosuchuser/s: there is no such user here"):
        saves_dir()


def old(head: Header) -> dict[str, Any]:
    """A header as format 1 wrote it."""
    since = ("about", "id", "title", "powers", "endings")
    return {name: value for name, value in head.to_data().items() if name not in since}


def test_an_old_game_is_listed_by_its_scenario(tmp_path: Path, parts: Parts) -> None:
    header, _ = parts
    scenario = {
        "id": "tiny",
        "title": "Tiny",
        "powers": [{"id": "CHN", "name": "China"}, {"id": "PAK"}, 7],
        "endings": [{"id": "open", "title": "Open market"}],
    }
    head, last = seal({**old(header(scenario=scenario)), "format": 1}, 0)
    end = {"kind": "end", "turn": 4, "ending": "open", "winners": ["CHN", "PAK"], "time": ""}
    (tmp_path / "a.jsonl").write_bytes(head + seal(end, last)[0])
    [save] = list_saves(tmp_path)
    assert save.result is not None
    assert (save.title, save.turn, save.result.told) == ("Tiny", 4, "Open market, China and PAK win")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": 7}, "the header record is not as it should be"),
        ({"seats": {"CHN": 7}}, "the header record is not as it should be"),
        ({"seats": ["CHN"]}, "the header record is not as it should be"),
        ({"powers": None}, "the header record is not as it should be"),
        ({"format": True}, "does not say which format"),
        ({"format": 10**30}, "newer than this version reads"),
        ({"kind": ["header"]}, "not a Chokepoint journal"),
    ],
)
def test_a_header_of_the_wrong_shape_is_one_fault(
    tmp_path: Path, parts: Parts, changes: dict[str, Any], reason: str
) -> None:
    header, _ = parts
    (tmp_path / "a.jsonl").write_bytes(seal(header().to_data() | changes, 0)[0])
    [save] = list_saves(tmp_path)
    assert reason in save.fault
    assert len(save.fault) < 200


def test_a_doubled_key_is_one_fault(tmp_path: Path, parts: Parts) -> None:
    """Read as either, it would be another record."""
    header, _ = parts
    first, last = header().to_line(0)
    body = b'{"kind":"format","kind":"undo","to":0,"turn":1,"time":""'
    line = body + b',"crc":"%08x"}\n' % crc32(body, last)
    (tmp_path / "a.jsonl").write_bytes(first + line)
    [save] = list_saves(tmp_path)
    assert save.fault == "the line says 'kind' twice"
    with pytest.raises(JournalFault, match="line 2: the line says 'kind' twice"):
        read(save.path)
