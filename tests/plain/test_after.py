"""After the end, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from wargame.rules.compiled import Scenario
from wargame.rules.spec import AgendaSpec

from .conftest import Typed

PLAYED = ["1!"] * 80


def finish(typed: Typed, folder: Path, *more: str) -> str:
    """Play to the end, then resume the finished game and type some more."""
    typed(*PLAYED)
    (journal,) = folder.glob("*.jsonl")
    return typed(*more, saved=journal)


def test_the_debrief_lists_every_goal_and_agenda_with_its_points(
    typed: Typed, tiny: Scenario, tmp_path: Path
) -> None:
    end = finish(typed, tmp_path).partition("\nGoals\n")[2]
    for power in tiny.powers:
        assert f"  {power.name}:" in end
        for goal in power.objectives:
            assert f"    {goal.title} ({goal.column}): " in end
            assert f" of {goal.weight} point" in end
    secret = [line for line in end.splitlines() if line.startswith("    secret agenda, ")]
    assert len(secret) == sum(1 for power in tiny.powers if power.agendas)
    assert AgendaSpec in {type(agenda) for power in tiny.powers for agenda in power.agendas}


def test_a_finished_game_answers_why_and_goals(typed: Typed, tmp_path: Path) -> None:
    printed = finish(typed, tmp_path, "why grievance.hills", "goals china", "pass", "?", "quit")
    after = printed.partition("The game is over; why")[2]
    assert "Grievance, " in after
    assert "Scores: " in after
    assert "nothing can be decided any more" in after
    assert "  why FIGURE: " in after
    assert "compose POWER" not in after
    assert printed.rstrip().splitlines()[-1].startswith("Saved in ")


@pytest.mark.parametrize("last", [(), ("quit",), ("exit",)])
def test_the_end_of_the_input_ends_it_too(typed: Typed, tmp_path: Path, last: tuple[str, ...]) -> None:
    printed = finish(typed, tmp_path, *last)
    assert printed.count("[The game is over; ") == 1
    assert printed.count("Saved in ") == 1


def test_nobody_is_asked_after_a_game_of_programs_or_of_a_script(typed: Typed) -> None:
    """They would wait for a keyboard nobody sits at."""
    assert "[The game is over; " not in typed(pakistan="random")
    assert "[The game is over; " not in typed(script="auto\n" * 80)
