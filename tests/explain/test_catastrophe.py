"""The debrief of a catastrophe: what took the last steps, no winner and no places, and who bears the responsibility."""

from __future__ import annotations

import re

import pytest

from tests.rulings.case import Case, set_up
from wargame.explain.catastrophe import final_order, last_steps, responsibility
from wargame.explain.deeds import Deed
from wargame.explain.scores import total_now
from wargame.plain.after import goals_told
from wargame.plain.debrief import debrief as plain_debrief
from wargame.rules.board import Kind
from wargame.rules.chance import ARENAS, COVERT, SECURITY, Draw
from wargame.rules.scoring import final_scores
from wargame.table.course import Course
from wargame.tui.present.debrief import debrief
from wargame.tui.present.lines import plain

BLAME = {"blame.CHN": 5, "blame.USA": 1, "blame.PAK": 9, "blame.IND": 5}


def course_of(case: Case) -> Course:
    return Course(case.game)


def decide(course: Course, key: str, draws: list[tuple[int, int]] | None = None) -> None:
    course.accept(course.attempt(course.game.space.parse(key), draws))


def both(course: Course) -> tuple[str, str]:
    """The debrief in the full-screen and in the plain client."""
    view, entries, deeds = course.game.view(0), course.game.entries_for(0), course.deeds()
    lines = [*plain_debrief(view, entries, (), deeds), *goals_told(view)]
    return plain(debrief(view, entries, 140, (), deeds)), "\n".join(lines)


def war(case: Case) -> Course:
    """India answers an incident on rung nine in kind."""
    case.asked(Kind.REACT, "IND").state.phase = 3
    course = course_of(case)
    decide(course, "react IND yes")
    assert course.game.state.ended is not None
    return course


def test_who_went_up_the_last_rungs() -> None:
    """In order, and no more than four."""
    case = set_up("PAK", {"tension.loc": 8})
    course = course_of(case)
    decide(course, "escalate PAK loc")
    before = course.deeds()
    course = war(case)
    steps = [
        "2024 Q4: Pakistan: Escalate: Line of Control: up to rung 9, Invasion.",
        "2024 Q4: India answers an incident in kind: up to rung 10, War.",
    ]
    assert last_steps(case.scenario, course.game.state, [*before, *course.deeds()]) == steps
    assert last_steps(case.scenario, course.game.state, [*before * 9, *course.deeds()]) == [
        *steps[:1] * 3,
        steps[1],
    ]


def test_an_incident_answered_in_kind_with_the_odds_it_had() -> None:
    """By whom, and what chance put before it: militants are told from soldiers."""
    told = {"an incident, Line of Control": "incident", "a cross-border attack": "attack by militants"}
    for label, event in told.items():
        case = set_up("IND", {"tension.loc": 9})
        course = war(case)
        passed = Deed(1, 2, 2, "pass PAK", 0, (Draw(SECURITY, label, (46, 54), 0),), ())
        assert last_steps(case.scenario, course.game.state, [passed, *course.deeds()]) == [
            f"2024 Q4: India answers an {event} in kind (the {event} had odds of 46%): up to rung 10, War."
        ]


def test_an_incident_absorbed_in_vain() -> None:
    case = set_up("IND", {"tension.loc": 9}).asked(Kind.REACT, "IND")
    case.state.phase = 3
    course = course_of(case)
    decide(course, "react IND no", [(ARENAS, 0)])
    assert last_steps(case.scenario, course.game.state, course.deeds()) == [
        "2024 Q4: India absorbs an incident, and events outrun the cables (odds "
        f"{case.scenario.spec.tuning.runaway}%): up to rung 10, War."
    ]


def test_a_secret_act_that_was_exposed() -> None:
    case = set_up("PAK", {"tension.loc": 9}).acted_in_secret("fund", "IND", "PAK", 1)
    course = course_of(case)
    decide(course, "counter PAK", [(COVERT, 0)])
    assert last_steps(case.scenario, course.game.state, course.deeds()) == [
        "2024 Q4: A secret act of India is exposed: funding insurgents: up to rung 10, War."
    ]


@pytest.mark.parametrize("client", [0, 1])
def test_nobody_wins_and_nobody_has_a_place(client: int) -> None:
    """Points stand in order, highest first, whoever is to blame; and those who are stand in a list of their own."""
    case = set_up("PAK", {"tension.loc": 9, **BLAME})
    course = war(case.hook("politics.scores"))
    scenario, state = course.game.scenario, course.game.state
    text = both(course)[client]
    assert "nobody wins, and there are no places" in " ".join(text.split())
    assert not re.search(r"^\W*1\. ", text, re.MULTILINE)
    totals = final_scores(scenario, state)
    order = final_order(scenario, state)
    assert [totals[seat] for seat in order] == sorted(totals, reverse=True)
    assert order != list(state.ended.ranking)  # type: ignore[union-attr]
    assert "up to rung 10, War." in text
    whole = sum(state.blame)
    said = [sentence for _, sentence in responsibility(scenario, state)]
    part = round(100 * state.blame[3] / whole)
    assert said[0] == f"India: responsibility {state.blame[3]} of {whole}, {part}% of it."
    assert all(sentence in text for sentence in said)
    assert text.index(said[0]) < text.index(said[-1])


@pytest.mark.parametrize("quarters", [0, 1])
def test_one_function_gives_the_final_scores(quarters: int) -> None:
    """Also of a game that ended before a quarter was reckoned; a share of the blame is off already."""
    case = set_up("PAK", {"tension.loc": 9, **BLAME})
    if quarters:
        case.hook("politics.scores")
    before = [total_now(case.scenario, case.state, seat) for seat in range(4)]
    course = war(case)
    scenario, state = course.game.scenario, course.game.state
    totals = final_scores(scenario, state)
    assert totals == tuple(total_now(scenario, state, seat) for seat in range(4))
    cut = [was - was * blame // sum(state.blame) for was, blame in zip(before, state.blame, strict=True)]
    assert list(totals) == cut
    assert max(totals) > 10
    _, text = both(course)
    for seat, name in enumerate(scenario.names["power"]):
        assert f"  {name}: {totals[seat]} (" in text


def test_a_game_with_a_winner_keeps_its_places() -> None:
    case = set_up("PAK", turn=12)
    case.hook("politics.scores").hook("politics.endings")
    ended = case.state.ended
    assert ended is not None
    assert ended.winners
    assert final_order(case.scenario, case.state) == list(ended.ranking)
    view, entries = case.game.view(0), case.game.entries_for(0)
    winner = case.scenario.names["power"][ended.ranking[0]]
    assert f"  1. {winner}: " in "\n".join(plain_debrief(view, entries))
    assert f"1. {winner}" in plain(debrief(view, entries, 140))
    assert last_steps(case.scenario, case.state, []) == []
