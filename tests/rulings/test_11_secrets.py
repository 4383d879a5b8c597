"""11 What a seat may know."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, scenario, set_up
from tests.telling import sentences
from wargame.rules import machine
from wargame.rules.board import Kind
from wargame.rules.game import Game
from wargame.rules.observe import sample
from wargame.rules.reasons import because
from wargame.rules.records import Covert, Ended, Operation

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
        ("operation", {IND}),
        ("forces", {PAK}),
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
        state.unbooked[case.scenario.reserves[PAK]] += 3
        state.money[case.scenario.world] += 3
    elif secret == "agenda":
        state.agenda[IND] = 0 if state.agenda[IND] else 1
    elif secret == "riders":
        state.loans = (evolve(state.loans[0], riders=("collateral",)), *state.loans[1:])
    elif secret == "fund":
        state.fund = evolve(state.fund, riders=("curb_militants",))
    elif secret == "covert":
        state.coverts = (Covert(0, IND, PAK, 1),)
    elif secret == "operation":
        number = case.game.space.parse("covert IND fund PAK").number
        state.operations = (Operation(IND, number),)
    elif secret == "forces":
        state.unseen[case.number("station", "quetta")] = 2
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
    case.strike("covert IND fund PAK")
    mine = [e.cause for e in case.game.entries_for(IND) if e.name == "insurgency"]
    theirs = [e.cause for e in case.game.entries_for(PAK) if e.name == "insurgency"]
    assert mine[-1] == "covert IND fund PAK"
    assert theirs[-1] == because("hidden_hand")


def test_the_ledger_hides_what_a_view_hides() -> None:
    """11.3.2 Grades, diverted money and shares kept back are in nobody's ledger who may not know them."""
    case = set_up("PAK").puts_by("PAK", -3)
    case.play("survey PAK deep", {"grade of Khuzdar deep": 3})
    case.asked(Kind.ACT, "PAK").strike("divert PAK quetta")
    case.put({"share.chromite": 3}).asked(Kind.ACT, "PAK").strike("conceal PAK chromite")
    for name in ("grade", "diverted", "share", "unseen", "unbooked"):
        assert any(e.name == name and e.delta for e in case.game.entries_for(PAK)), name
        assert not any(e.name == name and e.turn for e in case.game.entries_for(IND)), name


def test_a_secret_share_is_not_read_off_the_payments() -> None:
    """11.3.3 What is paid to a community less than declared is in no stranger's ledger either."""
    honest = set_up("PAK", {"share.chromite": 4, "level.chromite": 2})
    hidden = set_up("PAK", {"share.chromite": 2, "declared.chromite": 4, "level.chromite": 2})
    for case in (honest, hidden):
        case.hook("finance.revenue")
    paid = [
        [
            (e.delta, e.cause)
            for e in case.game.entries_for(IND)
            if e.cause == because("community_shares", PAK)
        ]
        for case in (honest, hidden)
    ]
    assert paid[1] == paid[0]
    abroad = set_up(
        "PAK", {"share.chromite": 2, "declared.chromite": 4, "level.chromite": 2, "owner.chromite": CHN}
    )
    abroad.hook("finance.revenue")
    told = [
        any(e.cause == because("kept_back", PAK) for e in abroad.game.entries_for(seat)) for seat in range(4)
    ]
    assert told == [True, False, False, False]


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
    case.strike("covert IND fund PAK")
    told = sentences(case.scenario, (e for e in case.game.events_for(PAK) if e.topic == "covert"))
    assert told == ["Insurgents in Balochistan have new money and arms: a hidden hand, nobody knows whose."]
    assert not [event for event in case.game.events_for(USA) if event.kind == "covert"]


# ---- 11.5 a secret act shows nothing when it is set going
ACTS = {
    "covert IND fund PAK": {},
    "covert CHN sabotage USA": {"left.mojave": 3},
    "covert IND leak PAK": {"share.chromite": 1, "declared.chromite": 3},
    "divert PAK quetta": {},
    "conceal PAK chromite": {"share.chromite": 3},
}


@pytest.mark.parametrize("key", list(ACTS))
def test_a_secret_act_shows_nothing_when_it_is_set_going(key: str) -> None:
    """11.5.1 No other seat's board, log, ledger or choices change; the same seat is asked, with as many points."""
    case = set_up(key.split()[1], ACTS[key])
    seat = case.number("power", key.split()[1])
    others = [other for other in range(4) if other != seat]

    def known() -> list[object]:
        game = case.game
        return [
            (game.view(o).digest(), game.events_for(o), game.entries_for(o), game.decision) for o in others
        ]

    before, points = known(), case.state.points[:]
    case.play(key)
    assert known() == before
    assert case.state.points == points
    assert case.waiting == ("ACT", key.split()[1])
    assert "one secret act" in case.refused(key)


def test_secret_acts_land_together_and_in_no_order_of_their_sponsors() -> None:
    """11.5.2 The security phase begins with them: what was done says nothing of who did it, or who moved when."""
    seen = []
    for acts in (
        ("IND fund", "CHN leak"),
        ("CHN leak", "IND fund"),
        ("CHN fund", "IND leak"),
        ("IND leak", "CHN fund"),
    ):
        case = set_up("IND")
        for act in acts:
            case.asked(Kind.ACT, act.split()[0]).play(f"covert {act} PAK")
        case.hook("security.operations")
        case.expect("insurgency.balochistan").rises(7)
        lines = [(e.name, e.index, e.delta, e.value, e.cause) for e in case.game.entries_for(PAK)]
        seen.append((case.game.view(PAK).digest(), case.game.view(USA).digest(), case.told_to("PAK"), lines))
        assert case.state.operations == ()
    assert seen[0] == seen[1] == seen[2] == seen[3]
    assert machine.PHASES[3].enter[0] is machine.operations


def test_what_has_become_impossible_comes_to_nothing() -> None:
    """11.5.3 A secret act that nothing is left of when it lands does nothing, and only its sponsor is told."""
    case = set_up("CHN", {"left.mojave": 3})
    case.play("covert CHN sabotage USA")
    case.put({"left.mojave": 0}).hook("security.operations")
    assert "came to nothing" in case.told_to("CHN")
    assert case.told_to("USA") == ""
    assert case.state.coverts == ()


def test_what_is_put_by_for_secret_acts_is_in_no_book() -> None:
    """11.5.4 Three at the start and one a quarter for whoever may act in secret; a secret act is paid out of nothing else,
    and no treasury that others read says whether it was."""
    case = set_up("IND", {"money.IND": 9})
    others = [case.game.view(seat).state.money[IND] for seat in (CHN, USA, PAK)]
    assert (case.held("IND").now, case.read("money.IND"), others) == (12, 9, [9, 9, 9])
    case.play("covert IND fund PAK")
    assert (case.held("IND").now, case.read("money.IND")) == (9, 9)
    assert [case.game.view(seat).state.money[IND] for seat in (CHN, USA, PAK)] == others
    case.hook("finance.revenue")
    assert case.held("IND").now == case.read("money.IND") + 1
    for reader in range(4):
        lines = [e.value for e in case.game.entries_for(reader) if (e.name, e.index) == ("money", IND)]
        assert lines[-1] == case.read("money.IND")
    assert len({sum(case.game.view(seat).state.money) for seat in range(4)}) == 1
    case.asked(Kind.ACT, "IND").state.operations = ()
    assert "$100m is put by for secret acts" in case.refused("covert IND leak PAK")


def test_nobody_proves_its_innocence_by_its_purse() -> None:
    """11.5.5 A treasury can be spent to its last coin in the open whether or not its power acted in secret."""
    for acts in (True, False):
        case = set_up("IND", {"money.IND": 2})
        if acts:
            case.play("covert IND fund PAK")
        case.play("court IND USA")
        case.expect("money.IND").becomes(0)


def test_money_kept_back_is_not_seen_spent() -> None:
    """11.5.5a What a share kept back saves is put by: it pays for secret acts, and for nothing in the open."""
    case = set_up("PAK", {"share.chromite": 2, "declared.chromite": 4, "level.chromite": 4, "money.PAK": 0})
    put_by = -case.state.unbooked[PAK]
    case.hook("finance.revenue")
    assert -case.state.unbooked[PAK] > put_by + 1
    assert case.game.view(IND).state.money[PAK] == case.read("money.PAK")
    case.put({"money.PAK": 0}).asked(Kind.ACT, "PAK")
    assert "the treasury holds $0" in case.refused("reconcile PAK balochistan")


def test_the_books_are_opened_when_the_last_quarter_is_reckoned() -> None:
    """11.5.6 The last scores count the money there is."""
    for turn, left in ((2, 3), (8, 0)):
        case = set_up("PAK", turn=turn)
        bank = case.scenario.reserves[PAK]
        case.state.unbooked[bank] = 3
        case.hook("politics.scores")
        assert case.state.unbooked[bank] == left


def test_a_share_that_is_declared_already_cannot_be_declared_again() -> None:
    """11.5.7 Whether a share is kept back is not read off what its host may choose: to declare it anew is refused."""
    hidden = set_up("PAK", {"share.chromite": 1, "declared.chromite": 3})
    assert "the share already" in hidden.refused("share PAK chromite 3")


# ---- 11.6 offers between others
OFFERS = ("lend USA PAK 5 plain", "lend USA PAK 20 collateral", "compose USA PAK give money:3 take basing:5")


def test_third_parties_learn_that_an_offer_was_made_and_answered() -> None:
    """11.6.1 Board, log and ledger of whoever is no party are the same whatever was offered and refused."""
    seen = []
    for key in OFFERS:
        case = set_up("USA")
        case.play(key)
        made = case.told_to("IND")
        case.play("refuse PAK")
        told = [(e.name, e.index, e.delta, e.value, e.cause) for e in case.game.entries_for(IND)]
        seen.append((case.game.view(IND).digest(), made, case.told_to("IND"), told))
        assert made == "The United States makes Pakistan an offer."
        assert case.told_to("IND") == "Pakistan refuses the US offer."
        assert case.told_to("PAK") != case.told_to("IND")
    assert seen[0] == seen[1] == seen[2]


def test_what_is_agreed_is_public() -> None:
    """11.6.2 Once it is accepted everybody reads a loan and its open riders."""
    case = set_up("USA")
    case.play("lend USA PAK 5 collateral").play("accept PAK")
    assert "a loan of $500m" in case.told_to("IND")
    assert case.game.view(IND).state.loans[-1].riders == ("collateral",)


def test_a_ceasefire_is_offered_before_the_world() -> None:
    """11.6.3 It costs standing to refuse, so everybody hears of it."""
    case = set_up("PAK", {"tension.loc": 5})
    case.play("ceasefire PAK loc")
    assert "ceasefire" in case.told_to("CHN")
    assert case.game.view(CHN).state.offer is not None


def test_an_open_log_tells_an_offer_once() -> None:
    """11.6.4 When the game is over the words for third parties go, for everybody reads what they stood for."""
    case = set_up("USA")
    case.play("lend USA PAK 5 plain").play("refuse PAK")
    case.state.ended = Ended(0, (PAK,), (PAK, CHN, USA, IND))
    told = sentences(case.scenario, (e for e in case.game.events_for(IND) if e.topic == "deal"))
    assert told == [
        "The United States offers Pakistan a loan of $500m.",
        "Pakistan refuses the US offer: a loan of $500m at 4% a year, due in 6 quarters.",
    ]
