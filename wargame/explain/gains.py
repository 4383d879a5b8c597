"""What goals gain or lose between two positions, in points."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.rules.compiled import Scenario
from wargame.rules.scoring import BALANCE_ALLOWANCE, goals, meters, objective_scores
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.state import State

AGENDA = "your agenda"
CAP = "the cap on your total"
"""What a power that must keep its balance has besides goals: its lowest meter holds the total down."""


@frozen
class Gain:
    """How many hundredths of a point a goal gains, or loses."""

    goal: str
    points: int

    @property
    def step(self) -> str:
        """In points: `+1.2`, `−0.35`."""
        return f"{'−' if self.points < 0 else '+'}{abs(self.points) / 100:g}"


def told(found: Sequence[Gain]) -> str:
    """Gains in a row: `Minerals +1.2, Solvency −0.4`."""
    return ", ".join(f"{gain.goal} {gain.step}" for gain in found)


def between(scenario: Scenario, seat: int, before: State, after: State) -> tuple[Gain, ...]:
    """What changes among the goals of a seat from one position to another."""
    had = {id(goal): points for goal, _, points in objective_scores(scenario, before, seat)}
    found = [
        Gain(goal_name(scenario, seat, goal), points - had[id(goal)])
        for goal, _, points in objective_scores(scenario, after, seat)
        if id(goal) in had and points != had[id(goal)]
    ]
    if scenario.powers[seat].balanced:
        step = _cap(scenario, seat, after) - _cap(scenario, seat, before)
        found += [Gain(CAP, 100 * step)] if step else []
    return tuple(found)


def goal_name(scenario: Scenario, seat: int, goal: ObjectiveSpec | AgendaSpec) -> str:
    """A goal in a word or two: what stands before its title's colon, or after it where several begin alike."""
    if isinstance(goal, AgendaSpec):
        return AGENDA
    head, _, rest = goal.title.partition(": ")
    alike = [other for other in goals(scenario, seat, -1) if other.title.partition(": ")[0] == head]
    return rest if rest and len(alike) > 1 else head


def _cap(scenario: Scenario, seat: int, state: State) -> int:
    return min(meters(scenario, state, seat)) + BALANCE_ALLOWANCE
