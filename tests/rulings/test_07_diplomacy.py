"""7 Pacts with partners, deals between powers, and courting."""

from __future__ import annotations

import pytest

from tests.rulings.case import Case, amended, set_up
from wargame.rules import machine
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction
from wargame.rules.observe import view_of
from wargame.rules.records import Order
from wargame.rules.spec import ClauseSpec, DealSpec


# ---- 7.1 pacts
@pytest.mark.covers("C22", "C31")
def test_a_pact_with_a_partner() -> None:
    """7.1.1 A pact costs a money and a standing; the partner warms to you, and has less time for every other power."""
    case = set_up("IND")
    assert case.cost("pact IND school JPN") == (1, 1, 1)
    case.play("pact IND school JPN")
    case.expect("disposition.JPN.IND").rises(6)
    for other in ("CHN", "USA", "PAK"):
        case.expect(f"disposition.JPN.{other}").falls(2)
    case.expect("disposition.AUS.USA").stays()
    case.expect("standing.IND").falls(1)


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


def test_a_second_no_within_a_year_costs_nothing() -> None:
    """7.2.2c Who refuses the same power again within a year loses no more of its trust; after a year it does."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    case.play("deal CHN relief_for_money USA").play("refuse USA").expect("trust.CHN.USA").falls(1)
    case.state.turn += 1
    case.asked(Kind.ACT, "CHN").play("compose CHN USA give relief:heavy take money:4")
    case.play("refuse USA").expect("trust.CHN.USA").stays()
    case.state.turn += 4
    case.asked(Kind.ACT, "CHN").play("compose CHN USA give relief:heavy take money:5")
    case.play("refuse USA").expect("trust.CHN.USA").falls(1)


def test_what_became_of_an_offer_is_kept_between_the_two() -> None:
    """7.2.2d The last offer of a kind between two powers is remembered with its answer; no other seat learns of it."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    key = "compose CHN USA give relief:heavy take money:4"
    case.play(key).play("refuse USA")
    case.state.turn += 1
    case.asked(Kind.ACT, "CHN").play("compose CHN USA give relief:heavy take money:3").play("refuse USA")
    (last,) = case.state.overtures
    assert (last.refusals, last.refuser, last.turn) == (2, 1, case.state.turn)
    assert [clause.amount for clause in last.takes] == [3]
    told = [len(view_of(case.scenario, case.state, seat).state.overtures) for seat in range(4)]
    assert told == [1, 1, 0, 0]
    case.state.turn += 1
    case.asked(Kind.ACT, "CHN").play("compose CHN USA give relief:heavy take money:2").play("accept USA")
    assert [(each.refusals, each.refuser) for each in case.state.overtures] == [(0, -1)]


def test_who_is_offered_nothing_may_say_no() -> None:
    """7.2.2b Refusing to give something for nothing costs no trust."""
    case = set_up("USA").play("compose USA PAK give nothing take influence:2").play("refuse PAK")
    case.expect("trust.USA.PAK").stays()


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
    """7.3.4 Who promised how it votes and votes otherwise has broken its word, whoever it was given to."""
    for taker, stance, broken in (
        ("PAK", "oppose", True),
        ("PAK", "abstain", False),
        ("USA", "support", True),
    ):
        case = set_up("PAK").pledged("vote", "IND", taker, 1)
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
        (ClauseSpec("vote", what="support"),),
        (ClauseSpec("money", 5),),
    )
    case = set_up("IND", board=amended(deals=(votes,)))
    case.play("deal IND vote_for_money PAK").play("accept PAK")
    assert [(p.kind, p.giver, p.taker, p.what) for p in case.state.pledges] == [("vote", 3, 2, 0)]


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


def test_somebody_minds_a_visit() -> None:
    """7.4.3 A partner that is courted feels one less for each other power; who faces a power over a ladder trusts its
    visitor one less, and nobody else minds."""
    case = set_up("IND").play("court IND JPN")
    for other in ("CHN", "USA", "PAK"):
        case.expect(f"disposition.JPN.{other}").falls(1)
    case.expect("disposition.AUS.USA").stays()
    case = set_up("USA").play("court USA PAK")
    case.expect("trust.IND.USA").falls(1)
    case.expect("trust.CHN.USA").stays()
    case = set_up("IND").play("court IND PAK")
    case.expect("trust.CHN.IND").stays()


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
        ("PAK", "compose PAK USA give vote:oppose take money:1", "no vote on the lender's board"),
        ("USA", "compose USA PAK give vote:oppose take money:1", "a vote against its own motion"),
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
    case = set_up("USA").play("compose USA PAK give vote:support take money:1").play("accept PAK")
    case.asked(Kind.ACT, "USA")
    assert "promised to Pakistan already: support" in case.refused(
        "compose USA PAK give vote:support take money:1"
    )


@pytest.mark.covers("C69")
def test_a_vote_is_not_promised_to_both_sides() -> None:
    """7.5.5 A vote is promised once: whoever has sold it to one side has none for the other, and none of two minds."""
    case = set_up("USA").play("compose USA PAK give vote:support take money:1").play("accept PAK")
    case.asked(Kind.ACT, "IND")
    assert "promised to Pakistan already: support" in case.refused(
        "compose IND USA give money:2 take vote:oppose"
    )
    with pytest.raises(BadAction, match="one way, not two"):
        case.game.space.parse("compose CHN IND give vote:support + vote:oppose take money:1")


def test_a_vote_is_sold_to_whoever_pays() -> None:
    """7.5.6 Not the debtor alone has a use for a vote: anybody can buy a no, and it binds as a yes does."""
    case = set_up("IND").play("compose IND USA give money:2 take vote:oppose").play("accept USA")
    assert [(p.kind, p.giver, p.taker, p.what) for p in case.state.pledges] == [("vote", 1, 3, 2)]
    case.asked(Kind.ACT, "PAK").play("ask_fund PAK").play("vote CHN support").play("vote USA support")
    assert case.caused("a broken pledge", "trust.IND.USA") == -12


# ---- 7.6 counter-offers
def loan_to_pakistan(terms: str = "port_access", figures: dict[str, int] | None = None) -> Case:
    """China has offered Pakistan a loan of $1bn."""
    case = set_up(
        "CHN", {"influence.CHN.PAK": 20, "trust.PAK.CHN": 40, "trust.CHN.PAK": 40} | (figures or {})
    )
    return case.play(f"lend CHN PAK 10 {terms}")


def test_an_offer_is_answered_with_another() -> None:
    """7.6.1 Whoever is asked may ask for other terms, at no point; the proposer answers, and accepting does it all."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).play("deal CHN relief_for_money USA")
    points = case.state.points[:]
    assert case.cost("counter_offer USA CHN give money:3 take relief:heavy") == (0, 0, 0)
    case.play("counter_offer USA CHN give money:3 take relief:heavy")
    assert case.waiting == ("ANSWER", "CHN")
    case.expect("money.USA").stays()
    case.expect("trust.CHN.USA").stays()
    case.play("accept CHN")
    case.expect("money.CHN").rises(3)
    case.expect("regime.CHN.heavy.USA").becomes(0)
    assert case.state.points == points
    assert case.state.offer is None


def test_one_counter_each_way() -> None:
    """7.6.2 The proposer may answer a counter-offer with one of its own; after that the offer is taken or left."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).play("deal CHN relief_for_money USA")
    case.play("counter_offer USA CHN give money:1 take relief:heavy")
    case.play("counter_offer CHN USA give relief:heavy take money:3")
    assert case.waiting == ("ANSWER", "USA")
    why = case.refused("counter_offer USA CHN give money:2 take relief:heavy")
    assert why == "each side has made its counter-offer: accept this one or refuse it"
    case.play("accept USA")
    case.expect("money.CHN").rises(3)


def test_refusing_a_counter_offer_ends_the_matter() -> None:
    """7.6.3 The receiver pays as for a refusal, and what was offered first is not offered again this quarter."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).play("deal CHN relief_for_money USA")
    case.play("counter_offer USA CHN give money:1 take relief:heavy").play("refuse CHN")
    case.expect("trust.CHN.USA").falls(1)
    case.expect("trust.USA.CHN").stays()
    assert case.state.offer is None
    case.asked(Kind.ACT, "CHN")
    assert case.refused("deal CHN relief_for_money USA") == "they have refused that this quarter"


def test_a_loan_is_haggled_over() -> None:
    """7.6.4 Of a loan another amount may be asked, and a rider dropped; rate and date stay."""
    case = loan_to_pakistan().play(
        "counter_offer PAK CHN give nothing take nothing amount 14 without port_access"
    )
    assert case.waiting == ("ANSWER", "CHN")
    rate = case.state.offer.terms[1] if case.state.offer else 0
    case.play("accept CHN")
    case.expect("money.CHN").falls(14)
    case.expect("footprint.CHN").stays()
    loan = case.state.loans[-1]
    assert (loan.creditor, loan.debtor, loan.amount, loan.rate, loan.riders) == (
        case.number("power", "CHN"),
        case.number("power", "PAK"),
        14,
        rate,
        (),
    )


def test_a_clause_on_top_of_a_rollover() -> None:
    """7.6.5 A creditor may want something for its patience: a clause comes on top of what the offer's kind does."""
    case = set_up("PAK").free_of_debt().owes("PAK", "CHN", 10, due=3)
    case.play("ask_rollover PAK CHN").play("counter_offer CHN PAK give nothing take influence:5")
    case.play("accept PAK")
    case.expect("influence.CHN.PAK").rises(5 + 2)
    assert [loan.due for loan in case.state.loans if loan.creditor == case.number("power", "CHN")] == [3 + 4]


def test_what_cannot_be_countered() -> None:
    """7.6.6 Refused: what changes nothing, what is not there to give, riders and amounts of what is no loan."""
    deal = set_up("CHN", {"regime.CHN.heavy.USA": 3, "money.USA": 9}).play("deal CHN relief_for_money USA")
    for key, why in {
        "counter_offer USA CHN give money:5 take relief:heavy": "changes nothing",
        "counter_offer USA CHN give nothing take nothing": "at least one clause",
        "counter_offer USA CHN give money:10 take relief:heavy": "the treasury holds $900m",
        "counter_offer USA CHN give money:3 take relief:chip": "they cannot give it: there is no such control",
        "counter_offer USA CHN give money:5 take relief:heavy amount 5": "only a loan has an amount",
        "counter_offer USA IND give money:3 take nothing": "has made you no offer",
    }.items():
        assert why in deal.refused(key)
    loan = loan_to_pakistan(figures={"money.CHN": 12})
    for key, why in {
        "counter_offer PAK CHN give nothing take nothing": "changes nothing",
        "counter_offer PAK CHN give nothing take nothing amount 13": "they cannot give it: it takes $1.3bn",
        "counter_offer PAK CHN give nothing take money:3 amount 10": "they cannot give it: it takes $1.3bn",
        "counter_offer PAK CHN give nothing take nothing without collateral": "no such rider is asked for",
        "counter_offer PAK CHN give vote:oppose take nothing": "no vote on the lender's board",
    }.items():
        assert why in loan.refused(key)
    close = loan_to_pakistan(figures={"influence.CHN.PAK": 90})
    assert "lends with a rider" in close.refused(
        "counter_offer PAK CHN give nothing take nothing without port_access"
    )


def test_a_promise_that_stands_is_no_counter_offer() -> None:
    """7.6.7 What is pledged already is not promised once more, on top of anything."""
    case = set_up("PAK").free_of_debt().owes("PAK", "IND", 10, due=3).pledged("vote", "IND", "PAK", 1)
    case.play("ask_rollover PAK IND")
    assert "promised to Pakistan already" in case.refused(
        "counter_offer IND PAK give vote:abstain take money:1"
    )


def test_an_offer_that_has_lapsed_is_not_countered() -> None:
    """7.6.8 When it has been answered there is nothing left to haggle over."""
    case = loan_to_pakistan().play("refuse PAK").asked(Kind.ACT, "PAK")
    key = "counter_offer PAK CHN give nothing take nothing amount 5"
    assert "the decision is to act" in case.refused(key)
    case.asked(Kind.ANSWER, "PAK")
    assert "China has made you no offer" in case.refused(key)


def test_what_is_asked_for_a_ceasefire_is_between_the_two() -> None:
    """7.6.9 A ceasefire is offered before the world; what the other side wants for it the world does not learn."""
    case = set_up("PAK", {"tension.loc": 5}).play("ceasefire PAK loc")
    usa = case.number("power", "USA")
    assert view_of(case.scenario, case.state, usa).state.offer is not None
    case.play("counter_offer IND PAK give nothing take money:2")
    assert view_of(case.scenario, case.state, usa).state.offer is None
    assert "India makes Pakistan a counter-offer." in case.told_to("USA")
    assert "ceasefire" in case.told_to("PAK")
    case.play("refuse PAK")
    case.expect("standing.IND").falls(1)  # the world sees that there is no ceasefire
    case.expect("standing.PAK").stays()


def test_orders_that_are_opened_are_haggled_over_too() -> None:
    """7.6.10 Sealed orders are written without bargaining, but an offer that they make is answered like any other."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    case.state.sealed = True
    number = case.game.space.parse("deal CHN relief_for_money USA").number
    seat = case.number("power", "CHN")
    case.state.orders = tuple(
        (Order(number, 1, 0, 0),) if power == seat else () for power in range(case.scenario.npowers)
    )
    case.state.queue, case.state.passed = (), (1 << case.scenario.npowers) - 1
    machine.run(case.board)
    assert case.waiting == ("ANSWER", "USA")
    case.play("counter_offer USA CHN give money:3 take relief:heavy").play("accept CHN")
    assert case.caused("accept CHN", "money.CHN") == 3
