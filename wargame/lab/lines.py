"""Lines of play: simple plans that a seat holds to whatever its actor would rather do, made of the scenario's own menus.

A line narrows the choices of one decision; where it has nothing to say, the actor chooses among all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from wargame.actors.mind import Mind
from wargame.actors.outlook import almanac_of
from wargame.actors.temper import Temper
from wargame.rules.actions.answers import Accept
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Grant, Regime
from wargame.rules.actions.diplomacy import Compose, OfferDeal
from wargame.rules.actions.industry import Cofinance, Corridor
from wargame.rules.actions.mining import Hub, Mine, Port, Recycling, Refinery
from wargame.rules.actions.signals import Threaten
from wargame.rules.board import Kind
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.composing import AMOUNTS, compose
from wargame.rules.errors import BadAction
from wargame.rules.figures import RUNGS
from wargame.rules.game import Legal
from wargame.rules.observe import View
from wargame.rules.offers import CLAUSES, WHATS
from wargame.rules.records import Offer
from wargame.rules.regimes import regime_cell
from wargame.rules.space import space_of
from wargame.rules.spec import ClauseSpec

Line = Callable[[View, Legal], Iterable[Action]]
"""The choices that a plan leaves of those of a decision; none where it leaves the decision to the actor."""

BUILT = tuple(cls.code for cls in (Mine, Refinery, Recycling, Port, Hub, Cofinance, Corridor))
"""Classes of action that build what lasts."""
BANNED = 2
"""Materials that are banned together."""
FORBIDDEN = len(RUNGS) - 1
SOLD = ("know_how", "basing", "influence", "vote", "stake")
"""Clauses that are sold for money: what costs its giver nothing at once."""
WORTHWHILE = 0.05
"""Points from which something is worth grabbing."""
_THEN_ASK = ", then ask"
_EVEN = 0.5


def line(name: str) -> Line:
    """A line by its name: one of `LINES`, a class taken whenever it can be, or that and then gifts asked for."""
    if name in LINES:
        return LINES[name]
    if name.endswith(_THEN_ASK):
        return _Built(name.removesuffix(_THEN_ASK))
    return _Repeated(name)


def lines_of(scenario: Scenario, seat: str) -> tuple[str, ...]:
    """The named lines that a seat's menu allows."""
    number = scenario.numbers["power"][seat]
    menu, space = scenario.powers[number].menu, space_of(scenario)
    there = {action.code for action in space.actions if action.seat == number}
    found = ["ban the largest buyer"] if Regime.code in there else []
    if Threaten.code in there:
        found.append("threaten every quarter")
    if OfferDeal.code in menu and scenario.npowers > 1:
        found += ["ask for gifts", "sell to who pays most"]
        found += [code + _THEN_ASK for code in BUILT if code in there]
    return (*found, "grab at the end")


@frozen
class _Repeated:
    """One class of action, whenever it can be taken."""

    code: str

    def __call__(self, view: View, legal: Legal) -> Iterable[Action]:
        return [action for action in legal if action.code == self.code]


@frozen
class _Built:
    """One class of action whenever it can be taken, and in the last quarter gifts."""

    code: str

    def __call__(self, view: View, legal: Legal) -> Iterable[Action]:
        return _ask(view, legal) if _last(view) else _Repeated(self.code)(view, legal)


def _ban(view: View, legal: Legal) -> Iterable[Action]:
    """Ban what sells best to its largest buyer, and never let go."""
    choices = list(legal)
    if choices[0].kind == Kind.ACT:
        target, items = _customer(view)
        bans = [a for a in choices if isinstance(a, Regime) and a.rung == FORBIDDEN]
        wanted = [a for a in bans if a.target == target and a.item in items]
        return wanted or [a for a in choices if not isinstance(a, Regime | Grant)]
    offer = view.state.offer
    gives = () if offer is None else offer.gives if offer.proposer == view.seat else offer.takes
    if any(clause.do == "relief" for clause in gives):
        return [a for a in choices if not isinstance(a, Accept)]
    return []


def _customer(view: View) -> tuple[int, list[int]]:
    """The power that would buy most of what a seat may control if the seat controlled nothing, and of which materials."""
    scenario, seat, state = view.scenario, view.seat, view.state.copy()
    n, controls = scenario.nparties, scenario.powers[seat].controls
    first = regime_cell(scenario, seat, 0, 0)
    state.regime[first : first + scenario.nitems * n] = [0] * (scenario.nitems * n)
    flow = _mind(view).almanac.foresee(state).state.flow
    materials = [m for m, name in enumerate(scenario.ids["material"]) if name in controls]

    def bought(buyer: int) -> list[tuple[int, int]]:
        sold = ((flow[(m * n + buyer) * n + seat], m) for m in materials)
        return sorted(sold, reverse=True)[:BANNED]

    others = [p for p in range(scenario.npowers) if p != seat]
    target = max(others, key=lambda p: sum(units for units, _ in bought(p)))
    return target, [m for _, m in bought(target)]


def _threaten(view: View, legal: Legal) -> Iterable[Action]:
    """A threat every quarter: each that can be made in its turn."""
    found = [action for action in legal if isinstance(action, Threaten)]
    return [found[view.state.turn % len(found)]] if found else []


def _ask(view: View, legal: Legal) -> Iterable[Action]:
    """Ask for as much as there is and give nothing: of whoever minds least."""
    if next(iter(legal)).kind != Kind.ACT:
        return []
    asked = [
        deal
        for other, clause in _clauses(view, CLAUSES, own=False)
        if (deal := _deal(view, legal, other, takes=(clause,))) is not None
    ]
    mind = _mind(view)
    return [max(asked, key=lambda deal: mind.judged(_offer(deal)).left)] if asked else []


def _sell(view: View, legal: Legal) -> Iterable[Action]:
    """Sell what costs nothing at once, for as much money as is likely to be paid."""
    if next(iter(legal)).kind != Kind.ACT:
        return []
    best: tuple[int, Compose] | None = None
    for other, clause in _clauses(view, SOLD, own=True):
        found = _dearest(view, legal, other, clause)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return [best[1]] if best is not None else []


def _dearest(view: View, legal: Legal, other: int, clause: ClauseSpec) -> tuple[int, Compose] | None:
    """The most money that a power is as likely as not to pay for a clause, and the deal that says so."""
    low, high = 0, min(AMOUNTS["money"], booked(view.state, other))
    found, mind = None, _mind(view)
    while low < high:
        price = (low + high + 1) // 2
        deal = _deal(view, legal, other, (clause,), (ClauseSpec("money", price),))
        if deal is None or mind.judged(_offer(deal)).odds < _EVEN:
            high = price - 1
        else:
            low, found = price, deal
    return (low, found) if found is not None else None


def _grab(view: View, legal: Legal) -> Iterable[Action]:
    """In the last quarter: whatever brings most points at once, and then gifts."""
    if not _last(view) or next(iter(legal)).kind != Kind.ACT:
        return []
    mind = _mind(view)

    def score(action: Action | None) -> float:
        paths = mind.after(action) if action is not None else [(1.0, view.state.copy())]
        return sum(odds * mind.worth.score(mind.almanac.foresee(state), view.seat) for odds, state in paths)

    usual = score(None)
    most, best = max(((score(action) - usual, action) for action in legal), key=lambda pair: pair[0])
    return [best] if most >= WORTHWHILE else _ask(view, legal)


LINES: dict[str, Line] = {
    "ban the largest buyer": _ban,
    "threaten every quarter": _threaten,
    "ask for gifts": _ask,
    "sell to who pays most": _sell,
    "grab at the end": _grab,
}


# ---- what lines are made of
def _last(view: View) -> bool:
    return view.state.turn >= view.scenario.spec.turns


def _mind(view: View) -> Mind:
    """Somebody of middling temper who looks at the position."""
    return Mind(view, (), Temper(), almanac_of(view.scenario), 0)


def _clauses(view: View, kinds: Iterable[str], own: bool) -> Iterator[tuple[int, ClauseSpec]]:
    """Another power, and a clause with as much in it as its giver could have: this seat, or the other."""
    scenario, state = view.scenario, view.state
    for other in (p for p in range(scenario.npowers) if p != view.seat):
        giver, taker = (view.seat, other) if own else (other, view.seat)
        held = {
            "money": booked(state, giver),
            "know_how": state.know_how[giver] - state.know_how[taker],
        }
        for do in kinds:
            most = AMOUNTS.get(do, 0)
            amount = min(most, held.get(do, most))
            if most and amount < 1:
                continue
            for what in scenario.ids[WHATS[do]] if do in WHATS else ("",):
                yield other, ClauseSpec(do, amount, what)


def _deal(
    view: View,
    legal: Legal,
    other: int,
    gives: tuple[ClauseSpec, ...] = (),
    takes: tuple[ClauseSpec, ...] = (),
) -> Compose | None:
    """The deal, if it can be offered now."""
    try:
        deal = compose(view.scenario, Compose(view.seat, other, gives, takes))
    except BadAction:
        return None
    return deal if deal in legal else None


def _offer(deal: Compose) -> Offer:
    return Offer("deal", deal.seat, deal.target, (), gives=deal.gives, takes=deal.takes, key=deal.key)


__all__ = ["BUILT", "LINES", "Line", "line", "lines_of"]
