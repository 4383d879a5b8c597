"""What a scenario states, as its author writes it: plain data with string ids.

Money is in $100 m, material in tenths of a percent of 2024 world supply per quarter, tracks in 0-100, ladders in 0-10.
`compiled.compile_scenario` turns it into the dense tables the engine plays on.
"""

from __future__ import annotations

from attrs import Factory, field, frozen

from wargame.rules.tuning import Tuning


@frozen
class SourceSpec:
    """Where a figure comes from, as the briefing room shows it."""

    title: str
    year: int = 0


LENDER = "Fund"
"""What a lender of last resort is called where nobody gives it a name."""


@frozen
class MaterialSpec:
    id: str
    name: str
    value: int
    """Money that 100 units of it (a tenth of a quarter's world supply) bring at price index 100."""
    members: str = ""
    """The elements or metals it stands for."""


@frozen
class NeedSpec:
    """A sector's demand, in units per quarter by material, and what a shortage of it costs."""

    demand: dict[str, int] = Factory(dict)
    growth: dict[str, int] = Factory(dict)
    """Further units per year, added in quarters by largest remainder."""


@frozen
class ReservesSpec:
    """A central bank that can run dry."""

    amount: int
    floor: int
    """Below this the programme wobbles and stability suffers."""
    inflow: int
    """Net flow per quarter before debt service and minerals (exports and remittances less imports)."""


@frozen
class ObjectiveSpec:
    id: str
    title: str
    column: str
    weight: int
    measure: str
    """A figure or measure with its places, `import_reliance.<power>` (see `rules.measures`)."""
    worst: int
    best: int
    """The measure's values that score 0 and full marks; `worst` may be the larger."""


@frozen
class AgendaSpec:
    id: str
    title: str
    measure: str
    worst: int
    best: int
    weight: int = 12
    column: str = "might"
    about: str = ""
    """What it takes, and who can spoil it: told when it is chosen."""
    usual: int = 0
    """Percent of its points that equal players usually reach; 0 if nobody has measured it."""


@frozen
class GovernmentSpec:
    """Who may govern a power that a program plays: a temper, priorities, red lines and a voice."""

    id: str
    power: str
    name: str
    """As it reads within a sentence: `the planners in Beijing`."""
    about: str = ""
    """What it wants and how it goes about it: told where it is chosen."""
    temper: dict[str, int] = Factory(dict)
    """boldness, greed, patience, warmth, spite, honour: 20 to 80, with 50 as the middle. The rest is drawn."""
    likes: dict[str, int] = Factory(dict)
    """How much it likes classes of action for their own sake, by code: -100 to 100."""
    leans: dict[str, int] = Factory(dict)
    """Percent by which it values its points in a column higher or lower than they count: -50 to 50."""
    trusts: dict[str, int] = Factory(dict)
    """How much more, or less, it trusts a power than the record has it: -50 to 50."""
    grudge: int = 0
    """Trust that each word broken to it costs beyond that, for as long as it is remembered."""
    never: tuple[str, ...] = ()
    """Red lines: clauses that it never gives, and riders that it never takes."""
    answers: dict[str, tuple[str, ...]] = Factory(dict)
    """Classes of action that it takes to while a `ban`, a `breach` or a `threat` against it stands."""
    voice: dict[str, tuple[str, ...]] = Factory(dict)
    """What it says on an occasion, each line once a game; `{other}`, `{item}` and `{place}` are filled in."""


@frozen
class PowerSpec:
    id: str
    name: str
    adjective: str
    money: int
    income: int
    """Discretionary money per quarter."""
    menu: tuple[str, ...]
    """Codes of the action classes this power has."""
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the Gulf states`."""
    controls: tuple[str, ...] = ()
    """Items it may put under an export regime: materials, `technology`, `ore`."""
    points: int = 3
    standing: int = 6
    stability: int = 60
    credibility: int = 60
    know_how: int = 10
    fissile: int = 100
    footprint: int = 0
    ore: dict[str, int] = Factory(dict)
    """Ore mined each quarter besides the sites on the board."""
    refining: dict[str, int] = Factory(dict)
    """Refining capacity besides the sites on the board."""
    stock: dict[str, int] = Factory(dict)
    needs: dict[str, NeedSpec] = Factory(dict)
    defence_first: bool = False
    reserves: ReservesSpec | None = None
    balanced: bool = False
    """The total is capped by the lowest of engagement, security and environment."""
    patrons: tuple[str, ...] = ()
    """The two powers whose influence it balances."""
    objectives: tuple[ObjectiveSpec, ...] = ()
    agendas: tuple[AgendaSpec, ...] = ()
    brief: str = ""
    intents: tuple[str, ...] = ()
    """What a program that plays it thinks of first; the rest follows in the usual order."""
    colour: int = 0
    """Which of the palette's colours it has on every screen, 1 to 6; 0 leaves it to its seat."""


@frozen
class PartnerSpec:
    """An actor run by rules: it refines, buys and sells, and has a mind of its own about each power."""

    id: str
    name: str
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the rest of the world`."""
    know_how: int = 20
    money: int = 20
    ore: dict[str, int] = Factory(dict)
    refining: dict[str, int] = Factory(dict)
    stock: dict[str, int] = Factory(dict)
    demand: dict[str, int] = Factory(dict)
    disposition: dict[str, int] = Factory(dict)
    because: dict[str, str] = Factory(dict)
    """Why it feels so about each power."""
    world: bool = False
    """The rest of the world: one supplier and one buyer. Exactly one."""


@frozen
class SiteSpec:
    id: str
    name: str
    kind: str
    """mine, refinery, recycler or port."""
    host: str
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the Old Pit`."""
    yields: dict[str, int] = Factory(dict)
    """Units per quarter per level of capacity: ore of a mine, refining capacity of a refinery, refined recyclate."""
    owner: str = ""
    """The party that works it; the host when empty."""
    region: str = ""
    at: tuple[int, int] = (0, 0)
    """Column and row on a map of 100 by 40."""
    level: int = 0
    max_level: int = 2
    grade: int | None = None
    """0 dud to 4 rich, known to all; left out, it is hidden until surveyed."""
    grades: tuple[int, ...] = (25, 30, 25, 15, 5)
    """Odds of grades 0 to 4 when a survey draws it."""
    mineral: str = ""
    terrain: str = "plain"
    """plain or mountain: dearer, and winter halts projects."""
    cost: int = 6
    turns: int = 3
    needs_access: int = 0
    """Infrastructure needed before a project may begin."""
    access: int = 2
    cash: int = 0
    """Money per quarter per level, besides its materials (copper-gold, chromite, port dues)."""
    standard: int = 1
    share: int = 1
    disputed: bool = False
    stake: str = ""
    source: str = ""
    note: str = ""


@frozen
class RouteSpec:
    id: str
    name: str
    kind: str
    """lane or corridor."""
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the salt road`."""
    region: str = ""
    line: tuple[tuple[int, int], ...] = ()
    """Points on the map."""
    income: dict[str, int] = Factory(dict)
    """Money per quarter it earns whom, while open."""
    arena: str = ""
    """A lane that this arena's rung 7 and above closes."""
    port: str = ""
    """A port that the route runs through: closed until it has `port_level`, and while it is damaged."""
    port_level: int = 1


@frozen
class PathSpec:
    """Which routes goods from one place to another need. Several paths between the same places are alternatives."""

    origin: str
    """A party, or a region with sites in it."""
    to: str
    """A party, or `*` for every party that no other path of this origin names."""
    via: tuple[str, ...] = ()


@frozen
class RegionSpec:
    id: str
    name: str
    power: str
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the Uplands`."""
    consent: int = 50
    grievance: int = 30
    insurgency: int = 0
    environment: int = 80
    winter: bool = False
    at: tuple[int, int] = (0, 0)
    spills: dict[str, int] = Factory(dict)
    """Regions that unrest here reaches, with the percent of it."""
    source: str = ""


@frozen
class EffectSpec:
    """One thing a card, an option or a rung does."""

    do: str
    """adjust, set, spawn, damage, cut or pay."""
    what: str = ""
    """A figure and its place: `consent.<region>`, `regime.<power>.<item>.<party>`, `money.<account>`."""
    by: int = 0
    odds: int = 100
    when: tuple[str, ...] = ()
    to: str = ""
    """The account a `pay` goes to; `what` names the payer."""


@frozen
class OptionSpec:
    id: str
    label: str
    effects: tuple[EffectSpec, ...] = ()
    when: tuple[str, ...] = ()


FICTIONAL = "fictional"
"""What stands in place of a source where there is none."""


@frozen
class CardSpec:
    id: str
    title: str
    text: str
    source: str = ""
    """A source id, or `fictional`."""
    weight: int = 10
    when: tuple[str, ...] = ()
    first: int = 1
    last: int = 99
    seasons: tuple[int, ...] = ()
    """Quarters of the year in which it may be drawn; any if empty."""
    fixed: int = 0
    """The turn on which it always comes; 0 when it is drawn."""
    repeats: bool = False
    effects: tuple[EffectSpec, ...] = ()
    asks: str = ""
    """The power that must choose."""
    options: tuple[OptionSpec, ...] = ()


@frozen
class RungSpec:
    name: str
    rule: str = ""
    each_turn: tuple[EffectSpec, ...] = ()


@frozen
class ArenaSpec:
    id: str
    name: str
    sides: tuple[str, str]
    tension: int
    rungs: tuple[RungSpec, ...]
    """Eleven: rung 0 to rung 10."""
    in_text: str = ""
    """Its name within a sentence, where that is more than the name: `the Strait`."""
    incident: int = 8
    """Odds of an incident each turn at rung 5, in percent; they grow and fall with the rung."""
    at: tuple[int, int] = (0, 0)
    militants: bool = False
    """Whether cross-border militants strike here; the first side hosts them, the second is hit."""
    catastrophe: str = ""
    """What rung 10 is called in the debrief."""


@frozen
class StationSpec:
    """Where a power can keep forces."""

    id: str
    power: str
    at: str
    """A region, an arena or a route."""
    name: str
    force: int = 0


@frozen
class ProgrammeSpec:
    """A named readiness programme and the materials it cannot do without."""

    id: str
    power: str
    name: str
    needs: tuple[str, ...]
    readiness: int = 60


@frozen
class LoanSpec:
    creditor: str
    debtor: str
    amount: int
    rate: int
    """Percent per year."""
    due: int
    """The turn on which the principal falls due."""
    riders: tuple[str, ...] = ()
    secret: bool = False
    title: str = ""


@frozen
class ContractSpec:
    seller: str
    buyer: str
    material: str
    amount: int
    turns: int


@frozen
class PactSpec:
    id: str
    title: str
    powers: tuple[str, ...]
    partners: tuple[str, ...]
    disposition: int = 55
    """What the partner must feel for the power to agree."""
    know_how: int = 0
    """Percent points of know-how shared per turn."""
    text: str = ""


@frozen
class ClauseSpec:
    do: str
    """money, relief, offtake, truce, vote, know_how, stake, withdraw, influence, basing, delay or forbear."""
    amount: int = 0
    what: str = ""
    """What the clause names, if anything: an item, a material, an arena, a station, a stance on the lender's board."""


@frozen
class DealSpec:
    """A numbered template: what the proposer gives and what it takes."""

    id: str
    title: str
    proposers: tuple[str, ...]
    receivers: tuple[str, ...]
    gives: tuple[ClauseSpec, ...]
    takes: tuple[ClauseSpec, ...]


@frozen
class MotionSpec:
    """What the lender's staff may put before the board: how much money, and what comes of it either way."""

    id: str
    title: str
    text: str
    """What it asks of the debtor, in a sentence."""
    percent: int = 100
    """Percent of the tranche that it moves."""
    when: tuple[str, ...] = ()
    """What must hold for the staff to prepare it."""
    passed: tuple[EffectSpec, ...] = ()
    failed: tuple[EffectSpec, ...] = ()


@frozen
class BoardSpec:
    """The lender of last resort and its board."""

    debtor: str
    tranche: int
    earmarked: int
    """The further resilience money a completed review may bring."""
    every: int
    """Turns between reviews."""
    votes: dict[str, int]
    """Voting shares of the seats, in tenths of a percent."""
    threshold: int
    """Tenths of a percent in favour that a decision needs."""
    rest: int
    """Tenths of a percent held by the chairs of all others."""
    agreed: int = 85
    """Percent of those in favour of what the staff of a lender beyond all doubt recommends."""
    doubted: int = 30
    """Percent of those in favour of what it does not recommend."""
    heed: int = 25
    """Percent of them won for each hundred points of the debtor's credibility above 50, or lost below."""
    carry: int = 3
    """Tenths of a percent of them that a member carries along for each point of its standing when it takes a side."""
    waiver: int = 100
    """Percent of the money that moves without the staff's recommendation."""
    waiver_threshold: int = 0
    """Tenths of a percent that takes; 0 for the threshold."""
    motions: tuple[MotionSpec, ...] = ()
    """What the staff may put before the board; without any, a tranche and nothing else."""
    name: str = LENDER
    """What it is called, without an article."""
    ceasefire: str = ""
    """The arena that the ceasefire rider is about."""
    riders: tuple[str, ...] = ()
    credibility: int = 70


@frozen
class EndingSpec:
    id: str
    title: str
    text: str
    when: tuple[str, ...]
    shared: bool = False
    """A catastrophe that ends the game for all."""
    weight: int = 100
    """Percent by which its fit is multiplied when several endings hold after the last turn."""


@frozen
class ScenarioSpec:
    id: str
    title: str
    about: str
    turns: int
    start: str
    """The first turn's quarter: `2024 Q4`."""
    minutes: int
    powers: tuple[PowerSpec, ...]
    materials: tuple[MaterialSpec, ...]
    partners: tuple[PartnerSpec, ...]
    sites: tuple[SiteSpec, ...] = ()
    routes: tuple[RouteSpec, ...] = ()
    paths: tuple[PathSpec, ...] = ()
    regions: tuple[RegionSpec, ...] = ()
    arenas: tuple[ArenaSpec, ...] = ()
    stations: tuple[StationSpec, ...] = ()
    programmes: tuple[ProgrammeSpec, ...] = ()
    loans: tuple[LoanSpec, ...] = ()
    contracts: tuple[ContractSpec, ...] = ()
    pacts: tuple[PactSpec, ...] = ()
    governments: tuple[GovernmentSpec, ...] = ()
    """Of a power's own, one governs it where a program plays it; with none it has a temper of the seed's."""
    deals: tuple[DealSpec, ...] = ()
    board: BoardSpec | None = None
    cards: tuple[CardSpec, ...] = ()
    cards_per_turn: int = 2
    closing: int = 0
    """The last quarters, the mean of whose points is the final score; a third of all, and at least one, if 0."""
    endings: tuple[EndingSpec, ...] = ()
    sealed: bool = False
    """Whether orders are sealed unless a game says otherwise."""
    first_seat: str = ""
    """The power that a person alone plays unless a game says otherwise; the first if empty."""
    opening: tuple[EffectSpec, ...] = ()
    """Figures set before the first turn: regimes in force, trust, influence."""
    riders: dict[str, str] = Factory(dict)
    """How a rider is told here, in words that go on after "on condition:"; the rules have words for each."""
    sources: dict[str, SourceSpec] = Factory(dict)
    world_notes: tuple[str, ...] = ()
    """The 'model and world' page."""
    tuning: Tuning = field(factory=Tuning)
