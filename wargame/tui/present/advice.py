"""The advice page: a few moves, each with what speaks for it and what is to be feared."""

from __future__ import annotations

from wargame.explain.advice import Advice, Counsel
from wargame.explain.thinking import progress_told
from wargame.rules.board import Kind
from wargame.rules.observe import View
from wargame.rules.space import space_of
from wargame.table import Thought
from wargame.tui.present import menus
from wargame.tui.present.cells import cells
from wargame.tui.present.lines import BLANK, Line, Span, beside, line, paragraph


def advice(view: View, kind: Kind, found: Advice, width: int) -> list[Line]:
    """The moves, best first, and what all of it stands on."""
    lines: list[Line] = []
    for at, counsel in enumerate(found.counsels):
        lines += [
            *_move(view, kind, counsel, str(at + 1), width),
            *_said(counsel, found.case(at), width),
            BLANK,
        ]
    return [*lines, *paragraph(found.basis, width, "muted")]


def _move(view: View, kind: Kind, counsel: Counsel, number: str, width: int) -> list[Line]:
    """What it is and what it costs, and a deal's terms."""
    action = space_of(view.scenario).parse(counsel.key)
    title, price = menus.label(view, kind, action), menus.cost_mark(view, (action,))
    room = width - len(number) - 2 - cells(price)
    lines = beside(title, max(8, room), (Span(f" {price}", "muted"),), "strong", (Span(f"{number} ", "key"),))
    for term in counsel.terms:
        lines += paragraph(f"{term}.", width, indent=2)
    return lines


def _said(counsel: Counsel, case: str, width: int) -> list[Line]:
    about = [(f"{counsel.about}.", "muted")] if counsel.about else []
    rows = [*about, (counsel.promise, ""), (counsel.fear, "warn"), (case, "accent")]
    return [Line((Span("  "), *row.spans)) for text, role in rows for row in paragraph(text, width - 2, role)]


def none_yet(fault: str, thought: Thought | None, width: int) -> list[Line]:
    """Why there is no advice, or how far it is."""
    if fault:
        return paragraph(f"No advice: {fault}.", width, "warn")
    far = progress_told(thought.played, thought.planned) if thought is not None else ""
    return [line(Span("Trying moves out … ", "muted"), Span(f"{far} played" if far else "", "muted"))]
