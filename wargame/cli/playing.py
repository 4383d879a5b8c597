"""Playing: on the screen, or line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.shared import (
    CAMPAIGN,
    existing,
    fill,
    fresh_seed,
    saves_option,
    seat_players,
    seats_option,
    seed_option,
)

if TYPE_CHECKING:
    from wargame.rules.compiled import Scenario
    from wargame.tui import StartRequest

NO_TERMINAL = (
    "The screen needs a terminal. Without one: `wargame play --plain` plays line by line, "
    "`wargame simulate` plays many games, `wargame --help` lists the rest."
)


@click.command()
@click.argument("scenario", default="")
@seats_option
@seed_option
@click.option("--plain", is_flag=True, help="Line by line: for screen readers, pipes and simple terminals.")
@click.option(
    "--script",
    type=click.Path(path_type=Path),
    help="Take decisions from this file first (implies --plain).",
)
@saves_option
@click.option(
    "--resume",
    "journal",
    type=click.Path(path_type=Path),
    help="Go on with a saved game, named by its journal.",
)
def play(
    scenario: str,
    seats: list[tuple[str, str]],
    seed: int | None,
    plain: bool,
    script: Path | None,
    saves: str | None,
    journal: Path | None,
) -> int:
    """Play SCENARIO (linchpin if left out). Players are `human` or an actor's name."""
    if journal is not None and (scenario or seats or seed is not None):
        raise click.UsageError(
            "--resume goes on with a game as it is: leave out SCENARIO, --seat and --seed."
        )
    if plain or script is not None:
        return _play_plain(scenario or CAMPAIGN, seats, seed, script, saves, journal)
    need_terminal()
    from wargame.tui import StartRequest

    if journal is not None:
        return screen(saves, StartRequest(resume=existing(journal)))
    loaded, given = _setup(scenario or CAMPAIGN, seats)
    return screen(saves, StartRequest(scenario or CAMPAIGN, fill(loaded, given), seed))


def need_terminal() -> None:
    """Raises `click.UsageError` where there is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(NO_TERMINAL)


def screen(saves: str | None, start: StartRequest | None) -> int:
    """Play on the screen, from the title or straight from a game; the exit code."""
    need_terminal()
    from wargame.journal import saves_dir
    from wargame.lab.interrupts import interrupts_held
    from wargame.table import Thinker
    from wargame.tui import run

    # Its process must start before the screen takes the standard streams.
    with interrupts_held():
        thinker = Thinker()
    try:
        return run(thinker, saves_dir(saves), start)
    finally:
        thinker.close()


def _setup(name: str, seats: Iterable[tuple[str, str]]) -> tuple[Scenario, dict[str, str]]:
    from wargame.actors import ACTORS
    from wargame.scenario import load
    from wargame.table import HUMAN

    scenario = load(name)
    return scenario, seat_players(scenario, seats, (HUMAN, *ACTORS))


def _play_plain(
    name: str,
    seats: list[tuple[str, str]],
    seed: int | None,
    script: Path | None,
    saves: str | None,
    journal: Path | None,
) -> int:
    from wargame.journal import saves_dir
    from wargame.lab.interrupts import interrupts_held
    from wargame.plain import Console, Script
    from wargame.plain import play as play_plainly
    from wargame.scenario import to_data
    from wargame.table import new_table, resume

    lines = Script.read(script) if script else None
    if journal is not None:
        with interrupts_held():
            table = resume(existing(journal))
        return play_plainly(table, Console(), lines)
    scenario, given = _setup(name, seats)
    controllers = fill(scenario, given)
    start = fresh_seed() if seed is None else seed
    with interrupts_held():
        table = new_table(scenario, to_data(scenario.spec), controllers, start, saves_dir(saves))
    return play_plainly(table, Console(), lines)
