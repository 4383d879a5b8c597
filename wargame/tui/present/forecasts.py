"""What an action would do, before it is confirmed: costs, sure effects, chances with their odds, the next market."""

from __future__ import annotations

from collections.abc import Sequence

from wargame.explain.gains import Gain, gains, if_accepted, market_if_accepted, pledged
from wargame.explain.money import paid_out
from wargame.explain.projects import work_note, work_of
from wargame.explain.proposals import promises
from wargame.rules.actions.base import FREE, Action
from wargame.rules.board import Board, Kind
from wargame.rules.books import booked
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import Change, Forecast
from wargame.rules.machine import PHASES
from wargame.rules.observe import View
from wargame.rules.tuning import CostSpec
from wargame.rules.words import money
from wargame.tui.present import ladder
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import (
    BLANK,
    LED,
    Line,
    Span,
    bar,
    beside,
    caption,
    counted,
    heading,
    joined,
    line,
    paragraph,
    read,
    right,
    stepped,
    tone,
)

ALIKE = 4
"""So many equal steps of one figure are told in one row."""


def in_hand(view: View, seat: int) -> tuple[int, int, int]:
    """Points, money and standing less what sealed orders have set aside."""
    state = view.state
    orders = state.orders[seat] if state.sealed else ()
    return (
        state.points[seat] - sum(order.points for order in orders),
        booked(state, seat) - sum(order.money for order in orders),
        state.standing[seat] - sum(order.standing for order in orders),
    )


def points_left(view: View, seat: int) -> int:
    """Points that can still be spent: those of the quarter before are gone, and so are those of who has passed."""
    state = view.state
    acting = PHASES[state.phase].name == "actions" and not state.passed >> seat & 1
    return in_hand(view, seat)[0] if acting else 0


def cost_text(cost: CostSpec) -> str:
    """A cost in words: `1 point, $300m, 1 standing`."""
    parts = []
    if cost.points:
        parts.append(f"{cost.points} point{'s' if cost.points > 1 else ''}")
    if cost.money:
        parts.append(money(cost.money))
    if cost.standing:
        parts.append(f"{cost.standing} standing")
    return ", ".join(parts) or "free"


def cost_signs(cost: CostSpec) -> str:
    """The same in signs, for lists: `●● $300m ◇` is two points, money and one standing."""
    parts = ["●" * cost.points, money(cost.money) if cost.money else "", "◇" * cost.standing]
    return " ".join(part for part in parts if part)


def forecast(view: View, action: Action, seen: Forecast, width: int) -> list[Line]:
    """The whole forecast."""
    free = seen.cost == FREE and action.kind != Kind.ACT
    accepted = if_accepted(view, action)
    lines = [] if free else _cost(view, action, seen.cost, width)
    later = pledged(view, action.seat, accepted)
    lines += (
        [line(Span("and ", "muted"), Span(money(later), "strong"), Span(" if they accept", "muted"))]
        if later
        else []
    )
    lines += [BLANK] if lines else []
    certain = [c for c in seen.certain if c.delta]
    lines.append(heading("Certain", width))
    goals = gains(view, action)
    lines += changes(view, certain, width) or _unmoved(bool(goals.certain), width)
    lines += gained("Your goals", goals.certain, width)
    if seen.branches:
        lines += [BLANK, heading("One of these", width, "odds in percent")]
        branches = zip(seen.branches, goals.branches, strict=True)
        for branch, also in sorted(branches, key=lambda pair: -pair[0].odds):
            what = joined(list(branch.falls)) or "nothing more"
            rows = paragraph(what, width - 12)
            lines.append(
                line(
                    Span(right(f"{branch.odds}%", 4), "strong"),
                    " ",
                    *bar(branch.odds, 100, 5),
                    "  ",
                    Span(rows[0].text if rows else "", "strong"),
                )
            )
            lines += [line(" " * 12, Span(row.text, "strong")) for row in rows[1:]]
            lines += changes(view, branch.changes, width, indent=2)
            lines += gained("Your goals", also, width, indent=2)
    if accepted:
        lines += [BLANK, heading("If they accept", width), *changes(view, accepted, width)]
        lines += gained("Your goals", goals.accepted, width)
        lines += market_then(view, action, width)
    lines += _work(view, action, width)
    if seen.market:
        lines += [BLANK, heading("Next market, against doing nothing", width)]
        lines += changes(view, seen.market, width)
    return [*_promised(view, action, width), *lines, *ladder.reached(view, [*seen.certain, *accepted], width)]


def _unmoved(goals: bool, width: int) -> list[Line]:
    """No figure changes for certain; `goals` may all the same, by what the action costs."""
    return paragraph(f"No figure changes at once{' but by the cost' if goals else ''}.", width, "muted")


def market_then(view: View, action: Action, width: int) -> list[Line]:
    """What an offer's acceptance would make of the next market; nothing where it makes no difference."""
    found = market_if_accepted(view, action)
    return [BLANK, heading("Next market then", width), *changes(view, found, width)] if found else []


def _promised(view: View, action: Action, width: int) -> list[Line]:
    """What both sides of a deal promise, clause by clause."""
    rows = [
        line(Span("· " if at == 0 else "  ", "muted"), row.text)
        for text in promises(view, action)
        for at, row in enumerate(paragraph(text, width - 2))
    ]
    return [*rows, BLANK] if rows else []


def gained(words: str, found: Sequence[Gain], width: int, indent: int = 0) -> list[Line]:
    """`Your goals: Minerals +1.2, Solvency −0.4`, goal by goal so that each keeps its tone; empty without any."""
    rows: list[list[Span]] = []
    room = 0
    for at, gain in enumerate(found):
        step = f"{'−' if gain.points < 0 else '+'}{gain.amount}" + (", " if at + 1 < len(found) else "")
        lead = "" if rows else f"{words}: "
        for word in f"{lead}{gain.goal}".split():
            if cells(word) + 1 > room:
                rows.append([Span(" " * (indent + 2 * bool(rows)))])
                room = width - rows[-1][0].width
            rows[-1].append(Span(f"{word} ", "muted"))
            room -= cells(word) + 1
        if len(step) > room:
            rows.append([Span(" " * (indent + 2))])
            room = width - indent - 2
        rows[-1].append(Span(step, "bad" if gain.points < 0 else "good"))
        room -= len(step)
    return [line(*row) for row in rows]


def _work(view: View, action: Action, width: int) -> list[Line]:
    """What a project brings once it is done."""
    work = work_of(view, action)
    if work is None:
        return []
    found = () if work.late else work.gains
    rows = paragraph(work_note(view, work, money), width)
    return [BLANK, heading("When it is done", width), *rows, *gained("Your goals then", found, width)]


def _cost(view: View, action: Action, cost: CostSpec, width: int) -> list[Line]:
    points, purse, standing = in_hand(view, action.seat)
    rest = []
    if cost.points:
        rest.append(counted(points - cost.points, "point"))
    if cost.money:
        rest.append(money(purse - cost.money))
    if cost.standing:
        rest.append(f"{standing - cost.standing} standing")
    spans = [Span("Costs ", "muted"), Span(cost_text(cost) if cost != FREE else "nothing", "strong")]
    leaves = Span(f"leaves {', '.join(rest)}" if rest else "", "muted")
    if Line(spans).width + 3 + leaves.width <= width:
        return [line(*spans, "   ", leaves)]
    return [line(*spans), line(leaves)]


def cost_now(view: View, action: Action) -> str:
    """What an action costs now, in words."""
    cost = action.cost(Board(view.scenario, view.state))
    return cost_text(cost) if cost != FREE else "nothing"


def changes(view: View, steps: Sequence[Change], width: int, indent: int = 0) -> list[Line]:
    """One row per change; many equal ones of a figure share a row."""
    groups: dict[tuple[str, int | str], list[Change]] = {}
    for step in (paid_out(view.scenario, each) for each in steps):
        # What is told by where it leads is alike when it leads to the same.
        led = (
            read(view.scenario, step.name, step.value)
            if stepped(step.name, step.delta) == LED
            else step.delta
        )
        groups.setdefault((step.name, led), []).append(step)
    rows = []
    for (name, led), group in groups.items():
        if len(group) >= ALIKE:
            title = f"{FIGURES[name].title}, {len(group)} places"
            rows += _row(title, name, group[0].delta, led if isinstance(led, str) else "", width, indent)
        else:
            for step in group:
                words = caption(view.scenario, name, step.index)
                words += (
                    f", {view.scenario.spec.tuning.stake_percent}% of what it earns"
                    if name == "stake"
                    else ""
                )
                rows += _row(words, name, step.delta, read(view.scenario, name, step.value), width, indent)
    return rows


def _row(words: str, name: str, delta: int, value: str, width: int, indent: int) -> list[Line]:
    size = max(9, 1 + len(value))
    tail = (Span(right(stepped(name, delta), 8), tone(name, delta)), Span(right(value, size), "muted"))
    return beside(words, max(8, width - 8 - size - indent), tail, lead=(Span(" " * indent),))
