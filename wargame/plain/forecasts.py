"""What a choice would do, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from wargame.explain.gains import Gain, gains, if_accepted, market_if_accepted, pledged
from wargame.explain.projects import work_note, work_of
from wargame.explain.proposals import promises
from wargame.plain.ladder import reached
from wargame.plain.words import change, cost, joined
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.figures import FIGURES
from wargame.rules.forecast import TOLD, Change, Forecast
from wargame.rules.observe import View
from wargame.rules.words import money


def forecast(view: View, action: Action, seen: Forecast) -> list[str]:
    """A forecast: promises, cost, what is certain, what may fall with its odds, what an acceptance brings, the market."""
    scenario = view.scenario
    accepted = if_accepted(view, action)
    later = pledged(view, action.seat, accepted)
    lines = [f"  Cost: {cost(seen.cost)}{f', and {money(later)} if they accept' if later else ''}."]
    lines += [f"  Certain: {change(scenario, item)}" for item in _shown(seen.certain)]
    bare = len(lines) == 1 and not seen.branches and not seen.market
    goals = gains(view, action)
    lines += [f"  Your goals: {gained(goals.certain)}."] if goals.certain else []
    for branch, also in zip(seen.branches, goals.branches, strict=True):
        # The outcomes are mutually exclusive, so each line stands for itself.
        what = joined(branch.falls) if branch.falls else "nothing falls"
        parts = "; ".join(change(scenario, item) for item in _shown(branch.changes)) or "nothing more"
        lines.append(f"  {branch.odds} in 100, {what}: {parts}")
        lines += [f"    Your goals then: {gained(also)}."] if also else []
    if bare:
        lines.insert(1, f"  No figure changes at once{' but by the cost' if goals.certain else ''}.")
    lines += [f"  If they accept: {change(scenario, item)}" for item in accepted]
    lines += [f"  If they accept, your goals: {gained(goals.accepted)}."] if goals.accepted else []
    lines += [
        f"  If they accept, next market: {change(scenario, item)}"
        for item in market_if_accepted(view, action)
    ]
    lines += _work(view, action)
    lines += [f"  Next market: {change(scenario, item)}" for item in seen.market]
    promised = [f"  {text}." for text in promises(view, action)] if not isinstance(action, Compose) else []
    return [*promised, *lines, *reached(view, [*seen.certain, *accepted])]


def gained(found: Iterable[Gain]) -> str:
    """`Minerals +1.2, Solvency -0.4`."""
    return ", ".join(f"{gain.goal} {'-' if gain.points < 0 else '+'}{gain.amount}" for gain in found)


def _work(view: View, action: Action) -> list[str]:
    """What a project brings once it is done."""
    work = work_of(view, action)
    if work is None:
        return []
    goals = [f"  Your goals once it is ready: {gained(work.gains)}."] if work.gains and not work.late else []
    return [f"  {work_note(view, work, money)}", *goals]


def _shown(changes: Iterable[Change]) -> list[Change]:
    return [item for item in changes if not FIGURES[item.name].quiet or item.name in TOLD]
