"""What an action would do, worked out by the code that does it: every branch of chance, walked on copies of a view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import SURVEY, Branching
from wargame.rules.charging import charge
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.observe import View
from wargame.rules.phases import market
from wargame.rules.state import State
from wargame.rules.tuning import CostSpec
from wargame.rules.words import GRADES

MOST_BRANCHES = 64
TOLD = ("order", "offered", "stake")
"""Bookkeeping that a forecast lists all the same."""


@frozen
class Change:
    """One figure's change: its place, the step, and what it would be then."""

    name: str
    index: int
    delta: int
    value: int


@frozen
class Branch:
    """One way chance may fall: its odds in percent (rounded), what fell, and the changes only it brings."""

    odds: int
    falls: tuple[str, ...]
    changes: tuple[Change, ...]


@frozen
class Forecast:
    """Costs are exact and paid before anything below; `certain` happens whatever falls, one of `branches` happens.

    `market` is the next market's difference, as far as the seat can know it.
    """

    action: str
    cost: CostSpec
    certain: tuple[Change, ...]
    branches: tuple[Branch, ...]
    market: tuple[Change, ...]


@frozen
class Future:
    """One way chance may fall: its odds (0 to 1), what fell, and the board as the action leaves it."""

    odds: float
    falls: tuple[str, ...]
    board: Board


def futures(view: View, action: Action) -> Iterator[Future]:
    """Every way chance may fall in an action, each on a copy of the view with its cost paid, most of them at least."""
    prefix: list[int] | None = []
    walked = 0
    while prefix is not None and walked < MOST_BRANCHES:
        fate = Branching(prefix)
        board = Board(view.scenario, view.state.copy(), fate)
        if board.state.queue:
            board.answering, board.state.queue = board.state.queue[0], board.state.queue[1:]
        charge(board, action)
        board.ledger = []
        action.effect(board)
        odds = 1.0
        for (_, weights), result in zip(fate.seen, fate.path, strict=True):
            odds *= weights[result] / sum(weights)
        chances = zip(fate.streams, fate.seen, fate.path, strict=True)
        falls = tuple(_fall(stream, label, weights, at) for stream, (label, weights), at in chances)
        yield Future(odds, falls, board)
        walked += 1
        prefix = fate.sibling()


def forecast(view: View, action: Action) -> Forecast:
    """The forecast of an action from what its seat may know. The view is not changed."""
    return foretold(view, action, list(futures(view, action)))


def foretold(view: View, action: Action, walked: Sequence[Future]) -> Forecast:
    """The same read from the ways that were walked."""
    cost = action.cost(Board(view.scenario, view.state))
    after = walked[0].board.state
    paths = [(each.odds, each.falls, net(each.board)) for each in walked]
    certain = tuple(
        change for place, change in paths[0][2].items() if all(p[2].get(place) == change for p in paths)
    )
    sure = {(c.name, c.index) for c in certain}
    branches = tuple(
        Branch(round(100 * odds), falls, tuple(c for place, c in steps.items() if place not in sure))
        for odds, falls, steps in paths
        if len(paths) > 1
    )
    difference = next_market(view.scenario, view.state, after, action.seat) if action.trades else ()
    return Forecast(action.key, cost, certain, branches, difference)


def _fall(stream: int, label: str, weights: tuple[int, ...], at: int) -> str:
    """How one chance fell, in words: yes or no, a grade, or the outcome's number."""
    if len(weights) == 2 and sum(weights) == 100:
        return label if at == 0 else f"not: {label}"
    return f"{label}: {GRADES[at] if stream == SURVEY else at}"


def net(board: Board) -> dict[tuple[str, int], Change]:
    """What a board's ledger changed, by figure and place, without what concerns nobody."""
    found: dict[tuple[str, int], Change] = {}
    for entry in board.ledger or ():
        place = entry.name, entry.index
        quiet = FIGURES[entry.name].quiet and entry.name not in TOLD
        if quiet or board.scenario.is_nobodys(*place):
            continue
        so_far = found[place].delta if place in found else 0
        found[place] = Change(entry.name, entry.index, so_far + entry.delta, entry.value)
    return {place: change for place, change in found.items() if change.delta}


SUPPLY = (
    "contracts", "cut", "damage", "enforced", "flood", "grade", "hub", "known", "level", "licence", "offered", "order",
    "ore", "owner", "price", "regime", "stock", "tension", "thrift", "turn", "used",
)  # fmt: skip
"""What of a position the market reads: two that differ in none of it trade alike."""


def next_market(scenario: Scenario, before: State, after: State, seat: int) -> tuple[Change, ...]:
    """How shortages, prices and the seat's money would differ in the next market."""
    if all(getattr(before, name) == getattr(after, name) for name in SUPPLY):
        return ()
    without, with_it = before.copy(), after.copy()
    owned = with_it.money[seat] - without.money[seat]
    for state in (without, with_it):
        market.trade(Board(scenario, state))
    changes = []
    for name in ("short", "price", "money"):
        old, new = getattr(without, name), getattr(with_it, name)
        for index in range(len(new)):
            delta = new[index] - old[index]
            if name == "money":
                if index != seat:
                    continue
                delta -= owned
            if delta:
                changes.append(Change(name, index, delta, new[index]))
    return tuple(changes)
