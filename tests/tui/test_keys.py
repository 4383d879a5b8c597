"""The registry of keys and what is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from wargame.rules.board import Kind
from wargame.tui import keys
from wargame.tui.app import ChokepointApp
from wargame.tui.board.map import BoardMap
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.compose import ComposeScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import ConfirmScreen
from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.pages.screens import ReportScreen, WhyScreen
from wargame.tui.title.screen import SavesScreen, TitleScreen

from .driver import Driver, playing
from .test_play import nearly_over, to_debrief

FORBIDDEN = {"ctrl+w", "ctrl+t", "ctrl+q"}
HOMES = {
    keys.EVERYWHERE: (ChokepointApp,),
    keys.TITLE: (TitleScreen, SavesScreen),
    keys.BOARD: (BoardScreen,),
    keys.CHOOSING: (ChooseScreen,),
    keys.COMPOSING: (ComposeScreen,),
    keys.PAGES: (ReportScreen, DebriefScreen),
    keys.HANDOVER: (HandoverScreen,),
    keys.MAP: (BoardMap,),
    keys.ASKING: (ConfirmScreen,),
}


@pytest.mark.parametrize("scope", keys.SCOPES)
def test_no_key_means_two_things_in_one_place(scope: str) -> None:
    """Nor does it hide a key that works everywhere, but for Enter, Escape and the like."""
    mine = [key for c in keys.commands(scope) for key in c.keys.split(",") if key and c.action]
    assert len(mine) == len(set(mine))
    if scope != keys.EVERYWHERE:
        everywhere = {key for c in keys.commands(keys.EVERYWHERE) for key in c.keys.split(",")}
        assert not everywhere & set(mine)


def test_keys_that_terminals_and_browsers_want_are_left_alone() -> None:
    """ctrl+q is bound by the framework unless it is told not to."""
    bound = {key for command in keys.COMMANDS for key in command.keys.split(",")}
    assert not bound & FORBIDDEN
    for homes in HOMES.values():
        for home in homes:
            assert not FORBIDDEN & set(home._merge_bindings().key_to_bindings)


@pytest.mark.parametrize("scope", HOMES)
def test_every_command_has_somebody_who_does_it(scope: str) -> None:
    """An action in the registry is a method of a screen of its scope, or of the app."""
    for command in keys.commands(scope):
        name, _, _ = command.action.partition("(")
        if not name:
            continue
        owner = name.removeprefix("app.")
        homes = (ChokepointApp,) if name.startswith("app.") else HOMES[scope]
        assert any(hasattr(home, f"action_{owner}") for home in homes), command


@pytest.mark.parametrize("scope", HOMES)
def test_every_command_with_a_key_is_bound(scope: str) -> None:
    """What help promises, a screen keeps."""
    bound: set[tuple[str, str]] = set()
    for home in HOMES[scope]:
        for key, found in home._merge_bindings().key_to_bindings.items():
            bound |= {(key, binding.action) for binding in found}
    for command in keys.commands(scope):
        for key in command.keys.split(","):
            if key and command.action:
                assert (Binding(key, "").key, command.action) in bound, command


def test_help_lists_every_command() -> None:
    """In the registry's order, under its place."""
    told = [title for _, rows in keys.help_rows() for _, title, _ in rows]
    assert told == [c.title for scope in keys.SCOPES for c in keys.COMMANDS if c.scope == scope]


async def test_the_key_bar_fits_and_does_what_it_says(tmp_path: Path) -> None:
    """At 80 columns nothing is cut, and a click on a key presses it."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        last = d.text.splitlines()[-1]
        assert "F1 Help" in last
        assert last.rstrip().endswith("Quit")
        await d.pilot.click(offset=(last.index("F1"), 23))
        await d.pilot.pause()
        assert type(d.screen).__name__ == "GuideScreen"


def offered(d: Driver) -> list[str]:
    """The titles in the command palette."""
    return [command.title for command in d.app.get_system_commands(d.screen)]


async def test_the_command_palette_offers_what_keys_do(tmp_path: Path) -> None:
    """Each command once, and those of the board on the board only."""
    async with playing(tmp_path, {"CHN": "random", "PAK": "human"}, at=Kind.ACT) as d:
        titles = offered(d)
        assert {"Help", "Quit", "Pass", "Why?"} <= set(titles)
        assert titles.count("Quit") == 1
        await d.press("h")
        assert "Pass" not in offered(d)


async def test_the_command_palette_offers_what_can_be_done_now(tmp_path: Path) -> None:
    """No debrief in mid-game and no decision after the end; what it offers, it opens."""
    path = await nearly_over(tmp_path, 4)
    async with playing(tmp_path, resume=path) as d:
        await d.to_decision(Kind.ACT)
        assert "Decide" in offered(d)
        assert "Debrief" not in offered(d)
        assert ("Undo" in offered(d)) == d.board.status.can_undo
        await d.app.run_action("screen.debrief")
        await d.pilot.pause()
        assert d.screen is d.board
        await to_debrief(d)
        await d.press("escape")
        await d.until(lambda: d.screen is d.board)
        assert "Decide" not in offered(d)
        assert "Pass" not in offered(d)
        [debrief] = [c for c in d.app.get_system_commands(d.screen) if c.title == "Debrief"]
        await debrief.callback()
        await d.until(lambda: isinstance(d.screen, DebriefScreen))


def test_no_capital_is_a_command_of_its_own() -> None:
    """A terminal cannot tell Caps Lock from Shift: every letter is bound both ways."""
    for command in keys.COMMANDS:
        for key in command.keys.split(","):
            assert len(key) != 1 or key == key.lower(), command
    for homes in HOMES.values():
        for home in homes:
            bound = home._merge_bindings().key_to_bindings
            for key in [key for key in bound if len(key) == 1 and key.isalpha()]:
                small, big = ({b.action for b in bound[k]} for k in (key.lower(), key.upper()))
                assert small == big, (home, key)


async def test_with_caps_lock_on_every_key_does_what_it_does(tmp_path: Path) -> None:
    """On the board, in reports, and in yes and no."""
    async with playing(tmp_path, {"CHN": "human"}, at=Kind.ACT) as d:
        await d.press("N", "N")
        second = d.board.query_one(BoardMap).selected
        await d.press("comma")
        assert d.board.query_one(BoardMap).selected not in (None, second)
        await d.press("full_stop")
        assert d.board.query_one(BoardMap).selected == second
        await d.press("P")
        await d.until(lambda: isinstance(d.screen, ConfirmScreen))
        await d.press("N")
        await d.until(lambda: d.screen is d.board)
        await d.press("A", *"SURVEY")
        await d.until(lambda: isinstance(d.screen, ChooseScreen) and d.screen.typed == "SURVEY")
        assert "survey" in next(item.title for item in d.screen.shown if item is not None).lower()
        await d.press("escape", "escape", "P", "Y")
        await d.until(lambda: isinstance(d.screen, ChooseScreen) or d._asks() == "ReportScreen")
        if isinstance(d.screen, ChooseScreen):  # an offer, refused
            await d.press("2", "enter")
        await d.until(lambda: d._asks() == "ReportScreen")
        await d.press("W")
        await d.until(lambda: isinstance(d.screen, WhyScreen))
