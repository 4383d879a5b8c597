"""A choice in words: of a headline's options, of what answers an incident, of agendas, or what is done."""

from __future__ import annotations

from wargame.rules.actions.base import Action, describe, labels, parameters
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario


def phrase(scenario: Scenario, action: Action, what: int) -> str:
    """An action in words, given what its decision was about."""
    if action.kind == Kind.OPTION:
        option: int = getattr(action, parameters(type(action))[0][0])
        return scenario.spec.cards[what].options[option].label
    if action.kind == Kind.REACT:
        return "Answer in kind" if getattr(action, parameters(type(action))[0][0]) else "Absorb it"
    if action.kind == Kind.AGENDA:
        return labels(action, scenario)[0]
    return describe(action, scenario)
