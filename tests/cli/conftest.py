"""The command, run in this process or in one of its own."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wargame.cli import main

ROOT = Path(__file__).parents[2]
TINY = str(ROOT / "tests" / "data" / "tiny.toml")
RANDOM = ("--seat", "CHN=random", "--seat", "PAK=random")
PERSON = ("--seat", "CHN=random", "--seat", "PAK=human")


class Ran:
    """How a command ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Command = Callable[..., Ran]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs the command in this process, with an empty folder of saved games."""
    monkeypatch.setenv("WARGAME_SAVES", str(tmp_path / "saves"))

    def run(*arguments: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as left:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return run


def saved(tmp_path: Path) -> Path:
    (journal,) = (tmp_path / "saves").glob("*.jsonl")
    return journal
