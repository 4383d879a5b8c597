"""What the others make of the company a power keeps: a friend won is never won from nobody."""

from __future__ import annotations

from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.reasons import Cause


def rivals(scenario: Scenario, power: int) -> list[int]:
    """The powers that face it over a ladder."""
    found = {seat for sides in scenario.arena_sides if power in sides for seat in sides}
    return sorted(found - {power})


def seen_with(board: Board, seat: int, party: int, weight: int, cause: Cause) -> None:
    """A power is seen with a party: rivals of a power trust the visitor less, a partner has less time for the others."""
    scenario, n = board.scenario, board.scenario.npowers
    if party < n:
        for rival in rivals(scenario, party):
            if rival != seat:
                board.shift("trust", rival * n + seat, -weight, cause)
        return
    for other in range(n):
        if other != seat:
            board.shift("disposition", party * n + other, -weight, cause)
