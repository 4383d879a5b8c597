"""What a player feels of a contest is measured from the games as it says."""

from collections.abc import Sequence

import pytest
from attrs import evolve

from wargame.lab.contest import contest_targets
from wargame.lab.playing import GameRecord, Taken, Watched
from wargame.lab.share import Target
from wargame.rules.board import Kind
from wargame.rules.compiled import Scenario, compile_scenario

SEATS = ("CHN", "PAK")


def acts(seat: str, *codes: str, turn: int = 1, points: int = 3) -> list[Taken]:
    return [Taken(turn, seat, Kind.ACT, f"{code} {seat}", points, 9) for code in codes]


def answer(turn: int, code: str) -> Taken:
    return Taken(turn, "PAK", Kind.ANSWER, f"{code} PAK", 3, 9, "loan")


def a_game(
    taken: Sequence[Taken] = (),
    history: Sequence[tuple[int, int]] = ((0, 0),),
    goals: dict[str, dict[str, float]] | None = None,
    *,
    winner: str = "CHN",
    ending: str = "muddle",
    shared: bool = False,
) -> Watched:
    record = GameRecord(
        0, 5, winner, dict(zip(SEATS, history[-1], strict=True)), ending, len(history), 9, "f"
    )
    return Watched(record, tuple(taken), tuple(history), goals or {"CHN": {}, "PAK": {}}, shared)


def measured(scenario: Scenario, *games: Watched) -> dict[str, Target]:
    return {target.name: target for target in contest_targets(scenario, games)}


def test_the_quietest_seat_stands_for_how_scores_swing(tiny: Scenario) -> None:
    game = a_game(history=[(10, 10), (13, 9), (9, 10), (12, 8)])  # steps of 3, 4, 3 and of 1, 1, 2
    target = measured(tiny, game)["points a total moves in a median quarter"]
    assert (target.value, target.detail) == (1, "PAK")


def test_the_goal_that_varies_least_stands_for_all(tiny: Scenario) -> None:
    first, second = tiny.powers[0].objectives[:2]
    rows = ({first.id: 4.0, second.id: 2.0}, {first.id: 6.0, second.id: 12.0})
    games = [a_game(goals={"CHN": row, "PAK": {}}) for row in rows]
    war = a_game(goals={"CHN": {first.id: 90.0, second.id: 90.0}, "PAK": {}}, shared=True)
    target = measured(tiny, *games, war)["spread of a goal, of its points"]
    assert target.value == pytest.approx(100 * 1.0 / first.weight)
    assert target.detail == first.id


def test_the_commonest_opening_and_what_games_share(tiny: Scenario) -> None:
    games = [
        a_game([*acts("CHN", "mine", "lend", "pass"), *acts("PAK", "survey", "move")]),
        a_game([*acts("CHN", "mine", "flood"), *acts("PAK", "move", "survey")]),
        a_game([*acts("CHN", "flood", "mine"), *acts("PAK", "guard", "survey")]),
    ]
    found = measured(tiny, *games)
    opening = found["the same first move"]
    assert opening.value == pytest.approx(200 / 3)
    assert opening.detail == "mine CHN"
    # China's games share one of two moves, then both; Pakistan's both, then one of two.
    assert found["moves shared by two games of a seat"].value == 75


def test_passes_are_those_of_the_middle_and_points_those_of_all_quarters(tiny: Scenario) -> None:
    turns = tiny.spec.turns
    early = acts("CHN", "pass", turn=1, points=2)
    middle = acts("CHN", "mine", "mine", "mine", "pass", turn=turns // 2, points=1)
    game = a_game([*early, *middle], [(0, 0)] * turns)
    found = measured(tiny, game)
    assert found["passes in the middle of the game"].value == 25
    assert found["action points that lapse"].value == pytest.approx(100 * 3 / (tiny.powers[0].points * turns))
    assert found["action points that lapse"].detail == "CHN"


def test_votes_endings_and_agendas(tiny: Scenario) -> None:
    votes = [Taken(2, "CHN", Kind.VOTE, f"vote CHN {stance}", 0, 9) for stance in ("support", "oppose")]
    one, other = (agenda.id for agenda in tiny.powers[0].agendas[:2])
    games = [
        a_game([votes[0], votes[0]], goals={"CHN": {one: 1.0}, "PAK": {}}),
        a_game([votes[0], votes[1]], goals={"CHN": {one: 1.0}, "PAK": {}}, winner="PAK"),
        a_game(goals={"CHN": {other: 1.0}, "PAK": {}}, winner="PAK", ending="war"),
    ]
    found = measured(tiny, *games)
    assert (found["the same vote"].value, found["the same vote"].detail) == (75, "CHN support")
    assert found["the same ending"].value == pytest.approx(200 / 3)
    assert (found["wins apart by agenda"].value, found["wins apart by agenda"].detail) == (50, "CHN")


def test_offers_are_counted_by_quarter_and_by_answer(tiny: Scenario) -> None:
    taken = [
        answer(1, "accept"),
        answer(1, "refuse"),
        answer(3, "counter_offer"),
        Taken(2, "CHN", Kind.ANSWER, "refuse CHN", 3, 9, "loan"),
    ]
    found = measured(tiny, a_game(taken, [(0, 0)] * 4))
    asked = found["quarters with an offer to answer"]
    assert (asked.value, asked.detail) == (25, "CHN")
    assert found["offers accepted or countered"].value == 50


def test_only_the_campaign_is_held_to_them(tiny: Scenario) -> None:
    game = a_game(acts("CHN", "mine"), [(0, 0), (1, 1)])
    name = "points a total moves in a median quarter"
    assert measured(tiny, game)[name].met is None
    campaign = compile_scenario(evolve(tiny.spec, id="linchpin"))
    assert measured(campaign, game)[name].met is False
    assert measured(campaign, a_game(history=[(0, 0), (3, 3)]))[name].met is True


def test_nothing_measured_is_nothing_met(tiny: Scenario) -> None:
    campaign = compile_scenario(evolve(tiny.spec, id="linchpin"))
    found = measured(campaign, a_game(ending=""))
    told = {"the same ending", "action points that lapse", "quarters with an offer to answer"}
    assert {name for name, target in found.items() if target.met is not None} == told
