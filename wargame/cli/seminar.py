"""A class: the host who keeps it, and who joins."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from wargame.cli.shared import campaign, player_named, say, say_lines, sealed_option, seat_players
from wargame.edge import leaving
from wargame.edge.streams import no_screen
from wargame.rules.words import count

if TYPE_CHECKING:
    from wargame.rules.compiled import Scenario
    from wargame.seminar.hosting import Opened, Plan
    from wargame.table import Thinker
    from wargame.table.remote import RemoteTable
    from wargame.tui.browser import BrowserScreen

EXTRA = "A class needs a few libraries more: pip install 'chokepoint[seminar]'"
MOST_TABLES = 40
THINKERS = 4
"""Processes in which programs think, at most: they share the tables."""
BEGUN = (
    *("scenario", "tables", "seats", "seed", "clock", "absence", "stand_in", "sealed", "no_advice"),
    *("reasons", "rotate", "folder"),
)
"""What a class is begun with, and keeps."""


def _need_extra() -> None:
    if any(find_spec(name) is None for name in ("aiohttp", "segno")):
        raise click.ClickException(EXTRA)


@click.command()
@click.argument("scenario", default="")
@click.option(
    "--tables", type=click.IntRange(1, MOST_TABLES), default=1, help="How many tables play side by side."
)
@click.option(
    "--seats",
    metavar="SEAT[=PROGRAM],…",
    default="",
    help="Seats that people take, and programs for others as SEAT=PROGRAM. Left out, people take every seat.",
)
@click.option(
    "--seed",
    metavar="same|each|NUMBER",
    default="same",
    help="Chance falls alike at all tables (same), at each in its own way (each), or alike from a number.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8123, help="Where to listen (0: any free port)."
)
@click.option("--lan", is_flag=True, help="Let other machines in this network join.")
@click.option(
    "--name", "names", multiple=True, help="Another name of this machine, as behind a proxy; may be repeated."
)
@click.option(
    "--clock", type=click.IntRange(0, 7200), default=0, help="Seconds for a decision; then a program decides."
)
@click.option(
    "--absence",
    type=click.IntRange(5, 7200),
    default=120,
    help="Seconds until a program plays for an empty seat.",
)
@click.option("--stand-in", default="thumb", help="The program that plays for who is away.")
@sealed_option
@click.option("--no-advice", is_flag=True, help="Nobody in the class can ask for advice.")
@click.option("--reasons", is_flag=True, help="A line of reason must go with every decision.")
@click.option("--rotate", is_flag=True, help="The pen goes on to the next at each seat every quarter.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the class is kept (default: a new folder beside saved games).",
)
@click.option(
    "--resume",
    "before",
    type=click.Path(path_type=Path, file_okay=False),
    help="Go on with the class in this folder.",
)
def host(
    scenario: str,
    tables: int,
    seats: str,
    seed: str,
    port: int,
    lan: bool,
    names: tuple[str, ...],
    clock: int,
    absence: int,
    stand_in: str,
    sealed: bool | None,
    no_advice: bool,
    reasons: bool,
    rotate: bool,
    folder: Path | None,
    before: Path | None,
) -> int:
    """Keep a class that plays SCENARIO (the campaign if left out): students join by address and code."""
    _need_extra()
    from wargame.seminar import hosting
    from wargame.table import Thinker

    if before is not None and _given(
        "scenario", "tables", "seats", "seed", "clock", "absence", "stand_in", "folder"
    ):
        raise click.UsageError(
            "--resume goes on with a class as it is: only --port, --lan and --name go with it."
        )
    thinkers = [Thinker() for _ in range(min(THINKERS, os.cpu_count() or 1))]
    try:
        if before is not None:
            referee = hosting.go_on(before, thinkers)
        else:
            plan = evolve(
                _plan(scenario, tables, seats, seed, stand_in),
                sealed=sealed,
                advice=not no_advice,
                clock=clock,
                absence=absence,
                reasons=reasons,
                rotate=rotate,
            )
            referee = hosting.begin(plan, folder or _new_folder(), thinkers)
        shows = partial(_page, thinkers[-1])
        hosting.serve(referee, hosting.Where(lan=lan, port=port, names=names), _announce, shows)
    finally:
        for thinker in thinkers:
            thinker.close()
    say("The class is closed. It goes on with:")
    say(f"  wargame host --resume {referee.folder.path}")
    return leaving.code() if leaving.asked() else 0


def _page(
    adviser: Thinker, table: RemoteTable, size: tuple[int, int], draw: Callable[[str], None]
) -> BrowserScreen:
    """A seat's screen in a browser; one adviser for all."""
    from wargame.tui.browser import BrowserScreen

    table.adviser = adviser
    return BrowserScreen(table, None, size, draw)


def _given(*names: str) -> bool:
    """Whether any of these was typed."""
    source = click.get_current_context().get_parameter_source
    return any(source(name) is click.core.ParameterSource.COMMANDLINE for name in names)


def _plan(name: str, tables: int, seats: str, seed: str, stand_in: str) -> Plan:
    """What is to be played, and by whom."""
    from wargame.actors import players
    from wargame.scenario import load
    from wargame.seminar.hosting import Plan
    from wargame.table import HUMAN

    scenario = load(name or campaign())
    controllers = _controllers(scenario, seats)
    if HUMAN not in controllers.values():
        raise click.UsageError("--seats leaves no seat to people.")
    return Plan(
        scenario=scenario,
        controllers=controllers,
        seeds=_seeds(seed, tables),
        stand_in=player_named(stand_in, players()),
    )


def _controllers(scenario: Scenario, seats: str) -> dict[str, str]:
    from wargame.actors import DEFAULT_ACTOR, players
    from wargame.table import HUMAN

    words = [word.strip() for word in seats.split(",") if word.strip()]
    pairs = [(seat.strip(), who.strip() or HUMAN) for seat, _, who in (word.partition("=") for word in words)]
    found = seat_players(scenario, pairs, (HUMAN, *players()))
    # Who only names programs leaves the rest to people.
    rest = DEFAULT_ACTOR if HUMAN in found.values() else HUMAN
    return {seat: found.get(seat, rest) for seat in scenario.ids["power"]}


def _seeds(seed: str, tables: int) -> tuple[int, ...]:
    from wargame.table import fresh_seed, parse_seed

    if seed == "each":
        return tuple(fresh_seed() for _ in range(tables))
    try:
        return (fresh_seed() if seed == "same" else parse_seed(seed),) * tables
    except ValueError as fault:
        raise click.BadParameter(f"{seed[:24]!r}: {fault}; or same, or each.", param_hint="--seed") from fault


def _new_folder() -> Path:
    from wargame.journal import saves_dir

    parent = saves_dir(None) / "classes"
    name = f"class-{datetime.now():%Y%m%d-%H%M%S}"
    return next(path for n in range(1000) if not (path := parent / (f"{name}-{n}" if n else name)).exists())


def _announce(opened: Opened) -> None:
    """What the facilitator needs, and nothing that stays in a log: a key goes to a terminal, or to a file of its own."""
    if sys.stdout.isatty():
        say(f"You, and nobody else, open: {opened.host}")
        say("What follows may be shown to all.")
        _picture(opened.join)
    else:
        key = opened.folder / "facilitator"
        key.touch(mode=0o600)
        key.write_text(f"{opened.host}\n", encoding="utf-8")
        say(f"Your own address is in {key}")
    say(f"{count(opened.tables, 'table')}. Students open {opened.address} and enter the code {opened.code}")
    say(f"In a terminal: wargame join {opened.address} --code {opened.code}")
    if opened.lan:
        say(
            "Everybody in this network can reach the join page and guess at the code; what is sent is not encrypted, so "
            "whoever controls the network can read it. Nothing else of this machine is shared."
        )
    else:
        say("Only this machine can join; --lan lets others in this network in.")
    say(f"Kept in {opened.folder}. Ctrl+C closes the class; everything is saved.")
    sys.stdout.flush()


HALVES = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
"""Two rows of a picture code in one of text, as a dark terminal shows them: what is not dark is drawn."""


def _picture(address: str) -> None:
    """A picture code to scan, where the terminal can draw it."""
    import segno

    rows = [list(map(bool, row)) for row in segno.make(address, micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([True] * len(rows[0]))
    drawn = "\n".join(
        "".join(HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
    try:
        drawn.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return
    say_lines(drawn)


@click.command()
@click.argument("address")
@click.option("--code", default="", help="The code of the class.")
@click.option("--name", default="", help="Who you are, for those at your table.")
@click.option("--seat", help="The seat you would like, by its id or name.")
@click.option("--table", type=int, help="The table you would like.")
@click.option("--plain", is_flag=True, help="Line by line: for screen readers, pipes and simple terminals.")
def join(address: str, code: str, name: str, seat: str | None, table: int | None, plain: bool) -> int:
    """Take a seat in the class at ADDRESS. Whoever comes back by the same name on this computer sits where they sat."""
    _need_extra()
    from wargame.seminar.joining import NO_CODE, sit_down
    from wargame.seminar.link import LinkFault

    there = sys.stdin.isatty()
    plain = plain or not there or bool(no_screen())
    name = name or (click.prompt("Your name") if there else "")
    try:
        try:
            remote, words = sit_down(address, code, name, seat, table)
        except LinkFault as fault:
            if fault.kind != NO_CODE or not there:
                raise
            remote, words = sit_down(address, click.prompt("The code on the board"), name, seat, table)
    except LinkFault as fault:
        raise click.ClickException(str(fault)) from None
    say(words)
    if plain:
        from wargame.plain import Console, play

        with leaving.holding():
            return play(remote, Console())
    return _screen(remote)


def _screen(remote: RemoteTable) -> int:
    from wargame.table import Thinker
    from wargame.tui import run

    # Its process must start before the screen takes the standard streams.
    thinker = remote.adviser = Thinker()
    try:
        return run(thinker, None, None, remote)
    finally:
        thinker.close()
