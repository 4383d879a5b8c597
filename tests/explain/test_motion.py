"""What a member of the lender's board is told before it votes, in both clients."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.shipped import shipped
from wargame.plain.questions import question as asked
from wargame.rules.board import Kind
from wargame.rules.fund import open_vote
from wargame.rules.game import Game
from wargame.tui.present.lines import plain
from wargame.tui.present.questions import question


@pytest.mark.parametrize(
    ("rung", "verdict", "takes"),
    [(2, "recommends it.", "70%"), (5, "does not recommend it: a waiver, 50% of the money.", "50%")],
)
def test_the_staff_s_word_is_in_the_question(rung: int, verdict: str, takes: str) -> None:
    """With the votes given so far, and not a word of the riders it follows from."""
    scenario = shipped("linchpin")
    game = Game.new(scenario, 1)
    game.state.fund = evolve(game.state.fund, active=True, reviews=1, riders=("ceasefire",))
    game.state.tension[scenario.numbers["arena"]["loc"]] = rung
    game.state.queue = ()
    open_vote(game.board)
    usa = scenario.numbers["power"]["USA"]
    while game.decision is not None and game.decision.seat != usa:
        game.play(next(iter(game.legal)))
    decision = game.decision
    assert decision is not None
    assert decision.kind == Kind.VOTE
    view = game.view(usa)
    for text in ("\n".join(asked(view, decision)), plain(question(view, decision, 200))):
        assert f"The staff {verdict}" in text
        assert "You hold 16.5% of the votes, and a clear yes or no of yours moves 2.1% of the others" in text
        assert f"it takes {takes}." in text
        assert "If it passes: " in text
        assert "If it fails: " in text
        assert "Votes so far: China support." in text
        assert "easefire" not in text
