"""Threats on the screen: what is threatened, then what for; what stands against one is told wherever one looks."""

from __future__ import annotations

from pathlib import Path

from wargame.rules.board import Kind
from wargame.tui.choose.screen import ChooseScreen
from wargame.tui.present.lines import plain
from wargame.tui.present.powers import powers

from .driver import playing
from .test_countering import BOTH, offered

THREAT = "threaten CHN control:PAK money"


async def test_a_threat_is_made_in_two_steps(tmp_path: Path) -> None:
    async with playing(tmp_path, BOTH, at=Kind.SIGNAL) as d:
        await d.press("enter")
        await d.until(lambda: isinstance(d.screen, ChooseScreen))
        screen = d.screen
        assert isinstance(screen, ChooseScreen)
        assert "A threat names what would avert it" in d.words
        titles = [item.title for item in screen.shown if item is not None]
        assert titles == ["Say nothing", "Threaten"]
        await d.press("2")
        await d.until(lambda: "Export controls on Pakistan" in d.text)
        assert "A deployment over the Line" in d.text
        await d.press("1")
        await d.until(lambda: "Unless they pay $500m" in d.text)
        await d.press("2")
        await d.until(lambda: "If they accept" in d.text)
        assert "Will they accept?" in d.words or "hardly" in d.words or "likely" in d.words
        await d.press("enter")
        await d.until(lambda: d._asks() == "HandoverScreen")
        await d.to_decision(Kind.ANSWER)
        assert "China makes a demand" in d.words
        assert "Refuse costs nothing yet." in d.words


async def test_what_stands_is_on_the_panel_and_told_as_due(tmp_path: Path) -> None:
    async with playing(tmp_path, resume=await offered(tmp_path, THREAT)) as d:
        await d.to_decision(Kind.ANSWER)
        await d.press("escape")
        await d.until(lambda: "China threatens you: answer." in d.words)
        panel = plain(powers(d.board.view, 90))
        assert "Threats" in panel
        assert "China threatens export controls on Pakistan unless Pakistan agrees to pay $500m" in " ".join(
            panel.split()
        )
        assert "Carried out as a ban on" in " ".join(panel.split())
