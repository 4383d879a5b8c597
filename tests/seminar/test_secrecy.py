"""What goes over a seat's line follows from what that seat knows, and from nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import define

from tests.shipped import shipped
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.observe import sample
from wargame.rules.space import space_of
from wargame.scenario import to_data
from wargame.seminar.feed import Feed
from wargame.table import HUMAN, LocalTable, Notice, new_table
from wargame.table.reader import Reader
from wargame.table.wire import frame, outcome_data, outcome_for


@define
class Tap:
    """A seat's line, with a client at its other end."""

    feed: Feed
    reader: Reader
    bytes: int = 0
    frames: int = 0

    def take(self, notice: Notice | None) -> dict[str, Any]:
        text = self.feed.follow(notice)
        self.bytes += len(text.encode())
        self.frames += 1
        message: dict[str, Any] = json.loads(text)
        self.reader.read(message)
        return message


def seated(scenario: Scenario, seed: int, *, sealed: bool | None = None) -> LocalTable:
    people = dict.fromkeys(scenario.ids["power"], HUMAN)
    return new_table(scenario, to_data(scenario.spec), people, seed, None, sealed=sealed)


def walked(name: str, seeds: Iterator[int], *, sealed: bool | None) -> Iterator[tuple[LocalTable, list[Tap]]]:
    """Random games of people, a decision at a time, with every seat's line listened to.

    Each frame is held against what its seat may know, and against what another decided in secret.
    """
    scenario = shipped(name)
    with asyncio.Runner() as runner:
        for seed in seeds:
            table = seated(scenario, seed, sealed=sealed)
            taps = [Tap(Feed(seat, table.known), Reader(scenario)) for seat in range(scenario.npowers)]
            for tap in taps:
                tap.reader.read(json.loads(tap.feed.whole()))
            heard: list[Notice] = []
            table.subscribe(heard.append)
            for at in range(400):
                status = table.status_now()
                if status.decision is None:
                    break
                legal = runner.run(table.legal())
                # Secret acts are chosen more often than by lot.
                hidden = [a for a in legal if a.operation]
                pool = hidden if hidden and mix(seed, 1, at) % 3 == 0 else legal
                action = pool[mix(seed, 2, at) % len(pool)]
                outcome = runner.run(table.submit(action))
                notices, heard[:] = list(heard), []
                if action.operation:
                    assert notices == []
                    taps[action.seat].take(None)
                for notice in notices:
                    messages = [tap.take(notice) for tap in taps]
                    hold_notice(table, notice, messages)
                told = json.dumps(outcome_data(outcome_for(outcome, action.seat)))
                assert all(
                    event.seen >> action.seat & 1 or repr(event) not in told for event in outcome.events
                )
                yield table, taps
            runner.run(table.close())


def hold_notice(table: LocalTable, notice: Notice, messages: list[dict[str, Any]]) -> None:
    """Whoever is not privy to a decision is told no more than that one was made."""
    for seat, message in enumerate(messages):
        told = message["notice"]
        if not notice.seen >> seat & 1:
            assert (told["action_key"], told["intent"], told["reason"], told["seen"]) == ("", "", "", 0)
        shown = {(row[2], json.dumps(row[3], sort_keys=True)) for row in told["events"]}
        assert len(told["events"]) == sum(event.seen >> seat & 1 for event in notice.events)
        assert len(shown) <= len(told["events"])


def hold(table: LocalTable, taps: list[Tap]) -> None:
    """What was put together from a line is what its seat may know, and nothing of what is hidden is in the bytes."""
    game = table._course.game
    for seat, tap in enumerate(taps):
        now = tap.reader.now
        assert now is not None
        assert now.view.digest() == game.view(seat).digest()
        assert now.events == game.events_for(seat)
        assert now.spoken == table._course.spoken(seat)
        whole = frame(table.known(seat), None)
        text = json.dumps(whole)
        if game.over:
            continue
        assert whole["view"]["seed"] == 0
        assert whole["view"]["deck"] == []
        assert whole["status"]["path"] is None
        asked = game.decision is not None and game.decision.seat == seat
        assert bool(whole["legal"]) == asked
        # An act of another's that was set going is in nobody else's bytes.
        for power in range(table.scenario.npowers):
            if power != seat:
                for step in table._course.steps:
                    if step.action.operation and step.action.seat == power:
                        assert json.dumps(step.action.key) not in text
        hold_twin(table, seat, text)


def hold_twin(table: LocalTable, seat: int, text: str) -> None:
    """With everything that the seat may not know gone or dealt afresh, the same bytes go to it.

    Agendas, hands, the deck, grades, others' orders, secret acts, riders, offers and shares: none of
    them leaves a mark. What is booked aside is left as it is: the ledger, which tells it, would not agree.
    """
    board = table._course.game.board
    true = board.state
    other = sample(table.known(seat).view, mix(seat, true.turn, 77))
    other.unbooked, other.money, other.diverted = true.unbooked[:], true.money[:], true.diverted[:]
    other.grade = _grades(table, seat)
    board.state = other
    try:
        assert json.dumps(frame(table.known(seat), None)) == text
    finally:
        board.state = true


def _grades(table: LocalTable, seat: int) -> list[int]:
    """Grades as they are where the seat knows them, and others where it does not."""
    state = table._course.game.state
    return [
        grade if known >> seat & 1 else (grade + 1) % 3
        for grade, known in zip(state.grade, state.known, strict=True)
    ]


BOARDS = (("board-vote", None), ("linchpin", None), ("linchpin", True))


def judged(positions: int) -> tuple[int, int, int]:
    """So many positions, one seat after the other; how many were held, the bytes of all frames, and their number."""
    held = size = frames = 0
    for board, (name, sealed) in enumerate(BOARDS):
        most = positions * (board + 1) // len(BOARDS)
        taps: list[Tap] = []
        for at, (table, found) in enumerate(walked(name, iter(range(10_000)), sealed=sealed)):
            if taps and found is not taps:
                size, frames = size + sum(t.bytes for t in taps), frames + sum(t.frames for t in taps)
            taps = found
            if at % 2 == 0:
                hold(table, found)
                held += len(found)
            if held >= most:
                break
    return held, size, frames


def test_a_seats_line_tells_what_the_seat_knows() -> None:
    """A few hundred positions of three games."""
    held, _, _ = judged(240)
    assert held >= 240


@pytest.mark.slow
def test_ten_thousand_positions() -> None:
    """Of three games, with secret acts, sealed orders and offers; a decision takes a few kilobytes to each seat."""
    held, size, frames = judged(10_000)
    assert held >= 10_000
    print(f"{size / frames:.0f} bytes a frame")
    assert size / frames < 8_000


def test_the_test_finds_what_should_not_be_told() -> None:
    """A frame with another's agenda in it differs from its twin's, or from the view."""
    for at, (table, taps) in enumerate(walked("linchpin", iter(range(3)), sealed=None)):
        if at < 20:
            continue
        seat = 0
        known = table.known(seat)
        known.view.state.agenda[1] = 1 - max(0, table._course.game.state.agenda[1])
        text = json.dumps(frame(known, None))
        with pytest.raises(AssertionError):
            hold_twin(table, seat, text)
        del taps
        break


def test_every_action_of_a_secret_kind_was_tried() -> None:
    """The walk sets secret acts going: the test above is about something."""
    seen = 0
    for table, _ in walked("board-vote", iter(range(2)), sealed=None):
        seen = max(seen, sum(step.action.operation for step in table._course.steps))
    assert seen >= 2
    assert any(action.operation for action in space_of(shipped("board-vote")).actions)
