"""The whole position in columns: a list of ints per figure, indexed by entity, and tuples of small records."""

from __future__ import annotations

from hashlib import blake2b

from attrs import define, fields

from wargame.rules.memory import Memory
from wargame.rules.records import (
    Contract,
    Course,
    Covert,
    Ended,
    Fund,
    Loan,
    Offer,
    Operation,
    Order,
    Overture,
    Pact,
    Pledge,
    Threat,
)


@define(eq=False, repr=False)
class State:
    """Mutable and copied by hand: no validators, no nesting, nothing shared but immutable records."""

    seed: int
    counters: list[int]
    """Draws made so far, by stream."""
    turn: int
    phase: int
    queue: tuple[tuple[int, int, int, int], ...]
    """Pending decisions, next first: kind, seat and two numbers that say what about."""
    passed: int
    """Bit mask of the powers that have passed this turn."""
    initiative: int
    """Whose place in `sequence` acts next."""
    sequence: tuple[int, ...]
    """The order in which powers act this turn."""
    deck: tuple[int, ...]
    """Cards still to come, in order."""
    drawn: tuple[int, ...]
    """Cards of this turn."""
    discard: tuple[int, ...]
    """Cards of earlier turns."""
    loans: tuple[Loan, ...]
    contracts: tuple[Contract, ...]
    pacts: tuple[Pact, ...]
    pledges: tuple[Pledge, ...]
    threats: tuple[Threat, ...]
    courses: tuple[Course, ...]
    memories: tuple[Memory, ...]
    """What each power holds for and against another since the opening, oldest first."""
    offer: Offer | None
    operations: tuple[Operation, ...]
    """Secret acts set going this quarter; they land together when the security phase begins."""
    coverts: tuple[Covert, ...]
    fund: Fund
    votes: tuple[int, ...]
    """Stances given on the motion before the board, by power; -1 not yet."""
    history: tuple[tuple[int, ...], ...]
    """Each past turn's total score by power."""
    tallies: tuple[tuple[tuple[int, ...], ...], ...]
    """Of each closing quarter that is over, the points of every goal by power, in hundredths; its agenda comes last."""
    ended: Ended | None
    next_loan: int
    hand: tuple[tuple[int, ...], ...]
    """The agendas each power was dealt and may keep one of; empty once it has chosen."""
    sealed: bool
    """Whether powers plan in secret and orders are then revealed together."""
    governments: tuple[int, ...]
    """Who governs each power, by its place among the power's governments; see `governments`."""
    governments_shown: bool
    """Whether everybody knows who governs whom."""
    orders: tuple[tuple[Order, ...], ...]
    """What each power has ordered and not yet carried out."""
    refused: tuple[tuple[str, ...], ...]
    """Keys of the offers of each power that have been refused this quarter."""
    overtures: tuple[Overture, ...]
    """The last offer of each kind put by each power to each other that was answered."""
    # the figures, in the order of `figures.FIGURES`
    money: list[int]
    unbooked: list[int]
    points: list[int]
    standing: list[int]
    stability: list[int]
    credibility: list[int]
    fissile: list[int]
    footprint: list[int]
    blame: list[int]
    diverted: list[int]
    agenda: list[int]
    trust: list[int]
    influence: list[int]
    know_how: list[int]
    disposition: list[int]
    force: list[int]
    unseen: list[int]
    readiness: list[int]
    consent: list[int]
    grievance: list[int]
    insurgency: list[int]
    environment: list[int]
    tension: list[int]
    truce: list[int]
    stepped: list[int]
    threat: list[int]
    imf_credibility: list[int]
    price: list[int]
    mined: list[int]
    used: list[int]
    ore: list[int]
    stock: list[int]
    order: list[int]
    offered: list[int]
    from_stock: list[int]
    thrift: list[int]
    regime: list[int]
    licence: list[int]
    enforced: list[int]
    credits: list[int]
    flood: list[int]
    owner: list[int]
    stake: list[int]
    level: list[int]
    grade: list[int]
    known: list[int]
    left: list[int]
    rushed: list[int]
    protested: list[int]
    standard: list[int]
    share: list[int]
    declared: list[int]
    hub: list[int]
    access: list[int]
    guard: list[int]
    damage: list[int]
    cut: list[int]
    watch: list[int]
    flow: list[int]
    short: list[int]
    score: list[int]

    def copy(self) -> State:
        """An independent position. Written out because it is the hottest line of every search."""
        new = State.__new__(State)
        new.seed = self.seed
        new.counters = self.counters.copy()
        new.turn = self.turn
        new.phase = self.phase
        new.queue = self.queue
        new.passed = self.passed
        new.initiative = self.initiative
        new.sequence = self.sequence
        new.deck = self.deck
        new.drawn = self.drawn
        new.discard = self.discard
        new.loans = self.loans
        new.contracts = self.contracts
        new.pacts = self.pacts
        new.pledges = self.pledges
        new.threats = self.threats
        new.courses = self.courses
        new.memories = self.memories
        new.offer = self.offer
        new.operations = self.operations
        new.coverts = self.coverts
        new.fund = self.fund
        new.votes = self.votes
        new.history = self.history
        new.tallies = self.tallies
        new.ended = self.ended
        new.next_loan = self.next_loan
        new.hand = self.hand
        new.sealed = self.sealed
        new.governments = self.governments
        new.governments_shown = self.governments_shown
        new.orders = self.orders
        new.refused = self.refused
        new.overtures = self.overtures
        new.money = self.money.copy()
        new.unbooked = self.unbooked.copy()
        new.points = self.points.copy()
        new.standing = self.standing.copy()
        new.stability = self.stability.copy()
        new.credibility = self.credibility.copy()
        new.fissile = self.fissile.copy()
        new.footprint = self.footprint.copy()
        new.blame = self.blame.copy()
        new.diverted = self.diverted.copy()
        new.agenda = self.agenda.copy()
        new.trust = self.trust.copy()
        new.influence = self.influence.copy()
        new.know_how = self.know_how.copy()
        new.disposition = self.disposition.copy()
        new.force = self.force.copy()
        new.unseen = self.unseen.copy()
        new.readiness = self.readiness.copy()
        new.consent = self.consent.copy()
        new.grievance = self.grievance.copy()
        new.insurgency = self.insurgency.copy()
        new.environment = self.environment.copy()
        new.tension = self.tension.copy()
        new.truce = self.truce.copy()
        new.stepped = self.stepped.copy()
        new.threat = self.threat.copy()
        new.imf_credibility = self.imf_credibility.copy()
        new.price = self.price.copy()
        new.mined = self.mined.copy()
        new.used = self.used.copy()
        new.ore = self.ore.copy()
        new.stock = self.stock.copy()
        new.order = self.order.copy()
        new.offered = self.offered.copy()
        new.from_stock = self.from_stock.copy()
        new.thrift = self.thrift.copy()
        new.regime = self.regime.copy()
        new.licence = self.licence.copy()
        new.enforced = self.enforced.copy()
        new.credits = self.credits.copy()
        new.flood = self.flood.copy()
        new.owner = self.owner.copy()
        new.stake = self.stake.copy()
        new.level = self.level.copy()
        new.grade = self.grade.copy()
        new.known = self.known.copy()
        new.left = self.left.copy()
        new.rushed = self.rushed.copy()
        new.protested = self.protested.copy()
        new.standard = self.standard.copy()
        new.share = self.share.copy()
        new.declared = self.declared.copy()
        new.hub = self.hub.copy()
        new.access = self.access.copy()
        new.guard = self.guard.copy()
        new.damage = self.damage.copy()
        new.cut = self.cut.copy()
        new.watch = self.watch.copy()
        new.flow = self.flow.copy()
        new.short = self.short.copy()
        new.score = self.score.copy()
        return new

    def digest(self) -> str:
        """128 bits over the canonical position, equal on every machine and Python."""
        canon = repr([getattr(self, name) for name in FIELDS])
        return blake2b(canon.encode(), digest_size=16).hexdigest()


FIELDS: tuple[str, ...] = tuple(attribute.name for attribute in fields(State))
