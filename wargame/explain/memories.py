"""What one power holds for and against another: the acts behind a trust, heaviest first, in words."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from wargame.explain.causes import action_of, in_words
from wargame.explain.grammar import capital
from wargame.explain.units import signed
from wargame.rules.actions.base import describe
from wargame.rules.compiled import Scenario
from wargame.rules.memory import Memory
from wargame.rules.observe import View
from wargame.rules.reasons import Cause
from wargame.rules.words import count

TOLD = 8
"""So many acts are told one by one; the rest is added up."""
WEIGHTY = 3
"""Points left of an act from which it is told where there is little room."""


@frozen
class Act:
    """One act as it is remembered, or the same act done in several quarters."""

    words: str
    when: str
    amount: int
    left: int

    @property
    def weight(self) -> str:
        """What it did and what is left of that: `−6, now −4`; once when nothing has faded."""
        whole = signed(self.amount)
        return whole if self.amount == self.left else f"{whole}, now {signed(self.left)}"

    @property
    def told(self) -> str:
        """All of it without a stop: `A loan taken, 2025 Q1: +3, now +2`."""
        return f"{self.words}, {self.when}: {self.weight}"


@frozen
class Recollection:
    """What a power remembers of another: the trust it began with, the heaviest acts, and what lesser ones come to."""

    opening: int
    now: int
    acts: tuple[Act, ...]
    lesser: int
    """How many acts are not told one by one."""
    rest: int
    """What is left of those together."""

    @property
    def sum(self) -> str:
        """How the trust comes about, in a sentence."""
        if not self.acts:
            return f"It began at {self.opening}, and nothing is remembered since."
        step = self.now - self.opening
        return (
            f"It began at {self.opening}; what is remembered comes to {signed(step)}, which makes {self.now}."
        )

    @property
    def others(self) -> str:
        """The lesser acts without a stop; empty when there are none."""
        return f"{capital(count(self.lesser, 'lesser act'))}: {signed(self.rest)}" if self.lesser else ""


def recalled(view: View, holder: int, about: int, most: int = TOLD) -> Recollection:
    """What a power remembers of another, as everybody knows it."""
    scenario, state = view.scenario, view.state
    mine = [each for each in state.memories if (each.holder, each.about) == (holder, about)]
    same: dict[Cause, list[Memory]] = {}
    for memory in mine:
        same.setdefault(memory.what, []).append(memory)
    acts = sorted((_act(scenario, each) for each in same.values()), key=lambda act: -abs(act.left))
    now = state.trust[holder * scenario.npowers + about]
    rest = acts[most:]
    return Recollection(
        now - sum(each.left for each in mine),
        now,
        tuple(acts[:most]),
        len(rest),
        sum(act.left for act in rest),
    )


def behind(view: View, index: int) -> Recollection:
    """What is remembered behind a cell of `trust`."""
    return recalled(view, *divmod(index, view.scenario.npowers))


def heaviest(view: View) -> list[tuple[int, int, Act]]:
    """Of every pair of powers the act that weighs most, and two where the view's seat is one of them: whose, of whom."""
    seats = range(view.scenario.npowers)
    return [
        (holder, about, act)
        for holder in seats
        for about in seats
        if holder != about
        for act in recalled(view, holder, about, 1 + (view.seat in (holder, about))).acts
        if abs(act.left) >= WEIGHTY
    ]


def _act(scenario: Scenario, memories: Sequence[Memory]) -> Act:
    first, last = memories[0], memories[-1]
    when = scenario.quarter(first.turn)
    if last.turn != first.turn:
        when = f"{when} to {scenario.quarter(last.turn)}"
    amount, left = sum(each.amount for each in memories), sum(each.left for each in memories)
    return Act(_words(scenario, first), when, amount, left)


def _words(scenario: Scenario, memory: Memory) -> str:
    """The act; who did it goes without saying when it is whom the memory is about."""
    action = action_of(scenario, memory.what)
    if action is not None and action.seat == memory.about:
        return describe(action, scenario)
    return capital(in_words(scenario, memory.what))
