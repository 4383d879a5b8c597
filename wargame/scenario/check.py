"""Everything that is asked of a scenario, in order: form, words, numbers, fit, then the compiled whole."""

from __future__ import annotations

from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.spec import ScenarioSpec
from wargame.scenario.bounds import check_bounds
from wargame.scenario.consistency import check_consistency
from wargame.scenario.expressions import check_expressions, vocabulary
from wargame.scenario.faults import Faults
from wargame.scenario.references import check_references
from wargame.scenario.source import Data
from wargame.scenario.structure import structure
from wargame.scenario.texts import check_texts


def examine(data: Data, faults: Faults, *, words: bool = True) -> tuple[ScenarioSpec | None, Scenario | None]:
    """Check data, noting every fault. The compiled scenario is there only when there is none.

    A game under way is held to what it is played by; its `words` stay as they were.
    """
    spec = structure(data, faults)
    if spec is None:
        return None, None
    check_references(spec, faults)
    check_bounds(spec, faults)
    check_consistency(spec, faults)
    if words:
        check_texts(spec, faults)
    scenario = vocabulary(spec) if faults else compile_scenario(spec)
    if scenario is not None:
        check_expressions(spec, scenario, faults)
    return (None, None) if faults else (spec, scenario)
