"""The causes of the design are felt in play, and the runner that says so counts rightly."""

from collections import Counter

import pytest
from attrs import evolve

from docs.causes import runner as causes
from docs.causes.levers import EXPERIMENTS, Arm, Measure, Order, at
from docs.causes.runner import BY_ID, Found, compare, play, run, scenario_of, scripted
from wargame.rules.game import Game
from wargame.rules.measures import reading
from wargame.rules.setup import opening
from wargame.rules.space import space_of


# ---- the runner
def test_the_interval_is_of_the_paired_differences() -> None:
    found = compare("x", "tension", +1, [(5, 1), (7, 4), (9, 6), (8, 6)])
    assert (found.without, found.change) == (4.25, 3.0)
    assert found.margin == pytest.approx(1.959964 * (2 / 3) ** 0.5 / 2)


@pytest.mark.parametrize(
    ("sign", "change", "margin", "verdict"),
    [
        (+1, 2.0, 1.0, "felt"),
        (-1, -2.0, 1.0, "felt"),
        (+1, 1.0, 1.0, "not felt"),
        (+1, 0.0, 0.0, "not felt"),
        (+1, -2.0, 1.0, "opposite"),
        (-1, 2.0, 1.0, "opposite"),
    ],
)
def test_a_cause_is_felt_when_its_interval_lies_on_the_side_the_claim_names(
    sign: int, change: float, margin: float, verdict: str
) -> None:
    assert Found("x", "tension", sign, 0.0, change, margin).verdict == verdict


def test_every_cause_has_an_experiment_and_every_order_exists_in_the_campaign() -> None:
    assert {experiment.id[0] for experiment in EXPERIMENTS} == set("123456789")
    known = set(space_of(scenario_of(Arm())).by_key)
    for experiment in EXPERIMENTS:
        for arm in (experiment.lever, experiment.instead):
            assert {order.key for order in arm.orders} <= known
            assert all(any(key.startswith(start) for key in known) for start in arm.avoids)


def test_an_arm_opens_with_its_figures() -> None:
    arms = [arm for one in EXPERIMENTS for arm in (one.lever, one.instead) if arm.opening]
    assert arms
    for arm in arms:
        scenario = scenario_of(arm)
        state = opening(scenario, 1)
        assert {path: reading(path, scenario)(state) for path, _ in arm.opening} == dict(arm.opening)


def test_an_order_is_followed_as_often_as_it_says() -> None:
    arm = Arm(orders=(Order("sweep PAK balochistan", first=2, most=2),))
    course = play(arm, 5, 4, ())
    grievance = [at(turn, "grievance.balochistan")(course) for turn in (1, 2, 3, 4)]
    idle = play(Arm(), 5, 4, ())
    quiet = [at(turn, "grievance.balochistan")(idle) for turn in (1, 2, 3, 4)]
    assert grievance[0] == quiet[0]
    assert grievance[1] >= quiet[1] + 9
    assert grievance[2] >= quiet[2] + 18


def test_a_seat_without_an_order_is_left_to_its_actor() -> None:
    game = Game.new(scenario_of(Arm()), 5, quiet=True)
    assert scripted(Arm(orders=(Order("sweep PAK balochistan"),)), game, Counter()) is None


def test_a_game_cut_short_lets_its_last_position_stand() -> None:
    course = play(Arm(opening=(("tension.loc", 10),)), 5, 3, ())
    assert course.after[1] is course.after[3]
    assert causes.BY_ID["9a"].measures[-1].probe(course) == 100


def test_same_seeds_give_the_same_findings() -> None:
    short = evolve(BY_ID["3"], turns=2, measures=(Measure("", -1, at(2, "insurgency.balochistan")),))
    assert run(short, 2, 9) == run(short, 2, 9) != run(short, 2, 10)


def test_the_table_has_a_line_for_every_finding() -> None:
    lines = causes.as_text([Found("3", "grievance", +1, 60.0, 16.04, 0.5)]).splitlines()
    assert len(lines) == 3
    assert lines[2] == "| 3 | grievance | 60.0 | +16.0 | +15.5 to +16.5 | more | felt |"


PAIRS = 16
"""Games with the lever, and as many without: enough for the plainest differences."""

FELT: dict[str, tuple[str, ...]] = {
    "1": (
        "rivals' shortage of heavies after Q1, units",
        "American trust in China after Q2",
        "the same after Q8",
        "the same shortage, from Q1 to Q12",
    ),
    "2a": ("their ore separated in China after Q10, units",),
    "2b": ("Indian import reliance after Q12",),
    "3": (
        "insurgency in Balochistan after Q3",
        "consent in Balochistan after Q10",
        "insurgency in Balochistan after Q10",
    ),
    "4": (
        "China's influence in Pakistan after Q8",
        "Pakistan's autonomy after Q8",
        "riders on what Pakistan owes after Q8",
    ),
    "5": ("force in Balochistan after Q1", "odds of an attack there, mean of Q2-Q8, percent"),
    "6": ("the Fund's credibility after Q12", "size of the next tranche after Q12, percent"),
    "7": ("environment of Balochistan after Q8", "consent in Balochistan after Q8"),
    "8a": ("grievance in Xinjiang after Q6", "Pakistan's nuclear security after Q6"),
    "8b": ("grievance in Xinjiang after Q6", "next step at Reko Diq, mean of Q1-Q6, $100 m"),
    "9b": ("rung on the Line of Control after Q6", "games that end in a shared catastrophe, percent"),
}


# ---- the causes: the strongest with everybody sitting still, the rest in whole games
STRONGEST = {
    "3": (
        Measure("insurgency", -1, at(3, "insurgency.balochistan")),
        Measure("grievance", +1, at(3, "grievance.balochistan")),
    ),
    "4": (
        Measure("influence", +1, at(3, "influence.CHN.PAK")),
        Measure("autonomy", -1, at(3, "autonomy.PAK")),
    ),
    "6": (Measure("the Fund", -1, at(3, "imf_credibility.all")),),
    "8a": (Measure("Xinjiang", +1, at(3, "grievance.xinjiang")),),
}


@pytest.mark.parametrize("ident", STRONGEST)
def test_the_strongest_causes_are_felt_within_three_quarters(ident: str) -> None:
    short = evolve(BY_ID[ident], turns=3, playing=(), measures=STRONGEST[ident])
    for found in run(short, 4, 1):
        assert found.verdict == "felt", found


@pytest.mark.slow
@pytest.mark.parametrize(("ident", "labels"), FELT.items(), ids=list(FELT))
def test_the_causes_are_felt_in_play(ident: str, labels: tuple[str, ...]) -> None:
    found = {one.label: one for one in run(BY_ID[ident], PAIRS, causes.SEED)}
    for label in labels:
        assert found[label].verdict == "felt", found[label]
