"""A scenario to begin with: sound, playable, and never written over anything."""

from pathlib import Path

import pytest

from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.scenario import ScenarioFault, check, load, start_scenario
from wargame.scenario.starter import MODEL


@pytest.fixture
def started(tmp_path: Path) -> Scenario:
    return load(str(start_scenario("my-class", tmp_path)))


def test_what_is_written_is_sound_and_goes_by_its_name(tmp_path: Path) -> None:
    path = start_scenario("my-class_2", tmp_path)
    assert path == tmp_path / "my-class_2.toml"
    spec, faults = check(path)
    assert faults == []
    assert spec is not None
    assert (spec.id, spec.title, len(spec.powers), len(spec.cards)) == ("my-class_2", "My class 2", 2, 5)
    text = path.read_text(encoding="utf-8")
    assert "starter" not in text.casefold()
    assert text.count("my-class_2.toml") == 2


def test_it_is_commented() -> None:
    lines = MODEL.read_text(encoding="utf-8").splitlines()
    assert sum("#" in line for line in lines) > 20
    assert max(map(len, lines)) <= 124


@pytest.mark.parametrize("sealed", [False, True])
def test_random_play_ends(started: Scenario, sealed: bool) -> None:
    used = set()
    for seed in range(16):
        game = Game.new(started, seed, quiet=True, sealed=sealed)
        for step in range(2_000):
            if game.over:
                break
            action = game.legal.pick(mix(seed, 0, step))
            used.add(action.code)
            game.play(action)
        assert game.over
    menus = {code for power in started.powers for code in power.menu}
    assert menus - used == set()


def test_every_card_can_be_drawn(started: Scenario) -> None:
    drawn = set()
    for seed in range(30):
        game = Game.new(started, seed, quiet=True)
        step = 0
        while not game.over:
            game.play(game.legal.pick(mix(seed, 1, step)))
            drawn |= set(game.state.drawn) | set(game.state.discard)
            step += 1
    assert {started.spec.cards[number].id for number in drawn} == {card.id for card in started.spec.cards}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("linchpin", "comes with the game"),
        ("9lives", "is no name"),
        ("../escape", "is no name"),
        ("my class", "is no name"),
        ("", "is no name"),
        ("x" * 41, "is no name"),
    ],
)
def test_a_name_that_will_not_do_is_refused(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ScenarioFault, match=words):
        start_scenario(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    there = tmp_path / "mine.toml"
    there.write_text("precious", encoding="utf-8")
    with pytest.raises(FileExistsError):
        start_scenario("mine", tmp_path)
    assert there.read_text(encoding="utf-8") == "precious"
