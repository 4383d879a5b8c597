"""How the screens look: each is drawn, and compared with the picture that somebody has looked at.

Beside a picture lies what stands on it as text, so that a change can be read in a diff. `CONTRIBUTING.md` tells how to
renew them. Each scene also names words it must show, whatever the picture says.
"""

from __future__ import annotations

import html
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from textual.widgets import Input

from wargame.rules.board import Kind
from wargame.tui import look
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.title.screen import TitleScreen

from .driver import Driver, playing
from .prepared import saved_at

SMALL, MEDIUM, LARGE = (80, 24), (120, 40), (200, 60)
ALONE = {"CHN": "random", "PAK": "human"}
BOTH = {"CHN": "human", "PAK": "human"}
WINDOW = {"#ff5f57", "#febc2e", "#28c840", "#c5c8c6"}
"""The lights and the title of the window that the framework draws around a screen."""
DRAWN_BY = {"textual": "8.2", "rich": "15.0"}
"""The versions whose drawings these are. Another may place or shade a thing otherwise: then words alone must agree."""


class Picture(SingleFileSnapshotExtension):
    """A drawing."""

    file_extension = "svg"

    def serialize(self, data: Any, **_: Any) -> bytes:
        return str(data).encode()


class Words(Picture):
    """What stands on a drawing."""

    file_extension = "txt"


def drawing(d: Driver) -> str:
    """The screen as SVG, the same on every machine: what the framework numbers by content is named plainly."""
    svg = d.app.export_screenshot(title="Chokepoint", simplify=True)
    return re.sub(r"terminal-\d+", "terminal", svg)


def written(svg: str) -> list[str]:
    """The texts of a drawing, row by row."""
    rows: dict[str, str] = {}
    for row, text in re.findall(r'<text[^>]* y="([\d.]+)"[^>]*clip-path[^>]*>([^<]*)</text>', svg):
        rows[row] = rows.get(row, "") + html.unescape(text)
    return [letters for row in rows.values() if (letters := "".join(row.split()))]


def page(d: Driver) -> str:
    """The screen as text."""
    return "\n".join(row.rstrip() for row in d.text.splitlines()) + "\n"


def ours() -> bool:
    """Whether the pictures are of the versions that are installed."""
    return all(version(name).startswith(f"{drawn}.") for name, drawn in DRAWN_BY.items())


async def like(d: Driver, picture: SnapshotAssertion, *words: str) -> None:
    """The screen shows some words, is drawn as it was, and the drawing has every letter of it."""
    for field in d.screen.query(Input):
        field.cursor_blink = False
    await d.pilot.pause()
    for each in words:
        assert each in d.words
    svg = drawing(d)
    letters = ["".join(row.split()) for row in page(d).splitlines()]
    assert written(svg) == [row for row in letters if row]
    assert page(d) == picture(extension_class=Words)
    drawn = svg == picture(extension_class=Picture)
    assert drawn or not ours(), "it looks otherwise: see CONTRIBUTING.md, Pictures of screens"


@pytest.fixture(autouse=True)
def _as_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have turned colours off."""
    monkeypatch.delenv("NO_COLOR", raising=False)


# ---- before a game
async def test_title(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, size=SMALL) as d:
        assert isinstance(d.screen, TitleScreen)
        await like(d, snapshot, "New game", "Continue", "Help", "Quit")


async def test_new_game(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, size=SMALL) as d:
        await d.press("enter")
        await d.until(lambda: "India" in d.text and not d.screen.query_one("#start").disabled)
        assert isinstance(d.screen, NewGameScreen)
        d.screen.query_one("#seed", Input).value = "5"
        await like(d, snapshot, "India", "Start")


# ---- a game
@pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_board(tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with playing(tmp_path, ALONE, size=size, at=Kind.ACT) as d:
        assert isinstance(d.screen, BoardScreen)
        await like(d, snapshot, "Tiny", "2024 Q4", "Pakistan")


async def test_choices(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("enter")
        assert isinstance(d.screen, ChooseScreen)
        await like(d, snapshot, "it is your move", "Enter chooses.")


async def test_forecast(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("enter", *"sweep", "enter")
        assert isinstance(d.screen, ChooseScreen)
        assert d.screen.forecast is not None
        await like(d, snapshot, "/sweep", "Enter confirms", "Insurgent strength")


async def test_an_offer_to_answer(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, ALONE, at=Kind.ANSWER) as d:
        assert isinstance(d.screen, ChooseScreen)
        await like(d, snapshot, "China", "Accept", "Refuse")


async def test_handover(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    async with playing(tmp_path, BOTH, size=SMALL) as d:
        await d.until(lambda: isinstance(d.screen, HandoverScreen))
        await like(d, snapshot, "Pass the keyboard to")


async def test_debrief(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = await saved_at(tmp_path, ALONE, None)
    async with playing(tmp_path, resume=path) as d:
        await d.until(lambda: isinstance(d.screen, DebriefScreen))
        await like(d, snapshot, "Tiny: debrief", "Final scores", "China wins.")


# ---- colours
@pytest.mark.parametrize("name", [name for name in look.PALETTES if name != look.DARK.name])
async def test_theme(tmp_path: Path, snapshot: SnapshotAssertion, name: str) -> None:
    """The board in each palette but the first, which every other picture shows."""
    async with playing(tmp_path, ALONE, size=SMALL, at=Kind.ACT) as d:
        d.app.theme = name
        await like(d, snapshot, "Pakistan")
        assert look.PALETTES[name].text.lower() in drawing(d).lower()


async def test_without_colour(
    tmp_path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(tmp_path, ALONE, size=SMALL, at=Kind.ACT) as d:
        await like(d, snapshot, "Pakistan")
        colours = set(re.findall(r"(?:fill|fill:)[=: ]+\"?(#\w{6})", drawing(d)))
        grey = {each for each in colours if each[1:3] == each[3:5] == each[5:7]}
        assert colours - grey <= WINDOW
