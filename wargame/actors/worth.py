"""What a foreseen position is worth to a power: its own goals first, then what will serve them, then its rivals' lot.

Everything is in points of the final score. The goals are read off the scenario, so any scenario works.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from wargame.actors.goals import Goals, goals_of
from wargame.actors.outlook import Almanac, Outlook
from wargame.actors.recall import Fields
from wargame.actors.temper import LOWEST, Temper
from wargame.rules.books import booked
from wargame.rules.compiled import Scenario
from wargame.rules.figures import FIGURES
from wargame.rules.measures import site_value
from wargame.rules.phases.finance import income
from wargame.rules.phases.security import attack_odds
from wargame.rules.records import Threat
from wargame.rules.scoring import BALANCE_ALLOWANCE
from wargame.rules.state import State
from wargame.rules.threats import met

PERIL = (0.0, 0.0, 0.0, 0.0, 0.1, 0.25, 0.5, 0.9, 1.8, 7.0, 50.0)
"""Points that each rung of an arena is feared like."""

_MONEY = 0.34
"""Points that a unit of money buys while there is time to spend it."""

_WORD = 0.5
"""Points that breaking its word costs a middling temper beyond what the trust and credibility lost are worth."""
_LEANING = 0.25
"""The part by which the strongest leaning values a column's points higher or lower than they count."""
SHAME = 0.5
"""Points that a threat costs that was defied and is not carried out: its word, and who stood firm is thought more of."""

_EARNING = Fields(
    (
        "damage",
        "grade",
        "hub",
        "level",
        "owner",
        "price",
        "regime",
        "share",
        "short",
        "stake",
        "thrift",
        "turn",
    )
)
"""All that a power's money per quarter follows from in an outlook, trade aside."""


def _clients(scenario: Scenario) -> list[list[int]]:
    """The powers that look to each power for patronage, listed once per scenario."""
    found: list[list[int]] | None = scenario.cache.get("clients")
    if found is None:
        powers = scenario.powers
        found = scenario.cache["clients"] = [
            [client for client, spec in enumerate(powers) if patron.id in spec.patrons] for patron in powers
        ]
    return found


def harmless(threat: Threat) -> float:
    """What a threat is worth to whoever has not weighed it."""
    return 0.0


@define(eq=False)
class Worth:
    """Judges outlooks for one temperament. The same outlook is always worth the same."""

    almanac: Almanac
    temper: Temper = field(factory=Temper)
    menace: Callable[[Threat], float] = harmless
    """What a threat that stands takes off the prospects of whom it is against."""
    _leans: dict[str, float] = field(factory=dict)
    """By column: by what part of itself it counts for more than it does."""

    scenario: Scenario = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.scenario = self.almanac.scenario

    def score(self, outlook: Outlook, power: int, own: bool = False) -> float:
        """Points for a power's goals as far as the view knows them, held down by the balance it must keep.

        Who judges its `own` goals has a mind for some columns more than for others.
        """
        found = goals_of(self.almanac, power, outlook.state.agenda[power])
        key = self.temper.leaner if own else None, outlook.numbers.key(found.fields)
        score = found.scores.get(key)
        if score is None:
            score = found.scores.keep(key, self._score(outlook, found, own))
        return score

    def _score(self, outlook: Outlook, goals: Goals, own: bool) -> float:
        total = 0.0
        for part, points in zip(goals.parts, goals.points(outlook), strict=True):
            lean = self._lean(part.goal.column) if own else 0.0
            total += (1 + lean) * points / 100
        if self.scenario.powers[goals.power].balanced:
            lowest = goals.lowest(outlook)
            total -= 0.85 * max(0.0, total - lowest - BALANCE_ALLOWANCE)
            total += 0.06 * lowest
        return total

    def _lean(self, column: str) -> float:
        if column not in self._leans:
            self._leans[column] = _LEANING * self.temper.lean(column)
        return self._leans[column]

    def value(self, outlook: Outlook, seat: int) -> float:
        """What the outlook is worth to a seat."""
        state = outlook.state
        mine = self.score(outlook, seat, own=True)
        total = mine + self._means(outlook, seat) - self._perils(state, seat) - self._guilt(state, seat, mine)
        total -= _WORD * (self.temper.honour - LOWEST) / (50 - LOWEST) * outlook.breaches[seat]
        total -= self._threats(state, seat)
        others = [self.score(outlook, p) for p in range(self.scenario.npowers) if p != seat]
        if others:
            spite = self.temper.spite / 100
            total -= spite * (0.25 * max(others) + 0.1 * sum(others) / len(others))
        return total

    # ---- what serves the goals later
    def _means(self, outlook: Outlook, seat: int) -> float:
        """Money, standing, knowledge and friends: worth what can still be made of them."""
        scenario, state = self.scenario, outlook.state
        n, turns = scenario.npowers, scenario.spec.turns
        left = (turns - state.turn) * (1 - _doom(state))
        time = min(1.0, left / min(5, max(1, turns - 1)))
        price = _MONEY * time * (0.7 + self.temper.greed / 160)
        total = price * self.purse(booked(state, seat))
        total += 0.75 * price * left * self.earnings(outlook, seat)
        total += self.liquidity(outlook, seat) + price * self._owed_to(outlook, seat, time)
        total += 0.22 * min(9, state.standing[seat]) + 0.05 * max(0, state.standing[seat] - 9)
        total += 0.07 * state.stability[seat] + 0.12 * min(40, state.stability[seat])
        total += 0.035 * state.credibility[seat]
        total += (0.01 + 0.03 * time) * (sum(state.trust[seat::n]) - state.trust[seat * n + seat])
        total += 0.012 * sum(state.disposition[n * n + seat :: n])
        total += 0.015 * state.footprint[seat]
        total += self.knowledge(state, seat) * time
        total += 0.02 * state.imf_credibility[0] * (1 if scenario.spec.board is not None else 0)
        for client in _clients(scenario)[seat]:
            total += 0.05 * state.influence[seat * n + client]
        return total

    def purse(self, money: int) -> float:
        """The first coins matter most, and a hoard hardly at all."""
        if money <= 0:
            return 2.0 * money
        return 1.2 * min(money, 6) + 1.0 * max(0, min(money, 20) - 6) + 0.4 * max(0, money - 20)

    def _owed_to(self, outlook: Outlook, seat: int, time: float) -> float:
        """What debtors will repay, less the less time there will be to spend it."""
        turns, total = self.scenario.spec.turns, 0.0
        for loan in outlook.loans:
            if loan.creditor == seat and loan.debtor != seat and loan.due <= turns and time:
                total += 0.5 * loan.amount * min(1.0, (turns - max(loan.due, outlook.state.turn)) / 5 / time)
        return total

    def earnings(self, outlook: Outlook, seat: int) -> float:
        """Money per quarter: income less what shortages cost, trade, and the cash of sites and stakes."""
        table = self.almanac.earnings
        key = seat, outlook.trade[seat], outlook.numbers.key(_EARNING)
        found = table.get(key)
        if found is None:
            found = table.keep(key, self._earnings(outlook.state, seat, outlook.trade[seat]))
        return found

    def _earnings(self, state: State, seat: int, trade: int) -> float:
        scenario = self.scenario
        total = float(income(scenario, state, seat) + trade)
        tuning = scenario.spec.tuning
        for site, spec in enumerate(scenario.sites):
            level = state.level[site]
            if not level or state.damage[site]:
                continue
            owner, stake = state.owner[site], state.stake[site]
            if owner != seat and stake != seat:
                continue
            value = site_value(scenario, state, site)
            if owner == seat:
                total += spec.cash * level * (2 + state.hub[site]) / 2
                if scenario.site_region[site] >= 0:
                    total -= value * state.share[site] * tuning.community_percent / 100
                if stake not in (-1, seat):
                    total -= value * tuning.stake_percent / 100
            else:
                total += value * tuning.stake_percent / 100
        return total

    def liquidity(self, outlook: Outlook, seat: int) -> float:
        """A central bank that will soon be below its floor, or empty, costs sleep."""
        spec = self.scenario.powers[seat].reserves
        if spec is None:
            return 0.0
        near = outlook.near[seat]
        return -0.1 * max(0, spec.floor - near) - 0.25 * max(0, spec.floor // 2 - near)

    def knowledge(self, state: State, seat: int) -> float:
        """Separation know-how counts up to what a refinery takes, for those who may build one."""
        menu = self.scenario.powers[seat].menu
        if "refinery" not in menu and "cofinance" not in menu:
            return 0.0
        needed = self.scenario.spec.tuning.refinery_know_how
        return 0.16 * min(needed, state.know_how[seat]) + 0.01 * state.know_how[seat]

    # ---- what is feared
    def _perils(self, state: State, seat: int) -> float:
        """Ladders, red lines and insurgents at the gates."""
        scenario = self.scenario
        care = max(0.25, 1.6 - self.temper.boldness / 70)
        total = 0.0
        for arena, sides in enumerate(scenario.arena_sides):
            total += PERIL[state.tension[arena]] * care * (1.0 if seat in sides else 0.6)
        for power, spec in enumerate(scenario.powers):
            if spec.fissile < 100:
                total += 0.15 * max(0, 40 - state.fissile[power]) + 0.6 * max(0, 20 - state.fissile[power])
        for region, power in enumerate(scenario.region_power):
            if power == seat:
                total += 0.02 * attack_odds(scenario, state, region)
        return total

    def _threats(self, state: State, seat: int) -> float:
        """What stands against a seat and is not met, and the shame that awaits whoever was defied and does nothing."""
        total = 0.0
        for threat in state.threats:
            if threat.target == seat and not met(self.scenario, state, threat):
                total += self.menace(threat)
            elif threat.seat == seat and threat.defied:
                total += SHAME
        return total

    def _guilt(self, state: State, seat: int, score: float) -> float:
        """What the blame so far would cost if the highest ladder fell, by how likely that looks."""
        if not state.blame[seat]:
            return 0.0
        likely, care = min(0.6, 2 * _doom(state)), max(0.1, 1.5 - self.temper.boldness / 60)
        return likely * score * care * state.blame[seat] / sum(state.blame)


def _doom(state: State) -> float:
    """How likely it looks that the highest ladder falls and ends the game: 0 to 0.6."""
    return min(0.6, PERIL[max(state.tension, default=0)] / 8)


def changed(scenario: Scenario, before: State, after: State, seat: int) -> tuple[str, int] | None:
    """The open figure that a step moves most to a seat's good, and its cell; None when there is none."""
    n = scenario.npowers
    best, place = 0, None
    for name in ("consent", "grievance", "environment", "insurgency", "tension", "stability", "standing", "trust",
                 "credibility", "disposition", "readiness", "threat", "fissile"):  # fmt: skip
        good = FIGURES[name].good
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        for index, was in enumerate(old):
            step = (new[index] - was) * good * (4 if name in ("tension", "standing") else 1)
            if name == "trust" and index % n != seat:
                continue
            if name == "disposition" and index % n != seat:
                continue
            if name in ("stability", "standing", "credibility") and index != seat:
                continue
            if step > best:
                best, place = step, (name, index)
    return place
