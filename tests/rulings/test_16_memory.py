"""16 Memory: trust is what it was at the opening and what is left of remembered acts."""

from __future__ import annotations

import pytest

from tests.rulings.case import Case, amended, set_up
from wargame.explain.causes import in_words
from wargame.rules.board import Kind
from wargame.rules.memory import Memory


def remembered(case: Case, holder: str, about: str) -> list[Memory]:
    """What one power remembers of another."""
    pair = case.number("power", holder), case.number("power", about)
    return [each for each in case.state.memories if (each.holder, each.about) == pair]


def quarters_on(case: Case, count: int) -> Case:
    """Let memories fade over some quarters in which nothing happens."""
    for _ in range(count):
        case.state.turn += 1
        case.hook("politics.fade")
    return case


# ---- 16.1 what is remembered
def test_an_act_is_remembered_with_what_it_cost() -> None:
    """16.1.1 A ban costs its holder six of its victim's trust, and the victim remembers by which act and when."""
    case = set_up("CHN").play("regime CHN heavy USA ban")
    (memory,) = remembered(case, "USA", "CHN")
    assert (memory.what, memory.turn, memory.amount, memory.left) == ("regime CHN heavy USA ban", 1, -6, -6)
    case.expect("trust.USA.CHN").falls(6)
    assert remembered(case, "CHN", "USA") == []


def test_the_same_act_of_a_quarter_is_one_memory() -> None:
    """16.1.2 What one act does to a trust in two steps is remembered once, added up; the next quarter it is another."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    case.hook("market.learning").hook("market.learning")
    assert [each.amount for each in remembered(case, "USA", "CHN")] == [-10]
    case.state.turn += 1
    case.hook("market.learning")
    assert [(each.turn, each.amount) for each in remembered(case, "USA", "CHN")] == [(1, -10), (2, -5)]


def test_no_more_is_remembered_than_showed() -> None:
    """16.1.3 Where trust has nothing left to lose, a further wrong is no memory, and a smaller one than it might be."""
    case = set_up("CHN", {"trust.USA.CHN": 4}).play("regime CHN heavy USA ban")
    assert [each.amount for each in remembered(case, "USA", "CHN")] == [-4]
    case.hook("market.learning")
    assert [each.amount for each in remembered(case, "USA", "CHN")] == [-4]


@pytest.mark.parametrize(
    ("offer", "answer", "holder", "about", "words"),
    [
        ("deal CHN relief_for_money USA", "accept USA", "USA", "CHN", "a deal: Relief"),
        ("compose CHN USA give money:6 take nothing", "accept USA", "USA", "CHN", "a bargain struck"),
        ("deal CHN relief_for_money USA", "refuse USA", "CHN", "USA", "an offer refused"),
        ("lend CHN PAK 5 plain", "accept PAK", "PAK", "CHN", "a loan taken"),
    ],
)
def test_a_bargain_is_remembered_by_what_it_was(
    offer: str, answer: str, holder: str, about: str, words: str
) -> None:
    """16.1.4 Of an answer what it answered is remembered: a loan, a deal, an offer refused."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).play(offer).play(answer)
    (memory,) = remembered(case, holder, about)
    assert words in in_words(case.scenario, memory.what)


def test_a_secret_act_is_remembered_once_it_is_traced() -> None:
    """16.1.5 Nobody holds a secret act against its sponsor; traced, it is a wrong of fifteen."""
    case = set_up("IND").puts_by("IND", 9).strike("covert IND fund PAK")
    assert remembered(case, "PAK", "IND") == []
    case.hook("security.exposures", {"is traced": True})
    assert [each.amount for each in remembered(case, "PAK", "IND")] == [-15]


def test_what_was_before_the_opening_is_no_memory() -> None:
    """16.1.6 A scenario opens with trust and without memories."""
    assert set_up("CHN").state.memories == ()


# ---- 16.2 fading
def test_acts_fade_by_what_they_were() -> None:
    """16.2.1 A kindness is forgotten in ten quarters, a wrong in twelve, a broken word in twenty-four."""
    case = set_up("CHN").pledged("relief", "CHN", "PAK", 1)
    case.put({"regime.CHN.heavy.PAK": 3}).hook("politics.pledges")
    case.asked(Kind.ACT, "CHN").play("court CHN IND").asked(Kind.ACT, "CHN").play("regime CHN heavy USA ban")
    left = {}
    for quarter in range(1, 25):
        quarters_on(case, 1)
        for holder in ("PAK", "IND", "USA"):
            left[holder, quarter] = sum(each.left for each in remembered(case, holder, "CHN"))
    assert [left["IND", quarter] for quarter in (1, 5, 9, 10)] == [5, 3, 0, 0]
    assert [left["USA", quarter] for quarter in (1, 2, 6, 11, 12)] == [-5, -5, -3, 0, 0]
    assert [left["PAK", quarter] for quarter in (1, 2, 12, 22, 23)] == [-11, -11, -6, -1, 0]
    assert case.state.memories == ()


def test_trust_follows_what_is_left() -> None:
    """16.2.2 As acts fade trust goes back to where it began, and the ledger says that memories fade."""
    case = set_up("CHN", {"trust.USA.CHN": 40}).play("regime CHN heavy USA ban")
    case.expect("trust.USA.CHN").becomes(34)
    quarters_on(case, 1).expect("trust.USA.CHN").becomes(35)
    assert case.caused("memories fade", "trust.USA.CHN") == 1
    quarters_on(case, 11)
    assert case.read("trust.USA.CHN") == 40


def test_an_act_keeps_its_weight_for_its_quarter() -> None:
    """16.2.3 At the end of the quarter in which it was done an act has not faded."""
    case = set_up("CHN").play("regime CHN heavy USA ban").hook("politics.fade")
    case.expect("trust.USA.CHN").stays()
    assert [each.left for each in remembered(case, "USA", "CHN")] == [-6]


def test_nothing_fades_beyond_the_bounds() -> None:
    """16.2.4 Where kindness would fade below a trust of nothing it holds, and wrongs alone fade."""
    case = set_up("CHN", {"trust.USA.CHN": 0}, board=amended(tuning={"kindness_fades": 2, "wrong_fades": 20}))
    case.play("court CHN USA").asked(Kind.ACT, "CHN").play("regime CHN heavy USA ban")
    case.expect("trust.USA.CHN").becomes(0)
    quarters_on(case, 1)
    # The kindness of 6 would lose 3 and the wrong of 6 gives 1 back.
    assert [each.left for each in remembered(case, "USA", "CHN")] == [6, -5]
    case.expect("trust.USA.CHN").becomes(1)


def test_how_long_is_the_scenarios_affair() -> None:
    """16.2.5 How many quarters each kind of act is remembered is a number of the scenario's."""
    case = set_up("CHN", board=amended(tuning={"wrong_fades": 2}))
    case.play("regime CHN heavy USA ban")
    assert [each.left for each in remembered(quarters_on(case, 1), "USA", "CHN")] == [-3]
    assert remembered(quarters_on(case, 1), "USA", "CHN") == []
