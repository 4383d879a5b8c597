"""The board as it stood, told back from the ledger. Loans, contracts and pacts keep no ledger and stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.rules.board import Entry
from wargame.rules.figures import FIGURES
from wargame.rules.observe import View
from wargame.rules.state import State


def at_end_of(view: View, entries: Sequence[Entry], turn: int) -> State:
    """The position as it stood when a quarter was over, as far as the view's seat knows; turn 0 is the opening."""
    state = view.state.copy()
    take_back(state, [entry for entry in entries if entry.turn > turn])
    if turn < state.turn:
        state.turn, state.ended = max(turn, 1), None
        state.history = state.history[:turn]
        state.tallies = state.tallies[: max(0, turn - len(view.state.history) + len(view.state.tallies))]
    return state


def take_back(state: State, entries: Sequence[Entry]) -> None:
    """Undo what some entries of the ledger did to a position of one's own, the last first, within each figure's bounds."""
    for entry in reversed(entries):
        column: list[int] = getattr(state, entry.name)
        figure = FIGURES[entry.name]
        column[entry.index] = min(figure.high, max(figure.low, column[entry.index] - entry.delta))
