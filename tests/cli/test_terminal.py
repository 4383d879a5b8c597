"""What a terminal would obey is written out, whoever brought it: scenarios, saved games, names of files."""

from __future__ import annotations

import ast
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import wargame
from tests.hostile import EVIL, hostile_game
from tests.tiny import TINY
from wargame.cli import main
from wargame.rules.letters import acting

Command = Callable[..., tuple[int, str, str]]
NAME = "evil\x1b]0;pwn\x07\x1b[2J\u202e\nsecond"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs the command in this process: exit code, output, errors. What is saved lies in a folder with an evil name."""
    folder = tmp_path / NAME
    folder.mkdir()
    monkeypatch.setenv("WARGAME_SAVES", str(folder))

    def run(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return left.value.code, out, err

    return run


def clean(text: str) -> bool:
    """Whether nothing but the ends of lines acts on a terminal."""
    return not acting(text.replace("\n", ""))


def saves() -> Path:
    return Path(os.environ["WARGAME_SAVES"])


def test_saved_games_are_listed_verified_and_recovered_without_doing_anything(command: Command) -> None:
    path = hostile_game(saves())
    broken = saves() / f"{NAME}.jsonl"
    broken.write_bytes(path.read_bytes()[:-40] + b"\n{}\n")
    for arguments in (
        ("saves",),
        ("verify", str(path)),
        ("verify", str(broken)),
        ("saves", "--recover", str(broken)),
        ("saves", "--recover", str(saves() / NAME)),
        ("export", str(path)),
        ("play", "--plain", "--resume", str(path)),
    ):
        code, out, err = command(*arguments)
        assert clean(out + err), (arguments, out, err)
        assert out or err
        assert r"\x1b[2J" in out + err or code == 0, arguments
    _, out, _ = command("saves")
    assert r"Tiny\x1b[2J" in out
    assert len(out.splitlines()) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate", f"{NAME}.toml"),
        ("validate", NAME),
        ("play", "--plain", NAME),
        ("play", "--plain", f"{NAME}.toml"),
        ("play", "--plain", "--resume", NAME),
        ("play", "--plain", str(TINY), "--script", NAME),
        ("play", "--plain", str(TINY), "--seat", f"{NAME}=human"),
        ("play", "--plain", str(TINY), "--seat", f"PAK={NAME}"),
        ("play", "--plain", str(TINY), "--seat", NAME),
        ("simulate", str(TINY), "--out", f"{NAME}.txt"),
        ("simulate", str(TINY), "--out", f"{NAME}/x.csv"),
        ("simulate", str(TINY), "--games", NAME),
        ("balance", str(TINY), "--seat-actor", NAME),
        ("verify", NAME),
        ("export", NAME),
        ("export", NAME, "--format", NAME),
        ("saves", "--recover", NAME),
        ("new-scenario", NAME),
        (NAME,),
        (f"--{NAME}",),
    ],
    ids=lambda arguments: " ".join(arguments).replace(NAME, "EVIL").replace(str(TINY), "tiny"),
)
def test_a_fault_repeats_what_was_typed_without_doing_it(
    command: Command, arguments: tuple[str, ...]
) -> None:
    """In one line."""
    code, out, err = command(*arguments)
    assert code in (1, 2)
    assert out == ""
    assert clean(err), err
    assert err.count("\n") == 1, err


def test_faults_of_a_scenario_are_one_line_each(command: Command, tmp_path: Path) -> None:
    path = tmp_path / NAME.replace("\n", "")
    path.write_text(
        TINY.read_text(encoding="utf-8")
        .replace('"The Hills"', r'"The \u001b[2JHills"')
        .replace("turns = 4", "turns = 0"),
        encoding="utf-8",
    )
    code, out, err = command("validate", str(path))
    assert (code, out, err.count("\n")) == (1, "", 2)
    assert clean(err)
    assert (
        "regions[hills].name: U+001B, a control character; expected only characters that can be seen" in err
    )
    code, _, err = command("play", "--plain", f"{path}.toml")
    assert (code, clean(err)) == (1, True)


def test_json_says_what_there_is(command: Command) -> None:
    """As ASCII, so that a terminal has nothing to obey and a program gets the names as they are."""
    path = hostile_game(saves())
    _, out, _ = command("saves", "--json")
    assert clean(out)
    assert json.loads(out)[0]["title"] == f"Tiny{EVIL}"
    assert json.loads(out)[0]["path"] == str(path)


def test_data_for_programs_is_as_it_is_but_on_a_terminal(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = hostile_game(saves())
    _, out, _ = command("export", str(path), "--format", "csv", "--secrets")
    assert EVIL in out

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    command("export", str(path), "--format", "csv", "--secrets")
    assert screen.getvalue()
    assert clean(screen.getvalue())


def test_the_command_speaks_through_one_place() -> None:
    """A line that goes round it would not be written out."""
    for path in (Path(wargame.__file__).parent / "cli").glob("*.py"):
        if path.name == "shared.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) not in (
                    "click.echo",
                    "click.secho",
                    "print",
                    "sys.stdout.write",
                ), (
                    path.name,
                    node.lineno,
                )


@pytest.mark.parametrize("folder", [False, True], ids=["a file", "a folder of parts"])
def test_a_scenario_as_windows_writes_it_validates_and_plays(
    command: Command, tmp_path: Path, folder: bool
) -> None:
    """With a byte-order mark, and lines that end in CR LF, within texts of several lines too."""
    text = TINY.read_text(encoding="utf-8").replace(
        'text = "The Line broke."', 'text = """\nThe Line\nbroke."""'
    )
    path = tmp_path / "tiny.toml"
    if folder:
        path = tmp_path / "tiny"
        path.mkdir()
    (path / "scenario.toml" if folder else path).write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    )
    assert command("validate", str(path), "--games", "1")[::2] == (0, "")
    code, out, err = command(
        "play", "--plain", str(path), "--seat", "CHN=random", "--seat", "PAK=human", stdin="quit\n"
    )
    assert (code, err) == (0, "")
    assert out.startswith("Tiny. Two powers")
    assert clean(out)
