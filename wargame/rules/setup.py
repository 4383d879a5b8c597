"""The opening position of a scenario."""

from __future__ import annotations

from collections.abc import Mapping

from wargame.rules.board import Board
from wargame.rules.chance import HEADLINES, SETUP, STREAMS
from wargame.rules.compiled import Scenario
from wargame.rules.effects import apply_effect, compiled
from wargame.rules.figures import FIGURES
from wargame.rules.governments import NONE, appointed
from wargame.rules.phases import market
from wargame.rules.phases.finance import put_by
from wargame.rules.reasons import because
from wargame.rules.records import Contract, Fund, Loan
from wargame.rules.state import State

CAUSE = because("opening")
HAND = 2
"""Agendas dealt to a power, of which it keeps one."""


def opening(
    scenario: Scenario,
    seed: int,
    sealed: bool | None = None,
    governments: Mapping[int, int] | None = None,
    shown: bool = True,
) -> State:
    """The state before the first headline: as stated by the scenario, with agendas and the deck dealt from the seed.

    So are the `governments` that are not chosen by seat; they are `shown` or left to be found out.
    """
    undealt: State | None = scenario.cache.get("undealt")
    if undealt is None:
        undealt = _undealt(scenario, seed)
        if not any(undealt.counters):  # nothing was left to chance, so every seed opens alike
            scenario.cache["undealt"] = undealt
    state = undealt.copy()
    state.seed = seed
    if sealed is not None:
        state.sealed = sealed
    state.governments = appointed(scenario, seed, governments or {})
    state.governments_shown = shown
    _deal(Board(scenario, state))
    return state


def _undealt(scenario: Scenario, seed: int) -> State:
    """The opening as stated by the scenario, before anything is dealt."""
    spec = scenario.spec
    columns = {name: [0] * scenario.size(name) for name in FIGURES}
    state = State(
        seed=seed,
        counters=[0] * len(STREAMS),
        turn=1,
        phase=0,
        queue=(),
        passed=0,
        initiative=0,
        sequence=tuple(range(len(spec.powers))),
        deck=(),
        drawn=(),
        discard=(),
        loans=(),
        contracts=(),
        pacts=(),
        pledges=(),
        threats=(),
        courses=(),
        memories=(),
        offer=None,
        operations=(),
        coverts=(),
        fund=Fund(active=spec.board is not None, next_review=spec.board.every if spec.board else 0),
        votes=(),
        history=(),
        tallies=(),
        ended=None,
        next_loan=len(spec.loans),
        hand=((),) * len(spec.powers),
        sealed=spec.sealed,
        governments=(NONE,) * len(spec.powers),
        governments_shown=True,
        orders=((),) * len(spec.powers),
        refused=((),) * len(spec.powers),
        overtures=(),
        **columns,
    )
    _powers(scenario, state)
    _partners(scenario, state)
    _places(scenario, state)
    account, party, material = (scenario.numbers[k] for k in ("account", "party", "material"))
    state.loans = tuple(
        Loan(n, account[x.creditor], account[x.debtor], x.amount, x.rate, x.due, x.riders, x.secret)
        for n, x in enumerate(spec.loans)
    )
    state.contracts = tuple(
        Contract(party[c.seller], party[c.buyer], material[c.material], c.amount, c.turns)
        for c in spec.contracts
    )
    board = Board(scenario, state)
    for effect in compiled(spec.opening, scenario):
        apply_effect(board, effect, CAUSE)
    state.courses = ()  # what is in force from the start surprises nobody
    state.memories = ()  # what powers thought of one another before is where their trust begins
    for seat in range(scenario.npowers):
        put_by(board, seat, spec.tuning.secret_start, CAUSE)
    market.reckon(board, CAUSE)
    return state


def _powers(scenario: Scenario, state: State) -> None:
    n, items = scenario.npowers, scenario.nmaterials
    for seat, power in enumerate(scenario.powers):
        state.money[seat] = power.money
        if power.reserves is not None:
            state.money[scenario.reserves[seat]] = power.reserves.amount
        for name in ("standing", "stability", "credibility", "fissile", "footprint"):
            getattr(state, name)[seat] = getattr(power, name)
        state.agenda[seat] = -1
        state.know_how[seat] = power.know_how
        for other in range(n):
            if other != seat:
                state.trust[seat * n + other] = 50
        for material, amount in power.stock.items():
            state.stock[seat * items + scenario.numbers["material"][material]] = amount
    for number, programme in enumerate(scenario.spec.programmes):
        state.readiness[number] = programme.readiness
    state.imf_credibility[0] = scenario.spec.board.credibility if scenario.spec.board else 0
    for number in range(items):
        state.price[number] = 100


def _partners(scenario: Scenario, state: State) -> None:
    n = scenario.npowers
    for at, partner in enumerate(scenario.partners):
        party = n + at
        state.money[party] = partner.money
        state.know_how[party] = partner.know_how
        for seat, power in enumerate(scenario.powers):
            state.disposition[party * n + seat] = partner.disposition.get(power.id, 50)
        for material, amount in partner.stock.items():
            state.stock[party * scenario.nmaterials + scenario.numbers["material"][material]] = amount


def _places(scenario: Scenario, state: State) -> None:
    party = scenario.numbers["party"]
    everyone = (1 << scenario.npowers) - 1
    for number, site in enumerate(scenario.sites):
        state.owner[number] = party[site.owner or site.host]
        state.stake[number] = party[site.stake] if site.stake else -1
        state.level[number] = site.level
        state.grade[number] = -1 if site.grade is None else site.grade
        state.known[number] = 0 if site.grade is None else everyone
        state.standard[number] = site.standard
        state.share[number] = state.declared[number] = site.share
        state.access[number] = site.access
    for place, region in enumerate(scenario.spec.regions):
        for figure in ("consent", "grievance", "insurgency", "environment"):
            getattr(state, figure)[place] = getattr(region, figure)
    for number, arena in enumerate(scenario.spec.arenas):
        state.tension[number] = arena.tension
    for number, station in enumerate(scenario.spec.stations):
        state.force[number] = station.force


def _deal(board: Board) -> None:
    """Deal agendas and shuffle the deck."""
    scenario, state = board.scenario, board.state
    for seat, power in enumerate(scenario.powers):
        dealt = list(range(len(power.agendas)))
        while len(dealt) > HAND:
            dealt.pop(board.pick(SETUP, (1,) * len(dealt), "agenda"))
        if len(dealt) == 1:
            state.agenda[seat] = dealt.pop()
        state.hand = (*state.hand[:seat], tuple(dealt), *state.hand[seat + 1 :])
    cards = scenario.spec.cards
    left = [n for n, card in enumerate(cards) if not card.fixed and card.weight]
    weights, deck = [cards[n].weight for n in left], []
    while left:
        at = board.pick(HEADLINES, weights, "shuffle")
        deck.append(left.pop(at))
        del weights[at]
    state.deck = tuple(deck)
