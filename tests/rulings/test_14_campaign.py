"""14 The campaign: what the board of Linchpin must show on the first day, in brackets wide enough to be tuned in."""

from __future__ import annotations

from functools import cache

import pytest

from wargame.rules.game import Game
from wargame.rules.measures import cell, reading
from wargame.rules.trade import clear
from wargame.scenario import load

RARE = ("light", "heavy")
HOME = {"mine", "refinery", "recycling", "research", "credits", "know_how", "stockpile"}
ABROAD = {"cofinance", "lend", "corridor", "pact", "deal", "court"}


@cache
def opened() -> Game:
    """The campaign before anybody has done anything."""
    return Game.new(load("linchpin"), 1)


def read(path: str) -> int:
    return reading(path, opened().scenario)(opened().state)


def mined(power: str) -> int:
    """Percent of the world's rare-earth ore that a power digs."""
    game = opened()
    board, party = game.scenario, game.scenario.numbers["party"][power]
    dug = [clear(board, game.state, board.numbers["material"][m], 0).mined for m in RARE]
    return 100 * sum(row[party] for row in dug) // sum(sum(row) for row in dug)


@pytest.mark.covers("C01", "C02")
def test_everybody_needs_them() -> None:
    """14.1.1 Light and heavy rare earths stand apart, and every power's three sectors cannot do without."""
    board = opened().scenario
    assert set(RARE) <= set(board.ids["material"])
    for power in board.powers:
        for sector in board.ids["sector"]:
            assert any(power.needs[sector].demand.get(m, 0) for m in RARE), (power.id, sector)


@pytest.mark.covers("C04")
def test_the_december_controls_are_in_force() -> None:
    """14.1.2 Chip metals are banned to America and licensed to everyone else; rare earths still flow freely."""
    assert read("regime.CHN.chip.USA") == 3
    for party in ("PAK", "IND", "JPN", "AUS", "ROW"):
        assert read(f"regime.CHN.chip.{party}") == 1
    assert not any(read(f"regime.CHN.{m}.USA") for m in RARE)
    assert read("short.USA.electronics.chip") > 0


@pytest.mark.covers("C07")
def test_processing_technology_is_held_back() -> None:
    """14.1.3 China's processing technology is under control for everyone."""
    for party in ("USA", "PAK", "IND", "AUS"):
        assert read(f"regime.CHN.technology.{party}") >= 1


@pytest.mark.covers("C09")
def test_chinas_shares() -> None:
    """14.1.4 Nearly three fifths of what is dug and over 85 percent of what is refined is Chinese."""
    assert 50 <= mined("CHN") <= 62
    assert min(read(f"refined_share.CHN.{m}") for m in RARE) >= 85


@pytest.mark.covers("C15")
def test_americas_dependence() -> None:
    """14.1.5 America buys about four fifths of its rare earths, most of them from China, though it has ore of its own."""
    assert 75 <= read("import_reliance.USA") <= 85
    flow = {
        m: {p: read(f"flow.{m}.USA.{p}") for p in opened().scenario.ids["party"] if p != "USA"} for m in RARE
    }
    chinese = sum(row["CHN"] for row in flow.values())
    assert chinese > sum(sum(row.values()) for row in flow.values()) / 2
    assert mined("USA") > 0


@pytest.mark.covers("C18", "C19")
def test_one_american_mine() -> None:
    """14.1.6 Mountain Pass is the only American mine at work; Round Top is a long project."""
    board = opened().scenario
    mines = [s for s in board.sites if s.host == "USA" and s.kind == "mine"]
    assert [s.id for s in mines if s.level] == ["mountain_pass"]
    top = next(s for s in mines if s.id == "round_top")
    assert "heavy" in top.yields
    assert top.turns >= 5


@pytest.mark.covers("C25")
def test_americas_programmes() -> None:
    """14.1.7 Missiles, stealth fighters, radar and night vision each wait for materials."""
    ours = [p for p in opened().scenario.spec.programmes if p.power == "USA"]
    assert all(p.needs for p in ours)
    names = " ".join(p.name.lower() for p in ours)
    for word in ("missile", "fighter", "radar", "night"):
        assert word in names


@pytest.mark.covers("C22", "C28", "C31")
def test_partners() -> None:
    """14.1.8 Australia, Canada, Japan, Vietnam and Malaysia are on the board, with ground or works to build on."""
    board = opened().scenario
    partners = {p.id for p in board.partners}
    assert {"AUS", "CAN", "JPN", "VNM", "MYS"} <= partners
    hosts = {s.host for s in board.sites if s.level < s.max_level}
    assert {"AUS", "CAN", "VNM", "MYS", "IND"} <= hosts
    india = {partner for pact in board.spec.pacts if "IND" in pact.powers for partner in pact.partners}
    assert {"AUS", "JPN"} <= india


@pytest.mark.covers("C27")
def test_south_asia_is_the_second_theatre() -> None:
    """14.1.9 More sites lie in Pakistan and India than in any other theatre, and their border is a ladder of its own."""
    board = opened().scenario
    south = [s for s in board.sites if s.host in ("PAK", "IND")]
    for others in (("CHN",), ("USA",), ("AUS", "CAN", "JPN", "VNM", "MYS")):
        assert len(south) > sum(s.host in others for s in board.sites)
    assert any(set(a.sides) == {"PAK", "IND"} for a in board.spec.arenas)


@pytest.mark.covers("C30")
def test_andhra_and_odisha() -> None:
    """14.1.10 India's sands lie in Andhra Pradesh and Odisha, and both can grow."""
    board = opened().scenario
    for name in ("andhra", "odisha"):
        site = next(s for s in board.sites if s.id == name)
        assert site.host == "IND"
        assert "light" in site.yields
        assert site.level < site.max_level


@pytest.mark.covers("C34", "C35", "C37", "C43")
def test_the_three_valleys() -> None:
    """14.1.11 Skardu, Astore and Gilgit: bastnasite and monazite, grades hidden, in the mountains, on disputed ground."""
    board = opened().scenario
    minerals = set()
    for name in ("skardu", "astore", "gilgit"):
        number = board.numbers["site"][name]
        site = board.sites[number]
        assert all(opened().view(seat).state.grade[number] == -1 for seat in range(board.npowers))
        assert (site.terrain, site.disputed, site.region) == ("mountain", True, "gilgit_baltistan")
        assert site.grades[0] > 0
        minerals.add(site.mineral)
    assert minerals == {"bastnasite", "monazite"}


@pytest.mark.covers("C47", "C48")
def test_chromite_for_sure_and_heavies_perhaps() -> None:
    """14.1.12 Muslim Bagh and Khuzdar earn on chromite from the start; their heavies are a rare and hidden jackpot."""
    board = opened().scenario
    for name in ("muslim_bagh", "khuzdar"):
        site = next(s for s in board.sites if s.id == name)
        assert site.level
        assert site.cash
    hopes = [s for s in board.sites if s.region == "balochistan" and s.grade is None and "heavy" in s.yields]
    assert len(hopes) >= 2
    for site in hopes:
        assert site.grades[4] * 10 <= sum(site.grades)
        assert site.grades[0] * 5 >= sum(site.grades)


@pytest.mark.covers("C51", "C52")
def test_balochistan_mistrusts() -> None:
    """14.1.13 Balochistan's grievance starts high, its insurgency is strong, and its promising ground has no roads."""
    assert read("grievance.balochistan") >= 55
    assert read("insurgency.balochistan") >= 40
    board = opened().scenario
    deep = next(s for s in board.sites if s.id == "khuzdar_deep")
    assert deep.access < deep.needs_access


@pytest.mark.covers("C59", "C60")
def test_americas_outreach_is_in_the_deck() -> None:
    """14.1.14 The delegation of April 2025 lands on its date and asks; a card weighs export credit for Reko Diq."""
    board = opened().scenario
    dated = [c for c in board.spec.cards if c.fixed and board.quarter(c.fixed) == "2025 Q2"]
    assert any("delegation" in c.id and c.asks for c in dated)
    credit = [c for c in board.spec.cards if "reko" in c.id and c.source == "exim"]
    assert any(len(c.options) > 1 for c in credit)


@pytest.mark.covers("C65", "C66", "C69")
def test_the_funds_money() -> None:
    """14.1.15 A tranche of a billion, 1.4 billion for resilience, and a board on which India has a small vote."""
    fund = opened().scenario.spec.board
    assert (fund.debtor, fund.tranche, fund.earmarked) == ("PAK", 10, 14)
    assert 0 < fund.votes["IND"] < fund.votes["CHN"] < fund.votes["USA"]
    assert {"ceasefire", "curb_militants"} <= set(fund.riders)


@pytest.mark.covers("C81")
def test_both_families_of_policy() -> None:
    """14.1.16 Every power can act at home and invest or bargain abroad."""
    for power in opened().scenario.powers:
        assert HOME & set(power.menu), power.id
        assert ABROAD & set(power.menu), power.id


def test_no_menu_is_too_long() -> None:
    """14.1.17 No power's menu holds more than seventeen actions: a role can be learnt in an evening."""
    for power in opened().scenario.powers:
        assert len(power.menu) <= 17, power.id


@pytest.mark.covers("C57", "C58", "C85")
def test_the_stories_an_ending_can_tell() -> None:
    """14.1.18 There are at least ten endings, among them the responsible supplier, the hub, and the province in flames."""
    endings = {e.id for e in opened().scenario.spec.endings}
    assert len(endings) >= 10
    assert {
        "responsible_supplier",
        "hub_of_balochistan",
        "burning_province",
        "client_state",
        "iron_tap",
    } <= endings


def test_every_headline_says_where_it_comes_from() -> None:
    """14.1.19 At least 48 headlines, each with a source that is listed or the word fictional."""
    spec = opened().scenario.spec
    assert len(spec.cards) >= 48
    assert all(c.source == "fictional" or c.source in spec.sources for c in spec.cards)


@pytest.mark.covers("C86")
def test_only_time_and_policy_will_tell() -> None:
    """14.2.1 The same seed and decisions give the same position; a fork with dice of its own goes its own way."""
    board = load("tests/rulings/rulings.toml")
    twins = [Game.new(board, 7), Game.new(board, 7)]
    for step in range(60):
        for game in twins:
            game.apply(game.legal.pick(step))
    assert twins[0].digest() == twins[1].digest()
    forks = [twins[0].copy(), twins[0].copy(seed=8), twins[0].copy(seed=9)]
    for fork in forks:
        for step in range(60):
            if fork.over:
                break
            fork.play(fork.legal.pick(step))
    assert len({tuple(fork.state.money) for fork in forks}) > 1
    assert twins[0].digest() == twins[1].digest()


@pytest.mark.covers("C80")
def test_as_crucial_as_oil_once_was() -> None:
    """14.2.2 The briefing of the campaign puts the claim that these metals matter as oil once did, to be judged in play."""
    assert any(" oil " in note for note in opened().scenario.spec.world_notes)


# ---- 14.3 the tap
def totals(closed: dict[str, int], quarters: int = 2, **stock: int) -> list[tuple[int, ...]]:
    """Every seat's total after each of some quarters in which all pass, with regimes closed and stocks filled first."""
    game = Game.new(opened().scenario, 1)
    for path, value in (closed | {key.replace("_", "."): units for key, units in stock.items()}).items():
        name, at = cell(path, game.scenario)
        getattr(game.state, name)[at] = value
    while game.state.turn <= quarters and not game.over:
        legal = tuple(game.legal)
        game.play(next((action for action in legal if action.code in ("pass", "hold")), legal[0]))
    return list(game.state.history[:quarters])


BAN = {f"regime.CHN.{material}.USA": 3 for material in RARE}


def test_the_tap_bites_who_is_not_prepared() -> None:
    """14.3.1 A ban on an unprepared buyer costs it five points or more within two quarters, and pays at once."""
    usa, chn = (opened().scenario.numbers["power"][power] for power in ("USA", "CHN"))
    shut, open_ = totals(BAN), totals({})
    assert min(was[usa] - now[usa] for was, now in zip(open_, shut, strict=True)) >= 5
    assert shut[0][chn] > open_[0][chn]


def test_nobody_scores_because_it_is_cut_off() -> None:
    """14.3.2 Nor does a regime of any height, on any material, against anybody raise its target's total."""
    board = opened().scenario
    open_ = totals({}, 1)[0]
    for power in ("USA", "PAK", "IND"):
        for material in board.ids["material"]:
            for rung in (1, 2, 3):
                shut = totals({f"regime.CHN.{material}.{power}": rung}, 1)[0]
                seat = board.numbers["power"][power]
                assert shut[seat] <= open_[seat], (power, material, rung)


def test_a_store_is_time_bought_in_advance() -> None:
    """14.3.3 With a year's metal in store the same ban costs less than a third in its first quarter."""
    usa = opened().scenario.numbers["power"]["USA"]
    stocked = {"stock_USA_light": 400, "stock_USA_heavy": 200}
    bare = totals({}, 1)[0][usa] - totals(BAN, 1)[0][usa]
    ready = totals({}, 1, **stocked)[0][usa] - totals(BAN, 1, **stocked)[0][usa]
    assert 3 * ready < bare


def test_washington_has_a_tap_of_its_own() -> None:
    """14.3.4 A ban on processing technology costs Beijing two points or more at once: a smaller measure, but felt."""
    chn = opened().scenario.numbers["power"]["CHN"]
    held = totals({"regime.USA.technology.CHN": 3}, 1)[0][chn]
    assert totals({}, 1)[0][chn] - held >= 2
