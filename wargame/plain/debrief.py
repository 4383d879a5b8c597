"""The end of a game: how it ended, the scores, the ranking, and how they came about."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.catastrophe import (
    NOTHING_HIDDEN,
    NOTHING_MOVED,
    final_order,
    gravest,
    last_steps,
    outcome_told,
    responsibility,
)
from wargame.explain.deeds import Deed
from wargame.explain.endings import why_this_ending
from wargame.explain.governments import governments_told
from wargame.explain.scores import columns_now, peeks_told, tightrope_told, total_now
from wargame.explain.secrecy import hidden_told
from wargame.explain.threats import NO_THREATS, history_told
from wargame.explain.turning import letters, turning_points
from wargame.rules.board import Entry
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View

ROWS = 11


def debrief(
    view: View,
    entries: Sequence[Entry],
    peeks: Sequence[int] = (),
    deeds: Sequence[Deed] = (),
    events: Sequence[Event] = (),
) -> list[str]:
    """The whole debrief, with the reader's ledger. The game must have ended. What has a default is the table's."""
    scenario, state = view.scenario, view.state
    ended = state.ended
    assert ended is not None, "a debrief needs an ended game"
    power, ending = scenario.names["power"], scenario.spec.endings[ended.ending]
    lines = ["", f"The game is over: {ending.title}.", ending.text, ""]
    why = why_this_ending(scenario, state)
    lines += ["Why this ending", *(f"  {text}" for text in why), ""] if why else []
    lines += [outcome_told(scenario, ended)] if outcome_told(scenario, ended) else []
    for place, seat in enumerate(final_order(scenario, state), 1):
        columns = columns_now(scenario, state, seat)
        parts = [f"{name} {points}" for name, points in zip(COLUMNS, columns, strict=True)]
        lead = f"{place}. " if ended.winners else ""
        lines.append(f"  {lead}{power[seat]}: {total_now(scenario, state, seat)} ({', '.join(parts)})")
    if ended.shared:
        lines += ["", "The last steps", *(f"  {text}" for text in last_steps(scenario, state, deeds))]
        lines += ["", "Responsibility", *(f"  {text}" for _, text in responsibility(scenario, state))]
        lines += [*(f"    {text}" for text in gravest(scenario, entries)), ""]
    lines += [*tightrope_told(view, entries), *peeks_told(scenario, peeks)]
    lines += ["", *score_table(scenario, state.history), "", *score_chart(scenario, state.history)]
    hidden = hidden_told(scenario, deeds) or [NOTHING_HIDDEN]
    threats = history_told(scenario, events) or [NO_THREATS]
    governed = governments_told(view)
    lines += ["", "Who governed", *(f"  {text}" for text in governed)] if governed else []
    lines += ["", *_turning(view, entries), "", "Threats", *(f"  {text}" for text in threats)]
    return [*lines, "", "What was hidden", *(f"  {text}" for text in hidden)]


def _turning(view: View, entries: Sequence[Entry]) -> list[str]:
    lines = ["Turning points"]
    for point in turning_points(view, entries):
        lines.append(f"  {view.scenario.quarter(point.turn)}: {point.text}.")
        lines += [f"    {cause}." for cause in point.causes]
    return lines if len(lines) > 1 else [NOTHING_MOVED]


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
    marks = letters(scenario.ids["power"])
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
