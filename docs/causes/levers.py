"""The nine causes as paired experiments: what the lever is, what stands in its place, and what is read off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import Factory, define, frozen

from wargame.rules.actions.loans import lending_rate
from wargame.rules.actions.mining import project_cost
from wargame.rules.board import Board
from wargame.rules.compiled import Scenario
from wargame.rules.events import Event
from wargame.rules.measures import reading
from wargame.rules.phases.security import attack_odds, incident_odds
from wargame.rules.state import State
from wargame.rules.trade import clear, closed_routes

When = Callable[[Scenario, State], bool]


@define(eq=False)
class Course:
    """A game as it went: the position after each turn, and the log."""

    scenario: Scenario
    after: dict[int, State] = Factory(dict)
    log: Sequence[Event] = ()

    def reach(self, state: State) -> None:
        """Keep the position if a new turn has begun."""
        if state.turn > 1 and state.turn - 1 not in self.after:
            self.after[state.turn - 1] = state.copy()

    def close(self, state: State, turns: int, log: Sequence[Event]) -> None:
        """Let the last position stand for all the turns that were not played."""
        self.reach(state)
        self.log = log
        for turn in range(1, turns + 1):
            self.after.setdefault(turn, state)


Probe = Callable[[Course], float]


@frozen
class Order:
    """An action a seat takes whenever it can, before its actor is asked."""

    key: str
    when: When | None = None
    first: int = 1
    last: int = 99
    most: int = 99
    """Times in a game."""
    once: bool = True
    """Whether at most once in a turn."""


@frozen
class Arm:
    """One way to play the games: figures of the opening, orders that are always followed, actions never taken."""

    opening: tuple[tuple[str, int], ...] = ()
    orders: tuple[Order, ...] = ()
    avoids: tuple[str, ...] = ()
    """Beginnings of the keys of actions that nobody takes of his own accord."""


@frozen
class Measure:
    """What is read, and whether the claim says that the lever makes it more (+1) or less (-1)."""

    label: str
    sign: int
    probe: Probe


@frozen
class Experiment:
    """A claim, the lever it is about, and what is done instead."""

    id: str
    claim: str
    contrast: str
    """The two arms in words."""
    turns: int
    playing: tuple[str, ...]
    """Seats that play by rules of thumb; those whom the cause does not concern sit still."""
    lever: Arm
    instead: Arm
    measures: tuple[Measure, ...]


# ---- what can be read
def at(turn: int, *paths: str) -> Probe:
    """The sum of readings after a turn."""
    return lambda course: sum(reading(path, course.scenario)(course.after[turn]) for path in paths)


def over(first: int, last: int, probe: Callable[[Scenario, State], float]) -> Probe:
    """The mean over some turns of what is worked out from the position."""
    return lambda course: (
        sum(probe(course.scenario, course.after[turn]) for turn in range(first, last + 1))
        / (last + 1 - first)
    )


def told(first: int, last: int, *kinds: str) -> Probe:
    """How many events of some kinds the log tells of in some turns."""
    return lambda course: sum(event.kind in kinds and first <= event.turn <= last for event in course.log)


def missing(turn: int, material: str) -> Probe:
    """Units of a material that the powers other than China lack."""
    paths = [
        f"short.{power}.{sector}.{material}"
        for power in ("USA", "PAK", "IND")
        for sector in ("defence", "clean_tech", "electronics")
    ]
    return at(turn, *paths)


def change(first: Probe, last: Probe) -> Probe:
    """By how much a reading grew between two others."""
    return lambda course: last(course) - first(course)


def works_abroad(turn: int, material: str) -> Probe:
    """Units a quarter of separation and recycling outside China, built or being built."""

    def count(course: Course) -> float:
        scenario, state = course.scenario, course.after[turn]
        number, china = scenario.numbers["material"][material], scenario.numbers["power"]["CHN"]
        return sum(
            scenario.site_yield[site][number] * (state.level[site] + (state.left[site] > 0))
            for site, kind in enumerate(scenario.kind)
            if kind != "mine" and scenario.host[site] != china
        )

    return count


def ore_sent(turn: int, percent: bool) -> Probe:
    """Rare-earth ore of the United States and India that Chinese works separate: in units, or of all they mine."""

    def count(course: Course) -> float:
        scenario, state = course.scenario, course.after[turn]
        china, *miners = (scenario.numbers["power"][name] for name in ("CHN", "USA", "IND"))
        sent = mined = 0
        for name in ("light", "heavy"):
            result = clear(
                scenario, state, scenario.numbers["material"][name], closed_routes(scenario, state)
            )
            mined += sum(result.mined[power] for power in miners)
            sent += sum(
                units for seller, buyer, units in result.ore_sold if seller in miners and buyer == china
            )
        return 100 * sent / mined if percent and mined else sent

    return count


def attacks_likely(scenario: Scenario, state: State) -> float:
    """Percent odds of an attack in Balochistan."""
    return attack_odds(scenario, state, scenario.numbers["region"]["balochistan"])


def incidents_likely(scenario: Scenario, state: State) -> float:
    """Percent odds of an incident on the Line of Control."""
    return incident_odds(scenario, state, scenario.numbers["arena"]["loc"])


def roads_cut(scenario: Scenario, state: State) -> float:
    """How many of the corridor's two roads are cut."""
    return sum(state.cut[scenario.numbers["route"][name]] > 0 for name in ("karakoram", "makran"))


def holdings(turn: int) -> Probe:
    """All the money Pakistan has, with what its books leave out."""

    def held(course: Course) -> float:
        account = course.scenario.numbers["account"]
        return sum(course.after[turn].money[account[name]] for name in ("PAK", "PAK.reserves"))

    return held


def riders(turn: int) -> Probe:
    """How many of Pakistan's loans carry a rider."""
    return lambda course: sum(bool(loan.riders) for loan in course.after[turn].loans)


def reko_diq_cost(scenario: Scenario, state: State) -> float:
    """What the next step at Reko Diq costs."""
    return project_cost(Board(scenario, state), scenario.numbers["site"]["reko_diq"])


def american_rate(scenario: Scenario, state: State) -> float:
    """Percent a year that America would ask of Pakistan."""
    seats = scenario.numbers["power"]
    return lending_rate(Board(scenario, state), seats["USA"], seats["PAK"])


def tranche(scenario: Scenario, state: State) -> float:
    """Percent of the full tranche that the Fund would pay at its present credibility."""
    return 50 + state.imf_credibility[0] / 2


def catastrophe(course: Course) -> float:
    """100 when the game ended in a catastrophe for all: the mean is the percent odds."""
    ended = course.after[max(course.after)].ended
    return 100.0 if ended is not None and ended.shared else 0.0


# ---- when an order holds
def offered(kind: str, proposer: str) -> When:
    """Whether the pending offer is of a kind and a power's."""
    return lambda scenario, state: (
        state.offer is not None
        and (state.offer.kind, state.offer.proposer) == (kind, scenario.numbers["power"][proposer])
    )


def staff_says(agrees: bool) -> When:
    """Whether the Fund's staff recommends the tranche before the board."""
    return lambda scenario, state: state.fund.agrees == agrees


def voting(power: str, with_staff: bool) -> tuple[Order, ...]:
    """Votes that always follow the staff, or always go against it."""
    return (
        Order(f"vote {power} support", staff_says(with_staff), once=False),
        Order(f"vote {power} oppose", staff_says(not with_staff), once=False),
    )


_LEARNERS = ("know_how.USA", "know_how.IND", "know_how.JPN", "know_how.MYS")
_HEAVY = "regime CHN heavy"
_CHINESE_REGIMES = ("regime CHN", "grant CHN")
_MINES = tuple(Order(f"mine {site}") for site in ("USA mountain_pass", "IND andhra", "IND odisha"))
_WORKS = tuple(
    Order(f"refinery {site}") for site in ("USA mojave", "USA texas_plant", "IND irel", "IND vizag")
)
_LEARN = (Order("know_how IND"),)
_NO_WORKS = ("refinery USA", "refinery IND", "cofinance")
_LOANS = tuple(
    Order(f"lend CHN PAK {terms}") for terms in ("10 plain", "5 plain", "10 collateral", "5 collateral")
)
_MOVES = (Order("move PAK pak_line pak_balochistan", most=2),)
_NEITHER = ("sweep PAK balochistan", "reconcile PAK balochistan")
_QUIET = ("escalate IND loc", "protest")
_PAK_MINES = (
    "muslim_bagh",
    "khuzdar",
    "reko_diq",
    "bagh_dumps",
    "khuzdar_deep",
    "skardu",
    "astore",
    "gilgit",
)
_DIGGING = tuple(Order(f"mine PAK {site}") for site in ("khuzdar", "muslim_bagh"))
_AS_SET = ("upgrade PAK", "share PAK", "conceal PAK")


def _mines(**figures: int) -> tuple[tuple[str, int], ...]:
    return tuple((f"{name}.{site}", value) for site in _PAK_MINES for name, value in figures.items())


def _troubled(grievance: int, insurgency: int, consent: int) -> tuple[tuple[str, int], ...]:
    figures = {"grievance": grievance, "insurgency": insurgency, "consent": consent}
    return tuple((f"{name}.balochistan", value) for name, value in figures.items())


_CONTROLS = Experiment(
    "1",
    "Controls bite now and teach the victim to live without you",
    "China slow-walks heavies to everyone from the first quarter and sets or spares nothing else; or sets none",
    12,
    ("CHN", "USA", "PAK", "IND"),
    Arm(orders=(Order(f"{_HEAVY} all slow-walk"),), avoids=_CHINESE_REGIMES),
    Arm(avoids=_CHINESE_REGIMES),
    (
        Measure("rivals' shortage of heavies after Q1, units", +1, missing(1, "heavy")),
        Measure("American trust in China after Q2", -1, at(2, "trust.USA.CHN")),
        Measure("know-how of America, India, Japan, Malaysia after Q4, sum", +1, at(4, *_LEARNERS)),
        Measure("the same after Q8", +1, at(8, *_LEARNERS)),
        Measure("heavy works outside China after Q12, units", +1, works_abroad(12, "heavy")),
        Measure("the same shortage, from Q1 to Q12", -1, change(missing(1, "heavy"), missing(12, "heavy"))),
    ),
)

_ORE = Experiment(
    "2a",
    "Opening a mine is not enough: the ore flows to China",
    "America and India open mines and build no works; or open none either",
    10,
    ("CHN", "USA", "IND"),
    Arm(orders=_MINES, avoids=_NO_WORKS),
    Arm(avoids=("mine USA", "mine IND", *_NO_WORKS)),
    (
        Measure("their ore separated in China after Q10, units", +1, ore_sent(10, percent=False)),
        Measure("their ore separated in China after Q10, percent", +1, ore_sent(10, percent=True)),
    ),
)

_WORKS_TOO = Experiment(
    "2b",
    "Until someone builds separation, with know-how, time and power",
    "America and India open mines and build works; or open the same mines alone",
    12,
    ("CHN", "USA", "IND"),
    Arm(orders=(*_WORKS, *_LEARN, *_MINES)),
    Arm(orders=_MINES, avoids=_NO_WORKS),
    (
        Measure("their ore separated in China after Q12, percent", -1, ore_sent(12, percent=True)),
        Measure("American import reliance after Q12", -1, at(12, "import_reliance.USA")),
        Measure("Indian import reliance after Q12", -1, at(12, "import_reliance.IND")),
    ),
)

_FORCE = Experiment(
    "3",
    "Force calms a week and angers a year; reconciliation the reverse",
    "Pakistan sweeps Balochistan in the first three quarters; or talks there; then neither",
    10,
    ("PAK",),
    Arm(orders=(Order("sweep PAK balochistan", last=3),), avoids=_NEITHER),
    Arm(orders=(Order("reconcile PAK balochistan", last=3),), avoids=_NEITHER),
    (
        Measure("insurgency in Balochistan after Q1", -1, at(1, "insurgency.balochistan")),
        Measure("insurgency in Balochistan after Q3", -1, at(3, "insurgency.balochistan")),
        Measure("grievance in Balochistan after Q3", +1, at(3, "grievance.balochistan")),
        Measure("grievance in Balochistan after Q10", +1, at(10, "grievance.balochistan")),
        Measure("consent in Balochistan after Q10", -1, at(10, "consent.balochistan")),
        Measure("unrest in Balochistan after Q10", +1, at(10, "unrest.balochistan")),
        Measure("insurgency in Balochistan after Q10", +1, at(10, "insurgency.balochistan")),
    ),
)

_PATRON = Experiment(
    "4",
    "Every patron's money buys alignment; too much of one costs autonomy",
    "China offers Pakistan a loan every quarter: Pakistan takes each; or none",
    8,
    ("CHN", "PAK"),
    Arm(orders=(*_LOANS, Order("accept PAK", offered("loan", "CHN"), once=False))),
    Arm(orders=(*_LOANS, Order("refuse PAK", offered("loan", "CHN"), once=False))),
    (
        Measure("Pakistan's reserves after Q1, $100 m", +1, at(1, "reserves.PAK")),
        Measure("China's influence in Pakistan after Q8", +1, at(8, "influence.CHN.PAK")),
        Measure("Pakistan's autonomy after Q4", -1, at(4, "autonomy.PAK")),
        Measure("Pakistan's autonomy after Q8", -1, at(8, "autonomy.PAK")),
        Measure("Pakistan's debt to China after Q8, $100 m", +1, at(8, "owed.CHN.PAK")),
        Measure("what an American loan would cost, mean of Q2-Q8, percent", +1, over(2, 8, american_rate)),
        Measure("riders on what Pakistan owes after Q8", +1, riders(8)),
    ),
)

_CEASEFIRE = Experiment(
    "5",
    "A ceasefire frees forces for Balochistan; tension pulls them away",
    "from rung 6 India offers a ceasefire and Pakistan takes it; or neither does",
    8,
    ("PAK", "IND"),
    Arm(
        (("tension.loc", 6),),
        (
            Order("ceasefire IND loc"),
            Order("accept PAK", offered("truce", "IND"), once=False),
            *_MOVES,
        ),
        _QUIET,
    ),
    Arm((("tension.loc", 6),), _MOVES, (*_QUIET, "ceasefire", "step_back PAK loc", "step_back IND loc")),
    (
        Measure("force in Balochistan after Q1", +1, at(1, "force.pak_balochistan")),
        Measure("force in Balochistan after Q4", +1, at(4, "force.pak_balochistan")),
        Measure("odds of an attack there, mean of Q2-Q8, percent", -1, over(2, 8, attacks_likely)),
        Measure("insurgents' attacks in Q2-Q8", -1, told(2, 8, "patrol_ambushed", "site_attacked")),
    ),
)

_VOTE = Experiment(
    "6",
    "A politicised vote may win today and wears down the lender",
    "America and India vote against the staff whatever it says; or with it",
    12,
    ("USA", "PAK", "IND"),
    Arm(orders=(*voting("USA", with_staff=False), *voting("IND", with_staff=False))),
    Arm(orders=(*voting("USA", with_staff=True), *voting("IND", with_staff=True))),
    (
        Measure("paid out by the Fund by Q3, $100 m owed", -1, at(3, "owed.IMF.PAK")),
        Measure("the Fund's credibility after Q3", -1, at(3, "imf_credibility.all")),
        Measure("the Fund's credibility after Q12", -1, at(12, "imf_credibility.all")),
        Measure("size of the next tranche after Q12, percent", -1, over(12, 12, tranche)),
        Measure("Pakistan's reserves after Q12, $100 m", -1, at(12, "reserves.PAK")),
        Measure("Pakistan's stability after Q12", -1, at(12, "stability.PAK")),
    ),
)

_DIRTY = Experiment(
    "7",
    "Dirty, cheap and secret mining pays first and burns consent later",
    "Pakistan's mines dirty, with a declared share kept back; or clean, with it paid",
    12,
    ("PAK",),
    Arm(_mines(standard=0, declared=2, share=0), _DIGGING, _AS_SET),
    Arm(_mines(standard=2, declared=2, share=2), _DIGGING, _AS_SET),
    (
        Measure("Pakistan's treasury and reserves after Q2, $100 m", +1, holdings(2)),
        Measure("Pakistan's treasury and reserves after Q4, $100 m", +1, holdings(4)),
        Measure("environment of Balochistan after Q8", -1, at(8, "environment.balochistan")),
        Measure("consent in Balochistan after Q8", -1, at(8, "consent.balochistan")),
        Measure("grievance in Balochistan after Q8", +1, at(8, "grievance.balochistan")),
        Measure("Pakistan's credibility after Q8", -1, at(8, "credibility.PAK")),
        Measure("income of Pakistan's sites after Q12, $100 m", -1, at(12, "site_income.PAK")),
    ),
)

_REACH = (
    Measure("grievance in Xinjiang after Q6", +1, at(6, "grievance.xinjiang")),
    Measure("corridor roads cut, mean of Q1-Q8", +1, over(1, 8, roads_cut)),
    Measure("Pakistan's nuclear security after Q6", -1, at(6, "fissile.PAK")),
    Measure("militant threat after Q6", +1, at(6, "threat.all")),
    Measure("next step at Reko Diq, mean of Q1-Q6, $100 m", +1, over(1, 6, reko_diq_cost)),
)

_TROUBLED = Experiment(
    "8a",
    "Instability in Pakistan reaches Xinjiang, the corridor, the warheads and investors",
    "Pakistan opens at stability 28 with Balochistan in revolt; or at 60 with it calm",
    8,
    ("CHN", "PAK"),
    Arm((("stability.PAK", 28), *_troubled(82, 70, 14))),
    Arm((("stability.PAK", 60), *_troubled(42, 25, 45))),
    _REACH,
)

_SHAKEN = Experiment(
    "8b",
    "The same from the capital's weakness alone",
    "Pakistan opens at stability 28; or at 60; Balochistan as the campaign has it",
    8,
    ("CHN", "PAK"),
    Arm((("stability.PAK", 28),)),
    Arm((("stability.PAK", 60),)),
    _REACH,
)


def _climb(ident: str, claim: str, contrast: str, order: Order) -> Experiment:
    alone = ("escalate IND loc", "step_back IND loc")
    return Experiment(
        ident,
        claim,
        contrast,
        12,
        ("CHN", "USA", "PAK", "IND"),
        Arm(orders=(order,), avoids=alone),
        Arm(avoids=alone),
        (
            Measure("Indian standing after Q3", +1, at(3, "standing.IND")),
            Measure("Pakistan's stability after Q3", -1, at(3, "stability.PAK")),
            Measure("rung on the Line of Control after Q3", +1, at(3, "tension.loc")),
            Measure("rung on the Line of Control after Q6", +1, at(6, "tension.loc")),
            Measure("odds of an incident, mean of Q3-Q6, percent", +1, over(3, 6, incidents_likely)),
            Measure("Pakistani trust in India after Q4", -1, at(4, "trust.PAK.IND")),
            Measure("Indian standing after Q8", -1, at(8, "standing.IND")),
            Measure("games that end in a shared catastrophe, percent", +1, catastrophe),
        ),
    )


EXPERIMENTS: tuple[Experiment, ...] = (
    _CONTROLS,
    _ORE,
    _WORKS_TOO,
    _FORCE,
    _PATRON,
    _CEASEFIRE,
    _VOTE,
    _DIRTY,
    _TROUBLED,
    _SHAKEN,
    _climb(
        "9a",
        "Escalation is a ladder with someone else on it",
        "India goes up one rung on the Line of Control in the third quarter; or never",
        Order("escalate IND loc", first=3, last=3, most=1),
    ),
    _climb(
        "9b",
        "Catastrophe is never a win",
        "India goes up a rung there at every chance from the third quarter on; or never",
        Order("escalate IND loc", first=3, once=False),
    ),
)
