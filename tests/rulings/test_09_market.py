"""9 The market: ore, refineries, contracts, spot, prices, and what shortages teach."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import Case, amended, scenario, set_up
from wargame.rules.trade import clear

PARTIES = ("CHN", "USA", "PAK", "IND", "AUS", "JPN", "ROW")


def market(case: Case) -> Case:
    """Run trade alone, with no project moving and nobody learning."""
    return case.hook("market.trade")


def bought(case: Case, buyer: str, material: str, seller: str) -> int:
    return case.read(f"flow.{material}.{buyer}.{seller}")


# ---- 9.1 ore goes to who can refine
@pytest.mark.covers("C08", "C15")
def test_ore_flows_to_who_can_refine() -> None:
    """9.1.1 Mountain Pass digs and nobody at home can separate: its ore is refined in China and bought back."""
    case = market(set_up("USA"))
    assert case.read("ore.USA.light") == 0
    assert bought(case, "USA", "light", "USA") == 0
    assert bought(case, "USA", "light", "CHN") > 60


@pytest.mark.covers("C15", "C18")
def test_a_refinery_keeps_ore_at_home() -> None:
    """9.1.2 With a plant of its own the same ore serves its own country first."""
    before, after = market(set_up("USA")), market(set_up("USA", {"level.mojave": 1}))
    assert bought(after, "USA", "light", "USA") - bought(before, "USA", "light", "USA") >= 20
    assert after.read("import_reliance.USA") < before.read("import_reliance.USA")


def test_own_refineries_first() -> None:
    """9.1.3 Ore feeds its owner's refineries first; only what they cannot take is sold."""
    case = market(set_up("IND"))
    assert bought(case, "IND", "light", "IND") == 40  # all that Odisha digs
    assert case.read("ore.IND.light") == 0


def test_ore_without_takers_piles_up() -> None:
    """9.1.4 Ore that nobody can refine stays in store; beyond 150 units the mines stand idle by as much."""
    choked = tuple(evolve(p, refining={}) for p in scenario().powers)
    case = market(set_up("USA", board=amended(powers=choked)))
    assert case.read("ore.CHN.light") > 0
    full = set_up("USA", {"ore.USA.light": 180}, board=amended(powers=choked))
    market(full)
    full.expect("ore.USA.light").rises(50 - 30)


def test_ore_has_a_price() -> None:
    """9.1.5 Ore fetches two fifths of what it is worth refined: fifty units at ten a hundred bring two."""
    paid, unpaid = market(set_up("USA")), market(set_up("USA", board=amended(tuning={"ore_worth": 0})))
    assert paid.read("money.USA") - unpaid.read("money.USA") == 2


# ---- 9.2 contracts before spot
def test_contracts_are_served_before_the_spot_market() -> None:
    """9.2.1 What is under contract goes to its buyer first; spot divides only the rest."""
    figures = {"stock.CHN.heavy": 0}
    short = tuple(evolve(p, ore={**p.ore, "heavy": 320}) if p.id == "CHN" else p for p in scenario().powers)
    poor = amended(powers=short, partners=tuple(evolve(p, ore={}) for p in scenario().partners))
    free, bound = (
        set_up("IND", figures, board=poor),
        set_up("IND", figures, board=poor).contract("CHN", "IND", "heavy", 14),
    )
    for case in (free, bound):
        market(case)
    assert bought(bound, "IND", "heavy", "CHN") >= 14
    assert bought(free, "IND", "heavy", "CHN") < 4
    assert bought(bound, "USA", "heavy", "CHN") < bought(free, "USA", "heavy", "CHN")


def test_a_contract_buys_no_more_than_is_wanted() -> None:
    """9.2.2 A contract larger than the need moves only what is needed."""
    case = market(set_up("USA").contract("CHN", "USA", "heavy", 500))
    assert sum(bought(case, "USA", "heavy", p) for p in PARTIES) == 60


# ---- 9.3 regimes
@pytest.mark.covers("C06", "C08")
@pytest.mark.parametrize(("rung", "percent"), list(enumerate((100, 80, 45, 12))))
def test_a_regime_lets_its_percentage_through(rung: int, percent: int) -> None:
    """9.3.1 Licence lets 80 in 100 through, slow-walk 45, a ban 12: what leaks."""
    case = market(set_up("USA", {"regime.CHN.heavy.USA": rung}))
    assert bought(case, "USA", "heavy", "CHN") == 60 * percent // 100


@pytest.mark.covers("C33")
def test_others_make_up_what_they_can() -> None:
    """9.3.2 What a regime withholds is asked of whoever sells without one."""
    stocked = {"stock.IND.heavy": 60, "offered.IND.heavy": 40}
    free, case = market(set_up("USA", stocked)), market(set_up("USA", stocked | {"regime.CHN.heavy.USA": 3}))
    assert bought(case, "USA", "heavy", "IND") > 2 * bought(free, "USA", "heavy", "IND") > 0
    assert (free.read("reliability.IND"), case.read("reliability.IND")) == (0, case.read("sold.IND.heavy"))


def test_a_small_sellers_licence_bites_too() -> None:
    """9.3.3 The percentage is of what the buyer would have asked of that seller, be its share ever so small."""
    stocked = {"stock.IND.heavy": 60, "offered.IND.heavy": 40}
    free, held = market(set_up("USA", stocked)), market(set_up("USA", stocked | {"regime.IND.heavy.USA": 1}))
    assert 0 < bought(held, "USA", "heavy", "IND") < bought(free, "USA", "heavy", "IND")


@pytest.mark.covers("C05")
def test_the_sectors_that_are_hit() -> None:
    """9.3.4 A ban on chip metals leaves electronics short, and income falls with it."""
    free, hit = market(set_up("USA")), market(set_up("USA", {"regime.CHN.chip.USA": 3}))
    assert hit.read("short.USA.electronics.chip") > 50
    for case in (free, hit):
        case.hook("finance.revenue")
    assert hit.caused("income", "money.USA") < free.caused("income", "money.USA")


def test_a_contract_is_under_the_regime_too() -> None:
    """9.3.5 A regime thins contracts as it thins the spot market."""
    case = market(set_up("USA", {"regime.CHN.heavy.USA": 3}).contract("CHN", "USA", "heavy", 50))
    assert bought(case, "USA", "heavy", "CHN") <= 50 * 12 // 100 + 60 * 12 // 100


def test_technology_controls_waste_ore() -> None:
    """9.3.6 Under slow-walk of technology works recover a hundredth less, under a ban two; what is dug stays."""
    free, works, others = cleared({}, "CHN", "IND")
    for rung, left in ((1, 100), (2, 99), (3, 98)):
        mined, recovered, elsewhere = cleared({"regime.USA.technology.CHN": rung}, "CHN", "IND")
        assert recovered == (works * left + 50) // 100
        assert (mined, elsewhere) == (free, others)


def cleared(regimes: dict[str, int], one: str, other: str) -> tuple[int, int, int]:
    """Light rare earths that a power digs, what its works recover, and another's: by the market as it stands."""
    game = set_up("USA", regimes).game
    material = game.scenario.numbers["material"]["light"]
    result = clear(game.scenario, game.state, material, 0)
    made = [
        sum(result.flow[p :: game.scenario.nparties]) + result.surplus[p]
        for p in map(PARTIES.index, (one, other))
    ]
    return result.mined[PARTIES.index(one)], made[0], made[1]


# ---- 9.4 routes
@pytest.mark.covers("C12")
def test_strikes_close_the_lane() -> None:
    """9.4.1 At rung seven an arena closes its lane: nothing crosses the Pacific from China."""
    open_, shut = market(set_up("USA", {"tension.strait": 6})), market(set_up("USA", {"tension.strait": 7}))
    assert bought(open_, "USA", "heavy", "CHN") == 60
    assert bought(shut, "USA", "heavy", "CHN") == 0
    assert shut.read("shortage.USA") > 25


@pytest.mark.covers("C12", "C76", "C77")
def test_a_cut_lane_and_a_way_round_it() -> None:
    """9.4.2 With the Arabian Sea closed Pakistan is still served over the Karakoram road; with both cut, by nobody."""
    one = market(set_up("PAK", {"cut.arabian": 1}))
    assert bought(one, "PAK", "light", "CHN") > 0
    both = market(set_up("PAK", {"cut.arabian": 1, "cut.karakoram": 1}))
    assert bought(both, "PAK", "light", "CHN") == 0
    assert bought(market(set_up("IND", {"cut.arabian": 1})), "IND", "light", "CHN") == 0


@pytest.mark.covers("C77")
def test_a_road_through_a_port() -> None:
    """9.4.4 A route that runs through a port is closed until the port is large enough, and while it is damaged."""
    routes = tuple(
        evolve(r, port="gwadar", port_level=2) if r.id == "arabian" else r for r in scenario().spec.routes
    )
    board = amended(routes=routes)
    served = []
    for figures in ({}, {"level.gwadar": 2}, {"level.gwadar": 2, "damage.gwadar": 1}):
        served.append(bought(market(set_up("IND", figures, board=board)), "IND", "light", "CHN") > 0)
    assert served == [False, True, False]


@pytest.mark.covers("C50", "C76")
def test_a_mine_behind_a_cut_road_stands_still() -> None:
    """9.4.3 A site whose road is cut yields neither ore nor money."""
    working = {"level.deep": 1, "grade.deep": 2}
    open_, cut = set_up("PAK", working), set_up("PAK", working | {"cut.makran": 1})
    for case in (open_, cut):
        case.phase("market")
    assert open_.read("mined.heavy") - cut.read("mined.heavy") == 40


# ---- 9.5 shortages
@pytest.mark.covers("C24", "C02")
def test_defence_first() -> None:
    """9.5.1 In the United States defence is served first: what is missing is missing in electronics, then clean tech."""
    case = market(set_up("USA", {"regime.CHN.heavy.USA": 3}))
    missing = 60 - 7
    assert case.read("short.USA.electronics.heavy") == 20
    assert case.read("short.USA.clean_tech.heavy") == 20
    assert case.read("short.USA.defence.heavy") == missing - 40


@pytest.mark.covers("C02")
def test_elsewhere_all_sectors_share() -> None:
    """9.5.2 Elsewhere a shortage is spread over the sectors by what they need."""
    case = market(set_up("IND", {"regime.CHN.chip.IND": 3, "regime.CHN.chip.ROW": 0}))
    short = [case.read(f"short.IND.{sector}.chip") for sector in ("defence", "clean_tech", "electronics")]
    assert short[0] == 0  # India's forces need none
    assert abs(short[1] - short[2]) <= 1
    assert short[1] > 5


def test_stockpiles_cover_shortages() -> None:
    """9.5.3 A stockpile covers its owner's shortage, as far as it goes, and is used up by it."""
    case = market(set_up("USA", {"regime.CHN.heavy.USA": 3, "stock.USA.heavy": 30}))
    case.expect("stock.USA.heavy").falls(30)
    assert case.read("shortage.USA") < market(set_up("USA", {"regime.CHN.heavy.USA": 3})).read("shortage.USA")
    assert sum(case.read(f"short.USA.{s}.heavy") for s in ("defence", "clean_tech", "electronics")) == 53 - 30


@pytest.mark.covers("C17", "C26")
def test_a_shortage_costs_power_and_not_only_money() -> None:
    """9.5.4 Idle factories cost income and stability, and programmes without material lose readiness."""
    case = market(set_up("USA", {f"regime.CHN.{m}.USA": 3 for m in ("light", "heavy", "chip", "battery")}))
    case.hook("finance.revenue")
    assert case.caused("income", "money.USA") < 10
    case.hook("politics.powers")
    assert case.caused("factories stand idle", "stability.USA") < 0
    case.hook("politics.programmes")
    case.expect("readiness.missiles").falls()


@pytest.mark.covers("C25", "C49")
def test_programmes_wait_for_their_material() -> None:
    """9.5.5 Missiles that need heavies slip by an eighth of what defence is short of, and catch up by one when supplied."""
    case = set_up("USA", {"short.USA.defence.heavy": 10})
    case.hook("politics.programmes")
    case.expect("readiness.missiles").falls(50 // 8)
    case.expect("readiness.night_vision").rises(1)


@pytest.mark.covers("C49")
def test_only_heavies_will_do() -> None:
    """9.5.6 No amount of light rare earths stands in for dysprosium and terbium."""
    figures = {"regime.CHN.heavy.USA": 3, "stock.USA.light": 500}
    case = market(set_up("USA", figures))
    assert case.read("short.USA.defence.heavy") > 0
    assert case.read("short.USA.defence.light") == 0


# ---- 9.6 prices
def test_scarcity_lifts_the_price() -> None:
    """9.6.1 Each percent of the world's need that is unmet draws the index up by six; it goes half way each quarter."""
    case = market(set_up("USA", {"regime.CHN.heavy.USA": 3}))
    need = 300 + 60 + 4 + 20 + 80 + 100
    target = 100 + 6 * (100 * 53 // need) - 1 * (100 * (53 + 600 - need) // need)
    case.expect("price.heavy").rises((target - 100) // 2)


def test_a_glut_lowers_it() -> None:
    """9.6.2 Unsold supply draws the index down, at most by forty."""
    case = market(set_up("USA", {"stock.ROW.chip": 3000}))
    case.expect("price.chip").falls((100 - 60 + 1) // 2)


def test_prices_find_their_way_back() -> None:
    """9.6.3 Half way each quarter: a price war's hole fills when it is over."""
    case = set_up("USA", {"price.battery": 40})
    rises = []
    for _ in range(3):
        market(case)
        rises.append(case.read("price.battery") - 40)
    assert 0 < rises[0] < rises[1] < rises[2]
    assert rises[0] > rises[1] - rises[0] > rises[2] - rises[1]


# ---- 9.7 money
def test_every_trade_is_paid() -> None:
    """9.7.1 What buyers pay sellers get: the market moves money and makes none."""
    case = set_up("USA", {"regime.CHN.heavy.USA": 2, "price.chip": 150})
    total = sum(case.state.money)
    market(case)
    assert sum(case.state.money) == total
    case.expect("money.CHN").rises()
    case.expect("money.JPN").falls()


def test_a_dearer_market_costs_more() -> None:
    """9.7.2 At twice the index the same tonnage costs twice as much."""
    cheap, dear = market(set_up("USA")), market(set_up("USA", {"price.heavy": 200}))
    for case, price in ((cheap, 12), (dear, 24)):
        assert case.caused("heavy", "money.USA") == -price


# ---- 9.8 projects
@pytest.mark.covers("C38")
def test_winter_halts_the_mountains() -> None:
    """9.8.1 In the first and last quarter of the year work in the high valleys stands still; elsewhere it goes on."""
    for turn, moves in ((1, False), (2, False), (3, True), (4, True), (5, False)):
        case = set_up("PAK", {"left.skardu": 3, "left.deep": 3}, turn=turn)
        case.hook("market.projects")
        assert (case.read("left.skardu") == 2) is moves, turn
        assert case.read("left.deep") == 2


def test_roads_that_stay_open() -> None:
    """9.8.2 With infrastructure complete the passes stay open in winter."""
    case = set_up("PAK", {"left.skardu": 3, "access.skardu": 3})
    case.hook("market.projects")
    case.expect("left.skardu").falls(1)


@pytest.mark.covers("C50")
def test_damage_halts_work() -> None:
    """9.8.3 A damaged site is repaired before work on it goes on, and yields nothing meanwhile."""
    case = set_up("PAK", {"left.deep": 2, "damage.deep": 1})
    case.hook("market.projects")
    case.expect("left.deep").stays()
    dug = []
    for damage in (0, 1):
        case = market(set_up("PAK", {"level.deep": 1, "grade.deep": 2, "damage.deep": damage}))
        dug.append(case.read("mined.heavy"))
    assert dug[0] - dug[1] == 40


@pytest.mark.covers("C13", "C28")
def test_partners_build_by_themselves() -> None:
    """9.8.4 Under a slow-walk, or at high prices, partners expand on their own account; in calm times they do not."""
    for figures, builds in (
        ({}, False),
        ({"regime.CHN.light.AUS": 1}, False),
        ({"regime.CHN.light.AUS": 2}, True),
        ({"price.light": 125}, True),
        ({"price.light": 125, "money.AUS": 5}, False),
    ):
        case = set_up("CHN", figures)
        case.hook("market.projects")
        assert case.read("left.eneabba") == (4 if builds else 0), (
            figures
        )  # three quarters, from the next one on
        assert (case.read("money.AUS") < case.before.money[case.number("party", "AUS")]) is builds


# ---- 9.9 lessons
@pytest.mark.covers("C13", "C28")
@pytest.mark.parametrize(("rung", "trust", "lesson"), [(1, 2, 1), (2, 3, 2), (3, 5, 3)])
def test_controls_teach_their_victims(rung: int, trust: int, lesson: int) -> None:
    """9.9.1 Every quarter under a regime costs the holder trust and teaches the victim to separate, more on each rung."""
    case = set_up("CHN", {"regime.CHN.light.IND": rung})
    case.hook("market.learning")
    case.expect("trust.IND.CHN").falls(trust)
    case.expect("know_how.IND").rises(lesson)
    case.expect("know_how.USA").stays()


@pytest.mark.covers("C07", "C13")
def test_technology_controls_slow_the_lesson() -> None:
    """9.9.2 Where processing technology is held back too, a lesson is a point smaller; alone it teaches nothing."""
    case = set_up("CHN", {"regime.CHN.light.IND": 3, "regime.CHN.technology.IND": 2})
    case.hook("market.learning")
    case.expect("know_how.IND").rises(2)
    case = set_up("CHN", {"regime.CHN.technology.IND": 3})
    case.hook("market.learning")
    case.expect("know_how.IND").stays()
    case.expect("trust.IND.CHN").falls(5)


def test_partners_learn_and_cool() -> None:
    """9.9.3 A partner under a regime learns as well, and its disposition cools."""
    case = set_up("CHN", {"regime.CHN.light.JPN": 2})
    case.hook("market.learning")
    case.expect("disposition.JPN.CHN").falls(3)
    case.expect("know_how.JPN").rises(2)


@pytest.mark.covers("C13")
def test_each_further_item_adds_to_the_grudge() -> None:
    """9.9.3a A point of trust more for each item beyond the first under slow-walk or ban; licences add nothing."""
    for further, cost in (({}, 3), ({"chip": 1}, 3), ({"chip": 2}, 4), ({"chip": 2, "technology": 2}, 5)):
        held = {f"regime.CHN.{item}.IND": rung for item, rung in {"light": 2, **further}.items()}
        case = set_up("CHN", held)
        case.hook("market.learning")
        case.expect("trust.IND.CHN").falls(cost)


def test_a_licence_spares_its_holder() -> None:
    """9.9.4 Under a general licence there is neither grudge nor lesson."""
    case = set_up("CHN", {"regime.CHN.light.IND": 3, "licence.CHN.IND": 1})
    case.hook("market.learning")
    case.expect("trust.IND.CHN").stays()
    case.expect("know_how.IND").stays()


@pytest.mark.covers("C13")
def test_controls_feed_industry_at_home() -> None:
    """9.9.5 Each material kept from the world by slow-walk or ban earns the holder's own industry a money a quarter."""
    held = {f"regime.CHN.{m}.{p}": 2 for m in ("light", "chip") for p in PARTIES if p != "CHN"}
    free, hoarding = set_up("CHN"), set_up("CHN", held)
    for case in (free, hoarding):
        case.hook("finance.revenue")
    assert hoarding.caused("income", "money.CHN") - free.caused("income", "money.CHN") == 2


# ---- 9.10 what a control costs its holder
@pytest.mark.covers("C13")
def test_a_tap_that_is_closed_sells_nothing() -> None:
    """9.10.1 A ban on everyone costs its holder its sales."""
    shut = {f"regime.CHN.heavy.{p}": 3 for p in PARTIES if p != "CHN"}
    free, closed = market(set_up("CHN")), market(set_up("CHN", shut))
    assert closed.read("sold.CHN.heavy") < free.read("sold.CHN.heavy") // 4
    assert closed.read("money.CHN") < free.read("money.CHN")


@pytest.mark.covers("C40", "C42")
def test_new_ground_lowers_dependency() -> None:
    """9.10.2 Metal from Pakistan's ground, refined at home, makes buyers less dependent on China, clean tech too."""
    rich = {"level.deep": 2, "grade.deep": 4, "level.hub": 2, "level.skardu": 2, "grade.skardu": 4}
    before, after = market(set_up("PAK")), market(set_up("PAK", rich))
    for buyer in ("USA", "IND", "PAK"):
        assert after.read(f"dependency.{buyer}.CHN") < before.read(f"dependency.{buyer}.CHN")
    starved = {"regime.CHN.light.USA": 3, "regime.CHN.heavy.USA": 3}
    without, with_ = market(set_up("PAK", starved)), market(set_up("PAK", starved | rich))
    for material in ("light", "heavy"):
        place = f"short.USA.clean_tech.{material}"
        assert with_.read(place) < without.read(place)


def test_nothing_is_lost() -> None:
    """9.11.1 Every unit that was ever dug is in store or used."""
    case = set_up(
        "USA", {"regime.CHN.heavy.USA": 2, "level.ohio": 1, "used.light": 300, "order.IND.chip": 20}
    )
    n, m = case.scenario.nparties, case.scenario.nmaterials

    def balance() -> list[int]:
        s = case.state
        return [
            sum(s.ore[p * m + i] + s.stock[p * m + i] for p in range(n)) + s.used[i] - s.mined[i]
            for i in range(m)
        ]

    before = balance()
    for _ in range(3):
        case.phase("market")
        assert balance() == before
