"""11 What a seat may know."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, scenario, set_up
from wargame.rules.board import Kind
from wargame.rules.game import Game
from wargame.rules.observe import sample
from wargame.rules.records import Covert, Ended

CHN, USA, PAK, IND = range(4)
SECRETS = {
    "known.deep": 0b0100,
    "grade.deep": 1,
    "share.chromite": 1,
    "declared.chromite": 3,
    "diverted.PAK": 3,
}


def views(case: Case) -> list[str]:
    return [case.game.view(seat).digest() for seat in range(4)]


@pytest.mark.parametrize(
    ("secret", "knowing"),
    [
        ("grade", {PAK}),
        ("share", {PAK}),
        ("diverted", {PAK}),
        ("agenda", {IND}),
        ("riders", {CHN, PAK}),
        ("fund", {PAK}),
        ("covert", {IND}),
        ("deck", set()),
        ("dice", set()),
        ("offer", {USA, PAK}),
    ],
)
def test_who_sees_a_secret_change(secret: str, knowing: set[int]) -> None:
    """11.1.1 A secret that changes changes the views of those who may know it, and of nobody else."""
    case = set_up("USA", {"known.deep": 0b0100, "grade.deep": 1, "share.chromite": 3, "declared.chromite": 3})
    if secret == "offer":
        case.play("lend USA PAK 5 plain")
    state, before = case.state, views(case)
    if secret == "grade":
        state.grade[case.number("site", "deep")] = 4
    elif secret == "share":
        state.share[case.number("site", "chromite")] = 1
    elif secret == "diverted":
        state.diverted[PAK] += 3
        state.money[case.scenario.reserves[PAK]] -= 3
        state.money[case.scenario.world] += 3
    elif secret == "agenda":
        state.agenda[IND] = 0 if state.agenda[IND] else 1
    elif secret == "riders":
        state.loans = (evolve(state.loans[0], riders=("collateral",)), *state.loans[1:])
    elif secret == "fund":
        state.fund = evolve(state.fund, riders=("curb_militants",))
    elif secret == "covert":
        state.coverts = (Covert(0, IND, PAK, 1),)
    elif secret == "deck":
        state.deck = tuple(reversed(state.deck))
    elif secret == "dice":
        state.seed, state.counters = 99, [n + 1 for n in state.counters]
    else:
        state.offer = evolve(state.offer, riders=("ceasefire",), secret=True)
    after = views(case)
    assert {seat for seat in range(4) if before[seat] != after[seat]} == knowing


def test_what_is_public_is_seen_by_all() -> None:
    """11.1.2 Tension, prices and treasuries are on the table for everyone."""
    for path in ("tension.loc", "price.heavy", "money.IND", "stability.PAK"):
        case = set_up("USA")
        before = views(case)
        case.put({path: case.read(path) + 1})
        assert all(old != new for old, new in zip(before, views(case), strict=True)), path


def test_once_it_is_over_nothing_is_hidden() -> None:
    """11.1.3 Once the game has ended every seat sees the same board, ledger and log: the debrief tells what was."""
    case = set_up("IND", SECRETS)
    case.play("covert IND fund PAK")
    game, state = case.game, case.state
    assert game.entries_for(USA) != game.entries
    assert game.events_for(USA) != game.events
    assert len(set(views(case))) == 4
    state.ended = Ended(0, (PAK,), (PAK, CHN, USA, IND))
    seen = game.view(USA).state
    assert len(set(views(case))) == 1
    assert seen.grade == state.grade
    assert (seen.share, seen.diverted, seen.agenda, seen.coverts) == (
        state.share,
        state.diverted,
        state.agenda,
        state.coverts,
    )
    assert game.entries_for(USA) == game.entries
    assert game.events_for(USA) == game.events
    assert (seen.deck, seen.seed) == ((), 0)


def test_an_agenda_is_kept_in_secret() -> None:
    """11.2.1 In the first quarter each power keeps one of two agendas; nobody else learns which."""
    game = Game.new(scenario(), 5)
    asked = []
    while game.decision.kind == Kind.AGENDA:
        seat = game.decision.seat
        asked.append(seat)
        choices = list(game.legal)
        assert len(choices) == 2
        others = [game.view(other).digest() for other in range(4) if other != seat]
        twin = game.copy()
        game.apply(choices[0])
        twin.play(choices[1])
        seen = [[g.view(other).digest() for other in range(4) if other != seat] for g in (game, twin)]
        assert seen[0] == seen[1] != others
        assert game.view(seat).digest() != twin.view(seat).digest()
    assert asked == [CHN]  # the only power of this board with agendas to choose from


def test_a_kept_agenda_is_kept() -> None:
    """11.2.2 An agenda that was not dealt cannot be kept, and the choice is made once."""
    game = Game.new(scenario(), 5)
    game.apply(game.space.parse("keep CHN CHN.seller"))
    assert game.state.agenda[CHN] == 1
    assert game.state.hand == ((), (), (), ())
    case = set_up("CHN").asked(Kind.AGENDA, "CHN")
    assert "not dealt to you" in case.refused("keep CHN CHN.seller")


def test_a_score_on_the_board_gives_no_agenda_away() -> None:
    """11.2.3 Agendas count when the last quarter is over; until then the columns show public objectives alone."""
    for turn, differ in ((2, False), (8, True)):
        scores = []
        for agenda in (0, 1):
            case = set_up("CHN", {"influence.CHN.PAK": 100}, turn=turn)
            case.state.agenda[CHN] = agenda
            case.hook("politics.scores")
            scores.append(tuple(case.state.score))
        assert (scores[0] != scores[1]) is differ


def test_the_ledger_names_no_secret_hand() -> None:
    """11.3.1 Others read that a figure moved, and that a hidden hand moved it."""
    case = set_up("IND")
    case.play("covert IND fund PAK")
    mine = [e.cause for e in case.game.entries_for(IND) if e.name == "insurgency"]
    theirs = [e.cause for e in case.game.entries_for(PAK) if e.name == "insurgency"]
    assert mine[-1] == "covert IND fund PAK"
    assert theirs[-1] == "a hidden hand"


def test_the_ledger_hides_what_a_view_hides() -> None:
    """11.3.2 Grades, diverted money and shares kept back are in nobody's ledger who may not know them."""
    case = set_up("PAK")
    case.play("survey PAK deep", {"grade of Khuzdar deep": 3})
    case.asked(Kind.ACT, "PAK").play("divert PAK quetta")
    case.put({"share.chromite": 3}).asked(Kind.ACT, "PAK").play("conceal PAK chromite")
    for name in ("grade", "diverted", "share"):
        assert any(e.name == name and e.delta for e in case.game.entries_for(PAK)), name
        assert not any(e.name == name and e.turn for e in case.game.entries_for(IND)), name


def test_a_secret_share_is_not_read_off_the_payments() -> None:
    """11.3.3 What is paid to a community less than declared is in no stranger's ledger either."""
    honest = set_up("PAK", {"share.chromite": 4, "level.chromite": 2})
    hidden = set_up("PAK", {"share.chromite": 2, "declared.chromite": 4, "level.chromite": 2})
    for case in (honest, hidden):
        case.hook("finance.revenue")
    paid = [
        [(e.delta, e.cause) for e in case.game.entries_for(IND) if "community share" in e.cause]
        for case in (honest, hidden)
    ]
    assert paid[1] == paid[0]
    abroad = set_up(
        "PAK", {"share.chromite": 2, "declared.chromite": 4, "level.chromite": 2, "owner.chromite": CHN}
    )
    abroad.hook("finance.revenue")
    told = [any("kept back" in e.cause for e in abroad.game.entries_for(seat)) for seat in range(4)]
    assert told == [True, False, True, False]


def test_a_sample_is_a_world_the_seat_cannot_rule_out() -> None:
    """11.4.1 A position dealt from a view looks to that seat exactly like the view."""
    case = set_up("USA", {"known.deep": 0b0100, "grade.deep": 4})
    view = case.game.view(USA)
    grades = set()
    for seed in range(30):
        dealt = sample(view, seed)
        assert Game.at(case.scenario, dealt).view(USA).digest() == view.digest()
        grades.add(dealt.grade[case.number("site", "deep")])
    assert len(grades) > 2


def test_the_victim_of_a_hidden_hand_reads_that_it_was_struck_and_not_by_whom() -> None:
    """11.3.4 The victim's log tells what its own figures show; others read nothing, and the sponsor is named to nobody."""
    case = set_up("IND")
    case.play("covert IND fund PAK")
    told = [event.text for event in case.game.events_for(PAK) if event.kind == "covert"]
    assert told == ["Insurgents in Balochistan have new money and arms: a hidden hand, nobody knows whose."]
    assert not [event for event in case.game.events_for(USA) if event.kind == "covert"]
