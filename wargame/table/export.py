"""A saved game as plain data for other programs: its decisions and the scores after every turn.

It holds what every seat knew, secret acts and all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wargame.journal import Decided, JournalFault, Record, TurnEnd, read
from wargame.rules.actions.base import describe
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction
from wargame.rules.space import space_of
from wargame.table.local import finished
from wargame.table.replay import Options, governments_of, rehearse, scenario_of


def exported(path: Path, *, secrets: bool = False) -> dict[str, Any]:
    """The game in a journal as one JSON-able document.

    `decisions` are those that stand, `undone` counts the others; `scores` begin after the first turn, `final` is what
    the debrief says. It is as the journal has it; `checked` says whether that replays, and `fault` why it does not.

    Raises `JournalFault`, also for a game under way unless its `secrets` may be told.
    """
    record = read(path)
    scenario, header, end = scenario_of(record), record.header, record.end
    options = Options.of(record)
    fault = ""
    try:
        course = rehearse(record, scenario)
    except JournalFault as problem:
        fault, history = problem.told, _history(record)
    else:
        history = course.game.state.history
        # The replay knows it also where the record of the end was torn off, or is of a format without scores.
        end = finished(course, course.game.state) if course.game.over else None
    if end is None and not secrets:
        raise JournalFault(
            path,
            "the game has not ended, and an export tells every seat's secrets and how chance will fall; "
            "`--secrets` exports it all the same",
        )
    made = sum(isinstance(line, Decided) for line in record.lines)
    return {
        "scenario": scenario.spec.id,
        "title": scenario.spec.title,
        "rules": header.rules,
        "seed": header.seed,
        "seats": header.seats,
        "governments": _governments(record, scenario),
        "governments_shown": options.shown,
        "sealed": scenario.spec.sealed if options.sealed is None else options.sealed,
        "advice": options.advice,
        "created": header.created,
        "checked": not fault,
        "fault": fault or None,
        "over": end is not None,
        "ending": end.ending if end else None,
        "winners": list(end.winners) if end else [],
        "final": end.scores if end else {},
        "undone": made - len(record.decisions),
        "decisions": [_decision(line, scenario, header.seats) for line in record.decisions],
        "scores": _scores(history, scenario),
    }


def _governments(record: Record, scenario: Scenario) -> dict[str, str]:
    """Who governs each seat that a government tells what to do, by id."""
    numbers = governments_of(record, scenario)
    ids = scenario.ids["power"]
    return {ids[seat]: scenario.governments[seat][n].id for seat, n in numbers.items() if n >= 0}


def _decision(line: Decided, scenario: Scenario, players: dict[str, str]) -> dict[str, Any]:
    try:
        words = describe(space_of(scenario).parse(line.action), scenario)
    except BadAction:
        # Of another version of the rules; the key says what it was.
        words = ""
    return {
        "n": line.n,
        "turn": line.turn,
        "quarter": scenario.quarter(line.turn),
        "seat": line.seat,
        "player": players.get(line.seat, ""),
        "action": line.action,
        "words": words,
        "intent": line.intent,
        "reason": line.reason,
        "note": line.note,
        "time": line.time,
    }


def _history(record: Record) -> Sequence[Sequence[int]]:
    """Each seat's total after each turn that stands, as the last snapshot tells them."""
    ends = [line for line in record.lines if isinstance(line, TurnEnd) and line.n <= len(record.decisions)]
    history = ends[-1].snapshot.get("history") if ends else None
    rows = history if isinstance(history, list) else []
    return [row for row in rows if isinstance(row, list) and all(type(total) is int for total in row)]


def _scores(history: Sequence[Sequence[int]], scenario: Scenario) -> list[dict[str, Any]]:
    seats = scenario.ids["power"]
    return [
        {"turn": turn, "quarter": scenario.quarter(turn), **dict(zip(seats, totals, strict=False))}
        for turn, totals in enumerate(history, 1)
    ]
