"""Sitting down: a new game, or one that was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import wargame
from wargame.actors import DEFAULT_ACTOR, known, unknown
from wargame.journal import Header, Journal, JournalBusy, JournalFault, read, titled
from wargame.journal.upgrade import FORMAT
from wargame.rules.compiled import Scenario
from wargame.scenario import data_digest
from wargame.table.course import Course
from wargame.table.governing import appointed_to, numbered, options
from wargame.table.local import LocalTable, finished
from wargame.table.protocol import HUMAN
from wargame.table.replay import ADVICE, SEALED, Options, rehearse, scenario_of, with_result
from wargame.table.thinker import Thinks


def seats_of(scenario: Scenario, given: Mapping[str, str]) -> dict[str, str]:
    """A controller for every seat, in the scenario's order: those given; a person in the first seat if none is.

    Who is not named is the default actor.
    """
    chosen = given or {scenario.first_seat: HUMAN}
    return {seat: chosen.get(seat, DEFAULT_ACTOR) for seat in scenario.ids["power"]}


def new_table(
    scenario: Scenario,
    data: dict[str, Any],
    controllers: Mapping[str, str],
    seed: int,
    saves: Path | None,
    *,
    thinker: Thinks | None = None,
    sealed: bool | None = None,
    governments: Mapping[str, str] | None = None,
    shown: bool = True,
    advice: bool = True,
) -> LocalTable:
    """A new game. `data` is the scenario as `to_data` gives it; `controllers` names one for every seat id.

    `sealed` orders are planned in secret and revealed together; None leaves it to the scenario. `governments` are chosen
    by seat id; the other programs' are drawn from the seed. They are `shown` or left to be found out. Without `advice`
    nobody can ask for any.

    With `saves` None nothing is written. Raises `ValueError` for controllers or governments that do not fit,
    `JournalFault` when the journal cannot be made.
    """
    seated = _seated(scenario, controllers)
    seats = dict(zip(scenario.ids["power"], seated, strict=True))
    governed = appointed_to(scenario, seed, seats, governments or {})
    course = Course.new(scenario, seed, sealed, numbered(scenario, governed), shown)
    journal = None
    if saves is not None:
        header = Header(
            format=FORMAT,
            rules=wargame.__version__,
            **titled(data),
            scenario=data,
            scenario_digest=data_digest(data),
            seed=seed,
            seats=seats,
            options={
                **({} if sealed is None else {SEALED: sealed}),
                **({} if advice else {ADVICE: False}),
                **options(scenario, governed, shown),
            },
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            digest=course.game.digest(),
        )
        journal = Journal.create(saves, header)
    try:
        return LocalTable(course, seated, journal, thinker, advice=advice)
    except BaseException:
        if journal is not None:
            journal.discard()
        raise


def resume(path: Path, *, thinker: Thinks | None = None) -> LocalTable:
    """A saved game, replayed to where it stood. Raises `JournalFault`, `JournalBusy` when open elsewhere."""
    record = read(path)
    # Nothing is written to a game that is over, so its debrief can be read from anywhere, as often as one likes.
    journal, refused = None, None
    if record.end is None:
        try:
            journal, record = Journal.open(path)
        except JournalBusy:
            raise
        except JournalFault as fault:
            refused = fault
    try:
        scenario = scenario_of(record)
        seats = record.header.seats
        course = rehearse(record, scenario)
        if refused is not None and not course.game.over:
            raise refused
        notices = [record.notice] if record.notice else []
        if course.game.over and journal is not None:
            # Torn off with the last line: the list of saved games should know that this one is over.
            try:
                journal.append(finished(course, course.game.state))
            except JournalFault as fault:
                notices.append(str(fault))
        controllers = tuple(seats[power] for power in scenario.ids["power"])
        advice = Options.of(record).advice
        return LocalTable(course, controllers, journal, thinker, tuple(notices), path, advice)
    except JournalFault as fault:
        if journal is not None:
            journal.close()
        raise with_result(fault, record) from None
    except BaseException:
        if journal is not None:
            journal.close()
        raise


def _seated(scenario: Scenario, controllers: Mapping[str, str]) -> tuple[str, ...]:
    powers = scenario.ids["power"]
    for power in controllers:
        if power not in powers:
            raise ValueError(f"{scenario.spec.id} has no seat {power!r}: its seats are {', '.join(powers)}")
    seated = []
    for power in powers:
        name = controllers.get(power)
        if name is None:
            raise ValueError(f"nobody plays {power}")
        if name != HUMAN and not known(name):
            raise ValueError(unknown(name, HUMAN))
        seated.append(name)
    return tuple(seated)
