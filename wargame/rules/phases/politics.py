"""Phase 7: regions, powers, promises and programmes drift; scores are reckoned; the end is checked."""

from __future__ import annotations

from attrs import evolve

from wargame.rules.board import Board
from wargame.rules.chance import POLITICS
from wargame.rules.compiled import Scenario
from wargame.rules.effects import apply_effect, compiled
from wargame.rules.endings import best, holding
from wargame.rules.figures import COLUMNS, SECTORS
from wargame.rules.fund import breaches
from wargame.rules.measures import Condition, dependency, owed, unrest
from wargame.rules.phases.finance import purse
from wargame.rules.phases.security import force_at
from wargame.rules.pledges import break_pledge, broken
from wargame.rules.reasons import because
from wargame.rules.records import Ended, Loan, Pledge
from wargame.rules.scoring import closing_quarters, column_scores, tally, total_score
from wargame.rules.state import State
from wargame.rules.threats import standing
from wargame.rules.trade import demand, demand_by_sector

IDLE = 15
"""Percent of its demand that a power's sectors go without, on the mean, before it shakes the state; thrice that, twice."""
IDLE_UNITS = 30
"""Units missing, all together, below which no more than a workshop stands idle."""
WEAK = 35
"""Stability below which a state's grip on its borders, its warheads and its militants slips."""
FIRM = 50
"""Stability from which a state holds its militants down."""
COOLING = 30
"""Percent odds that tempers cool by a rung in a quarter, on the rungs where they do."""


def regions(board: Board) -> None:
    """Mines, soldiers and neglect work on consent, grievance and the land; unrest feeds insurgency and spills over."""
    scenario = board.scenario
    for region in range(len(scenario.spec.regions)):
        _mining(board, region)
        _security(board, region)
        _spill(board, region)


def _mining(board: Board, region: int) -> None:
    scenario, state = board.scenario, board.state
    dirty = False
    for site in scenario.sites_in[region]:
        if not state.level[site] and not state.left[site]:
            continue
        cause, share = because("mining", site), because("community_share", site)
        if not state.level[site]:
            board.shift("grievance", region, 0 if state.declared[site] else 1, share)
        else:
            board.shift("grievance", region, (2, 1, 0, -1, -2)[state.declared[site]], share)
            board.shift("consent", region, (-1, 0, 0, 1, 1)[state.declared[site]], share)
            load = (3, 1, 0)[state.standard[site]]
            dirty = dirty or load == 3
            board.shift("environment", region, -load, cause)
            if load == 3:
                board.shift("consent", region, -2, cause)
    if not dirty:
        board.shift("environment", region, 1, because("land_recovers"))


def _security(board: Board, region: int) -> None:
    scenario, state = board.scenario, board.state
    power = scenario.region_power[region]
    force = force_at(scenario, state, "region", region, power)
    if force >= 4:
        board.shift("grievance", region, 1 + (force - 4) // 3, because("soldiers"))
    elif state.grievance[region] > 60:
        board.shift("grievance", region, 1, because("neglect"))
    pull = 100 - state.grievance[region] - state.consent[region]
    board.shift("consent", region, max(-2, min(2, pull // 10)), because("mood"))
    if state.insurgency[region] or state.grievance[region] > 50:
        tuning = scenario.spec.tuning
        anger = state.grievance[region] - state.consent[region] + tuning.embers
        step = max(-3, (anger - state.insurgency[region]) // tuning.recruits) - (1 if force >= 3 else 0)
        board.shift("insurgency", region, step, because("insurgency_fed"))
    if state.environment[region] < 40:
        board.shift("consent", region, -2, because("land_poisoned"))
        board.shift("grievance", region, 1, because("land_poisoned"))


def _spill(board: Board, region: int) -> None:
    scenario, state = board.scenario, board.state
    spec = scenario.spec.regions[region]
    for other, percent in spec.spills.items():
        reach = unrest(scenario, state, region) * percent // 100
        target = scenario.numbers["region"][other]
        host = scenario.region_power[region]
        if state.stability[host] < WEAK:
            board.shift("grievance", target, 1, because("weak_border", host))
        if reach >= 15:
            board.shift("grievance", target, reach // 15, because("spillover", region))
        elif state.grievance[target] > 20:
            board.shift("grievance", target, -1, because("quiet_border"))


def powers(board: Board) -> None:
    """Stability, standing, credibility, alignment, arenas, partners and the red lines drift by their causes."""
    for seat in range(board.scenario.npowers):
        _stability(board, seat)
        _words(board, seat)
        _patrons(board, seat)
        _red_line(board, seat)
    _ports(board)
    _threat(board)
    _arenas(board)
    _partners(board)


def _stability(board: Board, seat: int) -> None:
    scenario, state = board.scenario, board.state
    power = scenario.powers[seat]
    if state.stability[seat] < power.stability:
        board.shift("stability", seat, 1, because("time_heals"))
    elif state.stability[seat] > power.stability + 10:
        board.shift("stability", seat, -1, because("enthusiasm_fades"))
    if power.reserves is not None:
        held = board.booked(purse(scenario, seat))
        if held < power.reserves.floor // 2:
            board.shift("stability", seat, -5, because("reserves_dry"))
        elif held < power.reserves.floor:
            board.shift("stability", seat, -2, because("reserves_low"))
    for region in scenario.regions_of[seat]:
        if unrest(scenario, state, region) > 65:
            board.shift("stability", seat, -1, because("unrest", region))
    missing = _missing(scenario, state, seat)
    if missing >= IDLE:
        board.shift("stability", seat, -1 - (missing >= 3 * IDLE), because("factories_idle"))


def _missing(scenario: Scenario, state: State, seat: int) -> int:
    """Percent of demand that went unmet, the mean of the sectors; none while only a few units are missing."""
    m, sectors = scenario.nmaterials, len(SECTORS)
    short = state.short[seat * sectors * m : (seat + 1) * sectors * m]
    if sum(short) < IDLE_UNITS:
        return 0
    parts = [
        100 * sum(short[at * m : (at + 1) * m]) // units
        for at, units in enumerate(demand_by_sector(scenario, state, seat))
        if units
    ]
    return sum(parts) // sectors


def _words(board: Board, seat: int) -> None:
    state, spec = board.state, board.scenario.powers[seat]
    if standing(state, seat) is None and state.credibility[seat] < spec.credibility:
        board.shift("credibility", seat, 1, because("quiet_quarter"))
    if state.standing[seat] < spec.standing + 4:
        board.shift("standing", seat, 1 if state.stability[seat] >= WEAK else 0, because("diplomacy"))


def _patrons(board: Board, seat: int) -> None:
    """Alignment drifts with dependency and debt."""
    scenario, state = board.scenario, board.state
    n = scenario.npowers
    for name in scenario.powers[seat].patrons:
        patron = scenario.numbers["power"][name]
        at = patron * n + seat
        debts = min(25, owed(scenario, state, patron, seat) // 4)
        pull = dependency(scenario, state, seat, patron) // 3 + debts
        pull += 5 * [state.stake[s] for s in scenario.hosted[seat]].count(patron)
        if pull > state.influence[at]:
            board.shift("influence", at, 1, because("dependency"))
        elif pull < state.influence[at] - 10:
            board.shift(
                "influence", at, -2 if pull < state.influence[at] - 40 else -1, because("ties_loosen")
            )
        pride = (state.influence[at] - scenario.spec.tuning.pride) // 6
        if pride > 0:
            board.shift("influence", at, -pride, because("pride"))


def _ports(board: Board) -> None:
    """A port of two berths or more gives the foreign power that runs it a naval option."""
    scenario, state = board.scenario, board.state
    for site, kind in enumerate(scenario.kind):
        if kind != "port" or state.level[site] < 2 or state.damage[site]:
            continue
        owner = state.owner[site]
        if owner < scenario.npowers and owner != scenario.host[site]:
            board.shift("footprint", owner, 1, because("naval_option", site))


def _red_line(board: Board, seat: int) -> None:
    scenario, state = board.scenario, board.state
    opening = scenario.powers[seat].fissile
    if opening >= 100:
        return
    worst = max([state.insurgency[r] for r in scenario.regions_of[seat]], default=0)
    rung = max([state.tension[a] for a, sides in enumerate(scenario.arena_sides) if seat in sides], default=0)
    step = 0
    if state.stability[seat] < WEAK:
        step -= 3
    if worst > 65:
        step -= 1
    if rung >= 7:
        step -= 3
    if step:
        board.shift("fissile", seat, step, because("guards_thin"))
    elif state.fissile[seat] < opening:
        board.shift("fissile", seat, 1, because("guards_back"))


def _threat(board: Board) -> None:
    """The militant threat grows where the state that hosts it is weak, and fades slowly elsewhere."""
    scenario, state = board.scenario, board.state
    for host in scenario.militant_hosts:
        if state.stability[host] < WEAK:
            step, why = 2, because("militants_loose", host)
        elif state.stability[host] < FIRM:
            step, why = 1, because("militants_slack", host)
        else:
            step, why = -1, because("militants_held", host)
        board.shift("threat", 0, step, why)


def cooling(rung: int) -> int:
    """Percent odds that tempers cool by a rung of themselves: neither at the bottom nor from rung 7 up."""
    return COOLING if 1 < rung <= 6 else 0


def _arenas(board: Board) -> None:
    scenario, state = board.scenario, board.state
    for arena, spec in enumerate(scenario.spec.arenas):
        rung = state.tension[arena]
        effects = compiled(spec.rungs[rung].each_turn, scenario)
        if effects:
            cause = because("rung", arena, rung)
            for effect in effects:
                apply_effect(board, effect, cause, POLITICS)
        if state.truce[arena]:
            board.shift("tension", arena, -1, because("ceasefire_holds"))
        elif (odds := cooling(rung)) and board.chance(POLITICS, odds, f"tempers cool, {spec.name}"):
            board.shift("tension", arena, -1, because("tempers_cool"))


def _partners(board: Board) -> None:
    scenario, state = board.scenario, board.state
    for index, home in _homes(scenario):
        if state.disposition[index] > home + 20:
            board.shift("disposition", index, -1, because("old_habits"))
    for pact in state.pacts:
        share = scenario.spec.pacts[pact.pact].know_how
        if share:
            board.shift("know_how", pact.power, share, because("pact", pact.pact))


def _homes(scenario: Scenario) -> list[tuple[int, int]]:
    """Every partner's disposition toward every power as the scenario gives it: cell and value, listed once."""
    found: list[tuple[int, int]] | None = scenario.cache.get("homes")
    if found is None:
        n = scenario.npowers
        found = scenario.cache["homes"] = [
            ((n + at) * n + seat, spec.disposition.get(power.id, 50))
            for at, spec in enumerate(scenario.partners)
            for seat, power in enumerate(scenario.powers)
            if not spec.world
        ]
    return found


def pledges(board: Board) -> None:
    """Standing promises and riders are held against what was done."""
    scenario, state = board.scenario, board.state
    kept: list[Pledge] = []
    for pledge in state.pledges:
        if broken(scenario, state, pledge):
            break_pledge(board, pledge)
        elif pledge.turns > 1:
            kept.append(Pledge(pledge.kind, pledge.giver, pledge.taker, pledge.what, pledge.turns - 1))
    state.pledges = tuple(kept)
    for loan in state.loans:
        against = breaches(scenario, state, loan.riders, loan.creditor, loan.debtor)
        if against and loan.creditor < scenario.npowers:
            if loan.secret:
                _out(board, loan)
            cause = because("rider_broken", scenario.numbers["rider"][against[0]])
            board.shift("trust", loan.creditor * scenario.npowers + loan.debtor, -3, cause)


def _out(board: Board, loan: Loan) -> None:
    """A secret rider is kept or it is out: a lender who is cheated complains aloud."""
    state = board.state
    state.loans = tuple(evolve(x, secret=False) if x is loan else x for x in state.loans)
    board.tell("secret_promise_broken", power=loan.debtor, creditor=loan.creditor, riders=loan.riders)


def programmes(board: Board) -> None:
    """A readiness programme slips by the shortage of what it needs, and catches up when supplied."""
    for number in range(len(board.scenario.programme_needs)):
        step = readiness_step(board.scenario, board.state, number)
        why = because("programme_supplied") if step > 0 else because("programme_waits")
        board.shift("readiness", number, step, why)


def readiness_step(scenario: Scenario, state: State, number: int) -> int:
    """How far a quarter takes a programme: by the worst shortage among its needs back, or one on."""
    seat, worst = scenario.programme_power[number], 0
    for material in scenario.programme_needs[number]:
        missing = state.short[seat * len(SECTORS) * scenario.nmaterials + material]
        units = demand(scenario, state, seat, material)[0] if missing else 0
        if units:
            worst = max(worst, 100 * missing // units)
    return -max(1, worst // 8) if worst else 1


RECKONED = because("reckoned")
"""Why a score changes: the sum itself is told by whoever explains it."""


def scores(board: Board) -> None:
    """Reckon every power's three columns; the secret agendas count when the last quarter is over."""
    scenario, state = board.scenario, board.state
    last = state.turn >= scenario.spec.turns
    if last:
        board.close_books()
    if state.turn > scenario.spec.turns - closing_quarters(scenario):
        state.tallies = (*state.tallies, tally(scenario, state))
    for seat in range(scenario.npowers):
        for column, points in enumerate(column_scores(scenario, state, seat, agendas=last)):
            board.put("score", seat * len(COLUMNS) + column, points, RECKONED)
    state.history = (*state.history, tuple(total_score(scenario, state, s) for s in range(scenario.npowers)))


def endings(board: Board) -> None:
    """End the game after its last turn; else the next turn begins."""
    if catastrophe(board):
        return
    state, scenario = board.state, board.scenario
    if state.turn < scenario.spec.turns:
        state.turn += 1
        return
    totals = state.history[-1]
    ranking = sorted(
        range(scenario.npowers), key=lambda s: (-totals[s], state.blame[s], -state.standing[s], s)
    )
    number = best(scenario, state)
    state.queue = ()
    state.ended = Ended(number, (ranking[0],), tuple(ranking))
    board.tell("ended", ending=number)


def catastrophe(board: Board) -> bool:
    """End the game at once if a shared catastrophe has come: nobody wins, the least responsible ranks first."""
    scenario, state = board.scenario, board.state
    for number, has_come in _catastrophes(scenario):
        if has_come(state):
            board.close_books()
            ranking = sorted(range(scenario.npowers), key=lambda s: (state.blame[s], s))
            state.queue = ()
            state.ended = Ended(number, (), tuple(ranking), shared=True)
            board.tell("ended", ending=number)
            return True
    return False


def _catastrophes(scenario: Scenario) -> list[tuple[int, Condition]]:
    """The shared endings, picked once per scenario: they are looked at after every decision."""
    found: list[tuple[int, Condition]] | None = scenario.cache.get("catastrophes")
    if found is None:
        shared = [number for number, ending in enumerate(scenario.spec.endings) if ending.shared]
        found = [(number, holding(scenario, number)) for number in shared]
        scenario.cache["catastrophes"] = found
    return found
