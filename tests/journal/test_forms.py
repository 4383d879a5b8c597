"""Formats newer and older, and records whose seal is right and whose content is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wargame.journal import Decided, Header, Journal, JournalFault, list_saves, read, upgrade
from wargame.journal.lines import seal

Parts = tuple[Callable[..., Header], Callable[..., Decided]]


def write(path: Path, *records: dict[str, Any]) -> Path:
    last, content = 0, b""
    for record in records:
        line, last = seal(record, last)
        content += line
    path.write_bytes(content)
    return path


def test_a_newer_format_is_refused_by_name(tmp_path: Path, parts: Parts) -> None:
    header, _ = parts
    path = write(tmp_path / "a.jsonl", {**header(format=3).to_data(), "novelty": True}, {"kind": "marvel"})
    with pytest.raises(JournalFault, match=r"format 3, newer .* \(up to 2\): update Chokepoint"):
        read(path)
    (save,) = list_saves(tmp_path)
    assert "format 3" in save.fault


def test_an_older_format_goes_through_one_upgrader_per_step(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, decided = parts

    def named(record: dict[str, Any]) -> dict[str, Any]:
        """Format 2 called the seat `who`."""
        if record["kind"] == "decision":
            record = {**record, "seat": record["who"]}
            del record["who"]
        return record

    def noted(record: dict[str, Any]) -> dict[str, Any]:
        return {**record, "note": f"upgraded {record['seat']}"} if record["kind"] == "decision" else record

    monkeypatch.setattr(upgrade, "FORMAT", 4)
    monkeypatch.setattr(upgrade, "UPGRADERS", {2: named, 3: noted})
    old = decided(1).to_data()
    old["who"] = old.pop("seat")
    path = write(tmp_path / "a.jsonl", header(format=2).to_data(), old)
    assert [(d.seat, d.note) for d in read(path).decisions] == [("CHN", "upgraded CHN")]

    # Going on leaves the old lines as they are and writes new ones in today's format.
    before = path.read_bytes()
    journal, _ = Journal.open(path)
    journal.append(decided(2, note="today's"))
    journal.close()
    assert path.read_bytes().startswith(before)
    assert [d.note for d in read(path).decisions] == ["upgraded CHN", "today's"]
    assert list_saves(tmp_path)[0].fault == ""


def test_a_format_without_an_upgrader_is_refused(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, _ = parts
    path = write(tmp_path / "a.jsonl", header().to_data())
    monkeypatch.setattr(upgrade, "FORMAT", 3)
    with pytest.raises(JournalFault, match="format 2 is too old"):
        read(path)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"n": 3}, "decision 2 should come here, not 3"),
        ({"n": "2"}, "n"),
        ({"action": 5}, "action"),
        ({"draws": [[1, 2, 3]]}, "pairs"),
        ({"draws": [["a", 2]]}, "pairs"),
        ({"draws": 7}, "decision record"),
        ({"extra": 1}, "unknown field 'extra'"),
        ({"kind": "wish"}, "unknown kind of record 'wish'"),
        ({"kind": "undo"}, "unknown field"),
    ],
)
def test_a_record_of_the_wrong_shape_names_its_line(
    tmp_path: Path, parts: Parts, changes: dict[str, Any], reason: str
) -> None:
    header, decided = parts
    bad = {**decided(2).to_data(), **changes}
    path = write(tmp_path / "a.jsonl", header().to_data(), decided(1).to_data(), bad)
    with pytest.raises(JournalFault, match=reason) as caught:
        read(path)
    assert caught.value.line == 3


def test_an_undo_beyond_what_stands_names_its_line(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    undo = {"kind": "undo", "to": 2, "turn": 1}
    path = write(tmp_path / "a.jsonl", header().to_data(), decided(1).to_data(), undo)
    with pytest.raises(JournalFault, match="only 1 stand") as caught:
        read(path)
    assert caught.value.line == 3


def test_a_second_header_is_a_fault(tmp_path: Path, parts: Parts) -> None:
    header, _ = parts
    path = write(tmp_path / "a.jsonl", header().to_data(), header().to_data())
    with pytest.raises(JournalFault, match="only once") as caught:
        read(path)
    assert caught.value.line == 2


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_what_an_editor_puts_around_lines_is_no_damage(
    make: Callable[..., Path], mark: bytes, end: bytes
) -> None:
    """A byte-order mark, or another system's line ends; what a line says is sealed all the same."""
    path = make()
    before = read(path)
    content = path.read_bytes()
    path.write_bytes(mark + content.replace(b"\n", end))
    after = read(path)
    assert (after.header, after.decisions, after.torn) == (before.header, before.decisions, 0)
    assert list_saves(path.parent)[0].fault == ""
    path.write_bytes(mark + content.replace(b'"turn":1', b'"turn":2', 1).replace(b"\n", end))
    with pytest.raises(JournalFault):
        read(path)
