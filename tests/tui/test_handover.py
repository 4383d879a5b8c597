"""Between two people at one keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Button

from wargame.rules.board import Kind
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.pages.screens import HeadlinesScreen
from wargame.tui.widgets.bars import SOON
from wargame.tui.widgets.sheet import Sheet

from .driver import Clock, Driver, playing
from .screens import BELOW, OVER

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
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
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
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
        await to_next_handover(d)
        assert d.board.items == []
        assert d.board.entries == []
        assert all(not sheet.lines for sheet in d.board.query("Sheet"))


async def test_one_person_is_never_handed_over_to(tmp_path: Path) -> None:
    """Alone against programs there is nobody to hide from."""
    async with playing(tmp_path, {"CHN": "random", "PAK": "human"}, at=Kind.ACT) as d:
        while d.board.view is not None and d.board.view.state.turn == 1:
            await d.answer()
            await d.until(lambda: d._asks() is not None)
        await d.to_decision(Kind.ACT)
        assert not any(isinstance(s, HandoverScreen) for s in d.app.screen_stack)
        assert isinstance(d.screen, BoardScreen)


async def test_what_chance_brought_is_seen_before_the_keyboard_goes_on(tmp_path: Path) -> None:
    """A sweep draws: its outcome stays on the board until its player hands over."""
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
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
    async with playing(tmp_path, seats, at=Kind.ACT) as d:
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


async def decided(d: Driver) -> None:
    """The player decides, and the other is to sit down."""
    seat = d.app.session.viewer
    while not isinstance(d.screen, HandoverScreen):
        await (d.act(QUIET) if d._asks() == Kind.ACT and d.app.session.viewer == seat else d.answer())
        await d.until(lambda: d._asks() is not None)


async def test_nothing_over_the_board_survives_the_handover(tmp_path: Path) -> None:
    """Whatever screens there are, all at once, opened while somebody moves: the next player finds none of them."""
    async with playing(tmp_path, BOTH, at=Kind.ACT) as d:
        board, session = d.board, d.app.session
        before = session.viewer
        await board.carry_out(next(a for a in await session.table.legal() if a.code in QUIET))
        for make in OVER.values():
            await d.app.push_screen(make(board))
        assert len(d.app.screen_stack) > len(OVER) + len(BELOW)
        board.play()
        await d.until(lambda: isinstance(d.screen, HandoverScreen) and not board.busy)
        assert [type(s).__name__ for s in d.app.screen_stack[1:]] == [
            "TitleScreen",
            "BoardScreen",
            "HandoverScreen",
        ]
        names = {word for power in session.scenario.names["power"] for word in power.split()}
        assert words(d.text) <= FIXED | names
        await d.press("space")
        await d.until(lambda: session.viewer not in (before, -1))
        await d.until(lambda: d._asks() is not None)
        assert set(map(type, d.app.screen_stack[1:])) - BELOW <= {HeadlinesScreen}


async def test_the_next_player_finds_the_board_as_it_comes(tmp_path: Path) -> None:
    """No tab, selection, mark, zoom or message of the player before, also in panels that are not in sight."""
    async with playing(tmp_path, BOTH, size=(80, 24)) as d:
        await d.to_decision(Kind.ACT)
        board, before = d.board, d.app.session.viewer
        await d.press("1", "right", "z", "5", "down", "4")
        board.message = "A secret."
        assert board.tab == "Loans"
        await decided(d)
        board_map = board.query_one("#map")
        assert (board.tab, board.message) == ("Map", "")
        assert (board_map.selected, board_map.zoom, board_map.drawn) == (None, 0, None)
        assert all(not s.lines and s.mark is None for s in board.query(Sheet))
        await d.press("space")
        await d.until(lambda: d.app.session.viewer not in (before, -1) and d._asks() == Kind.ACT)
        assert board.tab == "Map"
        assert board.focused is board_map


async def test_a_second_tap_does_not_pass_the_curtain(tmp_path: Path) -> None:
    """Enter never does; Space and the mouse only after 0.8 seconds in which nothing was pressed."""
    clock = Clock()
    async with playing(tmp_path, BOTH, clock=clock, at=Kind.ACT) as d:
        clock.hold()
        await d.act(QUIET)
        await d.until(lambda: isinstance(d.screen, HandoverScreen))
        curtain = d.screen
        assert SOON in d.text
        for wait in (0.0, 0.05, 0.2, 0.4, 0.79):
            clock.now += wait
            await d.press("enter")
            await d.press("space")
            await d.click(*curtain.query_one(Button).region.offset)
            assert d.screen is curtain, wait
        clock.now += 0.81
        await d.press("enter")
        assert d.screen is curtain
        clock.now += 0.81
        await d.click(*curtain.query_one(Button).region.offset)
        await d.until(lambda: d.screen is not curtain)
        assert d.app.session.viewer >= 0


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_key_that_is_held_down_never_passes_the_curtain(tmp_path: Path, key: str) -> None:
    """However long: each repeat begins the wait anew. Let go, it can be taken over."""
    clock = Clock()
    async with playing(tmp_path, BOTH, clock=clock, at=Kind.ACT) as d:
        clock.hold()
        await d.act(QUIET)
        await d.until(lambda: isinstance(d.screen, HandoverScreen))
        curtain = d.screen
        for _ in range(60):
            clock.now += 0.033
            await d.app.inbox.put(events.Key(key, " " if key == "space" else None))
            await d.until(lambda: d.app.inbox.idle)
            assert d.screen is curtain
        clock.now += 0.81
        await d.press("space")
        await d.until(lambda: d.screen is not curtain)


async def test_a_question_takes_no_key_typed_before_it_was_seen(tmp_path: Path) -> None:
    """Arrows, letters, digits and Enters meant for something else: it says so, and counts them from then on."""
    clock = Clock()
    async with playing(tmp_path, {"CHN": "human", "PAK": "random"}, clock=clock) as d:
        await d.until(lambda: isinstance(d.screen, HeadlinesScreen))
        clock.hold()
        headlines = d.screen
        headlines.hush()
        await d.press("escape")
        assert d.screen is headlines
        assert SOON in d.text.splitlines()[-1]
        clock.now += 0.41
        for key in ("escape", "s", "down", "down", "enter", "enter", "1", "u"):
            d.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        assert SOON in d.text.splitlines()[-1]
        for key in ("2", "enter", "enter", "u", "escape"):
            clock.now += 0.5
            await d.press(key)
        assert d.screen is chooser
        assert (chooser.typed, chooser.armed) == ("", None)
        clock.now += 0.81
        await d.press("enter")
        assert chooser.armed is not None


async def test_no_question_comes_between_a_player_and_a_page(tmp_path: Path) -> None:
    """What programs bring waits until the board is in sight again."""
    async with playing(tmp_path, {"CHN": "random", "PAK": "human"}, at=Kind.ACT) as d:
        board = d.board
        passing = next(a for a in await d.app.session.table.legal() if a.code == "pass")
        await board.carry_out(passing)
        await d.press("h")
        page = d.screen
        board.play()
        await d.until(lambda: board.status is not None and board.asks_me)
        await d.pilot.pause()
        assert d.screen is page
        await d.press("escape")
        await d.until(lambda: d._asks() is not None)
