"""One list of panels, from which both clients take theirs; and panels that share one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.explain.panels import BY_WORD, PANELS, TABS, Panel
from wargame.plain.commands import COMMANDS, find_command
from wargame.plain.reports import REPORTS, tells_itself
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.game import Game
from wargame.tui import keys
from wargame.tui.board import panels
from wargame.tui.board.screen import BoardScreen
from wargame.tui.present.panels import KEYS, PARTS, whereabouts
from wargame.tui.widgets.bars import TabLine
from wargame.tui.widgets.sheet import Sheet

from .driver import playing
from .test_handover import BOTH, to_next_handover


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.word)
def test_every_panel_has_a_word_in_plain_play(panel: Panel) -> None:
    """And help that says what it tells; a report under every word but the log, which is no view's."""
    for word in (panel.word, *panel.also):
        assert find_command(word) == [COMMANDS[word]]
        assert (word in REPORTS) == (word != "log")
    assert COMMANDS[panel.word].about == panel.about


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.word)
def test_every_panel_is_laid_out_on_the_screen(panel: Panel) -> None:
    """On a tab of its own with a key, or within one that has; and a card that names it says where."""
    if panel.name:
        assert (panel.name in panels.PRESENTERS) == (panel.word not in panels.DRAWN)
        assert whereabouts(f"the {panel.word} view").endswith(f" {KEYS[panel.word]} {panel.name}")
        for layout, fixed in panels.FIXED.items():
            assert ((KEYS[panel.word], panel.name) in panels.tabs(layout)) == (panel.name not in fixed)
    else:
        assert BY_WORD[panel.within].name
        assert whereabouts(f"the {panel.word} view").endswith(PARTS[panel.word])


def test_a_panel_that_tells_itself_needs_no_layout(tiny: Scenario) -> None:
    """Sentences are enough: the screen breaks them into rows, plain play says them."""
    panel = Panel(
        "purses", "who has how much", "Purses", told=lambda view: [f"{view.seat} is rich, and so on."]
    )
    view = Game.new(tiny, 1).view(0)
    assert tells_itself(panel)(view) == ["0 is rich, and so on."]
    assert [row.text for row in panels.presenter(panel)(view, 12)] == ["0 is rich,", "and so on."]


@pytest.mark.parametrize("panel", TABS, ids=lambda panel: panel.word)
def test_every_panel_s_key_is_bound_and_in_the_help(panel: Panel) -> None:
    """A single key, which the help page lists with what the panel tells."""
    key = KEYS[panel.word]
    assert [binding.action for binding in BoardScreen._merge_bindings().key_to_bindings[key]] == [
        f"panel('{panel.name}')"
    ]
    rows = [row for _, rows in keys.help_rows() for row in rows]
    [about] = [about for label, title, about in rows if (label, title) == (key, panel.name)]
    assert about.casefold() == f"{panel.about}.".casefold()


async def test_key_tab_and_palette_show_the_same_panel(tmp_path: Path) -> None:
    """One after the other, each panel by all three ways."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        offered = {command.title: command for command in d.app.get_system_commands(d.screen)}
        for panel in TABS:
            other = TABS[0] if panel is not TABS[0] else TABS[1]
            tabs = d.board.query_one("#top-tabs", TabLine)
            cell = next(cell for cell in tabs._cells() if cell[2] == panel.name)
            for way in ("key", "palette", "tab"):
                await d.press(KEYS[other.word])
                assert d.board.tab == other.name
                if way == "key":
                    await d.press(KEYS[panel.word])
                elif way == "palette":
                    await offered[panel.name].callback()
                else:
                    await d.click(tabs.region.x + cell[0] + 1, tabs.region.y)
                await d.until(lambda name=panel.name: d.board.tab == name)


async def test_each_panel_is_as_it_was_left(tmp_path: Path) -> None:
    """Market scrolled to its end, Loans at its top, and Market at its end again with its own mark."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        sheet = d.board.query_one("#tab", Sheet)
        await d.press("3", "down", "down", "end")
        end, mark = sheet.scroll_offset.y, sheet.mark
        assert end > 0
        assert mark is not None
        await d.press("2")
        assert sheet.scroll_offset.y == 0
        first = sheet.mark
        assert first is None or first[0] < sheet.size.height
        await d.press("6")
        assert sheet.scroll_offset.y == 0
        await d.press("1", "3")
        assert (sheet.scroll_offset.y, sheet.mark) == (end, mark)


async def test_the_next_player_finds_every_panel_at_its_top(tmp_path: Path) -> None:
    """How far another has read is nobody's business."""
    async with playing(tmp_path, BOTH, size=(80, 24), at=Kind.ACT) as d:
        await d.press("3", "end")
        sheet = d.board.query_one("#tab", Sheet)
        assert sheet.scroll_offset.y > 0
        await d.press("2")
        await to_next_handover(d)
        await d.press("enter")
        await d.to_decision(Kind.ACT)
        await d.press("3")
        assert sheet.scroll_offset.y == 0
