"""4 Investment: find the ore, dig it, separate it, pay those who live there."""

from __future__ import annotations

import pytest

from tests.rulings.case import amended, set_up

BUILT = {"grade.skardu": 3, "known.skardu": 15, "access.skardu": 1}


# ---- 4.1 survey
@pytest.mark.covers("C36", "C39", "C55")
def test_a_survey_draws_the_grade() -> None:
    """4.1.1 A survey costs one money and draws the grade by the site's odds; the host and the surveyor know it."""
    case = set_up("PAK")
    assert case.cost("survey PAK skardu") == (1, 1, 0)
    case.play("survey PAK skardu", {"grade of Skardu": 3})
    assert case.fate.asked[0] == (
        "grade of Skardu",
        case.scenario.sites[case.number("site", "skardu")].grades,
    )
    case.expect("grade.skardu").becomes(3)
    case.expect("money.PAK").falls(1)
    assert case.game.view(case.number("power", "PAK")).state.grade[case.number("site", "skardu")] == 3


@pytest.mark.covers("C36")
def test_duds_exist() -> None:
    """4.1.2 A survey can find a dud, and no mine opens on it."""
    case = set_up("PAK", {"access.skardu": 1})
    case.play("survey PAK skardu", {"grade of Skardu": 0})
    assert "dud" in case.told
    case.asked(case.game.decision.kind, "PAK")
    assert "dud" in case.refused("mine PAK skardu")


def test_a_foreign_survey_is_for_two() -> None:
    """4.1.3 What foreign geologists find is known to their government and the host, and to nobody else."""
    case = set_up("USA")
    case.play("survey USA deep", {"grade of Khuzdar deep": 4})
    site = case.number("site", "deep")
    grades = [case.game.view(seat).state.grade[site] for seat in range(4)]
    assert grades == [-1, 4, 4, -1]
    assert "rich" in case.told_to("PAK")
    assert "rich" not in case.told_to("IND")
    assert "surveys Khuzdar deep" in case.told_to("IND")


def test_one_deposit_has_one_grade() -> None:
    """4.1.4 A second survey by another power reads the grade that is there and draws nothing."""
    case = set_up("USA", {"grade.deep": 2, "known.deep": 0b1000})
    case.play("survey USA deep")
    assert case.fate.asked == []
    case.expect("grade.deep").stays()
    case.expect("known.deep").becomes(0b1110)


def test_when_a_survey_is_refused() -> None:
    """4.1.5 Refused: what is known already, and geologists whose government the host does not trust."""
    assert "known to you" in set_up("PAK", BUILT).refused("survey PAK skardu")
    assert "does not trust you" in set_up("IND", {"trust.PAK.IND": 39}).refused("survey IND skardu")


# ---- 4.2 mines
@pytest.mark.covers("C39", "C55")
def test_no_mine_before_a_survey() -> None:
    """4.2.1 No mine before a survey."""
    assert "no mine before a survey" in set_up("PAK", {"access.skardu": 1}).refused("mine PAK skardu")


@pytest.mark.covers("C37", "C43")
def test_mountains_and_disputes_make_a_mine_dearer() -> None:
    """4.2.2 Two fifths dearer in the mountains, a fifth on disputed ground: Skardu's ten become sixteen."""
    case = set_up("PAK", BUILT)
    assert case.cost("mine PAK skardu") == (1, 16, 0)
    case.play("mine PAK skardu")
    case.expect("money.PAK").falls(16)
    case.expect("left.skardu").becomes(3)


@pytest.mark.covers("C43")
def test_a_weak_state_pays_a_premium() -> None:
    """4.2.3a Below stability 40 a project costs a tenth more wherever in the country it is."""
    found = {"grade.skardu": 2, "known.skardu": 15}
    costs = [set_up("PAK", found | {"stability.PAK": s}).cost("mine PAK skardu") for s in (40, 39)]
    assert costs == [(1, 16, 0), (1, 17, 0)]


@pytest.mark.covers("C50")
def test_insurgents_make_a_mine_dearer() -> None:
    """4.2.3 Every three points of insurgent strength in the region add a percent to what a project costs."""
    calm = {"grade.deep": 2, "known.deep": 15, "insurgency.balochistan": 0}
    assert set_up("PAK", calm).cost("mine PAK deep") == (1, 6, 0)
    assert set_up("PAK", calm | {"insurgency.balochistan": 60}).cost("mine PAK deep") == (1, 8, 0)


@pytest.mark.covers("C56")
def test_a_cleaner_mine_is_dearer() -> None:
    """4.2.4 Each step of the environmental standard makes further capacity a tenth dearer."""
    ground = {"grade.reko": 3, "known.reko": 15, "insurgency.balochistan": 0}
    prices = [set_up("PAK", ground | {"standard.reko": step}).cost("mine PAK reko")[1] for step in range(3)]
    assert prices == [9, 10, 11]


@pytest.mark.covers("C51")
def test_a_site_without_a_road_waits() -> None:
    """4.2.5 A site that needs infrastructure takes no project before it is built."""
    case = set_up("PAK", BUILT | {"access.skardu": 0})
    assert "needs infrastructure 1 and has 0" in case.refused("mine PAK skardu")


@pytest.mark.covers("C45", "C46", "C53")
def test_what_stops_a_project() -> None:
    """4.2.6 Discontent, insurgency, damage, work under way and full capacity each stop a project."""
    deep = {"grade.deep": 2, "known.deep": 15}
    assert "consent is too low" in set_up("PAK", deep | {"consent.balochistan": 14}).refused("mine PAK deep")
    large = deep | {"level.deep": 1, "insurgency.balochistan": 76}
    assert "no large-scale work" in set_up("PAK", large).refused("mine PAK deep")
    assert "being repaired" in set_up("PAK", deep | {"damage.deep": 1}).refused("mine PAK deep")
    assert "under way" in set_up("PAK", deep | {"left.deep": 1}).refused("mine PAK deep")
    assert "full capacity" in set_up("PAK", deep | {"level.deep": 2}).refused("mine PAK deep")


@pytest.mark.covers("C46")
def test_insurgents_cap_scale_and_not_the_first_pit() -> None:
    """4.2.7 A strong insurgency rules out expansion; a first small pit may still be dug."""
    case = set_up("PAK", {"grade.deep": 2, "known.deep": 15, "insurgency.balochistan": 90})
    case.play("mine PAK deep")
    case.expect("left.deep").becomes(3)


@pytest.mark.covers("C54")
def test_a_mine_without_a_share_breeds_grievance() -> None:
    """4.2.8 Work that begins with nothing for the community raises grievance by three."""
    case = set_up("PAK", {"grade.deep": 2, "known.deep": 15, "share.deep": 0})
    case.play("mine PAK deep")
    case.expect("grievance.balochistan").rises(3)


def test_a_project_becomes_capacity() -> None:
    """4.2.9 After its quarters a project is a level of capacity, and serves the market of that quarter."""
    case = set_up("PAK", {"left.deep": 2, "grade.deep": 4, "known.deep": 15})
    case.phase("market")
    case.expect("left.deep").falls(1)
    case.expect("level.deep").stays()
    case.phase("market")
    case.expect("level.deep").becomes(1)
    case.expect("mined.heavy").rises(600 + 80)


@pytest.mark.covers("C34")
def test_grade_and_mineral_set_what_comes_out() -> None:
    """4.2.10 A fair grade yields the deposit's figure, a rich one twice, a poor one half, a dud nothing."""
    dug = []
    for grade in range(5):
        case = set_up("PAK", {"level.deep": 1, "grade.deep": grade})
        case.phase("market")
        dug.append(case.read("mined.heavy") - 600)
    assert dug == [0, 20, 40, 60, 80]


# ---- 4.3 refineries
def test_separation_takes_know_how() -> None:
    """4.3.1 A refinery takes know-how of forty."""
    assert "know-how 40 and you have 15" in set_up("PAK").refused("refinery PAK hub")
    case = set_up("PAK", {"know_how.PAK": 40, "insurgency.balochistan": 0})
    assert case.cost("refinery PAK hub") == (1, 8, 0)
    case.play("refinery PAK hub")
    case.expect("left.hub").becomes(3)


@pytest.mark.covers("C07")
def test_technology_controls_delay_and_raise_the_price() -> None:
    """4.3.2 Under a ban on processing technology a refinery costs half as much again and takes two quarters more."""
    free, held = set_up("USA"), set_up("USA", {"regime.CHN.technology.USA": 3})
    assert (free.cost("refinery USA mojave")[1], held.cost("refinery USA mojave")[1]) == (10, 15)
    for case, turns in ((free, 4), (held, 6)):
        case.play("refinery USA mojave")
        case.expect("left.mojave").becomes(turns)


@pytest.mark.covers("C07")
def test_technology_controls_touch_no_mine() -> None:
    """4.3.3 A mine needs no foreign chemistry."""
    case = set_up("USA", {"regime.CHN.technology.USA": 3})
    assert case.cost("mine USA round_top") == (1, 6, 0)


# ---- 4.4 recycling
@pytest.mark.covers("C23")
def test_recycling_is_slow_supply_nobody_can_cut_off() -> None:
    """4.4.1 A hub costs four and its work, takes its quarters, and then supplies its owner whatever the regimes say."""
    case = set_up("USA", {"used.light": 500})
    assert case.cost("recycling USA ohio") == (1, 6, 0)
    case.play("recycling USA ohio")
    case.expect("left.ohio").becomes(3)
    for _ in range(3):
        case.expect("level.ohio").stays()
        case.phase("market")
    case.expect("level.ohio").becomes(1)
    case.put({"regime.CHN.light.USA": 3}).phase("market")
    assert case.read("flow.light.USA.USA") >= 10


@pytest.mark.covers("C23")
def test_only_what_was_used_comes_back() -> None:
    """4.4.2 Nothing can be recycled that was never used."""
    case = set_up("USA", {"level.ohio": 1, "stock.USA.light": 0, "used.light": 4})
    case.phase("market")
    assert case.read("flow.light.USA.USA") == 4


def test_a_hub_has_an_end() -> None:
    """4.4.3 A hub at its full capacity is refused."""
    assert "full capacity" in set_up("USA", {"level.ohio": 2}).refused("recycling USA ohio")


# ---- 4.5 infrastructure
@pytest.mark.covers("C51")
def test_roads_open_sites_and_are_welcome() -> None:
    """4.5.1 A step of infrastructure costs three, opens what waits for it, and earns two of consent."""
    case = set_up("PAK", BUILT | {"access.skardu": 0})
    assert case.cost("access PAK skardu") == (1, 3, 0)
    case.play("access PAK skardu")
    case.expect("access.skardu").rises(1)
    case.expect("consent.gilgit").rises(2)
    case.asked(case.game.decision.kind, "PAK").play("mine PAK skardu")
    case.expect("left.skardu").becomes(3)


def test_plenty_of_roads_shortens_work() -> None:
    """4.5.2 Where infrastructure is complete, work takes a quarter less."""
    case = set_up("PAK", BUILT | {"access.skardu": 3})
    case.play("mine PAK skardu")
    case.expect("left.skardu").becomes(2)


def test_when_roads_are_refused() -> None:
    """4.5.3 Refused: a site that has all it can use, and a region where builders do not dare to go."""
    assert "all the infrastructure" in set_up("PAK", {"access.deep": 3}).refused("access PAK deep")
    assert "do not dare" in set_up("PAK", {"insurgency.balochistan": 76}).refused("access PAK deep")


# ---- 4.6 environmental standard
@pytest.mark.covers("C56")
def test_a_cleaner_standard_is_thanked_for() -> None:
    """4.6.1 A step up costs two and gains three of consent and two of the land at once."""
    case = set_up("PAK")
    assert case.cost("upgrade PAK chromite") == (1, 2, 0)
    case.play("upgrade PAK chromite")
    case.expect("standard.chromite").rises(1)
    case.expect("consent.balochistan").rises(3)
    case.expect("environment.balochistan").rises(2)


def test_when_an_upgrade_is_refused() -> None:
    """4.6.2 Refused: what is as clean as it gets, and what is not built."""
    assert "as clean as it gets" in set_up("PAK", {"standard.chromite": 2}).refused("upgrade PAK chromite")
    assert "nothing is built" in set_up("PAK").refused("upgrade PAK deep")


# ---- 4.7 community share
@pytest.mark.covers("C54")
def test_a_higher_share_is_thanked_for_and_a_lower_one_is_not_forgotten() -> None:
    """4.7.1 A step up: consent three, grievance less two. A step down: consent less five, grievance four."""
    case = set_up("PAK", {"share.chromite": 2})
    assert case.cost("share PAK chromite 3") == (1, 1, 0)
    case.play("share PAK chromite 3")
    case.expect("consent.balochistan").rises(3)
    case.expect("grievance.balochistan").falls(2)
    case = set_up("PAK", {"share.chromite": 2})
    case.play("share PAK chromite 1")
    case.expect("consent.balochistan").falls(5)
    case.expect("grievance.balochistan").rises(4)


@pytest.mark.covers("C54")
def test_a_promise_is_not_a_payment() -> None:
    """4.7.4 Before the site yields a step up earns one of consent and takes one of grievance; lowering costs as ever."""
    building = {"left.deep": 3, "grade.deep": 2, "declared.deep": 1, "share.deep": 1}
    case = set_up("PAK", building)
    case.play("share PAK deep 3")
    case.expect("consent.balochistan").rises(2)
    case.expect("grievance.balochistan").falls(2)
    case = set_up("PAK", building)
    case.play("share PAK deep 0")
    case.expect("consent.balochistan").falls(5)
    case.expect("grievance.balochistan").rises(4)


def test_when_a_share_is_refused() -> None:
    """4.7.2 Refused: the share that is so already, and a share of nothing."""
    assert "already" in set_up("PAK", {"share.chromite": 2}).refused("share PAK chromite 2")
    assert "nothing is built" in set_up("PAK").refused("share PAK deep 3")


@pytest.mark.covers("C54")
def test_the_share_is_paid() -> None:
    """4.7.3 Each step pays a tenth of what the site earns to its people, quarter by quarter."""
    earned = []
    for step in range(5):
        case = set_up("PAK", {"share.chromite": step, "level.chromite": 2})
        case.board.state.money[case.number("power", "PAK")] = 0
        case.hook("finance.revenue")
        earned.append(case.read("money.PAK"))
    assert earned == [earned[0], earned[0], earned[0] - 1, earned[0] - 1, earned[0] - 2]


# ---- 4.8 research
@pytest.mark.covers("C16")
def test_need_makes_research_cheaper() -> None:
    """4.8.1 Research costs three, and one less for a power that buys three fifths of its rare earths abroad."""
    assert set_up("USA").cost("research USA light") == (1, 2, 0)
    assert set_up("IND").cost("research IND light") == (1, 3, 0)


def test_research_saves_demand() -> None:
    """4.8.2 Each round saves five percent of the demand for a material, less as more has been saved, up to sixty."""
    case = set_up("USA")
    case.play("research USA heavy")
    case.expect("thrift.USA.heavy").rises(5)
    fresh = set_up("USA")
    for each in (case, fresh):
        each.phase("market")
    wanted = [sum(each.read(f"flow.heavy.USA.{p}") for p in ("CHN", "USA", "ROW")) for each in (case, fresh)]
    assert wanted == [57, 60]
    late = set_up("USA", {"thrift.USA.heavy": 30})
    late.play("research USA heavy")
    late.expect("thrift.USA.heavy").rises(2)
    assert "nothing more" in set_up("USA", {"thrift.USA.heavy": 60}).refused("research USA heavy")


# ---- 4.9 know-how
def test_know_how_is_bought() -> None:
    """4.9.1 Processing know-how costs three and grows by eight; at ninety-five nothing is left to learn."""
    case = set_up("IND")
    assert case.cost("know_how IND") == (1, 3, 0)
    case.play("know_how IND")
    case.expect("know_how.IND").rises(8)
    assert "nothing left to learn" in set_up("IND", {"know_how.IND": 95}).refused("know_how IND")


@pytest.mark.covers("C31")
def test_japan_teaches_its_partners() -> None:
    """4.9.2 With a pact with somebody who knows more, know-how grows by four more."""
    case = set_up("IND").allied("school", "IND", "JPN")
    case.play("know_how IND")
    case.expect("know_how.IND").rises(12)


# ---- 4.10 and 4.11 the stockpile
def test_a_stockpile_is_bought_at_the_market() -> None:
    """4.10.1 An order of a lot costs nothing until the next market, which fills it at its price."""
    case = set_up("USA")
    assert case.cost("stockpile USA heavy") == (1, 0, 0)
    case.play("stockpile USA heavy")
    case.expect("order.USA.heavy").becomes(20)
    case.expect("money.USA").stays()
    idle = set_up("USA")
    for each in (case, idle):
        each.phase("market")
    assert case.read("stock.USA.heavy") - idle.read("stock.USA.heavy") == 20
    assert idle.read("money.USA") - case.read("money.USA") == 4
    case.expect("order.USA.heavy").becomes(0)


def test_when_an_order_is_refused() -> None:
    """4.10.2 Refused: more than two lots at once, and an order from an empty treasury."""
    assert "as large as" in set_up("USA", {"order.USA.heavy": 40}).refused("stockpile USA heavy")
    assert "treasury is empty" in set_up("USA", {"money.USA": 0}).refused("stockpile USA heavy")


def test_a_release_is_sold() -> None:
    """4.11.1 A lot released is sold at the next market where it is short, and brings its price."""
    short = {"stock.IND.heavy": 40, "regime.CHN.heavy.USA": 3}
    case, idle = set_up("IND", short), set_up("IND", short)
    case.play("release IND heavy")
    case.expect("offered.IND.heavy").becomes(20)
    for each in (case, idle):
        each.phase("market")
    assert case.read("flow.heavy.USA.IND") > idle.read("flow.heavy.USA.IND") == 0
    assert case.read("money.IND") > idle.read("money.IND")
    assert case.read("price.heavy") < idle.read("price.heavy")


def test_when_a_release_is_refused() -> None:
    """4.11.2 Refused: less than a lot in store, what is already offered counted off."""
    full = {"stock.IND.heavy": 30}
    assert "does not hold a lot" in set_up("IND", {"stock.IND.heavy": 19}).refused("release IND heavy")
    assert "does not hold a lot" in set_up("IND", full | {"offered.IND.heavy": 20}).refused(
        "release IND heavy"
    )


# ---- 4.12 rush
@pytest.mark.covers("C20", "C19")
def test_a_rushed_project_comes_forward_or_slips() -> None:
    """4.12.1 The Defense Production Act: three times in four two quarters sooner, once in four one later."""
    for slips, change in ((False, -2), (True, 1)):
        case = set_up("USA", {"left.round_top": 5})
        assert case.cost("rush USA round_top") == (1, 2, 0)
        case.play("rush USA round_top", {"Round Top slips": slips})
        assert case.fate.odds("slips") == 25
        assert case.read("left.round_top") == 5 + change


@pytest.mark.covers("C20")
def test_when_a_rush_is_refused() -> None:
    """4.12.2 Refused: no work, work rushed before, work all but finished."""
    assert "no work" in set_up("USA").refused("rush USA round_top")
    assert "already" in set_up("USA", {"left.round_top": 5, "rushed.round_top": 1}).refused(
        "rush USA round_top"
    )
    assert "all but finished" in set_up("USA", {"left.round_top": 1}).refused("rush USA round_top")


def test_rushed_work_does_not_wait_for_the_price() -> None:
    """4.12.3 Public money keeps rushed work going where private investors would hold theirs back."""
    case = set_up("USA", {"left.mojave": 2, "rushed.mojave": 1, "price.light": 40})
    case.hook("market.projects")
    case.expect("left.mojave").falls(1)
    case.hook("market.projects")
    case.expect("level.mojave").becomes(1)
    case.expect("rushed.mojave").becomes(0)


# ---- 4.13 co-finance
OPEN_DEEP = {"grade.deep": 3, "known.deep": 15}


@pytest.mark.covers("C61", "C63", "C64")
def test_a_stake_in_pakistans_ground() -> None:
    """4.13.1 Pakistan is asked first. If it agrees, three quarters of the project are paid; that brings the stake,
    influence and footprint, and the other patron takes it amiss."""
    case = set_up("USA", OPEN_DEEP)
    assert case.cost("cofinance USA deep") == (1, 0, 0)
    case.play("cofinance USA deep")
    assert case.waiting == ("ANSWER", "PAK")
    case.expect("money.USA").stays()
    case.play("accept PAK")
    case.expect("money.USA").falls(5)
    case.expect("left.deep").becomes(3)
    case.expect("stake.deep").becomes(case.number("party", "USA"))
    case.expect("influence.USA.PAK").rises(4)
    case.expect("trust.PAK.USA").rises(3)
    case.expect("footprint.USA").rises(3)
    case.expect("trust.CHN.PAK").falls(2)


@pytest.mark.covers("C61")
def test_a_stake_turned_down() -> None:
    """4.13.1a Turned down, nothing is paid and nothing dug; the investor's trust falls a little."""
    case = set_up("USA", OPEN_DEEP)
    case.play("cofinance USA deep").play("refuse PAK")
    case.expect("money.USA").stays()
    case.expect("left.deep").stays()
    case.expect("stake.deep").stays()
    case.expect("trust.USA.PAK").falls(1)
    assert "it takes $500m and the treasury holds $400m" in set_up(
        "USA", OPEN_DEEP | {"money.USA": 4}
    ).refused("cofinance USA deep")


@pytest.mark.covers("C63")
def test_first_come_first_served() -> None:
    """4.13.2 The second bidder for the same site comes too late."""
    case = set_up("USA", OPEN_DEEP)
    case.play("cofinance USA deep").play("accept PAK")
    case.asked(case.game.decision.kind, "CHN")
    assert "United States holds the stake" in case.refused("cofinance CHN deep")


@pytest.mark.covers("C22", "C29")
def test_a_partners_project() -> None:
    """4.13.3 Western money builds a partner's refinery, and the partner remembers who paid."""
    case = set_up("USA")
    case.play("cofinance USA eneabba")
    case.expect("left.eneabba").becomes(3)
    case.expect("disposition.AUS.USA").rises(5)
    for _ in range(3):
        case.phase("market")
    case.expect("level.eneabba").becomes(1)


def test_when_co_finance_is_refused() -> None:
    """4.13.4 Refused: hosts who pay for their own or do not want you, unsurveyed ground, duds, and unknown chemistry."""
    assert "pays for its own" in set_up("USA").refused("cofinance USA odisha")
    assert "does not want your money" in set_up("USA", {"trust.PAK.USA": 39}).refused("cofinance USA hub")
    set_up("USA", {"trust.PAK.USA": 40}).play("cofinance USA hub").play("accept PAK").expect(
        "left.hub"
    ).becomes(3)
    assert "before a survey" in set_up("USA").refused("cofinance USA deep")
    assert "dud" in set_up("USA", {"grade.deep": 0, "known.deep": 15}).refused("cofinance USA deep")
    low = {"know_how.USA": 30, "trust.PAK.USA": 60}
    assert "knows how to separate" in set_up("USA", low).refused("cofinance USA hub")
    assert "under way" in set_up("USA", {"left.eneabba": 1}).refused("cofinance USA eneabba")


def test_the_investor_is_paid() -> None:
    """4.13.5 The holder of a stake gets two fifths of what the site earns, from its owner."""
    held, free = set_up("PAK", {"level.reko": 1}), set_up("PAK", {"level.reko": 1, "stake.reko": -1})
    for case in (held, free):
        assert case.read("site_income.PAK") == 7 + 2 + 1  # Reko Diq, Muslim Bagh's chromite, Gwadar's dues
        case.hook("finance.revenue")
    assert free.read("money.PAK") - held.read("money.PAK") == 2
    assert held.read("money.AUS") - free.read("money.AUS") == 2


# ---- 4.14 corridor
@pytest.mark.covers("C76")
def test_a_corridor_is_repaired_and_binds() -> None:
    """4.14.1 Four money mend a corridor; they buy influence, trust and stability, and some resentment along the road."""
    case = set_up("CHN", {"cut.makran": 2})
    assert case.cost("corridor CHN makran") == (1, 4, 0)
    case.play("corridor CHN makran")
    case.expect("cut.makran").becomes(0)
    case.expect("influence.CHN.PAK").rises(4)
    case.expect("trust.PAK.CHN").rises(3)
    case.expect("stability.PAK").rises(2)
    case.expect("grievance.balochistan").rises(2)


def test_a_corridor_takes_money() -> None:
    """4.14.2 Refused to an empty purse."""
    assert "costs $400m and the treasury holds $300m" in set_up("CHN", {"money.CHN": 3}).refused(
        "corridor CHN makran"
    )


def test_prices_are_the_scenarios() -> None:
    """4.15 Every price stands in the scenario: another table, another price."""
    dear = dict(set_up().scenario.spec.tuning.costs)
    dear["survey"] = type(dear["survey"])(2, 5, 1)
    assert set_up("PAK", board=amended(tuning={"costs": dear})).cost("survey PAK skardu") == (2, 5, 1)


# ---- 4.16 publishing a survey
@pytest.mark.covers("C55")
def test_a_published_survey_is_everybodys() -> None:
    """4.16.1 Publishing costs a point, adds three credibility and one consent, and lets every power read the grade."""
    case = set_up("PAK", {"grade.deep": 3, "known.deep": 0b0100})
    assert case.cost("publish PAK deep") == (1, 0, 0)
    case.play("publish PAK deep")
    site = case.number("site", "deep")
    assert [case.game.view(seat).state.grade[site] for seat in range(4)] == [3, 3, 3, 3]
    case.expect("credibility.PAK").rises(3)
    case.expect("consent.balochistan").rises(1)


def test_when_publishing_is_refused() -> None:
    """4.16.2 Refused: what you have not surveyed, and what everyone knows."""
    assert "no survey to publish" in set_up("USA").refused("publish USA deep")
    assert "everyone knows" in set_up("PAK", OPEN_DEEP).refused("publish PAK deep")


# ---- 4.17 keeping a share back
@pytest.mark.covers("C54")
def test_a_share_kept_back_is_secret() -> None:
    """4.17.1 Two steps less are paid than declared; others read the declared share, and no hand is seen."""
    case = set_up("PAK", {"share.chromite": 3})
    assert case.cost("conceal PAK chromite") == (0, 0, 0)
    case.strike("conceal PAK chromite")
    case.expect("share.chromite").becomes(1)
    case.expect("declared.chromite").stays()
    case.expect("consent.balochistan").stays()
    site = case.number("site", "chromite")
    assert [case.game.view(seat).state.share[site] for seat in range(4)] == [3, 3, 1, 3]
    assert "quietly pays" not in case.told_to("IND")


@pytest.mark.covers("C54")
def test_a_secret_share_comes_to_light() -> None:
    """4.17.2 Each quarter the books may come to light, fifteen in a hundred: grievance rises by five and consent falls
    by six for every step kept back, more than an open cut would have cost."""
    case = set_up("PAK", {"share.chromite": 1, "declared.chromite": 3})
    case.hook("security.leaks", {"come to light": True})
    assert case.fate.odds("come to light") == 15
    case.expect("grievance.balochistan").rises(10)
    case.expect("consent.balochistan").falls(12)
    case.expect("credibility.PAK").falls(5)
    case.expect("declared.chromite").becomes(1)
    case.hook("security.leaks")
    assert case.fate.asked == []


def test_when_keeping_back_is_refused() -> None:
    """4.17.3 Refused: a second time, from nothing, and where nothing is earned."""
    assert "already" in set_up("PAK", {"share.chromite": 1, "declared.chromite": 3}).refused(
        "conceal PAK chromite"
    )
    assert "no share" in set_up("PAK", {"share.chromite": 0}).refused("conceal PAK chromite")
    assert "nothing is earned" in set_up("PAK").refused("conceal PAK deep")


# ---- 4.18 hubs
HUB = {"access.chromite": 3, "consent.balochistan": 50, "insurgency.balochistan": 45}


@pytest.mark.covers("C57")
def test_a_hub_is_half_as_much_again() -> None:
    """4.18.1 A mine its people want becomes a hub for four money: half as much again for good, consent and standing."""
    case = set_up("PAK", HUB)
    assert case.cost("hub PAK chromite") == (1, 4, 0)
    income = case.read("site_income.PAK")
    case.play("hub PAK chromite")
    case.expect("hub.chromite").becomes(1)
    case.expect("consent.balochistan").rises(4)
    case.expect("standing.PAK").rises(1)
    assert (income, case.read("site_income.PAK")) == (3, 4)


@pytest.mark.covers("C57")
def test_a_hub_digs_half_as_much_again() -> None:
    """4.18.2 What a hub digs grows like what it earns."""
    dug = []
    for hub in (0, 1):
        case = set_up("PAK", {"level.deep": 1, "grade.deep": 2, "hub.deep": hub})
        case.phase("market")
        dug.append(case.read("mined.heavy") - 600)
    assert dug == [40, 60]


@pytest.mark.covers("C53", "C57")
def test_when_a_hub_is_refused() -> None:
    """4.18.3 Refused: without a mine, roads, consent, peace or a decent standard, and where one stands."""
    for change, reason in (
        ({"level.chromite": 0}, "no mine yet"),
        ({"access.chromite": 2}, "infrastructure 3 and has 2"),
        ({"consent.balochistan": 49}, "takes consent 50"),
        ({"insurgency.balochistan": 46}, "under fire"),
        ({"standard.chromite": 0}, "dirty"),
        ({"hub.chromite": 1}, "it is a hub"),
    ):
        assert reason in set_up("PAK", HUB | change).refused("hub PAK chromite")


# ---- 4.19 tax credits and a price floor
@pytest.mark.covers("C21")
def test_tax_credits_bring_private_money() -> None:
    """4.19.1 For six quarters projects at home cost three tenths less; credits cost four, three where need presses."""
    case = set_up("USA")
    assert case.cost("credits USA") == (1, 3, 0)
    assert set_up("IND").cost("credits IND") == (1, 4, 0)
    assert case.cost("refinery USA mojave")[1] == 10
    case.play("credits USA")
    case.expect("credits.USA").becomes(6)
    assert case.cost("refinery USA mojave")[1] == 7
    assert set_up("CHN", {"credits.USA": 6}).cost("mine CHN bayan_obo")[1] == 5


@pytest.mark.covers("C21")
def test_a_price_floor_keeps_work_going() -> None:
    """4.19.2 Under a price floor projects at home go on when prices are low."""
    case = set_up("USA", {"left.mojave": 3, "price.light": 40, "credits.USA": 1})
    case.hook("market.projects")
    case.expect("left.mojave").falls(1)


def test_credits_in_force() -> None:
    """4.19.3 Credits in force are not passed again, but in their last quarter."""
    assert "in force" in set_up("USA", {"credits.USA": 2}).refused("credits USA")
    assert set_up("USA", {"credits.USA": 1}).play("credits USA").read("credits.USA") == 6


# ---- 4.20 ports
@pytest.mark.covers("C77")
def test_a_port_is_expanded_and_gives_its_keeper_a_naval_option() -> None:
    """4.20.1 A second berth takes the port's cost and turns; from then on the foreign power that runs it gains
    footprint every quarter."""
    case = set_up("PAK", {"access.gwadar": 2})
    case.play("port PAK gwadar")
    assert case.state.left[case.number("site", "gwadar")] > 0
    case = set_up("PAK", {"level.gwadar": 2})
    case.hook("politics.powers")
    assert case.caused("a naval option at Gwadar port", "footprint.CHN") == 1
    case = set_up("PAK", {"level.gwadar": 1})
    case.hook("politics.powers")
    assert case.caused("a naval option at Gwadar port", "footprint.CHN") == 0


# ---- 4.20 ports
@pytest.mark.covers("C77")
def test_a_port_grows() -> None:
    """4.20.1 The host expands a port like any project: its price, its quarters, and then dues for every berth."""
    case = set_up("PAK", {"insurgency.balochistan": 0})
    assert case.cost("port PAK gwadar") == (1, 6, 0)
    case.play("port PAK gwadar")
    case.expect("left.gwadar").becomes(3)
    case.put({"level.gwadar": 2}).hook("finance.revenue")
    assert case.caused("income from Gwadar port", "money.CHN") == 2
    assert "full capacity" in set_up("PAK", {"level.gwadar": 2}).refused("port PAK gwadar")


@pytest.mark.covers("C63", "C77")
def test_a_port_can_be_paid_for_from_abroad() -> None:
    """4.20.2 An outsider can co-finance a port and take the stake in it."""
    case = set_up("CHN", {"trust.PAK.CHN": 60})
    case.play("cofinance CHN gwadar").play("accept PAK")
    case.expect("stake.gwadar").becomes(case.number("party", "CHN"))


@pytest.mark.covers("C64", "C77")
def test_two_berths_are_a_naval_option() -> None:
    """4.20.3 A port of two berths gives the foreign power that runs it a point of footprint a quarter, while it works."""
    for figures, gain in (
        ({"level.gwadar": 1}, 0),
        ({"level.gwadar": 2}, 1),
        ({"level.gwadar": 2, "damage.gwadar": 1}, 0),
        ({"level.gwadar": 2, "owner.gwadar": 2}, 0),
    ):
        case = set_up("CHN", figures)
        case.hook("politics.powers")
        moved = sum(e.delta for e in case.entries if e.name == "footprint")
        assert moved == gain, figures
