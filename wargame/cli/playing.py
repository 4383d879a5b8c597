"""Playing: on the screen, or line by line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from wargame.cli.shared import (
    campaign,
    existing,
    government_option,
    saves_option,
    say,
    sealed_option,
    seat_governments,
    seat_players,
    seats_option,
    seed_option,
    shown_option,
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


@frozen
class Wanted:
    """The game that was asked for, as it was typed."""

    scenario: str
    seats: Sequence[tuple[str, str]] = ()
    seed: int | None = None
    sealed: bool | None = None
    governments: Sequence[tuple[str, str]] = ()
    shown: bool = True
    advice: bool = True


@click.command()
@click.argument("scenario", default="")
@seats_option
@government_option
@shown_option
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
    governments: list[tuple[str, str]],
    shown: str,
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
    wanted = Wanted(
        scenario or campaign(),
        tuple(seats),
        seed,
        sealed,
        tuple(governments),
        shown == "shown",
        not no_advice,
    )
    if journal is not None and (scenario or wanted != Wanted(campaign())):
        raise click.UsageError(
            "--resume goes on with a game as it is: leave out SCENARIO, --seat, --government, --governments, "
            "--seed, --sealed and --no-advice."
        )
    if plain or script is not None:
        return _resume_plainly(journal, script) if journal else _start_plainly(wanted, script, saves)
    if _must_be_plain():
        return _resume_plainly(journal, None) if journal else _start_plainly(wanted, None, saves)
    from wargame.tui import StartRequest

    if journal is not None:
        return _screen(saves, StartRequest(resume=existing(journal)))
    _, controllers, chosen = _setup(wanted)
    request = StartRequest(
        wanted.scenario,
        controllers,
        seed,
        sealed=sealed,
        governments=chosen,
        shown=wanted.shown,
        advice=wanted.advice,
    )
    return _screen(saves, request)


def title() -> int:
    """The title screen; where no screen can be drawn, a game line by line as the title would offer it first."""
    if not _must_be_plain():
        return _screen(None, None)
    from wargame.journal import list_saves, saves_dir
    from wargame.scenario import PRIMER

    saved = list_saves(saves_dir(None))
    if saved:
        say("`wargame play --resume FILE` goes on with a saved game; `wargame saves` lists them.")
    return _start_plainly(Wanted(campaign() if saved else PRIMER), None, None)


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


def _setup(wanted: Wanted) -> tuple[Scenario, dict[str, str], dict[str, str]]:
    """The scenario that is wanted, who plays each of its seats, and the governments that were chosen."""
    from wargame.actors import players
    from wargame.scenario import load
    from wargame.table import HUMAN, seats_of

    scenario = load(wanted.scenario)
    controllers = seats_of(scenario, seat_players(scenario, wanted.seats, (HUMAN, *players())))
    return scenario, controllers, seat_governments(scenario, wanted.governments, controllers)


def _start_plainly(wanted: Wanted, script: Path | None, saves: str | None) -> int:
    from wargame.journal import saves_dir
    from wargame.plain import Console, Script, play
    from wargame.scenario import to_data
    from wargame.table import fresh_seed, new_table

    lines = Script.read(script) if script else None
    scenario, controllers, chosen = _setup(wanted)
    start = fresh_seed() if wanted.seed is None else wanted.seed
    data = to_data(scenario.spec)
    with leaving.holding():
        table = new_table(
            scenario,
            data,
            controllers,
            start,
            saves_dir(saves),
            sealed=wanted.sealed,
            governments=chosen,
            shown=wanted.shown,
            advice=wanted.advice,
        )
        return play(table, Console(), lines)


def _resume_plainly(journal: Path, script: Path | None) -> int:
    from wargame.plain import Console, Script, play
    from wargame.table import resume

    lines = Script.read(script) if script else None
    with leaving.holding():
        return play(resume(existing(journal)), Console(), lines)
