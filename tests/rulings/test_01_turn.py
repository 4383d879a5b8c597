"""1 The turn: phases, points, the order of play, and what is asked of whom."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import PHASES, Case, amended, scenario, set_up
from wargame.rules import machine
from wargame.rules.board import Kind
from wargame.rules.composing import AMOUNTS
from wargame.rules.errors import BadAction, GameOver, IllegalAction
from wargame.rules.fund import open_vote
from wargame.rules.game import Game
from wargame.rules.records import Ended
from wargame.scenario import load
from wargame.scenario.bounds import RANGES


def keys(case: Case) -> list[str]:
    return [action.key for action in case.game.legal]


def test_seven_phases() -> None:
    """1.1.1 A turn has seven phases, always in this order."""
    assert list(PHASES) == ["headlines", "signals", "actions", "security", "market", "finance", "politics"]


def test_a_quarter_from_end_to_end() -> None:
    """1.1.2 When all have passed, the quarter runs to its end and the next one begins by asking for signals."""
    case = set_up("PAK")
    case.state.loans = ()
    for _ in range(4):
        seat = case.waiting[1]
        case.play(f"pass {seat}")
    assert case.state.turn == 2
    assert case.waiting[0] == "SIGNAL"
    assert len(case.state.history) == 1


def test_a_turn_is_a_quarter() -> None:
    """1.1.3 The first turn is the scenario's quarter; four turns make a year."""
    board = scenario()
    assert [board.quarter(turn) for turn in (1, 2, 5)] == ["2024 Q4", "2025 Q1", "2025 Q4"]


# ---- 1.2 points and order
def test_powers_act_by_standing() -> None:
    """1.2.1 The highest standing acts first; the scenario's order breaks ties."""
    case = set_up("PAK", {"standing.PAK": 12, "standing.CHN": 7, "standing.USA": 7, "standing.IND": 9})
    case.phase("actions")
    assert [case.scenario.ids["power"][seat] for seat in case.state.sequence] == ["PAK", "IND", "CHN", "USA"]
    assert case.waiting == ("ACT", "PAK")


def test_one_action_at_a_time() -> None:
    """1.2.2 Powers take turns, one action each, and come round again while they have points."""
    case = set_up("CHN")
    order = []
    for key in ("grant CHN USA", "court USA PAK", "court IND PAK", "reconcile PAK gilgit"):
        order.append(case.waiting[1])
        case.put({"regime.CHN.light.USA": 1}).play(key)
    assert order == ["CHN", "USA", "IND", "PAK"]
    assert case.waiting == ("ACT", "CHN")


def test_who_has_passed_is_out() -> None:
    """1.2.3 Passing forfeits the points that are left; the others go on."""
    case = set_up("CHN")
    assert case.cost("pass CHN") == (0, 0, 0)
    case.play("pass CHN").play("court USA PAK").play("court IND PAK").play("court PAK CHN")
    assert case.waiting == ("ACT", "USA")


def test_without_points_nobody_is_asked() -> None:
    """1.2.4 A power without points is not asked, and its actions are refused."""
    case = set_up("CHN", {"points.USA": 0})
    case.play("court CHN PAK")
    assert case.waiting == ("ACT", "IND")
    assert "takes 1 action point and 0 are left" in set_up("CHN", {"points.CHN": 0}).refused("court CHN PAK")


def test_a_shaken_power_acts_less() -> None:
    """1.2.5 Points are dealt afresh each quarter, one fewer below a stability of 25."""
    case = set_up("PAK", {"stability.PAK": 24, "points.PAK": 0})
    case.phase("actions")
    case.expect("points.PAK").becomes(3)
    case.put({"stability.PAK": 25}).phase("actions")
    case.expect("points.PAK").becomes(4)


def test_costs_must_be_met() -> None:
    """1.2.6 An action whose money or standing is not there is refused and says so."""
    assert "costs $200m and the treasury holds $100m" in set_up("PAK", {"money.PAK": 1}).refused(
        "reconcile PAK balochistan"
    )
    assert "takes 1 standing and 0 is left" in set_up("CHN", {"standing.CHN": 0}).refused(
        "regime CHN light USA licence"
    )


# ---- 1.3 asking and answering
def test_it_is_one_seats_decision() -> None:
    """1.3.1 Another seat's action is refused by naming whose decision it is."""
    case = set_up("CHN")
    with pytest.raises(IllegalAction, match="it is China's decision"):
        case.game.apply(case.game.space.parse("pass USA"))


def test_the_answer_must_fit_the_question() -> None:
    """1.3.2 An action of another kind than the decision's is refused."""
    case = set_up("CHN")
    with pytest.raises(IllegalAction, match="the decision is to act"):
        case.game.apply(case.game.space.parse("hold CHN"))


def test_what_is_not_in_the_scenario_is_no_action() -> None:
    """1.3.3 A menu without an action has none of it, and neither does a place that is not there."""
    short = amended(
        powers=tuple(evolve(p, menu=("court",)) if p.id == "IND" else p for p in scenario().powers)
    )
    case = set_up("IND", board=short)
    assert {key.split()[0] for key in keys(case)} == {"pass", "court"}
    with pytest.raises(BadAction, match="no such action"):
        case.play("lobby IND oppose")


def test_an_ended_game_asks_nothing() -> None:
    """1.3.4 After the end nothing can be decided."""
    case = set_up("CHN")
    case.state.ended = Ended(0, (), (0, 1, 2, 3))
    assert case.game.decision is None
    assert keys(case) == []
    with pytest.raises(GameOver):
        case.game.apply(case.game.space.parse("pass CHN"))


def test_every_answer_is_offered() -> None:
    """1.3.5 A vote has three answers, an incident and an offer two, silence is always one."""
    assert keys(set_up().asked(Kind.VOTE, "USA")) == [
        "vote USA support",
        "vote USA abstain",
        "vote USA oppose",
    ]
    assert keys(set_up().asked(Kind.REACT, "IND")) == ["react IND no", "react IND yes"]
    assert "hold CHN" in keys(set_up().asked(Kind.SIGNAL, "CHN"))
    offered = set_up("USA").play("lend USA PAK 5 plain")
    assert keys(offered) == ["accept PAK", "refuse PAK"]


# ---- 1.4 signals
def test_threats_are_invited_before_actions() -> None:
    """1.4.1 Every power that may threaten something now is asked, by standing; not whose last threat still stands."""
    case = set_up("PAK", {"standing.IND": 15}).threatens("USA", "control:CHN")
    case.phase("signals")
    assert [(Kind(kind), seat) for kind, seat, *_ in case.state.queue] == [
        (Kind.SIGNAL, 3),
        (Kind.SIGNAL, 0),
        (Kind.SIGNAL, 2),
    ]
    assert "still stands" in case.asked(Kind.SIGNAL, "USA").refused("threaten USA control:PAK money")


def test_who_could_only_bluster_is_not_asked() -> None:
    """1.4.5 A power none of whose threats anybody would heed is not asked for one."""
    asked = {}
    for rung in (2, 3):
        case = set_up("CHN", {"tension.loc": rung, "tension.lac": rung}, board=load("linchpin"))
        case.phase("signals")
        asked[rung] = {case.scenario.ids["power"][seat] for kind, seat, *_ in case.state.queue}
    assert asked[3] - asked[2] == {"IND"}


@pytest.mark.covers("C06")
def test_a_threat_is_heard() -> None:
    """1.4.2 A threat costs two of the trust of whoever is threatened; a credible one to deploy unsettles them. It names
    what would avert it, and they are asked at once."""
    case = set_up().asked(Kind.SIGNAL, "CHN")
    assert case.cost("threaten CHN control:USA money") == (0, 0, 0)
    case.play("threaten CHN control:USA money")
    assert case.threats == ["CHN control:USA money"]
    case.expect("trust.USA.CHN").falls(2)
    assert "unless the United States agrees by the end of the quarter to pay $500m" in case.told_to("IND")
    assert case.waiting == ("ANSWER", "USA")
    for credibility, unsettled in ((60, True), (59, False)):
        case = set_up("PAK", {"credibility.PAK": credibility}).asked(Kind.SIGNAL, "PAK")
        case.play("threaten PAK deploy:loc truce:loc")
        assert (case.read("stability.IND") == 64) is unsettled


def test_what_can_be_threatened() -> None:
    """1.4.3 Controls on others, a deployment in one's own arenas, and a default by whoever cannot pay what falls due;
    not controls where nothing is left to tighten, nor deployments so low that nobody heeds them."""
    china = keys(set_up(figures={"tension.strait": 3}).asked(Kind.SIGNAL, "CHN"))
    debtor = set_up("PAK", {"money.PAK.reserves": 5}, turn=5).owes("PAK", "CHN", 20, 6)
    assert {key.split()[2] for key in china[1:]} == {
        "control:USA",
        "control:PAK",
        "control:IND",
        "deploy:strait",
    }
    assert china[0] == "hold CHN"
    assert "threaten PAK default:CHN delay" in keys(debtor.asked(Kind.SIGNAL, "PAK"))
    assert "threaten PAK default:USA delay" not in keys(debtor)
    low = set_up("CHN", {"tension.strait": 2}).asked(Kind.SIGNAL, "CHN")
    assert "no news" in low.refused("threaten CHN deploy:strait truce:strait")
    items = ("light", "heavy", "chip", "battery", "technology")
    bans = set_up("CHN", {f"regime.CHN.{item}.USA": 3 for item in items}).asked(Kind.SIGNAL, "CHN")
    assert "bans already" in bans.refused("threaten CHN control:USA money")
    early = set_up("PAK", turn=2).free_of_debt().asked(Kind.SIGNAL, "PAK")
    assert "nothing falls due" in early.refused("threaten PAK default:CHN money")
    solvent = set_up("PAK", {"money.PAK.reserves": 900}, turn=5).owes("PAK", "CHN", 20, 6)
    assert "nobody would believe it" in solvent.asked(Kind.SIGNAL, "PAK").refused(
        "threaten PAK default:CHN money"
    )
    late = set_up(board=amended(tuning={"threats_from": 2})).asked(Kind.SIGNAL, "CHN")
    assert "too early" in late.refused("threaten CHN control:USA money")
    last = set_up(turn=scenario().spec.turns).asked(Kind.SIGNAL, "CHN")
    assert "no quarter left" in last.refused("threaten CHN control:USA money")


def test_what_can_be_demanded() -> None:
    """1.4.6 What could be had: a control to lift, a ladder to ease, forces to pull back, a vote, a delay, a lean or money.
    Refused, with the reason: what they have not got, what is so already. Nobody threatens itself."""
    case = set_up("USA", {"regime.CHN.heavy.USA": 3, "tension.strait": 4, "force.chn_strait": 5})
    demands = [key.split()[3] for key in keys(case.asked(Kind.SIGNAL, "USA")) if "control:CHN" in key]
    assert demands == ["relief:heavy", "truce:strait", "money"]
    force = [key.split()[3] for key in keys(case) if "deploy:strait" in key]
    assert force == ["truce:strait", "withdraw:chn_strait"]
    plain = set_up("USA", {"tension.strait": 1, "force.chn_strait": 3, "money.CHN": 4}).asked(
        Kind.SIGNAL, "USA"
    )
    assert "no such control to lift" in plain.refused("threaten USA control:CHN relief:heavy")
    assert "arena is quiet" in plain.refused("threaten USA control:CHN truce:strait")
    assert "the treasury holds" in plain.refused("threaten USA control:CHN money")
    thin = set_up("USA", {"tension.strait": 4, "force.chn_strait": 3}).asked(Kind.SIGNAL, "USA")
    assert "is so already" in thin.refused("threaten USA deploy:strait withdraw:chn_strait")
    licensed = set_up("USA", {"regime.CHN.heavy.USA": 3, "licence.CHN.USA": 2}).asked(Kind.SIGNAL, "USA")
    assert "is so already" in licensed.refused("threaten USA control:CHN relief:heavy")
    for nonsense in (
        "threaten USA control:USA money",
        "threaten USA control:CHN influence",
        "threaten USA control:CHN",
    ):
        with pytest.raises(BadAction):
            plain.game.space.parse(nonsense)
    assert "threaten CHN control:PAK influence" in keys(set_up().asked(Kind.SIGNAL, "CHN"))


@pytest.mark.covers("C06")
def test_a_threat_that_is_heeded() -> None:
    """1.4.7 Who gives way gives what is demanded and loses a standing; the other wins one, and two of credibility, and
    is bound for a year not to do what it threatened."""
    case = set_up("USA", {"regime.CHN.heavy.USA": 3}).asked(Kind.SIGNAL, "USA")
    case.play("threaten USA control:CHN relief:heavy").play("accept CHN")
    case.expect("regime.CHN.heavy.USA").becomes(0)
    case.expect("standing.CHN").falls(1)
    case.expect("standing.USA").rises(1)
    case.expect("credibility.USA").rises(2)
    case.expect("trust.USA.CHN").stays()
    assert not case.threats
    assert case.bound("USA", "control:CHN")
    for seat in ("CHN", "USA", "IND"):
        assert "China gives way to the United States" in case.told_to(seat)
    assert "promised not to" in case.asked(Kind.SIGNAL, "USA").refused("threaten USA control:CHN money")


def test_giving_way_by_what_one_does() -> None:
    """1.4.8 Who said no may still do what is demanded before the quarter ends: that is giving way as well."""
    case = set_up("CHN", {"regime.CHN.heavy.USA": 3}).threatens("USA", "control:CHN", "relief:heavy")
    case.play("regime CHN heavy USA open").hook("politics.fall_due")
    assert "China gives way to the United States" in case.told
    case.expect("credibility.USA").rises(2)
    late = set_up("CHN", {"regime.CHN.heavy.USA": 3}).threatens(
        "USA", "control:CHN", "relief:heavy", defied=True
    )
    late.play("grant CHN USA").hook("politics.fall_due")
    assert not late.threats
    late.expect("credibility.USA").rises(2)
    ladder = set_up("IND").threatens("PAK", "deploy:loc", "truce:loc").play("step_back IND loc")
    ladder.hook("politics.fall_due").expect("standing.PAK").rises(1)


def test_a_vote_that_was_demanded() -> None:
    """1.4.9 A vote is judged when it is cast: whoever supports has given way, and nobody else."""
    for stance, standing in (("support", 0), ("abstain", 1), ("oppose", 1)):
        case = set_up("PAK", {"money.PAK.reserves": 5}, turn=5).owes("PAK", "CHN", 20, 6)
        case.threatens("PAK", "default:CHN", "vote")
        open_vote(case.board)
        case.asked(Kind.VOTE, "CHN").play(f"vote CHN {stance}")
        assert len(case.threats) == standing


def test_a_threat_that_is_defied() -> None:
    """1.4.10 A no costs nothing but the day: when the quarter ends the threat can be carried out as announced."""
    case = set_up("CHN").asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money")
    case.play("refuse USA")
    case.expect("trust.CHN.USA").stays()
    assert "does not give way to China" in case.told_to("IND")
    case.hook("politics.fall_due")
    assert case.threats == ["CHN control:USA money defied"]
    assert "The United States defies China" in case.told


def test_a_threat_that_is_bought_off() -> None:
    """1.4.11 A counter-offer puts something else in the place of what is demanded, or a price on it: the threat is
    dropped, nobody loses face, and its author is bound all the same."""
    case = set_up("CHN").asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money")
    case.play("counter_offer USA CHN give money:2 take nothing")
    assert case.waiting == ("ANSWER", "CHN")
    case.play("accept CHN")
    case.expect("money.CHN").rises(2)
    case.expect("standing.USA").stays()
    case.expect("credibility.CHN").stays()
    assert not case.threats
    assert case.bound("CHN", "control:USA")
    assert "come to terms" in case.told_to("IND")
    assert "$200m" not in case.told_to("IND")
    priced = set_up("USA", {"regime.CHN.heavy.USA": 3}).asked(Kind.SIGNAL, "USA")
    priced.play("threaten USA control:CHN relief:heavy")
    priced.play("counter_offer CHN USA give relief:heavy take money:4").play("accept USA")
    priced.expect("regime.CHN.heavy.USA").becomes(0)
    priced.expect("standing.CHN").stays()
    assert "come to terms" in priced.told


def test_dropping_a_threat_is_a_clause() -> None:
    """1.4.12 Until the quarter after is over a deal can buy a threat off; what is no threat of theirs cannot be sold."""
    for defied in (False, True):
        case = set_up("USA").threatens("CHN", "control:USA", "truce:strait", defied=defied)
        case.play("compose USA CHN give money:3 take forbear").play("accept CHN")
        assert not case.threats
        assert case.bound("CHN", "control:USA")
        case.expect("credibility.CHN").stays()
    assert "do not threaten" in set_up("USA").refused("compose USA CHN give money:3 take forbear")
    elsewhere = set_up("IND").threatens("CHN", "control:USA")
    assert "do not threaten" in elsewhere.refused("compose IND CHN give money:3 take forbear")


def test_what_is_demanded_can_be_given_in_a_deal() -> None:
    """1.4.13 Giving freely what is demanded is giving way; giving it for a price is not."""
    gift = set_up("USA").threatens("CHN", "control:USA")
    gift.play("compose USA CHN give money:5 take nothing").play("accept CHN")
    assert "gives way" in gift.told
    small = set_up("USA").threatens("CHN", "control:USA")
    small.play("compose USA CHN give money:4 take nothing").play("accept CHN")
    assert small.threats == ["CHN control:USA money"]


def test_a_word_kept_to_the_end() -> None:
    """1.4.14 Whoever was given way to, or bought off, breaks a pledge by doing what it threatened within the year."""
    case = set_up("CHN").asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money").play("accept USA")
    case.asked(Kind.ACT, "CHN").play("regime CHN heavy USA licence")
    assert "breaks its pledge to the United States not to carry out its threat" in case.told
    assert case.caused("a broken pledge", "credibility.CHN") == -8
    assert not case.bound("CHN", "control:USA")
    line = set_up("PAK").pledged("forbear", "PAK", "IND", 4)
    assert line.scenario.ids["threat"][4] == "deploy:loc"
    assert "breaks its pledge to India" in line.play("escalate PAK loc").told


def test_striking_before_the_day() -> None:
    """1.4.15 Doing it before its day is no threat carried out: full price, six of credibility, two more of trust."""
    case = set_up("CHN").threatens("CHN", "control:USA")
    assert case.cost("regime CHN heavy USA licence") == (1, 0, 1)
    case.play("regime CHN heavy USA licence")
    assert case.caused("before its day", "credibility.CHN") == -6
    assert case.caused("before its day", "trust.USA.CHN") == -2
    assert not case.threats


def test_an_empty_threat_costs_the_word() -> None:
    """1.4.4 A threat that was defied and is not carried out in the quarter after costs six of credibility, and whoever
    stood firm wins a standing; silence costs nothing."""
    case = set_up("PAK").threatens("CHN", "control:USA", defied=True)
    case.hook("politics.fall_due")
    case.expect("credibility.CHN").falls(6)
    case.expect("standing.USA").rises(1)
    assert not case.threats
    assert "China backs off" in case.told
    silent = set_up().asked(Kind.SIGNAL, "CHN")
    silent.play("hold CHN")
    silent.hook("politics.fall_due")
    silent.expect("credibility.CHN").stays()


def test_empty_threats_do_not_pay() -> None:
    """1.4.16 Saying it and backing off leaves a power worse off in everything it can see, whoever is threatened."""
    for deed in ("control:USA money", "control:PAK money", "control:IND money", "deploy:strait truce:strait"):
        case = set_up("CHN", {"tension.strait": 4}).asked(Kind.SIGNAL, "CHN")
        before = case.state.copy()
        case.play(f"threaten CHN {deed}")
        case.play(f"refuse {case.waiting[1]}")
        case.hook("politics.fall_due")
        case.state.turn += 1
        case.hook("politics.fall_due")
        now, at = case.state, case.number("power", "CHN")
        assert now.credibility[at] < before.credibility[at]
        assert now.standing[at] == before.standing[at]
        assert now.money[at] == before.money[at]
        assert sum(now.trust[at::4]) < sum(before.trust[at::4])


def test_threats_in_sealed_play() -> None:
    """1.4.17 Where orders are sealed threats are made, answered and haggled over in the open before anybody plans."""
    case = set_up("CHN")
    case.state.sealed = True
    case.asked(Kind.SIGNAL, "CHN").play("threaten CHN control:USA money")
    case.play("counter_offer USA CHN give money:2 take nothing").play("accept CHN")
    assert not case.threats
    assert case.bound("CHN", "control:USA")


def test_a_demand_goes_no_further_than_a_deal() -> None:
    """1.4.18 The most that a scenario can have threats demand is the most that a clause can promise."""
    most = {r.pattern: r.high for r in RANGES if r.pattern.startswith("tuning.demanded")}
    assert most == {
        "tuning.demanded_money": AMOUNTS["money"],
        "tuning.demanded_influence": AMOUNTS["influence"],
    }


# ---- 1.5 clocks
@pytest.mark.parametrize(
    ("path", "turns"),
    [
        ("guard.chromite", 4),
        ("damage.chromite", 2),
        ("cut.makran", 2),
        ("watch.makran", 4),
        ("licence.CHN.USA", 4),
        ("enforced.CHN", 4),
        ("credits.USA", 6),
        ("flood.CHN.light", 2),
        ("truce.loc", 4),
        ("stepped.loc", 1),
    ],
)
def test_what_lasts_runs_out(path: str, turns: int) -> None:
    """1.5.1 Whatever lasts a number of quarters is a quarter nearer its end when the next one begins, and stops at 0."""
    case = set_up("PAK", {path: turns}, turn=2)
    for left in (*reversed(range(turns)), 0):
        case.hook("headlines.new_turn")
        assert case.read(path) == left


def test_contracts_run_out() -> None:
    """1.5.2 A contract of four quarters serves four markets."""
    case = set_up("USA", turn=2).contract("CHN", "USA", "heavy", 20, 4)
    served = 0
    for _ in range(6):
        served += len(case.state.contracts)
        case.hook("headlines.new_turn")
    assert served == 4


def test_the_loop_guard() -> None:
    """1.6.1 Every game ends: played by passing, the last turn's politics is the end."""
    game = Game.new(scenario(), 3, quiet=True)
    for _ in range(2000):
        if game.over:
            break
        legal = list(game.legal)
        game.play(next((a for a in legal if a.code in ("pass", "hold")), legal[0]))
    assert game.over
    assert game.state.turn == game.scenario.spec.turns
    assert len(machine.PHASES) == 7


def test_the_closing_quarters_are_announced() -> None:
    """1.6.2 When the quarters begin that make the final score, everybody is told; in a game of one quarter nobody is."""

    def told(turn: int, **changes: int) -> list[str]:
        case = set_up(turn=turn, board=amended(**changes))
        case.hook("headlines.new_turn")
        return [event.kind for event in case.board.log or () if event.kind == "closing_begun"]

    assert told(5, closing=4) == ["closing_begun"]
    assert told(4, closing=4) == told(6, closing=4) == []
    assert told(8, closing=1) == ["closing_begun"]
    assert told(1, turns=1) == []
