"""A number of five thousand digits, more than Python reads, is answered in a line wherever a number may be given."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.cli import main
from wargame.journal.lines import parse
from wargame.plain.choices import up_to

Command = Callable[..., tuple[object, str, str]]
HUGE = "9" * 5000
SEATS = ("--seat", "CHN=random", "--seat", "PAK=human", "--seed", "5")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs the command in this process; its exit code, output and complaints."""
    monkeypatch.setenv("WARGAME_SAVES", str(tmp_path / "saves"))

    def run(*arguments: str, stdin: str = "") -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        with pytest.raises(SystemExit) as left:
            main(arguments)
        return left.value.code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (HUGE, "The choices go from 1 to "),
        (f"forecast {HUGE}", "The choices go from 1 to "),
        (f"log {HUGE}", "2024 Q4: "),
        ("٩" * 5000, "The choices go from 1 to "),
        (f"why money.{HUGE}", "money"),
        (f"list {HUGE}", "No choice mentions"),
    ],
)
def test_at_the_prompt(command: Command, typed: str, answer: str) -> None:
    code, out, err = command("play", str(TINY), "--plain", *SEATS, stdin=f"{typed}\n")
    assert (code, err) == (0, "")
    assert answer in out.split("[Pakistan")[1]
    assert out.count("[Pakistan") == 2  # it went on


def test_in_a_deal(command: Command) -> None:
    steps = f"1!\nhold!\ncompose CHN give money:{HUGE} take nothing\n"
    code, out, err = command("play", str(TINY), "--plain", *SEATS, stdin=steps)
    assert (code, err) == (0, "")
    assert "money" in out.split("compose CHN")[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("play", str(TINY), "--plain", "--seed", HUGE),
        ("simulate", str(TINY), "--games", HUGE),
        ("simulate", str(TINY), "--games", "9" * 50),
        ("simulate", str(TINY), "--jobs", HUGE),
        ("simulate", str(TINY), "--jobs", "9" * 50),
        ("balance", str(TINY), "--repeats", "9" * 50),
        ("bench", str(TINY), "--games", "9" * 50),
    ],
)
def test_as_an_option(command: Command, arguments: tuple[str, ...]) -> None:
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert arguments[-2] in err


def test_in_a_scenario_and_a_journal(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    path.write_text(
        TINY.read_text(encoding="utf-8").replace("turns = 4", f"turns = {HUGE}", 1), encoding="utf-8"
    )
    code, _, err = command("validate", str(path))
    assert code == 1
    assert len(err.splitlines()) == 1
    with pytest.raises(ValueError, match="not JSON"):
        parse(b'{"kind":"turn","n":%s}' % HUGE.encode())


def test_digits_are_read_up_to_a_bound() -> None:
    assert [up_to(text, 12) for text in ("0", "007", "12", "13", "99", "123", HUGE, "0" * 5000)] == [
        0, 7, 12, 13, 99, 13, 13, 0,
    ]  # fmt: skip
