"""8 Headlines, and the choices between evils they put."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, scenario, set_up
from wargame.rules import machine
from wargame.rules.board import Kind
from wargame.rules.game import Game
from wargame.rules.spec import CardSpec, EffectSpec, OptionSpec


def deck(case: Case, *cards: str) -> Case:
    """Stack the deck."""
    case.state.deck = tuple(case.number("card", card) for card in cards)
    case.state.drawn = ()
    return case.mark()


def drawn(case: Case) -> list[str]:
    return [case.scenario.ids["card"][number] for number in case.state.drawn]


# ---- 8.1 which cards come
@pytest.mark.covers("C59")
def test_a_dated_card_comes_on_its_turn() -> None:
    """8.1.1 A dated card comes on its turn, whatever the deck holds, and on no other."""
    for turn, expected in ((2, []), (3, ["delegation"]), (4, [])):
        case = deck(set_up("PAK", turn=turn))
        case.hook("headlines.draw_cards")
        assert drawn(case) == expected


def test_cards_come_in_the_decks_order() -> None:
    """8.1.2 The top of the deck comes first, as many as the scenario deals."""
    case = deck(set_up(board=amended(cards_per_turn=1)), "flood", "rising")
    case.hook("headlines.draw_cards", {"Out of operation": False})
    assert drawn(case) == ["flood"]
    assert [case.scenario.ids["card"][n] for n in case.state.deck] == ["rising"]


def test_a_card_waits_for_its_conditions() -> None:
    """8.1.3 A card whose conditions do not hold stays in the deck and comes when they do."""
    case = deck(set_up(board=amended(cards_per_turn=1)), "rising")
    case.hook("headlines.draw_cards")
    assert drawn(case) == []
    case.put({"grievance.balochistan": 80}).hook("headlines.draw_cards")
    assert drawn(case) == ["rising"]


def test_a_card_has_its_turns() -> None:
    """8.1.4 A card comes neither before its first turn nor after its last."""
    for turn, expected in ((5, []), (6, ["late"]), (7, ["late"]), (8, [])):
        case = deck(set_up(board=amended(cards_per_turn=1), turn=turn), "late")
        case.hook("headlines.draw_cards")
        assert drawn(case) == expected


def test_a_card_has_its_season() -> None:
    """8.1.7 Snow falls in the fourth quarter and the first, whatever the year."""
    cards = tuple(
        evolve(card, seasons=(4, 1), first=1, last=99) if card.id == "late" else card
        for card in scenario().spec.cards
    )
    board = amended(cards_per_turn=1, cards=cards)
    assert board.quarter(1)[-1] == "4"
    for turn, expected in ((1, ["late"]), (2, ["late"]), (4, []), (5, ["late"])):
        case = deck(set_up(board=board, turn=turn), "late")
        case.hook("headlines.draw_cards")
        assert drawn(case) == expected, turn


def test_a_card_comes_once_unless_it_repeats() -> None:
    """8.1.5 A card that repeats goes back under the deck when its quarter is over; another is gone."""
    case = deck(
        set_up("PAK", {"grievance.balochistan": 90}, board=amended(cards_per_turn=2), turn=2),
        "flood",
        "rising",
    )
    case.hook("headlines.draw_cards", {"Out of operation": False})
    assert drawn(case) == ["flood", "rising"]
    case.hook("headlines.new_turn")
    assert [case.scenario.ids["card"][n] for n in case.state.deck] == ["flood"]
    assert [case.scenario.ids["card"][n] for n in case.state.discard] == ["rising"]


def test_heavier_cards_come_sooner() -> None:
    """8.1.6 The deck is shuffled by weight: a card of weight ninety lies above one of ten nine times in ten."""
    cards = tuple(CardSpec(i, i, i, weight=w) for i, w in (("rare", 10), ("common", 90), ("never", 0)))
    board = amended(cards=cards)
    tops = [Game.new(board, seed, quiet=True).state.deck for seed in range(400)]
    assert all(len(top) == 2 for top in tops)
    assert 330 < sum(top[0] == 1 for top in tops) < 385


# ---- 8.2 what cards do
def test_what_a_card_can_do() -> None:
    """8.2.1 A card cuts roads, closes sites for a time and moves figures; odds are kept."""
    case = deck(set_up(board=amended(cards_per_turn=1)), "flood")
    case.hook("headlines.draw_cards", {"Out of operation": True})
    assert case.fate.odds("Out of operation") == 40
    case.expect("cut.karakoram").rises(2)
    case.expect("damage.chromite").rises(1)
    case.expect("environment.gilgit").falls(5)
    assert "A lake bursts" in case.told


def test_a_card_raises_insurgents_and_sets_figures() -> None:
    """8.2.2 A rising raises insurgent strength; a card can also put a figure where it says."""
    case = deck(set_up("PAK", {"grievance.balochistan": 80}, board=amended(cards_per_turn=1)), "rising")
    case.hook("headlines.draw_cards")
    case.expect("insurgency.balochistan").rises(10)
    case.expect("stability.PAK").becomes(30)


@pytest.mark.covers("C44")
def test_the_mountains_are_fragile() -> None:
    """8.2.3 Disasters hurt the land of Gilgit-Baltistan and close the road on which its ore leaves."""
    case = deck(
        set_up("PAK", {"level.skardu": 1, "grade.skardu": 2}, board=amended(cards_per_turn=1)), "flood"
    )
    case.hook("headlines.draw_cards", {"Out of operation": False})
    case.expect("environment.gilgit").falls(5)
    dug = case.read("mined.light")
    case.hook("market.trade")
    without = set_up("PAK", {"level.skardu": 1, "grade.skardu": 2})
    without.hook("market.trade")
    assert without.read("mined.light") - (case.read("mined.light") - dug) == 40


# ---- 8.3 choices
@pytest.mark.covers("C59")
def test_a_headline_asks_a_power_to_choose() -> None:
    """8.3.1 A headline that asks puts the question before anything else happens; the answer takes effect at once."""
    case = deck(set_up("PAK", turn=3))
    case.hook("headlines.draw_cards")
    assert case.waiting == ("OPTION", "PAK")
    case.play("choose PAK 0")
    assert case.caused("Open the survey books", "trust.USA.PAK") == 8
    assert case.caused("Open the survey books", "trust.CHN.PAK") == -3


def test_a_closed_option() -> None:
    """8.3.2 An option whose condition does not hold is refused, and so is one that is not there."""
    case = deck(set_up("PAK", turn=3))
    case.hook("headlines.draw_cards")
    assert [action.key for action in case.game.legal] == ["choose PAK 0", "choose PAK 1"]
    assert "closed as things stand" in case.refused("choose PAK 2")
    case.put({"consent.balochistan": 70})
    case.play("choose PAK 2")
    assert case.caused("Sell what calm", "money.PAK") == 5


def test_no_such_option() -> None:
    """8.3.3 A headline with fewer options refuses the others."""
    wait = OptionSpec("wait", "Wait", (EffectSpec("adjust", "stability.PAK", -1),))
    cards = tuple(
        evolve(c, asks="PAK", options=(wait,)) if c.id == "flood" else c for c in scenario().spec.cards
    )
    case = deck(set_up("PAK", board=amended(cards=cards, cards_per_turn=1)), "flood")
    case.hook("headlines.draw_cards", {"Out of operation": False})
    assert "no such option" in case.refused("choose PAK 1")


def test_the_answer_is_asked_of_the_one_it_hits() -> None:
    """8.3.4 Only the power that is asked may answer."""
    case = deck(set_up("PAK", turn=3))
    case.hook("headlines.draw_cards")
    assert case.game.decision.kind == Kind.OPTION
    assert case.scenario.ids["power"][case.game.decision.seat] == "PAK"


def test_a_question_that_events_have_overtaken() -> None:
    """8.3.9 When an earlier answer has closed every option of a later question, the question is taken back."""
    calm = OptionSpec("calm", "Only in calm", when=("consent.balochistan >= 60",))
    cards = tuple(
        evolve(c, asks="PAK", options=(calm,)) if c.id == "flood" else c for c in scenario().spec.cards
    )
    case = set_up("PAK", {"consent.balochistan": 70}, board=amended(cards=cards))
    number, pak = case.number("card", "flood"), case.number("power", "PAK")
    case.state.queue = ((int(Kind.OPTION), pak, number, 0), *case.state.queue)
    assert [action.key for action in case.game.legal] == ["choose PAK 0"]
    case.put({"consent.balochistan": 20})
    case.mark()
    machine.run(case.board)
    assert case.state.queue[0][0] != Kind.OPTION
    assert "overtaken" in case.told
