"""What the game says in the line protocol, version 1. docs/protocol.md tells it to whoever writes a bot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import wargame
from wargame.explain.gains import Gain
from wargame.explain.places import path_of
from wargame.explain.prospects import Prospect
from wargame.explain.questions import terms_told
from wargame.explain.units import Step
from wargame.journal.snapshot import snapshot
from wargame.rules.actions.base import Action, describe
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.scoring import column_scores, objective_scores, total_of
from wargame.rules.tuning import CostSpec

VERSION = 1
_UNTOLD = {*FIGURES, "seed", "counters", "deck", "queue", "next_loan"}
"""What is no record: columns are told as figures, and the rest is the game's own bookkeeping."""

Message = dict[str, Any]


def hello() -> Message:
    """The first line."""
    return {"type": "hello", "protocol": VERSION, "game": "chokepoint", "version": wargame.__version__}


def new_game(scenario: Scenario, seat: int, seed: int) -> Message:
    """Everything that stays as it is for a game."""
    spec = scenario.spec
    return {
        "type": "newgame",
        "scenario": {"id": spec.id, "title": spec.title, "turns": spec.turns},
        "seat": scenario.ids["power"][seat],
        "seed": seed,
        "ids": {kind: list(ids) for kind, ids in scenario.ids.items()},
        "names": {kind: list(names) for kind, names in scenario.names.items()},
        "phases": [phase.name for phase in PHASES],
        "figures": {
            figure.name: {
                "title": figure.title,
                "axes": list(figure.axes),
                "low": figure.low,
                "high": figure.high,
            }
            for figure in FIGURES.values()
        },
    }


def decide(number: int, view: View, legal: Sequence[Action], budget: int, seconds: float) -> Message:
    """A decision to make: what the seat knows, and its choices."""
    scenario, state = view.scenario, view.state
    _, _, what, more = state.queue[0]
    board = Board(scenario, state)
    return {
        "type": "decide",
        "n": number,
        "kind": legal[0].kind.name.lower(),
        "what": what,
        "more": more,
        "turn": state.turn,
        "quarter": scenario.quarter(state.turn),
        "phase": PHASES[state.phase].name,
        "about": terms_told(view),
        "view": {
            "figures": {name: list(getattr(state, name)) for name in FIGURES},
            "records": {name: told for name, told in snapshot(state).items() if name not in _UNTOLD},
            "scores": {
                seat: total_of(
                    scenario, state, power, column_scores(scenario, state, power, agendas=power == view.seat)
                )
                for power, seat in enumerate(scenario.ids["power"])
            },
            "goals": [
                {
                    "id": goal.id,
                    "title": goal.title,
                    "value": value,
                    "points": points / 100,
                    "of": goal.weight,
                }
                for goal, value, points in objective_scores(scenario, state, view.seat)
            ],
        },
        "choices": [
            {
                "n": action.number,
                "key": action.key,
                "text": describe(action, scenario),
                **_cost(action.cost(board)),
            }
            for action in legal
        ],
        "budget": budget,
        "seconds": seconds,
    }


def forecast(number: int, scenario: Scenario, seen: Prospect) -> Message:
    """What a choice would do, as far as its seat can know."""

    def steps(changes: Iterable[Step]) -> list[Message]:
        return [
            {"figure": path_of(scenario, (step.name, step.index)), "change": step.delta, "value": step.value}
            for step in changes
        ]

    def points(gains: Iterable[Gain]) -> Message:
        return {gain.goal: gain.points / 100 for gain in gains}

    told: Message = {
        "type": "forecast",
        "n": number,
        "choice": seen.action.key,
        "cost": _cost(seen.cost),
        "certain": steps(seen.certain),
        "gains": points(seen.gains),
        "ways": [
            {"odds": way.odds, "changes": steps(way.changes), "gains": points(way.gains)} for way in seen.ways
        ],
        "market": steps(seen.market),
    }
    if seen.accepted is not None:
        told["accepted"] = {
            "changes": steps(seen.accepted.changes),
            "gains": points(seen.accepted.gains),
            "market": steps(seen.accepted.market),
        }
    return told


def fault(number: int, message: str) -> Message:
    """That an answer could not be used, for whoever writes the bot."""
    return {"type": "error", "n": number, "message": message}


def bye() -> Message:
    """The last line: standard input is closed after it."""
    return {"type": "bye"}


def _cost(cost: CostSpec) -> Message:
    return {"points": cost.points, "money": cost.money, "standing": cost.standing}
