"""What stands against a power is told with its day and its price, and in the end who gave way."""

from __future__ import annotations

import pytest

from tests.rulings.case import Case, set_up
from wargame.explain.money import falling_due
from wargame.explain.questions import terms_told
from wargame.explain.threats import NO_THREATS, history_told, standing_told
from wargame.plain.debrief import debrief as plain_debrief
from wargame.plain.reports import REPORTS
from wargame.rules.board import Kind
from wargame.rules.records import Ended
from wargame.tui.present.debrief import debrief
from wargame.tui.present.lines import plain
from wargame.tui.present.powers import powers

USA = 1
DEMAND = "China threatens export controls on the United States unless the United States agrees to pay $500m"


def threatened(**figures: int) -> Case:
    return set_up("USA", {name.replace("_", "."): value for name, value in figures.items()}).threatens(
        "CHN", "control:USA"
    )


def test_both_clients_show_what_stands() -> None:
    case = threatened()
    for view in (case.game.view(USA), case.game.view(2)):
        told = standing_told(view)
        assert told[0] == f"{DEMAND} by the end of 2024 Q4."
        for page in (
            plain(powers(view, 200)),
            *("\n".join(REPORTS[word](view)) for word in ("powers", "board")),
        ):
            assert all(line.strip() in page for line in told)
    assert standing_told(set_up("USA").game.view(USA)) == []


def test_what_it_would_cost_is_told_to_whom_it_is_against() -> None:
    """The whole way through the next market, for only that shows a tap closed."""
    case = threatened()
    price = standing_told(case.game.view(USA))[1]
    assert price.startswith("  Carried out as a ban on ")
    assert "−" in price
    assert len(standing_told(case.game.view(2))) == 1
    line = set_up("IND").threatens("PAK", "deploy:loc", "truce:loc")
    assert standing_told(line.game.view(3))[1].startswith("  Carried out it would ")


def test_what_is_met_and_what_was_defied_is_said() -> None:
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).threatens("USA", "control:CHN", "relief:heavy")
    assert "that is met" not in standing_told(case.game.view(USA))[0]
    case.play("grant CHN USA")
    assert standing_told(case.game.view(USA))[0].endswith("As things stand that is met.")
    late = set_up("CHN").threatens("USA", "control:CHN", defied=True).game
    assert "did not agree to pay $500m: it can be carried out until" in standing_told(late.view(2))[0]
    assert falling_due(late.view(USA))[-1] == (
        "Your threat of export controls on China was defied by China: carry it out this quarter, or lose 6 credibility."
    )
    assert any("did not agree to pay" in line for line in falling_due(late.view(0)))
    assert not any("agree to pay" in line for line in falling_due(late.view(3)))


def test_whoever_is_threatened_reads_what_the_answers_cost() -> None:
    case = set_up("CHN").asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money")
    told = terms_told(case.game.view(USA))
    assert told[:2] == [
        "China does not carry out its threat of export controls on the United States for 4 quarters",
        "The United States pays $500m",
    ]
    assert "costs a standing" in told[3]
    assert told[2].startswith("If you refuse it can be carried out in 2025 Q1. Carried out as a ")
    case.play("counter_offer USA CHN give money:2 take nothing")
    assert len(terms_told(case.game.view(0))) == 2


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("accept", "the United States gave way (the United States −1 standing and China +1, +2 credibility)"),
        ("buy", "they came to terms."),
        (
            "back off",
            "the United States stood firm, and China backed off (China −6 credibility and the United States",
        ),
        ("strike", "the United States stood firm, and it was carried out in 2025 Q1 (China +3 credibility)"),
        ("stand", "it still stood when the game was over."),
    ],
)
def test_the_debrief_tells_who_gave_way(end: str, told: str) -> None:
    case = set_up("CHN").asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money")
    if end == "accept":
        case.play("accept USA")
    elif end == "buy":
        case.play("counter_offer USA CHN give money:2 take nothing").play("accept CHN")
    else:
        case.play("refuse USA").hook("politics.fall_due")
        case.state.turn = 2
        if end == "back off":
            case.hook("politics.fall_due")
        elif end == "strike":
            case.asked(Kind.ACT, "CHN").play("regime CHN heavy USA ban")
    lines = history_told(case.scenario, case.game.events)
    assert len(lines) == 1
    assert told in lines[0]
    case.state.ended = Ended(0, (0,), (0, 1, 2, 3))
    view, entries, events = case.game.view(0), case.game.entries, case.game.events
    assert lines[0] in plain(debrief(view, entries, 400, (), (), events))
    assert f"  {lines[0]}" in plain_debrief(view, entries, (), (), events)
    assert NO_THREATS in "\n".join(plain_debrief(view, entries))
