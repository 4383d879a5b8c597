"""1 The turn: phases, points, the order of play, and what is asked of whom."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulings.case import PHASES, Case, amended, scenario, set_up
from wargame.rules import machine
from wargame.rules.board import Kind
from wargame.rules.errors import BadAction, GameOver, IllegalAction
from wargame.rules.game import Game
from wargame.rules.records import Ended
from wargame.scenario import load


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
    """1.4.1 Every power that may threaten something now is asked, by standing; old threats are forgotten."""
    case = set_up("PAK", {"threatened.IND": 4, "standing.IND": 15})
    case.phase("signals")
    assert [(Kind(kind), seat) for kind, seat, *_ in case.state.queue] == [
        (Kind.SIGNAL, 3),
        (Kind.SIGNAL, 0),
        (Kind.SIGNAL, 1),
        (Kind.SIGNAL, 2),
    ]
    case.expect("threatened.IND").becomes(-1)


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
    """1.4.2 A threat of controls costs a point of trust; a credible threat to deploy unsettles the other side."""
    case = set_up().asked(Kind.SIGNAL, "CHN")
    assert case.cost("threaten CHN control:USA") == (0, 0, 0)
    case.play("threaten CHN control:USA")
    case.expect("threatened.CHN").becomes(1)
    case.expect("trust.USA.CHN").falls(1)
    for credibility, unsettled in ((60, True), (59, False)):
        case = set_up("PAK", {"credibility.PAK": credibility}).asked(Kind.SIGNAL, "PAK")
        case.play("threaten PAK deploy:loc")
        assert (case.read("stability.IND") == 64) is unsettled


def test_what_can_be_threatened() -> None:
    """1.4.3 Controls on others, a deployment in one's own arenas, and a default by whoever cannot pay what falls due;
    not controls where nothing is left to tighten, nor deployments so low that nobody heeds them."""
    china, debtor = (
        keys(set_up(figures={"tension.strait": 3}).asked(Kind.SIGNAL, "CHN")),
        set_up("PAK", {"money.PAK.reserves": 5}, turn=5).asked(Kind.SIGNAL, "PAK"),
    )
    assert china == [
        "threaten CHN control:USA",
        "threaten CHN control:PAK",
        "threaten CHN control:IND",
        "threaten CHN deploy:strait",
        "hold CHN",
    ]
    assert "threaten PAK default" in keys(debtor)
    low = set_up("CHN", {"tension.strait": 2}).asked(Kind.SIGNAL, "CHN")
    assert "no news" in low.refused("threaten CHN deploy:strait")
    items = ("light", "heavy", "chip", "battery", "technology")
    bans = {f"regime.CHN.{item}.USA": 3 for item in items}
    assert "bans already" in set_up("CHN", bans).asked(Kind.SIGNAL, "CHN").refused("threaten CHN control:USA")
    early = set_up("PAK", turn=2).asked(Kind.SIGNAL, "PAK")
    assert "nothing falls due" in early.refused("threaten PAK default")
    solvent = set_up("PAK", {"money.PAK.reserves": 900}, turn=5).asked(Kind.SIGNAL, "PAK")
    assert "nobody would believe it" in solvent.refused("threaten PAK default")


def test_an_empty_threat_costs_the_word() -> None:
    """1.4.4 A threat not carried out by the end of the quarter costs six of credibility; silence costs nothing."""
    case = set_up("PAK", {"threatened.CHN": 1})
    case.hook("politics.powers")
    case.expect("credibility.CHN").falls(6)
    case.expect("threatened.CHN").becomes(-1)
    assert "does not carry out its threat" in case.told
    silent = set_up().asked(Kind.SIGNAL, "CHN")
    silent.play("hold CHN")
    silent.hook("politics.powers")
    silent.expect("credibility.CHN").stays()


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
