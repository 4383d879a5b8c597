"""How screens leave, and what a game that is left lets go of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.worker import WorkerFailed

from wargame.journal import Decided, Journal, JournalBusy, JournalFault, list_saves, read
from wargame.rules.board import Kind
from wargame.table import Notice
from wargame.table.local import LocalTable
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen, QuitScreen
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.title.screen import TitleScreen
from wargame.tui.widgets.screens import Leaving

from .driver import Driver, playing
from .screens import BASES, BELOW, FLOOR, OVER, every_screen

ALONE = {"CHN": "random", "PAK": "human"}
ASKED = {"CHN": "human", "PAK": "random"}
"""China is asked which agenda it keeps before anything else."""


def burst(d: Driver, keys: Sequence[str]) -> None:
    """Keys that arrive in one read."""
    for key in keys:
        d.app.post_message(events.Key(key, key if len(key) == 1 else None))


def held(folder: Path) -> bool:
    """Whether the saved game is open somewhere."""
    [path] = folder.glob("*.jsonl")
    try:
        journal, _ = Journal.open(path)
    except JournalBusy:
        return True
    journal.close()
    return False


async def free(d: Driver, folder: Path) -> None:
    """The saved game can be taken up again."""
    await d.until(lambda: not held(folder))


# ---- screens
def test_no_screen_leaves_in_a_way_of_its_own() -> None:
    """Every class there is has the one way, and is known to the tests of what lies over a board."""
    every = every_screen()
    assert every == BASES | BELOW | FLOOR | set(OVER)
    for kind in every:
        assert issubclass(kind, Leaving)
        assert kind.dismiss is Leaving.dismiss


async def test_a_screen_leaves_once_and_only_from_the_top(tmp_path: Path) -> None:
    """Dismissed twice, under another screen or before it is there, it takes nobody else's away."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        board = d.board
        for kind, make in OVER.items():
            screen = make(board)
            await d.app.push_screen(screen)
            over = MessageScreen("Over it", "To be read.")
            await d.app.push_screen(over)
            screen.dismiss(None)
            assert d.screen is over, kind
            over.dismiss(None)
            screen.dismiss(None)
            screen.dismiss(None)
            assert d.screen is board, kind
            early = make(board)
            d.app.push_screen(early)
            early.dismiss(None)
            early.dismiss(None)
            assert d.screen is board, kind
            await d.pilot.pause()


@pytest.mark.parametrize("count", [2, 3, 4, 8])
async def test_enters_in_one_read_take_one_answer(tmp_path: Path, count: int) -> None:
    """The first arms, the second takes; the rest find nobody who asked for them."""
    async with playing(tmp_path, ASKED, at=Kind.AGENDA) as d:
        screen = d.screen
        burst(d, ["enter"] * count)
        await d.until(lambda: d.screen is not screen and d._asks() is not None)
        assert any(isinstance(s, BoardScreen) for s in d.app.screen_stack)
        assert any(isinstance(s, TitleScreen) for s in d.app.screen_stack)
        assert not isinstance(d.screen, ConfirmScreen | TitleScreen)
        [path] = tmp_path.glob("*.jsonl")
        decided = [line.seat for line in read(path).lines if isinstance(line, Decided)]
        assert decided.count("CHN") == 1


async def test_keys_in_one_read_go_where_they_would_go_slowly(tmp_path: Path) -> None:
    """Help, its closing, a panel, the list with a filter: each key finds what the one before it left."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        burst(d, ["h", "escape", "3", "enter", *"sweep", "backspace"])
        await d.until(lambda: isinstance(d.screen, ChooseScreen) and d.screen.typed == "swee")
        assert d.board.tab == "Market"


async def test_a_double_click_takes_one_screen_away(tmp_path: Path) -> None:
    """The second click of two is not for what the first brought to light."""
    async with playing(tmp_path, ALONE, size=(80, 24), at=Kind.ACT) as d:
        await d.press("h", "q")
        if not isinstance(d.screen, GuideScreen):
            await d.press("n")
        await d.until(lambda: isinstance(d.screen, GuideScreen))
        await d.app.push_screen(MessageScreen("Over it", "To be read."))
        foot = d.text.splitlines()[-1]
        x = foot.index("Esc")
        for _ in range(4):
            for kind in (events.MouseDown, events.MouseUp):
                d.app.post_message(kind(None, x, 23, 0, 0, 1, False, False, False))
        await d.until(lambda: not isinstance(d.screen, MessageScreen))
        assert isinstance(d.screen, GuideScreen)


async def test_ctrl_c_does_not_wait_for_what_was_typed(tmp_path: Path) -> None:
    """Whatever stands in the queue, it is dropped, and the question comes."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        with d.app.under_way():
            burst(d, ["enter", "enter", "p"])
            await d.pilot.pause()
            assert isinstance(d.screen, BoardScreen)
            burst(d, ["ctrl+c"])
            await d.until(lambda: isinstance(d.screen, QuitScreen))
        await d.press("n")
        await d.pilot.pause()
        assert isinstance(d.screen, BoardScreen)


# ---- games
async def test_leaving_for_the_title_lets_go_of_the_game(tmp_path: Path) -> None:
    """Also when the answer comes as a burst."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert held(tmp_path)
        burst(d, ["escape", "y", "y", "escape", "y"])
        await d.until(lambda: isinstance(d.screen, TitleScreen))
        await free(d, tmp_path)


async def test_however_a_board_goes_it_lets_go_of_its_game(tmp_path: Path) -> None:
    """Taken off the stack by whatever means, or with another game put in its place."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        d.app.pop_screen()
        await d.until(lambda: isinstance(d.screen, TitleScreen))
        await free(d, tmp_path)
        [save] = list_saves(tmp_path)
        assert await d.app.continue_game(save.path)
        first = d.app.session
        assert first is not None
        await first.close()
        assert await d.app.continue_game(save.path)
        assert d.app.session is not first


async def test_a_fault_in_play_lets_go_of_the_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that dies takes the screen with it, not the saved game."""

    async def broken(self: LocalTable) -> Notice | None:
        raise RuntimeError("broken")

    async def play() -> None:
        async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
            monkeypatch.setattr(LocalTable, "advance", broken)
            burst(d, ["p", "y"])
            await d.until(lambda: not d.app.is_running)

    with pytest.raises(WorkerFailed):
        await play()
    # What goes wrong within would be hidden by what the app raises when it ends.
    assert not held(tmp_path)


async def test_a_program_s_move_that_could_not_be_saved_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board says what is wrong and which key tries again, instead of that somebody is weighing a move."""
    full = True
    advance = LocalTable.advance

    async def refused(self: LocalTable) -> Notice | None:
        if full:
            raise JournalFault(tmp_path / "game.jsonl", "cannot save the decision: no space left on device")
        return await advance(self)

    monkeypatch.setattr(LocalTable, "advance", refused)
    async with playing(tmp_path, ALONE, size=(80, 24)) as d:
        await d.until(lambda: d._asks() is not None)
        while not d.board.stuck:
            await d.answer()
            await d.until(lambda: d._asks() is not None or d.board.stuck)
        await d.until(lambda: isinstance(d.screen, MessageScreen))
        assert "no space left" in " ".join(d.text.split())
        await d.press("escape")
        await d.until(lambda: isinstance(d.screen, BoardScreen) and not d.board.playing)
        for _ in range(2):
            assert "weighing" not in d.text
            assert "The game cannot go on. Enter tries again." in d.text
            assert "no space left" in " ".join(d.text.split())
            assert "Enter Try again" in d.text.splitlines()[-1]
            await d.press("enter")
            await d.until(lambda: isinstance(d.screen, MessageScreen))
            await d.press("escape")
            await d.until(lambda: isinstance(d.screen, BoardScreen) and not d.board.playing)
        full = False
        await d.press("enter")
        await d.until(lambda: d._asks() is not None)
        assert not d.board.stuck
        assert "cannot go on" not in d.text
