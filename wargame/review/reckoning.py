"""How a score comes about, in sentences: the goals of a column, and the columns, caps and blame of the total."""

from __future__ import annotations

from wargame.review.scores import columns_now, total_now
from wargame.review.tightrope import held_by, lowest_meter, tightrope
from wargame.rules.figures import COLUMNS
from wargame.rules.observe import View
from wargame.rules.scoring import objective_scores
from wargame.rules.spec import AgendaSpec
from wargame.table import goal_name


def column_told(view: View, seat: int, column: int) -> str:
    """The points of a column goal by goal, as they stand."""
    scenario, state, name = view.scenario, view.state, COLUMNS[column]
    counted = [
        (goal_name(scenario, seat, goal), points, goal.weight)
        for goal, _, points in objective_scores(scenario, state, seat)
        if goal.column == name and (_agendas_count(view) or not isinstance(goal, AgendaSpec))
    ]
    parts = [f"{goal} {points / 100:g} of {weight}" for goal, points, weight in counted]
    added, now = sum(points for _, points, _ in counted), columns_now(scenario, state, seat)[column]
    text = f"{name.capitalize()}: {' + '.join(parts) or 'no goal counts in it'}"
    text += f" = {added / 100:g}" if len(parts) > 1 else ""
    text += f", rounded down to {added // 100}" if added % 100 else ""
    rest = now - added // 100
    if rest and _agendas_count(view) and state.agenda[seat] < 0:
        text += f", and {rest} from a secret agenda: {now}"
    elif rest:
        text += f"; {now} when it was last reckoned"
    return f"{text}."


def total_told(view: View, seat: int) -> list[str]:
    """How the columns come to the total: what caps it, what a catastrophe takes off, what waits for the end."""
    scenario, state = view.scenario, view.state
    columns, total = columns_now(scenario, state, seat), total_now(scenario, state, seat)
    added = sum(columns)
    sums = " + ".join(f"{name} {points}" for name, points in zip(COLUMNS, columns, strict=True))
    lines = [f"Total: {sums} = {added}{', of which 100 count' if added > 100 else ''}."]
    rope = tightrope(scenario, state, seat)
    held = min(100, added)
    if rope is not None:
        lines.append(held_by(scenario.names["power"][seat], rope))
        held = rope.cap
    elif scenario.powers[seat].balanced:
        meter, value, cap = lowest_meter(scenario, state, seat)
        lines.append(f"Tightrope: the lowest meter, {meter} at {value}, allows up to {cap} and caps nothing.")
    if held != total:
        blame, whole = state.blame[seat], sum(state.blame)
        lines.append(
            f"Catastrophe: a share of {blame} in the blame of {whole} takes {held - total} off, which leaves {total}."
        )
    return lines + _agenda(view, seat)


def reckoned(view: View, seat: int) -> list[str]:
    """The whole sum: every column, then the total."""
    return [*(column_told(view, seat, column) for column in range(len(COLUMNS))), *total_told(view, seat)]


def _agenda(view: View, seat: int) -> list[str]:
    """One's own agenda while it does not count, as far as it is known."""
    found = [
        (goal, points)
        for goal, _, points in objective_scores(view.scenario, view.state, seat)
        if isinstance(goal, AgendaSpec)
    ]
    if _agendas_count(view):
        return []
    ended = view.state.ended is not None
    when = "it does not count, as the game ended early" if ended else "it counts when the game is over"
    return [
        f"Agenda ({goal.title}): {points / 100:g} of {goal.weight} in {goal.column} as it stands; {when}."
        for goal, points in found
    ]


def _agendas_count(view: View) -> bool:
    """Whether agendas are in the columns: only those who play to the last quarter are judged by them."""
    return view.state.ended is not None and view.state.turn >= view.scenario.spec.turns
