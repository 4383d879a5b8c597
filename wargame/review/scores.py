"""Scores as they stand on the board at this moment, and as they stood at the opening.

The rules write scores down at each quarter's end. Between, every screen shows what they would be if the quarter ended
now, so that no two panels differ. Secret agendas count only once the game is over.
"""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.scoring import column_scores, final_columns, total_of
from wargame.rules.setup import opening
from wargame.rules.state import State


def columns_now(scenario: Scenario, state: State, seat: int) -> list[int]:
    """Machines, markets and might; works on views."""
    if state.ended is not None:
        return final_columns(scenario, state, seat)
    return column_scores(scenario, state, seat, agendas=False)


def total_now(scenario: Scenario, state: State, seat: int) -> int:
    """The total, 0 to 100; a balanced power is held down by its lowest meter."""
    return total_of(scenario, state, seat, columns_now(scenario, state, seat))


def opening_columns(scenario: Scenario, seat: int) -> list[int]:
    """The three columns before anything was played."""
    return _opening(scenario)[seat][0]


def opening_total(scenario: Scenario, seat: int) -> int:
    """The total before anything was played."""
    return _opening(scenario)[seat][1]


def columns_at(scenario: Scenario, entries: Sequence[Entry], turn: int, seat: int) -> list[int]:
    """The three columns as a quarter's end wrote them down; turn 0 is the opening.

    Entries count from nothing, so a column that is nothing at the first quarter's end has none.
    """
    if turn < 1:
        return list(opening_columns(scenario, seat))
    columns = [0] * len(COLUMNS)
    for entry in entries:
        owner, column = divmod(entry.index, len(COLUMNS))
        if entry.name == "score" and entry.turn <= turn and owner == seat:
            columns[column] = entry.value
    return columns


def _opening(scenario: Scenario) -> list[tuple[list[int], int]]:
    found = scenario.cache.get("opening scores")
    if not isinstance(found, list):
        # Public objectives are the same whatever the seed dealt.
        state = opening(scenario, 0)
        found = scenario.cache["opening scores"] = [
            (columns_now(scenario, state, seat), total_now(scenario, state, seat))
            for seat in range(scenario.npowers)
        ]
    return found
