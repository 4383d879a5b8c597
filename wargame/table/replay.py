"""A journal played again, line by line: to go on with a game, and to prove that it went as recorded.

The whole game is replayed rather than started from its last snapshot: the ledger and the log are rebuilt with
it, and a campaign takes well under a second. The snapshots tell where and in which column two versions part.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from attrs import define, frozen

from wargame.journal import Decided, Finished, JournalFault, Line, Record, TurnEnd, Undone, read, titled
from wargame.journal.records import Format
from wargame.journal.snapshot import difference
from wargame.rules.compiled import Scenario
from wargame.rules.errors import RulesError
from wargame.rules.words import count
from wargame.scenario import ScenarioFault, data_digest, from_data
from wargame.table.course import Course
from wargame.table.governing import GOVERNMENTS, HIDDEN, numbered
from wargame.table.local import finished
from wargame.table.protocol import HUMAN
from wargame.table.undoing import back_to

SEALED = "sealed"
"""The option in a journal's header that says how orders were given, where the game chose."""
ADVICE = "advice"
"""The option that says whether advice may be asked for, where it may not."""
OPTIONS = frozenset((SEALED, ADVICE, GOVERNMENTS, HIDDEN))
"""The options that this version knows."""


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
    return JournalFault(fault.path, f"{fault.reason}. Recorded at its end: {result.told}", fault.line)


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
    """Play a journal again, with the real dice or with the recorded draws, and compare all that it says.

    Raises `JournalFault`.
    """
    header = record.header
    _compare_header(record, scenario)
    options = Options.of(record)
    governed = governments_of(record, scenario)
    course = Course.new(scenario, header.seed, options.sealed, governed, options.shown)
    if course.game.digest() != header.digest:
        raise JournalFault(
            record.path,
            f"the rules have changed since: the game would open differently now{_versions(record)}; that version "
            "plays it, and `wargame export` still gives its decisions and scores",
            1,
        )
    replay = _Replay(course, header.seats, recorded, header.format)
    for number, line in enumerate(record.lines[1:], 2):
        try:
            replay.follow(line)
        except _Mismatch as mismatch:
            raise JournalFault(record.path, f"{mismatch}{_versions(record)}", number) from None
    return course


def _compare_header(record: Record, scenario: Scenario) -> None:
    header = record.header
    if header.seats.keys() != set(scenario.ids["power"]):
        raise JournalFault(record.path, "the seats in the header are not those of its scenario", 1)
    shown = titled(header.scenario)
    for name, value in shown.items():
        if getattr(header, name) != value:
            raise JournalFault(record.path, f"the header's {name!r} is not its scenario's", 1)


@frozen
class Options:
    """What was settled when a game was started."""

    sealed: bool | None
    """Whether orders are sealed; None when it was left to the scenario."""
    shown: bool
    """Whether everybody was told who governs whom."""
    advice: bool
    """Whether advice may be asked for."""

    @classmethod
    def of(cls, record: Record) -> Self:
        """As a journal's header has them. Raises `JournalFault` for an option that this version does not know."""
        unknown = record.header.options.keys() - OPTIONS
        if unknown:
            raise JournalFault(record.path, f"this version knows no option {min(unknown)!r} of a game", 1)
        hidden, advice = _yes_or_no(record, HIDDEN), _yes_or_no(record, ADVICE)
        return cls(_yes_or_no(record, SEALED), not hidden, advice is not False)


def governments_of(record: Record, scenario: Scenario) -> dict[int, int]:
    """Who governs each seat. Raises `JournalFault`."""
    stated = record.header.options.get(GOVERNMENTS, {})
    try:
        if not isinstance(stated, dict) or not all(isinstance(name, str) for name in stated.values()):
            raise ValueError("not names by seat")
        return numbered(scenario, stated)
    except ValueError as fault:
        raise JournalFault(
            record.path, f"the option {GOVERNMENTS!r} is not as it should be: {fault}", 1
        ) from None


def _yes_or_no(record: Record, name: str) -> bool | None:
    stated = record.header.options.get(name)
    if stated is not None and not isinstance(stated, bool):
        raise JournalFault(record.path, f"the option {name!r} is neither true nor false", 1)
    return stated


class _Mismatch(Exception):
    pass


def _versions(record: Record) -> str:
    return f" (written by version {record.header.rules})"


@define(eq=False)
class _Replay:
    """A course being led where a journal's lines say."""

    course: Course
    seats: Mapping[str, str]
    """Controller by seat id."""
    recorded: bool
    format: int
    """That of the lines being followed."""
    turned: bool = False
    """Whether the decision just replayed ended a turn that the journal may now say so of."""

    def follow(self, line: Line) -> None:
        """Do what a line says, and compare what it says of it. Raises `_Mismatch`."""
        match line:
            case Decided():
                self._decide(line)
            case TurnEnd():
                self._turn(line)
            case Undone():
                self._undo(line)
            case Finished():
                self._end(line)
            case Format():
                self.format = line.format

    def _decide(self, line: Decided) -> None:
        game = self.course.game
        decision = game.decision
        if decision is None:
            raise _Mismatch(f"decision {line.n} comes after the game's end")
        seat = game.scenario.ids["power"][decision.seat]
        if seat != line.seat:
            raise _Mismatch(f"decision {line.n} is {line.seat}'s in the record and {seat}'s in the replay")
        turn = game.state.turn
        _same(f"decision {line.n}", "turn", line.turn, turn)
        if self.seats[seat] == HUMAN and (line.intent or line.reason):
            raise _Mismatch(f"decision {line.n} is a person's, and comes with a program's reason")
        try:
            action = game.space.parse(line.action)
            trial = self.course.attempt(action, list(line.draws) if self.recorded else None)
        except (RulesError, ValueError) as error:
            raise _Mismatch(f"decision {line.n} ({line.action}) cannot be replayed: {error}") from None
        draws = tuple((draw.stream, draw.result) for draw in trial.outcome.draws)
        if draws != line.draws:
            raise _Mismatch(f"chance falls differently in decision {line.n} ({line.action})")
        if trial.after.digest() != line.digest:
            raise _Mismatch(f"decision {line.n} ({line.action}) leads to a different position")
        self.course.accept(trial, line.intent, line.reason)
        self.turned = trial.after.turn != turn or trial.after.ended is not None

    def _turn(self, line: TurnEnd) -> None:
        steps, state = self.course.steps, self.course.game.state
        if not self.turned:
            raise _Mismatch("the record says that a turn has ended, and none has")
        self.turned = False
        _same("the turn's end", "turn", line.turn, steps[-1].before.turn)
        if line.n != len(steps):
            raise _Mismatch(f"turn {line.turn} ends after {line.n} decisions in the record")
        column = difference(state, line.snapshot)
        if column:
            raise _Mismatch(f"the position at the end of turn {line.turn} differs in {column!r}")
        if state.digest() != line.digest:
            raise _Mismatch(f"the position at the end of turn {line.turn} differs")

    def _end(self, line: Finished) -> None:
        if not self.course.game.over:
            raise _Mismatch("the record says that the game has ended, and it has not")
        found = finished(self.course, self.course.game.state)
        for name in ("turn", "ending", "winners"):
            _same("the game's end", name, getattr(line, name), getattr(found, name))
        # A journal of format 1 has none.
        if line.scores or self.format > 1:
            _same("the game's end", "scores", line.scores, found.scores)

    def _undo(self, line: Undone) -> None:
        self.turned = False
        if line.ruling:
            if line.to >= len(self.course.steps):
                raise _Mismatch("the record takes back what was never decided")
            _same("what is taken back", "turn", line.turn, self.course.steps[line.to].before.turn)
            self.course.back_to(line.to)
            return
        names = self.course.game.scenario.ids["power"]
        people = frozenset(seat for seat, power in enumerate(names) if self.seats[power] == HUMAN)
        to, barred = back_to(self.course, people)
        # What hidden things bar was another matter in format 1; a phase's end and a draw always did.
        if barred and (self.format > 1 or to >= len(self.course.steps) or self._moved_on(to)):
            raise _Mismatch(f"the record takes back what could not be taken back: {barred}")
        _same("what is taken back", "to", line.to, to)
        _same("what is taken back", "turn", line.turn, self.course.steps[to].before.turn)
        self.course.rewind(to, people)

    def _moved_on(self, to: int) -> bool:
        """Whether a phase has ended or chance has fallen since so many decisions stood."""
        step, state = self.course.steps[to], self.course.game.state
        drew = len(self.course.game.board.draws or ()) > step.marks[2]
        return (
            drew
            or state.ended is not None
            or (step.before.turn, step.before.phase) != (state.turn, state.phase)
        )


def _same(what: str, name: str, said: object, found: object) -> None:
    if said != found:
        told = (json.dumps(value)[:80] for value in (said, found))
        raise _Mismatch("{} says {!r} {} in the record and {} in the replay".format(what, name, *told))
