"""Wide letters, as of Chinese and Japanese, fill two cells: nothing is pushed off its place by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny import TINY
from wargame.rules.board import Kind
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.scenario import load
from wargame.tui.board.panels import PRESENTERS
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.present import atlas, detail, header
from wargame.tui.present.cells import cells, cut, wrap
from wargame.tui.present.lines import beside, clip, heading, left, paragraph, right

from .driver import playing

CJK = TINY.with_name("cjk.toml")
WIDTH = 78
WORDS = "中华人民共和国 offers ディグランド a long thing, Überprüfung हिन्दी and more中华。"


@pytest.fixture(scope="module")
def view() -> View:
    """Digland's knowledge, two turns in, of a scenario whose powers, sites and materials have wide names."""
    game, step = Game.new(load(str(CJK)), 3), 0
    while game.state.turn < 3 and not game.over:
        game.apply(game.legal.pick(step))
        step += 1
    return game.view(1)


# ---- measuring
def test_a_wide_letter_fills_two_cells_and_a_mark_none() -> None:
    assert (cells("中华"), cells("हिन्दी") < len("हिन्दी"), cells("e\u0301")) == (4, True, 1)


def test_texts_are_set_to_exact_widths() -> None:
    for width in range(12):
        for text in ("中华人民共和国", "a中b华", "plain"):
            assert cells(left(text, width)) == cells(right(text, width)) == width
            assert cells(clip(text, width)) <= width
            assert cells(cut(text, width)) <= width
    assert clip("中华人民共和国", 6) == "中华…"
    assert clip("中华", 4) == "中华"
    assert heading("中华", 30, "现在").width == 30


@pytest.mark.parametrize("width", [10, 17, 30, 60])
@pytest.mark.parametrize("indent", [0, 2])
def test_wrapped_rows_fit_and_lose_nothing(width: int, indent: int) -> None:
    rows = wrap(WORDS, width, indent)
    assert max(map(cells, rows)) <= width
    assert "".join("".join(rows).split()) == "".join(WORDS.split())
    assert not any(row.lstrip().startswith("。") for row in rows)
    assert max(row.width for row in paragraph(WORDS, width)) <= width
    rows = beside(WORDS, width, lead=paragraph("红", 10)[0].spans)
    assert max(row.width for row in rows) <= width + 2


def test_narrow_text_is_wrapped_as_ever() -> None:
    assert wrap("one two-three four", 9, 1) == [" one two-", " three", " four"]


def test_a_word_too_long_for_a_row_is_broken() -> None:
    assert wrap("中" + "a" * 12, 5) == ["中", "aaaaa", "aaaaa", "aa"]


# ---- panels
@pytest.mark.parametrize("name", PRESENTERS)
def test_no_panel_is_wider_than_its_place(view: View, name: str) -> None:
    for row in PRESENTERS[name](view, WIDTH):
        assert cells(row.text.rstrip()) <= WIDTH, row.text


def test_columns_stand_under_each_other(view: View) -> None:
    """Every row of the powers' panel that has a figure for each power ends in the same column."""
    rows = [row for row in PRESENTERS["Powers"](view, WIDTH) if len(row.spans) == 3 and "─" not in row.text]
    assert any("中华人民共和国" in row.text for row in rows)
    assert len(rows) > 8
    assert len({row.width for row in rows}) == 1


@pytest.mark.parametrize("size", [(78, 14), (118, 30), (200, 50)], ids=str)
def test_the_map_keeps_its_rows_and_signs(view: View, size: tuple[int, int]) -> None:
    drawn = atlas.atlas(view.scenario, view.state, *size)
    assert [row.width for row in drawn.lines] == [size[0]] * size[1]
    assert "红色矿坑" in "".join(row.text for row in drawn.lines)
    for spot in drawn.spots:
        if spot.kind == "site":
            row = drawn.lines[spot.y].text
            before = next(text for end in range(len(row)) if cells(text := row[:end]) == spot.x)
            assert row[len(before)] == atlas.symbol(view.scenario, view.state, spot.index)


def test_details_and_the_header_fit(view: View) -> None:
    for kind in ("site", "region", "arena", "route"):
        for index in range(len(view.scenario.ids[kind])):
            for row in (*detail.detail(view, (kind, index), 44), *detail.brief(view, (kind, index), 44)[1:]):
                assert cells(row.text.rstrip()) <= 44, row.text
    for width in range(80, 140):
        assert header.clock(view, width).width <= width
        assert header.purse(view, width).width <= width


# ---- the screen
async def test_frames_and_columns_hold_on_a_small_terminal(tmp_path: Path) -> None:
    """Each row of a chooser's frame ends in its right edge, in the last column."""
    async with playing(
        tmp_path, {"TAP": "random", "DIG": "human"}, size=(80, 24), scenario=CJK, at=Kind.ACT
    ) as d:
        assert "ディグランド" in d.text
        assert all(cells(row) == 80 for row in d.text.splitlines())
        await d.press("2")
        await d.pilot.pause()
        figures = [
            row.rstrip()
            for row in d.text.splitlines()
            if row.lstrip().startswith(("Treasury", "Trust", "中华", "Stability"))
        ]
        assert len({cells(row) for row in figures if "─" not in row}) == 1
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        await d.press("s", "u", "r", "v")
        await d.pilot.pause()
        rows = d.text.splitlines()
        assert any("青い鉱脈" in row for row in rows)
        framed = [row for row in rows if row.startswith("│")]
        assert len(framed) > 10
        assert all(cells(row) == 80 and row.endswith("│") for row in framed)
        await d.press("escape", "escape")
        await d.until(lambda: isinstance(d.screen, BoardScreen))
