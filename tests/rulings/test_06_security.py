"""6 Forces, guards, talks, ladders and hidden hands."""

from __future__ import annotations

import pytest

from tests.rulings.case import amended, set_up
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction
from wargame.rules.tuning import CostSpec


# ---- 6.1 moving forces
@pytest.mark.covers("C79")
def test_what_guards_one_place_is_missing_in_another() -> None:
    """6.1.1 Two units move from one station to another, for a point."""
    case = set_up("PAK")
    assert case.cost("move PAK pak_loc quetta") == (1, 0, 0)
    case.play("move PAK pak_loc quetta")
    case.expect("force.pak_loc").falls(2)
    case.expect("force.quetta").rises(2)
    case.expect("tension.loc").stays()


def test_tension_pins_forces() -> None:
    """6.1.2 At rung six and above no forces leave the arena, unless a ceasefire holds."""
    assert "pins the forces" in set_up("PAK", {"tension.loc": 6}).refused("move PAK pak_loc quetta")
    freed = set_up("PAK", {"tension.loc": 6, "truce.loc": 2})
    freed.play("move PAK pak_loc quetta")
    freed.expect("force.quetta").rises(2)


def test_a_build_up_is_noticed() -> None:
    """6.1.3 Forces moved into an arena below rung five raise it a rung."""
    case = set_up("PAK")
    case.play("move PAK quetta pak_loc")
    case.expect("tension.loc").rises(1)
    case = set_up("PAK", {"tension.loc": 5})
    case.play("move PAK quetta pak_loc")
    case.expect("tension.loc").stays()


def test_two_units_or_none() -> None:
    """6.1.4 A station with fewer than two units has none to send."""
    assert "not two units" in set_up("PAK", {"force.quetta": 1}).refused("move PAK quetta pak_loc")


# ---- 6.2 guards
@pytest.mark.covers("C50", "C53")
def test_a_guard_stands_for_a_year() -> None:
    """6.2.1 A guard costs a money and stands for four quarters of attacks."""
    case = set_up("PAK")
    assert case.cost("guard PAK chromite") == (1, 1, 0)
    case.play("guard PAK chromite")
    case.expect("guard.chromite").becomes(4)


@pytest.mark.covers("C50", "C53")
def test_guards_beat_most_attacks_off() -> None:
    """6.2.2 Three attacks in five on a guarded site fail, and cost the insurgents three; the rest succeed."""
    for held in (True, False):
        case = set_up("PAK", {"guard.chromite": 2})
        case.hook("security.insurgents", {"an attack": True, "the target": 0, "the guards hold": held})
        assert case.fate.odds("the guards hold") == 60
        if held:
            case.expect("insurgency.balochistan").falls(3)
            case.expect("damage.chromite").stays()
        else:
            case.expect("damage.chromite").becomes(2)


def test_when_a_guard_is_refused() -> None:
    """6.2.3 Refused: a guarded site, and one where nothing is built."""
    assert "it is guarded" in set_up("PAK", {"guard.chromite": 2}).refused("guard PAK chromite")
    assert "nothing is built" in set_up("PAK").refused("guard PAK deep")


# ---- 6.3 patrols
@pytest.mark.covers("C76")
def test_a_patrol_mends_a_road_sooner() -> None:
    """6.3.1 A patrol costs a money, stands for a year and takes a quarter off a cut."""
    case = set_up("PAK", {"cut.makran": 2})
    assert case.cost("patrol PAK makran") == (1, 1, 0)
    case.play("patrol PAK makran")
    case.expect("watch.makran").becomes(4)
    case.expect("cut.makran").falls(1)
    case.expect("footprint.PAK").stays()


@pytest.mark.covers("C64", "C77")
def test_a_patrol_at_sea_leaves_a_footprint() -> None:
    """6.3.2 Whoever patrols a lane is seen in the region: two of footprint."""
    case = set_up("CHN")
    case.play("patrol CHN arabian")
    case.expect("footprint.CHN").rises(2)
    assert "it is patrolled" in set_up("CHN", {"watch.arabian": 2}).refused("patrol CHN arabian")


def test_a_patrol_beats_attacks_off() -> None:
    """6.3.3 An attack on a patrolled road fails as often as one on a guarded site."""
    case = set_up("PAK", {"watch.makran": 1})
    case.hook("security.insurgents", {"an attack": True, "the target": 2, "the guards hold": True})
    case.expect("cut.makran").stays()
    case.expect("insurgency.balochistan").falls(3)


# ---- 6.4 sweeps
@pytest.mark.covers("C53")
def test_a_sweep_calms_now_and_angers_for_long() -> None:
    """6.4.1 A sweep that finds them cuts insurgent strength by 14 at once; grievance rises by nine, consent falls."""
    case = set_up("PAK")
    assert case.cost("sweep PAK balochistan") == (1, 1, 0)
    case.play("sweep PAK balochistan", {"the sweep finds them": True})
    assert case.fate.odds("finds them") == 65
    case.expect("insurgency.balochistan").falls(14)
    case.expect("grievance.balochistan").rises(9)
    case.expect("consent.balochistan").falls(4)


@pytest.mark.covers("C53")
def test_an_empty_valley_is_as_angry() -> None:
    """6.4.2 A sweep that finds nobody cuts a third as much and angers as many."""
    case = set_up("PAK")
    case.play("sweep PAK balochistan", {"the sweep finds them": False})
    case.expect("insurgency.balochistan").falls(4)
    case.expect("grievance.balochistan").rises(9)


@pytest.mark.covers("C53")
def test_a_sweep_empties_camps_too() -> None:
    """6.4.4 Where the state that militants operate from sweeps, their threat falls by two, found or not; elsewhere not."""
    for found in (True, False):
        case = set_up("PAK", {"threat.all": 60})
        case.play("sweep PAK balochistan", {"the sweep finds them": found})
        case.expect("threat.all").falls(2)
    elsewhere = set_up("CHN", {"threat.all": 60, "insurgency.xinjiang": 20})
    elsewhere.play("sweep CHN xinjiang", {"the sweep finds them": True}).expect("threat.all").stays()


def test_when_a_sweep_is_refused() -> None:
    """6.4.3 Refused: without two units in the region, and where there are no insurgents."""
    assert "not two units" in set_up("PAK", {"force.quetta": 1}).refused("sweep PAK balochistan")
    assert "no insurgents" in set_up("PAK", {"insurgency.balochistan": 0}).refused("sweep PAK balochistan")


# ---- 6.5 reconciliation
@pytest.mark.covers("C52", "C53")
def test_talks_last() -> None:
    """6.5.1 Talks cost two; an eighth or so of the grievance goes, an eleventh of the consent that is lacking comes,
    so that the first talks do most; the insurgents are untouched today."""
    case = set_up("PAK")
    assert case.cost("reconcile PAK balochistan") == (1, 2, 0)
    case.play("reconcile PAK balochistan")
    case.expect("grievance.balochistan").falls(7)  # 12 % of 55
    case.expect("consent.balochistan").rises(5)  # 9 % of 60
    case.expect("insurgency.balochistan").stays()
    late = set_up("PAK", {"grievance.balochistan": 15, "consent.balochistan": 80})
    late.play("reconcile PAK balochistan")
    late.expect("grievance.balochistan").falls(2)
    late.expect("consent.balochistan").rises(2)


def test_soldiers_spoil_talks() -> None:
    """6.5.2 With five units of force in the region, talks soothe two less."""
    case = set_up("PAK", {"force.quetta": 5})
    case.play("reconcile PAK balochistan")
    case.expect("grievance.balochistan").falls(5)


def test_nothing_left_to_talk_about() -> None:
    """6.5.3 A region without grievance and full of consent needs no talks."""
    calm = {"grievance.gilgit": 5, "consent.gilgit": 90}
    assert "nothing left to reconcile" in set_up("PAK", calm).refused("reconcile PAK gilgit")
    set_up("PAK", calm | {"grievance.gilgit": 6}).play("reconcile PAK gilgit").expect(
        "grievance.gilgit"
    ).falls()


@pytest.mark.covers("C53", "C58")
def test_force_alone_fails_and_talks_bear_fruit() -> None:
    """6.5.4 A year of sweeps, or a year of talks with money for it: strength is lower at first under the sweeps, and in
    the end grievance, which feeds it, is far higher."""
    swept, talked = set_up("PAK"), set_up("PAK")
    for quarter in range(6):
        for case, key in ((swept, "sweep"), (talked, "reconcile")):
            if quarter < 4:
                case.asked(Kind.ACT, "PAK")
                case.state.points[case.number("power", "PAK")] = 4
                falls = {"the sweep finds them": True} if key == "sweep" else None
                case.play(f"{key} PAK balochistan", falls)
            case.hook("politics.regions")
        if quarter == 0:
            assert swept.read("insurgency.balochistan") < talked.read("insurgency.balochistan")
    assert swept.read("grievance.balochistan") - talked.read("grievance.balochistan") > 50
    swept.hook("politics.regions")
    swept.expect("insurgency.balochistan").rises()
    talked.hook("politics.regions")
    talked.expect("insurgency.balochistan").falls()


# ---- 6.6 counter-terrorism
@pytest.mark.covers("C74")
def test_intelligence_is_shared() -> None:
    """6.6.1 With the power that hosts them the militant threat falls by six; trust grows, and a footprint with it."""
    case = set_up("USA")
    assert case.cost("cooperate USA PAK") == (1, 1, 0)
    case.play("cooperate USA PAK")
    case.expect("threat.all").falls(6)
    case.expect("trust.PAK.USA").rises(3)
    case.expect("trust.USA.PAK").rises(2)
    case.expect("footprint.USA").rises(3)
    case.expect("influence.USA.PAK").rises(2)
    case.expect("trust.IND.USA").falls(1)
    case.expect("trust.CHN.USA").stays()


def test_between_others_it_is_worth_half() -> None:
    """6.6.2 Between two powers that host no militants the threat falls by three."""
    case = set_up("USA")
    case.play("cooperate USA IND")
    case.expect("threat.all").falls(3)
    case.expect("footprint.USA").stays()


def test_the_host_pays_at_home() -> None:
    """6.6.3 The host that cooperates pays with a point of stability and a little of its independence."""
    case = set_up("PAK")
    case.play("cooperate PAK USA")
    case.expect("threat.all").falls(6)
    case.expect("stability.PAK").falls(1)
    case.expect("influence.USA.PAK").rises(1)


def test_when_cooperation_is_refused() -> None:
    """6.6.4 Refused: without trust of thirty, and with little left to hunt."""
    assert "does not trust you" in set_up("IND", {"trust.PAK.IND": 29}).refused("cooperate IND PAK")
    assert "little left to hunt" in set_up("USA", {"threat.all": 9}).refused("cooperate USA PAK")
    set_up("USA", {"threat.all": 10, "trust.PAK.USA": 30}).play("cooperate USA PAK").expect(
        "threat.all"
    ).falls(6)


# ---- 6.7 nuclear security
@pytest.mark.covers("C73")
def test_locks_and_sensors() -> None:
    """6.7.1 Nuclear-security cooperation costs a money and makes material six safer; a helper gains trust and footprint,
    and the helped pays a stability for the stranger near its vaults."""
    case = set_up("USA")
    assert case.cost("secure USA PAK") == (1, 1, 0)
    case.play("secure USA PAK")
    case.expect("fissile.PAK").rises(6)
    case.expect("trust.PAK.USA").rises(2)
    case.expect("footprint.USA").rises(2)
    case.expect("stability.PAK").falls(1)
    own = set_up("PAK")
    own.play("secure PAK PAK")
    own.expect("fissile.PAK").rises(6)
    own.expect("footprint.PAK").stays()
    own.expect("stability.PAK").stays()


def test_when_nuclear_help_is_refused() -> None:
    """6.7.2 Refused: what is as safe as can be, and strangers."""
    assert "as safe as" in set_up("PAK", {"fissile.PAK": 95}).refused("secure PAK PAK")
    assert "lets no stranger near" in set_up("IND", {"trust.PAK.IND": 34}).refused("secure IND PAK")


# ---- 6.8 escalation
@pytest.mark.covers("C11")
def test_up_a_rung() -> None:
    """6.8.1 A rung up costs a money: standing and stability gain one, the other side loses two, and blame is kept."""
    case = set_up("CHN", {"tension.strait": 3})
    assert case.cost("escalate CHN strait") == (1, 1, 0)
    case.play("escalate CHN strait")
    case.expect("tension.strait").rises(1)
    case.expect("standing.CHN").rises(1)
    case.expect("stability.CHN").rises(1)
    case.expect("stability.USA").falls(2)
    case.expect("trust.USA.CHN").falls(4)
    case.expect("blame.CHN").rises(4)


def test_nobody_cheers_the_end_of_a_quiet() -> None:
    """6.8.1a Up to a rung below four there is no applause, at home or abroad: only the other side takes note."""
    case = set_up("CHN", {"tension.strait": 2})
    case.play("escalate CHN strait")
    case.expect("standing.CHN").stays()
    case.expect("stability.CHN").stays()
    case.expect("trust.USA.CHN").falls(4)


def test_a_ladder_is_moved_by_hand_once_a_quarter() -> None:
    """6.8.1b Whoever moved it, up or down: nobody moves it again before the quarter is over."""
    case = set_up("PAK", {"standing.IND": 9}).play("escalate PAK loc")
    for side in ("PAK", "IND"):
        case.asked(Kind.ACT, side)
        assert "moved this quarter" in case.refused(f"escalate {side} loc")
        assert "moved this quarter" in case.refused(f"step_back {side} loc")
    case.state.history = ((0, 0, 0, 0),)
    case.hook("headlines.new_turn")
    assert case.state.stepped[case.number("arena", "loc")] == 0


def test_a_threat_that_was_answered_is_no_longer_owed() -> None:
    """6.8.1c When the other side moves the ladder first, a threat to deploy there that was defied is over, and no word
    is broken."""
    for answer in ("step_back IND loc", "escalate IND loc"):
        case = set_up("IND", {"standing.IND": 9}).threatens("PAK", "deploy:loc", defied=True).play(answer)
        assert not case.threats
        case.expect("credibility.PAK").stays()
        assert "cannot carry out its threat" in case.told
    fresh = set_up("IND").threatens("PAK", "deploy:loc").play("escalate IND loc")
    assert fresh.threats == ["PAK deploy:loc money"]


def test_blame_grows_with_the_rung() -> None:
    """6.8.2 The higher the rung that is climbed to, the more of the blame."""
    case = set_up("PAK", {"tension.loc": 7})
    case.play("escalate PAK loc")
    case.expect("blame.PAK").rises(8)


def test_the_world_does_not_cheer_at_the_brink() -> None:
    """6.8.2a Up to rung seven going up a rung wins a standing; from seven on it costs one."""
    for rung, standing in ((3, 9), (6, 9), (7, 7), (8, 7)):
        case = set_up("PAK", {"tension.loc": rung, "standing.PAK": 8})
        case.play("escalate PAK loc")
        assert case.caused("escalate PAK loc", "standing.PAK") == standing - 8


def test_escalation_ends_a_ceasefire() -> None:
    """6.8.3 Whoever escalates during a ceasefire ends it, and loses five of credibility and a standing instead of
    gaining one."""
    case = set_up("PAK", {"truce.loc": 3})
    case.play("escalate PAK loc")
    case.expect("truce.loc").becomes(0)
    case.expect("credibility.PAK").falls(5)
    case.expect("standing.PAK").falls(1)


def test_the_last_rung_is_nobodys_choice() -> None:
    """6.8.4 Nobody escalates from rung nine."""
    assert "no rung left" in set_up("PAK", {"tension.loc": 9}).refused("escalate PAK loc")


def test_a_deployment_threatened_is_cheaper() -> None:
    """6.8.5 Carrying out a deployment that was threatened and defied costs a money less and builds credibility."""
    case = set_up("PAK").threatens("PAK", "deploy:loc", defied=True)
    assert case.cost("escalate PAK loc") == (1, 0, 0)
    dear = dict(case.scenario.spec.tuning.costs)
    dear["escalate"] = type(dear["escalate"])(1, 5, 0)
    bold = set_up("PAK", board=amended(tuning={"costs": dear})).threatens("PAK", "deploy:loc", defied=True)
    assert bold.cost("escalate PAK loc") == (1, 4, 0)
    case.play("escalate PAK loc")
    case.expect("credibility.PAK").rises(3)
    assert not case.threats


# ---- 6.9 stepping back
@pytest.mark.covers("C11", "C12")
def test_stepping_back_late_costs_more() -> None:
    """6.9.1 Down a rung is free of standing up to rung four, and costs one more for every two rungs above three."""
    prices = [set_up("PAK", {"tension.loc": rung}).cost("step_back PAK loc")[2] for rung in range(2, 10)]
    assert prices == [0, 0, 0, 1, 1, 2, 2, 3]
    case = set_up("PAK", {"tension.loc": 7})
    case.play("step_back PAK loc")
    case.expect("tension.loc").falls(1)
    case.expect("standing.PAK").falls(2)
    case.expect("trust.IND.PAK").rises(3)
    case.expect("stability.PAK").falls(2)


def test_a_step_back_from_low_is_easy() -> None:
    """6.9.2 From rung five down nobody at home minds, and a quiet arena has no way down."""
    case = set_up("PAK", {"tension.loc": 5})
    case.play("step_back PAK loc")
    case.expect("stability.PAK").stays()
    assert "quiet" in set_up("PAK", {"tension.loc": 1}).refused("step_back PAK loc")


def test_a_step_back_without_money() -> None:
    """6.9.3 Where it takes money and there is none, it costs two of standing more instead, so that a ladder has a way
    down for the poor."""
    costs = amended().spec.tuning.costs
    paying = amended(tuning={"costs": costs | {"step_back": CostSpec(1, 2, 0)}})
    rich = set_up("PAK", {"tension.loc": 5, "money.PAK": 2}, board=paying)
    assert rich.cost("step_back PAK loc") == (1, 2, 1)
    poor = set_up("PAK", {"tension.loc": 5, "money.PAK": 1}, board=paying)
    assert poor.cost("step_back PAK loc") == (1, 0, 3)


# ---- 6.10 ceasefires
@pytest.mark.covers("C68")
def test_a_ceasefire_is_offered_and_lasts_a_year() -> None:
    """6.10.1 Accepted, a ceasefire lasts four quarters and wins trust and standing on both sides."""
    case = set_up("PAK")
    assert case.cost("ceasefire PAK loc") == (1, 0, 1)
    case.play("ceasefire PAK loc")
    assert case.waiting == ("ANSWER", "IND")
    case.expect("tension.loc").stays()
    case.play("accept IND")
    case.expect("truce.loc").becomes(4)
    case.expect("tension.loc").stays()
    case.expect("trust.IND.PAK").rises(4)
    case.expect("trust.PAK.IND").rises(4)
    case.expect("standing.PAK").rises(1)
    case.expect("standing.IND").rises(1)


def test_a_ceasefire_where_nobody_shoots() -> None:
    """6.10.5 Below rung four a ceasefire earns nobody standing."""
    case = set_up("PAK", {"tension.loc": 3})
    case.play("ceasefire PAK loc").play("accept IND")
    case.expect("standing.IND").stays()


def test_refusing_a_ceasefire_is_noticed() -> None:
    """6.10.2 Whoever refuses a ceasefire loses a standing."""
    case = set_up("PAK")
    case.play("ceasefire PAK loc").play("refuse IND")
    case.expect("standing.IND").falls(1)
    case.expect("truce.loc").stays()


def test_when_a_ceasefire_is_refused() -> None:
    """6.10.3 Refused: while one holds, and where there is nothing to cease; its last quarter may be prolonged."""
    assert "ceasefire holds" in set_up("PAK", {"truce.loc": 2}).refused("ceasefire PAK loc")
    assert "nothing to cease" in set_up("PAK", {"tension.loc": 1}).refused("ceasefire PAK loc")
    assert set_up("PAK", {"truce.loc": 1}).play("ceasefire PAK loc").waiting == ("ANSWER", "IND")


def test_a_ceasefire_frees_forces_for_elsewhere() -> None:
    """6.10.4 What tension pinned, a ceasefire frees: the garrison of the Line can march to Quetta."""
    case = set_up("PAK", {"tension.loc": 7})
    assert "pins the forces" in case.refused("move PAK pak_loc quetta")
    case.play("ceasefire PAK loc").play("accept IND").asked(Kind.ACT, "PAK").play("move PAK pak_loc quetta")
    case.expect("force.quetta").rises(2)


# ---- 6.11 protest
@pytest.mark.covers("C43")
def test_a_protest_against_a_project_on_disputed_ground() -> None:
    """6.11.1 Work slips two quarters, the investor frets, the host remembers, the protester is heard; tempers may rise."""
    work = {"left.skardu": 3, "stake.skardu": 0}
    case = set_up("IND", work)
    assert case.cost("protest IND skardu") == (1, 0, 0)
    case.play("protest IND skardu", {"tempers rise": True})
    assert case.fate.odds("tempers rise") == 30
    case.expect("left.skardu").rises(2)
    case.expect("standing.IND").rises(1)
    case.expect("trust.PAK.IND").falls(4)
    case.expect("trust.CHN.PAK").falls(2)
    case.expect("tension.loc").rises(1)
    calm = set_up("IND", work)
    calm.play("protest IND skardu")
    calm.expect("tension.loc").stays()


def test_when_a_protest_is_refused() -> None:
    """6.11.2 Refused: where no work is under way, by the investor itself, and twice against the same project."""
    once = set_up("IND", {"left.skardu": 3})
    once.play("protest IND skardu").hook("headlines.new_turn").asked(Kind.ACT, "IND")
    assert "build on" in once.refused("protest IND skardu")
    assert "no work" in set_up("IND", {"stake.skardu": 0}).refused("protest IND skardu")
    own = set_up("IND", {"stake.skardu": 3, "left.skardu": 2})
    assert "you are the investor" in own.refused("protest IND skardu")
    once.put({"left.skardu": 1, "access.skardu": 3}).hook("market.projects")
    once.put({"left.skardu": 2}).asked(Kind.ACT, "IND").play("protest IND skardu")


# ---- 6.12 covert acts
@pytest.mark.covers("C82")
def test_a_hand_among_the_insurgents() -> None:
    """6.12.1 Three money feed the strongest insurgency of a rival by seven; nobody else sees whose they were."""
    case = set_up("IND")
    assert case.cost("covert IND fund PAK") == (0, 3, 0)
    case.strike("covert IND fund PAK")
    case.expect("insurgency.balochistan").rises(7)
    assert "covert act" in case.told_to("IND")
    assert "covert act" not in case.told_to("PAK")
    seen = [entry for entry in case.game.entries_for(2) if entry.name == "insurgency"]
    assert seen
    assert all("covert" not in case.why(entry) for entry in seen)
    assert [len(case.game.view(seat).state.coverts) for seat in range(4)] == [0, 0, 0, 1]


@pytest.mark.covers("C82")
@pytest.mark.parametrize("sponsor", ["PAK", "CHN", "USA"])
def test_anybody_can_arm_militants(sponsor: str) -> None:
    """6.12.2 Any other power can arm the militants who strike at one, not their host alone: the threat grows by six."""
    case = set_up(sponsor)
    case.strike(f"covert {sponsor} arm IND")
    case.expect("threat.all").rises(6)
    with pytest.raises(BadAction):
        case.game.space.parse(f"covert {sponsor} arm {'USA' if sponsor == 'CHN' else 'CHN'}")


@pytest.mark.covers("C82")
def test_sabotage() -> None:
    """6.12.3 Seven times in ten sabotage sets a rival's longest project back by two quarters."""
    for works, slip in ((True, 2), (False, 0)):
        case = set_up("CHN", {"left.round_top": 4, "left.mojave": 2})
        case.strike("covert CHN sabotage USA", {"the sabotage works": works})
        assert case.fate.odds("sabotage works") == 70
        assert case.read("left.round_top") == 4 + slip


@pytest.mark.covers("C54", "C82")
def test_stolen_books() -> None:
    """6.12.4 Stolen books bring to light what was kept back from a community; where nothing was, a rumour does a little."""
    case = set_up("IND", {"share.chromite": 1, "declared.chromite": 3})
    case.strike("covert IND leak PAK")
    case.expect("declared.chromite").becomes(1)
    case.expect("grievance.balochistan").rises(10)
    honest = set_up("IND")
    honest.strike("covert IND leak PAK")
    honest.expect("grievance.balochistan").rises(3)


def test_when_a_covert_act_is_refused() -> None:
    """6.12.5 Refused: no project to spoil, no books to steal, and a trail that is still warm."""
    assert "no work under way" in set_up("CHN").refused("covert CHN sabotage USA")
    bare = {"level.chromite": 0, "level.gwadar": 0}
    assert "no mine whose books" in set_up("IND", bare).refused("covert IND leak PAK")
    valley = set_up("IND", bare | {"level.skardu": 1}).strike("covert IND leak PAK")
    valley.expect("grievance.gilgit").rises(3)
    warm = set_up("IND").acted_in_secret("fund", "IND", "PAK", 1)
    assert "still warm" in warm.refused("covert IND fund PAK")


@pytest.mark.covers("C82")
def test_a_trail_stays_warm_for_three_quarters() -> None:
    """6.12.6 Each quarter one chance in four that the act is traced, for three quarters; then the trail is cold."""
    case = set_up("PAK").acted_in_secret("fund", "IND", "PAK", 1)
    chances = 0
    for turn in range(1, 6):
        case.state.turn = turn
        case.hook("security.exposures")
        chances += len(case.fate.asked)
        assert all(weights == (25, 75) for _, weights in case.fate.asked)
    assert chances == 3


@pytest.mark.covers("C82")
def test_an_exposed_hand() -> None:
    """6.12.7 Traced, the sponsor loses credibility, standing, the victim's trust, and their arena grows tenser."""
    case = set_up("PAK").acted_in_secret("fund", "IND", "PAK", 1)
    case.hook("security.exposures", {"is traced": True})
    case.expect("credibility.IND").falls(10)
    case.expect("standing.IND").falls(2)
    case.expect("trust.PAK.IND").falls(15)
    case.expect("tension.loc").rises(1)
    case.expect("blame.IND").rises(5)
    assert "India was behind" in case.told_to("USA")


# ---- 6.13 counter-intelligence
@pytest.mark.covers("C82")
def test_hunting_foreign_hands() -> None:
    """6.13.1 Each trail of an act against the hunter is followed at once, eleven times in twenty with success."""
    case = set_up("PAK").acted_in_secret("fund", "IND", "PAK", 1).acted_in_secret("sabotage", "CHN", "USA", 1)
    assert case.cost("counter PAK") == (1, 1, 0)
    case.play("counter PAK", {"a trail leads": True})
    assert case.fate.odds("a trail leads") == 55
    assert len(case.fate.asked) == 1
    case.expect("trust.PAK.IND").falls(15)
    case.expect("credibility.IND").falls(10)
    case.expect("standing.PAK").rises(1)
    case.expect("blame.IND").rises(5)
    assert case.caused("exposed", "tension.loc") == 1
    assert [covert.target for covert in case.state.coverts] == [case.number("power", "USA")]


def test_a_hunt_without_prey() -> None:
    """6.13.2 Where there is no trail the hunt finds none, and steadies the country a little."""
    case = set_up("PAK")
    case.play("counter PAK")
    assert case.fate.asked == []
    case.expect("stability.PAK").rises(1)
    assert "costs $100m" in set_up("PAK", {"money.PAK": 0}).refused("counter PAK")
