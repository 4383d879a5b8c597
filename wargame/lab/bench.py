"""How fast the engine is: playouts, the operations searches lean on, a journal's verification, and peers."""

from __future__ import annotations

import asyncio
import platform
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Self

from attrs import asdict, define, field, frozen

import wargame
from wargame.lab.calibrate import loops_per_second
from wargame.lab.peers import Peer, installed_peers
from wargame.lab.report import table
from wargame.lab.seeds import child_seed
from wargame.rules.actions.base import Action
from wargame.rules.board import Board
from wargame.rules.chance import mix
from wargame.rules.compiled import Scenario
from wargame.rules.forecast import forecast
from wargame.rules.game import Game
from wargame.rules.machine import PHASES
from wargame.rules.state import State
from wargame.scenario import to_data
from wargame.table import InstantThinker, new_table, verify

Chooser = Callable[[Game, int], tuple[Action, int]]
POSITIONS = 16
LONG_ENOUGH = 0.04
"""Seconds that one sample of a short operation takes at least."""


@frozen
class Measured:
    """The median of a few samples, and its ratio to the calibration loop measured beside it."""

    unit: str
    median: float
    low: float
    high: float
    ratio: float
    """For a rate, how many per calibration round; for a duration, how many rounds it lasts."""


@define
class Samples:
    """Values measured beside the calibration loop's speed."""

    unit: str
    values: list[float] = field(factory=list)
    ratios: list[float] = field(factory=list)

    def add(self, value: float, loops: float) -> None:
        """Keep a sample: a rate when the unit is per second, else a duration in s or µs."""
        self.values.append(value)
        if self.unit.endswith("/s"):
            self.ratios.append(value / loops)
        else:
            self.ratios.append(value * loops / (1e6 if self.unit == "µs" else 1))

    def measured(self) -> Measured:
        """Their median."""
        ratio = float(f"{median(self.ratios):.4g}")
        spread = Spread.of(self.values)
        return Measured(self.unit, spread.median, spread.low, spread.high, ratio)


@frozen
class Spread:
    """The median of a few samples between the lowest and the highest."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """To three decimals."""
        return cls(round(median(values), 3), round(min(values), 3), round(max(values), 3))


@frozen
class PeerSpeed:
    """Another engine's random playouts, and this engine's decisions per second over its, measured side by side."""

    name: str
    version: str
    decisions_per_second: Spread
    mean_choices: float
    picking: Spread
    listing: Spread


@define
class Race:
    """Another engine measured in turns with this one, so that a slow minute touches both."""

    peer: Peer
    speeds: list[float] = field(factory=list)
    picking: list[float] = field(factory=list)
    listing: list[float] = field(factory=list)
    choices: list[float] = field(factory=list)

    def run(self, games: int, seed: int, picking: float, listing: float) -> None:
        """Measure the peer beside this engine's decisions per second."""
        decisions, choices, seconds = self.peer.playouts(games, seed)
        speed = decisions / seconds
        self.speeds.append(speed)
        self.picking.append(picking / speed)
        self.listing.append(listing / speed)
        self.choices.append(choices / decisions)

    def result(self) -> PeerSpeed:
        """The medians."""
        speed, picking, listing = map(Spread.of, (self.speeds, self.picking, self.listing))
        return PeerSpeed(self.peer.name, self.peer.version, speed, median(self.choices), picking, listing)


@frozen
class BenchReport:
    """What the bench found on this machine."""

    scenario: str
    rules: str
    python: str
    machine: str
    seed: int
    games: int
    repeats: int
    calibration_loops_per_second: float
    mean_choices: float
    """Legal choices per decision, over the playouts that list them."""
    mean_decisions: float
    """Decisions per game."""
    figures: dict[str, Measured]
    peers: tuple[PeerSpeed, ...] = ()
    peers_missing: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As one JSON-able document."""
        return asdict(self)


def measure(scenario: Scenario, *, games: int, repeats: int, seed: int, peers: bool = True) -> BenchReport:
    """Measure everything `repeats` times, in turns, so that a slow minute touches all alike."""
    positions = _positions(scenario, seed)
    samples: dict[str, Samples] = {}
    loops: list[float] = []
    choices = decisions = played = 0
    installed, missing = installed_peers() if peers else ([], [])
    races = [Race(peer) for peer in installed]
    _warm_up(scenario, seed)

    def note(name: str, unit: str, value: float, speed: float) -> None:
        samples.setdefault(name, Samples(unit)).add(value, speed)

    with tempfile.TemporaryDirectory() as directory:
        journal = write_journal(scenario, seed, Path(directory))
        for repeat in range(repeats):
            speed = loops_per_second()
            loops.append(speed)
            seeds = [child_seed(seed, repeat, game) for game in range(games)]
            speeds = []
            for name, choose in (("pick", _pick), ("listing", _from_listing)):
                found, seen, seconds = playouts(scenario, seeds, choose)
                note(f"playouts_{name}_decisions_per_second", "decisions/s", found / seconds, speed)
                note(f"playouts_{name}_games_per_second", "games/s", games / seconds, speed)
                speeds.append(found / seconds)
                if name == "listing":
                    choices, decisions, played = choices + seen, decisions + found, played + games
            for race in races:
                race.run(games, seeds[0], *speeds)
            for name, operation in _operations(scenario).items():
                note(name, "µs", 1e6 * _seconds_each(operation, positions), speed)
            note("market_turn", "µs", 1e6 * _market_seconds(scenario, positions), speed)
            report = verify(journal)
            if not report.ok:
                raise AssertionError(f"the bench's own journal does not verify: {report.message}")
            note("verify_journal", "s", report.seconds, speed)
    return BenchReport(
        scenario=scenario.spec.id,
        rules=wargame.__version__,
        python=f"{platform.python_implementation()} {platform.python_version()}",
        machine=f"{platform.system()} {platform.machine()}",
        seed=seed,
        games=games,
        repeats=repeats,
        calibration_loops_per_second=round(median(loops)),
        mean_choices=round(choices / decisions, 2),
        mean_decisions=round(decisions / played, 1),
        figures={name: found.measured() for name, found in samples.items()},
        peers=tuple(race.result() for race in races),
        peers_missing=tuple(missing),
    )


# ---- playouts
def _warm_up(scenario: Scenario, seed: int) -> None:
    """Let the tables that are built once per scenario be built off the clock."""
    playouts(scenario, [child_seed(seed)], _pick)


def _pick(game: Game, number: int) -> tuple[Action, int]:
    return game.legal.pick(number), 0


def _from_listing(game: Game, number: int) -> tuple[Action, int]:
    choices = list(game.legal)
    return choices[number % len(choices)], len(choices)


def playouts(scenario: Scenario, seeds: Sequence[int], choose: Chooser) -> tuple[int, int, float]:
    """Play a random game per seed; returns decisions, choices seen in all, and seconds."""
    decisions = choices = 0
    begin = perf_counter()
    for seed in seeds:
        game = Game.new(scenario, seed, quiet=True)
        step = 0
        while not game.over:
            action, seen = choose(game, mix(seed, 1, step))
            game.play(action)
            choices += seen
            step += 1
        decisions += step
    return decisions, choices, perf_counter() - begin


# ---- single operations
def _positions(scenario: Scenario, seed: int) -> list[State]:
    """Positions spread evenly over a random game, in which a power is to act or answer."""
    found = []
    game, step = Game.new(scenario, seed, quiet=True), 0
    while not game.over:
        found.append(game.state.copy())
        game.play(game.legal.pick(mix(seed, 1, step)))
        step += 1
    return found[:: max(1, len(found) // POSITIONS)][:POSITIONS]


def _operations(scenario: Scenario) -> dict[str, Callable[[State], object]]:
    def explain(state: State) -> object:
        game = Game.at(scenario, state)
        action = game.legal.pick(7)
        return forecast(game.view(action.seat), action)

    return {
        "copy": lambda state: state.copy(),
        "view": lambda state: Game.at(scenario, state).view(0),
        "digest": lambda state: state.digest(),
        "legal_listing": lambda state: list(Game.at(scenario, state).legal),
        "forecast": explain,
    }


def _seconds_each(operation: Callable[[State], object], positions: Sequence[State]) -> float:
    rounds, begin = 0, perf_counter()
    while (spent := perf_counter() - begin) < LONG_ENOUGH:
        for state in positions:
            operation(state)
        rounds += 1
    return spent / (rounds * len(positions))


def _market_seconds(scenario: Scenario, positions: Sequence[State]) -> float:
    """Seconds of a whole market phase; the copies it consumes are made off the clock."""
    hooks = next(phase for phase in PHASES if phase.name == "market").enter
    rounds, spent = 0, 0.0
    while spent < LONG_ENOUGH:
        boards = [Board(scenario, state.copy()) for state in positions]
        begin = perf_counter()
        for board in boards:
            for hook in hooks:
                hook(board)
        spent += perf_counter() - begin
        rounds += 1
    return spent / (rounds * len(positions))


def write_journal(scenario: Scenario, seed: int, directory: Path) -> Path:
    """The journal of a whole game between random actors."""

    async def run() -> Path:
        seats = dict.fromkeys(scenario.ids["power"], "random")
        made = new_table(scenario, to_data(scenario.spec), seats, seed, directory, thinker=InstantThinker())
        try:
            while await made.advance() is not None:
                pass
            path = (await made.status()).path
        finally:
            await made.close()
        assert path is not None
        return path

    return asyncio.run(run())


# ---- for people
def as_text(report: BenchReport) -> str:
    """The report as a table."""
    lines = [
        f"{report.scenario}, rules {report.rules}, {report.python} on {report.machine}",
        f"Median of {report.repeats}, {report.games} games each. Ratio: to a round of a plain Python loop "
        f"({report.calibration_loops_per_second:,.0f} rounds/s here).",
        "",
    ]
    rows = [["measure", "median", "low", "high", "unit", "ratio"]]
    for name, found in report.figures.items():
        values = (
            f"{value:,.3g}" if value < 100 else f"{value:,.0f}"
            for value in (found.median, found.low, found.high)
        )
        rows.append([name.replace("_", " "), *values, found.unit, f"{found.ratio:.4g}"])
    lines += table(rows)
    lines += [
        "",
        f"{report.mean_choices:.1f} choices per decision, {report.mean_decisions:.0f} decisions per game.",
    ]
    for peer in report.peers:
        lines.append(
            f"{peer.name} {peer.version}: {peer.decisions_per_second.median:,.0f} decisions/s, "
            f"{peer.mean_choices:.1f} choices per decision; side by side this engine makes {_span(peer.picking)} "
            f"as many picking, {_span(peer.listing)} listing all choices"
        )
    if report.peers_missing:
        lines.append(f"Not installed, so not measured: {', '.join(report.peers_missing)}.")
    return "\n".join(lines)


def _span(found: Spread) -> str:
    return f"{found.median:.2f}× ({found.low:.2f} to {found.high:.2f})"
