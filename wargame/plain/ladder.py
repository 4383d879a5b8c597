"""What the rungs of a ladder bring each quarter, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.ladders import Rung, rungs_ahead
from wargame.rules.observe import View


def ahead(view: View, arena: int) -> list[str]:
    """The present rung and the next one, with what each brings."""
    lines = []
    for rung in rungs_ahead(view, arena):
        here = rung.number == view.state.tension[arena]
        head = "  Each quarter here" if here else f"  On the next rung, {rung.number}, {rung.name}"
        lines.append(f"{head}: {'; '.join(rung.brings)}.")
    return lines


def reached(rungs: Iterable[tuple[Rung, Rung]]) -> list[str]:
    """What rungs that a choice leads to bring, and what those that it leaves brought."""
    lines = []
    for then, now in rungs:
        lines.append(f"Each quarter on rung {then.number}, {then.name}: {'; '.join(then.brings)}.")
        lines.append(f"Now on rung {now.number}, {now.name}: {'; '.join(now.brings)}.")
    return lines
