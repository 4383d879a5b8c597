"""The JSON Schema takes what validation takes, and refuses what an editor can know to be wrong."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.tiny import TINY
from wargame.rules.spec import PowerSpec, ScenarioSpec
from wargame.scenario import catalogue, schema
from wargame.scenario.faults import Faults
from wargame.scenario.parts import read_written
from wargame.scenario.schema import docstrings
from wargame.scenario.starter import MODEL

VALIDATOR = Draft7Validator(schema())
SHIPPED = [listing.path for listing in catalogue()]
FILES = [each for path in SHIPPED for each in ((path,) if path.is_file() else sorted(path.glob("*.toml")))]


def data_of(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def faults(data: dict[str, Any]) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in VALIDATOR.iter_errors(data)
    ]


def test_it_is_a_schema_and_plain_json() -> None:
    Draft7Validator.check_schema(schema())
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("path", [*SHIPPED, TINY, MODEL], ids=lambda path: path.stem)
def test_every_scenario_of_ours_satisfies_it(path: Path) -> None:
    assert faults(read_written(path, Faults()).data) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_part_of_ours_satisfies_the_schema_for_parts(path: Path) -> None:
    assert list(Draft7Validator(schema(part=True)).iter_errors(data_of(path))) == []


def test_there_are_scenarios_of_all_kinds_among_them() -> None:
    assert len({"extends" in read_written(path, Faults()).data for path in SHIPPED}) == 2
    assert len({path.is_dir() for path in SHIPPED}) == 2


def _drop(data: dict[str, Any], *path: Any) -> None:
    *parents, last = path
    for step in parents:
        data = data[step]
    del data[last]


def _put(value: Any, *path: Any) -> Callable[[dict[str, Any]], None]:
    def put(data: dict[str, Any]) -> None:
        *parents, last = path
        for step in parents:
            data = data[step]
        data[last] = value

    return put


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda data: _drop(data, "turns"), "'turns' is a required property"),
        (lambda data: _drop(data, "powers", 0, "money"), "'money' is a required property"),
        (_put(41, "turns"), "turns: 41"),
        (_put("4", "turns"), "turns: '4' is not of type"),
        (_put("24 Q4", "start"), "start: '24 Q4'"),
        (_put("9lives", "powers", 1, "id"), "powers.1.id: "),
        (_put(1, "colour"), "'colour' was unexpected"),
        (_put("quarry", "sites", 0, "kind"), "sites.0.kind: 'quarry'"),
        (_put(-1, "sites", 0, "yields", "light"), "sites.0.yields.light: -1"),
        (_put(["sing"], "powers", 0, "menu"), "powers.0.menu.0: 'sing'"),
        (_put({}, "powers", 0, "needs", "steel"), "'steel'"),
        (_put([1, 2, 3], "sites", 0, "at"), "sites.0.at: "),
        (_put([], "arenas", 0, "rungs"), "arenas.0.rungs: "),
        (_put([{"do": "sing"}], "cards", 0, "effects"), "cards.0.effects.0.do: 'sing'"),
        (_put(101, "cards", 0, "effects", 0, "odds"), "cards.0.effects.0.odds: 101"),
        (_put({"sing": {"money": 1}}, "tuning", "costs"), "'sing'"),
    ],
)
def test_it_names_what_is_wrong(spoil: Callable[[dict[str, Any]], None], words: str) -> None:
    data = data_of(TINY)
    assert faults(data) == []
    spoil(data)
    assert any(words in fault for fault in faults(data))


def test_a_change_states_only_what_differs_and_may_remove() -> None:
    change: dict[str, Any] = {
        "extends": "tiny",
        "powers": [{"id": "PAK", "money": 30, "reserves": {"remove": True}}],
        "cards": [{"id": "strike", "remove": True}],
        "sites": [{"id": "old_pit", "grade": {"remove": True}, "yields": {"light": {"remove": True}}}],
        "board": {"remove": True},
    }
    assert faults(change) == []
    assert faults({**change, "turns": 99})
    assert faults({**change, "cards": [{"id": "strike", "remove": "yes"}]})
    whole = data_of(TINY)
    whole["board"] = {"remove": True}
    assert faults(whole)


def test_a_change_may_say_what_it_keeps() -> None:
    change: dict[str, Any] = {
        "extends": "tiny",
        "keep": {"cards": ["strike"], "sources": []},
        "powers": [{"id": "PAK", "keep": {"objectives": ["pits"]}}],
    }
    assert faults(change) == []
    assert faults({**change, "keep": {"turns": ["strike"]}})
    assert faults({**change, "keep": {"cards": "strike"}})
    whole = data_of(TINY)
    whole["keep"] = {"cards": []}
    assert faults(whole)


def test_a_part_may_leave_out_what_others_state() -> None:
    part = {"cards": data_of(TINY)["cards"]}
    assert faults(part)
    assert list(Draft7Validator(schema(part=True)).iter_errors(part)) == []
    assert list(Draft7Validator(schema(part=True)).iter_errors({"crads": []})) != []


def test_docstrings_become_descriptions() -> None:
    assert docstrings(PowerSpec)["income"] == "Discretionary money per quarter."
    assert "income" not in docstrings(ScenarioSpec)
    power = schema()["definitions"]["Power"]
    assert power["properties"]["income"]["description"] == "Discretionary money per quarter."
    assert power["properties"]["points"]["default"] == 3
    assert "money" in power["required"]
    assert "points" not in power["required"]
