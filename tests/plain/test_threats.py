"""Threats line by line: made, answered and haggled over, and why one cannot be made."""

from pathlib import Path

import pytest

from tests.plain.conftest import Typed
from tests.plain.test_session import answer, decisions
from wargame.plain import ScriptFault

THREAT = "threaten CHN control:PAK money"


def test_a_threat_is_read_and_given_way_to(typed: Typed, tmp_path: Path) -> None:
    printed = typed("accept", "y", told=[THREAT])
    assert (
        "China makes a demand: China does not carry out its threat of export controls on Pakistan" in printed
    )
    assert "  Pakistan pays $500m." in printed
    assert "If you refuse it can be carried out in " in printed
    said = answer(printed, "accept")
    assert "Treasury of Pakistan: down $500m" in said
    assert "Standing, Pakistan: down 1" in said
    assert decisions(tmp_path)[-1] == "accept PAK"


def test_what_stands_against_one_is_on_the_board(typed: Typed) -> None:
    printed = typed("refuse!", "hold!", "board", "powers", told=[THREAT])
    for word in ("board", "powers"):
        said = answer(printed, word)
        assert (
            "China threatens export controls on Pakistan unless Pakistan agrees to pay $500m by the end of"
            in said
        )
        assert "Carried out as a " in said


def test_a_threat_is_bought_off(typed: Typed, tmp_path: Path) -> None:
    printed = typed("counter give money:2 take nothing!", told=[THREAT, "accept CHN"])
    assert (
        "Pakistan and China come to terms: China drops its threat of export controls on Pakistan." in printed
    )
    assert decisions(tmp_path)[-1] == "counter_offer PAK CHN give money:2 take nothing"


def test_a_threat_of_ones_own_tells_what_giving_way_would_bring(typed: Typed) -> None:
    said = answer(typed("threaten deploy:line truce:line", "y"), "threaten deploy:line truce:line")
    assert "If they accept: Tension, The Line: down 1" in said
    assert "If they accept: Credibility, Pakistan: up 2" in said
    assert "Will they accept? " in said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("threaten deploy:line relief:heavy", "they cannot give it: there is no such control to lift"),
        ("threaten default:CHN money", "nothing falls due that could be refused"),
        ("threaten default:PAK money", "Nothing here is called"),
        ("threaten deploy:line money", "Nothing here is called"),
        ("threaten deploy:line money:99", "Nothing here is called"),
    ],
)
def test_what_cannot_be_threatened_is_refused_with_its_reason(typed: Typed, line: str, words: str) -> None:
    assert words in answer(typed(line), line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("threaten PAK deploy:line relief:heavy", "no such control to lift"),
        ("threaten PAK default:PAK money", "no such action in this scenario"),
        ("threaten PAK control:PAK money", "no such action in this scenario"),
        ("threaten CHN control:PAK money", "Pakistan's decision"),
    ],
)
def test_a_script_is_told_why_a_threat_cannot_be_made(typed: Typed, line: str, words: str) -> None:
    with pytest.raises(ScriptFault, match=words):
        typed(script=line)
