"""Small frozen records the state keeps in tuples: what has terms rather than a number."""

from __future__ import annotations

from attrs import evolve, frozen

from wargame.rules.spec import ClauseSpec


@frozen
class Loan:
    """Principal in $100 m; `rate` in percent per year; `riders` are ids known to the two parties only if `secret`."""

    number: int
    creditor: int
    debtor: int
    amount: int
    rate: int
    due: int
    riders: tuple[str, ...] = ()
    secret: bool = False


@frozen
class Contract:
    """An offtake: `amount` units a turn go from seller to buyer before the spot market opens."""

    seller: int
    buyer: int
    material: int
    amount: int
    turns: int


@frozen
class Pact:
    """A partner's standing agreement with a power."""

    pact: int
    power: int
    partner: int


@frozen
class Offer:
    """Something put before another seat, which answers before play goes on."""

    kind: str
    """loan, rollover, stake, truce, deal, or threat: what is demanded is what it takes."""
    proposer: int
    receiver: int
    terms: tuple[int, ...]
    riders: tuple[str, ...] = ()
    secret: bool = False
    gives: tuple[ClauseSpec, ...] = ()
    """What its proposer gives, besides what its kind says."""
    takes: tuple[ClauseSpec, ...] = ()
    """What its receiver gives in return."""
    key: str = ""
    """The key of the action that made it."""
    counters: int = 0
    """Counter-offers made so far, the first by the receiver. Who proposed and who received stays what it was."""

    @property
    def asked(self) -> int:
        """Who must answer it as it stands."""
        return self.proposer if self.counters % 2 else self.receiver

    @property
    def asker(self) -> int:
        """Who put it before the other as it stands."""
        return self.receiver if self.counters % 2 else self.proposer

    @property
    def owed(self) -> bool:
        """Whether its receiver owes it an answer, and loses trust by a no: not where a deal gives it nothing."""
        return self.kind != "threat" and (self.kind != "deal" or bool(self.gives))

    @property
    def outline(self) -> Offer:
        """What anybody may know of it once it is agreed: no riders, no clauses, and not the action's words."""
        return Offer(self.kind, self.proposer, self.receiver, self.terms)

    @property
    def told(self) -> Offer:
        """What its two sides hear of it: the clauses too, and who made it as it stands."""
        return evolve(self.outline, gives=self.gives, takes=self.takes, counters=self.counters)


@frozen
class Overture:
    """The last offer of a kind that one power put before another, and what became of it: known to the two."""

    kind: str
    proposer: int
    receiver: int
    turn: int
    gives: tuple[ClauseSpec, ...]
    """What its proposer was to give, on the terms last put."""
    takes: tuple[ClauseSpec, ...]
    refuser: int = -1
    """Who refused those terms; -1 when they were agreed."""
    refusals: int = 0
    """Refusals in a row between the two, this one included."""


@frozen
class Pledge:
    """A standing promise checked every turn until it runs out."""

    kind: str
    giver: int
    taker: int
    what: int
    turns: int


@frozen
class Threat:
    """What a power said it would do to another unless something is done by the end of a turn."""

    seat: int
    target: int
    deed: int
    """What it would do: the number of a threat."""
    demand: ClauseSpec
    """What it demands, as a clause that the power threatened would give."""
    until: int
    """The turn by whose end the demand must be met, or once it was not, the threat carried out."""
    mark: int = 0
    """The rung of the ladder that is to come down, when it was said."""
    defied: bool = False
    """Whether the day has passed and the demand was not met: it can be carried out as announced."""


@frozen
class Course:
    """Which way an export regime was turned last, by its cell, and the turn from which turning it back is no surprise."""

    at: int
    tighter: bool
    until: int


@frozen
class Order:
    """A sealed order: an action's number and what is set aside to pay for it."""

    number: int
    points: int
    money: int
    standing: int


@frozen
class Operation:
    """A secret act set going, known to its sponsor alone: the action's number."""

    sponsor: int
    number: int


@frozen
class Covert:
    """A secret act that may yet be traced to its sponsor."""

    kind: int
    sponsor: int
    target: int
    turn: int


@frozen
class Fund:
    """The lender's programme with its debtor: reviews passed, riders (secret to debtor and lender), what is owed."""

    active: bool = False
    reviews: int = 0
    next_review: int = 0
    riders: tuple[str, ...] = ()
    lobby: int = 0
    """Tenths of a percent that lobbying has moved for the coming vote."""
    agrees: bool = True
    """Whether the staff recommends the motion before the board: said in public, whatever the riders are."""
    motion: int = -1
    """What the staff has prepared for the next review; -1 for a tranche and nothing else."""
    past: tuple[int, ...] = ()
    """Motions that were decided."""
    last: tuple[int, ...] = ()
    """How each power voted at the review before."""


@frozen
class Ended:
    """How the game ended: the ending's number in the scenario, the winners' seats, and the ranking of all seats."""

    ending: int
    winners: tuple[int, ...]
    ranking: tuple[int, ...]
    shared: bool = False
