"""The terminal game played by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Select

from wargame.actors import Choice
from wargame.journal import list_saves
from wargame.rules.actions.base import Action, describe
from wargame.rules.board import Kind
from wargame.rules.observe import View
from wargame.scenario import load, to_data
from wargame.table import InstantThinker, new_table, verify
from wargame.tui.app import ChokepointApp
from wargame.tui.board.map import BoardMap
from wargame.tui.board.screen import BoardScreen
from wargame.tui.choose.compose import AddScreen, ComposeScreen
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.confirm.screen import ConfirmScreen, MessageScreen, QuitScreen
from wargame.tui.debrief.screen import DebriefScreen
from wargame.tui.new_game.screen import NewGameScreen
from wargame.tui.pages.guide import GuideScreen
from wargame.tui.pages.screens import DetailScreen, HeadlinesScreen, ReportScreen, WhyScreen
from wargame.tui.present import menus
from wargame.tui.request import StartRequest
from wargame.tui.title.screen import SavesScreen, TitleScreen
from wargame.tui.widgets.sheet import Sheet

from .driver import PATIENCE, TINY, Clock, Driver, playing, running
from .prepared import saved_at

ALONE = {"CHN": "random", "PAK": "human"}
QUIET = ("stockpile", "research", "know_how", "guard", "patrol")
"""Actions in which no chance falls."""


async def test_a_new_game_is_set_up_on_screen_and_reaches_the_first_decision(tmp_path: Path) -> None:
    """Title, new game, start: a newcomer is given the primer and the seat that it teaches."""
    async with playing(tmp_path, size=(80, 24)) as d:
        assert isinstance(d.screen, TitleScreen)
        await d.press("enter")
        await d.until(lambda: "India" in d.text and not d.screen.query_one("#start").disabled)
        await d.press("enter", "enter")
        await d.to_board()
        await d.until(lambda: d._asks() is not None)
        assert [save.scenario for save in list_saves(tmp_path)] == ["primer"]
        assert d.app.session is not None
        assert d.app.session.humans == [0]
        assert d.app.session.scenario.ids["power"][0] == "IND"


async def test_who_has_played_is_offered_the_campaign(tmp_path: Path) -> None:
    """It stands second in the list, and the primer above it."""
    await saved_at(tmp_path, ALONE, Kind.ACT)
    async with playing(tmp_path) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, NewGameScreen) and "Pakistan" in d.text)
        assert isinstance(d.screen, NewGameScreen)
        assert [item.id for item in d.screen.scenarios][:2] == ["primer", "linchpin"]
        assert d.screen.scenarios[d.screen.at].id == "linchpin"
        await d.until(lambda: not d.screen.query_one("#start").disabled)
        seats = {seat: d.screen.query_one(f"#seat-{seat}", Select).value for seat, _, _ in d.screen.powers}
        assert [seat for seat, who in seats.items() if who == "human"] == ["PAK"]


async def test_a_briefing_too_long_for_the_screen_can_be_scrolled(tmp_path: Path) -> None:
    """A bar shows that there is more, and PgDn brings it."""
    async with playing(tmp_path, size=(80, 24)) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, NewGameScreen))
        await d.press("down")
        await d.until(lambda: "Pakistan" in d.text and not d.screen.query_one("#start").disabled)
        brief = d.screen.query_one("#brief")
        end = " ".join(d.screen.powers[0][2].split())[-12:]
        await d.until(lambda: brief.show_vertical_scrollbar)
        assert end not in " ".join(d.text.split())
        await d.press("tab", *["pagedown"] * 4)
        assert brief.scroll_offset.y == brief.max_scroll_y > 0
        await d.until(lambda: end.split()[-1] in d.text)


async def test_an_action_is_chosen_step_by_step_and_confirmed_once(tmp_path: Path) -> None:
    """Typing narrows the list, Enter goes deeper, the last Enter but one only arms."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        points = d.board.view.state.points[1]
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        await d.press(*"sweep")
        assert "/sweep" in d.text
        await d.press("enter")
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        await d.until(lambda: chooser.forecast is not None)
        assert "Costs 1 point" in d.text
        assert "Insurgent strength" in d.text
        assert chooser.armed is not None
        assert d.board.view.state.points[1] == points
        await d.press("enter")
        await d.until(lambda: d.screen is not chooser and "sweep" in d.board.message)
        assert any(event.kind == "region_swept" for event in await d.app.session.table.events(1))


async def test_who_came_down_the_lists_sees_the_outcome_first(tmp_path: Path) -> None:
    """On a small terminal what an action would do comes before what it is about, which was read on the way."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        await d.press("c")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        about = chooser.marked.about
        while chooser.marked.action is None:
            depth = len(chooser.path)
            await d.press("enter")
            await d.until(lambda depth=depth: len(chooser.path) > depth)
        await d.until(lambda: chooser.forecast is not None)
        text = " ".join(chooser.query_one("#forecast", Sheet).text.split())
        assert chooser.path
        assert text.index("Certain") < text.index(about)


async def test_the_filter_of_a_submenu_searches_there_first(tmp_path: Path) -> None:
    """What is found elsewhere is headed so, and passing never comes first."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("i")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        await d.press(*"old pit")
        assert not chooser.elsewhere
        assert all(item.family == "investment" for item in chooser.shown if item is not None)
        await d.press("escape")
        await d.press(*"sweep")
        assert chooser.elsewhere
        assert "elsewhere:" in d.text
        assert chooser.shown[0] is None
        assert [item.action.code for item in chooser.shown[1:]] == ["sweep"]
        await d.press("escape")
        await d.press("p")
        assert chooser.shown[0] is not None
        assert chooser.shown[0].family == "investment"
        legal = await d.app.session.table.legal()
        assert legal[0].code == "pass"
        assert menus.search(d.board.view, legal, "s")[0].action.code != "pass"


async def test_the_confirmation_says_the_whole_of_what_it_confirms(tmp_path: Path) -> None:
    """However narrow the place for it."""
    async with playing(tmp_path, {"CHN": "human"}, size=(80, 24), at=Kind.ACT) as d:
        legal = await d.app.session.table.legal()
        longest = max(legal, key=lambda a: len(describe(a, d.app.session.scenario)))
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        while chooser.armed is None:
            at = next(n for n, i in enumerate(chooser.shown) if i is not None and longest in i.actions)
            chooser.query_one("#list").highlighted = at
            await d.press("enter")
        await d.pilot.pause()
        box = chooser.query_one("#confirm-text").region
        rows = [row[box.x : box.right] for row in d.text.splitlines()[box.y : box.bottom]]
        said = " ".join(" ".join(rows).split())
        assert said == f"Enter confirms: {describe(longest, d.app.session.scenario)}"


async def test_escape_disarms_goes_back_a_step_and_then_to_the_board(tmp_path: Path) -> None:
    """Nothing has been done after that."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        status = await d.app.session.table.status()
        await d.press("i")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        assert "Loans and money" not in d.text
        await d.press("enter")
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        assert chooser.path or chooser.armed
        for _ in range(3):
            if isinstance(d.screen, ChooseScreen):
                await d.press("escape")
        assert isinstance(d.screen, BoardScreen)
        assert (await d.app.session.table.status()).decision == status.decision


async def test_escape_and_enter_do_not_leave_the_game(tmp_path: Path) -> None:
    """One Esc too many, and the Enter after it, stay at the board; an arrow or y leaves."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        for keys in (("escape", "enter"), ("escape", "escape"), ("escape", "left", "right", "enter")):
            await d.press(*keys)
            assert isinstance(d.screen, BoardScreen), keys
        await d.press("escape", "left", "enter")
        await d.until(lambda: d.app.session is None)


async def test_what_cannot_be_taken_is_shown_with_its_reason(tmp_path: Path) -> None:
    """The refinery needs a survey or know-how: its row is there, dim, and does nothing."""
    async with playing(tmp_path, ALONE, size=(160, 50), at=Kind.ACT) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        closed = next(item for item in chooser.shown if item is not None and not item.open)
        at = chooser.shown.index(closed)
        chooser.query_one("#list").highlighted = at
        await d.pilot.pause()
        assert closed.refused
        assert "Not now:" in d.text
        await d.press("enter")
        assert d.screen is chooser
        assert chooser.armed is None


async def test_another_persons_decision_is_not_mine_to_take_back(tmp_path: Path) -> None:
    """Undo reaches back to another seat's decision and no further."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}) as d:
        await d.to_decision(Kind.ACT)
        session = d.app.session
        first = session.viewer
        await d.act(QUIET)
        await d.until(lambda: session.viewer not in (first, -1) or d._asks() == "HandoverScreen")
        await d.press("space")
        await d.until(lambda: session.viewer not in (first, -1) and d._asks() == Kind.ACT)
        digest = d.board.view.digest()
        await d.press("u")
        assert "Nothing to take back" in d.text
        assert d.board.view.digest() == digest


async def test_undo_takes_my_own_last_decision_back(tmp_path: Path) -> None:
    """Once the other has passed, my next action is followed by my own decision."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}) as d:
        await d.to_decision(Kind.ACT)
        session = d.app.session
        first = session.viewer
        await d.press("p", "y")
        await d.until(lambda: d._asks() == "HandoverScreen")
        await d.press("space")
        await d.until(lambda: session.viewer not in (first, -1) and d._asks() == Kind.ACT)
        before = d.board.view.digest()
        await d.act(QUIET)
        await d.until(lambda: d._asks() == Kind.ACT and d.board.view.digest() != before)
        await d.press("u")
        await d.until(lambda: d._asks() == Kind.ACT and d.board.view.digest() == before)
        assert "Taken back." in d.text


async def test_an_undo_after_programs_were_seen_to_move_asks_and_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Escape leaves everything as it is; y takes it back, and the debrief will say so."""
    plodding = ("stockpile", "release", "guard", "patrol", "hold", "refuse", "keep", "pass")

    async def think(
        self: InstantThinker, name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        return Choice(min(legal, key=lambda a: plodding.index(a.code) if a.code in plodding else 99))

    monkeypatch.setattr(InstantThinker, "think", think)
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        session, before = d.app.session, d.board.view.digest()
        assert session is not None
        await d.act(("guard", "stockpile", "release"))
        await d.until(lambda: d._asks() == Kind.ACT and d.board.view.digest() != before)
        after = d.board.view.digest()
        await d.press("u")
        await d.until(lambda: isinstance(d.screen, ConfirmScreen))
        assert "1 move of programs that you have seen" in " ".join(d.text.split())
        await d.press("n")
        await d.until(lambda: d._asks() == Kind.ACT)
        assert d.board.view.digest() == after
        await d.press("u")
        await d.until(lambda: isinstance(d.screen, ConfirmScreen))
        await d.press("y")
        await d.until(lambda: d._asks() == Kind.ACT and d.board.view.digest() == before)
        assert "Taken back, and 1 move of others with it." in d.text
        assert sum((await session.table.status()).peeks) == 1


async def test_quitting_and_continuing_gives_the_same_turn(tmp_path: Path) -> None:
    """Nothing is lost: the view is the same to the last figure."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("p", "y")
        await d.to_decision(Kind.ACT)
        digest = d.board.view.digest()
        await d.press("q")
        assert isinstance(d.screen, ConfirmScreen)
        await d.press("y")
    [save] = list_saves(tmp_path)
    assert not save.fault
    async with playing(tmp_path) as d:
        await d.press("up")
        await d.screen.looking.wait()
        menu = d.screen.query_one("#menu")
        menu.highlighted = 1
        await d.press("enter")
        assert isinstance(d.screen, SavesScreen)
        assert "Tiny" in d.text
        await d.press("enter")
        await d.to_board()
        await d.until(lambda: d._asks() == "MessageScreen")
        # What falls due is said again to whoever sits down again.
        assert "The lender's board reviews your programme" in d.text
        await d.press("enter")
        await d.until(lambda: d._asks() == Kind.ACT)
        assert d.board.view.digest() == digest


async def test_a_damaged_save_can_be_gone_on_with_as_a_copy(tmp_path: Path) -> None:
    """From the last good line; the damaged file stays as it is."""
    await saved_at(tmp_path, ALONE, Kind.ACT)
    [save] = list_saves(tmp_path)
    lines = save.path.read_bytes().splitlines(keepends=True)
    broken = b"".join([*lines[:-1], lines[-1].replace(b'"decision"', b'"decisoin"'), lines[-1]])
    save.path.write_bytes(broken)
    async with playing(tmp_path) as d:
        await d.screen.looking.wait()
        d.screen.query_one("#menu").highlighted = 1
        await d.press("enter")
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ConfirmScreen))
        assert f"line {len(lines)}: " in " ".join(d.text.split())
        await d.press("y")
        await d.to_board()
        await d.until(lambda: d._asks() is not None)
    assert save.path.read_bytes() == broken
    copy = next(found for found in list_saves(tmp_path) if found.path != save.path)
    assert copy.path.name == save.path.name.replace(".jsonl", "-recovered.jsonl")
    assert not copy.fault
    assert verify(copy.path).ok


async def test_a_save_of_which_nothing_is_left_says_so_and_hurts_nothing(tmp_path: Path) -> None:
    """The list shows it, opening it explains."""
    await saved_at(tmp_path, ALONE, Kind.ACT)
    [save] = list_saves(tmp_path)
    lines = save.path.read_text().splitlines()
    save.path.write_text("\n".join([lines[0][:40] + "x" + lines[0][41:], *lines[1:]]) + "\n")
    async with playing(tmp_path) as d:
        await d.screen.looking.wait()
        d.screen.query_one("#menu").highlighted = 1
        await d.press("enter")
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, MessageScreen))
        assert isinstance(d.screen, MessageScreen)
        assert "it is the first, which holds the scenario" in d.screen.message


async def nearly_over(saves: Path, left: int) -> Path:
    """A saved game of one person who is to act, with at least so many decisions left."""
    tiny = load(str(TINY))

    async def play(folder: Path | None, most: int) -> tuple[list[bool], Path | None]:
        """Whether the person was to act, decision by decision."""
        table = new_table(tiny, to_data(tiny.spec), ALONE, 5, folder, thinker=InstantThinker())
        acts: list[bool] = []
        while len(acts) < most and not (status := await table.status()).over:
            assert status.decision is not None
            acts.append(status.decision.seat == 1 and status.decision.kind == Kind.ACT)
            if status.decision.seat == 1:
                legal = await table.legal()
                await table.submit(legal[len(acts) % len(legal)])
            else:
                await table.advance()
        await table.close()
        return acts, (await table.status()).path

    acts, _ = await play(None, 1000)
    _, path = await play(saves, max(at for at, mine in enumerate(acts[: len(acts) + 1 - left]) if mine))
    assert path is not None
    return path


async def to_debrief(d: Driver) -> None:
    """Answer whatever is asked until the game is over."""
    for _ in range(PATIENCE):
        await d.until(lambda: d._asks() is not None)
        if isinstance(d.screen, DebriefScreen):
            return
        await d.answer()
    raise AssertionError("the game did not end")


async def test_a_game_ends_in_the_debrief(tmp_path: Path) -> None:
    """Ending, three columns, ranking, agendas and the curve are all there."""
    path = await nearly_over(tmp_path, 4)
    async with playing(tmp_path, resume=path) as d:
        await to_debrief(d)
        sheet = d.screen.query_one(Sheet)
        view = d.board.view
        assert view.scenario.spec.endings[view.state.ended.ending].title in sheet.text
        for word in ("machines", "markets", "might", "Secret agendas", "quarter by quarter", "1. ", "2. "):
            assert word in sheet.text
        await d.press("escape")
        assert "The game is over." in d.text
        assert "Enter Debrief" in d.text
        assert "Enter Decide" not in d.text
    [save] = list_saves(tmp_path)
    assert save.over


@pytest.mark.slow
@pytest.mark.parametrize("seats", [ALONE, {"CHN": "human", "PAK": "human"}], ids=["alone", "hot seat"])
async def test_a_whole_game_can_be_played_by_keys(tmp_path: Path, seats: dict[str, str]) -> None:
    """From the first agenda to the debrief."""
    async with playing(tmp_path, seats) as d:
        await to_debrief(d)
        assert isinstance(d.screen, DebriefScreen)


async def test_programs_alone_play_to_the_end_while_somebody_watches(tmp_path: Path) -> None:
    """The spectator sees the first seat's view, and it says so."""
    async with playing(tmp_path, {"CHN": "random", "PAK": "random"}) as d:
        await d.until(lambda: d.board.view is not None)
        assert "watching" in d.text
        await d.until(lambda: isinstance(d.screen, DebriefScreen))


async def test_a_quarter_opens_with_its_headlines(tmp_path: Path) -> None:
    """Shown once and in full; nobody has to look for them in the log."""
    async with playing(tmp_path, ALONE, size=(80, 24)) as d:
        await d.until(lambda: d._asks() is not None)
        assert isinstance(d.screen, HeadlinesScreen)
        assert "Headlines, 2024 Q4" in d.text
        [told] = [e for e in await d.app.session.table.events(1) if e.kind == "headline"]
        card = d.app.session.scenario.spec.cards[told.number("card")]
        assert " ".join(card.text.split()[:3]) in d.text
        assert d.board.draw_prompt(80)[0].text.strip() == "Close this page, and it is your turn to decide."
        await d.press("escape")
        await d.until(lambda: d._asks() is not None)
        while (asked := d._asks()) != Kind.ACT:
            assert asked != "HeadlinesScreen"
            await d.answer()
            await d.until(lambda: d._asks() is not None)
        assert "it is your move" in d.board.draw_prompt(80)[0].text
        await d.press("p", "n")
        assert not any(isinstance(s, HeadlinesScreen) for s in d.app.screen_stack)


async def test_the_report_comes_at_a_turns_end(tmp_path: Path) -> None:
    """Scores and what happened, phase by phase."""
    async with playing(tmp_path, ALONE) as d:
        for _ in range(PATIENCE):
            await d.until(lambda: d._asks() is not None)
            if isinstance(d.screen, ReportScreen):
                break
            await d.answer()
        assert isinstance(d.screen, ReportScreen)
        assert "Report on 2024 Q4" in d.text
        assert "machines" in d.text


async def test_any_figure_can_be_asked_why(tmp_path: Path) -> None:
    """Powers, down to a figure, w: its ledger ends at the opening position."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("2", "down", "w")
        assert isinstance(d.screen, WhyScreen)
        assert "opening position" in d.text
        await d.press("escape")
        assert isinstance(d.screen, BoardScreen)


async def test_the_map_is_walked_by_arrow_keys(tmp_path: Path) -> None:
    """Each step selects something else, and its details are beside the map."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("1", "right")
        first = d.board.query_one(BoardMap).selected
        assert first is not None
        await d.press("n", "n")
        kind, index = d.board.query_one(BoardMap).selected
        assert (kind, index) != first
        name = d.board.view.scenario.names[kind][index]
        assert name in d.board.query_one("#detail", Sheet).text
        await d.press("e")
        assert isinstance(d.screen, DetailScreen)
        assert name in d.text


async def test_the_mouse_selects_on_the_map_and_marks_figures(tmp_path: Path) -> None:
    """A click does what the keys do."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        board_map = d.board.query_one(BoardMap)
        spot = next(s for s in board_map.drawn.spots if s.kind == "site")
        await d.pilot.click("#map", offset=(spot.x + 1, spot.y + 1))
        await d.pilot.pause()
        assert board_map.selected == ("site", spot.index)


@pytest.mark.parametrize("key", ["f1", "h"])
async def test_help_opens_anywhere_and_lists_every_action(tmp_path: Path, key: str) -> None:
    """Also its closing brings back what was there."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        before = d.screen
        await d.press(key)
        assert isinstance(d.screen, GuideScreen)
        text = d.screen.query_one(Sheet).text
        assert "Counter-insurgency sweep" in text
        assert "Headlines" in text
        await d.press("escape")
        assert d.screen is before


@pytest.mark.parametrize(
    ("keys", "window"),
    [
        (("d",), "ChooseScreen"),
        (("d", *"compose", "enter"), "ComposeScreen"),
        (("d", *"compose", "enter", "down", "enter"), "AddScreen"),
        (("escape",), "ConfirmScreen"),
        (("q",), "QuitScreen"),
        (("2", "down", "w"), "WhyScreen"),
    ],
)
async def test_help_opens_over_every_window(tmp_path: Path, keys: tuple[str, ...], window: str) -> None:
    """F1 works wherever a window lies over the board, says so at its foot, and closing brings the window back."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}, size=(80, 24), at=Kind.ACT) as d:
        for key in keys:
            await d.press(key)
            if key == "d" and not isinstance(d.screen, ComposeScreen):
                await d.until(lambda: isinstance(d.screen, ChooseScreen))
        before = d.screen
        assert type(before).__name__ == window
        assert "F1 Help" in d.text.splitlines()[-1]
        await d.press("f1")
        assert isinstance(d.screen, GuideScreen)
        await d.press("f1", "escape")
        assert d.screen is before


async def test_two_quick_keys_make_one_decision(tmp_path: Path) -> None:
    """A second Enter before the list is there must not open a second list."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        d.board.open_choices("")
        d.board.open_choices("")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        await d.pilot.pause()
        assert sum(isinstance(s, ChooseScreen) for s in d.app.screen_stack) == 1


async def test_a_deal_is_composed_clause_by_clause(tmp_path: Path) -> None:
    """Money for a clause of theirs: the deal says what accepting would do, and becomes an offer."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}, at=Kind.ACT) as d:
        session = d.app.session
        seat, other = session.viewer, 1 - session.viewer
        await d.press("d")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        await d.press(*"compose", "enter")
        composer = d.screen
        assert isinstance(composer, ComposeScreen)
        assert "Not yet" in d.text
        assert d.text.splitlines()[-1].startswith(" Enter Choose")
        composer.query_one("#list").highlighted = composer.rows.index(("add", 0, 0))
        await d.press("enter")
        assert isinstance(d.screen, AddScreen)
        await d.press("enter")
        await d.until(lambda: d.screen is composer and len(composer.draft.sides[0]) == 1)
        [clause] = composer.draft.sides[0]
        assert clause.do == "money"
        await d.press("right", "right", "left")
        assert composer.draft.sides[0][0].amount == clause.amount + 1
        await d.until(lambda: "accepts" in d.text)
        assert "Worth to you" in d.text
        assert f"Will {session.scenario.names['power'][other]} agree?" in d.words
        assert f"Treasury of {session.scenario.names['power'][other]}" in d.text
        composer.query_one("#list").highlighted = len(composer.rows) - 1
        await d.press("enter")
        await d.until(lambda: d._asks() == "HandoverScreen")
        offer = (await session.table.view(other)).state.offer
        assert offer is not None
        assert (offer.proposer, offer.receiver) == (seat, other)
        assert [c.do for c in offer.gives] == ["money"]


async def test_a_burst_of_keys_never_breaks_the_list(tmp_path: Path) -> None:
    """Enter and Escape faster than the screen: whatever is chosen, the game goes on."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        for keys in (
            ("enter",) * 5,
            ("i", "enter", "enter", "escape"),
            ("l", "escape", "escape"),
            ("p", "escape"),
        ):
            for key in keys:
                d.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await d.pilot.pause(0.05)
        await d.until(lambda: d._asks() is not None)
        assert d.app.is_running


async def test_ctrl_c_asks_to_quit_even_where_letters_are_typed(tmp_path: Path) -> None:
    """And staying leaves everything as it was."""
    async with playing(tmp_path, ALONE, at=Kind.ACT) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        await d.press("ctrl+c")
        assert isinstance(d.screen, ConfirmScreen)
        await d.press("n")
        assert d.screen is chooser


@pytest.mark.parametrize("where", ["board", "chooser", "composer", "clause", "leave", "help", "quit"])
async def test_ctrl_c_twice_quits_from_anywhere(tmp_path: Path, where: str) -> None:
    """Whatever has the keyboard: the first asks, the second goes. The game is on disk."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}, at=Kind.ACT) as d:
        keys = {
            "board": (),
            "chooser": ("d",),
            "composer": ("d", *"compose", "enter"),
            "clause": ("d", *"compose", "enter", "down", "enter"),
            "leave": ("escape",),
            "help": ("h",),
            "quit": ("q",),
        }[where]
        for key in keys:
            await d.press(key)
            if key == "d" and not isinstance(d.screen, ComposeScreen):
                await d.until(lambda: isinstance(d.screen, ChooseScreen))
        if where != "quit":
            await d.press("ctrl+c")
        assert isinstance(d.screen, QuitScreen)
        await d.press("ctrl+c")
        await d.until(lambda: not d.app.is_running)
        assert d.app.session is None
    [save] = list_saves(tmp_path)
    assert not save.fault


async def test_a_dialog_shows_its_own_keys(tmp_path: Path) -> None:
    """Nothing that cannot be pressed now stands at the foot of the screen."""
    async with playing(tmp_path, ALONE, size=(80, 24), at=Kind.ACT) as d:
        await d.press("p")
        assert isinstance(d.screen, ConfirmScreen)
        foot = d.text.splitlines()[-1]
        assert "y Yes" in foot
        assert "n Esc No" in foot
        assert "Panels" not in foot
        await d.press("n")
        await d.app.complain("A title", "A text.")
        await d.pilot.pause()
        foot = d.text.splitlines()[-1]
        assert foot.split() == ["Enter", "Esc", "Close", "F1", "Help", "q", "Quit"]


class Obliging(InstantThinker):
    """Accepts whatever is offered."""

    async def think(
        self, actor_name: str, seed: int, view: View, legal: Sequence[Action], *_: object
    ) -> Choice:
        found = next((a for a in legal if a.code == "accept"), None)
        found = found or next((a for a in legal if a.code in ("pass", "hold")), legal[0])
        return Choice(found, "", "the terms are fair" if found.code == "accept" else "")


async def test_the_answer_to_my_offer_is_shown_to_me(tmp_path: Path) -> None:
    """Who answered, what, and why: in a notice, not in the log alone."""
    start = StartRequest(scenario=str(TINY), seats={"CHN": "human"}, seed=5)
    app = ChokepointApp(Obliging(), tmp_path, start, Clock())
    async with running(app, (80, 24)) as d:
        await d.to_board()
        await d.to_decision(Kind.ACT)
        await d.act(("lend",))
        await d.until(lambda: isinstance(d.screen, MessageScreen))
        assert "Pakistan accepts" in d.text
        assert "a loan of" in d.text
        assert "the terms are fair" in " ".join(d.text.split())
        await d.press("escape")
        await d.until(lambda: d._asks() is not None)
        assert d.board.message == "Pakistan accepts what you offered."
        await app.rise()


async def test_a_person_who_made_an_offer_hears_of_the_answer_on_coming_back(tmp_path: Path) -> None:
    """Hot seat: nobody else reads it."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}) as d:
        await d.to_decision(Kind.ACT)
        session = d.app.session
        while session.viewer != 0:
            await d.press("p", "y")
            await d.until(lambda: d._asks() is not None)
            await d.to_decision(Kind.ACT)
        await d.act(("lend",))
        await d.until(lambda: d._asks() == "HandoverScreen")
        await d.press("space")
        await d.until(lambda: d._asks() == Kind.ANSWER)
        await d.act(("refuse",))
        await d.until(lambda: d._asks() in (Kind.ACT, "HandoverScreen"))
        while d._asks() != "HandoverScreen":
            await d.press("p", "y")
            await d.until(lambda: d._asks() is not None)
        assert "refuses" not in d.text
        await d.press("space")
        await d.until(lambda: isinstance(d.screen, MessageScreen))
        assert session.viewer == 0
        assert "Pakistan refuses what you offered" in " ".join(d.text.split())


async def test_a_key_between_two_decisions_opens_nothing(tmp_path: Path) -> None:
    """Until the screen has caught up, the choices could be another seat's."""
    async with playing(tmp_path, {"CHN": "human", "PAK": "human"}, at=Kind.ACT) as d:
        board, session = d.board, d.app.session
        seat = session.viewer
        assert board.claim()
        action = next(a for a in await session.table.legal() if a.code in QUIET)
        await board.carry_out(action)
        board.busy = False
        board.play()
        board.open_choices("")
        assert not board.busy
        await d.until(lambda: d._asks() is not None)
        assert not any(isinstance(s, ChooseScreen) for s in d.app.screen_stack)
        assert (await session.table.status()).decision.seat != seat


async def test_a_goal_is_asked_why_down_to_a_figure_s_ledger(tmp_path: Path) -> None:
    """Goals, w: what its measure is made of; w there on a part: that figure's own changes; Esc goes back as it came."""
    async with playing(tmp_path, ALONE, size=(80, 24), at=Kind.ACT) as d:
        await d.press("5")
        goal = d.board.query_one("#tab", Sheet).place
        assert goal == ("site_income", 1)
        await d.press("w")
        measure = d.screen
        assert isinstance(measure, WhyScreen)
        assert "It is made of" in d.text
        assert "It counts for" in d.text
        await d.press("escape", "down", "down", "w")
        assert "Cohesion of Pakistan stands at" in d.text
        await d.press("w")
        assert "opening position" in d.text
        assert "Stability, Pakistan" in d.text
        await d.press("escape")
        assert "Cohesion of Pakistan stands at" in d.text
        await d.press("escape")
        assert isinstance(d.screen, BoardScreen)
