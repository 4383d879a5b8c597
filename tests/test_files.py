"""What is written is whole or not there, what is read is a file, and nothing is written over by mistake."""

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from wargame.files import FileFault, TooLarge, read_whole, refuse_sources, write_whole

posix = pytest.mark.skipif(os.name != "posix", reason="pipes, limits and devices as POSIX has them")

_LIMITED = """
import resource, sys
from pathlib import Path
from wargame.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000, new=sys.argv[2] == "new")
except OSError as error:
    print(error.errno, error.filename)
"""


@posix
@pytest.mark.parametrize("way", ["new", "over"])
def test_where_there_is_no_room_what_was_there_stays_and_nothing_is_left(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.csv"
    if way == "over":
        path.write_bytes(b"before")
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, path, way], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{errno.EFBIG} {path}\n"
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.csv", b"before")] * (way == "over")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_device_says_so_and_stays_a_device() -> None:
    with pytest.raises(OSError, match=r"No space left.*/dev/full"):
        write_whole(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


@posix
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"through")
    reader.join(20)
    assert got == [b"through"]
    assert pipe.is_fifo()


@posix
def test_what_is_written_over_keeps_its_permissions_and_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"before")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_name_that_is_taken_is_no_name_for_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"first", new=True)
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for taken in (path, tmp_path / "nowhere"):
        with pytest.raises(FileExistsError) as caught:
            write_whole(taken, b"second", new=True)
        assert caught.value.filename == str(taken)
    assert path.read_bytes() == b"first"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "nowhere"]


def test_no_source_is_written_over_by_whatever_name(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"precious")
    (tmp_path / "soft").symlink_to(source)
    os.link(source, tmp_path / "hard")
    for name in ("source", "soft", "hard", "./source"):
        with pytest.raises(FileFault, match="which stays as it is"):
            write_whole(tmp_path / name, b"junk", sources=[tmp_path / "gone", source])
    refuse_sources(tmp_path / "other", [source])
    assert source.read_bytes() == b"precious"


@posix
def test_only_modest_regular_files_are_read(tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe", tmp_path / "large"
    os.mkfifo(pipe)
    large.write_bytes(b"x" * 11)
    with pytest.raises(FileFault, match="not a regular file"):
        read_whole(pipe, 10)
    with pytest.raises(FileFault, match="it is a folder"):
        read_whole(tmp_path, 10)
    with pytest.raises(TooLarge):
        read_whole(large, 10)
    assert read_whole(large, 11) == b"x" * 11
