"""The list of choices and what stands beside it."""

from __future__ import annotations

from pathlib import Path

from wargame.rules.board import Kind
from wargame.rules.game import Decision
from wargame.rules.space import space_of
from wargame.tui.choose.screen import SHORT, ChooseScreen
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.widgets.sheet import Sheet

from .driver import Driver, playing


async def asked(d: Driver, kind: Kind) -> ChooseScreen:
    """A question of a kind over the board, with all its answers."""
    view = d.board.view
    legal = list(space_of(view.scenario).groups[int(kind), view.seat])
    screen = ChooseScreen(view, Decision(view.seat, kind, 0), legal[:SHORT], d.board.session.table.forecast)
    await d.app.push_screen(screen)
    await d.until(lambda: d.screen is screen and bool(screen.shown))
    return screen


async def test_letters_meant_for_the_board_do_nothing_to_a_short_question(tmp_path: Path) -> None:
    """An incident is not filtered by `u` or `d`; digits pick, and keys that work everywhere work here."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        screen = await asked(d, Kind.REACT)
        rows, mark = list(screen.shown), screen.marked
        assert len(rows) == 2
        await d.press("u", "d", "s", "S", "space")
        assert d.screen is screen
        assert screen.typed == ""
        assert screen.shown == rows
        assert screen.marked == mark
        assert screen.armed is None
        await d.press("2")
        assert screen.armed is rows[1].action
        bar = d.text.splitlines()[-1]
        assert "1–9 Pick" in bar
        assert "Filter" not in bar
        await d.press("h")
        await d.until(lambda: isinstance(d.screen, GuideScreen))


async def test_the_forecast_is_paged_and_the_mark_stays(tmp_path: Path) -> None:
    """PgDn shows what is below the fold, while the frame says that there is more; it never marks another row."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        screen = d.screen
        assert isinstance(screen, ChooseScreen)
        sheet = screen.query_one("#forecast", Sheet)
        # The row with most to say.
        for item in [item for item in screen.shown if item is not None]:
            screen.query_one("#list").highlighted = screen.shown.index(item)
            await d.pilot.pause()
            if sheet.more(1):
                break
        if not sheet.more(1):
            sheet.show(lambda width: [*sheet.source(width)] * 1)
            sheet.styles.height = 3
            await d.pilot.pause()
        mark = screen.marked
        assert sheet.more(1)
        await d.until(lambda: "PgDn: more" in d.text)
        last = sheet.lines[-1].text.strip()
        for _ in range(9):
            await d.press("pagedown")
        assert screen.marked == mark
        assert not sheet.more(1)
        assert last in d.text
        await d.until(lambda: "PgDn: more" not in d.text)
        for _ in range(9):
            await d.press("pageup")
        assert sheet.scroll_offset.y == 0
        assert screen.marked == mark


async def test_costs_are_shown_whatever_the_terminal_does_meanwhile(tmp_path: Path) -> None:
    """Rows are laid out anew for each width; none is cut, and the mark and what was typed stay."""
    async with playing(tmp_path, {"CHN": "human"}, size=(150, 45), at=Kind.ACT) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        screen = d.screen
        assert isinstance(screen, ChooseScreen)
        await d.press("down", "down")
        mark = screen.marked
        for size in ((80, 24), (120, 40), (80, 24)):
            await d.pilot.resize_terminal(*size)
            await d.pilot.pause()
            picks = screen.query_one("#list")
            await d.until(lambda picks=picks: picks.size.width > 0)
            box = picks.region
            rows = [row[box.x : box.right].rstrip() for row in d.text.splitlines()[box.y : box.bottom]]
            assert not [row for row in rows if row.endswith("…")], size
            assert any(row.endswith(("◆", "m", "bn", "pt", "›")) or row[-1:].isdigit() for row in rows), rows
            assert screen.marked == mark
