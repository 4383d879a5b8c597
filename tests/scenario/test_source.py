"""No file, however hostile, does more than be refused at once, on one line."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from tests.scenario.helpers import TINY
from wargame.scenario import Fault, check
from wargame.scenario.source import MOST_BYTES

TEXT = TINY.read_text(encoding="utf-8")


def refused(path: Path) -> Fault:
    """The one fault of a file that is refused as a whole, quickly and without an exception."""
    start = time.process_time()
    spec, faults = check(path)
    assert time.process_time() - start < 1
    assert spec is None
    assert "\n" not in str(faults[0])
    assert len(str(faults[0])) < 500
    [fault] = faults
    return fault


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "bad.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_syntax_fault_names_its_line_and_column(tmp_path: Path) -> None:
    lines = TEXT.split("\n")
    lines.insert(6, "minutes = = 5")
    fault = refused(written(tmp_path, "\n".join(lines)))
    assert (fault.code, fault.path, fault.found) == (
        "syntax",
        "bad.toml, line 7, column 11",
        "not TOML: Invalid value",
    )


def test_a_text_without_an_end_names_the_last_line(tmp_path: Path) -> None:
    fault = refused(written(tmp_path, 'id = "tiny"\ntitle = """on and on\n'))
    assert (fault.code, fault.path) == ("syntax", "bad.toml, line 3, column 1")


def test_a_key_given_twice(tmp_path: Path) -> None:
    assert refused(written(tmp_path, 'id = "a"\nid = "b"\n')).code == "syntax"


def test_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml").code == "no-file"


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).code == "no-main-part"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert refused(tmp_path / "pipe.toml").code == "not-a-file"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_a_device_without_end() -> None:
    assert refused(Path("/dev/zero")).code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    path.chmod(0)
    assert refused(path).code == "unreadable"


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    assert refused(tmp_path / "loop.toml").code == "unreadable"


def test_a_name_no_file_can_have() -> None:
    assert refused(Path("a\0b.toml")).code == "unreadable"


def test_bytes_that_are_not_text(tmp_path: Path) -> None:
    fault = refused(written(tmp_path, b'id = "tiny"\ntitle = "\xff\xfe"\n'))
    assert (fault.code, fault.path) == ("not-text", "bad.toml, line 2")


def test_a_byte_order_mark_and_windows_lines_are_welcome(tmp_path: Path) -> None:
    _, faults = check(written(tmp_path, b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()))
    assert faults == []


def test_an_empty_file_lacks_everything(tmp_path: Path) -> None:
    spec, faults = check(written(tmp_path, ""))
    assert spec is None
    assert {fault.path for fault in faults if fault.code == "missing-key"} >= {"id", "powers", "materials"}


HOSTILE = {
    "a huge file": ("#" * (MOST_BYTES + 1), "too-large"),
    "lists within lists": ("a = " + "[" * 100_000, "too-deep"),
    "tables within tables": ("a = " + "{a=" * 100_000, "too-deep"),
    "a hundred closed lists": ("a = " + "[" * 100 + "]" * 100, "too-deep"),
    "a key of very many parts": (".".join("a" * 100_000) + " = 1", "too-deep"),
    "a quoted key of very many parts": (".".join(['"a"'] * 50_000) + " = 1", "too-deep"),
    "a spaced key of very many parts": (" . ".join("a" * 50_000) + " = 1", "too-deep"),
    "very many lines": ("\n" * 300_000, "too-large"),
    "very many tables": ("".join(f"[a{n}.b.c.d]\n" for n in range(20_000)), "too-large"),
    "a list of very many tables": ("a = [" + "{x=1,y=2}," * 39_000 + "]", "too-many"),
    "dotted keys by the thousand": ("".join(f"a.b.c.d.e.f.g.h.k{n}=1\n" for n in range(14_000)), "too-many"),
    "very many values": ("a = [" + ("[" + "1," * 400 + "],") * 400 + "]", "too-large"),
    "a very long list": ("a = [" + "1," * 100_000 + "]", "too-many"),
    "a very wide table": ("".join(f"a{n} = 1\n" for n in range(14_000)), "too-many"),
    "a very long text": (f'a = "{"x" * 100_000}"', "too-long"),
    "a very long key": ("a" * 100_000 + " = 1", "too-long"),
    "a very large number": ("a = " + "9" * 4_000, "out-of-range"),
    "a number no one can read": ("a = " + "9" * 100_000, "syntax"),
    "a text full of escapes": ('a = "' + r"\n" * 190_000 + '"', "too-long"),
    "noise": (random.Random(1).randbytes(100_000), "not-text"),
    "nothing but zeros": (b"\0" * 10_000, "syntax"),
    "a key of control characters": ('"\\u001b[2J" = [' + "1," * 600 + "]", "too-many"),
}


@pytest.mark.parametrize("case", HOSTILE, ids=[name.replace(" ", "-") for name in HOSTILE])
def test_a_hostile_file_is_refused_at_once(case: str, tmp_path: Path) -> None:
    content, code = HOSTILE[case]
    fault = refused(written(tmp_path, content))
    assert fault.code == code
    assert str(fault).isprintable()


def test_a_thousand_faults_are_found_in_a_second(tmp_path: Path) -> None:
    """As many sites as are let in, each with faults that want a nearest name."""
    sites = "".join(
        f'[[sites]]\nid="site_number_{n}"\nname="s"\nkind="minne"\nhost="site_number_{n}x"\nlevl=1\nregion="r{n}"\n'
        for n in range(490)
    )
    cards = "".join(
        f'[[cards]]\nid="c{n}"\ntitle="c"\ntext="t"\nsource="none"\n'
        f'effects=[{{do="damage", what="site_numbr_{n}", by=1}}]\n'
        for n in range(490)
    )
    start = time.process_time()
    _, faults = check(written(tmp_path, TEXT + sites + cards))
    assert time.process_time() - start < 2
    assert len(faults) == 200
