"""Players against each other: paired by seed, in every seat, on a scale; and a run that was killed goes on."""

import csv
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import TINY, Command, command
from wargame.lab import GameRecord, LabFault, Plan, Workers, executor
from wargame.lab import tournament as contest
from wargame.lab.elo import ratings
from wargame.lab.results import Results
from wargame.rules.compiled import Scenario

__all__ = ["command"]
RUN = ("tournament", "thumb", "random", "--scenario", TINY, "--games", "2", "--seed", "5")


# ---- Elo
def test_three_wins_in_four_are_191_points() -> None:
    """400 log10(3), less a little that the prior holds back."""
    games = (
        [(("a", "b"), 0)] * 300 + [(("b", "a"), 1)] * 300 + [(("a", "b"), 1)] * 100 + [(("b", "a"), 0)] * 100
    )
    best, other = ratings(games, "b")
    assert (best.player, other.elo, other.margin) == ("a", 1500, 0)
    assert best.elo == pytest.approx(1500 + 191, abs=2)
    # Of 800 games: 1.96 × 400/ln 10 × 1/sqrt(800 × 3/4 × 1/4).
    assert best.margin == pytest.approx(27.8, abs=1)


def test_a_good_seat_is_not_taken_for_a_good_player() -> None:
    """Whoever sits first wins four games of five, and one sits there nine times of ten: taken for strength, 180 points."""
    games = [(("a", "b"), 0)] * 72 + [(("a", "b"), 1)] * 18 + [(("b", "a"), 0)] * 8 + [(("b", "a"), 1)] * 2
    elo = {one.player: one.elo for one in ratings(games, "b")}
    assert elo["a"] == pytest.approx(elo["b"], abs=10)


def test_one_that_wins_always_is_strong_and_not_without_end() -> None:
    best, _ = ratings([(("a", "b", "b"), 0), (("b", "a", "b"), 1)] * 20, "b")
    assert 1900 < best.elo < 4000


# ---- who plays whom
def test_each_is_tried_in_every_seat_and_each_kind_plays_itself(tiny: Scenario) -> None:
    keys = contest.keys(tiny, contest.pairs(["a", "b"]), 2)
    assert keys[: len(keys) // 2] == [
        ("a", "a", "", 0),
        ("b", "b", "", 0),
        ("a", "b", "CHN", 0),
        ("a", "b", "PAK", 0),
        ("b", "a", "CHN", 0),
        ("b", "a", "PAK", 0),
    ]
    assert contest.controllers(tiny, ("a", "b", "PAK", 0)) == {"CHN": "b", "PAK": "a"}
    assert contest.controllers(tiny, ("a", "a", "", 0)) == {"CHN": "a", "PAK": "a"}


def test_pairs_can_be_fewer() -> None:
    assert len(contest.pairs("abc")) == 6
    assert contest.pairs("abc", ["b"]) == [("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")]
    assert contest.pairs("abc", ladder=True) == contest.pairs("abc", ["b"])
    assert len(contest.pairs("abcd", ladder=True)) == 6


def a_game(winner: str, china: int, pakistan: int) -> GameRecord:
    return GameRecord(0, 5, winner, {"CHN": china, "PAK": pakistan}, "muddle", 4, 30, "ff")


def test_a_trial_is_set_beside_the_mirror_of_the_same_seed(tiny: Scenario) -> None:
    played = {
        ("b", "b", "", 0): a_game("PAK", 40, 60),
        ("b", "b", "", 1): a_game("PAK", 50, 70),
        ("a", "b", "CHN", 0): a_game("CHN", 70, 10),
        ("a", "b", "CHN", 1): a_game("PAK", 50, 55),
        ("a", "b", "PAK", 0): a_game("PAK", 0, 50),
    }
    found = contest.measure(tiny, played)
    everywhere, china, pakistan = found.trials
    assert (china.wins.count, china.wins.games, china.score, china.gain) == (1, 2, 60, 15)
    # An equal score counts for neither.
    assert (china.higher.count, china.higher.games) == (1, 1)
    assert (pakistan.wins.count, pakistan.gain) == (1, -10)
    assert (everywhere.wins.count, everywhere.wins.games) == (2, 3)
    (mirror,) = found.mirrors
    assert (mirror.wins["PAK"].percent, mirror.nobody) == (100, 0)


def test_more_processes_change_nothing(tiny: Scenario) -> None:
    plan = Plan.of(tiny, {}, 2, 7)
    keys = contest.keys(tiny, contest.pairs(["random", "thumb"]), 2)

    def run(jobs: int) -> list[tuple[contest.Key, GameRecord]]:
        with executor(jobs, plan) as workers:
            return list(contest.play(tiny, plan, keys, Workers(workers)))

    assert run(2) == run(1)
    seeds = {key[3]: game.seed for key, game in run(1)}
    assert all(game.seed == seeds[key[3]] for key, game in run(1))


# ---- the command
def test_what_it_tells(command: Command) -> None:
    ran = command(*RUN)
    assert "tiny, 12 games, seed 5" in ran.out
    assert "thumb   random  all" in ran.out
    assert "One kind in every seat, the control:" in ran.out
    data = json.loads(command(*RUN, "--json").out)
    (thumb,) = (t for t in data["trials"] if t["player"] == "thumb" and t["seat"] == "all")
    assert thumb["wins"]["games"] == 4
    low, high = thumb["wins"]["interval"]
    assert low < thumb["wins"]["percent"] < high
    assert thumb["gain"] > 0
    assert {each["player"] for each in data["ratings"]} == {"thumb", "random"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["thumb"], 2, "takes two players or more"),
        (["thumb", "thumb"], 2, "takes two players or more"),
        ([], 2, "takes two players or more"),
        (["thumb", "planer-9"], 1, "No player is called 'planer-9'"),
        (["thumb", "none.py:Bot"], 1, "there is no file"),
        (["thumb", "random", "--results", "r.jsonl"], 2, "--results needs --seed"),
        (["thumb", "random", "--out", "t.txt"], 1, "ends in .csv or .parquet"),
        (["thumb", "random", "--out", "nowhere/t.csv"], 1, "there is no such folder"),
    ],
)
def test_a_fault_is_one_line(command: Command, arguments: list[str], code: int, words: str) -> None:
    ran = command("tournament", *arguments, "--scenario", TINY)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)
    assert words in ran.err


def test_a_table_of_games_is_written(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "games.csv"
    command(*RUN, "--out", str(out))
    rows = list(csv.DictReader(out.open()))
    assert len(rows) == 12
    assert {row["seat"] for row in rows} == {"", "CHN", "PAK"}


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="needs the extra `research`")
@pytest.mark.parametrize("way", [RUN, ("simulate", TINY, "--games", "2", "--seed", "5")])
def test_parquet_holds_what_csv_holds(command: Command, tmp_path: Path, way: tuple[str, ...]) -> None:
    from pyarrow import parquet

    for name in ("games.csv", "games.parquet"):
        assert command(*way, "--out", str(tmp_path / name)).code == 0
    rows = parquet.read_table(tmp_path / "games.parquet").to_pylist()
    text = list(csv.DictReader((tmp_path / "games.csv").open()))
    assert [{name: str(value) for name, value in row.items()} for row in rows] == text


def test_without_pyarrow_parquet_says_what_to_install(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.lab.tables.find_spec", lambda _name: None)
    ran = command(*RUN, "--out", str(tmp_path / "games.parquet"))
    assert (ran.code, ran.out) == (1, "")
    assert "pip install 'chokepoint[research]'" in ran.err


# ---- a run that was cut off
def test_a_run_that_was_killed_goes_on_and_comes_to_the_same(command: Command, tmp_path: Path) -> None:
    whole = json.loads(command(*RUN, "--json").out)
    kept = tmp_path / "run.jsonl"
    again = [*RUN[:5], "--games", "60", *RUN[7:], "--results", str(kept)]
    code = "from wargame.cli import main; main()"
    run = subprocess.Popen([sys.executable, "-c", code, *again], stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while (not kept.exists() or kept.read_bytes().count(b"\n") < 5) and time.monotonic() < until:
        time.sleep(0.02)
    run.kill()
    run.wait()
    assert kept.read_bytes().count(b"\n") >= 5
    ran = command(*RUN, "--json", "--results", str(kept))
    assert "games are in" in ran.err
    assert json.loads(ran.out) == whole
    # Nothing is left to play.
    assert "12 of 12 games" in command(*RUN, "--results", str(kept)).err


def test_a_torn_line_is_said_and_costs_one_game(command: Command, tmp_path: Path) -> None:
    kept = tmp_path / "run.jsonl"
    whole = command(*RUN, "--results", str(kept)).out
    os.truncate(kept, kept.stat().st_size - 20)
    ran = command(*RUN, "--results", str(kept))
    assert "its last line was not written whole; that game is played again" in ran.err
    assert "11 of 12 games" in ran.err
    assert ran.out == whole
    again = command(*RUN, "--results", str(kept))
    assert "12 of 12 games" in again.err


def test_a_damaged_line_is_said_and_costs_one_game(command: Command, tmp_path: Path) -> None:
    kept = tmp_path / "run.jsonl"
    whole = command(*RUN, "--results", str(kept)).out
    lines = kept.read_bytes().split(b"\n")
    lines[4] = lines[4].replace(b'"turns": ', b'"turns": 1')
    kept.write_bytes(b"\n".join(lines))
    ran = command(*RUN, "--results", str(kept))
    assert "1 line cannot be read; what stood there is played again" in ran.err
    assert ran.out == whole


def test_more_games_and_more_players_go_on_from_what_is_there(command: Command, tmp_path: Path) -> None:
    kept = tmp_path / "run.jsonl"
    command(*RUN, "--results", str(kept))
    ran = command(*RUN[:5], "--games", "3", *RUN[7:], "--results", str(kept))
    assert "12 of 18 games" in ran.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (["--seed", "6"], "played with another seed (--seed 5)"),
        (["--sealed"], "played with other orders"),
        (["--scenario", "primer"], "played with another scenario"),
    ],
)
def test_results_of_another_run_are_refused_and_left_as_they_are(
    command: Command, tmp_path: Path, change: list[str], words: str
) -> None:
    kept = tmp_path / "run.jsonl"
    command(*RUN, "--results", str(kept))
    before = kept.read_bytes()
    ran = command(*RUN, *change, "--results", str(kept))
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert words in ran.err
    assert kept.read_bytes() == before


def test_a_file_that_is_something_else_is_refused(tiny: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n")
    with pytest.raises(LabFault, match="no file of a tournament's results"):
        Results.open(path, Plan.of(tiny, {}, 1, 5))
    assert path.read_text() == "Dear all,\n"
