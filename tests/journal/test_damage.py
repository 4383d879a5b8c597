"""A torn last line is dropped and told; any other damage is refused and its line named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.journal import JournalFault, read

Make = Callable[..., Path]


def flip(path: Path, at: int, bit: int) -> None:
    """Flip one bit of a file in place; once more, and it is as before."""
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << bit]))


def test_what_was_written_is_read_back(make: Make) -> None:
    record = read(make())
    assert record.header.seats == {"CHN": "human", "PAK": "random"}
    assert [(d.n, d.note) for d in record.decisions][2] == (3, "again")
    assert [d.n for d in record.decisions] == [1, 2, 3, 4, 5]
    assert record.decisions[0].note == 'it\'s «quoted» "so"\n'
    assert record.decisions[0].draws == ((2, 1),)
    assert not record.torn
    assert record.notice == ""


def test_a_last_line_torn_at_any_byte_is_dropped_with_a_notice_and_left_in_the_file(make: Make) -> None:
    path = make()
    whole = path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for end in range(start, len(whole)):
        path.write_bytes(whole[:end])
        record = read(path)
        assert [d.n for d in record.decisions] == [1, 2, 3, 4]
        assert record.torn == end - start
        assert ("line 8" in record.notice) == (end > start)
        assert path.read_bytes() == whole[:end]


def test_a_last_line_whose_bytes_never_reached_the_disk_is_dropped(make: Make) -> None:
    path = make()
    whole = path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    path.write_bytes(whole[:start] + bytes(len(whole) - start))
    record = read(path)
    assert [d.n for d in record.decisions] == [1, 2, 3, 4]
    assert record.torn == len(whole) - start


def test_any_flipped_bit_before_the_last_line_is_a_fault_of_its_line(make: Make) -> None:
    path = make()
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for at in range(last):
        for bit in (at % 8, (at + 3) % 8):
            flip(path, at, bit)
            with pytest.raises(JournalFault) as caught:
                read(path)
            assert caught.value.line == whole.count(b"\n", 0, at) + 1, (at, bit)
            assert f"line {caught.value.line}:" in str(caught.value)
            flip(path, at, bit)


def test_a_flipped_bit_in_the_last_line_is_never_read_as_a_decision(make: Make) -> None:
    path = make()
    whole = path.read_bytes()
    start = whole.rindex(b"\n", 0, -1) + 1
    for at in range(start, len(whole)):
        for bit in range(8):
            flip(path, at, bit)
            assert told(path), (at, bit)
            flip(path, at, bit)


def told(path: Path) -> bool:
    """Whether the last of eight lines was left out, or named."""
    try:
        record = read(path)
    except JournalFault as fault:
        return fault.line == 8
    return [d.n for d in record.decisions] == [1, 2, 3, 4] and "line 8" in record.notice


@pytest.mark.parametrize(("shuffle", "line"), [("missing", 3), ("twice", 4), ("swapped", 3)])
def test_whole_lines_out_of_place_are_noticed(make: Make, shuffle: str, line: int) -> None:
    path = make()
    lines = path.read_bytes().splitlines(keepends=True)
    match shuffle:
        case "missing":
            del lines[2]
        case "twice":
            lines.insert(3, lines[2])
        case "swapped":
            lines[2], lines[3] = lines[3], lines[2]
    path.write_bytes(b"".join(lines))
    with pytest.raises(JournalFault) as caught:
        read(path)
    assert caught.value.line == line


def test_what_is_not_there_is_named(tmp_path: Path, make: Make) -> None:
    cases = {
        tmp_path / "nothing.jsonl": "there is no such file",
        tmp_path: "it is a folder",
        make() / "deeper.jsonl": "a part of the path is a file",
        Path("/dev/null"): "it is not a regular file",
    }
    for path, reason in cases.items():
        with pytest.raises(JournalFault, match=reason) as caught:
            read(path)
        assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"dear diary\n", "not a Chokepoint journal"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a Chokepoint journal"),
        (b'{"kind":"decision","crc":"00000000"}\n', "not a Chokepoint journal"),
        (b'{"kind":"header","format":1,"ru', "the first, which holds the scenario"),
        (b"[" * 100_000 + b"\n", "not a Chokepoint journal"),
    ],
)
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    with pytest.raises(JournalFault, match=reason):
        read(path)
