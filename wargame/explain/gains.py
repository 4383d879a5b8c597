"""What a choice does at once to the goals of its seat, in points, and what an acceptance would add."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from wargame.rules.actions.base import Action
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import Change, futures, next_market
from wargame.rules.observe import View
from wargame.rules.offers import accept
from wargame.rules.scoring import BALANCE_ALLOWANCE, goals, meters, objective_scores
from wargame.rules.spec import AgendaSpec, ObjectiveSpec
from wargame.rules.state import State


def if_accepted(view: View, action: Action) -> list[Change]:
    """What an offer would change once its receiver accepts, as far as the view tells; nothing for other actions."""
    board = _offered(view, action)
    if board is None:
        return []
    board.ledger = []
    accept(board, action.key)
    sums: dict[tuple[str, int], Change] = {}
    for entry in board.ledger:
        so_far = sums[entry.name, entry.index].delta if (entry.name, entry.index) in sums else 0
        sums[entry.name, entry.index] = Change(entry.name, entry.index, so_far + entry.delta, entry.value)
    return [change for change in sums.values() if change.delta]


def when_accepted(view: View, action: Action) -> tuple[State, State] | None:
    """The position once an offer lies on the table, and the one once it is accepted; None for other actions."""
    board = _offered(view, action)
    if board is None:
        return None
    before = board.state.copy()
    accept(board, action.key)
    return before, board.state


def market_if_accepted(view: View, action: Action) -> tuple[Change, ...]:
    """How shortages, prices and the proposer's money would differ in the next market, against an offer refused."""
    found = when_accepted(view, action)
    return next_market(view.scenario, *found, action.seat) if found else ()


def _offered(view: View, action: Action) -> Board | None:
    """The view with the offer made that an action makes; None when it makes none."""
    if action.kind != Kind.ACT or not view.state.queue:
        return None
    board = next(futures(view, action)).board
    offer = board.state.offer
    return board if offer is not None and offer.proposer == action.seat else None


def pledged(view: View, seat: int, accepted: Iterable[Change]) -> int:
    """What the proposer pays once an offer is accepted, over and above its cost now."""
    purses = (seat, view.scenario.reserves[seat])
    return max(
        0, -sum(change.delta for change in accepted if change.name == "money" and change.index in purses)
    )


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
