"""What may be taken back depends on nothing hidden, and what may be taken back has shown nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.rules.hidden import redealt
from tests.rulings.case import set_up
from tests.telling import sentences
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.finality import final, suppositions
from wargame.rules.game import Game
from wargame.rules.observe import View, view_of
from wargame.rules.state import State
from wargame.scenario import load


def positions(scenario: Scenario, seeds: range, every: int) -> Iterator[Game]:
    """Positions of games played at random, one in so many."""
    for seed in seeds:
        game = Game.new(scenario, seed, quiet=True, sealed=seed % 4 == 3)
        step = 0
        while not game.over:
            if mix(seed, 1, step) % every == 0:
                yield game
            game.play(game.legal.pick(mix(seed, 2, step)))
            step += 1


def outcome(scenario: Scenario, state: State, action: Action, seat: int) -> tuple[str, tuple[str, ...], int]:
    """What a seat sees after an action, what it is told, and how often chance fell."""
    board = Board(scenario, state.copy(), log=[], draws=[])
    Game(board).play(action)
    told = tuple(sentences(scenario, (event for event in board.log or () if event.seen >> seat & 1)))
    return view_of(scenario, board.state, seat).digest(), told, len(board.draws or ())


def within_a_phase(state: State, view: View, action: Action) -> bool:
    after = Game.at(view.scenario, state.copy())
    after.play(action)
    return (after.state.turn, after.state.phase) == (state.turn, state.phase) and not after.over


def probe(scenario: Scenario, seeds: range, every: int) -> Counter[str]:
    """Take every legal action in two positions that look the same, and compare what came of it."""
    tried: Counter[str] = Counter()
    for game in positions(scenario, seeds, every):
        decision = game.decision
        assert decision is not None
        seat, view = decision.seat, game.view(decision.seat)
        twin = redealt(scenario, game.state, seat, mix(7, 0, sum(tried.values())))
        for action in tuple(game.legal):
            if not within_a_phase(game.state, view, action):
                continue
            if final(view, action):
                tried[f"final {action.code}"] += 1
                continue
            tried[action.code] += 1
            one, other = (outcome(scenario, each, action, seat) for each in (game.state, twin))
            assert one == other, action.key
            assert one[2] == 0, action.key
    return tried


def test_positions_supposed_look_the_same_to_the_seat() -> None:
    """And differ from one another in what is hidden."""
    scenario, seen = load("linchpin"), 0
    for game in positions(scenario, range(2), 9):
        for seat in range(scenario.npowers):
            view = game.view(seat)
            supposed = list(suppositions(view))
            assert {view_of(scenario, state, seat).digest() for state in supposed} == {view.digest()}
            assert supposed[0].coverts != supposed[1].coverts
            seen += 1
    assert seen > 20


def test_what_may_be_taken_back_has_shown_nothing_and_drawn_nothing() -> None:
    tried = probe(load("linchpin"), range(4), 11)
    assert sum(tried.values()) > 500
    assert {"final survey", "stockpile", "lend"} <= set(tried)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["linchpin", "tightrope", "board-vote", "the-tap"])
def test_the_same_in_many_positions(scenario: str) -> None:
    assert sum(probe(load(scenario), range(100, 108), 3).values()) > 1500


# ---- one by one
@pytest.mark.parametrize("grade", range(5))
def test_a_survey_is_final_whether_or_not_another_has_drawn_the_grade(grade: int) -> None:
    case = set_up("USA")
    action = case.game.space.parse("survey USA skardu")
    assert final(case.game.view(1), action)
    case.put({"grade.skardu": grade})
    case.state.known[case.number("site", "skardu")] = 1 << 2
    assert final(case.game.view(1), action)


@pytest.mark.parametrize("trail", [False, True])
def test_a_hunt_for_hidden_hands_is_final_with_or_without_a_trail(trail: bool) -> None:
    case = set_up("PAK")
    if trail:
        case.acted_in_secret("fund", "IND", "PAK", 1)
    assert final(case.game.view(2), case.game.space.parse("counter PAK"))


@pytest.mark.parametrize("share", [4, 2])
def test_a_leak_is_final_whether_or_not_anything_was_kept_back(share: int) -> None:
    """As long as it leaks at once: what comes to light later shows nothing now."""
    case = set_up("IND", {"level.reko": 2, "share.reko": 4, "declared.reko": 4})
    case.put({"share.reko": share, "declared.reko": 4})
    action = case.game.space.parse("covert IND leak PAK")
    shows = final(case.game.view(3), action)
    hidden = outcome(case.scenario, case.state, action, 3)
    case.put({"share.reko": 6 - share, "declared.reko": 4})
    assert final(case.game.view(3), action) == shows
    assert shows or outcome(case.scenario, case.state, action, 3) == hidden


@pytest.mark.parametrize("key", ["stockpile USA heavy", "court USA PAK", "lend USA PAK 10 plain", "pass USA"])
def test_what_is_certain_is_not_final(key: str) -> None:
    case = set_up("USA")
    action = next(a for a in case.game.legal if a.key.startswith(key))
    assert not final(case.game.view(1), action)
