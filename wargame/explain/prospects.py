"""What a choice would do, worked out once: costs, sure changes, chances, what acceptance brings, work, the market.

The engine is walked once over all ways in which chance may fall; all that is told of a choice is read from there.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from wargame.explain.agreement import Agreement
from wargame.explain.gains import Gain, between
from wargame.explain.ladders import Rung, rungs_reached
from wargame.explain.means import left_after
from wargame.explain.projects import Work, work_of
from wargame.explain.proposals import loan_note, promises
from wargame.explain.units import Step, cost, step_of
from wargame.rules.actions.base import FREE, Action
from wargame.rules.board import Board, Kind
from wargame.rules.chance import Branching
from wargame.rules.forecast import Change, Future, foretold, futures, net, next_market
from wargame.rules.observe import View
from wargame.rules.offers import accept
from wargame.rules.records import Offer
from wargame.rules.tuning import CostSpec


@frozen
class Way:
    """One way chance may fall: its odds in percent, what falls, and what only it changes."""

    odds: int
    falls: tuple[str, ...]
    changes: tuple[Step, ...]
    gains: tuple[Gain, ...]


@frozen
class Acceptance:
    """What comes of an offer or a counter-offer once it is accepted, against an offer refused."""

    offer: Offer
    changes: tuple[Step, ...]
    gains: tuple[Gain, ...]
    market: tuple[Step, ...]
    paid: int
    """What its proposer then pays, over and above its cost."""


@frozen
class Prospect:
    """All that can be told of a choice before it is made, as far as its seat can know."""

    action: Action
    cost: CostSpec
    left: str
    """What is left of what it costs, in words."""
    about: str
    """The loan that it is about, in a sentence; empty when it is about none."""
    promises: tuple[str, ...]
    """What both sides of a deal promise, what a pact or a secret act brings: clauses without a stop."""
    certain: tuple[Step, ...]
    gains: tuple[Gain, ...]
    """What changes for sure, and what that does at once to the goals of the seat."""
    ways: tuple[Way, ...]
    """The likeliest first; empty when nothing is left to chance."""
    accepted: Acceptance | None
    """For an offer that is made."""
    work: Work | None
    """The project it begins."""
    market: tuple[Step, ...]
    """How the next market would differ, for a choice that touches supply."""
    rungs: tuple[tuple[Rung, Rung], ...]
    """The rung of each ladder it leads to, with the present one."""
    agreement: Agreement | None = None
    """How likely an offer is to be accepted, where somebody has judged that."""

    @property
    def costs(self) -> str:
        """What it costs, in words: `1 point, $300m`, `nothing`."""
        return "nothing" if self.cost == FREE else cost(self.cost)

    @property
    def priced(self) -> bool:
        """Whether a cost is worth telling: an answer that costs nothing has none."""
        return self.cost != FREE or self.action.kind == Kind.ACT

    @property
    def still(self) -> str:
        """That nothing is certain or changes at once, in a sentence; empty when something does."""
        if self.certain:
            return ""
        if self.ways:
            return "Only the cost is certain." if self.cost != FREE else "Nothing is certain."
        return f"Nothing changes at once{' except what it costs' if self.gains else ''}."


def prospect(view: View, action: Action) -> Prospect:
    """The prospect of a choice from what its seat may know. The view is not changed."""
    walked = list(futures(view, action))
    seen = foretold(view, action, walked)
    gains = [between(view.scenario, view.seat, view.state, each.board.state) for each in walked]
    sure = tuple(gain for gain in gains[0] if all(gain in other for other in gains))
    ways = [
        Way(
            branch.odds,
            branch.falls,
            _steps(view, branch.changes),
            tuple(gain for gain in each if gain not in sure),
        )
        for branch, each in zip(seen.branches, gains, strict=False)
    ]
    accepted = _acceptance(view, action, walked[0])
    later = accepted.changes if accepted is not None else ()
    return Prospect(
        action=action,
        cost=seen.cost,
        left=left_after(view, action),
        about=loan_note(view.scenario, view.state, action),
        promises=tuple(promises(view, action, walked[0].board.state)),
        certain=_steps(view, seen.certain),
        gains=sure,
        ways=tuple(sorted(ways, key=lambda way: -way.odds)),
        accepted=accepted,
        work=work_of(view, action),
        market=_steps(view, seen.market),
        rungs=tuple(rungs_reached(view, [*seen.certain, *later])),
    )


def _acceptance(view: View, action: Action, made: Future) -> Acceptance | None:
    """What accepting would add to an offer that was made; None when none was."""
    offered = made.board.state
    offer = offered.offer
    if offer is None or offer is view.state.offer or offer.asker != action.seat or not view.state.queue:
        return None
    board = Board(view.scenario, offered.copy(), Branching([]), ledger=[])
    accept(board, action.key)
    changes = tuple(net(board).values())
    return Acceptance(
        offer,
        _steps(view, changes),
        between(view.scenario, view.seat, offered, board.state),
        _steps(view, next_market(view.scenario, offered, board.state, action.seat)),
        pledged(view, action.seat, changes),
    )


def _steps(view: View, changes: Iterable[Change]) -> tuple[Step, ...]:
    return tuple(step_of(view.scenario, change) for change in changes)


def pledged(view: View, seat: int, accepted: Iterable[Change | Step]) -> int:
    """What a proposer pays out of both its purses once an offer is accepted."""
    purses = (seat, view.scenario.reserves[seat])
    return max(0, -sum(step.delta for step in accepted if step.name == "money" and step.index in purses))
