"""Playing: on the screen, or line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.shared import (
    campaign,
    existing,
    saves_option,
    say,
    sealed_option,
    seat_players,
    seats_option,
    seed_option,
)
from wargame.edge import leaving
from wargame.edge.streams import no_screen

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
@sealed_option
@click.option("--no-advice", is_flag=True, help="Nobody at this table can ask for advice.")
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
    sealed: bool | None,
    no_advice: bool,
    plain: bool,
    script: Path | None,
    saves: str | None,
    journal: Path | None,
) -> int:
    """Play SCENARIO (the campaign if left out).

    Players are `human`, an actor's name, a class of yours as path/to/file.py:Class, or "run:COMMAND" for a program that
    speaks the line protocol (docs/protocol.md).
    """
    settled = seats or no_advice or seed is not None or sealed is not None
    if journal is not None and (scenario or settled):
        raise click.UsageError(
            "--resume goes on with a game as it is: leave out SCENARIO, --seat, --seed, --sealed and --no-advice."
        )
    if plain or script is not None:
        if journal is not None:
            return _resume_plainly(journal, script)
        return _start_plainly(scenario or campaign(), seats, seed, sealed, script, saves, not no_advice)
    if _must_be_plain():
        if journal is not None:
            return _resume_plainly(journal, None)
        return _start_plainly(scenario or campaign(), seats, seed, sealed, None, saves, not no_advice)
    from wargame.tui import StartRequest

    if journal is not None:
        return _screen(saves, StartRequest(resume=existing(journal)))
    name = scenario or campaign()
    _, controllers = _setup(name, seats)
    return _screen(saves, StartRequest(name, controllers, seed, sealed=sealed, advice=not no_advice))


def title() -> int:
    """The title screen; where no screen can be drawn, a game line by line as the title would offer it first."""
    if not _must_be_plain():
        return _screen(None, None)
    from wargame.journal import list_saves, saves_dir
    from wargame.scenario import PRIMER

    saved = list_saves(saves_dir(None))
    if saved:
        say("`wargame play --resume FILE` goes on with a saved game; `wargame saves` lists them.")
    return _start_plainly(campaign() if saved else PRIMER, [], None, None, None, None)


def _must_be_plain() -> bool:
    """Whether this terminal can only be written to line by line, which is said. Raises `click.UsageError` without one."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(NO_TERMINAL)
    why = no_screen()
    if why:
        say(f"The screen cannot be drawn here: {why}. The game is played line by line instead.")
    return bool(why)


def _screen(saves: str | None, start: StartRequest | None) -> int:
    """Play on the screen, from the title or straight from a game; the exit code."""
    from wargame.journal import saves_dir
    from wargame.table import Thinker
    from wargame.tui import run

    # Its process must start before the screen takes the standard streams.
    thinker = Thinker()
    try:
        return run(thinker, saves_dir(saves), start)
    finally:
        thinker.close()


def _setup(name: str, seats: Iterable[tuple[str, str]]) -> tuple[Scenario, dict[str, str]]:
    """The scenario of that name, and who plays each of its seats."""
    from wargame.actors import players
    from wargame.scenario import load
    from wargame.table import HUMAN, seats_of

    scenario = load(name)
    return scenario, seats_of(scenario, seat_players(scenario, seats, (HUMAN, *players())))


def _start_plainly(
    name: str,
    seats: list[tuple[str, str]],
    seed: int | None,
    sealed: bool | None,
    script: Path | None,
    saves: str | None,
    advice: bool = True,
) -> int:
    from wargame.journal import saves_dir
    from wargame.plain import Console, Script, play
    from wargame.scenario import to_data
    from wargame.table import fresh_seed, new_table

    lines = Script.read(script) if script else None
    scenario, controllers = _setup(name, seats)
    start = fresh_seed() if seed is None else seed
    data = to_data(scenario.spec)
    with leaving.holding():
        folder = saves_dir(saves)
        table = new_table(scenario, data, controllers, start, folder, sealed=sealed, advice=advice)
        return play(table, Console(), lines)


def _resume_plainly(journal: Path, script: Path | None) -> int:
    from wargame.plain import Console, Script, play
    from wargame.table import resume

    lines = Script.read(script) if script else None
    with leaving.holding():
        return play(resume(existing(journal)), Console(), lines)
