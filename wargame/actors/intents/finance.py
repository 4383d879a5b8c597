"""Intents about money: stay solvent, lend, wait for or call in what is owed, and work the lender's board."""

from __future__ import annotations

from collections.abc import Iterator

from wargame.actors.mind import Idea, Mind
from wargame.rules.actions.loans import (
    LOBBIED,
    AskFund,
    AskRollover,
    CallIn,
    Lend,
    Lobby,
    Prepay,
    Rollover,
)
from wargame.rules.board import Board
from wargame.rules.books import booked
from wargame.rules.fund import debtor_of
from wargame.rules.offers import roll_over
from wargame.rules.phases.finance import purse
from wargame.rules.records import Offer


def stay_solvent(mind: Mind) -> Iterator[Idea]:
    """Before the dues come: more time from creditors, an early tranche from the lender."""
    scenario, state = mind.scenario, mind.state
    spec = scenario.powers[mind.seat].reserves
    if spec is None:
        return
    asks = mind.of(AskRollover)
    due = {
        a.creditor: min(x.due for x in state.loans if x.debtor == mind.seat and x.creditor == a.creditor)
        for a in asks
    }
    asks.sort(key=lambda a: (due[a.creditor], a.creditor))
    for action in asks[:3]:
        if due[action.creditor] > state.turn + 1 or due[action.creditor] > scenario.spec.turns:
            continue
        creditor = action.creditor
        gain = mind.gain_of(lambda board, c=creditor: roll_over(board, c, mind.seat, ""))  # type: ignore[misc]
        if creditor < scenario.npowers:
            if mind.rebuffed("rollover", creditor) or not mind.its_moment(action):
                continue
            gain, odds = mind.prospect(Offer("rollover", mind.seat, creditor, ()))
            odds = max(odds, 0.1)  # who cannot pay asks, however little hope there is
        else:
            odds = action.odds(Board(scenario, state)) / 100
        who = mind.name("account", creditor)
        yield Idea(action, f"a year more from {who} is worth asking for", gain=odds * gain - 0.1, lift=0.6)
    held = booked(state, purse(scenario, mind.seat))
    for ask in mind.of(AskFund):
        need = max(0.0, spec.floor + 20 - held) / 12
        lift = 4 * mind.ballot.passes() - 2.8 + need
        yield Idea(ask, "the books are open and the tranche is needed", gain=lift)


def repay_early(mind: Mind) -> Iterator[Idea]:
    """Loosen a patron's grip when the reserves can bear it."""
    spec = mind.scenario.powers[mind.seat].reserves
    if spec is None:
        return
    for action in mind.of(Prepay)[:2]:
        if mind.its_moment(action):
            yield Idea(
                action, f"what is repaid to {mind.name('account', action.creditor)} cannot be called in"
            )


def lend_to_the_hinge(mind: Mind) -> Iterator[Idea]:
    """Money now for influence, with the rider one most wants and they may bear."""
    scenario, state = mind.scenario, mind.state
    sizes = scenario.spec.tuning.loan_sizes
    spare = booked(state, mind.seat) - 5
    found = [a for a in mind.of(Lend) if sizes[a.size] <= spare and a.terms in _terms(mind)]
    found.sort(key=lambda a: (-sizes[a.size], mind.mood(a.number, 17), a.number))
    for action in found[:2]:
        if mind.rebuffed("loan", action.target) or not mind.its_moment(action):
            continue
        offer = action.offer(Board(scenario, state))
        amount, _, turns = offer.terms
        mine, odds = mind.prospect(offer)
        back = 0.25 * amount * (mind.quarters > turns)
        whom = mind.name("power", action.target)
        if odds >= 0.3:
            yield Idea(
                action, f"a friend of {whom} is made when its reserves are low", gain=odds * (mine + back)
            )


def _terms(mind: Mind) -> set[int]:
    """The terms this temperament offers: open and plain when patient, with a string when greedy or bold."""
    numbers = mind.scenario.numbers["terms"]
    wanted = {"plain"}
    wanted.add(("port_access", "first_claim", "ceasefire", "collateral", "curb_militants")[mind.mood(19) % 5])
    if mind.temper.greed > 55:
        wanted.add("collateral")
    if mind.temper.boldness > 60:
        wanted.add("collateral:secret")
    return {numbers[word] for word in wanted}


def wait_for_a_debtor(mind: Mind) -> Iterator[Idea]:
    """Roll a friend's loan over before it breaks him; call in one from who is a friend no more."""
    state, seat = mind.state, mind.seat
    for action in mind.of(Rollover):
        soonest = min(x.due for x in state.loans if x.debtor == action.target and x.creditor == seat)
        if soonest <= state.turn + 1:
            whom = mind.name("power", action.target)
            lift = (mind.temper.warmth - 35) / 40 - 0.1 * max(0, 6 - booked(state, seat))
            yield Idea(action, f"{whom} repays more surely next year than this", lift=lift)
    for call in mind.of(CallIn):
        cold = (45 - mind.trusts(call.target)) / 40 + (mind.temper.greed - 50) / 20
        if cold > 0 and mind.mood(call.target, 23) < 20:
            yield Idea(call, "patience with debtors has an end", lift=cold)


def work_the_board(mind: Mind) -> Iterator[Idea]:
    """Lobby for the next motion or against it, when a vote is near and what hangs on it is worth the money."""
    scenario, state = mind.scenario, mind.state
    debtor = debtor_of(scenario)
    if debtor < 0 or not state.fund.active or state.fund.next_review > state.turn + 1:
        return
    for action in mind.of(Lobby):
        step = LOBBIED if action.stance == 0 else -LOBBIED
        moved = mind.ballot.passes(lobbied=step) - mind.ballot.passes()
        lift = moved * mind.ballot.stake(mind.seat) + (mind.temper.spite - 60) / 60
        if lift > 0:
            word = "deserves" if action.stance == 0 else "has not earned"
            yield Idea(action, f"{mind.name('power', debtor)} {word} the next tranche, and somebody must say so",
                       lift=lift)  # fmt: skip
