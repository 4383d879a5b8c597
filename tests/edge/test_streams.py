"""Streams closed, full or left by their reader end nothing with a trace; a poor terminal is played line by line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.edge import signs, streams
from wargame.journal import read
from wargame.table import verify

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")

ROOT = Path(__file__).parents[2]
PLAY = f"play {TINY} --seat PAK=human --seat CHN=random --seed 5"


def shell(home: dict[str, str], line: str, **environment: str) -> tuple[int, str, str]:
    """Run a line of the shell, in which `wargame` is the command."""
    body = f'wargame() {{ "{sys.executable}" -m wargame "$@"; }}; {line}'
    ran = subprocess.run(
        ["sh", "-c", body],
        cwd=ROOT,
        env=os.environ | home | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


@pytest.mark.parametrize(
    ("line", "code", "lines"),
    [
        ("wargame scenarios >&-", 0, 0),
        ("wargame scenarios <&-", 0, 0),
        ("wargame simulat 2>&-", 2, 0),
        ("wargame <&-", 2, 1),
        (f"wargame {PLAY} --plain <&-", 0, 0),
        (f"wargame {PLAY} --plain <&- >&- 2>&-", 0, 0),
        (f"wargame simulate {TINY} --games 2 --jobs 2 <&- >&- 2>&-", 0, 0),
        ("wargame validate nothing.toml >&- 2>&-", 1, 0),
        pytest.param(
            "wargame scenarios >/dev/full",
            1,
            1,
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason=""),
        ),
        ("{ wargame schema; echo $? >&3; } 3>&2 | head -1 >/dev/null", 0, 1),
        (f"{{ wargame {PLAY} --plain; echo $? >&3; }} 3>&2 2>&1 | head -1 >/dev/null", 0, 1),
    ],
)
def test_a_stream_that_takes_or_gives_nothing(home: dict[str, str], line: str, code: int, lines: int) -> None:
    ended, _, err = shell(home, line)
    assert ended == code
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    assert len(err.splitlines()) == lines


def test_a_saved_game_is_not_written_on_as_standard_output(home: dict[str, str], tmp_path: Path) -> None:
    """The journal would be given the number of the stream that was closed."""
    code, out, err = shell(home, f"printf '1!\\nhold!\\nboard\\n' | wargame {PLAY} --plain >&-")
    assert (code, out, err) == (0, "", "")
    (game,) = (tmp_path / "saves").glob("*.jsonl")
    assert verify(game).ok
    assert len(read(game).decisions) >= 1


# ---- signs
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "koi8-r"])
def test_every_sign_the_game_uses_has_a_likeness(encoding: str) -> None:
    signs.register()
    used = {
        letter for path in (ROOT / "wargame").rglob("*.py") for letter in path.read_text(encoding="utf-8")
    } - {"？"}
    for letter in used:
        written = letter.encode(encoding, signs.HANDLER).decode(encoding)
        assert written == letter or (written.isascii() and "?" not in written), repr(letter)


def test_a_sign_without_a_likeness_is_a_question_mark_and_accents_are_dropped() -> None:
    signs.register()
    assert "−3.2 → ‘café’ ╭─╮ 龍".encode("ascii", signs.HANDLER) == b"-3.2 -> 'cafe' +-+ ?"
    assert "× −".encode("latin-1", signs.HANDLER) == b"\xd7 -"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_text_for_a_poor_encoding_is_told_in_its_letters(
    home: dict[str, str], tmp_path: Path, encoding: str
) -> None:
    """By whoever writes it: the game, or the library that writes for the command."""
    source = TINY.read_text(encoding="utf-8")
    named = source.replace('title = "Tiny"', 'title = "Tiny − “quoted” – 1×2 → end…"', 1)
    assert named != source
    path = tmp_path / "signs.toml"
    path.write_text(named, encoding="utf-8")
    told = 'Tiny - "quoted" - 1x2 -> end...' if encoding == "ascii" else 'Tiny - "quoted" - 1\xd72 -> end...'
    where = {"PYTHONIOENCODING": encoding}
    ran = subprocess.run(
        [sys.executable, "-m", "wargame", "play", str(path), "--plain", "--seat", "PAK=human"],
        cwd=ROOT,
        env=os.environ | home | where,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert told.encode(encoding) in ran.stdout
    listed = subprocess.run(
        [sys.executable, "-m", "wargame", "saves"],
        cwd=ROOT,
        env=os.environ | home | where,
        capture_output=True,
        check=True,
    )
    assert told.encode(encoding) in listed.stdout


# ---- terminals that cannot show the screen
def test_what_a_screen_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Out:
        encoding = "utf-8"

    monkeypatch.setattr(sys, "stdout", Out())
    monkeypatch.setenv("TERM", "xterm")
    assert streams.no_screen() == ""
    for kind in ("dumb", "unknown", ""):
        monkeypatch.setenv("TERM", kind)
        assert kind in streams.no_screen() != ""
    monkeypatch.delenv("TERM")
    assert streams.no_screen() == "TERM is not set"
    monkeypatch.setenv("TERM", "xterm")
    for encoding in ("latin-1", "cp437", signs.ASCII, "no-such"):
        Out.encoding = encoding
        assert "lacks its signs" in streams.no_screen()


@pytest.mark.parametrize(
    ("term", "more", "why"),
    [
        ("dumb", {}, "the terminal says it is 'dumb'"),
        ("xterm", {"PYTHONIOENCODING": "latin-1"}, "the encoding iso8859-1 lacks its signs"),
        ("xterm", {"PYTHONIOENCODING": "ascii"}, "the encoding ascii lacks its signs"),
    ],
)
def test_a_poor_terminal_is_played_on_line_by_line(
    home: dict[str, str], term: str, more: dict[str, str], why: str
) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(wargame(*PLAY.split()), home | more, 150, term=term) as terminal:
        terminal.until("[Pakistan")
        assert (
            f"The screen cannot be drawn here: {why}. The game is played line by line instead."
            in terminal.text
        )
        terminal.type("quit\r")
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.raw


def test_without_a_word_a_newcomer_learns_the_game_and_others_are_told_of_theirs(
    home: dict[str, str],
) -> None:
    from tests.terminal import Terminal, wargame

    for told in ("[India, turn 1 of 3", "`wargame saves` lists them"):
        with Terminal(wargame(), home, term="dumb") as terminal:
            terminal.until(told)
            terminal.until("turn 1 of")
            terminal.type("quit\r")
            assert terminal.wait() == 0


@pytest.mark.parametrize("away", ["2>/dev/null", "2>&-"])
def test_the_screen_is_drawn_on_the_terminal_wherever_errors_go(home: dict[str, str], away: str) -> None:
    from tests.terminal import Terminal, wargame

    with Terminal(["sh", "-c", f'exec "$@" {away}', "sh", *wargame()], home) as terminal:
        terminal.until("New game")
        terminal.type("\x03\x03")
        assert terminal.wait() == 0
        assert terminal.restored() == []
