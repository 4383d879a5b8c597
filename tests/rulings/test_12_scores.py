"""12 Scores, balance, endings, and catastrophes nobody wins."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, scenario, set_up
from wargame.rules.board import Kind
from wargame.rules.measures import reading
from wargame.rules.scoring import closing_quarters, mark, meters, objective_scores, total_score
from wargame.rules.spec import EndingSpec

CHN, USA, PAK, IND = range(4)


def last_turn(case: Case) -> Case:
    """Bring the game to the end of its last quarter."""
    case.state.turn = case.scenario.spec.turns
    case.hook("politics.scores")
    return case.hook("politics.endings")


# ---- 12.1 objectives
@pytest.mark.parametrize(
    ("value", "worst", "best", "points"),
    [
        (0, 0, 80, 0),
        (40, 0, 80, 20),
        (80, 0, 80, 40),
        (200, 0, 80, 40),
        (-9, 0, 80, 0),
        (30, 90, 0, 26),
        (1, 0, 3, 13),
    ],
)
def test_a_goal_is_marked_between_worst_and_best(value: int, worst: int, best: int, points: int) -> None:
    """12.1.1 Nothing at the worst, full marks at the best, in proportion between, never beyond; less may be better."""
    assert mark(value, worst, best, 40) // 100 == points


@pytest.mark.covers("C87")
def test_three_columns() -> None:
    """12.1.2 Machines, markets and might: each objective counts in its column and the total is their sum."""
    case = set_up("USA", {"fissile.PAK": 90, "tension.loc": 0})
    case.hook("politics.scores")
    columns = [case.read(f"score.USA.{column}") for column in ("machines", "markets", "might")]
    assert columns[2] == 20
    assert total_score(case.scenario, case.state, USA) == sum(columns)
    by_column: dict[str, int] = {}
    for goal, _, points in objective_scores(case.scenario, case.state, USA):
        by_column[goal.column] = by_column.get(goal.column, 0) + points
    assert columns == [by_column[c] // 100 for c in ("machines", "markets", "might")]


@pytest.mark.covers("C87")
def test_every_power_is_judged_in_all_three() -> None:
    """12.1.3 On this board as in the campaign every power has something to show in each column."""
    for power in scenario().powers:
        assert {goal.column for goal in power.objectives} == {"machines", "markets", "might"}


def test_scores_are_kept_turn_by_turn() -> None:
    """12.1.4 Each quarter's totals are kept."""
    case = set_up("USA")
    case.hook("politics.scores")
    assert case.state.history == (tuple(total_score(case.scenario, case.state, seat) for seat in range(4)),)


# ---- 12.1a the closing quarters
def locked(case: Case, *levels: int) -> list[int]:
    """America's might at the end of one quarter after another, Pakistan's warheads being so safe: 90 is 20, 40 is none."""
    found = []
    for level in levels:
        case.put({"fissile.PAK": level, "tension.loc": 0})
        case.hook("politics.scores")
        found.append(case.read("score.USA.might"))
        case.state.turn += 1
    return found


def test_the_final_score_is_the_mean_of_the_closing_quarters() -> None:
    """12.1.5 Quarters before count for nothing in the end; of the last four each counts a quarter, whenever it came."""
    assert locked(set_up("USA", turn=5, board=amended(closing=4)), 90, 90, 40, 40)[-1] == 10
    assert locked(set_up("USA", turn=4, board=amended(closing=4)), 40, 90, 90, 90, 90)[-1] == 20
    assert locked(set_up("USA", turn=4, board=amended(closing=4)), 90, 40, 40, 40, 40)[-1] == 0


def test_what_is_grabbed_in_the_last_quarter_counts_for_one() -> None:
    """12.1.6 A leap at the very end brings a quarter of its points where four quarters count, and all where one does."""
    assert locked(set_up("USA", turn=5, board=amended(closing=4)), 40, 40, 40, 90)[-1] == 5
    assert locked(set_up("USA", turn=5, board=amended(closing=1)), 40, 40, 40, 90)[-1] == 20


def test_points_are_told_as_if_things_stayed_as_they_are() -> None:
    """12.1.7 Until the game is over points count the closing quarters that are, and for the rest what stands now."""
    assert locked(set_up("USA", turn=5, board=amended(closing=4)), 90, 40, 40, 90) == [20, 5, 0 + 5, 10]


@pytest.mark.parametrize(("turns", "quarters"), [(8, 2), (12, 4), (3, 1), (1, 1), (2, 1), (40, 13)])
def test_a_third_of_all_quarters_close_the_game(turns: int, quarters: int) -> None:
    """12.1.8 Unless the scenario says otherwise a third of the quarters, one at least, make the final score."""
    assert closing_quarters(amended(turns=turns)) == quarters
    assert closing_quarters(amended(turns=turns, closing=50)) == turns


def test_others_do_not_see_what_an_agenda_has_brought() -> None:
    """12.1.9 The points of a secret agenda in a closing quarter are known to its owner alone until the end."""
    case = set_up("CHN", {"influence.CHN.PAK": 80}, turn=7)
    case.hook("politics.scores")
    (row,) = case.state.tallies
    assert row[CHN][-1] > 0
    assert case.game.view(CHN).state.tallies[0][CHN] == row[CHN]
    assert case.game.view(USA).state.tallies[0][CHN] == row[CHN][:-1]
    assert case.game.view(USA).state.tallies[0][USA] == row[USA]


# ---- 12.2 what the goals read
@pytest.mark.covers("C15", "C17", "C32")
def test_buying_less_abroad_is_worth_points() -> None:
    """12.2.1 America scores many hands on its tap, India less bought abroad: own separation moves both."""
    for seat, path, figures in (
        (USA, "at_risk.USA", {"level.mojave": 2, "stock.USA.heavy": 0}),
        (IND, "import_reliance.IND", {"level.irel": 3, "level.odisha": 2}),
    ):
        before, after = set_up(), set_up("PAK", figures)
        assert after.read(path) < before.read(path)
        assert points(after, seat, path) > points(before, seat, path)


def test_a_store_is_supply_that_nobody_can_close() -> None:
    """12.2.1a Half of the stockpile, and all that partners store, stand against what a supplier's closing would cost."""
    bare = set_up().read("at_risk.USA")
    assert set_up("USA", {"stock.USA.heavy": 60, "stock.USA.chip": 60}).read("at_risk.USA") < bare
    assert set_up("USA", {"stock.AUS.heavy": 60, "stock.AUS.chip": 60}).read("at_risk.USA") < bare


def points(case: Case, seat: int, measure: str) -> int:
    return next(
        p for goal, _, p in objective_scores(case.scenario, case.state, seat) if goal.measure == measure
    )


@pytest.mark.covers("C33")
def test_the_other_supplier() -> None:
    """12.2.2 India scores what it sells abroad while another keeps a tap closed; a licence, or its own, does not count."""
    stocked = {"stock.IND.heavy": 60, "offered.IND.heavy": 40}
    open_, closed = set_up("IND", stocked), set_up("IND", stocked | {"regime.CHN.heavy.USA": 3})
    licensed = set_up("IND", stocked | {"regime.CHN.heavy.USA": 1})
    own = set_up("IND", stocked | {"regime.IND.heavy.USA": 2})
    assert [points(case, IND, "reliability.IND") for case in (open_, licensed, own)] == [0, 0, 0]
    assert points(closed, IND, "reliability.IND") > 0
    assert closed.read("reliability.IND") == closed.read("sold.IND.heavy")
    assert open_.read("sold.IND.heavy") > 0


@pytest.mark.covers("C62", "C75")
def test_plural_ownership() -> None:
    """12.2.3 America scores it when Pakistan's ground is in more than one outsider's hand: a quarter for each."""
    one, three = set_up("USA", {"stake.reko": -1}), set_up("USA", {"stake.hub": USA})
    assert one.read("plurality.PAK") == 0  # the operator of Gwadar
    assert three.read("plurality.PAK") == 67  # and Australia at Reko Diq, America at Hub
    assert points(three, USA, "plurality.PAK") > points(one, USA, "plurality.PAK")


@pytest.mark.covers("C41")
def test_income_from_the_ground() -> None:
    """12.2.4 Pakistan scores an income from its ground, which dearer metal and new mines raise, less what the
    people there were promised of it."""
    richer = {"level.reko": 1, "price.battery": 300}
    before, after = set_up(), set_up("PAK", richer)
    assert after.read("site_income.PAK") > before.read("site_income.PAK")
    assert points(after, PAK, "mineral_income.PAK") > points(before, PAK, "mineral_income.PAK")
    generous = set_up("PAK", richer | {"declared.reko": 4, "share.reko": 0})
    assert generous.read("site_income.PAK") == after.read("site_income.PAK")
    assert generous.read("mineral_income.PAK") < after.read("mineral_income.PAK")


def test_solvency_counts_what_falls_due() -> None:
    """12.2.4a Reserves are worth what is left of them after a year's repayments, so a debt put off is not yet paid."""
    case = set_up("PAK")
    due = sum(x.amount for x in case.state.loans if x.debtor == PAK and x.due <= case.state.turn + 4)
    assert due > 0
    assert case.read("cover.PAK") == case.read("reserves.PAK") - due
    assert case.read("cover.USA") == case.read("money.USA")


@pytest.mark.covers("C08", "C13")
def test_leverage() -> None:
    """12.2.5 China scores the mean share of the others' supply that it holds; a ban gives some of it away."""
    before, after = set_up(), set_up("PAK", {"regime.CHN.heavy.USA": 3, "regime.CHN.light.USA": 3})
    assert after.read("leverage.CHN") < before.read("leverage.CHN")
    mean = sum(before.read(f"dependency.{p}.CHN") for p in ("USA", "PAK", "IND")) // 3
    assert before.read("leverage.CHN") == mean


# ---- 12.3 the tightrope
@pytest.mark.covers("C84")
def test_three_meters() -> None:
    """12.3.1 Engagement is others' trust and one's autonomy, security stability and calm regions, environment the land."""
    case = set_up("PAK", {"environment.gilgit": 80, "environment.balochistan": 60})
    engagement, security, environment = meters(case.scenario, case.state, PAK)
    assert environment == 70
    assert engagement == (50 + (100 - 40)) // 2
    unrest = [case.read(f"unrest.{r}") for r in ("gilgit", "balochistan")]
    assert security == (50 + sum(100 - u for u in unrest) // 2) // 2


@pytest.mark.covers("C84")
def test_the_lowest_meter_caps_the_total() -> None:
    """12.3.2 However rich, Pakistan's total is never more than 35 above the lowest of its three meters."""
    for land, capped in ((10, True), (80, False)):
        figures = {"money.PAK.reserves": 200, "level.reko": 2, "price.battery": 800}
        case = set_up("PAK", figures | {"environment.gilgit": land, "environment.balochistan": land})
        case.hook("politics.scores")
        plain = sum(case.read(f"score.PAK.{c}") for c in ("machines", "markets", "might"))
        assert (total_score(case.scenario, case.state, PAK) == land + 35 < plain) is capped


def test_nobody_else_is_capped() -> None:
    """12.3.3 Only a balanced power walks the rope."""
    case = set_up("CHN", {"environment.xinjiang": 0, "stability.CHN": 0, "money.CHN": 200})
    case.hook("politics.scores")
    assert total_score(case.scenario, case.state, CHN) > 35


# ---- 12.4 endings
def test_the_last_quarter_ends_it() -> None:
    """12.4.1 After the last quarter the highest total wins, and everyone is ranked."""
    case = last_turn(set_up("USA"))
    totals = case.state.history[-1]
    ended = case.state.ended
    assert ended.winners == (max(range(4), key=lambda seat: totals[seat]),)
    assert [totals[seat] for seat in ended.ranking] == sorted(totals, reverse=True)
    assert case.game.over


def test_before_it_the_next_quarter_begins() -> None:
    """12.4.2 Before that the turn goes on."""
    case = set_up("USA")
    case.hook("politics.scores").hook("politics.endings")
    assert case.state.ended is None
    assert case.state.turn == 2


def test_ties_are_broken_by_blame_then_standing() -> None:
    """12.4.3 Of equal totals the less to blame ranks higher, then the higher in standing."""
    flat = tuple(evolve(p, objectives=(), agendas=(), balanced=False) for p in scenario().powers)
    case = set_up(
        "USA",
        {"blame.CHN": 4, "blame.USA": 4, "blame.PAK": 2, "standing.USA": 12},
        board=amended(powers=flat),
    )
    last_turn(case)
    assert [case.scenario.ids["power"][seat] for seat in case.state.ended.ranking] == [
        "IND",
        "PAK",
        "USA",
        "CHN",
    ]


@pytest.mark.covers("C85")
def test_an_ending_is_told_by_its_conditions() -> None:
    """12.4.4 An ending whose conditions all hold tells the story; the last in the file takes whatever is left."""
    case = last_turn(set_up("PAK"))
    assert case.scenario.spec.endings[case.state.ended.ending].id == "muddle"
    good = {"level.reko": 1, "stability.PAK": 80, "insurgency.balochistan": 0, "grievance.balochistan": 10}
    good |= {"consent.balochistan": 80, "consent.gilgit": 80, "grievance.gilgit": 10}
    case = last_turn(set_up("PAK", good))
    assert case.scenario.spec.endings[case.state.ended.ending].id == "responsible"
    assert "The responsible supplier" in case.told


def _ended(figures: dict[str, int], *endings: EndingSpec) -> str:
    """Which of some endings tells the position, and of a last one that is left if none does."""
    rest = EndingSpec("rest", "The rest", "Whatever.", ())
    case = last_turn(set_up("PAK", figures, board=amended(endings=(*endings, rest))))
    return str(case.scenario.spec.endings[case.state.ended.ending].id)


def test_the_ending_that_is_exceeded_most_is_told() -> None:
    """12.4.5 Of the endings that hold the one told is exceeded most, in percent of its numbers, whatever their order.

    Money of 90 lies 50 % beyond 60 and 12 % beyond 80. What is below a number is exceeded by what it lies below it.
    """
    first = EndingSpec("modest", "Modest", "Much.", ("money.USA >= 80",))
    second = EndingSpec("rich", "Rich", "Very much.", ("money.USA >= 60",))
    assert _ended({"money.USA": 90}, first, second) == _ended({"money.USA": 90}, second, first) == "rich"
    poor = EndingSpec("poor", "Poor", "Little.", ("money.CHN <= 100",))
    assert _ended({"money.USA": 90, "money.CHN": 80}, poor, second) == "rich"
    assert _ended({"money.USA": 90, "money.CHN": 20}, second, poor) == "poor"


def test_every_condition_counts_alike() -> None:
    """12.4.6 An ending with several conditions is exceeded by the mean of them, each by 100 % at most; all must hold."""
    one = EndingSpec("one", "One", "One.", ("money.USA >= 60",))
    both = EndingSpec("both", "Both", "Both.", ("money.USA >= 60", "money.CHN >= 10"))
    assert _ended({"money.USA": 90, "money.CHN": 10}, one, both) == "one"
    assert _ended({"money.USA": 90, "money.CHN": 90}, one, both) == "both"
    assert _ended({"money.USA": 180, "money.CHN": 500}, one, both) == "one"  # both are at their most
    assert _ended({"money.USA": 180, "money.CHN": 9}, both, one) == "one"


def test_small_numbers_and_exact_ones() -> None:
    """12.4.7 A number below 10 counts as 10, so that a rung or two are no triumph; an exact condition counts as 25 %."""
    tense = EndingSpec("tense", "Tense", "Tense.", ("tension.loc >= 2",))
    exact = EndingSpec("exact", "Exact", "Exact.", ("tension.strait == 4",))
    assert _ended({"tension.loc": 4, "tension.strait": 4}, tense, exact) == "exact"
    assert _ended({"tension.loc": 6, "tension.strait": 4}, tense, exact) == "tense"


def test_an_ending_weighs_what_its_author_says() -> None:
    """12.4.8 A fit is multiplied by the ending's weight; equal ones are told by their order in the file."""
    half = EndingSpec("half", "Half", "Half.", ("money.USA >= 50",), weight=50)
    usual = EndingSpec("usual", "Usual", "Usual.", ("money.USA >= 60",))
    again = EndingSpec("again", "Again", "Again.", ("money.USA >= 60",))
    assert _ended({"money.USA": 90}, half, usual) == "usual"
    assert _ended({"money.USA": 90}, evolve(half, weight=100), usual) == "half"
    assert _ended({"money.USA": 90}, again, usual) == "again"


# ---- 12.5 catastrophes
@pytest.mark.covers("C73")
@pytest.mark.parametrize(
    ("figures", "ending"),
    [
        ({"tension.loc": 10}, "line_war"),
        ({"fissile.PAK": 0}, "loose"),
        ({"tension.strait": 10}, "strait_war"),
    ],
)
def test_a_catastrophe_has_no_winner(figures: dict[str, int], ending: str) -> None:
    """12.5.1 War at rung ten and loose material end the game at once; all lose, the least to blame first."""
    case = set_up("PAK", figures | {"blame.CHN": 5, "blame.USA": 1, "blame.PAK": 9, "blame.IND": 3})
    case.play("pass PAK")
    ended = case.state.ended
    assert case.scenario.spec.endings[ended.ending].id == ending
    assert ended.shared
    assert ended.winners == ()
    assert [case.scenario.ids["power"][seat] for seat in ended.ranking] == ["USA", "IND", "CHN", "PAK"]
    assert case.game.decision is None


@pytest.mark.covers("C73")
def test_a_catastrophe_cuts_a_score_by_the_blame() -> None:
    """12.5.1a After a catastrophe everyone loses of its total the share it has of all the blame; blameless, nothing."""
    blame = {"CHN": 5, "USA": 0, "PAK": 9, "IND": 6}
    case = set_up("PAK", {f"blame.{power}": points for power, points in blame.items()})
    case.hook("politics.scores")
    before = {power: case.read(f"total.{power}") for power in blame}
    assert min(before.values()) > 10
    case.asked(Kind.ACT, "PAK").put({"tension.loc": 10}).play("pass PAK")
    assert case.state.ended.shared
    for power, points in blame.items():
        assert case.read(f"total.{power}") == before[power] - before[power] * points // 20


def test_blame_is_written_in_the_ledger() -> None:
    """12.5.2 Whoever went up the ladder is to blame for it; whoever absorbed is not."""
    case = set_up("PAK", {"tension.loc": 8})
    case.play("escalate PAK loc")
    assert case.caused("escalate PAK loc", "blame.PAK") == 9
    assert case.read("blame.IND") == 0


def test_the_last_straw_of_an_answer() -> None:
    """12.5.3 Escalating after an incident at rung nine is the end."""
    case = set_up("PAK", {"tension.loc": 9})
    case.state.phase = 3
    case.state.queue = ((5, IND, 0, 0),)
    case.play("react IND yes")
    assert case.state.ended.shared
    assert case.state.ended.ranking[-1] == IND


def test_conditions_may_read_scores() -> None:
    """12.5.4 Endings can ask for a total or a lead, read from the last reckoning with agendas counted."""
    endings = (
        EndingSpec("china", "China ahead", "It led.", ("lead.CHN >= 1",)),
        EndingSpec("else", "Somebody else", "It did not.", ()),
    )
    rich = set_up("CHN", {"money.CHN": 900, "influence.CHN.PAK": 100}, board=amended(endings=endings))
    last_turn(rich)
    assert rich.state.ended.ending == 0
    assert reading("lead.CHN", rich.scenario)(rich.state) >= 1
    poor = set_up(
        "CHN",
        {"money.CHN": 0, "tension.strait": 9, "fissile.PAK": 100, "tension.loc": 0},
        board=amended(endings=endings),
    )
    poor.put({f"stock.{p}.{m}": 900 for m in ("light", "heavy", "chip") for p in ("USA", "PAK", "IND")})
    last_turn(poor)
    assert poor.state.ended.ending == 1
