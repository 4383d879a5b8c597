"""Between two people at one keyboard."""

from __future__ import annotations

from pathlib import Path

from wargame.rules.board import Kind
from wargame.tui.board.screen import BoardScreen
from wargame.tui.handover.screen import HandoverScreen

from .driver import Driver, playing

QUIET = ("stockpile", "research", "patrol")
BOTH = {"CHN": "human", "PAK": "human"}


def words(text: str) -> set[str]:
    """Everything that could tell something: words with a letter or digit in them."""
    return {word for word in text.split() if any(c.isalnum() for c in word)}


FIXED = words("Pass the keyboard to Everybody else looks away. I am ready (Space) Space F1 Help q Quit")


async def to_next_handover(d: Driver) -> None:
    """Play on until the keyboard is passed again."""
    while not isinstance(d.screen, HandoverScreen):
        await d.answer()
        await d.until(lambda: d._asks() is not None)


async def test_the_first_player_sees_nothing_before_saying_so(tmp_path: Path) -> None:
    """Not even the header: the first screen of a shared game is the handover."""
    async with playing(tmp_path, BOTH) as d:
        await d.until(lambda: isinstance(d.screen, HandoverScreen))
        assert "Pass the keyboard to" in d.text
        assert "$" not in d.text
        assert "Tiny" not in d.text


async def test_nothing_of_the_player_before_is_left_on_the_screen(tmp_path: Path) -> None:
    """No word of the board, and no notification, survives into the handover."""
    async with playing(tmp_path, BOTH) as d:
        await d.to_decision(Kind.ACT)
        d.app.notify("The treasury holds a secret.", timeout=60)
        await d.pilot.pause()
        assert "secret" in d.text
        before = d.app.session.viewer
        await to_next_handover(d)
        names = {word for power in d.board.session.scenario.names["power"] for word in power.split()}
        assert words(d.text) <= FIXED | names
        assert d.board.view is None
        await d.press("space")
        await d.until(lambda: d.app.session.viewer not in (before, -1))


async def test_the_board_behind_the_handover_holds_nothing(tmp_path: Path) -> None:
    """Should the screen be torn down or painted out of turn, there is nothing to paint."""
    async with playing(tmp_path, BOTH) as d:
        await d.to_decision(Kind.ACT)
        await to_next_handover(d)
        assert d.board.items == []
        assert d.board.entries == []
        assert all(not sheet.lines for sheet in d.board.query("Sheet"))


async def test_one_person_is_never_handed_over_to(tmp_path: Path) -> None:
    """Alone against programs there is nobody to hide from."""
    async with playing(tmp_path, {"CHN": "random", "PAK": "human"}) as d:
        await d.to_decision(Kind.ACT)
        while d.board.view is not None and d.board.view.state.turn == 1:
            await d.answer()
            await d.until(lambda: d._asks() is not None)
        await d.to_decision(Kind.ACT)
        assert not any(isinstance(s, HandoverScreen) for s in d.app.screen_stack)
        assert isinstance(d.screen, BoardScreen)


async def test_what_chance_brought_is_seen_before_the_keyboard_goes_on(tmp_path: Path) -> None:
    """A sweep draws: its outcome stays on the board until its player hands over."""
    async with playing(tmp_path, BOTH) as d:
        await d.to_decision(Kind.ACT)
        session = d.app.session
        while session.viewer != 1 or d._asks() != Kind.ACT:
            # The other must not pass: then the keyboard would stay where it is.
            await (d.act(QUIET) if d._asks() == Kind.ACT else d.answer())
            await d.until(lambda: d._asks() is not None)
        await d.act(("sweep",))
        await d.until(lambda: d._asks() == "hand over")
        assert session.viewer == 1
        assert "sweep" in d.text
        assert "Enter hands over to China" in d.text
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, HandoverScreen))


async def test_nobody_hands_over_to_who_sits_there(tmp_path: Path) -> None:
    """After chance fell a program moved, and it is the same person's turn again."""
    seats = {"CHN": "random", "PAK": "human"}
    async with playing(tmp_path, seats) as d:
        await d.to_decision(Kind.ACT)
        # As at a shared table: the other person has passed.
        session = d.app.session
        session.controllers = ("human", "human")
        board = d.board
        board.handing = True
        assert board.status is not None
        assert not board.hands_over
        board.play()
        await d.until(lambda: d._asks() == Kind.ACT)
        assert session.viewer == 1
        assert "Enter hands over" not in d.text
        assert board.mine
