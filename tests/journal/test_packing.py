"""Whoever opens the file of a game under way by accident reads nothing of it, and what is packed is not trusted."""

import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from zlib import compress

import pytest

from wargame.journal import Decided, Header, Journal, JournalFault, Undone, list_saves, read
from wargame.journal.lines import MOST_BYTES, seal
from wargame.journal.reader import MOST_BYTES as MOST_OF_A_GAME

Parts = tuple[Callable[..., Header], Callable[..., Decided]]


def test_the_first_line_says_what_it_is_and_no_line_gives_anything_away(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header(seed=424242, scenario={"id": "tiny", "hidden": "carabiner"}))
    journal.append(decided(1, note="between us"), Undone(to=0, turn=1))
    journal.close()
    text = journal.path.read_text(encoding="ascii")
    first, decision, _ = text.splitlines()
    assert first.startswith(
        '{"kind":"header","format":2,"about":"A game of Chokepoint. It is packed so that nobody'
    )
    assert "`wargame export` opens it once it has ended" in first
    assert decision.startswith('{"kind":"decision","packed":"')
    for secret in ("424242", "carabiner", "bayan", "survey", "between us"):
        assert secret not in text
    record = read(journal.path)
    assert (record.header.seed, record.header.scenario["hidden"]) == (424242, "carabiner")
    assert (record.lines[1].action, record.lines[1].note) == ("survey CHN bayan", "between us")  # type: ignore[attr-defined]


def packed(inner: bytes) -> str:
    return b64encode(compress(inner)).decode()


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (7, "not text"),
        ("ab*c", "cannot be unpacked"),
        ("é", "cannot be unpacked"),
        (b64encode(b"plain").decode(), "cannot be unpacked"),
        (packed(b"x" * 99)[:-8], "cut off|cannot be unpacked"),
        (packed(b"[1]"), "not a record"),
        (packed(b'{"n":1,"n":2}'), "says 'n' twice"),
        (packed(b'{"kind":"undo"}'), "says 'kind' twice"),
        (packed(b'{"a":' * 50_000 + b"1" + b"}" * 50_000), "nested too deeply"),
        (packed(b'{"n":1e999}'), "only whole numbers"),
        (packed(b'{"n":NaN}'), "only whole numbers"),
        (packed(b'{"n":' + b"9" * 5000 + b"}"), "not JSON"),
        (packed(b" " * (MOST_BYTES + 1)), "too large"),
    ],
)
def test_what_cannot_be_unpacked_names_its_line(
    tmp_path: Path, parts: Parts, inside: object, reason: str
) -> None:
    header, _ = parts
    first, last = header().to_line(0)
    path = tmp_path / "a.jsonl"
    path.write_bytes(first + seal({"kind": "decision", "packed": inside}, last)[0])
    with pytest.raises(JournalFault, match=reason) as caught:
        read(path)
    assert caught.value.line == 2
    assert len(str(caught.value)) < 400
    [save] = list_saves(tmp_path)
    assert save.fault


def test_a_small_file_that_unpacks_without_end_is_refused_soon(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    line, last = header().to_line(0)
    content = [line]
    for n in range(1, 2 + MOST_OF_A_GAME // (1 << 21)):
        line, last = decided(n, note="x" * (1 << 21)).to_line(last)
        content.append(line)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(content))
    assert path.stat().st_size < 1 << 18
    start = time.process_time()
    with pytest.raises(JournalFault, match="too large to be a game"):
        read(path)
    assert time.process_time() - start < 5


def test_an_editors_byte_order_mark_and_line_ends_change_nothing(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    for n in (1, 2):
        journal.append(decided(n))
    journal.close()
    path = journal.path
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [d.n for d in read(path).decisions] == [1, 2]
    assert list_saves(tmp_path)[0].fault == ""
    edited = path.read_bytes()
    journal, record = Journal.open(path)
    assert not record.torn
    journal.append(decided(3))
    journal.close()
    assert path.read_bytes().startswith(edited)
    assert [d.n for d in read(path).decisions] == [1, 2, 3]
    # Torn behind such lines: what is left out is exactly what was torn.
    path.write_bytes(path.read_bytes()[:-9])
    journal, record = Journal.open(path)
    assert record.size == len(edited)
    journal.append(decided(3, note="again"))
    journal.close()
    assert [d.note for d in read(path).decisions] == ["", "", "again"]
