"""Deals put together clause by clause, of what another power visibly needs and one can spare oneself.

Every clause that either side could give is weighed alone, for both. What both together gain most by goes into the deal,
and money makes up the difference: no more of it than the other side is likely to ask.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from wargame.actors.bargains import Judgement
from wargame.actors.haggling import own_strings
from wargame.actors.mind import Mind
from wargame.actors.promises import parting, promised
from wargame.explain.deals import composes, deal, possible
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.composing import AMOUNTS
from wargame.rules.offers import cannot_give, overture
from wargame.rules.pledges import PLEDGES
from wargame.rules.records import Offer, Overture
from wargame.rules.spec import ClauseSpec

MOST = 4
"""Clauses in a deal, money among them."""
PRICES = (1, 2, 3, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40)
"""Sums of money ($100 m) that are named: few enough that a price does not move with every change of the wind."""
LADDER = (*(-price for price in reversed(PRICES)), 0, *PRICES)
"""All sums, those that are taken first."""
KEPT = 4
"""Money ($100 m) that is not spent on bargains."""
FEW = 4
"""Prices tried one below the other until one is worth it."""
LEEWAY = 0.2
"""By how much the odds may fall before a price that was agreed is changed."""
WORTH_SAYING = 0.12
"""Points that a deal must bring to be put before anybody."""
HOPELESS = 0.2
"""Odds of agreement below which nothing is said."""
_SIZES = {"offtake": (6, 10, 20), "know_how": (4, 6, 8), "influence": (2, 3, 4), "basing": (4, 8, 12)}
"""Amounts that are asked and offered; a pair keeps to one of them."""
_BY_USE = {"offtake": 2, "withdraw": 1, "vote": 1}
"""Clauses of which only so many are weighed, and those that the other side has no use for not at all."""
_AT_HAND = ("withdraw", "vote")
"""Clauses that change no outlook: all they are worth is what they promise."""


Weighing = Callable[[int], tuple[float, Judgement]]
"""What a deal brings this seat with a sum of money in it, and how the other side would judge it."""


@frozen
class Part:
    """A clause with what it alone would bring both sides, in points."""

    clause: ClauseSpec
    given: bool
    """Whether the seat gives it rather than takes it."""
    mine: float
    theirs: float


@frozen
class Draft:
    """A deal with what it would bring the seat after all, and the odds that it is accepted."""

    action: Compose
    mine: float
    odds: float


def draft(mind: Mind, other: int) -> Draft | None:
    """The best deal to put before another power; None where there is none that both could want, or they spoke already."""
    if not composes(mind.view):
        return None
    last = overture(mind.state, mind.seat, other)
    if last is not None and _spoken(mind, last):
        return None
    core = _core(mind, other, last)
    return None if core is None else _priced(mind, other, core, last)


def _spoken(mind: Mind, last: Overture) -> bool:
    """Whether it is too soon to come again: once a quarter, and more rarely after each refusal in a row."""
    return mind.state.turn - last.turn < max(1, last.refusals - 1)


def _core(mind: Mind, other: int, last: Overture | None) -> Offer | None:
    """The clauses besides money that both sides together gain most by; those of a deal refused before come again."""
    seat = mind.seat
    if last is not None and last.refuser >= 0 and last.refusals <= 2:
        again = _offer(mind, other, _plain(last.gives), _plain(last.takes))
        if 0 < len(again.gives) + len(again.takes) < MOST and _can(mind, again):
            return again
    parts = [*_weighed(mind, seat, other), *_weighed(mind, other, seat)]
    parts.sort(key=lambda part: (-_joint(mind, part), part.given, part.clause.do, part.clause.what))
    chosen: list[Part] = []
    for part in parts:
        if len(chosen) == MOST - 1 or _joint(mind, part) <= 0.1:
            break
        if not _swaps(part, chosen):
            chosen.append(part)
    if not chosen:
        return None
    gives, takes = (tuple(part.clause for part in chosen if part.given is given) for given in (True, False))
    return _offer(mind, other, gives, takes)


def _swaps(part: Part, chosen: list[Part]) -> bool:
    """Whether it would be given for the same: goods for the same goods, unlike restraint on both sides."""
    clause = part.clause
    return clause.do not in PLEDGES and any(
        (each.clause.do, each.clause.what) == (clause.do, clause.what) for each in chosen
    )


def _joint(mind: Mind, part: Part) -> float:
    """What a clause brings both sides together, and what the seat feels like this quarter."""
    return (
        part.mine
        + part.theirs
        + (mind.mood(ord(part.clause.do[0]), len(part.clause.what), part.given, 71) - 50) / 400
    )


def _plain(clauses: tuple[ClauseSpec, ...]) -> tuple[ClauseSpec, ...]:
    return tuple(clause for clause in clauses if clause.do != "money")


def _offer(mind: Mind, other: int, gives: tuple[ClauseSpec, ...], takes: tuple[ClauseSpec, ...]) -> Offer:
    return Offer("deal", mind.seat, other, (), gives=gives, takes=takes)


def _can(mind: Mind, offer: Offer) -> bool:
    board = Board(mind.scenario, mind.state)
    sides = (offer.proposer, offer.receiver, offer.gives), (offer.receiver, offer.proposer, offer.takes)
    return all(cannot_give(board, giver, taker, clauses) is None for giver, taker, clauses in sides)


def _weighed(mind: Mind, giver: int, taker: int) -> Iterator[Part]:
    """The clauses that one of the two could give, each weighed alone."""
    given = giver == mind.seat
    for clause in _candidates(mind, giver, taker):
        offer = _alone(mind, giver, taker, clause)
        if clause.do in _AT_HAND:
            costs = mind.votes_in(offer, giver) - parting((clause,))
            brings = _use(mind, giver, taker, clause)
            yield Part(clause, given, *((costs, brings) if given else (brings, costs)))
        else:
            yield Part(clause, given, *mind.shares(offer))


def _alone(mind: Mind, giver: int, taker: int, clause: ClauseSpec) -> Offer:
    """The clause for nothing."""
    given = giver == mind.seat
    return _offer(mind, taker if given else giver, *((clause,), ()) if given else ((), (clause,)))


def _use(mind: Mind, giver: int, taker: int, clause: ClauseSpec) -> float:
    """What a promise is worth to whoever gets it."""
    votes = mind.votes_in(_alone(mind, giver, taker, clause), taker) if clause.do == "vote" else 0.0
    return votes + promised(mind.scenario, mind.state, giver, taker, (clause,))


def _candidates(mind: Mind, giver: int, taker: int) -> Iterator[ClauseSpec]:
    """What could be given besides money; of goods, votes and withdrawals only what the other has most use for."""
    clauses = [clause for clause in _sized(mind, giver, taker) if clause.do not in ("money", "forbear")]
    wanted = [(_use(mind, giver, taker, clause), clause) for clause in clauses]
    wanted.sort(key=lambda pair: (-pair[0], pair[1].do, pair[1].what))
    taken = Counter[str]()
    for use, clause in wanted:
        taken[clause.do] += 1
        if clause.do not in _BY_USE or (use > 0.05 and taken[clause.do] <= _BY_USE[clause.do]):
            yield clause


def _both(mind: Mind, offer: Offer) -> tuple[float, Judgement]:
    """What an offer brings this seat after all, and how the other side would judge it."""
    mine, judged = mind.weighed(offer)
    return mine - own_strings(mind, offer), judged


def _sized(mind: Mind, giver: int, taker: int) -> Iterator[ClauseSpec]:
    """What could be given, with the amounts that the two are used to."""
    board = Board(mind.scenario, mind.state)
    for clause in possible(mind.view, giver, taker, ()):
        sizes = _SIZES.get(clause.do, ())
        wanted = sizes[(giver + taker + mind.temper.greed) % len(sizes)] if sizes else clause.amount
        sized = evolve(clause, amount=wanted)
        yield sized if cannot_give(board, giver, taker, (sized,)) is None else clause


def _priced(mind: Mind, other: int, core: Offer, last: Overture | None) -> Draft | None:
    """The deal with as much money as it takes, given or taken."""
    tried: dict[int, tuple[float, Judgement]] = {}

    def at(price: int) -> tuple[float, Judgement]:
        if price not in tried:
            tried[price] = _both(mind, _with_money(core, price))
        return tried[price]

    price = _price(mind, core, last, at)
    if price is None:
        return None
    if not _refused(core, last):
        price = _worth_it(mind, other, price, at)
    return _put(mind, other, _with_money(core, price), *at(price))


def _worth_it(mind: Mind, other: int, price: int, at: Weighing) -> int:
    """The price, or one less likely to be agreed to where a deal at that price would bring nothing."""
    least = -max(_sums(mind, other), default=0)
    for lower in reversed([each for each in LADDER if least <= each <= price][-FEW:]):
        mine, judged = at(lower)
        if mine >= WORTH_SAYING or judged.odds < HOPELESS:
            return lower
    return price


def _price(mind: Mind, core: Offer, last: Overture | None, at: Weighing) -> int | None:
    """Money to be given, or taken if it is negative: what it was when it was agreed, a little more after a refusal."""
    target = _target(mind, last)
    if last is None or (_plain(last.gives), _plain(last.takes)) != (core.gives, core.takes):
        return _lowest(mind, core.receiver, target, at)
    usual = _sum(last)
    if last.refuser < 0 and at(usual)[1].odds >= target - LEEWAY:
        return usual
    needed = _lowest(mind, core.receiver, target, at)
    if _refused(core, last) and needed is not None:
        more = [price for price in LADDER if price > usual]
        return min(max(needed, more[0]), more[:2][-1]) if more else None
    return needed


def _refused(core: Offer, last: Overture | None) -> bool:
    """Whether the other side has refused the same deal before, at whatever price."""
    return (
        last is not None
        and last.refuser == core.receiver
        and (_plain(last.gives), _plain(last.takes)) == (core.gives, core.takes)
    )


def _sum(last: Overture) -> int:
    """Money given in a deal, or taken if it is negative."""
    given, taken = (sum(c.amount for c in side if c.do == "money") for side in (last.gives, last.takes))
    return given - taken


def _lowest(mind: Mind, other: int, target: float, at: Weighing) -> int | None:
    """The least money for which the other side is likely enough to agree, negative where it can be asked to pay."""
    free = at(0)[1].odds >= target
    ladder = [-price for price in _sums(mind, other)] if free else list(_sums(mind, mind.seat))
    kept = bisect_left(ladder, 1, key=lambda price: int((at(price)[1].odds >= target) != free))
    if free:
        return ladder[kept - 1] if kept else 0
    return ladder[kept] if kept < len(ladder) else None


def _sums(mind: Mind, payer: int) -> Iterator[int]:
    """Sums of money that one of the two can spare, the smallest first."""
    spare = min(AMOUNTS["money"], booked(mind.state, payer) - KEPT)
    return (price for price in PRICES if price <= spare)


def _target(mind: Mind, last: Overture | None) -> float:
    """Odds of agreement that a deal is to have: the greedy try for more, and who was refused comes nearer."""
    refusals = last.refusals if last is not None else 0
    return min(0.9, 0.52 - mind.temper.greed / 200 + 0.15 * refusals)


def _with_money(core: Offer, price: int) -> Offer:
    """The deal with a sum of money given, or taken if it is negative."""
    if price > 0:
        return evolve(core, gives=(ClauseSpec("money", price), *core.gives))
    return evolve(core, takes=(ClauseSpec("money", -price), *core.takes)) if price else core


def _put(mind: Mind, other: int, offer: Offer, mine: float, judged: Judgement) -> Draft | None:
    """The deal as an action, if it is worth its words and can be put."""
    if mine < WORTH_SAYING or judged.odds < HOPELESS or not offer.gives or not offer.takes:
        return None
    action = deal(mind.view, other, offer.gives, offer.takes)
    return Draft(action, mine, judged.odds) if isinstance(action, Compose) else None
