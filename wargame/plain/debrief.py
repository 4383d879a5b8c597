"""The end of a game: how it ended, the scores, the ranking, and how they came about."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.plain.words import joined
from wargame.rules.compiled import Scenario
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.rules.scoring import total_score

ROWS = 11


def debrief(view: View) -> list[str]:
    """The whole debrief. The game must have ended."""
    scenario, state = view.scenario, view.state
    ended = state.ended
    assert ended is not None, "a debrief needs an ended game"
    power, ending = scenario.names["power"], scenario.spec.endings[ended.ending]
    lines = ["", f"The game is over: {ending.title}.", ending.text, ""]
    if ended.shared:
        lines.append("A shared catastrophe: nobody wins. Ranked by responsibility, the least first.")
    elif ended.winners:
        verb = "wins" if len(ended.winners) == 1 else "share the win"
        lines.append(f"{joined(power[seat] for seat in ended.winners)} {verb}.")
    columns = len(COLUMNS)
    for place, seat in enumerate(ended.ranking, 1):
        parts = [f"{name} {state.score[seat * columns + at]}" for at, name in enumerate(COLUMNS)]
        if ended.shared:
            parts.append(f"responsibility {state.blame[seat]}")
        lines.append(f"  {place}. {power[seat]}: {total_score(scenario, state, seat)} ({', '.join(parts)})")
    return [*lines, "", *score_table(scenario, state.history), "", *score_chart(scenario, state.history)]


def score_table(scenario: Scenario, history: Sequence[Sequence[int]]) -> list[str]:
    """Scores by turn in figures, one line per turn."""
    ids = scenario.ids["power"]
    lines = ["Scores by turn"]
    for turn, totals in enumerate(history, 1):
        told = ", ".join(f"{seat} {total}" for seat, total in zip(ids, totals, strict=True))
        lines.append(f"  {scenario.quarter(turn)}: {told}")
    return lines


def score_chart(scenario: Scenario, history: Sequence[Sequence[int]]) -> list[str]:
    """Scores by turn as a picture: a column per turn, a letter per power, `*` where several meet."""
    if not history:
        return []
    marks = _marks(scenario.ids["power"])
    low, high = min(map(min, history)), max(map(max, history))
    span = max(high - low, 1)
    grid = [[" "] * len(history) for _ in range(ROWS)]
    for turn, totals in enumerate(history):
        for seat, total in enumerate(totals):
            row = (ROWS - 1) - ((total - low) * (ROWS - 1) + span // 2) // span
            grid[row][turn] = marks[seat] if grid[row][turn] == " " else "*"
    lines = ["Chart: " + ", ".join(f"{m} {n}" for m, n in zip(marks, scenario.names["power"], strict=True))]
    for row, cells in enumerate(grid):
        label = low + span * (ROWS - 1 - row) // (ROWS - 1)
        lines.append(f"{label:4} | {'  '.join(cells)}".rstrip())
    lines.append("     +-" + "-" * (3 * len(history) - 2))
    return [*lines, "       " + " ".join(f"{turn:<2}" for turn in range(1, len(history) + 1)).rstrip()]


def _marks(ids: Sequence[str]) -> list[str]:
    """One letter for each id, its first where that is not taken."""
    marks: list[str] = []
    for each in ids:
        letters = [letter for letter in f"{each}abcdefgh".upper() if letter not in marks]
        marks.append(letters[0])
    return marks
