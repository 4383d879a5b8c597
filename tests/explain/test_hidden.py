"""What was hidden is told after the end: who did what to whom, when, and whether it came out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.rulings.case import Case, set_up
from wargame.explain.deeds import Deed
from wargame.explain.secrecy import hidden_told
from wargame.plain.debrief import debrief as plain_debrief
from wargame.rules.board import Kind
from wargame.rules.books import put_by
from wargame.tui.present.debrief import debrief
from wargame.tui.present.lines import plain

OPENING = (
    "From the opening: a loan of $4bn from China to Pakistan with a secret condition: "
    "put no export control on the lender."
)


def told_of(case: Case, *deeds: Deed) -> list[str]:
    """What is told of these deeds, the loan of the opening apart."""
    first, *rest = hidden_told(case.scenario, deeds)
    assert first == OPENING
    return rest


def did(case: Case, key: str, falls: Mapping[str, bool | int] | None = None) -> Deed:
    """Play an action and say what came of it, as a table does once the game is over."""
    decision, state = case.game.decision, case.state
    assert decision is not None
    turn, phase = state.turn, state.phase
    case.play(key, falls)
    return Deed(turn, phase, decision.seat, key, decision.what, (), tuple(case.entries))


def came(case: Case, hook: str, falls: Mapping[str, bool | int] | None = None) -> Deed:
    """A step of the quarter's end, which the table puts beside the last decision before it."""
    turn = case.state.turn
    case.hook(hook, falls)
    return Deed(turn, 3, 0, "pass CHN", 0, (), tuple(case.entries))


def landed(case: Case) -> Deed:
    """What has been set going in secret takes effect."""
    return came(case, "security.operations")


def test_a_covert_act_with_its_sponsor_its_victim_and_when_it_was_traced() -> None:
    case = set_up("IND", turn=2)
    act = did(case, "covert IND fund PAK")
    assert told_of(case, act) == [
        "2025 Q1: India acted against Pakistan in secret: funding insurgents. It was never traced."
    ]
    landing = landed(case)
    case.state.turn = 3
    traced = came(case, "security.exposures", {"is traced": True})
    assert told_of(case, act, landing, traced) == [
        "2025 Q1: India acted against Pakistan in secret: funding insurgents. Traced in 2025 Q2."
    ]


def test_of_two_acts_alike_the_one_that_was_traced() -> None:
    """Against another power, or later: each is told apart."""
    case = set_up("IND", {"trust.CHN.IND": 60}, turn=2)
    case.acted_in_secret("fund", "IND", "CHN", 2)
    other = Deed(2, 2, 3, "covert IND fund PAK", 0, (), ())
    act = Deed(2, 2, 3, "covert IND fund CHN", 0, (), ())
    traced = came(case, "security.exposures", {"is traced": True})
    told = told_of(case, other, act, traced)
    assert [text.rpartition(". ")[2] for text in told] == ["It was never traced.", "Traced in 2025 Q1."]
    again = [act, traced, act]
    told = told_of(case, *again)
    assert [text.rpartition(". ")[2] for text in told] == ["Traced in 2025 Q1.", "It was never traced."]


def test_a_share_kept_back_until_it_came_to_light_or_was_put_right() -> None:
    figures = {"level.reko": 2, "share.reko": 4}
    case = set_up("PAK", figures)
    kept = did(case, "conceal PAK reko")
    words = "2024 Q4: Pakistan kept part of the community share of Reko Diq back."
    assert told_of(case, kept) == [f"{words} It never came to light."]
    landing = landed(case)
    out = came(case, "security.leaks", {"come to light": True})
    assert told_of(case, kept, landing, out) == [f"{words} It came to light in 2024 Q4."]
    case = set_up("PAK", figures)
    kept = did(case, "conceal PAK reko")
    landing = landed(case)
    case.asked(Kind.ACT, "PAK")
    right = did(case, "share PAK reko 2")
    assert told_of(case, kept, landing, right) == [f"{words} It never came to light."]


def test_programme_money_and_the_audit() -> None:
    case = set_up("PAK").puts_by("PAK", -put_by(set_up("PAK").state, 2))
    spent = did(case, "divert PAK quetta")
    told = told_of(case, spent)
    assert len(told) == 1
    assert told[0].startswith("2024 Q4: Pakistan spent $300m of programme money on forces: ")
    assert told[0].endswith(" No auditor found it.")
    landing = landed(case)
    case.state.fund = type(case.state.fund)(True, 1, case.state.turn)
    found = came(case, "finance.review", {"auditors": True})
    assert told_of(case, spent, landing, found)[0].endswith(" Auditors found it in 2024 Q4.")


@pytest.mark.parametrize(("answer", "end"), [("accept", "accepted"), ("refuse", "did not take it")])
def test_a_secret_rider_and_the_answer(answer: str, end: str) -> None:
    case = set_up("CHN")
    offer = did(case, "lend CHN PAK 10 no_control:secret")
    taken = did(case, f"{answer} PAK")
    assert told_of(case, offer, taken) == [
        "2024 Q4: China offered Pakistan a loan of $1bn with a secret condition: put no export control on the lender. "
        f"Pakistan {end}."
    ]


def test_what_was_done_in_the_open_is_not_among_it() -> None:
    case = set_up("CHN")
    deed = did(case, "lend CHN PAK 10 port_access")
    assert told_of(case, deed) == []


def test_it_has_a_place_in_both_debriefs() -> None:
    case = set_up("IND", {"tension.loc": 9})
    act = did(case, "covert IND fund PAK")
    case.asked(Kind.ACT, "IND").put({"tension.loc": 10}).play("pass IND")
    view, entries = case.game.view(0), case.game.entries_for(0)
    words = "India acted against Pakistan in secret: funding insurgents. It was never traced."
    for text in (
        plain(debrief(view, entries, 120, (), [act])),
        "\n".join(plain_debrief(view, entries, (), [act])),
    ):
        _, _, after = text.partition("What was hidden")
        assert words in " ".join(after.split())
        assert "Nobody did anything in secret" not in text
