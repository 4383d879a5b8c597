"""3 Export controls: the tap, and who holds it."""

from __future__ import annotations

import pytest

from tests.rulings.case import set_up
from wargame.rules.board import Board, Kind
from wargame.rules.effects import apply_effect, compile_effect
from wargame.rules.errors import BadAction
from wargame.rules.reasons import because
from wargame.rules.spec import EffectSpec


# ---- 3.1 setting a regime
@pytest.mark.covers("C06")
def test_a_ban_costs_standing_and_trust() -> None:
    """3.1.1 A regime costs a point and a standing; its target's trust falls by two for every rung it is tightened."""
    case = set_up("CHN", {"trust.USA.CHN": 40})
    assert case.cost("regime CHN heavy USA ban") == (1, 0, 1)
    case.play("regime CHN heavy USA ban")
    case.expect("points.CHN").falls(1)
    case.expect("standing.CHN").falls(1)
    case.expect("regime.CHN.heavy.USA").becomes(3)
    case.expect("trust.USA.CHN").falls(6)
    case.expect("regime.CHN.heavy.IND").stays()


@pytest.mark.covers("C06")
def test_the_ladder_has_four_rungs() -> None:
    """3.1.2 Open, licence, slow-walk, ban: the ladder is climbed or descended in one step of any height."""
    case = set_up("CHN", {"standing.CHN": 20})
    for rung, name in enumerate(("licence", "slow-walk", "ban"), start=1):
        case.asked(case.game.decision.kind, "CHN").play(f"regime CHN light IND {name}")
        case.expect("regime.CHN.light.IND").becomes(rung)
        case.expect("trust.IND.CHN").falls(2)


@pytest.mark.covers("C03")
def test_a_ban_out_of_the_blue_costs_more() -> None:
    """3.1.11 A ban on a power that trusts you costs a standing more, unless an arena between you stands at rung five."""
    trusted = {"trust.USA.CHN": 46}
    assert set_up("CHN", trusted).cost("regime CHN heavy USA ban") == (1, 0, 2)
    assert set_up("CHN", trusted).cost("regime CHN heavy USA slow-walk") == (1, 0, 1)
    assert set_up("CHN", {"trust.USA.CHN": 45}).cost("regime CHN heavy USA ban") == (1, 0, 1)
    assert set_up("CHN", trusted | {"tension.strait": 5}).cost("regime CHN heavy USA ban") == (1, 0, 1)
    assert set_up("CHN", trusted | {"tension.loc": 9}).cost("regime CHN heavy USA ban") == (1, 0, 2)


def test_easing_is_free_and_is_remembered_half_as_much() -> None:
    """3.1.3 Easing a regime takes no standing; trust comes back by one a rung, half of what it cost."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    assert case.cost("regime CHN heavy USA open") == (1, 0, 0)
    case.play("regime CHN heavy USA open")
    case.expect("trust.USA.CHN").rises(3)
    case.expect("standing.CHN").stays()


def test_a_regime_in_force_is_not_set_again() -> None:
    """3.1.4 The regime that is in force already is refused."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 2})
    assert "in force already" in case.refused("regime CHN heavy USA slow-walk")


def test_a_regime_for_everyone() -> None:
    """3.1.5 A regime for everyone falls on powers and partners alike; the rest of the world bears no grudge."""
    case = set_up("CHN")
    case.play("regime CHN chip all licence")
    for party in ("USA", "PAK", "IND", "AUS", "JPN", "ROW"):
        case.expect(f"regime.CHN.chip.{party}").becomes(1)
    case.expect("regime.CHN.chip.CHN").stays()
    case.expect("trust.IND.CHN").falls(2)
    case.expect("disposition.JPN.CHN").falls(2)
    case.expect("disposition.ROW.CHN").stays()


def test_raw_ore_is_not_under_regimes() -> None:
    """3.1.6 Raw ore has a ban of its own and no ladder."""
    with pytest.raises(BadAction, match="no such action"):
        set_up("CHN").play("regime CHN ore USA ban")


@pytest.mark.covers("C06", "C13")
def test_a_threat_carried_out() -> None:
    """3.1.7 Tightening a control on a power that defied the threat of it takes no standing and builds credibility."""
    case = set_up("CHN").threatens("CHN", "control:USA", defied=True)
    assert case.cost("regime CHN heavy USA licence") == (1, 0, 0)
    assert case.cost("regime CHN heavy IND licence") == (1, 0, 1)
    case.play("regime CHN heavy USA licence")
    case.expect("credibility.CHN").rises(3)
    assert not case.threats
    assert "China carries out its threat against the United States" in case.told


def test_a_threat_against_one_is_carried_out_by_a_control_on_all() -> None:
    """3.1.8 A control on everyone carries out the threat against one of them."""
    case = set_up("CHN").threatens("CHN", "control:USA", defied=True)
    case.play("regime CHN heavy all ban")
    case.expect("credibility.CHN").rises(3)
    assert not case.threats


def test_easing_carries_no_threat_out() -> None:
    """3.1.9 Easing a ban into a licence is not what was threatened."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).threatens("CHN", "control:USA", defied=True)
    assert case.cost("regime CHN heavy USA licence") == (1, 0, 1)
    case.play("regime CHN heavy USA licence")
    case.expect("credibility.CHN").stays()
    assert case.threats == ["CHN control:USA money defied"]


def test_a_deployment_threatened_makes_no_control_cheaper() -> None:
    """3.1.10 Whoever threatened a deployment pays full price for a control on everyone."""
    case = set_up("CHN").threatens("CHN", "deploy:strait", "truce:strait", defied=True)
    assert case.cost("regime CHN heavy all ban") == (1, 0, 1)


def test_a_tap_that_goes_back_and_forth() -> None:
    """3.1.12 Turning a regime back within a year of turning it costs three credibility, either way round."""
    case = set_up("CHN").play("regime CHN heavy USA ban")
    case.expect("credibility.CHN").stays()
    case.asked(Kind.ACT, "CHN").play("regime CHN heavy USA open")
    case.expect("credibility.CHN").falls(3)
    case.asked(Kind.ACT, "CHN").play("regime CHN heavy USA licence")
    case.expect("credibility.CHN").falls(3)


def test_a_tap_that_holds_its_course() -> None:
    """3.1.13 Nothing is lost by tightening further, by turning to another buyer, or by opening when a year is over."""
    case = (
        set_up("CHN")
        .play("regime CHN heavy USA licence")
        .asked(Kind.ACT, "CHN")
        .play("regime CHN heavy USA ban")
    )
    case.asked(Kind.ACT, "CHN").play("regime CHN heavy IND ban")
    case.expect("credibility.CHN").stays()
    case.state.turn += 4
    case.asked(Kind.ACT, "CHN").play("regime CHN heavy USA open")
    case.expect("credibility.CHN").stays()


def test_a_headline_sets_a_course_too() -> None:
    """3.1.15 What a headline's answer has set is turned back within the year at the same price."""
    scenario = set_up("CHN").scenario
    ban = compile_effect(EffectSpec("set", "regime.CHN.heavy.USA", 3), scenario)
    case = set_up("CHN")
    apply_effect(Board(scenario, case.state), ban, because("opening"))
    case.play("regime CHN heavy USA open")
    case.expect("credibility.CHN").falls(3)


def test_relief_by_treaty_is_no_wavering() -> None:
    """3.1.14 A control lifted because a deal says so costs no credibility."""
    case = set_up("CHN").play("regime CHN heavy USA ban").asked(Kind.ACT, "CHN")
    case.play("compose CHN USA give relief:heavy take money:4").play("accept USA")
    case.expect("regime.CHN.heavy.USA").becomes(0)
    case.expect("credibility.CHN").stays()


def test_what_is_withheld_is_built_in_haste() -> None:
    """3.1.16 Work on a site does two quarters' work in one while what it will yield is slow-walked or banned to its
    host or owner; a licence regime, another metal or a general licence presses nobody."""
    for figures, done in (
        ({"regime.CHN.light.USA": 3}, 2),
        ({"regime.CHN.light.USA": 2}, 2),
        ({"regime.CHN.light.USA": 1}, 1),
        ({"regime.CHN.heavy.USA": 3}, 1),
        ({"regime.CHN.light.USA": 3, "licence.CHN.USA": 3}, 1),
    ):
        case = set_up("USA", {"left.mojave": 4, **figures})
        case.hook("market.projects")
        case.expect("left.mojave").falls(done)
    case = set_up("USA", {"left.mojave": 1, "regime.CHN.light.USA": 3})
    case.hook("market.projects")
    case.expect("left.mojave").becomes(0)
    case.expect("level.mojave").rises(1)


def test_going_without_teaches_to_need_less() -> None:
    """3.1.17 Each quarter a power is short of what is slow-walked or banned to it, it learns to do without two or four
    percent of it, less what it has learnt before; being short for another reason, or having enough, teaches nothing."""

    def saved(figures: dict[str, int]) -> int:
        case = set_up("USA", {"short.USA.defence.heavy": 3, **figures})
        case.hook("market.learning")
        return case.read("thrift.USA.heavy")

    assert saved({"regime.CHN.heavy.USA": 3}) == 4
    assert saved({"regime.CHN.heavy.USA": 2}) == 2
    assert saved({"regime.CHN.heavy.USA": 1}) == saved({}) == saved({"regime.CHN.light.USA": 3}) == 0
    assert saved({"regime.CHN.heavy.USA": 3, "short.USA.defence.heavy": 0}) == 0
    assert saved({"regime.CHN.heavy.USA": 3, "thrift.USA.heavy": 25}) == 25 + 2
    assert saved({"regime.CHN.heavy.USA": 3, "thrift.USA.heavy": 50}) == 50


# ---- 3.2 and 3.3 general licences
def test_a_general_licence_opens_the_tap_for_one() -> None:
    """3.2.1 A general licence lasts four quarters, wins trust and influence, and lets its holder buy in full."""
    case = set_up("CHN", {"regime.CHN.light.USA": 3})
    assert case.cost("grant CHN USA") == (1, 0, 0)
    thin = case.read("flow.light.USA.CHN")
    case.play("grant CHN USA")
    case.expect("licence.CHN.USA").becomes(4)
    case.expect("trust.USA.CHN").rises(4)
    case.expect("influence.CHN.USA").rises(2)
    case.phase("market")
    assert case.read("flow.light.USA.CHN") > 4 * thin


def test_no_licence_where_nothing_is_controlled() -> None:
    """3.2.2 A licence is refused where no regime bites, and while one is in force."""
    case = set_up("CHN")
    assert "nothing is under licence" in case.refused("grant CHN USA")
    case.put({"regime.CHN.light.USA": 1, "licence.CHN.USA": 2})
    assert "is in force" in case.refused("grant CHN USA")


def test_a_licence_lasts_a_year() -> None:
    """3.2.3 A licence serves four markets and is gone before the fifth."""
    case = set_up("CHN", {"regime.CHN.light.USA": 3})
    case.play("grant CHN USA")
    case.state.history = ((0, 0, 0, 0),)
    served = 0
    for _ in range(6):
        served += bool(case.read("licence.CHN.USA"))
        case.phase("headlines")
    assert served == 4


def test_a_licence_taken_back() -> None:
    """3.3.1 To revoke a licence costs a standing, eight trust, and the word of the power that gave it."""
    case = set_up("CHN", {"licence.CHN.USA": 3})
    assert case.cost("revoke CHN USA") == (1, 0, 1)
    case.play("revoke CHN USA")
    case.expect("licence.CHN.USA").becomes(0)
    case.expect("trust.USA.CHN").falls(8)
    case.expect("credibility.CHN").falls(3)


def test_nothing_to_revoke() -> None:
    """3.3.2 Without a licence there is nothing to revoke."""
    assert "no licence to revoke" in set_up("CHN").refused("revoke CHN USA")


# ---- 3.4 flooding the market
def test_a_price_war() -> None:
    """3.4.1 Flooding costs four money and a standing; the price falls by three tenths at once; miners abroad resent it."""
    case = set_up("CHN")
    assert case.cost("flood CHN light") == (1, 4, 1)
    case.play("flood CHN light")
    case.expect("price.light").becomes(70)
    case.expect("flood.CHN.light").becomes(2)
    case.expect("disposition.AUS.CHN").falls(3)
    case.expect("disposition.JPN.CHN").stays()


def test_a_price_war_lasts_two_markets() -> None:
    """3.4.2 For two markets the index is drawn three tenths below where it would go; the third is free of it."""
    war, peace = set_up("CHN"), set_up("CHN")
    war.play("flood CHN heavy")
    war.state.history = peace.state.history = ((0, 0, 0, 0),)
    behind = []
    for _ in range(4):
        for case in (war, peace):
            case.hook("market.trade")
        behind.append(peace.read("price.heavy") - war.read("price.heavy"))
        for case in (war, peace):
            case.hook("headlines.new_turn")
    assert behind[1] > 20
    assert behind[1] > behind[2] > behind[3]


def test_small_sellers_move_no_price() -> None:
    """3.4.3 Whoever sells less than a tenth of the world's supply cannot flood it, and a war is not declared twice."""
    assert "do not sell enough" in set_up("IND").refused("flood IND light")
    assert "on already" in set_up("CHN", {"flood.CHN.light": 1}).refused("flood CHN light")


def test_low_prices_stop_rivals_projects() -> None:
    """3.4.4 Below an index of 65 investors hold their money back: work on that material stands still."""
    case = set_up("USA", {"left.mojave": 3, "price.light": 64})
    case.hook("market.projects")
    case.expect("left.mojave").stays()
    assert "investors hold their money back" in case.told
    case.put({"price.light": 65}).hook("market.projects")
    case.expect("left.mojave").falls(1)


# ---- 3.5 the ban on raw ore
def test_an_ore_ban_keeps_ore_at_home() -> None:
    """3.5.1 Before a ban all that Mountain Pass digs goes to China to be separated; under it an eighth leaks out."""
    open_, banned = set_up("USA"), set_up("USA")
    assert banned.cost("ore_ban USA yes") == (1, 0, 1)
    banned.play("ore_ban USA yes")
    banned.expect("regime.USA.ore.CHN").becomes(3)
    for case in (open_, banned):
        case.phase("market")
    assert open_.read("ore.USA.light") == 0
    assert banned.read("ore.USA.light") in range(44, 46)


def test_an_ore_ban_is_lifted() -> None:
    """3.5.2 The ban is lifted by the same action; what is so already is refused."""
    case = set_up("USA", {f"regime.USA.ore.{p}": 3 for p in ("CHN", "PAK", "IND", "AUS", "JPN", "ROW")})
    assert "so already" in case.refused("ore_ban USA yes")
    case.play("ore_ban USA no")
    case.expect("regime.USA.ore.CHN").becomes(0)
    case.expect("trust.CHN.USA").rises(3)


# ---- 3.6 policing transshipment
def test_raids_stop_leaks() -> None:
    """3.6.1 A year of raids lets eight points less through slow-walks and bans, and partners mind."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3})
    leak = case.read("flow.heavy.USA.CHN")
    assert case.cost("enforce CHN") == (1, 1, 0)
    case.play("enforce CHN")
    case.expect("enforced.CHN").becomes(4)
    case.expect("disposition.JPN.CHN").falls(2)
    case.phase("market")
    assert (leak, case.read("flow.heavy.USA.CHN")) == (7, 2)


def test_raids_leave_licences_alone() -> None:
    """3.6.2 Licensed trade is not smuggling."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 1, "enforced.CHN": 3})
    assert case.read("flow.heavy.USA.CHN") == 48


def test_when_raids_are_refused() -> None:
    """3.6.3 Refused: raids that go on already, and where no slow-walk or ban could leak."""
    assert "go on already" in set_up("CHN", {"enforced.CHN": 2}).refused("enforce CHN")
    assert "could leak" in set_up("CHN", {"regime.CHN.heavy.USA": 1}).refused("enforce CHN")
    set_up("CHN", {"regime.CHN.heavy.USA": 2}).play("enforce CHN").expect("enforced.CHN").becomes(4)
