"""Governments chosen, hidden and heard from the command line, and told in plain play."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wargame.journal import read
from wargame.rules.compiled import Scenario
from wargame.scenario import load

from .conftest import Command, saved

WATCHED = ("play", "primer", "--plain", "--seed", "3", "--seat", "CHN=thumb", "--seat", "IND=thumb")
PLAYED = ("play", "primer", "--plain", "--seed", "3")


@pytest.fixture(scope="module")
def primer() -> Scenario:
    return load("primer")


@pytest.mark.parametrize("name", ["chn_merchants", "merchants", "MERCHANTS"])
def test_a_government_goes_by_its_id_or_the_end_of_it(command: Command, tmp_path: Path, name: str) -> None:
    ran = command(*PLAYED, "--government", f"chn={name}", stdin="quit\n")
    assert ran.code == 0
    assert read(saved(tmp_path)).header.options["governments"] == {"IND": "", "CHN": "chn_merchants"}
    assert "The merchants on the coast: “Good morning." in ran.out


def test_a_watched_game_tells_who_governs_what_they_say_and_who_governed(
    command: Command, tmp_path: Path, primer: Scenario
) -> None:
    ran = command(*WATCHED, "--government", "CHN=gatekeepers", "--government", "IND=mission")
    assert ran.code == 0
    lines = [words for own in primer.governments for each in own for words in each.voice["office"]]
    assert sum(words in ran.out for words in lines) == 2
    assert "Who governed" in ran.out
    assert "China was governed by the gatekeepers in Beijing." in ran.out
    assert "India was governed by the mineral mission in New Delhi." in ran.out
    told = json.loads(command("export", str(saved(tmp_path)), "--format", "json").out)
    assert told["governments"] == {"CHN": "chn_gatekeepers", "IND": "ind_mission"}


def test_the_board_and_the_goals_tell_who_governs(command: Command) -> None:
    ran = command(*PLAYED, "--government", "CHN=planners", stdin="board\ngoals CHN\nlog\nquit\n")
    assert "China is governed by the planners in Beijing." in ran.out
    assert "Engineers who think in decades and count in tonnes." in ran.out
    assert ran.out.count("The planners in Beijing: “A quarter is a short time. It will be used.”") == 2


def test_hidden_governments_speak_for_their_power(command: Command) -> None:
    ran = command(
        *PLAYED, "--government", "CHN=planners", "--governments", "hidden", stdin="board\nlog\nquit\n"
    )
    assert "planners" not in ran.out
    assert "China is governed by people whom its deeds and words must tell." in ran.out
    assert ran.out.count("China: “A quarter is a short time. It will be used.”") == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("CHN=mission", "CHN has no government 'mission'."),
        ("CHN=planer", "Did you mean 'chn_planners'?"),
        ("XXX=planners", "primer has no seat 'XXX'."),
        ("IND=mission", "IND is played by a person, whom no government tells what to do."),
        ("planners", "'planners' is not of the form SEAT=ID, as in planners=ID."),
    ],
)
def test_what_cannot_be_chosen_is_said(command: Command, given: str, words: str) -> None:
    ran = command(*PLAYED, "--government", given)
    assert ran.code != 0
    assert words in " ".join(ran.err.split())


def test_a_saved_game_keeps_its_governments(command: Command, tmp_path: Path) -> None:
    command(*PLAYED, "--government", "CHN=planners", stdin="quit\n")
    path = str(saved(tmp_path))
    ran = command("play", "--resume", path, "--governments", "hidden")
    assert ran.code == 2
    assert "--resume goes on with a game as it is" in ran.err
    ran = command("play", "--plain", "--resume", path, stdin="board\nquit\n")
    assert "China is governed by the planners in Beijing." in ran.out
