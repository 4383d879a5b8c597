"""What a seat may know: a masked copy of the position, pure data with no handle on the game."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, frozen

from wargame.rules.board import HIDDEN_HAND, Entry, Kind
from wargame.rules.chance import STREAMS, mix
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.governments import NONE
from wargame.rules.governments import UNKNOWN as UNTOLD
from wargame.rules.offers import parties
from wargame.rules.state import State

UNKNOWN = -1
_PRIVATE = {"agenda", "diverted", "unbooked", "unseen"}


@frozen(eq=False)
class View:
    """A seat's knowledge: `state` is a copy in which what the seat may not know reads as unknown.

    Hidden are: the seed and the deck's order, others' agendas, grades not surveyed, secret riders, undisclosed shares,
    diverted money and the forces it pays for, secret acts that have been set going, who sponsored those that landed, and
    offers between others, answered ones too, and who governs the others where that is to be found out. Of others' money
    a view knows what their books show. Once the game has ended only the seed and the deck are hidden.
    """

    seat: int
    scenario: Scenario
    state: State

    def digest(self) -> str:
        """128 bits over all the seat knows."""
        return self.state.digest()


NOBODY = 999
"""The number of no seat and no partner: its view holds what everybody may know."""


def view_of(scenario: Scenario, state: State, seat: int) -> View:
    """The view of one seat, or of `NOBODY`."""
    seen = state.copy()
    seen.seed = 0
    seen.counters = [0] * len(STREAMS)
    seen.deck = ()
    if state.ended is None:
        _mask(scenario, state, seen, seat)
    return View(seat, scenario, seen)


def _mask(scenario: Scenario, state: State, seen: State, seat: int) -> None:
    """Take out of a copy of the position what a seat may not know while the game is on."""
    bit = 1 << seat
    for power in range(scenario.npowers):
        if power != seat:
            seen.agenda[power] = UNKNOWN
            seen.diverted[power] = 0
    for account, amount in enumerate(state.unbooked):
        if amount and _holder(scenario, "unbooked", account) != seat:
            seen.money[account] += amount
            seen.money[scenario.world] -= amount
            seen.unbooked[account] = 0
    for station, power in enumerate(scenario.station_power):
        if power != seat:
            seen.unseen[station] = 0
    for site, known in enumerate(state.known):
        if not known & bit:
            seen.grade[site] = UNKNOWN
        if seat not in (state.owner[site], scenario.host[site]):
            seen.share[site] = state.declared[site]
    if not state.governments_shown:
        seen.governments = tuple(
            UNTOLD if power != seat and number != NONE else number
            for power, number in enumerate(state.governments)
        )
    seen.orders = tuple(sealed if power == seat else () for power, sealed in enumerate(state.orders))
    seen.refused = tuple(keys if power == seat else () for power, keys in enumerate(state.refused))
    seen.hand = tuple(dealt if power == seat else () for power, dealt in enumerate(state.hand))
    seen.loans = tuple(
        evolve(loan, riders=(), secret=False)
        if loan.secret and seat not in (loan.creditor, loan.debtor)
        else loan
        for loan in state.loans
    )
    seen.tallies = tuple(
        tuple(
            points if power == seat else points[: len(scenario.powers[power].objectives)]
            for power, points in enumerate(row)
        )
        for row in state.tallies
    )
    seen.operations = tuple(each for each in state.operations if each.sponsor == seat)
    seen.coverts = tuple(covert for covert in state.coverts if covert.sponsor == seat)
    offer = state.offer
    if offer is not None and not parties(offer) & bit:
        seen.offer = None
    seen.overtures = tuple(each for each in state.overtures if seat in (each.proposer, each.receiver))
    if state.fund.riders and not _knows_fund(scenario, seat):
        seen.fund = evolve(state.fund, riders=())


def _knows_fund(scenario: Scenario, seat: int) -> bool:
    board = scenario.spec.board
    return board is not None and scenario.numbers["power"][board.debtor] == seat


def _holder(scenario: Scenario, name: str, index: int) -> int:
    """The power that a private figure belongs to; -1 when it is nobody's at the table."""
    if name == "unseen":
        return scenario.station_power[index]
    if name == "unbooked" and index in scenario.reserves:
        return scenario.reserves.index(index)
    return index if index < scenario.npowers else -1


def entries_seen(scenario: Scenario, state: State, entries: Iterable[Entry], seat: int) -> list[Entry]:
    """Ledger entries as a seat may read them: hidden figures left out, secret causes unnamed; all once it is over."""
    if state.ended is not None:
        return list(entries)
    found = []
    entries = list(entries)
    unbooked = state.unbooked[:]
    """What the books leave out so far, by account: a ledger of money is that of the books, the seat's own as well."""
    for entry in entries:
        if entry.name == "unbooked":
            unbooked[entry.index] -= entry.delta
    unbooked[scenario.world] = -sum(unbooked)
    held: dict[int, int] = {}
    for entry in entries:
        mine = bool(entry.seen >> seat & 1)
        if entry.name == "money":
            held[entry.index] = entry.value
        if entry.name == "unbooked":
            unbooked[entry.index] += entry.delta
            unbooked[scenario.world] -= entry.delta
            if entry.seen == ALL:  # the books are set right in sight of all
                now = held.get(entry.index, state.money[entry.index]) + unbooked[entry.index]
                found.append(evolve(entry, name="money", value=now))
        if entry.name == "money" and entry.seen != ALL and entry.aside is None:
            continue
        if entry.name == "money" and unbooked[entry.index]:
            entry = evolve(entry, value=entry.value + unbooked[entry.index])
        if entry.name in _PRIVATE and _holder(scenario, entry.name, entry.index) != seat:
            continue
        if entry.name == "grade" and not state.known[entry.index] >> seat & 1:
            continue
        if entry.name == "share" and seat not in (state.owner[entry.index], scenario.host[entry.index]):
            continue
        if entry.name == "declared" and seat not in (state.owner[entry.index], scenario.host[entry.index]):
            # What others take for the share is what is declared of it.
            found.append(evolve(entry, name="share", cause=entry.cause if mine else HIDDEN_HAND, seen=-1))
        found.append(entry if mine else evolve(entry, cause=entry.aside or HIDDEN_HAND, seen=-1))
    return found


def sample(view: View, seed: int) -> State:
    """A full position consistent with the view: what is hidden is dealt afresh from a seed of the caller's own."""
    scenario, state = view.scenario, view.state.copy()
    state.seed = seed
    draws = iter(range(1 << 30))

    def below(n: int) -> int:
        return mix(seed, 99, next(draws)) % n

    for site, spec in enumerate(scenario.sites):
        if state.grade[site] == UNKNOWN and spec.grade is None and state.known[site]:
            left = below(sum(spec.grades))
            for grade, weight in enumerate(spec.grades):
                left -= weight
                if left < 0:
                    state.grade[site] = grade
                    break
    choosing = {seat for kind, seat, _, _ in state.queue if kind == Kind.AGENDA}
    for power, spec_power in enumerate(scenario.powers):
        if state.agenda[power] != UNKNOWN or not spec_power.agendas:
            continue
        if power not in choosing:
            state.agenda[power] = below(len(spec_power.agendas))
        elif not state.hand[power]:
            dealt = tuple(range(len(spec_power.agendas)))
            state.hand = (*state.hand[:power], dealt, *state.hand[power + 1 :])
    if UNTOLD in state.governments:
        state.governments = tuple(
            below(len(scenario.governments[power])) if number == UNTOLD else number
            for power, number in enumerate(state.governments)
        )
    gone = {*state.drawn, *state.discard}
    cards = scenario.spec.cards
    hidden = [n for n, card in enumerate(cards) if n not in gone and not card.fixed and card.weight]
    deck = []
    while hidden:
        at, weight = 0, below(sum(cards[n].weight for n in hidden))
        while weight >= cards[hidden[at]].weight:
            weight -= cards[hidden[at]].weight
            at += 1
        deck.append(hidden.pop(at))
    state.deck = tuple(deck)
    return state
