"""What moved a score in one quarter: each cause in the ledger is taken back by itself, and what that changes is its due.

A change in supply moves scores through the market, so the market of the quarter is cleared again without it. What
could not have moved the score changes nothing and is never named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, frozen

from wargame.explain.causes import in_words
from wargame.explain.grammar import capital
from wargame.explain.past import at_end_of, take_back
from wargame.explain.units import caption
from wargame.rules.board import Board, Entry
from wargame.rules.compiled import Scenario
from wargame.rules.observe import View
from wargame.rules.phases.market import trade
from wargame.rules.phases.politics import RECKONED
from wargame.rules.reasons import Cause as Why
from wargame.rules.reasons import Reason, because
from wargame.rules.state import State

Worth = Callable[[State], int]
"""Hundredths of a point that a position is worth."""
CLOCK = because("quarter_passes")
WORK, DEED, DRIFT, MARKET = range(4)
"""Classes of causes: the first two are named before the others, and of equals the first."""
_SUPPLY = {
    "cut",
    "damage",
    "enforced",
    "flood",
    "hub",
    "level",
    "licence",
    "offered",
    "order",
    "owner",
    "regime",
    "stock",
    "tension",
    "thrift",
}
"""Figures that the market reads."""
_BOOKED = ("flow", "short", "price", "stock", "ore", "money")
"""Figures that it writes."""
_LEAST = 20
"""Percent of the weightiest cause's due below which a cause is not worth naming."""


@frozen
class Cause:
    """Something that happened in a quarter, in words, and the hundredths of a point that it moved."""

    rank: int
    text: str
    due: int


@define
class _Group:
    """Entries with one cause."""

    why: Why
    rank: int
    text: str
    entries: list[Entry]
    early: list[Entry]
    """Those that came before the quarter's market and after the last."""

    @property
    def supplies(self) -> bool:
        """Whether the market could answer to it."""
        return any(entry.name in _SUPPLY for entry in self.early)


def causes(
    view: View,
    entries: Sequence[Entry],
    turn: int,
    step: int,
    worth: Worth,
    seat: int = -1,
    passing: Callable[[Why], bool] = lambda why: False,
) -> list[Cause]:
    """What moved a worth in the direction of `step`: works and decisions by what they moved, then what drifts.

    Of a market that nothing else accounts for only the market itself can be named. `seat` is whose worth it is: works
    elsewhere are told with their country. What is `passing` is not looked at.
    """
    scenario = view.scenario
    mine = [entry for entry in entries if entry.turn == turn and entry.cause != RECKONED]
    traded = _traded(mine)
    after = at_end_of(view, entries, turn)
    eve = after.copy()
    take_back(eve, mine[traded:])
    booked = _market(scenario, eve)
    whole = worth(after)
    found = []
    for group in _groups(scenario, mine, traded, _late(entries, turn - 1), seat):
        if passing(group.why):
            continue
        without = after.copy()
        take_back(without, group.entries)
        if group.supplies:
            other = eve.copy()
            take_back(other, group.early)
            _shift_by(without, booked, _market(scenario, other))
        due = whole - worth(without)
        if due * step > 0:
            found.append(Cause(group.rank, group.text, due))
    most = max((abs(cause.due) for cause in found), default=0)
    worthy = [cause for cause in found if 100 * abs(cause.due) >= _LEAST * most]
    # The market only passes on what something else set going, when that is known.
    worthy = [cause for cause in worthy if cause.rank != MARKET] or worthy
    return sorted(worthy, key=lambda cause: (cause.rank > DEED, -abs(cause.due), cause.rank))


def _traded(entries: Sequence[Entry]) -> int:
    """Where a quarter's market begins among its entries."""
    return next((at for at, entry in enumerate(entries) if _of_market(entry.cause)), len(entries))


def _late(entries: Sequence[Entry], turn: int) -> list[Entry]:
    """What came after a quarter's market and only the next one answers to: an attack, a closed route."""
    of_turn = [entry for entry in entries if entry.turn == turn]
    return [
        entry
        for entry in of_turn[_traded(of_turn) :]
        if entry.name in _SUPPLY and not _of_market(entry.cause)
    ]


def _market(scenario: Scenario, state: State) -> State:
    """The position after its market."""
    after = state.copy()
    trade(Board(scenario, after))
    return after


def _shift_by(state: State, was: State, now: State) -> None:
    """Move what markets book by the difference of two of them."""
    for name in _BOOKED:
        column: list[int] = getattr(state, name)
        pairs = zip(getattr(was, name), getattr(now, name), strict=True)
        for index, (old, new) in enumerate(pairs):
            column[index] += new - old


def _groups(
    scenario: Scenario, entries: Sequence[Entry], traded: int, late: Sequence[Entry], seat: int
) -> list[_Group]:
    """The quarter's entries by cause, and the `late` ones of the last; finished works and clocks each by themselves."""
    found: dict[tuple[Why, str, int], _Group] = {}
    for at, entry in enumerate([*late, *entries], -len(late)):
        key: tuple[Why, str, int] = (entry.cause, "", 0)
        rank, text = DRIFT, ""
        if entry.name in ("level", "hub") and entry.delta > 0:
            key, rank, text = (entry.cause, "work", entry.index), WORK, _work(scenario, entry, seat)
        elif entry.cause == CLOCK:
            key, text = (entry.cause, entry.name, entry.index), _ran_out(scenario, entry)
        group = found.get(key)
        if group is None:
            if not text:
                rank, text = _rank(entry.cause), capital(in_words(scenario, entry.cause))
            group = found[key] = _Group(entry.cause, rank, text, [], [])
        if at >= 0:
            group.entries.append(entry)
        if at < traded:
            group.early.append(entry)
    return list(found.values())


def _work(scenario: Scenario, entry: Entry, seat: int) -> str:
    name, host = scenario.within("site", entry.index), scenario.host[entry.index]
    if seat not in (-1, host):
        name += f" in {scenario.within('party', host)}"
    if entry.name == "hub":
        return f"{capital(name)} becomes a hub"
    return f"The project at {name} is finished: capacity {entry.value}"


def _ran_out(scenario: Scenario, entry: Entry) -> str:
    if entry.name == "damage":
        return f"{capital(scenario.within('site', entry.index))} is back in operation"
    if entry.name == "cut":
        return f"{capital(scenario.within('route', entry.index))} is open again"
    return f"{caption(scenario, entry.name, entry.index)}: time runs out"


def _of_market(cause: Why) -> bool:
    """Whether the market booked it."""
    return isinstance(cause, Reason) and cause.name in ("market", "from_stockpile")


def _rank(cause: Why) -> int:
    """A cause's class: what somebody decided, the cards among it, what the market passed on, or what drifted."""
    if _of_market(cause) or (isinstance(cause, Reason) and cause.name == "scarcity"):
        return MARKET
    decided = not isinstance(cause, Reason) or cause.name in ("headline", "option")
    return DEED if decided else DRIFT
