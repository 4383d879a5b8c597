"""What a choice does at once to the mover's own goals, in points, the price of the choice included."""

from __future__ import annotations

from attrs import frozen

from wargame.rules.actions.base import Action
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import futures
from wargame.rules.observe import View
from wargame.rules.scoring import BALANCE_ALLOWANCE, goals, meters, objective_scores
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.state import State
from wargame.table.accepted import when_accepted

AGENDA = "your agenda"
CAP = "the cap on your total"
"""What a power that must keep its balance has besides goals: its lowest meter holds the total down."""


@frozen
class Gain:
    """How many hundredths of a point a goal gains, or loses."""

    goal: str
    points: int

    @property
    def amount(self) -> str:
        """In points without a sign: `1.2`, `0.35`."""
        return f"{abs(self.points) / 100:g}"


@frozen
class Gains:
    """By when they come; `branches` in the order of the forecast's."""

    certain: tuple[Gain, ...]
    branches: tuple[tuple[Gain, ...], ...]
    accepted: tuple[Gain, ...]
    """What an acceptance adds to that, when the action is an offer."""


def gains(view: View, action: Action) -> Gains:
    """What an action does to the goals of its seat as far as its view tells, before anybody answers or trades."""
    found = [
        between(view.scenario, view.seat, view.state, each.board.state) for each in futures(view, action)
    ]
    certain = tuple(gain for gain in found[0] if all(gain in other for other in found))
    branches = [tuple(gain for gain in each if gain not in certain) for each in found if len(found) > 1]
    pair = when_accepted(view, action)
    accepted = between(view.scenario, view.seat, *pair) if pair is not None else ()
    return Gains(certain, tuple(branches), accepted)


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
