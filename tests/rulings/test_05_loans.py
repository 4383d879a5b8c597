"""5 Loans with riders, debts that fall due, and the lender of last resort."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, scenario, set_up
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario
from wargame.rules.errors import BadAction
from wargame.rules.phases.security import attack_odds
from wargame.rules.reasons import because
from wargame.rules.spec import EffectSpec, MotionSpec

CALM = {"tension.loc": 2, "threat.all": 30}


# ---- 5.1 offering a loan
def test_a_loan_is_offered_before_it_is_given() -> None:
    """5.1.1 An offer costs a point and no money yet; the receiver answers before play goes on."""
    case = set_up("USA")
    assert case.cost("lend USA PAK 10 plain") == (1, 0, 0)
    case.play("lend USA PAK 10 plain")
    assert case.waiting == ("ANSWER", "PAK")
    case.expect("money.USA").stays()


@pytest.mark.covers("C79")
def test_a_loan_buys_influence() -> None:
    """5.1.2 Accepted, a quarter goes to the treasury and the rest to the reserves; three of influence per five lent."""
    case = set_up("USA")
    case.play("lend USA PAK 20 plain")
    case.play("accept PAK")
    case.expect("money.USA").falls(20)
    case.expect("money.PAK").rises(5)
    case.expect("money.PAK.reserves").rises(15)
    case.expect("debt.PAK").rises(20)
    case.expect("influence.USA.PAK").rises(12)
    case.expect("trust.PAK.USA").rises(3)


def test_a_loan_refused() -> None:
    """5.1.3 A refusal moves no money and costs the refuser a little of the lender's trust."""
    case = set_up("USA")
    case.play("lend USA PAK 10 plain").play("refuse PAK")
    case.expect("debt.PAK").stays()
    case.expect("trust.USA.PAK").falls(1)


def test_nobody_lends_what_it_has_not() -> None:
    """5.1.4 A loan larger than the treasury is refused."""
    assert "treasury holds $900m" in set_up("USA", {"money.USA": 9}).refused("lend USA PAK 10 plain")


@pytest.mark.covers("C79")
def test_a_close_patron_lends_with_strings() -> None:
    """5.1.4a From influence 70 a patron offers no loan without a rider; another may."""
    held = {"influence.CHN.PAK": 70}
    assert "rider" in set_up("CHN", held).refused("lend CHN PAK 10 plain")
    set_up("CHN", {"influence.CHN.PAK": 69}).play("lend CHN PAK 10 plain")
    set_up("CHN", held).play("lend CHN PAK 10 port_access")
    set_up("USA", held).play("lend USA PAK 10 plain")


@pytest.mark.covers("C79")
def test_a_rival_patrons_grip_is_priced() -> None:
    """5.1.4b A loan costs a percent more from influence 60 of some other power over the debtor, two from 80."""
    for grip, rate in ((59, 4), (60, 5), (79, 5), (80, 6), (100, 6)):
        case = set_up("USA", {"influence.CHN.PAK": grip}).free_of_debt()
        case.play("lend USA PAK 10 plain").play("accept PAK")
        assert case.state.loans[-1].rate == rate
    own = set_up("USA", {"influence.CHN.PAK": 0, "influence.USA.PAK": 69}).free_of_debt()
    own.play("lend USA PAK 10 plain").play("accept PAK")
    assert own.state.loans[-1].rate == 4


def test_riders() -> None:
    """5.1.5 Port access gives the lender a footprint, a first claim gives it a stake in the best free mine."""
    case = set_up("USA")
    case.play("lend USA PAK 5 port_access").play("accept PAK")
    case.expect("footprint.USA").rises(8)
    case = set_up("USA")
    case.play("lend USA PAK 5 first_claim").play("accept PAK")
    case.expect("stake.chromite").becomes(case.number("party", "USA"))


@pytest.mark.covers("C68")
def test_secret_riders_are_known_to_the_parties() -> None:
    """5.1.6 A secret rider is in the views of lender and debtor and in nobody else's."""
    case = set_up("USA")
    case.play("lend USA PAK 5 ceasefire:secret").play("accept PAK")
    riders = [case.game.view(seat).state.loans[-1].riders for seat in range(4)]
    assert riders == [(), ("ceasefire",), ("ceasefire",), ()]


def test_an_open_rider_is_known_to_all() -> None:
    """5.1.7 An open rider is in every view."""
    case = set_up("USA")
    case.play("lend USA PAK 5 ceasefire").play("accept PAK")
    assert all(case.game.view(seat).state.loans[-1].riders == ("ceasefire",) for seat in range(4))


def test_a_broken_rider_costs_trust() -> None:
    """5.1.8 Each quarter in breach of a loan's rider costs three of the lender's trust."""
    case = set_up("PAK", {"tension.loc": 5}).free_of_debt().owes("PAK", "USA", 10, 8, "ceasefire")
    case.hook("politics.pledges")
    case.expect("trust.USA.PAK").falls(3)
    case.put({"tension.loc": 4}).hook("politics.pledges")
    case.expect("trust.USA.PAK").stays()


def test_a_control_on_the_lender_breaks_its_rider() -> None:
    """5.1.9 A debtor that promised no controls and sets one is in breach."""
    case = set_up("PAK", {"regime.PAK.heavy.CHN": 1})
    case.hook("politics.pledges")
    case.expect("trust.CHN.PAK").falls(3)
    told = [any("a broken rider" in case.why(e) for e in case.game.entries_for(seat)) for seat in range(4)]
    assert told == [True] * 4


@pytest.mark.covers("C68")
def test_a_broken_secret_is_out() -> None:
    """5.1.10 A secret rider is one as long as it is kept: broken, the lender complains aloud and everybody knows it."""
    case = set_up("USA")
    case.play("lend USA PAK 5 ceasefire:secret").play("accept PAK")
    case.hook("politics.pledges")
    assert [case.game.view(seat).state.loans[-1].secret for seat in range(4)] == [False, True, True, False]
    case.put({"tension.loc": 5}).hook("politics.pledges")
    assert all(case.game.view(seat).state.loans[-1].riders == ("ceasefire",) for seat in range(4))
    assert "broken a secret promise" in case.told_to("IND")


@pytest.mark.covers("C68")
@pytest.mark.parametrize("rider", ["port_access", "first_claim"])
def test_what_shows_at_once_is_no_secret(rider: str) -> None:
    """5.1.11 Port access and a first claim move a figure in sight of all: they cannot be had in secret."""
    with pytest.raises(BadAction):
        set_up("USA").game.space.parse(f"lend USA PAK 5 {rider}:secret")


@pytest.mark.covers("C68")
def test_a_loan_with_a_secret_rider_looks_like_any_other() -> None:
    """5.1.12 Whoever is no party reads the same board, log and ledger of a plain loan and of one with a secret rider."""
    seen = []
    for terms in ("plain", "collateral:secret", "no_control:secret"):
        case = set_up("USA")
        case.play(f"lend USA PAK 5 {terms}")
        at = case.number("power", "IND")
        game = case.game
        before = game.view(at).digest()
        case.play("accept PAK")
        seen.append((before, game.view(at).digest(), game.entries_for(at), game.events_for(at)))
    assert seen[0][:2] == seen[1][:2] == seen[2][:2]
    assert seen[0][3] == seen[1][3] == seen[2][3]
    told = [[(e.name, e.index, e.delta, e.value, e.cause) for e in entries] for _, _, entries, _ in seen]
    assert told[0] == told[1] == told[2]


# ---- 5.2 to 5.4 rolling over and calling in
def test_a_creditor_rolls_over() -> None:
    """5.2.1 To roll a loan over gives a year and gains influence and trust by two; the one due soonest is meant."""
    case = set_up("CHN").owes("PAK", "CHN", 10, 3)
    assert case.cost("rollover CHN PAK") == (1, 0, 0)
    case.play("rollover CHN PAK")
    assert [loan.due for loan in case.state.loans] == [6, 5, 7]
    case.expect("influence.CHN.PAK").rises(2)
    case.expect("trust.PAK.CHN").rises(2)
    assert "owe you nothing" in set_up("USA").refused("rollover USA PAK")


def test_a_debtor_asks_a_power() -> None:
    """5.3.1 A power that is asked for a rollover answers for itself."""
    case = set_up("PAK")
    case.play("ask_rollover PAK CHN")
    assert case.waiting == ("ANSWER", "CHN")
    case.play("accept CHN")
    assert [loan.due for loan in case.state.loans] == [10, 5]


def test_deposits_follow_credibility() -> None:
    """5.3.2 Deposits agree by the debtor's credibility: thirty points and the credibility, ten more with a programme."""
    case = set_up("PAK", {"credibility.PAK": 40})
    case.play("ask_rollover PAK ROW", {"the creditor agrees": True})
    assert case.fate.odds("agrees") == 80
    assert [loan.due for loan in case.state.loans] == [6, 9]
    case = set_up("PAK", {"credibility.PAK": 40})
    case.play("ask_rollover PAK ROW", {"the creditor agrees": False})
    assert [loan.due for loan in case.state.loans] == [6, 5]
    case.expect("credibility.PAK").falls(2)
    assert "owe them nothing" in case.asked(Kind.ACT, "PAK").refused("ask_rollover PAK USA")
    partner = set_up("PAK").owes("PAK", "AUS", 10, 4)
    partner.play("ask_rollover PAK AUS", {"the creditor agrees": True})
    assert partner.waiting[0] == "ACT"


def test_a_loan_called_in_falls_due_now() -> None:
    """5.4.1 Calling in costs the creditor a standing, ten of trust and five of influence; the debt is due this quarter."""
    case = set_up("CHN")
    assert case.cost("call_in CHN PAK") == (1, 0, 1)
    case.play("call_in CHN PAK")
    assert case.state.loans[0].due == case.state.turn
    case.expect("trust.PAK.CHN").falls(10)
    case.expect("influence.CHN.PAK").falls(5)
    case.phase("finance")
    case.expect("debt.PAK").falls(40)
    assert "no loan to call in" in set_up("USA").refused("call_in USA PAK")
    due = set_up("CHN").free_of_debt().owes("PAK", "CHN", 10, 1)
    assert "no loan to call in" in due.refused("call_in CHN PAK")


# ---- 5.5 asking the lender of last resort
@pytest.mark.covers("C65")
def test_an_early_tranche() -> None:
    """5.5.1 The debtor may bring the next quarter's review forward: the board is asked now."""
    case = set_up("PAK")
    case.play("ask_fund PAK")
    assert [case.scenario.ids["power"][seat] for kind, seat, *_ in case.state.queue if kind == Kind.VOTE] == [
        "CHN",
        "USA",
        "IND",
    ]


def test_reviews_have_their_time() -> None:
    """5.5.2 Refused: a review that is too far off, and one that is due this quarter anyway."""
    case = set_up("PAK")
    case.state.fund = evolve(case.state.fund, next_review=3)
    assert "too far off" in case.refused("ask_fund PAK")
    case.state.fund = evolve(case.state.fund, next_review=1)
    assert "due this quarter" in case.refused("ask_fund PAK")


@pytest.mark.covers("C70")
def test_an_early_review_is_audited_too() -> None:
    """5.5.3 Who diverted money cannot slip past the auditors by asking early."""
    case = set_up("PAK", {"diverted.PAK": 3})
    case.play("ask_fund PAK", {"auditors": True})
    assert case.waiting[0] == "ACT"
    case.expect("diverted.PAK").becomes(0)
    assert case.state.fund.next_review == 2


# ---- 5.6 the board
def vote(case: Case, china: str, america: str, india: str) -> Case:
    """Hold a review and let the three vote."""
    case.state.fund = evolve(case.state.fund, next_review=case.state.turn)
    case.hook("finance.review")
    for seat, stance in (("CHN", china), ("USA", america), ("IND", india)):
        case.play(f"vote {seat} {stance}")
    return case


@pytest.mark.covers("C65", "C67")
def test_the_board_counts() -> None:
    """5.6.1 The other chairs follow the staff as far as its lender is believed; an abstention counts half.

    Who takes a side carries three tenths of a percent of them along for each point of its standing.
    """
    case = vote(set_up("PAK", CALM), "support", "abstain", "oppose")
    believed = 80 - 4  # India has voted against the staff
    favour = 748 * (50 + 35 * believed // 100) // 100 + 3 * (10 - 8) + 61 + 165 // 2 + 0
    assert f"({favour / 10:.1f}% in favour)" in case.told
    case.expect("debt.PAK").rises()


def test_a_motion_needs_its_threshold() -> None:
    """5.6.2 Against the staff's word fewer than half of the rest follow, and even the seats together can fail it."""
    case = set_up("PAK", {"tension.loc": 6})
    case.state.fund = evolve(case.state.fund, riders=("ceasefire",))
    case.put({"standing.CHN": 0, "standing.USA": 0, "standing.IND": 0, "credibility.PAK": 40})
    vote(case, "support", "support", "support")
    favour = 748 * (50 - 14 - 3) // 100 + 61 + 165 + 26  # three votes against the staff leave the lender 68
    assert favour < 500
    assert f"withholds $800m from Pakistan ({favour / 10:.1f}% in favour)" in case.told
    case.expect("debt.PAK").stays()
    assert case.caused("board's decision", "stability.PAK") == -4
    assert case.caused("board's decision", "credibility.PAK") == -4


@pytest.mark.covers("C65")
def test_a_tranche_keeps_the_debtor_solvent() -> None:
    """5.6.3 A tranche goes to the reserves as a loan, the larger the lender's credibility; the next review is set."""
    case = vote(set_up("PAK", CALM | {"imf_credibility.all": 80}), "support", "support", "support")
    case.expect("money.PAK.reserves").rises(9)  # ten, less a tenth for a credibility of 80
    case.expect("owed.IMF.PAK").rises(9)
    assert case.caused("board's decision", "stability.PAK") == 3
    assert (case.state.fund.reviews, case.state.fund.next_review) == (1, 3)


@pytest.mark.covers("C66")
def test_resilience_money_comes_with_the_second_review() -> None:
    """5.6.4 The second completed review brings the earmarked money besides, and the land is the better for it."""
    case = set_up("PAK", CALM | {"imf_credibility.all": 80})
    case.state.fund = evolve(case.state.fund, reviews=1)
    vote(case, "support", "support", "support")
    case.expect("money.PAK.reserves").rises(9 + 14)
    assert case.caused("resilience money", "environment.gilgit") == 6
    assert case.caused("resilience money", "environment.balochistan") == 6


@pytest.mark.covers("C68")
def test_riders_come_with_the_first_tranche_and_are_the_debtors_secret() -> None:
    """5.6.5 With the first tranche the riders bind; only the debtor's view holds them."""
    case = vote(set_up("PAK", CALM), "support", "support", "support")
    assert case.state.fund.riders == ("ceasefire", "curb_militants")
    assert [bool(case.game.view(seat).state.fund.riders) for seat in range(4)] == [False, False, True, False]


@pytest.mark.covers("C68")
@pytest.mark.parametrize(
    ("figures", "stops"), [(CALM, False), ({"tension.loc": 5}, True), ({"threat.all": 56}, True)]
)
def test_a_breach_turns_the_staff(figures: dict[str, int], stops: bool) -> None:
    """5.6.6 Above rung four without a ceasefire, or with a militant threat above 55, the staff does not recommend."""
    case = set_up("PAK", CALM | figures)
    case.state.fund = evolve(case.state.fund, riders=("ceasefire", "curb_militants"))
    vote(case, "abstain", "abstain", "abstain")
    assert ("withholds" in case.told) is stops


@pytest.mark.covers("C69", "C71")
def test_an_abstention_is_a_statement_and_no_veto() -> None:
    """5.6.7 India's abstention earns a standing, costs one of the debtor's trust and a point at home, and stops nothing."""
    case = set_up("PAK", CALM)
    case.state.fund = evolve(case.state.fund, next_review=1)
    case.hook("finance.review")
    case.play("vote CHN support").play("vote USA support").play("vote IND abstain")
    assert case.caused("vote IND", "standing.IND") == 1
    assert case.caused("vote IND", "trust.PAK.IND") == -1
    assert case.caused("vote IND", "stability.IND") == -1
    assert "releases" in case.told


@pytest.mark.covers("C69")
def test_every_stance_has_its_price() -> None:
    """5.6.8 Support wins trust and influence; opposition costs a standing, both of these, and is cheered at home."""
    case = set_up("PAK", CALM)
    case.state.fund = evolve(case.state.fund, next_review=1)
    case.hook("finance.review")
    case.play("vote CHN support")
    case.expect("trust.PAK.CHN").rises(2)
    case.expect("influence.CHN.PAK").rises(1)
    case.play("vote USA support")
    case.play("vote IND oppose")
    assert case.caused("vote IND", "standing.IND") == -1
    assert case.caused("vote IND", "stability.IND") == 2
    assert case.caused("vote IND", "trust.PAK.IND") == -3
    lean = set_up("PAK", CALM | {"influence.IND.PAK": 10}).asked(Kind.VOTE, "IND")
    lean.state.votes = (0, 0, 0, -1)
    lean.play("vote IND oppose")
    assert lean.caused("vote IND", "influence.IND.PAK") == -1


@pytest.mark.covers("C72")
def test_politics_wears_the_lender_down() -> None:
    """5.6.9 A vote against the staff's word costs the lender four of its credibility, and so the next tranche."""
    kind = vote(set_up("PAK", CALM), "support", "support", "abstain")
    harsh = vote(set_up("PAK", CALM), "oppose", "oppose", "oppose")
    assert kind.read("imf_credibility.all") == 80
    assert harsh.read("imf_credibility.all") == 80 - 3 * 4


def test_what_is_taken_for_granted_wins_nothing() -> None:
    """5.6.8a Who votes as at the review before wins less: no thanks, no statement, half the applause, at the same price."""
    case = set_up("PAK", CALM | {"influence.IND.PAK": 10})
    case.state.fund = evolve(case.state.fund, last=(0, 1, 0, 2))
    case.state.fund = evolve(case.state.fund, next_review=1)
    case.hook("finance.review")
    case.play("vote CHN support")
    assert case.caused("vote CHN", "trust.PAK.CHN") == 0
    assert case.caused("vote CHN", "influence.CHN.PAK") == 0
    case.play("vote USA abstain")
    assert case.caused("vote USA", "standing.USA") == 0
    assert case.caused("vote USA", "trust.PAK.USA") == -1
    case.play("vote IND oppose")
    assert case.caused("vote IND", "stability.IND") == 1
    assert case.caused("vote IND", "trust.PAK.IND") == -3
    assert case.state.fund.last == (0, 1, 0, 2)


def test_a_no_that_sinks_the_motion_is_remembered() -> None:
    """5.6.8b When the motion fails, three more of the debtor's trust and one of influence go to whoever opposed it."""
    sunk = vote(set_up("PAK", CALM | {"influence.USA.PAK": 30}), "oppose", "oppose", "oppose")
    assert "withholds" in sunk.told
    assert sunk.caused("board's decision", "trust.PAK.USA") == -3
    assert sunk.caused("board's decision", "influence.USA.PAK") == -1
    passed = vote(set_up("PAK", CALM | {"influence.USA.PAK": 30}), "support", "support", "oppose")
    assert "releases" in passed.told
    assert passed.caused("board's decision", "trust.PAK.IND") == 0


def test_a_lender_that_is_not_believed_is_not_followed() -> None:
    """5.6.9a The less the lender is believed, the less its staff's word moves the other chairs, either way."""
    for figures, share in (({}, 78), ({"imf_credibility.all": 20}, 57)):
        case = vote(set_up("PAK", CALM | figures), "abstain", "abstain", "abstain")
        favour = 748 * share // 100 + 30 + 82 + 13
        assert f"({favour / 10:.1f}% in favour)" in case.told


def test_a_debtor_with_a_name_needs_fewer_friends() -> None:
    """5.6.9b Four points of the debtor's credibility move one percent of the other chairs."""
    for credibility, share in ((50, 78), (70, 83), (30, 73)):
        case = vote(set_up("PAK", CALM | {"credibility.PAK": credibility}), "abstain", "abstain", "abstain")
        assert f"({(748 * share // 100 + 30 + 82 + 13) / 10:.1f}% in favour)" in case.told


# ---- 5.6.13 what a review hangs on
GROUND = MotionSpec(
    "ground",
    "Ground open to bids",
    "Licences go to the highest bidder.",
    percent=50,
    passed=(EffectSpec("adjust", "influence.CHN.PAK", -3),),
    failed=(EffectSpec("adjust", "influence.CHN.PAK", 2),),
)
QUIET = MotionSpec("quiet", "Quiet first", "Nothing more.", when=("tension.loc >= 5",))


def with_motions(*motions: MotionSpec, **changes: Any) -> Scenario:
    """The board of the rulings with something to vote on."""
    spec = scenario().spec.board
    assert spec is not None
    return amended(board=evolve(spec, motions=motions, **changes))


@pytest.mark.covers("C67")
@pytest.mark.parametrize(("stance", "money", "hold"), [("support", 4, -3), ("oppose", 0, 2)])
def test_a_review_hangs_on_its_motion(stance: str, money: int, hold: int) -> None:
    """5.6.13 A motion moves its part of a tranche, and its yes and its no each have consequences of their own."""
    case = set_up("PAK", CALM | {"influence.CHN.PAK": 40}, board=with_motions(GROUND))
    case.state.fund = evolve(case.state.fund, motion=0)
    vote(case, *[stance] * 3)
    assert case.read("owed.IMF.PAK") == money
    assert case.caused("Ground open to bids", "influence.CHN.PAK") == hold
    assert (case.state.fund.motion, case.state.fund.past) == (-1, (0,))


def test_the_staff_says_beforehand_what_comes_next() -> None:
    """5.6.14 As a quarter begins the staff makes known what it will put, of what is at hand, and nothing twice running."""
    case = set_up("PAK", CALM, board=with_motions(GROUND, QUIET))
    case.state.fund = evolve(case.state.fund, motion=-1)
    case.hook("headlines.prepare_motion")
    assert case.state.fund.motion == 0
    assert "“Ground open to bids”" in case.told
    case.state.fund = evolve(case.state.fund, motion=-1, past=(0,))
    case.hook("headlines.prepare_motion")
    assert case.state.fund.motion == -1
    case.put({"tension.loc": 5}).hook("headlines.prepare_motion")
    assert case.state.fund.motion == 1


def test_a_waiver_moves_less_money_on_fewer_votes() -> None:
    """5.6.15 Where a scenario has waivers, a motion that the staff does not recommend moves a part, and takes less."""
    board = with_motions(threshold=700, waiver=50, waiver_threshold=400)
    for agrees, money in ((True, 0), (False, 4)):
        case = set_up("PAK", CALM if agrees else {"tension.loc": 6}, board=board)
        case.state.fund = evolve(case.state.fund, riders=("ceasefire",))
        vote(case, "support", "oppose" if agrees else "support", "support")
        assert case.read("owed.IMF.PAK") == money


def test_an_audit_before_every_vote() -> None:
    """5.6.10 A review audits first: what is found stops the vote, and everyone takes note."""
    case = set_up("PAK", {"diverted.PAK": 6})
    case.state.fund = evolve(case.state.fund, next_review=1)
    case.hook("finance.review", {"auditors": True})
    assert case.fate.odds("auditors") == 30 + 5 * 3
    assert case.waiting is None
    case.expect("credibility.PAK").falls(12)
    case.expect("imf_credibility.all").falls(6)
    case.expect("trust.IND.PAK").falls(6)
    assert case.state.fund.next_review == 2


def test_what_the_audit_finds_is_in_sight_from_then_on() -> None:
    """5.6.10a The hole in the reserves and the forces it paid for are on everybody's board once the auditors have been."""
    case = set_up("PAK").puts_by("PAK", -3).strike("divert PAK quetta")
    case.state.fund = evolve(case.state.fund, next_review=1)
    bank, station = case.scenario.reserves[case.number("power", "PAK")], case.number("station", "quetta")
    before = case.game.view(3).state
    case.hook("finance.review", {"auditors": True})
    after = case.game.view(3).state
    assert after.money[bank] == before.money[bank] - 3 == case.state.money[bank]
    assert after.force[station] == before.force[station] + 2
    case.expect("unseen.quetta").becomes(0)
    lines = [e for e in case.game.entries_for(3) if (e.name, e.index) == ("money", bank)]
    assert (lines[-1].delta, lines[-1].value) == (-3, after.money[bank])
    assert "auditors" in case.why(lines[-1])


def test_nothing_diverted_nothing_found() -> None:
    """5.6.11 An honest debtor draws no audit."""
    case = set_up("PAK")
    case.state.fund = evolve(case.state.fund, next_review=1)
    case.hook("finance.review")
    assert case.fate.asked == []
    assert case.waiting[0] == "VOTE"


def test_no_review_before_its_turn() -> None:
    """5.6.12 Reviews come when they are due."""
    case = set_up("PAK")
    case.hook("finance.review")
    assert case.waiting is None


# ---- 5.7 lobbying
@pytest.mark.covers("C72")
def test_lobbying_moves_chairs_and_wears_the_lender_down() -> None:
    """5.7.1 A round of lobbying costs a money and a standing, moves eight percent, and costs the lender two."""
    case = set_up("IND")
    assert case.cost("lobby IND oppose") == (1, 1, 1)
    case.play("lobby IND oppose")
    assert case.state.fund.lobby == -80
    case.expect("imf_credibility.all").falls(2)
    swayed = vote(case, "support", "support", "support")
    standing = 10 + 10 + 8  # India has spent one of its nine
    favour = 748 * 77 // 100 + 3 * standing + 61 + 165 + 26 - 80  # and the lender's credibility is 78
    assert f"({favour / 10:.1f}% in favour)" in swayed.told
    assert case.state.fund.lobby == 0


def test_there_are_only_so_many_chairs() -> None:
    """5.7.2 Three rounds move all there is to move."""
    case = set_up("USA")
    case.state.fund = evolve(case.state.fund, lobby=240)
    assert "no chairs left" in case.refused("lobby USA support")
    case.state.fund = evolve(case.state.fund, lobby=160)
    case.play("lobby USA support")
    assert case.state.fund.lobby == 240


@pytest.mark.parametrize(
    ("lobby", "stance", "riders", "favour"),
    [
        (240, "support", True, 1000),
        (300, "oppose", True, 748),
        (-360, "support", False, 252),
        (-240, "oppose", False, 0),
    ],
)
def test_the_board_is_never_more_than_whole(lobby: int, stance: str, riders: bool, favour: int) -> None:
    """5.7.3 Lobbying moves the other chairs and not the members': none is won twice or lost twice."""
    case = set_up("PAK", CALM if riders else CALM | {"tension.loc": 9})
    case.state.fund = evolve(case.state.fund, lobby=lobby, riders=("ceasefire",))
    told = vote(case, *[stance] * 3).told
    assert f"({favour / 10:.1f}% in favour)" in told
    assert ("releases" in told) == (favour >= 700)


# ---- 5.8 prepaying
def test_repaying_early_loosens_the_leash() -> None:
    """5.8.1 A loan repaid from the reserves before its time wins three of credibility and frees from influence."""
    case = set_up("PAK", turn=3)
    case.play("prepay PAK CHN")
    case.expect("money.PAK.reserves").falls(40)
    case.expect("money.CHN").rises(40)
    case.expect("debt.PAK").falls(40)
    case.expect("credibility.PAK").rises(3)
    case.expect("influence.CHN.PAK").falls(10)
    partner = set_up("PAK").owes("PAK", "AUS", 10, 4)
    partner.play("prepay PAK AUS")
    assert not [e for e in partner.entries if e.name == "influence"]


def test_when_prepaying_is_refused() -> None:
    """5.8.2 Refused: no debt to that creditor, reserves that do not reach, or more than a year to go."""
    assert "owe them nothing" in set_up("PAK").refused("prepay PAK USA")
    assert "reserves hold $3.9bn" in set_up("PAK", {"money.PAK.reserves": 39}, turn=3).refused(
        "prepay PAK CHN"
    )
    assert "too young" in set_up("PAK").owes("PAK", "AUS", 10, 6).refused("prepay PAK AUS")


# ---- 5.9 diverting
@pytest.mark.covers("C70")
def test_programme_money_buys_forces_in_secret() -> None:
    """5.9.1 Three of the reserves become two units of force out of sight; others see neither them nor the hole."""
    case = set_up("PAK").puts_by("PAK", -3)
    held = case.game.view(3).state.money[case.number("account", "PAK.reserves")]
    assert case.cost("divert PAK pak_loc") == (0, 0, 0)
    case.strike("divert PAK pak_loc")
    case.held("PAK.reserves").falls(3)
    case.expect("money.PAK.reserves").stays()
    case.expect("force.pak_loc").stays()
    case.expect("unseen.pak_loc").rises(2)
    case.expect("diverted.PAK").rises(3)
    seen = case.game.view(3).state
    assert seen.money[case.number("account", "PAK.reserves")] == held
    assert seen.diverted[case.number("power", "PAK")] == 0
    assert not any(seen.unseen)
    assert "Programme money" in case.told_to("PAK")
    assert "Programme money" not in case.told_to("IND")


def test_forces_out_of_sight_deter_and_anger_nobody() -> None:
    """5.9.1a Men out of uniform keep insurgents off as any do; no village counts them, and nobody feeds them openly."""
    plain, hidden = set_up("PAK"), set_up("PAK", {"unseen.quetta": 4})
    for case in (plain, hidden):
        case.hook("politics.regions")
    assert plain.state.grievance == hidden.state.grievance
    region = plain.number("region", "balochistan")
    odds = [attack_odds(case.scenario, case.state, region) for case in (plain, hidden)]
    assert odds[0] - odds[1] == 4 * plain.scenario.spec.tuning.force_deters
    for case in (plain, hidden):
        case.hook("finance.upkeep")
    assert plain.read("money.PAK") == hidden.read("money.PAK")


def test_the_world_judges_by_the_books() -> None:
    """5.9.1b A hole nobody knows of shakes nobody, fails no debt and costs no point until it is known."""
    figures = {"money.PAK.reserves": 21}
    open_, holed = set_up("PAK", figures), set_up("PAK", figures).puts_by("PAK", -3)
    holed.strike("divert PAK quetta")
    floor = open_.scenario.powers[2].reserves.floor
    holed.owes("PAK", "AUS", 20, 1)
    holed.state.loans = holed.state.loans[-1:]
    holed.phase("finance")
    assert holed.waiting is None or holed.waiting[0] != "DEFAULT"
    assert "repays" in holed.told
    for case in (open_, holed):
        case.put({"money.PAK.reserves": floor})
    assert holed.held("PAK.reserves").now == floor - 3
    for case in (open_, holed):
        case.hook("politics.powers")
        assert case.caused("reserves", "stability.PAK") == 0
    assert holed.read("cover.PAK") == holed.held("PAK.reserves").now + 3


def test_money_kept_back_pays_first() -> None:
    """5.9.1c What is put by beside the books is spent before the reserves are, and no auditor looks there."""
    case = set_up("PAK", {"money.PAK": 10}).puts_by("PAK", -1)
    case.strike("divert PAK quetta")
    case.held("PAK").falls(2)
    case.held("PAK.reserves").falls(1)
    case.expect("diverted.PAK").rises(1)
    case.expect("money.PAK").stays()


def test_when_diverting_is_refused() -> None:
    """5.9.2 Refused: empty reserves, and a station that is full."""
    poor = set_up("PAK", {"money.PAK.reserves": 2}).puts_by("PAK", -3)
    assert "reserves are empty" in poor.refused("divert PAK quetta")
    assert "station is full" in set_up("PAK", {"force.quetta": 18}).refused("divert PAK quetta")


# ---- 5.10 what falls due
def test_debts_are_paid_from_the_reserves() -> None:
    """5.10.1 What falls due is repaid when the reserves reach."""
    case = set_up("PAK", turn=5)
    case.phase("finance")
    case.expect("owed.ROW.PAK").falls(20)
    case.expect("money.PAK.reserves").falls(20)


def test_interest() -> None:
    """5.10.2 A quarter of a year's interest is paid to each creditor, on all that is owed to it, rounded down."""
    case = set_up("PAK").free_of_debt().owes("PAK", "CHN", 100, 8, rate=4).owes("PAK", "CHN", 60, 8, rate=4)
    case.hook("finance.interest")
    case.expect("money.PAK.reserves").falls(1)
    case.expect("money.CHN").rises(1)
    case.owes("PAK", "CHN", 40, 8, rate=4).hook("finance.interest")
    case.expect("money.PAK.reserves").falls(2)


def test_a_debtor_who_cannot_pay_chooses_whom_to_fail() -> None:
    """5.10.3 When the reserves do not reach, the debtor must choose; only creditors to whom something is due stand to
    choose from."""
    case = set_up("PAK", {"money.PAK.reserves": 10}, turn=5)
    case.phase("finance")
    assert case.waiting == ("DEFAULT", "PAK")
    assert [action.key for action in case.game.legal] == ["default_on PAK ROW"]
    assert "nothing is due" in case.refused("default_on PAK CHN")


def test_what_a_default_costs() -> None:
    """5.10.4 A default puts the debt off a year at a percent more; stability, credibility and everyone's trust suffer."""
    case = set_up("PAK", {"money.PAK.reserves": 10}).free_of_debt().owes("PAK", "CHN", 40, 1)
    case.phase("finance").play("default_on PAK CHN")
    assert (case.state.loans[0].due, case.state.loans[0].rate) == (5, 5)
    fails = "default_on PAK CHN"
    assert case.caused(fails, "stability.PAK") == -8
    assert case.caused(fails, "credibility.PAK") == -10
    assert case.caused(fails, "trust.CHN.PAK") == -20
    assert case.caused(fails, "trust.IND.PAK") == -5
    assert case.caused(fails, "influence.CHN.PAK") == -3


def test_collateral_is_seized() -> None:
    """5.10.5 A default on a loan with collateral hands the creditor a stake in the best site that has none."""
    case = set_up("PAK", {"money.PAK.reserves": 10, "owner.gwadar": 2, "level.reko": 0})
    case.free_of_debt().owes("PAK", "CHN", 40, 1, "collateral")
    case.phase("finance").play("default_on PAK CHN")
    case.expect("stake.chromite").becomes(case.number("party", "CHN"))


def test_a_default_threatened_is_carried_out() -> None:
    """5.10.6 A default carries out the threat of one: its day is that of the debt. Failing another creditor does not."""
    for creditor, carried in (("CHN", True), ("ROW", False)):
        case = set_up("PAK", {"money.PAK.reserves": 10}, turn=5).owes("PAK", "CHN", 40, 5)
        case.threatens("PAK", "default:CHN").phase("finance").play(f"default_on PAK {creditor}")
        assert (not case.threats) is carried
        assert ("carries out its threat" in case.told) is carried
    assert because("threat_dropped") not in [e.cause for e in case.entries]


def test_reserves_below_the_floor() -> None:
    """5.10.7 Below the floor stability slips by two a quarter, below half of it by five."""
    slips = []
    for held in (60, 59, 29):
        case = set_up("PAK", {"money.PAK.reserves": held, "insurgency.balochistan": 0}).free_of_debt()
        case.hook("politics.powers")
        slips.append(case.read("stability.PAK") - 50)
    assert slips == [0, -2, -5]
