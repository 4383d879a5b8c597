"""The choice between two secret agendas, on the screen and line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from wargame.plain import questions as lines
from wargame.rules.board import Kind
from wargame.rules.game import Decision, Game
from wargame.rules.observe import View
from wargame.scenario import load
from wargame.tui.present import questions
from wargame.tui.present.lines import plain

SMALL = 74
"""Columns for a question in a terminal of 80."""
ROWS = 7
"""And its rows there."""
STANDS = re.compile(r"(\d+) as it stands")


def dealt(name: str) -> Iterator[tuple[View, Decision]]:
    """Each seat's choice."""
    game = Game.new(load(name), 1)
    while game.decision is not None and game.state.turn == 1:
        if game.decision.kind == Kind.AGENDA:
            yield game.view(game.decision.seat), game.decision
        game.apply(game.legal.pick(0))


@pytest.mark.parametrize("name", ["linchpin", "tightrope", "the-tap"])
def test_both_clients_say_the_points_and_both_ends_of_the_scale(name: str) -> None:
    """Where nothing is earned, where all is, and what it is worth as it stands; without scrolling at 80 by 24."""
    found = list(dealt(name))
    assert found
    for view, decision in found:
        rows = questions.question(view, decision, SMALL)
        text = " ".join(plain(rows).split())
        told = " ".join(lines.question(view, decision))
        agendas = len(view.state.hand[view.seat])
        assert len(rows) <= ROWS
        assert len(STANDS.findall(text)) == agendas
        assert STANDS.findall(text) == STANDS.findall(told)
        for each in (text, told):
            assert each.count("; 0 points at ") == each.count(", all ") == agendas
