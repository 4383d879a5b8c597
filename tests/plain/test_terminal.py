"""Line by line, nothing that a terminal would obey comes through, whoever wrote it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from tests.hostile import EVIL, SEATS, Evil, hostile_game
from wargame.plain import Console, play
from wargame.plain.commands import COMMANDS
from wargame.rules.letters import acting
from wargame.table import HUMAN, resume

NEEDING = {
    "why": "why grievance.hills",
    "forecast": "forecast 1",
    "log": "log 99",
    "list": "list all",
    "goals": "goals CHN",
}


@pytest.mark.parametrize(
    "seats", [SEATS, {"CHN": HUMAN, "PAK": HUMAN}], ids=["against one", "two at one keyboard"]
)
def test_a_saved_game_says_everything_and_does_nothing(tmp_path: Path, seats: dict[str, str]) -> None:
    """All reports, every decision's question, what programs said of theirs, and the debrief."""
    path = hostile_game(tmp_path, 8, seats)
    reports = [
        NEEDING.get(name, name) for name in COMMANDS if name not in ("quit", "undo", "auto", "compose")
    ]
    lines = [
        *(seats if seats["CHN"] == HUMAN else ()),
        *reports,
        "1",
        "y",
        "nonsense \x1b[2J",
        "compose CHN give money:1 take vote:support",
        "n",
        # The next player, whichever it is, takes the keyboard by name; in front of a choice the name may be one.
        *([*seats, "auto!", "auto!"] if seats["CHN"] == HUMAN else ["auto!"]) * 400,
    ]
    printed = StringIO()
    table = resume(path, thinker=Evil())
    assert play(table, Console(StringIO("\n".join(lines)), printed), None) == 0
    text = printed.getvalue()
    assert not acting(text.replace("\n", ""))
    assert text.count(r"\x1b[2J[red]link[/red]") > 200
    assert r"nonsense \x1b[2J" in text
    assert "Final scores" in text or "Scores by turn" in text
    assert EVIL not in text
