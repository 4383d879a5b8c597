"""Haggling line by line: countering, being countered, and why something cannot be asked."""

from pathlib import Path

import pytest

from tests.plain.conftest import Typed
from tests.plain.test_session import answer, decisions
from wargame.plain import ScriptFault

TO_OFFER = ("hold!",)
LOAN = "lend CHN PAK 20 collateral"


def test_a_loan_is_countered_and_the_counter_offer_accepted(typed: Typed, tmp_path: Path) -> None:
    line = "counter take relief:technology amount 10 without collateral"
    printed = typed(*TO_OFFER, line, "y", told=["hold CHN", LOAN, "accept CHN"])
    assert (
        "For other terms change what stands here: `counter give nothing take nothing amount 20`." in printed
    )
    said = answer(printed, line)
    assert "Make China a counter-offer: " in said
    assert "a loan of $1bn" in said
    assert "without the rider: " in said
    assert "Will they accept? " in said
    assert "*** Your offer is answered: China accepts the Pakistani offer: " in printed
    assert decisions(tmp_path)[-1].endswith(
        "give nothing take relief:technology amount 10 without collateral"
    )


def test_what_is_not_named_stays_as_it_is(typed: Typed, tmp_path: Path) -> None:
    typed(*TO_OFFER, "counter amount 8!", told=["hold CHN", LOAN])
    assert decisions(tmp_path)[-1] == "counter_offer PAK CHN give nothing take nothing amount 8"


def test_a_counter_offer_is_countered_and_then_taken_or_left(typed: Typed, tmp_path: Path) -> None:
    """China wants less than it is promised and more than it is given; there the haggling ends."""
    deal = "compose CHN give money:4 take truce:line!"
    counters = ["counter_offer CHN PAK give truce:line take money:8"]
    printed = typed("hold!", deal, "counter give money:6!", told=[*counters, "accept CHN"])
    assert "China makes a counter-offer: Quiet over the Line for $800m." in printed
    assert (
        "*** Your offer is answered: China makes Pakistan a counter-offer: quiet over the Line for $800m"
        in printed
    )
    assert decisions(tmp_path)[-1] == "counter_offer PAK CHN give money:6 take truce:line"
    assert printed.count("For other terms change what stands here") == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("counter", "says what is to be different"),
        ("counter more", "says what is to be different"),
        ("counter amount 20", "changes nothing"),
        ("counter amount 0", "from 1 up, not '0'"),
        ("counter amount -3", "from 1 up, not '-3'"),
        ("counter amount 99999", "an amount from 1 to"),
        ("counter give money:1 + money:2", "stands twice"),
        ("counter take vote:line", "no stance called 'line'"),
        ("counter give money:40", "Not possible: "),
        ("counter without port_access", "no such rider is asked for"),
        ("compose CHN give money:1", "another question is asked now"),
    ],
)
def test_a_counter_offer_that_cannot_be_made_says_why(
    typed: Typed, tmp_path: Path, line: str, words: str
) -> None:
    printed = typed(*TO_OFFER, line, "y", told=["hold CHN", LOAN])
    assert words in answer(printed, line)
    assert decisions(tmp_path) == ["hold PAK"]


def test_where_nothing_is_offered_there_is_nothing_to_counter(typed: Typed) -> None:
    line = "counter_offer take money:3"
    assert "There is no offer to answer" in answer(typed(*TO_OFFER, line), line)


def test_elsewhere_the_beginning_of_the_word_means_an_action(typed: Typed) -> None:
    """Hunting hidden hands begins with the same letters."""
    assert "counter-offer" not in answer(typed(*TO_OFFER, "counter"), "counter")


def test_a_script_can_counter(typed: Typed, tmp_path: Path) -> None:
    key = "counter_offer PAK CHN give nothing take nothing amount 5"
    typed(script=f"hold PAK\n{key}\n", told=["hold CHN", LOAN])
    assert decisions(tmp_path)[-1] == key


def test_a_script_s_bad_counter_offer_is_told_with_its_line(typed: Typed) -> None:
    key = "counter_offer PAK CHN give nothing take nothing amount 20"
    with pytest.raises(ScriptFault, match=r"line 2: .*changes nothing"):
        typed(script=f"hold PAK\n{key}\n", told=["hold CHN", LOAN])


def test_what_cannot_be_promised_is_refused_before_it_is_forecast(typed: Typed) -> None:
    """Nobody is shown what a deal would bring that cannot be offered."""
    line = "compose CHN give know_how:15 take money:1"
    said = answer(typed("hold!", line, told=["hold CHN"]), line)
    assert "cannot teach 15" in said
    assert "If they accept" not in said
