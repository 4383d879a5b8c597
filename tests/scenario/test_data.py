"""A scenario survives being written down, and its digest tells it from any other."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scenario.helpers import TINY, tiny
from wargame.rules.game import Game
from wargame.scenario import ScenarioFault, check, data_digest, from_data, load, to_data

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_a_scenario_survives_json() -> None:
    scenario = load(str(TINY))
    data = to_data(scenario.spec)
    again = from_data(json.loads(json.dumps(data)))
    assert again.spec == scenario.spec
    assert to_data(again.spec) == data


def test_the_data_is_plain() -> None:
    data = to_data(load(str(TINY)).spec)
    assert json.loads(json.dumps(data)) == data


def test_the_data_writes_out_every_default() -> None:
    """A journal must read the same after a later version has changed a default."""
    data = to_data(load(str(TINY)).spec)
    assert data["sites"][0]["standard"] == 1
    assert data["tuning"]["licence_turns"] == 4


def test_the_data_shares_nothing_with_the_scenario() -> None:
    scenario = load(str(TINY))
    data = to_data(scenario.spec)
    data["powers"][0]["ore"]["light"] = 999
    assert scenario.spec.powers[0].ore["light"] == 500


def test_bad_data_is_refused_with_its_faults() -> None:
    data = tiny()
    data["sites"][0]["host"] = "PAX"
    with pytest.raises(ScenarioFault) as refused:
        from_data(data)
    assert [fault.path for fault in refused.value.faults] == ["sites[old_pit].host"]


def test_data_too_deep_is_refused() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"a": deep}
    with pytest.raises(ScenarioFault):
        from_data(deep)


@pytest.mark.parametrize("value", [None, 3, "x", []])
def test_data_that_is_no_table_is_refused(value: Any) -> None:
    with pytest.raises(ScenarioFault):
        from_data(value)


@given(JSON)
def test_a_digest_is_stable_and_blind_to_order(value: Any) -> None:
    data = {"b": value, "a": 1}
    turned = {"a": 1, "b": deepcopy(value)}
    assert data_digest(data) == data_digest(turned) == data_digest(json.loads(json.dumps(data)))
    assert len(data_digest(data)) == 32


@given(JSON, JSON)
def test_different_data_have_different_digests(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (data_digest({"x": one}) == data_digest({"x": other})) == same


def test_a_digest_is_the_same_in_another_process() -> None:
    code = (
        "import sys; from wargame.scenario import *; "
        "spec, _ = check(sys.argv[1]); print(data_digest(to_data(spec)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(TINY)],
        capture_output=True,
        text=True,
        check=True,
        cwd=TINY.parents[2],
    )
    spec, _ = check(TINY)
    assert spec is not None
    assert told.stdout.strip() == data_digest(to_data(spec))


FUZZED = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 200)
    | st.sampled_from(["", "PAK", "light", "x.y >= 3", "adjust"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "do", "what"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
def test_nothing_put_anywhere_raises_anything_but_a_scenario_fault(draw: st.DataObject) -> None:
    """One value of the tiny scenario, anywhere, replaced by another: either it plays or it is refused as a scenario."""
    data = tiny()
    at: Any = data
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = draw.draw(st.sampled_from(keys))
        if not isinstance(at[key], (dict, list)) or draw.draw(st.integers(0, 4)) == 0:
            break
        at = at[key]
    at[key] = draw.draw(FUZZED)
    try:
        scenario = from_data(data)
    except ScenarioFault:
        return
    assert from_data(to_data(scenario.spec)).spec == scenario.spec
    game = Game.new(scenario, 1, quiet=True)
    for number in range(60):
        if game.over:
            break
        game.play(game.legal.pick(number))
