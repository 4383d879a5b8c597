"""7 Pacts with partners, deals between powers, and courting."""

from __future__ import annotations

import pytest

from tests.rulings.case import amended, set_up
from wargame.rules.board import Kind
from wargame.rules.observe import view_of
from wargame.rules.spec import ClauseSpec, DealSpec


# ---- 7.1 pacts
@pytest.mark.covers("C22", "C31")
def test_a_pact_with_a_partner() -> None:
    """7.1.1 A pact costs a money and a standing; the partner warms to you, and the standing comes back."""
    case = set_up("IND")
    assert case.cost("pact IND school JPN") == (1, 1, 1)
    case.play("pact IND school JPN")
    case.expect("disposition.JPN.IND").rises(6)
    case.expect("standing.IND").stays()


@pytest.mark.covers("C31")
def test_a_pact_teaches_every_quarter() -> None:
    """7.1.2 A school of separation teaches three points of know-how a quarter."""
    case = set_up("IND").allied("school", "IND", "JPN")
    case.hook("politics.powers")
    case.expect("know_how.IND").rises(3)


def test_when_a_pact_is_refused() -> None:
    """7.1.3 Refused: a partner that does not feel enough for you, and a pact that stands."""
    assert "they feel 40 toward you and it takes 55" in set_up("CHN").refused("pact CHN school JPN")
    assert "the pact stands" in set_up("IND").allied("school", "IND", "JPN").refused("pact IND school JPN")


# ---- 7.2 deals
@pytest.mark.covers("C10")
def test_relief_for_money() -> None:
    """7.2.1 A deal is done in one stroke: the control is lifted and pledged to stay so, the money paid, trust grows."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    assert case.cost("deal CHN relief_for_money USA") == (1, 0, 0)
    case.play("deal CHN relief_for_money USA")
    assert case.waiting == ("ANSWER", "USA")
    case.expect("regime.CHN.heavy.USA").stays()
    case.play("accept USA")
    case.expect("regime.CHN.heavy.USA").becomes(0)
    case.expect("money.CHN").rises(5)
    case.expect("money.USA").falls(5)
    case.expect("trust.USA.CHN").rises(3)
    assert [(p.kind, p.turns) for p in case.state.pledges] == [("relief", 4)]


def test_one_deal_more_proves_little_between_friends() -> None:
    """7.2.1a Each side is trusted for what it gives, by three at most; from a trust of sixty by one."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3, "trust.USA.CHN": 60, "trust.CHN.USA": 59})
    case.play("deal CHN relief_for_money USA").play("accept USA")
    case.expect("trust.USA.CHN").rises(1)
    case.expect("trust.CHN.USA").rises(5 // 2)  # half of the money


def test_who_gives_nothing_is_trusted_no_more() -> None:
    """7.2.1b A gift wins the trust of who takes it, and the giver's trust stays where it was."""
    case = set_up("CHN").play("compose CHN PAK give money:9 take nothing").play("accept PAK")
    case.expect("trust.PAK.CHN").rises(3)
    case.expect("trust.CHN.PAK").stays()


def test_a_deal_refused() -> None:
    """7.2.2 A deal turned down changes nothing but a little trust."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    case.play("deal CHN relief_for_money USA").play("refuse USA")
    case.expect("regime.CHN.heavy.USA").stays()
    case.expect("trust.CHN.USA").falls(1)
    assert case.state.pledges == ()


def test_a_no_holds_for_the_quarter() -> None:
    """7.2.2a What has been refused is not offered again this quarter; other terms may be, and next quarter so may these."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3, "regime.CHN.chip.USA": 3})
    key = "deal CHN relief_for_money USA"
    case.play(key).play("refuse USA").asked(Kind.ACT, "CHN")
    assert case.refused(key) == "they have refused that this quarter"
    case.play("compose CHN USA give relief:heavy take money:4").play("refuse USA").asked(Kind.ACT, "CHN")
    assert "refused" in case.refused("compose CHN USA give relief:heavy take money:4")
    own, others = (view_of(case.scenario, case.state, seat).state.refused[0] for seat in (0, 2))
    assert len(own) == 2
    assert others == ()
    case.hook("headlines.new_turn")
    assert case.state.refused[0] == ()


def test_nobody_offers_what_it_has_not() -> None:
    """7.2.3 Refused: relief where nothing is controlled, and asking for money that is not there."""
    assert "no such control" in set_up("CHN").refused("deal CHN relief_for_money USA")
    poor = {"regime.CHN.heavy.PAK": 3, "money.PAK": 4}
    assert "they cannot give it" in set_up("CHN", poor).refused("deal CHN relief_for_money PAK")


@pytest.mark.covers("C10", "C11")
def test_calm_in_the_strait_for_metal() -> None:
    """7.2.4 Calm in the Strait against an offtake: a rung down, money paid, and a contract for four quarters."""
    case = set_up("USA")
    case.play("deal USA calm_for_offtake CHN").play("accept CHN")
    case.expect("tension.strait").falls(1)
    case.expect("money.CHN").rises(4)
    assert [(c.amount, c.turns) for c in case.state.contracts] == [(20, 4)]
    assert [p.kind for p in case.state.pledges] == ["truce"]


@pytest.mark.covers("C63", "C64")
def test_ground_for_money() -> None:
    """7.2.5 Money against a stake in the best mine, forces drawn back, a lean and a base: all at once."""
    case = set_up("USA")
    case.play("deal USA ground_for_money PAK").play("accept PAK")
    case.expect("money.PAK").rises(10)
    case.expect("stake.chromite").becomes(case.number("party", "USA"))
    case.expect("force.pak_loc").becomes(3)
    case.expect("force.quetta").rises(5)
    case.expect("influence.USA.PAK").rises(5)
    case.expect("footprint.USA").rises(6)
    case.expect("stability.PAK").falls(6 // 4)  # foreign flags are not liked


def test_a_receiver_without_the_means_cannot_accept() -> None:
    """7.2.6 An offer that has become impossible to meet can only be refused."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    case.play("deal CHN relief_for_money USA")
    case.put({"money.USA": 4})
    assert [action.key for action in case.game.legal] == ["refuse USA"]


# ---- 7.3 pledges
@pytest.mark.covers("C10")
def test_a_broken_pledge_is_seen() -> None:
    """7.3.1 A control set again after relief was pledged costs twelve trust and eight credibility, and ends the pledge."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 1}).pledged("relief", "CHN", "USA", 1)
    case.hook("politics.pledges")
    case.expect("trust.USA.CHN").falls(12)
    case.expect("credibility.CHN").falls(8)
    assert case.state.pledges == ()
    assert "breaks its pledge" in case.told_to("IND")


def test_a_kept_pledge_runs_out() -> None:
    """7.3.2 A pledge is checked at the end of four quarters and costs nothing while it is kept."""
    case = set_up("CHN").pledged("relief", "CHN", "USA", 1, 4)
    left = []
    for _ in range(4):
        case.hook("politics.pledges")
        case.expect("credibility.CHN").stays()
        left.append(len(case.state.pledges))
    assert left == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("kind", "what", "figures"),
    [("truce", 0, {"tension.loc": 7}), ("withdraw", 0, {"force.pak_loc": 4})],
    ids=["truce", "withdraw"],
)
def test_what_breaks_a_pledge(kind: str, what: int, figures: dict[str, int]) -> None:
    """7.3.3 A pledged calm breaks above rung six, a pledged withdrawal with more than three units."""
    case = set_up("PAK", figures).pledged(kind, "PAK", "IND", what)
    case.hook("politics.pledges")
    case.expect("credibility.PAK").falls(8)
    kept = {name: value - 1 for name, value in figures.items()}
    case = set_up("PAK", kept).pledged(kind, "PAK", "IND", what)
    case.hook("politics.pledges")
    case.expect("credibility.PAK").stays()


@pytest.mark.covers("C10", "C69")
def test_a_vote_can_be_pledged() -> None:
    """7.3.4 Who promised not to oppose the debtor and does so has broken its word; to abstain is to keep it."""
    for stance, broken in (("oppose", True), ("abstain", False)):
        case = set_up("PAK").pledged("vote", "IND", "PAK", 2)
        case.play("ask_fund PAK").play("vote CHN support").play("vote USA support").play(f"vote IND {stance}")
        assert ("breaks its pledge" in case.told) is broken
        assert (case.caused("a broken pledge", "credibility.IND") == -8) is broken
        assert case.state.pledges == ()


def test_a_vote_is_promised_in_a_deal() -> None:
    """7.3.5 A deal can give a vote for money."""
    votes = DealSpec(
        "vote_for_money",
        "A vote for money",
        ("IND",),
        ("PAK",),
        (ClauseSpec("vote"),),
        (ClauseSpec("money", 5),),
    )
    case = set_up("IND", board=amended(deals=(votes,)))
    case.play("deal IND vote_for_money PAK").play("accept PAK")
    assert [(p.kind, p.giver, p.taker) for p in case.state.pledges] == [("vote", 3, 2)]


# ---- 7.4 courting
@pytest.mark.covers("C79", "C83")
def test_courting_a_power() -> None:
    """7.4.1 Two money win six of a power's trust; a client leans three toward the patron that courts it."""
    case = set_up("USA")
    assert case.cost("court USA PAK") == (1, 2, 0)
    case.play("court USA PAK")
    case.expect("trust.PAK.USA").rises(6)
    case.expect("influence.USA.PAK").rises(3)
    case.asked(Kind.ACT, "IND").play("court IND PAK")
    case.expect("trust.PAK.IND").rises(6)
    case.expect("influence.IND.PAK").stays()


def test_courting_a_partner() -> None:
    """7.4.2 A partner warms by seven up to a feeling of fifty-five, then by less and less; a power's trust likewise."""
    for feeling, won in ((40, 7), (55, 7), (64, 5), (82, 2), (94, 1)):
        case = set_up("IND", {"disposition.JPN.IND": feeling}).play("court IND JPN")
        case.expect("disposition.JPN.IND").rises(won)
    set_up("USA", {"trust.PAK.USA": 70}).play("court USA PAK").expect("trust.PAK.USA").rises(4)
    assert "could not like you more" in set_up("IND", {"disposition.JPN.IND": 95}).refused("court IND JPN")


# ---- 7.5 deals of one's own making
@pytest.mark.covers("C10")
def test_a_deal_of_ones_own_making() -> None:
    """7.5.1 Any clauses can be put together; what stands over time is pledged like any other."""
    case = set_up("CHN", {"regime.CHN.chip.USA": 2})
    key = "compose CHN USA give relief:chip + money:2 take truce:strait"
    assert case.cost(key) == (1, 0, 0)
    case.play(key)
    assert case.waiting == ("ANSWER", "USA")
    case.play("accept USA")
    case.expect("regime.CHN.chip.USA").becomes(0)
    case.expect("money.USA").rises(2)
    case.expect("tension.strait").falls(1)
    assert sorted(p.kind for p in case.state.pledges) == ["relief", "truce"]


def test_a_truce_takes_both_sides() -> None:
    """7.5.1a Nobody makes peace for others: a truce is composed by the two sides of its ladder."""
    case = set_up("CHN")
    assert "not at this table" in case.refused("compose CHN IND give money:2 take truce:loc")
    assert "not at this table" in set_up("IND").refused("compose IND CHN give truce:loc take money:2")


def test_what_cannot_be_composed() -> None:
    """7.5.2 Refused: what is not there to give, on either side."""
    case = set_up("CHN")
    assert "no such control" in case.refused("compose CHN IND give relief:chip take money:2")
    case.put({"money.IND": 1})
    assert "they cannot give it" in case.refused("compose CHN IND give offtake:light:2 take money:2")


@pytest.mark.parametrize(
    ("seat", "key", "why"),
    [
        ("PAK", "compose PAK CHN give know_how:3 take money:2", "cannot teach 3"),
        ("CHN", "compose CHN IND give influence:2 take money:1", "look to nobody there"),
        ("PAK", "compose PAK IND give influence:2 take money:1", "look to nobody there"),
        ("USA", "compose USA IND give basing:4 take money:1", "no ground in the region"),
        ("USA", "compose USA CHN give vote take money:1", "no say in what the lender's board decides"),
        ("PAK", "compose PAK USA give vote take money:1", "no say in what the lender's board decides"),
    ],
)
def test_nobody_promises_what_it_has_not_got(seat: str, key: str, why: str) -> None:
    """7.5.3 Know-how is taught by who knows more, a patron is leaned to, a base needs ground, a vote a chair."""
    assert why in set_up(seat).refused(key)
    _, mover, other, rest = key.split(" ", 3)  # and nobody can ask for it
    given, taken = rest.removeprefix("give ").split(" take ")
    assert why in set_up(other).refused(f"compose {other} {mover} give {taken} take {given}")


def test_what_is_promised_is_not_promised_twice() -> None:
    """7.5.4 A pledge that stands cannot be given again, to the same side, until it has run out."""
    case = (
        set_up("USA").play("compose USA PAK give vote take money:1").play("accept PAK").asked(Kind.ACT, "USA")
    )
    assert "promised already" in case.refused("compose USA PAK give vote take money:1")
