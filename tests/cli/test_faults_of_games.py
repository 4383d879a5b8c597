"""A fault in one of many games is one line that says how to come to it again, at any number of processes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.lab import child_seed

ROOT = Path(__file__).parents[2]
RUN = 7
FAILING = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from wargame.rules.game import Game
play = Game.play

def fail(self, action):
    # In every second quarter, in the worker processes too: they read this file anew.
    if self.state.turn == 2:
        raise ZeroDivisionError("integer division\\nor modulo by zero")
    play(self, action)

Game.play = fail
if __name__ == "__main__":
    from wargame.cli import main
    main(sys.argv[1:])
"""
COMMANDS = {
    "simulate": ("simulate", str(TINY), "--games", "3", "--seat", "CHN=random", "--seat", "PAK=random"),
    "balance": ("balance", str(TINY), "--games", "3", "--seat-actor", "random"),
}


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The command with rules that fail."""
    path = tmp_path / "failing.py"
    path.write_text(FAILING, encoding="utf-8")
    return path


def ran(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *arguments, "--seed", str(RUN)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_it_names_scenario_game_seed_and_decision(script: Path, name: str) -> None:
    told = []
    for how in (["--jobs", "1"], ["--jobs", "2", "--json"]):
        found = ran(script, *COMMANDS[name], *how)
        assert (found.returncode, found.stdout) == (1, "")
        told.append(found.stderr)
    assert told[0] == told[1]
    seed = child_seed(RUN, 0)
    words = r"ZeroDivisionError: integer division or modulo by zero"
    assert re.fullmatch(rf"wargame: tiny, game 0 \(seed {seed}\), decision \d+, random: {words}\n", told[0])


def test_that_seed_comes_to_it_again(script: Path) -> None:
    """As the same game at the same decision, alone."""
    line = ran(script, *COMMANDS["simulate"]).stderr
    found = re.search(r"\(seed (\d+)\), decision (\d+)", line)
    assert found is not None
    code = f"""
import runpy
runpy.run_path({str(script)!r})
from wargame.lab.playing import play_game
from wargame.scenario import load
try:
    play_game(load({str(TINY)!r}), dict.fromkeys(("CHN", "PAK"), "random"), {found[1]})
except Exception as error:
    print(error)
"""
    again = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert f"(seed {found[1]}), decision {found[2]}, random: ZeroDivisionError" in again.stdout


def test_a_bench_that_fails_says_where(script: Path) -> None:
    found = ran(script, "bench", str(TINY), "--games", "1", "--repeats", "1", "--no-peers")
    assert (found.returncode, found.stdout) == (1, "")
    words = "wargame: tiny, bench with seed 7: ZeroDivisionError: integer division or modulo by zero\n"
    assert found.stderr == words
