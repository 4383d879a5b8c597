"""Events in words, for tests that hold what a reader is told."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.events import sentence
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event


def sentences(scenario: Scenario, events: Iterable[Event]) -> list[str]:
    """Every event in its sentence."""
    return [sentence(scenario, event) for event in events]
