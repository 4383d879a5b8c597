"""A run depends on its plan alone."""

import asyncio
import csv
import io
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from wargame.actors import Choice
from wargame.lab import GameRecord, LabFault, Plan, child_seed, executor, playing, report, simulate, tables
from wargame.lab.playing import play_game
from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.scenario import load, to_data
from wargame.table import InstantThinker, new_table

RANDOM = {"CHN": "random", "PAK": "random"}


def run(scenario: Scenario, games: int = 3, seed: int = 7, jobs: int = 1) -> list[GameRecord]:
    plan = Plan.of(scenario, RANDOM, games, seed)
    with executor(jobs, plan) as workers:
        return list(simulate(plan, workers, jobs))


# ---- seeds
def test_child_seeds_differ_by_every_part_of_their_path() -> None:
    paths = [(1, 2), (2, 1), (12,), (1, "2", ""), (1,), (1, 2, 3)]
    seeds = [child_seed(5, *path) for path in paths] + [child_seed(6, 1, 2)]
    assert len(set(seeds)) == len(seeds)
    assert all(0 <= seed < 2**48 for seed in seeds)


def test_child_seeds_stay_what_published_runs_used() -> None:
    assert (child_seed(7, 0), child_seed(7, 1)) == (21680119615839, 243681242249017)


# ---- one game
def test_a_game_is_the_one_a_table_with_its_seed_plays(tiny: Scenario) -> None:
    async def at_a_table() -> str:
        table = new_table(tiny, to_data(tiny.spec), RANDOM, 99, None, thinker=InstantThinker())
        while await table.advance() is not None:
            pass
        return table._course.game.digest()

    record = play_game(tiny, RANDOM, 99)
    assert record.digest == asyncio.run(at_a_table())
    assert record.turns <= tiny.spec.turns
    assert set(record.scores) == {"CHN", "PAK"}


class Cheat:
    """Chooses what was not offered."""

    def decide(self, view: View, legal: Sequence[Action], budget: int) -> Choice:
        from wargame.rules.space import space_of

        return Choice(next(a for a in space_of(view.scenario).actions if a not in legal))


class Broken:
    """Fails."""

    def decide(self, view: View, legal: Sequence[Action], budget: int) -> Choice:
        raise ZeroDivisionError("division by zero")


@pytest.mark.parametrize(
    ("actor", "words"), [(Cheat(), "not legal"), (Broken(), "ZeroDivisionError: division by zero")]
)
def test_an_actor_that_misbehaves_stops_the_run_and_names_the_game(
    tiny: Scenario, monkeypatch: pytest.MonkeyPatch, actor: Any, words: str
) -> None:
    monkeypatch.setattr(playing, "make", lambda name, seed: actor)
    with pytest.raises(LabFault, match=rf"game 4 \(seed 11\), decision 0, random: .*{words}"):
        play_game(tiny, RANDOM, 11, 4)


# ---- many games
def test_games_come_in_order_each_with_its_own_seed(tiny: Scenario) -> None:
    records = run(tiny, games=5)
    assert [record.index for record in records] == [0, 1, 2, 3, 4]
    assert [record.seed for record in records] == [child_seed(7, index) for index in range(5)]
    assert len({record.digest for record in records}) == 5


def test_more_games_begin_with_the_same_ones(tiny: Scenario) -> None:
    assert run(tiny, games=5)[:3] == run(tiny, games=3)
    assert run(tiny, seed=8) != run(tiny, seed=7)


def test_processes_change_nothing(tiny: Scenario) -> None:
    assert run(tiny, games=6, jobs=2) == run(tiny, games=6)


def test_any_executor_will_do(tiny: Scenario) -> None:
    with ThreadPoolExecutor(3) as threads:
        assert list(simulate(Plan.of(tiny, RANDOM, 6, 7), threads, 3)) == run(tiny, games=6)


class Dying(Executor):
    """An executor whose processes died."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future


def test_a_process_that_dies_is_a_fault_of_the_run(tiny: Scenario) -> None:
    with pytest.raises(LabFault, match="died"):
        list(simulate(Plan.of(tiny, RANDOM, 2, 7), Dying()))


# ---- reports
def test_the_document_adds_up(tiny: Scenario) -> None:
    records = run(tiny, games=4)
    data = report.as_data("tiny", 7, RANDOM, records, 2.0)
    assert list(data) == ["scenario", "rules", "seed", "sealed", "games", "summary"]
    first = data["games"][0]
    assert list(first) == [
        "index",
        "seed",
        "winner",
        "scores",
        "ending",
        "turns",
        "decisions",
        "digest",
        "faults",
        "governments",
    ]
    found = data["summary"]
    assert sum(found["wins"].values()) + found["no_winner"] == found["games"] == 4
    assert sum(found["endings"].values()) == 4
    assert found["decisions"] == sum(record.decisions for record in records)
    assert found["decisions_per_second"] == found["decisions"] / 2.0
    assert found["mean_scores"]["CHN"] == sum(record.scores["CHN"] for record in records) / 4


def a_record(index: int, winner: str | None) -> GameRecord:
    return GameRecord(index, 5 + index, winner, {"CHN": 40, "PAK": 60}, "muddle", 4, 30, "ff")


def test_a_game_nobody_won_alone_is_counted_as_such() -> None:
    found = report.summary(RANDOM, [a_record(0, "PAK"), a_record(1, None)], 1.0)
    assert (found["wins"], found["no_winner"]) == ({"CHN": 0, "PAK": 1}, 1)


def test_the_csv_has_a_line_per_game() -> None:
    text = tables.written(
        Path("games.csv"), report.rows(RANDOM, [a_record(0, "PAK"), a_record(1, None)])
    ).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["winner"] for row in rows] == ["PAK", ""]
    assert (rows[1]["score_PAK"], rows[1]["seed"], rows[1]["ending"]) == ("60", "6", "muddle")


def test_the_table_lines_up_and_sums_up() -> None:
    data = report.as_data("tiny", 7, RANDOM, [a_record(0, "PAK"), a_record(1, None)], 1.0)
    text = report.as_text(data)
    lines = text.splitlines()
    assert "tiny, seed 7" in lines[0]
    assert lines[3].split() == ["0", "PAK", "40", "60", "4", "30", "muddle"]
    assert "PAK   random     1    50%        60.0" in text
    assert "No single winner: 1 of 2" in text


def test_a_run_tells_how_often_each_government_won() -> None:
    """A column for each seat in the table on disk, and a row for each government in the report."""
    won, lost = (
        evolve(a_record(number, winner), governments={"CHN": name})
        for number, winner, name in ((0, "CHN", "planners"), (1, "PAK", "keepers"))
    )
    found = report.summary(RANDOM, [won, lost, lost], 1.0)["governments"]
    assert found == {"CHN": {"keepers": {"games": 2, "wins": 0}, "planners": {"games": 1, "wins": 1}}}
    rows = report.rows(RANDOM, [won, lost])
    assert [(row["government_CHN"], row["government_PAK"]) for row in rows] == [
        ("planners", ""),
        ("keepers", ""),
    ]
    text = report.as_text(report.as_data("tiny", 7, RANDOM, [won, lost], 1.0))
    assert "planners" in text
    assert "government" not in report.as_text(report.as_data("tiny", 7, RANDOM, [a_record(0, "PAK")], 1.0))


def test_the_lab_seats_the_governments_that_a_table_would() -> None:
    """By rules of thumb everybody is governed as the seed has it, by chance nobody."""
    primer = load("primer")
    record = playing.play_game(primer, {"IND": "random", "CHN": "thumb"}, 7)
    table = new_table(primer, to_data(primer.spec), {"IND": "random", "CHN": "thumb"}, 7, None)
    expected = table._course.game.state.governments
    assert record.governments == {"CHN": primer.governments[1][expected[1]].id}
