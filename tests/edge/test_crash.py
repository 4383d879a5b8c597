"""A program that fails gives the terminal back, says so in one line, and tells nobody's secrets."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.edge import crash

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")

CONTROLS = re.compile(r"\x1b\[\??[0-9;]*[a-z]|\x1b\][^\x07]*\x07")
SECRET = "agenda-of-china-xyzzy"
FAILING = f"""
import sys
from wargame.edge import leaving
leaving.at_once()
place, name = sys.argv[1].rsplit(".", 1)
owner = __import__("pkgutil").resolve_name(place)

def fail(*_, **__):
    hidden = {SECRET!r}
    raise ZeroDivisionError(f"divided {{hidden}}")

async def fail_later(*_, **__):
    fail()

found = getattr(owner, name)
setattr(owner, name, fail_later if __import__("inspect").iscoroutinefunction(found) else fail)
from wargame.cli import main
main(sys.argv[2:])
"""
PLAY = ("play", str(TINY), "--seat", "PAK=human", "--seat", "CHN=random", "--seed", "5")


def failing(where: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", FAILING, where, *arguments]


def the_log(tmp_path: Path) -> str:
    (path,) = tmp_path.glob("state/**/crash-*.log")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert "builtins.ZeroDivisionError" in text
    assert "<string>:" in text
    assert SECRET not in text
    assert "divided" not in text
    return text


ON_THE_SCREEN = [
    ("wargame.tui.board.play.PlayScreen._to_person", "", True),  # a worker
    ("wargame.tui.app.ChokepointApp.action_help", "\x1bOP", True),  # a key
    pytest.param("wargame.tui.pages.guide.GuideScreen.body", "\x1bOP", True, marks=pytest.mark.slow),
    pytest.param("wargame.tui.widgets.bars.KeyBar.render_line", "", True, marks=pytest.mark.slow),
    pytest.param(
        "wargame.tui.app.ChokepointApp.feel_for_terminal", "", True, marks=pytest.mark.slow
    ),  # a timer
    pytest.param("wargame.tui.app.ChokepointApp.on_mount", "", False, marks=pytest.mark.slow),
    pytest.param("wargame.tui.app.ChokepointApp.on_event", "", False, marks=pytest.mark.slow),
    pytest.param("wargame.table.local.LocalTable.status", "", False, marks=pytest.mark.slow),
    pytest.param("wargame.table.local.LocalTable._advance", "\x1b\x1b1\r", True, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("where", "keys", "saved"), ON_THE_SCREEN)
def test_a_crash_of_the_screen(
    home: dict[str, str], tmp_path: Path, where: str, keys: str, saved: bool
) -> None:
    from tests.terminal import Terminal

    with Terminal(failing(where, *PLAY), home) as terminal:
        if keys:
            terminal.until("Pakistan")
            terminal.type(keys)
        assert terminal.wait() == 1
        assert terminal.restored() == []
        assert SECRET.encode() not in terminal.raw
        said = CONTROLS.sub("", terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()).strip()
    assert said.startswith("wargame: the program failed (ZeroDivisionError).")
    assert "\n" not in said
    games = list((tmp_path / "saves").glob("*"))
    if saved:
        (game,) = games  # and no lock beside it
        assert f"Your game is saved: `wargame`, then Continue, goes on with {game.name}." in said
    assert not [path for path in games if path.suffix == ".lock"]
    (log,) = tmp_path.glob("state/**/crash-*.log")
    assert str(log) in said
    the_log(tmp_path)


@pytest.mark.slow
def test_a_keyboard_that_cannot_be_read_any_more_is_a_crash_too(home: dict[str, str]) -> None:
    from tests.terminal import Terminal

    with Terminal(failing("textual._xterm_parser.XTermParser.feed", *PLAY), home) as terminal:
        terminal.until("Pakistan")
        terminal.type("x")
        assert terminal.wait() == 1
        assert terminal.restored() == []
        assert SECRET.encode() not in terminal.raw
        assert b"wargame: the program failed (KeysLost)." in terminal.raw


@pytest.mark.parametrize(
    ("where", "arguments", "saved"),
    [
        ("wargame.plain.session.Session._person", (*PLAY, "--plain"), True),
        ("wargame.lab.report.as_text", ("simulate", str(TINY), "--games", "1"), False),
    ],
)
def test_a_crash_without_a_screen(
    home: dict[str, str], tmp_path: Path, where: str, arguments: tuple[str, ...], saved: bool
) -> None:
    ran = subprocess.run(
        failing(where, *arguments),
        env=os.environ | home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("wargame: the program failed (ZeroDivisionError).")
    assert len(ran.stderr.splitlines()) == 1
    assert SECRET not in ran.stderr + ran.stdout
    the_log(tmp_path)
    games = list((tmp_path / "saves").glob("*"))
    assert len(games) == saved
    assert not saved or f"goes on with {games[0].name}" in ran.stderr


def test_a_developer_sees_the_trace_with_the_switch(home: dict[str, str]) -> None:
    ran = subprocess.run(
        failing("wargame.lab.report.as_text", "simulate", str(TINY), "--games", "1"),
        env=os.environ | home | {crash.SWITCH: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" in ran.stderr


def test_where_no_log_can_be_written_the_line_says_nothing_of_one(
    home: dict[str, str], tmp_path: Path
) -> None:
    nowhere = dict.fromkeys(("XDG_STATE_HOME", "HOME", "TMPDIR", "TEMP", "TMP"), str(TINY / "no folder"))
    ran = subprocess.run(
        failing("wargame.cli.tree.Tree.list_commands", "--help"),
        env=os.environ | home | nowhere,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1


def test_a_log_names_every_cause_and_cuts_a_recursion_short() -> None:
    def deeper(left: int) -> None:
        if not left:
            try:
                raise OSError(28, "No space left on device", "/home/somebody/saves")
            except OSError as error:
                raise KeyError(SECRET) from error
        deeper(left - 1)

    with pytest.raises(KeyError) as caught:
        deeper(200)
    lines = list(crash.told(caught.value))
    assert any("frames, of which 60" in line for line in lines)
    assert "after builtins.OSError ENOSPC" in lines
    assert len(lines) < 80
    assert not any(SECRET in line or "somebody" in line for line in lines)
