"""A measure reads no more of a position than it says, so that whoever keeps its value knows when it holds."""

from __future__ import annotations

from itertools import product

import pytest

from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.measures import known_measures, reading, reads
from wargame.rules.state import State

from .playing import SCENARIOS, position, scenario

STEPS = (0, 40, 120, 300)


class Watched:
    """A position that notes what is read of it."""

    def __init__(self, state: State) -> None:
        self.state, self.seen = state, set[str]()

    def __getattr__(self, name: str) -> object:
        self.seen.add(name)
        return getattr(self.state, name)


def paths(scenario: Scenario, name: str) -> list[str]:
    axes = known_measures()[name] if name in known_measures() else FIGURES[name].axes
    places = ([each for each in scenario.ids[axis] if "." not in each] for axis in axes)
    return [".".join((name, *each)) for each in product(*places)]


@pytest.mark.parametrize("name", sorted({*known_measures(), "money", "trust"}))
def test_a_measure_reads_what_it_says(name: str) -> None:
    read = set[str]()
    for game_name, steps in product(SCENARIOS, STEPS):
        game = position(game_name, 5, 9, steps, quiet=True)
        for path in paths(scenario(game_name), name):
            watched = Watched(game.state)
            reading(path, game.scenario)(watched)  # type: ignore[arg-type]
            assert watched.seen <= {*reads(path)}, path
            read |= watched.seen
    assert read == {*reads(name)}
