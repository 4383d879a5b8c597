"""How a ruling reads: a position is set up, something is played or a phase runs, and figures are expected to answer.

    case = set_up("PAK", {"insurgency.balochistan": 60})
    case.play("sweep PAK balochistan", {"finds them": True})
    case.expect("insurgency.balochistan").falls(14)

Chance does nothing that the ruling does not call for: a draw whose label is not named does not happen, and a name
that nothing drew is a fault of the ruling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field

from tests.telling import sentences
from wargame.explain.causes import in_words
from wargame.rules import machine
from wargame.rules.board import Board, Entry, Kind
from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.errors import IllegalAction
from wargame.rules.forecast import Forecast, forecast
from wargame.rules.game import Game
from wargame.rules.measures import cell, reading
from wargame.rules.phases import market
from wargame.rules.phases.signals import initiative, made
from wargame.rules.records import Contract, Covert, Loan, Pact, Pledge
from wargame.rules.state import State
from wargame.rules.threats import bound
from wargame.scenario import load

RULINGS = str(Path(__file__).with_name("rulings.toml"))
PHASES = {phase.name: number for number, phase in enumerate(machine.PHASES)}
Falls = Mapping[str, bool | int]


@cache
def scenario(path: str = RULINGS) -> Scenario:
    """A scenario, compiled once."""
    return load(path)


def amended(**changes: Any) -> Scenario:
    """The board of the rulings with something else in its specification; `tuning` takes a mapping of numbers."""
    spec = scenario().spec
    if "tuning" in changes:
        changes["tuning"] = evolve(spec.tuning, **changes["tuning"])
    return compile_scenario(evolve(spec, **changes))


@define
class Scripted:
    """A fate that does as it is told: `falls` names draws by a part of their label, with what comes of them."""

    falls: dict[str, bool | int]
    asked: list[tuple[str, tuple[int, ...]]] = field(factory=list)
    used: set[str] = field(factory=set)

    def choose(self, seed: int, counters: list[int], stream: int, weights: Sequence[int], label: str) -> int:
        self.asked.append((label, tuple(weights)))
        for part, result in self.falls.items():
            if part in label:
                self.used.add(part)
                return (0 if result else 1) if isinstance(result, bool) else result
        chance = len(weights) == 2 and sum(weights) == 100
        assert chance, f"the ruling does not say how {label!r} falls"
        return 1

    def odds(self, part: str) -> int:
        """The percent odds of the first outcome of the draw so labelled."""
        weights = next(weights for label, weights in self.asked if part in label)
        return 100 * weights[0] // sum(weights)


@define
class Figure:
    """What a ruling expects of one figure or measure since the last thing that was done."""

    path: str
    was: int
    now: int

    def falls(self, by: int | None = None) -> None:
        """It is lower, by so much."""
        assert self.now < self.was, f"{self.path} went from {self.was} to {self.now}"
        assert by is None or self.was - self.now == by, f"{self.path} fell by {self.was - self.now}, not {by}"

    def rises(self, by: int | None = None) -> None:
        """It is higher, by so much."""
        assert self.now > self.was, f"{self.path} went from {self.was} to {self.now}"
        assert by is None or self.now - self.was == by, f"{self.path} rose by {self.now - self.was}, not {by}"

    def stays(self) -> None:
        """It is as it was."""
        assert self.now == self.was, f"{self.path} went from {self.was} to {self.now}"

    def becomes(self, value: int) -> None:
        """It was something else and is this now."""
        assert self.was != value, f"{self.path} was {value} before"
        assert self.now == value, f"{self.path} is {self.now}, not {value}"

    def reads(self, value: int) -> None:
        """It is this, whatever it was."""
        assert self.now == value, f"{self.path} is {self.now}, not {value}"


@define(eq=False)
class Case:
    """A game in a wanted position."""

    game: Game
    before: State
    fate: Scripted = field(factory=lambda: Scripted({}))
    entries_before: int = 0
    events_before: int = 0

    @property
    def board(self) -> Board:
        return self.game.board

    @property
    def state(self) -> State:
        return self.game.state

    @property
    def scenario(self) -> Scenario:
        return self.game.scenario

    def number(self, kind: str, name: str) -> int:
        """An entity's dense number."""
        return self.scenario.numbers[kind][name]

    # ---- arranging
    def put(self, figures: Mapping[str, int]) -> Case:
        """Set figures by path, then reckon the flows as they stand."""
        for path, value in figures.items():
            name, index = cell(path, self.scenario)
            getattr(self.state, name)[index] = value
            if name == "money":  # what is named is what the books show
                self.state.money[index] -= self.state.unbooked[index]
            if name == "share" and path.replace("share", "declared", 1) not in figures:
                self.state.declared[index] = value
        if not any(path.startswith(("flow.", "short.")) for path in figures):
            market.reckon(self.board, "the ruling")
        return self.mark()

    def mark(self) -> Case:
        """From here on changes count."""
        self.before = self.state.copy()
        self.entries_before = len(self.game.entries)
        self.events_before = len(self.game.events)
        return self

    def owes(
        self,
        debtor: str,
        creditor: str,
        amount: int,
        due: int,
        *riders: str,
        secret: bool = False,
        rate: int = 4,
    ) -> Case:
        """Add a loan."""
        state = self.state
        loan = Loan(
            state.next_loan,
            self.number("account", creditor),
            self.number("account", debtor),
            amount,
            rate,
            due,
            riders,
            secret,
        )
        state.loans, state.next_loan = (*state.loans, loan), state.next_loan + 1
        return self.mark()

    def puts_by(self, power: str, amount: int) -> Case:
        """Have a power put so much by for secret acts, beside its books."""
        at = self.number("power", power)
        self.state.money[at] += amount
        self.state.unbooked[at] -= amount
        return self.mark()

    def free_of_debt(self) -> Case:
        """Forget all loans."""
        self.state.loans = ()
        return self.mark()

    def contract(self, seller: str, buyer: str, material: str, amount: int, turns: int = 4) -> Case:
        """Add an offtake contract."""
        party, what = self.scenario.numbers["party"], self.number("material", material)
        self.state.contracts = (
            *self.state.contracts,
            Contract(party[seller], party[buyer], what, amount, turns),
        )
        return self.mark()

    def pledged(self, kind: str, giver: str, taker: str, what: int, turns: int = 4) -> Case:
        """Add a standing pledge."""
        power = self.scenario.numbers["power"]
        self.state.pledges = (*self.state.pledges, Pledge(kind, power[giver], power[taker], what, turns))
        return self.mark()

    def threatens(self, seat: str, deed: str, demand: str = "money", *, defied: bool = False) -> Case:
        """Let a threat stand: said this quarter, or defied in the one before."""
        at = self.number("power", seat)
        threat = made(self.board, at, self.number("threat", deed), self.number("demand", demand))
        self.state.threats = (*self.state.threats, evolve(threat, defied=defied))
        return self.mark()

    def acted_in_secret(self, act: str, sponsor: str, target: str, turn: int) -> Case:
        """Add the trail of a covert act."""
        power = self.scenario.numbers["power"]
        covert = Covert(self.number("covert", act), power[sponsor], power[target], turn)
        self.state.coverts = (*self.state.coverts, covert)
        return self.mark()

    def allied(self, pact: str, power: str, partner: str) -> Case:
        """Add a pact."""
        made = Pact(self.number("pact", pact), self.number("power", power), self.number("party", partner))
        self.state.pacts = (*self.state.pacts, made)
        return self.mark()

    def asked(self, kind: Kind, seat: str, what: int = 0) -> Case:
        """Put a decision of this kind before a seat, and nothing else."""
        self.state.queue = ((int(kind), self.number("power", seat), what, 0),)
        return self.mark()

    # ---- doing
    def play(self, key: str, falls: Falls | None = None) -> Case:
        """Take an action for the seat that must decide, checked as any client's would be."""
        self.mark()
        action = self.game.check(self.game.space.parse(key))
        self._under(falls, lambda: self.game.play(action))
        return self

    def strike(self, key: str, falls: Falls | None = None) -> Case:
        """Set a secret act going and let it land, as the security phase begins with it."""
        self.play(key)
        self.state.queue, self.state.phase = (), PHASES["security"]
        self._under(falls, lambda: machine.operations(self.board))
        return self

    def refused(self, key: str) -> str:
        """Why an action cannot be taken now. It must leave no trace."""
        before = self.game.digest()
        with pytest.raises(IllegalAction) as caught:
            self.game.apply(self.game.space.parse(key))
        assert self.game.digest() == before
        assert self.game.space.parse(key) not in self.game.legal
        return str(caught.value)

    def phase(self, name: str, falls: Falls | None = None) -> Case:
        """Run a phase's hooks, in order, without going on to the next."""
        self.mark()
        self.state.queue, self.state.phase = (), PHASES[name]
        phase = machine.PHASES[PHASES[name]]

        def run() -> None:
            for hook in phase.enter:
                hook(self.board)
            if phase.ask is not None and not self.state.queue:
                phase.ask(self.board)

        self._under(falls, run)
        return self

    def hook(self, name: str, falls: Falls | None = None) -> Case:
        """Run one hook of the machine: `security.incidents`."""
        self.mark()
        phase, _, wanted = name.partition(".")
        self.state.queue, self.state.phase = (), PHASES[phase]
        found = next(h for h in machine.PHASES[PHASES[phase]].enter if h.__name__ == wanted)
        self._under(falls, lambda: found(self.board))
        return self

    def _under(self, falls: Falls | None, do: Any) -> None:
        self.fate = Scripted(dict(falls or {}))
        self.board.fate = self.fate
        do()
        unused = set(self.fate.falls) - self.fate.used
        assert not unused, f"nothing drew {unused}; drawn were {[label for label, _ in self.fate.asked]}"

    # ---- reading
    def read(self, path: str) -> int:
        """A figure or measure now."""
        return reading(path, self.scenario)(self.state)

    def expect(self, path: str) -> Figure:
        """A figure or measure before and after what was last done."""
        value = reading(path, self.scenario)
        return Figure(path, value(self.before), value(self.state))

    def held(self, account: str) -> Figure:
        """All the money in an account before and after, with what its books leave out."""
        at = self.number("account", account)
        return Figure(account, self.before.money[at], self.state.money[at])

    @property
    def waiting(self) -> tuple[str, str] | None:
        """The kind of decision that is pending and whose it is."""
        decision = self.game.decision
        if decision is None:
            return None
        return decision.kind.name, self.scenario.ids["power"][decision.seat]

    @property
    def threats(self) -> list[str]:
        """What stands, as `CHN control:USA money`, with `defied` behind it where it was."""
        ids = self.scenario.ids
        demands = self.scenario.demands
        return [
            " ".join([ids["power"][t.seat], ids["threat"][t.deed], ids["demand"][demands.index(t.demand)]])
            + (" defied" if t.defied else "")
            for t in self.state.threats
        ]

    def bound(self, seat: str, deed: str) -> bool:
        """Whether a power has promised not to do what it threatened."""
        return bound(self.state, self.number("power", seat), self.number("threat", deed))

    @property
    def told(self) -> str:
        """What the log has said since the last thing that was done."""
        return "\n".join(sentences(self.scenario, self.game.events[self.events_before :]))

    def told_to(self, seat: str) -> str:
        """The same, as far as a seat may read it."""
        number = self.number("power", seat)
        fresh = self.game.events[self.events_before :]
        return "\n".join(sentences(self.scenario, (event for event in fresh if event.seen >> number & 1)))

    def caused(self, cause: str, path: str) -> int:
        """By how much something moved a figure, of all that moved it since."""
        place = cell(path, self.scenario)
        return sum(e.delta for e in self.entries if cause in self.why(e) and (e.name, e.index) == place)

    def why(self, entry: Entry) -> str:
        """An entry's cause: an action's key, or a reason in words."""
        return entry.cause if isinstance(entry.cause, str) else in_words(self.scenario, entry.cause)

    @property
    def entries(self) -> list[Entry]:
        """Ledger lines since the last thing that was done."""
        return self.game.entries[self.entries_before :]

    def cost(self, key: str) -> tuple[int, int, int]:
        """What an action would cost now: points, money, standing."""
        cost = self.game.space.parse(key).cost(self.board)
        return cost.points, cost.money, cost.standing

    def forecast(self, key: str) -> Forecast:
        """What the seat that must decide is told before it acts."""
        action = self.game.space.parse(key)
        return forecast(self.game.view(action.seat), action)


def set_up(
    seat: str = "PAK",
    figures: Mapping[str, int] | None = None,
    *,
    turn: int = 1,
    board: Scenario | None = None,
    seed: int = 1,
) -> Case:
    """A position in which the named seat must act, everyone having a full hand of points."""
    rules = board or scenario()
    game = Game.new(rules, seed)
    state = game.state
    state.turn, state.phase, state.passed = turn, PHASES["actions"], 0
    state.agenda[:] = [
        dealt[0] if dealt else kept for dealt, kept in zip(state.hand, state.agenda, strict=True)
    ]
    state.hand = ((),) * rules.npowers
    state.sequence = initiative(game.board)
    for power, spec in enumerate(rules.powers):
        state.points[power] = spec.points
    if turn > 1:
        state.history = ((0,) * rules.npowers,) * (turn - 1)
        state.fund = evolve(state.fund, next_review=turn + 2)
    case = Case(game, state.copy())
    at = rules.numbers["power"][seat]
    state.initiative = (state.sequence.index(at) + 1) % len(state.sequence)
    state.queue = ((int(Kind.ACT), at, 0, 0),)
    return case.put(figures or {})
