"""What validates plays: scenarios at the ends of every bound, alone and several at once, played and looked at."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from random import Random

import pytest

from tests.scenario.helpers import government, tiny
from tests.scenario.mutants import Data, Mutant, bounds, combined, mutants, pattern, walk
from tests.scenario.shaking import shake
from tests.tiny import TINY
from wargame.rules.compiled import Scenario
from wargame.rules.space import space_of
from wargame.scenario import ScenarioFault, catalogue, load, to_data, warnings
from wargame.scenario.check import examine
from wargame.scenario.faults import Faults

SHIPPED = [item.id for item in catalogue() if not item.own]
ACTORS = ("random", "thumb")
SEED = 11
PARTS = 12


@cache
def base(name: str) -> Data:
    """A scenario as data with every default written out, and something in every table; a long one cut short."""
    data = to_data(load(name).spec)
    data["turns"] = 4 if name == str(TINY) else 2
    data["partners"][0]["stock"] = {data["materials"][0]["id"]: 5}
    data["cards"][0]["seasons"] = [4]
    data["governments"] = [government(power["id"]) for power in data["powers"]]
    return data


def standing(name: str, changed: list[Mutant]) -> list[tuple[Mutant, Scenario]]:
    """Those that validate, compiled."""
    found = []
    for mutant in changed:
        scenario = examine(mutant.of(base(name)), Faults())[1]
        if scenario is not None:
            found.append((mutant, scenario))
    return found


def troubles(valid: list[tuple[Mutant, Scenario]], turns: int, look_every: int = 7) -> list[str]:
    """What went wrong in games of each, by its name; every other one is played with sealed orders too."""
    found = []
    for number, (mutant, scenario) in enumerate(valid):
        try:
            warnings(scenario, 1)
        except ScenarioFault as fault:
            found.append(f"{mutant.name}: {fault}")
        for actor in ACTORS:
            for sealed in (None, True)[: 1 + number % 2]:
                try:
                    shake(scenario, SEED, actor, turns, look_every, sealed)
                except Exception as error:
                    found.append(f"{mutant.name}, {actor}, sealed {sealed}: {type(error).__name__}: {error}")
    return found


def test_every_bound_has_mutants_at_both_its_ends() -> None:
    """By the names that the bounds have, so that none is forgotten."""
    reached: dict[str, set[object]] = defaultdict(set)
    data = base(str(TINY))
    for path, value in [*walk(data), *(change for mutant in mutants(data) for change in mutant.changes)]:
        if isinstance(value, int):
            reached[pattern(path).replace("[]", "")].add(value)
    assert {name: ends for name, ends in bounds().items() if not set(ends) <= reached[name]} == {}


@pytest.mark.parametrize(
    "path",
    [
        ("tuning", "recruits"),
        ("tuning", "corridor_target"),
        ("tuning", "force_per_upkeep"),
        ("tuning", "costs", "survey", "points"),
    ],
    ids=".".join,
)
def test_nothing_is_divided_by_nought_and_nothing_is_free(path: tuple[str, ...]) -> None:
    faults = Faults()
    examine(Mutant("nought", ((path, 0),)).of(base(str(TINY))), faults)
    assert [(fault.code, fault.path) for fault in faults] == [("out-of-range", ".".join(path))]


@pytest.mark.parametrize("where", ["opening", "cards", "arenas"])
@pytest.mark.parametrize("odds", [0, 101])
def test_odds_go_from_one_to_a_hundred_everywhere(where: str, odds: int) -> None:
    data = tiny()
    effects = {
        "opening": data["opening"],
        "cards": data["cards"][0]["effects"],
        "arenas": data["arenas"][0]["rungs"][6]["each_turn"],
    }
    effects[where][0]["odds"] = odds
    faults = Faults()
    examine(data, faults)
    assert [(fault.code, fault.expected) for fault in faults] == [("out-of-range", "1 to 100")]


def test_an_answer_has_no_price() -> None:
    """A seat that could not pay for its vote would have no choice left."""
    data = tiny()
    data["tuning"]["costs"] = {"vote": {"money": 100}, "pass": {"points": 9}}
    faults = Faults()
    examine(data, faults)
    assert [fault.path for fault in faults] == ["tuning.costs.vote", "tuning.costs.pass"]


def test_as_many_of_everything_as_may_be_is_ready_at_once() -> None:
    """The choices that a scenario can ever offer are listed when a game begins, and somebody waits for it."""
    data = base(str(TINY))
    most = {
        "sites": 100,
        "stations": 60,
        "routes": 60,
        "regions": 60,
        "arenas": 20,
        "deals": 60,
        "pacts": 100,
    }
    for table, number in most.items():
        last = data[table][-1]
        key = "name" if "name" in last else "title"
        for at in range(number - len(data[table])):
            data = {**data, table: [*data[table], {**last, "id": f"{table}{at}", key: f"{table} {at}"}]}
    scenario = examine(data, Faults())[1]
    assert scenario is not None
    assert len(space_of(scenario)) < 20_000
    faults = Faults()
    examine(
        {**data, "stations": [*data["stations"], {**data["stations"][0], "id": "more", "name": "More"}]},
        faults,
    )
    assert [(fault.path, fault.expected) for fault in faults] == [("stations", "0 to 60")]


def test_a_sample_of_them_plays() -> None:
    """Two dozen or so, drawn with a seed; the slow suite plays them all."""
    name = str(TINY)
    draw = Random(SEED)
    single = draw.sample(mutants(base(name)), 34)
    valid = standing(name, single)
    valid += standing(name, list(combined([mutant for mutant, _ in valid], 5, SEED)))
    assert len(valid) > 20
    assert troubles(valid, 2, 11) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_all_of_them_play(part: int) -> None:
    """Every one of the smallest scenario's, and as many again in all drawn together, to the end."""
    name = str(TINY)
    single = mutants(base(name))[part::PARTS]
    valid = standing(name, single)
    together = standing(name, list(combined([mutant for mutant, _ in valid], len(single), SEED + part)))
    print(
        f"{len(single)} mutants of tiny, {len(valid)} valid; {len(together)} valid of {len(single)} together"
    )
    assert troubles([*valid, *together], 9) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_those_of_the_shipped_scenarios_play(name: str) -> None:
    """A hundred, and thirty drawn together, for two quarters each."""
    single = Random(SEED).sample(mutants(base(name)), 100)
    valid = standing(name, single)
    together = standing(name, list(combined([mutant for mutant, _ in valid], 30, SEED)))
    print(f"{len(single)} mutants of {name}, {len(valid)} valid; {len(together)} valid of 30 together")
    assert troubles([*valid, *together], 2) == []
