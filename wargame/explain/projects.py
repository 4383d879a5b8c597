"""What work at a site brings once it is done: the level's yield a quarter, and the quarter it is ready in."""

from __future__ import annotations

from attrs import evolve, frozen

from wargame.explain.gains import Gain, between
from wargame.explain.grammar import named
from wargame.explain.terms import HALTS
from wargame.rules.actions.answers import Accept
from wargame.rules.actions.base import Action
from wargame.rules.actions.industry import Cofinance
from wargame.rules.actions.mining import Mine, Port, Recycling, Refinery, project_turns
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.measures import site_value
from wargame.rules.observe import View
from wargame.rules.output import dug
from wargame.rules.phases.market import halted, pace_of
from wargame.rules.state import State
from wargame.rules.trade import closed_routes
from wargame.rules.words import money, world_share

_BRINGS = {
    "mine": "ore of {}, {} of world supply",
    "refinery": "room to separate {}, {} of world supply",
    "recycler": "recycled {}, {} of world supply",
}


@frozen
class Work:
    """A project that an action would begin, as it would be when done and nothing else had changed."""

    site: int
    quarter: str
    """The first market it takes part in, unless something halts the work that cannot be foreseen."""
    late: bool
    """Whether the game is over by then."""
    halted: str
    """Why work would stand still this quarter, winter aside; empty when it would not."""
    units: tuple[tuple[int, int], ...]
    """Materials with units a quarter."""
    money: int
    """What it earns its host a quarter at present prices."""
    stake: int
    """The party that holds a stake then, other than the owner; -1 when none does."""
    drawn: int
    """What of that it draws."""
    opens: tuple[int, ...]
    """Routes that need the level and were closed for want of it."""
    gains: tuple[Gain, ...]
    """What it does to the goals of the view's seat, when it is done in time."""
    note: str = ""
    """When it is done and what it adds each quarter, in a sentence or two; its goals are not among it."""


def work_of(view: View, action: Action) -> Work | None:
    """The project an action would begin; None when it begins none."""
    scenario, state, offer = view.scenario, view.state, view.state.offer
    board = Board(scenario, state)
    stake = -1
    if isinstance(action, Mine | Refinery | Recycling | Port):
        site, turns = action.site, project_turns(board, action.site)
    elif isinstance(action, Cofinance):
        site, turns, stake = action.site, project_turns(board, action.site), action.seat
    elif isinstance(action, Accept) and offer is not None and offer.kind == "stake":
        (site, _, turns), stake = offer.terms, offer.proposer
    else:
        return None
    begun = state.copy()
    if stake >= 0:
        begun.stake[site] = stake
    done = begun.copy()
    done.level[site] += 1
    ready, halt = _ready(scenario, state, site, turns)
    earns = site_value(scenario, done, site) - site_value(scenario, state, site)
    holder = done.stake[site] if done.stake[site] != done.owner[site] else -1
    opened = closed_routes(scenario, state) & ~closed_routes(scenario, done)
    work = Work(
        site,
        scenario.quarter(ready),
        ready > scenario.spec.turns,
        halt,
        _units(scenario, done, site),
        earns,
        holder,
        earns * scenario.spec.tuning.stake_percent // 100 if holder >= 0 else 0,
        tuple(route for route in range(len(scenario.spec.routes)) if opened >> route & 1),
        between(scenario, view.seat, begun, done) if ready <= scenario.spec.turns else (),
    )
    return evolve(work, note=_note(view, work))


def _note(view: View, work: Work) -> str:
    scenario = view.scenario
    stop = f" Work stands still for now: {HALTS[work.halted]}." if work.halted else ""
    ready = f"Ready in {work.quarter} at the earliest"
    if work.late:
        return f"{ready}, after the game's end.{stop}"
    brings = _BRINGS.get(scenario.kind[work.site], "{}, {}")
    parts = [brings.format(named(scenario, "material", m), world_share(units)) for m, units in work.units]
    if work.money:
        text = f"{'worth ' if parts else ''}{money(work.money)} at present prices"
        holder = _holder(view, work)
        parts.append(f"{text}, {money(work.drawn)} of it for {holder}" if work.drawn else text)
    text = f"; each quarter it then adds {'; '.join(parts)}" if parts else ""
    opens = (
        f". It opens {' and '.join(scenario.within('route', route) for route in work.opens)}"
        if work.opens
        else ""
    )
    return f"{ready}{text}{opens}.{stop}"


def _holder(view: View, work: Work) -> str:
    stake = work.stake
    return "you" if stake == view.seat else named(view.scenario, "party", stake)


def pace_told(scenario: Scenario, state: State, site: int) -> str:
    """That work at a site is pressed on, to follow what is left of it; empty when it isn't."""
    return ", at twice the pace" if pace_of(scenario, state, site) > 1 else ""


def _ready(scenario: Scenario, state: State, site: int, turns: int) -> tuple[int, str]:
    """The turn in whose market the work is done, and what else would halt it now: only winters are foreseen."""
    then = state.copy()
    then.damage[site], then.rushed[site] = 0, 1  # repairs end, and work that is rushed minds no price
    halt = "" if halted(scenario, then, site) else halted(scenario, state, site)
    while True:
        if not halted(scenario, then, site):
            turns -= pace_of(scenario, then, site)
        if turns <= 0:
            return then.turn, halt
        then.turn += 1


def _units(scenario: Scenario, done: State, site: int) -> tuple[tuple[int, int], ...]:
    """What the last level adds to a quarter's material, as the market counts it."""
    kind, level = scenario.kind[site], done.level[site]

    def count(amount: int, level: int) -> int:
        if kind == "mine":
            return dug(amount, level, done.grade[site], done.hub[site])
        return amount * level

    added = [(m, count(amount, level) - count(amount, level - 1)) for m, amount in scenario.yields[site]]
    return tuple((material, units) for material, units in added if units)
