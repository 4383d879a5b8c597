"""Countering an offer on the screen: its terms are there to be changed, and what it is worth moves with them."""

from __future__ import annotations

from pathlib import Path

from tests.tiny import TINY
from wargame.rules.board import Kind
from wargame.rules.space import space_of
from wargame.scenario import load, to_data
from wargame.table import HUMAN, InstantThinker, new_table
from wargame.tui.choose.compose import AddScreen, ComposeScreen, Row
from wargame.tui.choose.screen import ChooseScreen

from .driver import Driver, playing

BOTH = {"CHN": HUMAN, "PAK": HUMAN}


async def offered(folder: Path, key: str) -> Path:
    """A saved game in which an offer of China's is before Pakistan."""
    scenario = load(str(TINY))
    table = new_table(scenario, to_data(scenario.spec), BOTH, 5, folder, thinker=InstantThinker())
    action = space_of(scenario).parse(key)
    while (decision := (await table.status()).decision) is not None:
        if (decision.kind, decision.seat) == (action.kind, action.seat):
            await table.submit(action)
            break
        legal = await table.legal()
        await table.submit(next((a for a in legal if a.code in ("pass", "hold")), legal[0]))
    path = (await table.status()).path
    await table.close()
    assert path is not None
    return path


async def composer(d: Driver) -> ComposeScreen:
    """The screen that the answer's last row opens."""
    await d.to_decision(Kind.ANSWER)
    chooser = d.screen
    assert isinstance(chooser, ChooseScreen)
    assert "A counter-offer costs nothing unless it is refused." in d.words
    await d.press(str(len(chooser.shown)))
    screen = d.screen
    assert isinstance(screen, ComposeScreen)
    await d.until(lambda: screen.is_mounted and bool(screen.rows))
    return screen


def mark(screen: ComposeScreen, row: Row) -> None:
    screen.query_one("#list").highlighted = screen.rows.index(row)  # type: ignore[attr-defined]


async def test_a_loan_is_countered_with_another_amount_and_no_rider(tmp_path: Path) -> None:
    async with playing(tmp_path, resume=await offered(tmp_path, "lend CHN PAK 10 collateral")) as d:
        screen = await composer(d)
        assert "Not yet: that changes nothing" in d.words
        assert "‹ $1bn ›" in d.text
        mark(screen, Row("lent"))
        await d.press("left")
        await d.until(lambda: "Will China agree?" in d.words)
        assert "Worth to you" in d.text
        before = screen.seen
        await d.press("left")
        await d.until(lambda: screen.seen is not None and screen.seen is not before)
        assert screen.seen is not None
        assert before is not None
        assert screen.seen.agreement != before.agreement
        mark(screen, Row("rider"))
        await d.press("backspace")
        await d.until(lambda: "Without the rider" in d.words)
        await d.press("end", "enter")
        await d.until(lambda: d._asks() == "HandoverScreen")
        session = d.app.session
        assert session is not None
        offer = (await session.table.view(0)).state.offer
        assert offer is not None
        assert (offer.counters, offer.terms[0], offer.riders) == (1, 8, ())
        await d.to_decision(Kind.ANSWER)
        assert "Pakistan makes a counter-offer" in d.words
        assert "Refuse ends the matter." in d.words


async def test_a_deal_is_countered_with_its_clauses_filled_in(tmp_path: Path) -> None:
    """One is taken out, another added; the partner is who offered, whatever keys are pressed."""
    deal = "compose CHN PAK give money:4 take basing:5"
    async with playing(tmp_path, resume=await offered(tmp_path, deal)) as d:
        screen = await composer(d)
        assert [[c.do for c in side] for side in screen.draft.sides] == [["basing"], ["money"]]
        assert Row("with") not in screen.rows
        mark(screen, Row("clause", 1, 0))
        await d.press("right")
        mark(screen, Row("add", 1))
        await d.press("enter")
        assert isinstance(d.screen, AddScreen)
        await d.press("enter")
        await d.until(lambda: d.screen is screen and len(screen.draft.sides[1]) == 2)
        await d.until(lambda: "Will China agree?" in d.words)
        await d.press("escape")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        assert (await d.board.session.table.status()).decision.kind == Kind.ANSWER  # type: ignore[union-attr]


async def test_when_both_have_countered_it_is_taken_or_left(tmp_path: Path) -> None:
    path = await offered(tmp_path, "compose CHN PAK give money:4 take basing:5")
    async with playing(tmp_path, resume=path) as d:
        await d.to_decision(Kind.ANSWER)
        table = d.board.session.table
        space = space_of(table.scenario)
        await d.press("escape")
        await table.submit(space.parse("counter_offer PAK CHN give basing:3 take money:4"))
        await table.submit(space.parse("counter_offer CHN PAK give money:4 take basing:4"))
        d.board.play()
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        chooser = d.screen
        assert isinstance(chooser, ChooseScreen)
        assert [item.title for item in chooser.shown if item] == ["Accept", "Refuse"]
