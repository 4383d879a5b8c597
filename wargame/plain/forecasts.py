"""What a choice would do, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.plain.ladder import reached
from wargame.plain.words import change, cost, joined
from wargame.rules.actions.base import Action
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import Change, Forecast
from wargame.rules.observe import View
from wargame.rules.words import money
from wargame.table import if_accepted, pledged


def forecast(view: View, action: Action, seen: Forecast) -> list[str]:
    """A forecast: the cost, what is certain, what may fall with its odds, what an acceptance brings, the next market."""
    scenario = view.scenario
    accepted = if_accepted(view, action)
    later = pledged(view, action.seat, accepted)
    lines = [f"  Cost: {cost(seen.cost)}{f', and {money(later)} if they accept' if later else ''}."]
    lines += [f"  Certain: {change(scenario, item)}" for item in _shown(seen.certain)]
    for branch in seen.branches:
        # The outcomes are mutually exclusive, so each line stands for itself.
        what = joined(branch.falls) if branch.falls else "nothing falls"
        parts = "; ".join(change(scenario, item) for item in _shown(branch.changes)) or "nothing more"
        lines.append(f"  {branch.odds} in 100, {what}: {parts}")
    if len(lines) == 1 and not seen.market:
        lines.append("  No figure changes at once.")
    lines += [f"  If they accept: {change(scenario, item)}" for item in accepted]
    lines += [f"  Next market: {change(scenario, item)}" for item in seen.market]
    return [*lines, *reached(view, [*seen.certain, *accepted])]


def _shown(changes: Iterable[Change]) -> list[Change]:
    return [item for item in changes if not FIGURES[item.name].quiet]
