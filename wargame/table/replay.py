"""A journal played again, line by line: to go on with a game, and to prove that it went as recorded.

The whole game is replayed rather than started from its last snapshot: the ledger and the log are rebuilt with
it, and a campaign takes well under a second. The snapshots tell where and in which column two versions part.
"""

from __future__ import annotations

import time
from pathlib import Path

from attrs import frozen

from wargame.journal import Decided, Finished, JournalFault, Line, Record, TurnEnd, Undone, read
from wargame.journal.snapshot import difference
from wargame.rules.compiled import Scenario
from wargame.rules.errors import RulesError
from wargame.rules.words import count
from wargame.scenario import ScenarioFault, data_digest, from_data
from wargame.table.course import Course
from wargame.table.protocol import HUMAN

SEALED = "sealed"
"""The option in a journal's header that says how orders were given, where the game chose."""


@frozen
class VerifyReport:
    """Whether a journal replays exactly. `decisions` counts those undone as well."""

    ok: bool
    decisions: int
    turns: int
    seconds: float
    message: str
    torn: int = 0
    """Bytes of a last line that was not written whole and does not count."""
    mendable: bool = False
    """When it does not: whether what comes before the fault can be saved."""


def verify(path: Path) -> VerifyReport:
    """Replay a journal from the seed and from the recorded draws, and compare every line. Needs no lock."""
    start = time.perf_counter()
    record = None
    try:
        record = read(path)
        scenario = scenario_of(record)
        course = rehearse(record, scenario)
        rehearse(record, scenario, recorded=True)
    except JournalFault as fault:
        said = with_result(fault, record).told
        return VerifyReport(False, 0, 0, time.perf_counter() - start, said, mendable=fault.mendable)
    decisions = sum(isinstance(line, Decided) for line in record.lines)
    turns = course.game.state.turn
    size = f"{count(decisions, 'decision')} in {count(turns, 'turn')}"
    message = f"{size} replay exactly, from the seed and from the recorded draws."
    said = " ".join(filter(None, (message, record.notice)))
    return VerifyReport(True, decisions, turns, time.perf_counter() - start, said, record.torn)


def with_result(fault: JournalFault, record: Record | None) -> JournalFault:
    """A fault that says how the game came out, when that was written down before: it shall not be lost with it."""
    result = record.result if record is not None else None
    if result is None:
        return fault
    return JournalFault(fault.path, f"{fault.reason}. The game was over: {result.told}", fault.line)


def scenario_of(record: Record) -> Scenario:
    """The scenario a journal carries. Raises `JournalFault`."""
    data = record.header.scenario
    if data_digest(data) != record.header.scenario_digest:
        raise JournalFault(
            record.path, "the scenario in the header is not the one the game was played with", 1
        )
    try:
        return from_data(data)
    except ScenarioFault as fault:
        raise JournalFault(
            record.path, f"this version cannot read the journal's scenario: {fault}", 1
        ) from None


def rehearse(record: Record, scenario: Scenario, *, recorded: bool = False) -> Course:
    """Play a journal again, with the real dice or with the recorded draws. Raises `JournalFault`."""
    course = Course.new(scenario, record.header.seed, sealed_of(record))
    expected = record.header.digest
    if expected and course.game.digest() != expected:
        raise JournalFault(
            record.path,
            f"the rules have changed since: the game would open differently now{_versions(record)}; that version "
            "plays it, and `wargame export` still gives its decisions and scores",
            1,
        )
    seats, players = scenario.ids["power"], record.header.seats
    people = frozenset(seat for seat, power in enumerate(seats) if players.get(power) == HUMAN)
    for number, line in enumerate(record.lines, 1):
        try:
            _follow(course, line, people, recorded)
        except _Mismatch as mismatch:
            raise JournalFault(record.path, f"{mismatch}{_versions(record)}", number) from None
    return course


def sealed_of(record: Record) -> bool | None:
    """Whether the game was started with sealed orders; None when it was left to the scenario.

    Raises `JournalFault` for an option that this version does not know.
    """
    options = dict(record.header.options)
    sealed = options.pop(SEALED, None)
    if options:
        raise JournalFault(record.path, f"this version knows no option {min(options)!r} of a game", 1)
    if sealed is not None and not isinstance(sealed, bool):
        raise JournalFault(record.path, f"the option {SEALED!r} is neither true nor false", 1)
    return sealed


class _Mismatch(Exception):
    pass


def _versions(record: Record) -> str:
    return f" (written by version {record.header.rules})"


def _follow(course: Course, line: Line, people: frozenset[int], recorded: bool) -> None:
    match line:
        case Decided():
            _decide(course, line, recorded)
        case TurnEnd():
            _compare_turn(course, line)
        case Undone():
            course.rewind(line.to, people)
        case Finished() if not course.game.over:
            raise _Mismatch("the record says that the game has ended, and it has not")


def _decide(course: Course, line: Decided, recorded: bool) -> None:
    game = course.game
    decision = game.decision
    if decision is None:
        raise _Mismatch(f"decision {line.n} comes after the game's end")
    seat = game.scenario.ids["power"][decision.seat]
    if seat != line.seat:
        raise _Mismatch(f"decision {line.n} is {line.seat}'s in the record and {seat}'s in the replay")
    try:
        action = game.space.parse(line.action)
        trial = course.attempt(action, list(line.draws) if recorded else None)
    except (RulesError, ValueError) as error:
        raise _Mismatch(f"decision {line.n} ({line.action}) cannot be replayed: {error}") from None
    draws = tuple((draw.stream, draw.result) for draw in trial.outcome.draws)
    if draws != line.draws:
        raise _Mismatch(f"chance falls differently in decision {line.n} ({line.action})")
    if trial.after.digest() != line.digest:
        raise _Mismatch(f"decision {line.n} ({line.action}) leads to a different position")
    course.accept(trial, line.intent, line.reason)


def _compare_turn(course: Course, line: TurnEnd) -> None:
    state = course.game.state
    if line.n != len(course.steps):
        raise _Mismatch(f"turn {line.turn} ends after {line.n} decisions in the record")
    column = difference(state, line.snapshot)
    if column:
        raise _Mismatch(f"the position at the end of turn {line.turn} differs in {column!r}")
    if state.digest() != line.digest:
        raise _Mismatch(f"the position at the end of turn {line.turn} differs")
