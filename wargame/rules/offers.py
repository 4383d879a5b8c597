"""Offers between seats: what accepting does, what refusing costs, and when accepting is impossible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from wargame.rules import threats
from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.events import ALL
from wargame.rules.pledges import FEW, PLEDGE_TURNS, PLEDGES
from wargame.rules.reasons import Cause, Reason, because
from wargame.rules.records import Contract, Loan, Offer, Overture, Pledge
from wargame.rules.regimes import regime_cell
from wargame.rules.spec import ClauseSpec
from wargame.rules.state import State
from wargame.rules.words import capital, count, money, world_share

CLAUSES = {
    "money": "pays {money}",
    "relief": "lifts its controls on {what} and keeps them lifted for 4 quarters",
    "offtake": "sells {share} of the world's {what} a quarter for 4 quarters",
    "vote": "casts its next vote on the lender's board, within 4 quarters: {what}",
    "truce": "keeps tension over {what} at rung 6 or below for 4 quarters",
    "know_how": "shares {points} of separation know-how",
    "stake": "opens its best mine to a stake of {part} of what it earns",
    "withdraw": "keeps no more than 3 units of force at {what} for 4 quarters",
    "influence": "leans {points} toward the other",
    "basing": "grants {points} of regional footprint",
    "delay": "waits a year for the debt that falls due soonest",
    "forbear": "drops its threat and does not carry it out for 4 quarters",
}
IN_BRIEF = {
    "money": "{money}",
    "relief": "relief on {what}",
    "offtake": "a contract for {what}",
    "vote": "a vote",
    "truce": "quiet over {what}",
    "know_how": "know-how",
    "stake": "a stake",
    "withdraw": "fewer forces at {what}",
    "influence": "a lean",
    "basing": "a footprint",
    "delay": "a year to pay",
    "forbear": "a threat dropped",
}
"""A clause in the title of a deal: what changes hands."""
WHATS = {"relief": "item", "offtake": "material", "vote": "stance", "truce": "arena", "withdraw": "station"}
"""The kind of thing that a clause names, if any."""
BASE_SHAME = 4
"""Points of footprint granted to foreigners that cost the host a point of stability."""
FAMILIAR = 60
"""Trust from which one deal more proves little."""
HEARD = 4
"""Rung from which the world listens: a crowd cheers who climbs, and everyone thanks both sides for a ceasefire."""


def clause_text(clause: ClauseSpec, scenario: Scenario) -> str:
    """A clause in words."""
    return _worded(CLAUSES, clause, scenario)


def _worded(table: Mapping[str, str], clause: ClauseSpec, scenario: Scenario) -> str:
    what = clause.what
    kind = WHATS.get(clause.do, "")
    if kind and clause.what in scenario.numbers[kind]:
        what = scenario.within(kind, scenario.numbers[kind][clause.what])
    return table[clause.do].format(
        points=count(clause.amount, "point"),
        what=what,
        money=money(clause.amount),
        share=world_share(clause.amount),
        part=f"{scenario.spec.tuning.stake_percent}%",
    )


def offer_text(offer: Offer, scenario: Scenario) -> list[str]:
    """An offer's terms, line by line, as either side reads them."""
    giver, taker = (scenario.within("power", p) for p in (offer.proposer, offer.receiver))
    lines = _kind_text(offer, scenario)
    lines += [capital(f"{giver} {clause_text(c, scenario)}") for c in offer.gives]
    return lines + [capital(f"{taker} {clause_text(c, scenario)}") for c in offer.takes]


def _kind_text(offer: Offer, scenario: Scenario) -> list[str]:
    """What an offer's kind says, before any clauses."""
    if offer.kind == "loan":
        amount, rate, turns = offer.terms
        lines = [f"A loan of {money(amount)} at {rate}% a year, due in {count(turns, 'quarter')}"]
        lines += [f"Rider: {scenario.rider(r)}" for r in offer.riders]
        return [*lines, "The riders are secret"] if offer.secret and offer.riders else lines
    if offer.kind == "rollover":
        return ["A year's delay of the debt that falls due soonest"]
    if offer.kind == "stake":
        site, price, turns = offer.terms
        where, built = scenario.within("site", site), count(turns, "quarter")
        investor = scenario.within("power", offer.proposer)
        return [
            f"Co-financing {where}: {money(price)} from {investor}, {built} of work",
            f"A stake for {investor}: {scenario.spec.tuning.stake_percent}% of what it earns",
        ]
    if offer.kind == "truce":
        return [f"A ceasefire for 4 quarters over {scenario.within('arena', offer.terms[0])}"]
    if offer.kind == "threat":
        who, deed = (scenario.within("power", offer.proposer), scenario.names["threat"][offer.terms[0]])
        return [capital(f"{who} does not carry out its threat of {deed} for 4 quarters")]
    return [scenario.spec.deals[offer.terms[0]].title if offer.terms else _title(offer, scenario)]


def _title(offer: Offer, scenario: Scenario) -> str:
    """What whoever makes it gives and takes in a deal made clause by clause: `A vote and know-how for $300m`."""
    if not offer.gives and not offer.takes:
        return "A deal of their own making"
    gives, takes = (
        " and ".join(_worded(IN_BRIEF, clause, scenario) for clause in clauses) or "nothing"
        for clauses in (offer.gives, offer.takes)
    )
    return capital(f"{takes} for {gives}" if offer.counters % 2 else f"{gives} for {takes}")


def unable(board: Board) -> str | None:
    """Why whoever is asked cannot accept the pending offer; None when it can."""
    offer = board.state.offer
    return None if offer is None else cannot_meet(board, offer, offer.asked)


def cannot_meet(board: Board, offer: Offer, seat: int) -> str | None:
    """Why one of the two sides cannot do its part of an offer; None when it can."""
    if seat == offer.receiver:
        return cannot_give(board, seat, offer.proposer, offer.takes)
    lent = {"loan": 0, "stake": 1}.get(offer.kind)
    return cannot_give(board, seat, offer.receiver, offer.gives, 0 if lent is None else offer.terms[lent])


def cannot_give(
    board: Board, giver: int, taker: int, clauses: Sequence[ClauseSpec], besides: int = 0
) -> str | None:
    """Why a power cannot give these clauses, and money `besides`; None when it can: nobody promises what it has not got."""
    owed = besides + sum([clause.amount for clause in clauses if clause.do == "money"])
    if owed and owed > (held := board.booked(giver)):
        return f"it takes {money(owed)} and the treasury holds {money(held)}"
    for clause in clauses:
        reason = _lacks(board, giver, taker, clause)
        if reason is not None:
            return reason
    return None


def _lacks(board: Board, giver: int, taker: int, clause: ClauseSpec) -> str | None:
    """What a giver lacks that a clause promises."""
    state, scenario = board.state, board.scenario
    match clause.do:
        case "relief":
            if not state.regime[regime_cell(scenario, giver, _what(scenario, clause, taker), taker)]:
                return "there is no such control to lift"
        case "truce":
            sides = scenario.arena_sides[_what(scenario, clause, taker)]
            if {giver, taker} != {*sides}:
                return "the other side of that line is not at this table"
        case "stake" if _free_mine(board, giver) < 0:
            return "there is no mine without an investor"
        case "offtake":
            material = _what(scenario, clause, taker)
            if state.flow[(material * scenario.nparties + giver) * scenario.nparties + giver] < clause.amount:
                return "they do not produce that much"
        case "know_how":
            ahead = max(0, state.know_how[giver] - state.know_how[taker])
            if ahead < clause.amount:
                return (
                    f"they know {count(ahead, 'point')} more of separation, and cannot teach {clause.amount}"
                )
        case "influence" if scenario.ids["power"][taker] not in scenario.powers[giver].patrons:
            return "they look to nobody there for patronage"
        case "basing" if not scenario.regions_of[giver]:
            return "they have no ground in the region to base anybody on"
        case "vote":
            return _no_vote(board, giver, taker, clause.what)
        case "delay" if not any(x.creditor == giver and x.debtor == taker for x in state.loans):
            return "the other owes them nothing"
        case "forbear" if threats.against(state, giver, taker) is None:
            return "they do not threaten the other with anything"
    if clause.do in PLEDGES and clause.do != threats.FORBEAR and _stands(board, giver, taker, clause):
        return "that is promised already"
    return None


def _no_vote(board: Board, voter: int, taker: int, stance: str) -> str | None:
    """Why a power cannot promise another how it votes; None when it can. A vote is promised once, to one side."""
    scenario = board.scenario
    spec, ids = scenario.spec.board, scenario.ids["power"]
    if spec is None or spec.debtor == ids[voter] or not spec.votes.get(ids[voter], 0):
        return "they have no vote on the lender's board"
    if spec.debtor == ids[taker] and stance == "oppose":
        return "nobody asks for a vote against its own motion"
    for pledge in board.state.pledges:
        if pledge.kind == "vote" and pledge.giver == voter:
            whom, how = scenario.within("power", pledge.taker), scenario.names["stance"][pledge.what]
            return f"their vote is promised to {whom} already: {how}"
    return None


def _what(scenario: Scenario, clause: ClauseSpec, taker: int) -> int:
    """The number of what a clause is about: the thing it names, else its taker."""
    kind = WHATS.get(clause.do)
    return scenario.numbers[kind][clause.what] if kind else taker


def _stands(board: Board, giver: int, taker: int, clause: ClauseSpec) -> bool:
    what = _what(board.scenario, clause, taker)
    for pledge in board.state.pledges:
        if (pledge.kind, pledge.giver, pledge.taker, pledge.what) == (clause.do, giver, taker, what):
            return True
    return False


def _free_mine(board: Board, power: int) -> int:
    """A power's most promising mine without an outside stake, or -1."""
    scenario, state = board.scenario, board.state
    free = [
        s
        for s in scenario.hosted[power]
        if state.stake[s] < 0 and scenario.kind[s] == "mine" and (state.level[s] or state.left[s])
    ]
    return max(free, key=lambda s: (state.level[s], -s)) if free else -1


def accept(board: Board, cause: Cause) -> None:
    """Carry out the pending offer."""
    offer, state = board.state.offer, board.state
    assert offer is not None
    state.offer = None
    _remember(board, offer, refuser=-1)
    n = board.scenario.npowers
    giver, taker = offer.proposer, offer.receiver
    board.remembered_as = _memorable(offer)
    threats.bargain(board, giver, taker, offer.gives, offer.takes)
    give(board, giver, taker, offer.gives, cause)
    give(board, taker, giver, offer.takes, cause)
    if offer.kind == "threat":
        board.remembered_as = None
        give_way(board, offer)
        return
    for pair, given in ((taker * n + giver, offer.gives), (giver * n + taker, offer.takes)):
        board.shift("trust", pair, _thanks(given, state.trust[pair]), cause)
    if offer.kind == "loan":
        _loan(board, offer, cause)
    elif offer.kind == "rollover":
        roll_over(board, taker, giver, cause)
    elif offer.kind == "stake":
        co_finance(board, offer, cause)
    elif offer.kind == "truce":
        truce(board, offer.terms[0], cause)
    board.remembered_as = None
    board.tell("offer_accepted", power=offer.asked, target=offer.asker, offer=offer.outline)


def _memorable(offer: Offer) -> Reason:
    """What is remembered of an offer that was accepted."""
    if offer.kind == "truce":
        return because("ceasefire_agreed", offer.terms[0])
    if offer.kind == "deal" and offer.terms:
        return because("deal_struck", offer.terms[0])
    return _REMEMBERED[offer.kind]


_REMEMBERED = {
    "loan": because("loan_taken"),
    "rollover": because("delay_granted"),
    "stake": because("ground_opened"),
    "deal": because("bargain_struck"),
    "threat": because("gave_way"),
}


def give_way(board: Board, offer: Offer) -> None:
    """What a threat was answered with has been given. Where that is not what was demanded, it has been bought off.

    Nobody thanks anybody for what was given under a threat.
    """
    threat = threats.standing(board.state, offer.proposer)
    if threat is not None and threat.deed == offer.terms[0]:
        threats.buy_off(board, threat)


def _thanks(given: Sequence[ClauseSpec], trust: int) -> int:
    """The trust that one side of a deal earns with the other: by how much it gives, and less among friends."""
    worth = sum(_EARNS[clause.do][0] + clause.amount // _EARNS[clause.do][1] for clause in given)
    return min(worth, 3 if trust < FAMILIAR else 1)


_AMOUNTS = {"money": (0, 2), "know_how": (0, 3), "influence": (0, 3), "basing": (0, 4), "offtake": (1, 10)}
_EARNS = _AMOUNTS | dict.fromkeys(
    ("relief", "truce", "withdraw", "vote", "stake", "delay", "forbear"), (3, 1)
)
"""What each clause earns of trust: outright, and one for so many units of its amount."""


def refuse(board: Board, cause: Cause) -> None:
    """Turn the pending offer down: the same words need not be tried again this quarter.

    Whoever says no, the receiver pays for it: a counter-offer that nobody could take is a refusal by another name. Who was
    asked for something and offered nothing owes nobody an answer; nor does who has refused the same power within a year.
    """
    offer, n, told = board.state.offer, board.scenario.npowers, board.state.refused
    assert offer is not None
    board.state.offer = None
    asked_before = _lately_refused(board.state, offer)
    _remember(board, offer, offer.asked)
    at = offer.proposer
    board.state.refused = (*told[:at], (*told[at], offer.key), *told[at + 1 :])
    if offer.owed and not asked_before:
        board.remembered_as = because("offer_refused")
        board.shift("trust", offer.proposer * n + offer.receiver, -1, cause)
        board.remembered_as = None
    if offer.kind == "truce":
        board.shift("standing", offer.receiver, -1, cause)
    if offer.kind == "threat":
        board.tell("demand_refused", power=offer.receiver, target=offer.proposer)
        return
    board.tell(
        "offer_refused",
        seen=parties(offer),
        instead="refusal_heard_of",
        power=offer.asked,
        target=offer.asker,
        offer=offer.told,
    )


def _remember(board: Board, offer: Offer, refuser: int) -> None:
    """Keep what became of an offer in the place of the last of its kind between the two; threats are no offers."""
    if offer.kind == "threat":
        return
    state = board.state
    last = overture(state, offer.proposer, offer.receiver, offer.kind)
    refusals = 0 if refuser < 0 else 1 if last is None else last.refusals + 1
    terms = offer.kind, offer.proposer, offer.receiver, state.turn, offer.gives, offer.takes
    told = Overture(*terms, refuser, refusals)
    state.overtures = (*(each for each in state.overtures if each is not last), told)


def _lately_refused(state: State, offer: Offer) -> bool:
    """Whether the last offer of its kind between the two was refused, and that within a year."""
    last = overture(state, offer.proposer, offer.receiver, offer.kind)
    return last is not None and last.refuser >= 0 and state.turn - last.turn < PLEDGE_TURNS


def overture(state: State, proposer: int, receiver: int, kind: str = "deal") -> Overture | None:
    """The last offer of a kind that one power put before another; None when there was none."""
    for each in state.overtures:
        if (each.kind, each.proposer, each.receiver) == (kind, proposer, receiver):
            return each
    return None


def parties(offer: Offer) -> int:
    """Who may know what is offered and has not been agreed: the two sides.

    A ceasefire is offered before the world, and a threat made; what is asked for either is not.
    """
    open_to_all = offer.kind in ("truce", "threat") and not offer.counters
    return ALL if open_to_all else 1 << offer.proposer | 1 << offer.receiver


def put_offer(board: Board, offer: Offer) -> None:
    """Ask for an answer to an offer as it stands; its parties hear what it is about, all others that there is one."""
    board.state.offer = offer
    board.ask(Kind.ANSWER, offer.asked)
    seen, asker, asked, told = parties(offer), offer.asker, offer.asked, offer.told
    if offer.kind == "threat" and not offer.counters:
        return  # the threat has been told
    if offer.counters:
        board.tell(
            "counter_made", seen=seen, instead="counter_heard_of", power=asker, target=asked, offer=told
        )
    else:
        board.tell("offer_made", seen=seen, instead="offer_heard_of", power=asker, target=asked, offer=told)


def _loan(board: Board, offer: Offer, cause: Cause) -> None:
    scenario, state = board.scenario, board.state
    amount, rate, turns = offer.terms
    lender, debtor = offer.proposer, offer.receiver
    account = scenario.reserves[debtor] if scenario.reserves[debtor] >= 0 else debtor
    board.pay(lender, debtor, amount // 4, cause)
    board.pay(lender, account, amount - amount // 4, cause)
    loan = Loan(state.next_loan, lender, debtor, amount, rate, state.turn + turns, offer.riders, offer.secret)
    state.loans, state.next_loan = (*state.loans, loan), state.next_loan + 1
    n = scenario.npowers
    board.shift("influence", lender * n + debtor, scenario.spec.tuning.loan_influence * amount // 5, cause)
    board.shift("trust", debtor * n + lender, 3, cause)
    if "port_access" in offer.riders:
        board.shift("footprint", lender, 8, cause)
    if "first_claim" in offer.riders:
        site = _free_mine(board, debtor)
        if site >= 0:
            board.put("stake", site, lender, cause)


def roll_over(board: Board, creditor: int, debtor: int, cause: Cause) -> None:
    """Put the loan that falls due soonest off by a year."""
    state, n = board.state, board.scenario.npowers
    mine = [x for x in state.loans if x.creditor == creditor and x.debtor == debtor]
    loan = min(mine, key=lambda x: (x.due, x.number))
    state.loans = tuple(evolve(x, due=x.due + 4) if x is loan else x for x in state.loans)
    if creditor < n:
        board.shift("influence", creditor * n + debtor, 2, cause)
        board.shift("trust", debtor * n + creditor, 2, cause)
        threats.notice(board, creditor, debtor, ClauseSpec("delay"))


def co_finance(board: Board, offer: Offer, cause: Cause) -> None:
    """Work begins on the investor's money; the other patrons take it amiss."""
    scenario, n = board.scenario, board.scenario.npowers
    investor, host, (site, price, turns) = offer.proposer, offer.receiver, offer.terms
    board.pay(investor, scenario.world, price, cause)
    board.put("left", site, turns, cause)
    board.put("stake", site, investor, cause)
    board.shift("influence", investor * n + host, 4, cause)
    board.shift("trust", host * n + investor, 3, cause)
    board.shift("footprint", investor, 3, cause)
    for rival in scenario.powers[host].patrons:
        other = scenario.numbers["power"][rival]
        if other != investor:
            board.shift("trust", other * n + host, -2, cause)


def truce(board: Board, arena: int, cause: Cause) -> None:
    """A ceasefire: a rung down each quarter, and incidents half as likely while it lasts."""
    n = board.scenario.npowers
    first, second = board.scenario.arena_sides[arena]
    worth = 1 if board.state.tension[arena] >= HEARD else 0
    board.put("truce", arena, PLEDGE_TURNS, cause)
    board.shift("trust", first * n + second, 4, cause)
    board.shift("trust", second * n + first, 4, cause)
    board.shift("standing", first, worth, cause)
    board.shift("standing", second, worth, cause)


def give(board: Board, giver: int, taker: int, clauses: Sequence[ClauseSpec], cause: Cause) -> None:
    """Carry out one side of a deal; what stands over time becomes a pledge."""
    scenario, state, n = board.scenario, board.state, board.scenario.npowers
    for clause in clauses:
        what = _what(scenario, clause, taker)
        if clause.do == "money":
            board.pay(giver, taker, clause.amount, cause)
        elif clause.do == "relief":
            board.put("regime", regime_cell(scenario, giver, what, taker), 0, cause)
        elif clause.do == "offtake":
            contract = Contract(giver, taker, what, clause.amount, PLEDGE_TURNS)
            state.contracts = (*state.contracts, contract)
        elif clause.do == "truce":
            board.shift("tension", what, -1, cause)
        elif clause.do == "know_how":
            board.shift("know_how", taker, clause.amount, cause)
        elif clause.do == "stake":
            board.put("stake", _free_mine(board, giver), taker, cause)
        elif clause.do == "withdraw":
            _pull_back(board, giver, what, cause)
        elif clause.do == "influence":
            board.shift("influence", taker * n + giver, clause.amount, cause)
        elif clause.do == "basing":
            board.shift("footprint", taker, clause.amount, cause)
            board.shift("stability", giver, -(clause.amount // BASE_SHAME), cause)
        elif clause.do == "delay":
            roll_over(board, giver, taker, cause)
        elif clause.do == threats.FORBEAR:
            threat = threats.against(state, giver, taker)
            if threat is not None:
                threats.buy_off(board, threat)
        threats.notice(board, giver, taker, clause)
        if clause.do in PLEDGES and clause.do != threats.FORBEAR:
            state.pledges = (*state.pledges, Pledge(clause.do, giver, taker, what, PLEDGE_TURNS))


def _pull_back(board: Board, power: int, station: int, cause: Cause) -> None:
    """Move what is above so few units to the power's least manned other station."""
    force = board.state.force
    others = [s for s in board.scenario.stations_of[power] if s != station]
    surplus = force[station] - FEW
    if surplus > 0 and others:
        to = min(others, key=lambda s: (force[s], s))
        board.shift("force", to, board.shift("force", station, -surplus, cause) * -1, cause)
