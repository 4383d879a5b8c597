"""On the screen nothing that a terminal would obey comes through, and what looks like markup is read as it stands."""

from __future__ import annotations

import ast
import asyncio
from pathlib import Path

import pytest
from attrs import evolve

import wargame
from tests.hostile import EVIL, MARKUP, SEATS, hostile_game
from wargame.journal import list_saves
from wargame.rules.board import Kind
from wargame.rules.letters import acting
from wargame.scenario import catalogue
from wargame.table import HUMAN
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.handover.screen import HandoverScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.pages.screens import PageScreen
from wargame.tui.present import front
from wargame.tui.present.lines import Span, paragraph, plain

from .driver import Driver, playing

WRITTEN = r"\x1b[2J[red]"


def quiet(d: Driver, *words: str) -> None:
    """That nothing on the screen acts, and that these words stand there."""
    assert not acting(d.text.replace("\n", "")), d.text
    for word in words:
        assert word in d.text, d.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_every_screen_of_a_saved_game_is_quiet(tmp_path: Path, size: tuple[int, int]) -> None:
    path = await asyncio.to_thread(hostile_game, tmp_path, 8)
    async with playing(tmp_path, size=size, resume=path) as d:
        await d.to_decision(Kind.ACT)
        quiet(d, "[red]")
        for panel in "1234567":
            await d.press(panel)
            await d.pilot.pause()
            quiet(d)
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        quiet(d)
        for _ in range(4):
            await d.press("down")
            await d.pilot.pause()
            quiet(d)
        await d.press("escape")
        await d.until(lambda: isinstance(d.screen, BoardScreen))
        for key in ("w", "e", "r"):
            await d.press("1", "down", key)
            await d.pilot.pause()
            quiet(d)
            if isinstance(d.screen, PageScreen):
                await d.press("escape")
                await d.until(lambda: isinstance(d.screen, BoardScreen))
        await d.press("f1")
        await d.pilot.pause()
        quiet(d)
        await d.press("escape")


async def test_the_handover_names_the_next_player_as_written(tmp_path: Path) -> None:
    path = await asyncio.to_thread(hostile_game, tmp_path, 2, {"CHN": HUMAN, "PAK": HUMAN})
    async with playing(tmp_path, resume=path) as d:
        await d.until(lambda: isinstance(d.screen, HandoverScreen))
        quiet(d, WRITTEN)


async def test_the_debrief_is_quiet(tmp_path: Path) -> None:
    path = await asyncio.to_thread(hostile_game, tmp_path, 400, {"CHN": "random", "PAK": "random"})
    async with playing(tmp_path, resume=path) as d:
        await d.until(lambda: d._asks() in ("DebriefScreen", "over"))
        if d._asks() == "over":
            await d.press("enter")
            await d.until(lambda: d._asks() == "DebriefScreen")
        quiet(d, WRITTEN)
        assert "debrief" in d.text.splitlines()[0]


async def test_lists_messages_and_questions_are_quiet(tmp_path: Path) -> None:
    await asyncio.to_thread(hostile_game, tmp_path, 4)
    damaged = tmp_path / "evil\x1b[2J[red]x.jsonl"
    damaged.write_bytes(b"{}\n")
    async with playing(tmp_path) as d:
        await d.press("down", "enter")
        await d.until(lambda: WRITTEN in d.text)
        quiet(d)
        await d.app.complain(f"Title{EVIL}", f"Words{EVIL}\nmore {MARKUP}")
        await d.pilot.pause()
        quiet(d, r"Title\x1b[2J[red]", r"Words\x1b[2J[red]")
        await d.press("escape")
        d.app.offer_recovery(damaged, f"line 2{EVIL}")
        await d.pilot.pause()
        quiet(d, r"evil\x1b[2J[red]x.jsonl")


async def test_setting_up_a_game_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a scenario file says of itself before it has been checked."""
    items = [evolve(item, title=f"Evil{EVIL}", about=f"About{EVIL}") for item in catalogue()]
    monkeypatch.setattr("wargame.tui.new_game.screen.catalogue", lambda: items)
    async with playing(tmp_path) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, NewGameScreen) and bool(d.screen.query("#seats Select")))
        screen = d.screen
        assert isinstance(screen, NewGameScreen)
        screen.powers = tuple((ident, f"{name}{EVIL}", f"brief{EVIL}") for ident, name, _ in screen.powers)
        screen.show_brief(0)
        await d.pilot.pause()
        quiet(d, r"Evil\x1b[2J[red]", r"brief\x1b[2J[red]")


def test_a_span_is_one_row_that_does_nothing() -> None:
    assert Span("a\x1b[2Jb\nc\td\u202e").text == r"a\x1b[2Jb c d\u202e"
    rows = paragraph(f"{EVIL} " * 9, 30)
    assert all(row.width <= 30 and not acting(row.text) for row in rows)


def test_a_saved_game_of_an_evil_name_is_listed(tmp_path: Path) -> None:
    hostile_game(tmp_path, 4)
    [info] = list_saves(tmp_path)
    assert SEATS.keys() == info.seats.keys()
    assert WRITTEN in plain(front.save(info))


# ---- no way round
TAKING = ("Static", "Label", "Option", "notify", "update", "border_title", "border_subtitle", "tooltip")
OUR_OWN = {
    "app.py: f'{text} The damaged file is as it was.'",
    "board/screen.py: self.tab",
    "board/screen.py: title",
    "choose/compose.py: 'PgDn: more' if self.forecast.more(1) else ''",
    "choose/screen.py: 'PgDn: more' if self.beside(1) else ''",
    "choose/screen.py: questions.TITLES[self.decision.kind]",
    "new_game/screen.py: MARK",
    "pages/screens.py: self.heading",
    "pages/screens.py: self.words()",
}
"""Words of the program's own: titles of panels and pages, figures."""
MADE = ("look.content(", "look.words(", "self.row(")
"""How text of others becomes what a widget takes as it stands."""


def test_widgets_are_given_text_of_others_through_look_alone() -> None:
    """A string from outside would be read as markup, and its control characters handed on."""
    folder = Path(wargame.__file__).parent / "tui"
    loose = set()
    for path in folder.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {
            ast.unparse(target)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith(MADE)
            for target in node.targets
        }
        for node in ast.walk(tree):
            for how, text in _given(node):
                words = ast.unparse(text)
                own = isinstance(text, ast.Constant) or words.startswith(MADE) or words in made
                if how in TAKING and not own:
                    loose.add(f"{path.relative_to(folder).as_posix()}: {words}")
    assert {each for each in loose if not each.startswith("widgets/screens.py: f'This terminal")} <= OUR_OWN


def _given(node: ast.AST) -> list[tuple[str, ast.expr]]:
    """What a node gives a widget to show: (how, what)."""
    if isinstance(node, ast.Call) and node.args:
        return [(ast.unparse(node.func).rpartition(".")[2], node.args[0])]
    if isinstance(node, ast.Assign):
        return [(ast.unparse(target).rpartition(".")[2], node.value) for target in node.targets]
    return []
