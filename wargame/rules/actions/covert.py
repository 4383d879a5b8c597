"""Hidden hands, and following their trail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from attrs import frozen

from wargame.rules.actions.base import Absent, Action, ref
from wargame.rules.actions.security import own_regions
from wargame.rules.board import Board
from wargame.rules.chance import COVERT
from wargame.rules.compiled import Scenario
from wargame.rules.phases.security import expose, expose_share
from wargame.rules.records import Covert

NO_WORK = Absent("they have no work under way to spoil")
NO_BOOKS = Absent("they have no mine whose books could be stolen")


@frozen
class CovertAct(Action):
    """Support a rival's trouble in secret."""

    code: ClassVar[str] = "covert"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Covert act"
    about: ClassVar[str] = "Feed a rival's trouble and leave no name. It may be traced for three quarters."
    secret: ClassVar[bool] = True
    operation: ClassVar[bool] = True
    act: int = ref("covert")
    target: int = ref("power")

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        for target in range(scenario.npowers):
            if target == seat:
                continue
            regions = list(own_regions(scenario, target))
            if regions:
                yield cls(seat, 0, target)
            if target in scenario.militant_victims:
                yield cls(seat, 1, target)
            yield cls(seat, 2, target)
            if regions:
                yield cls(seat, 3, target)

    def check(self, board: Board) -> str | None:
        if self.act == 2 and self._project(board) < 0:
            return NO_WORK
        if self.act == 3 and self._income_site(board) < 0:
            return NO_BOOKS
        for covert in board.state.coverts:
            if covert.sponsor == self.seat and covert.target == self.target and covert.kind == self.act:
                return "the trail of your last one is still warm"
        return None

    def _project(self, board: Board) -> int:
        under_way = [s for s in board.scenario.hosted[self.target] if board.state.left[s]]
        return max(under_way, key=lambda s: (board.state.left[s], -s)) if under_way else -1

    def _income_site(self, board: Board) -> int:
        """The target's best-earning mine in a region: the books worth stealing; -1 when there is none."""
        scenario, state = board.scenario, board.state
        found = [
            site
            for site in scenario.hosted[self.target]
            if scenario.site_region[site] >= 0 and state.level[site]
        ]
        return max(found, key=lambda s: (state.level[s], -s)) if found else -1

    def effect(self, board: Board) -> None:
        scenario, state = board.scenario, board.state
        if self.act == 0:
            region = max(own_regions(scenario, self.target), key=lambda r: (state.insurgency[r], -r))
            if board.shift("insurgency", region, 7, self.key):
                board.tell("insurgents_armed", seen=self._victim, region=region)
        elif self.act == 1:
            if board.shift("threat", 0, 6, self.key):
                board.tell("militants_armed", seen=self._victim)
        elif self.act == 2:
            slow = board.chance(COVERT, 70, "the sabotage works")
            site = self._project(board)
            if board.shift("left", site, 2 if slow else 0, self.key):
                board.tell("work_set_back", seen=self._victim, site=site)
        else:
            self._leak(board)
        state.coverts = (*state.coverts, Covert(self.act, self.seat, self.target, state.turn))
        board.tell("act_landed", seen=self.mask, target=self.target, act=self.act)

    @property
    def _victim(self) -> int:
        """The mask of who learns what it can see for itself, and not from whom it came."""
        return 1 << self.target

    def _leak(self, board: Board) -> None:
        """Publish the books: whatever was kept back comes out; if nothing was, a rumour has to do."""
        scenario, state = board.scenario, board.state
        hidden = [
            site
            for site, host in enumerate(scenario.host)
            if host == self.target and state.share[site] < state.declared[site]
        ]
        if hidden:
            expose_share(board, hidden[0], self.key)
        else:
            site = self._income_site(board)
            if board.shift("grievance", scenario.site_region[site], 3, self.key):
                board.tell("rumour_spread", seen=self._victim, site=site)


@frozen
class Counter(Action):
    """Counter-intelligence."""

    code: ClassVar[str] = "counter"
    family: ClassVar[str] = "security"
    title: ClassVar[str] = "Counter-intelligence"
    about: ClassVar[str] = "Follow the trails of acts against you: each may be traced to its sponsor now."

    @classmethod
    def every(cls, scenario: Scenario, seat: int) -> Iterator[Self]:
        yield cls(seat)

    def effect(self, board: Board) -> None:
        state = board.state
        kept = []
        board.shift("stability", self.seat, 1, self.key)
        for covert in state.coverts:
            if covert.target == self.seat and board.chance(COVERT, 55, "a trail leads to its sponsor"):
                expose(board, covert)
                board.shift("standing", self.seat, 1, self.key)
            else:
                kept.append(covert)
        state.coverts = tuple(kept)
        board.tell("spies_hunted", power=self.seat)
