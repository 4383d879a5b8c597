"""The line under whose decision it is."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from wargame.rules.board import Kind
from wargame.tui.board.screen import BoardScreen
from wargame.tui.debrief.screen import DebriefScreen

from .driver import playing
from .test_play import ALONE, nearly_over, to_debrief


async def test_what_was_said_goes_with_its_phase(tmp_path: Path) -> None:
    """A decision's outcome stays in sight for the next one, and is gone when another phase asks."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        board = d.board
        assert board.status is not None
        board.message = "Pakistan votes: abstain."
        for _ in range(2):
            await board.look()
            await d.pilot.pause()
            assert "Pakistan votes: abstain." in d.text
        board.age(evolve(board.status, phase=board.status.phase + 1))
        assert board.message == ""


async def test_what_is_told_on_sitting_down_waits_for_the_player(tmp_path: Path) -> None:
    """Programs may move through phases before that."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert d.app.session is not None
        status = await d.app.session.table.status()
        board = BoardScreen(d.app.session, "A torn line was dropped.")
        program = evolve(status.decision, seat=0)
        for phase in range(3):
            board.status = evolve(status, phase=phase, decision=program)
            board.age(board.status)
        board.status = status
        board.age(status)
        assert board.message == "A torn line was dropped."
        board.age(evolve(status, turn=status.turn + 1))
        assert board.message == ""


async def test_nothing_said_before_the_end_stands_under_it(tmp_path: Path) -> None:
    """The end speaks for itself."""
    path = await nearly_over(tmp_path, 4)
    async with playing(tmp_path, resume=path) as d:
        d.board.message = "Pakistan votes: abstain."
        await to_debrief(d)
        assert isinstance(d.screen, DebriefScreen)
        await d.press("escape")
        assert "The game is over." in d.text
        assert d.board.message == ""


async def test_what_a_key_was_told_goes_with_the_decision(tmp_path: Path) -> None:
    """Another question in the same phase is not asked above it, nor the next quarter's."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        board = d.board
        status = board.status
        assert status is not None
        await d.press("w")
        assert "Mark a figure first" in d.text
        board.age(status)
        assert "Mark a figure first" in board.message
        board.status = evolve(status, decision=evolve(status.decision, kind=Kind.ANSWER))
        board.age(board.status)
        assert board.message == ""


async def test_what_ended_a_quarter_is_not_told_in_the_next(tmp_path: Path) -> None:
    """It stands in the report."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        board = d.board
        assert board.status is not None
        board.message = "Pakistan digs."
        board.age(evolve(board.status, turn=board.status.turn + 1))
        assert board.message == ""
