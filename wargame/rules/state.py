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
        return State(
            self.seed,
            self.counters[:],
            self.turn,
            self.phase,
            self.queue,
            self.passed,
            self.initiative,
            self.sequence,
            self.deck,
            self.drawn,
            self.discard,
            self.loans,
            self.contracts,
            self.pacts,
            self.pledges,
            self.threats,
            self.courses,
            self.memories,
            self.offer,
            self.operations,
            self.coverts,
            self.fund,
            self.votes,
            self.history,
            self.tallies,
            self.ended,
            self.next_loan,
            self.hand,
            self.sealed,
            self.orders,
            self.refused,
            self.overtures,
            self.money[:],
            self.unbooked[:],
            self.points[:],
            self.standing[:],
            self.stability[:],
            self.credibility[:],
            self.fissile[:],
            self.footprint[:],
            self.blame[:],
            self.diverted[:],
            self.agenda[:],
            self.trust[:],
            self.influence[:],
            self.know_how[:],
            self.disposition[:],
            self.force[:],
            self.unseen[:],
            self.readiness[:],
            self.consent[:],
            self.grievance[:],
            self.insurgency[:],
            self.environment[:],
            self.tension[:],
            self.truce[:],
            self.stepped[:],
            self.threat[:],
            self.imf_credibility[:],
            self.price[:],
            self.mined[:],
            self.used[:],
            self.ore[:],
            self.stock[:],
            self.order[:],
            self.offered[:],
            self.from_stock[:],
            self.thrift[:],
            self.regime[:],
            self.licence[:],
            self.enforced[:],
            self.credits[:],
            self.flood[:],
            self.owner[:],
            self.stake[:],
            self.level[:],
            self.grade[:],
            self.known[:],
            self.left[:],
            self.rushed[:],
            self.protested[:],
            self.standard[:],
            self.share[:],
            self.declared[:],
            self.hub[:],
            self.access[:],
            self.guard[:],
            self.damage[:],
            self.cut[:],
            self.watch[:],
            self.flow[:],
            self.short[:],
            self.score[:],
        )

    def digest(self) -> str:
        """128 bits over the canonical position, equal on every machine and Python."""
        canon = repr([getattr(self, name) for name in FIELDS])
        return blake2b(canon.encode(), digest_size=16).hexdigest()


FIELDS: tuple[str, ...] = tuple(attribute.name for attribute in fields(State))
