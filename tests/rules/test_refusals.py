"""Which reason is told where none of an action's targets can be taken."""

from __future__ import annotations

import pytest

from tests.shipped import shipped
from wargame.plain.choices import Choices
from wargame.rules.actions.base import Absent, Action
from wargame.rules.board import Board, Kind
from wargame.rules.charging import nearest_refusal, refusal
from wargame.rules.game import Decision, Game
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.tui.present import menus

RUSHED = "it has been rushed already"


@pytest.fixture
def seat_and_board() -> tuple[int, Board]:
    """The campaign's opening with one of a seat's plants under way and rushed; nothing else is being built."""
    game = Game.new(shipped("linchpin"), 3)
    scenario, state = game.scenario, game.state.copy()
    seat = next(s for s in range(scenario.npowers) if "rush" in scenario.powers[s].menu)
    state.left[:] = [0] * len(state.left)
    [site, *_] = {action.site for action in of("rush", seat, Board(scenario, state))}
    state.left[site], state.rushed[site] = 6, 1
    state.points[seat] = 3
    return seat, Board(scenario, state)


def of(code: str, seat: int, board: Board) -> list[Action]:
    """A seat's actions of a class."""
    return [a for a in space_of(board.scenario).groups[int(Kind.ACT), seat] if a.code == code]


def test_a_target_that_exists_is_told_of_first(seat_and_board: tuple[int, Board]) -> None:
    """Most sites have no work under way: the reason is that of the one that has."""
    seat, board = seat_and_board
    actions = of("rush", seat, board)
    reasons = [refusal(board, action) for action in actions]
    assert reasons.count(RUSHED) == 1
    assert len(reasons) > 2
    assert nearest_refusal(board, actions) == RUSHED


def test_what_lacks_only_the_means_comes_before_that(seat_and_board: tuple[int, Board]) -> None:
    """It is what the player could have had."""
    seat, board = seat_and_board
    actions = of("rush", seat, board)
    site = next(a.site for a in actions if not board.state.left[a.site])
    board.state.left[site] = 6
    board.state.points[seat] = 0
    assert "action point" in nearest_refusal(board, actions)


def test_with_nothing_there_that_is_the_reason(seat_and_board: tuple[int, Board]) -> None:
    """And it is marked as what it is."""
    seat, board = seat_and_board
    board.state.left[:] = [0] * len(board.state.left)
    reason = nearest_refusal(board, of("rush", seat, board))
    assert reason == "no work is under way there"
    assert isinstance(of("rush", seat, board)[0].check(board), Absent)


def test_both_clients_tell_that_reason(seat_and_board: tuple[int, Board]) -> None:
    """The row of the screen's list, and the first line at the prompt."""
    seat, board = seat_and_board
    view = View(seat, board.scenario, board.state)
    legal = [a for a in space_of(board.scenario).groups[int(Kind.ACT), seat] if refusal(board, a) is None]
    [row] = [item for item in menus.menu(view, Kind.ACT, legal) if item.title.startswith("Rush")]
    assert row.refused == RUSHED
    choices = Choices.of(view, Decision(seat, Kind.ACT), legal)
    assert choices.barred("rush")[0].endswith(f"{RUSHED}.")
