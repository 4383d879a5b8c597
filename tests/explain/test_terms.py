"""What a question names is what its answer then does."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.shipped import shipped
from wargame.plain.questions import question as asked
from wargame.rules.board import Board, Kind
from wargame.rules.fund import conclude, debtor_of, released
from wargame.rules.game import Decision, Game
from wargame.rules.words import money
from wargame.tui.present.lines import plain
from wargame.tui.present.questions import question


@pytest.mark.parametrize("credibility", [0, 63, 100])
@pytest.mark.parametrize("reviews", [0, 1, 2])
def test_the_money_voted_on_is_the_money_paid(credibility: int, reviews: int) -> None:
    """A tranche shrinks with the lender's credibility, and the second brings what is earmarked."""
    game = Game.new(shipped("linchpin"), 1)
    board = Board(game.scenario, game.state.copy(), ledger=[])
    spec, state = game.scenario.spec.board, board.state
    assert spec is not None
    account = game.scenario.reserves[debtor_of(game.scenario)]
    state.imf_credibility[0], state.fund = (
        credibility,
        evolve(state.fund, reviews=reviews, agrees=True, motion=-1),
    )
    state.votes = (0,) * game.scenario.npowers
    told, before = released(game.scenario, state), state.money[account]
    tranche = told - spec.earmarked if reviews == 1 else told
    assert tranche == spec.tranche * (50 + credibility // 2) // 100
    view = evolve(game.view(0), state=state.copy())
    decision = Decision(0, Kind.VOTE)
    conclude(board, True, 700)
    assert state.money[account] - before == told > 0
    assert f"decides on {money(told)} for" in plain(question(view, decision, 200))
    assert f"decides on {money(told)} for" in asked(view, decision)[0]
