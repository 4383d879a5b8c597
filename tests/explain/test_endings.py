"""A debrief says why the story is told by this ending."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, set_up
from wargame.explain.endings import why_this_ending
from wargame.plain.debrief import debrief
from wargame.rules.spec import EndingSpec
from wargame.tui.present.debrief import debrief as laid_out

RICH = EndingSpec("rich", "Rich", "Much money.", ("money.USA >= 60", "tension.loc < 9", "turn > 1"))
MODEST = EndingSpec("modest", "Modest", "Some money.", ("money.USA >= 80",))
REST = EndingSpec("rest", "The rest", "Whatever.", ())


def ended(figures: dict[str, int], *endings: EndingSpec) -> Case:
    """The board of the rulings after its last quarter."""
    case = set_up("USA", figures, board=amended(endings=endings))
    case.state.turn = case.scenario.spec.turns
    return case.hook("politics.scores").hook("politics.endings")


def test_every_condition_is_told_with_what_it_asked_and_what_came_of_it() -> None:
    case = ended({"money.USA": 90, "tension.loc": 3}, RICH, MODEST, REST)
    lines = why_this_ending(case.scenario, case.state)
    assert lines[0].endswith(": $9.3bn ($6bn or more).")
    assert lines[1].endswith(": 3 (less than 9).")
    assert lines[2] == f"Quarter {case.scenario.spec.turns} (more than 1)."
    assert lines[3].startswith(
        "“Modest” holds too and comes next: its conditions are exceeded by 16%, these by "
    )


def test_what_is_left_is_told_as_such_and_catastrophes_speak_for_themselves() -> None:
    case = ended({"money.USA": 10}, MODEST, REST)
    assert why_this_ending(case.scenario, case.state) == ["The conditions of no other ending hold."]
    state = evolve(case.state, ended=evolve(case.state.ended, shared=True))
    assert why_this_ending(case.scenario, state) == []


@pytest.mark.parametrize("figures", [{"money.USA": 90}, {"money.USA": 10}])
def test_both_clients_say_it(figures: dict[str, int]) -> None:
    case = ended(figures, RICH, REST)
    view, why = case.game.view(0), why_this_ending(case.scenario, case.state)
    plain = "\n".join(debrief(view, []))
    screen = " ".join(line.text for line in laid_out(view, [], 200))
    assert why
    for text in why:
        assert text in plain
        assert text in screen
