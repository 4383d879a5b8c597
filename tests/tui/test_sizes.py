"""The same game in every size of terminal, and in every colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from wargame.explain.panels import TABS
from wargame.rules.board import Kind
from wargame.tui import look
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.widgets.picks import PickList
from wargame.tui.widgets.screens import size_class
from wargame.tui.widgets.sheet import Sheet

from .driver import playing

ALONE = {"CHN": "random", "PAK": "human"}
WINDOW = {"ff5f57", "febc2e", "28c840", "c5c8c6"}
"""The frame that a screenshot is put in."""

SIZES = ((80, 24), (100, 30), (120, 40), (200, 60))


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ((79, 24), "tiny"),
        ((80, 23), "tiny"),
        ((80, 24), "small"),
        ((150, 30), "small"),
        ((120, 40), "medium"),
        ((200, 60), "large"),
    ],
)
def test_the_layout_follows_both_sides(size: tuple[int, int], name: str) -> None:
    """A wide but low terminal gets the small layout."""
    assert size_class(*size) == name


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_panel_is_one_key_away_and_full(tmp_path: Path, size: tuple[int, int]) -> None:
    """No panel is empty, none is wider than its place."""
    async with playing(tmp_path, ALONE, size=size, at=Kind.ACT) as d:
        for number, panel in enumerate(TABS, 1):
            await d.press(str(number))
            focused = d.screen.focused
            assert focused is not None
            assert focused.region.area > 0
            if isinstance(focused, Sheet):
                assert focused.lines, panel
                width = focused.scrollable_content_region.width
                assert max(len(line.text.rstrip()) for line in focused.lines) <= width, panel


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_what_is_barred_is_read_whole_with_its_reason(tmp_path: Path, size: tuple[int, int]) -> None:
    """In the list itself, whether or not it is marked; a reason that fits stays beside the title."""
    async with playing(tmp_path, ALONE, size=size, at=Kind.ACT) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser, picks = d.screen, d.screen.query_one(PickList)
        assert isinstance(chooser, ChooseScreen)
        barred = [(at, item) for at, item in enumerate(chooser.shown) if item is not None and not item.open]
        assert len(barred) > 1
        for at, item in barred:
            picks.highlighted = at
            await d.pilot.pause()
            listed = [strip.text for strip in d.screen._compositor.render_strips()]
            area = picks.content_region
            rows = " ".join(row[area.x : area.right] for row in listed[area.y : area.bottom])
            assert f"{item.title} {item.refused}" in " ".join(rows.split())
            assert "…" not in rows
            assert (
                len(chooser.barred(item)) == 1 or len(f" {item.title}  {item.refused}") > picks.size.width - 2
            )
            assert len(chooser.barred(evolve(item, refused="no"))) == 1


async def test_too_small_a_terminal_says_so_and_recovers(tmp_path: Path) -> None:
    """Nothing is lost: the same board comes back."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        before = d.text
        await d.pilot.resize_terminal(70, 20)
        await d.pilot.pause()
        assert "This terminal is 70 × 20." in d.text
        assert "The game needs 80 × 24." in d.text
        assert "treasury" not in d.text
        await d.pilot.resize_terminal(120, 40)
        await d.until(lambda: d.text == before)


async def test_the_map_can_be_zoomed(tmp_path: Path) -> None:
    """Twice closer and back; the selection stays in sight."""
    async with playing(tmp_path, ALONE, size=(80, 24), at=Kind.ACT) as d:
        await d.press("1", "n")
        board_map = d.screen.query_one("#map")
        plain = board_map.virtual_size
        await d.press("z")
        assert board_map.virtual_size.width > plain.width
        spot = board_map.spot
        assert 0 <= spot.x - board_map.scroll_offset.x < board_map.size.width
        assert 0 <= spot.y - board_map.scroll_offset.y < board_map.size.height
        await d.press("z", "z")
        assert board_map.virtual_size == plain


async def test_themes_turn_over_by_keys(tmp_path: Path) -> None:
    """Light and colour-blind safe are independent."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("t")
        assert d.app.theme == "chokepoint-light"
        await d.press("b")
        assert d.app.theme == "okabe-light"
        await d.press("t", "b")
        assert d.app.theme == "chokepoint-dark"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", look.PALETTES.values(), ids=lambda p: p.name)
def test_text_can_be_read_on_its_ground(palette: look.Palette) -> None:
    """4.5 to 1 for whatever carries meaning, on every ground it stands on."""
    words = ("", "muted", "accent", "brand", "good", "warn", "bad", "partner", "route")
    roles = (*words, *(f"seat{n}" for n in range(len(palette.seats))))
    for role in roles:
        for ground in (palette.ground, palette.surface, palette.panel, palette.land):
            light, dark = sorted((luminance(palette.colour(role)), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (role, ground)


async def test_no_colour_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every colour on the screen is a grey."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        assert d.app.no_color
        colours = set(re.findall(r"#([0-9a-f]{6})", d.app.export_screenshot())) - WINDOW
        assert len(colours) > 3
        assert all(c[0:2] == c[2:4] == c[4:6] for c in colours), colours


def test_a_power_keeps_its_colour_in_every_scenario() -> None:
    """Whatever its seat; one that asks for none gets a colour nobody has."""
    look.seat_colours((4, 0, 1))
    try:
        assert look.DARK.colour("seat0") == look.DARK.seats[3]
        assert look.DARK.colour("seat2") == look.DARK.seats[0]
        assert look.DARK.colour("seat1") not in (look.DARK.seats[0], look.DARK.seats[3])
    finally:
        look.seat_colours(())
