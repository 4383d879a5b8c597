"""On disk before the caller knows, no trace of what failed, and one writer at a time."""

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.journal import Decided, Header, Journal, JournalBusy, JournalFault, list_saves, read

Parts = tuple[Callable[..., Header], Callable[..., Decided]]
Make = Callable[..., Path]


def test_a_line_is_synced_before_append_returns(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, decided = parts
    synced: list[int | str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        about = os.fstat(handle)
        synced.append("folder" if stat.S_ISDIR(about.st_mode) else about.st_size)

    monkeypatch.setattr(os, "fsync", fsync)
    journal = Journal.create(tmp_path / "new" / "saves", header())
    # The two new folders' entries in their parents, the header, the file's entry in its folder.
    assert synced == ["folder", "folder", journal.path.stat().st_size, "folder"]
    journal.append(decided(1))
    assert synced[4:] == [journal.path.stat().st_size]
    assert [d.n for d in read(journal.path).decisions] == [1]
    journal.close()


def test_a_torn_tail_is_cut_off_by_the_next_append_only(make: Make, parts: Parts) -> None:
    _, decided = parts
    path = make()
    torn = path.read_bytes()[:-9]
    path.write_bytes(torn)
    journal, record = Journal.open(path)
    assert record.notice
    assert path.read_bytes() == torn
    journal.append(decided(5, note="instead"))
    journal.close()
    assert [d.note for d in read(path).decisions][4] == "instead"
    assert not read(path).torn


def test_a_full_disk_leaves_no_trace_and_the_game_goes_on_when_there_is_room(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    journal.append(decided(1))
    before = journal.path.read_bytes()
    real = os.write

    def write_full(handle: int, data: memoryview) -> int:
        monkeypatch.setattr(os, "write", refuse)
        return real(handle, data[:20])

    def refuse(handle: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", write_full)
    with pytest.raises(JournalFault, match="could not save the decision: the disk is full"):
        journal.append(decided(2))
    assert journal.path.read_bytes() == before
    monkeypatch.setattr(os, "write", real)
    journal.append(decided(2, note="room again"))
    journal.close()
    assert [d.note for d in read(journal.path).decisions] == ["", "room again"]


def test_if_even_the_half_line_cannot_be_removed_the_next_append_does_it(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    real = os.write

    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def half(handle: int, data: memoryview) -> int:
        monkeypatch.setattr(os, "write", refuse)
        monkeypatch.setattr(os, "ftruncate", refuse)
        return real(handle, data[:20])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(JournalFault, match="could not save"):
        journal.append(decided(1))
    monkeypatch.undo()
    assert read(journal.path).torn == 20
    journal.append(decided(1))
    assert not read(journal.path).torn
    assert len(read(journal.path).decisions) == 1
    journal.close()


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from wargame.journal import Decided, Journal, JournalFault
path = Path(sys.argv[1])
size = path.stat().st_size
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))
journal, record = Journal.open(path)
try:
    journal.append(Decided(n=len(record.decisions) + 1, turn=1, seat="CHN", action="pass CHN"))
except JournalFault as fault:
    print(fault)
print(path.stat().st_size == size)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a POSIX thing")
def test_a_real_limit_on_the_file_is_reported_and_the_file_stays_whole(make: Make) -> None:
    path = make()
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, path], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert "may grow no larger" in done.stdout
    assert done.stdout.endswith("True\n")
    assert path.read_bytes() == before


def test_a_journal_that_was_removed_or_written_to_is_not_saved_into(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    content = journal.path.read_bytes()
    journal.path.unlink()
    with pytest.raises(JournalFault, match="moved or removed"):
        journal.append(decided(1))
    journal.path.write_bytes(content)
    with pytest.raises(JournalFault, match="moved or removed"):
        journal.append(decided(1))
    journal.close()

    journal, _ = Journal.open(journal.path)
    with open(journal.path, "ab") as other:
        other.write(b"something else\n")
    with pytest.raises(JournalFault, match="something else wrote"):
        journal.append(decided(1))
    assert journal.path.read_bytes() == content + b"something else\n"
    journal.close()


def test_saves_cannot_go_where_a_file_is(tmp_path: Path, parts: Parts) -> None:
    header, _ = parts
    (tmp_path / "file").write_text("x")
    for saves in (tmp_path / "file", tmp_path / "file" / "saves"):
        with pytest.raises(JournalFault, match="could not make the folder for saved games"):
            Journal.create(saves, header())


def test_a_journal_that_cannot_be_begun_leaves_nothing_behind(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, _ = parts

    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(JournalFault, match="the disk is full"):
        Journal.create(tmp_path, header())
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_appended_after_closing(tmp_path: Path, parts: Parts) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    journal.close()
    journal.close()
    with pytest.raises(JournalFault, match="is closed"):
        journal.append(decided(1))


_HOLDER = """
import sys
from pathlib import Path
from wargame.journal import Journal
journal, _ = Journal.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_another_process_is_kept_out_and_named_until_it_is_gone(make: Make) -> None:
    path = make()
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(JournalBusy, match="open in another place") as caught:
            Journal.open(path)
        # Where the system keeps a list of locks.
        assert f"(process {holder.pid})" in str(caught.value) or not Path("/proc/locks").exists()
        assert len(read(path).decisions) == 5
    finally:
        os.kill(holder.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        holder.communicate()
    journal, _ = Journal.open(path)
    journal.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_two_writers_in_one_process_are_kept_apart_too(tmp_path: Path, parts: Parts) -> None:
    header, _ = parts
    journal = Journal.create(tmp_path, header())
    with pytest.raises(JournalBusy, match="open in another place"):
        Journal.open(journal.path)
    journal.close()
    again, _ = Journal.open(journal.path)
    again.close()


def test_opening_what_is_not_there_leaves_no_lock_behind(tmp_path: Path) -> None:
    with pytest.raises(JournalFault, match="no such file"):
        Journal.open(tmp_path / "nothing.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_a_game_is_the_same_game_by_any_other_name(
    make: Make, parts: Parts, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    """Two processes that open one file by two names would write over each other's decisions."""
    _, decided = parts
    path = make()
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / "other.jsonl"
    link(path, other)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(JournalBusy, match="open in another place"):
            Journal.open(other)
    finally:
        holder.communicate("")
    journal, _ = Journal.open(other)
    with pytest.raises(JournalBusy):
        Journal.open(path)
    journal.append(decided(6))
    journal.close()
    assert len(read(path).decisions) == 6


_KILLED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, "")
from tests.journal.conftest import header
from wargame.journal import Journal
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
Journal.create(Path(sys.argv[1]), header())
print("not reached")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a POSIX thing")
def test_a_kill_while_the_header_is_written_leaves_no_game_that_cannot_be_read(tmp_path: Path) -> None:
    """The system kills the process in the middle of the first line."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, tmp_path], capture_output=True, text=True, cwd=Path.cwd()
    )
    assert (done.returncode, done.stdout) == (-signal.SIGXFSZ, "")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 200
    assert list_saves(tmp_path) == []


def test_trouble_is_told_as_long_as_it_lasts(
    tmp_path: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, decided = parts
    journal = Journal.create(tmp_path, header())
    journal.append(decided(1))
    assert journal.trouble() == ""

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(os, "write", refuse)
        with pytest.raises(JournalFault):
            journal.append(decided(2))
    assert "the disk is full" in journal.trouble()
    journal.append(decided(2))
    assert journal.trouble() == ""
    journal.path.rename(tmp_path / "away")
    assert "moved or removed" in journal.trouble()
    journal.close()
