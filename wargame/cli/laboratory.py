"""Many games at once: simulate, balance and bench."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wargame.cli.progress import progress
from wargame.cli.shared import (
    json_option,
    out_option,
    player_named,
    print_json,
    read_seed,
    say_lines,
    scenario_argument,
    sealed_option,
    seat_players,
    seats_option,
    seed_option,
)
from wargame.files import refuse_sources, write_whole

if TYPE_CHECKING:
    from wargame.lab import Plan, Watched
    from wargame.rules.compiled import Scenario

MOST_GAMES = 1_000_000
"""All are handed out at once, so a number with a few noughts too many would fill the memory first."""
MOST_JOBS = 61
"""As many as every system can wait for."""

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=1,
    show_default=True,
    help="Processes; results are the same at any number.",
)


@click.command()
@scenario_argument
@click.option(
    "--games", type=click.IntRange(1, MOST_GAMES), default=20, show_default=True, help="How many to play."
)
@seed_option
@seats_option
@sealed_option
@jobs_option
@out_option
@json_option
def simulate(
    scenario: str,
    games: int,
    seed: int | None,
    seats: list[tuple[str, str]],
    sealed: bool | None,
    jobs: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """Play many games of SCENARIO between actors."""
    from time import perf_counter

    from wargame import lab
    from wargame.actors import DEFAULT_ACTOR, players
    from wargame.lab import report, tables
    from wargame.scenario import find, load
    from wargame.table import fresh_seed

    if out is not None:
        tables.check(out)
    found = find(scenario)
    sources = [found, *found.rglob("*.toml")]
    if out is not None:
        refuse_sources(out, sources)
    loaded = load(scenario)
    controllers = dict.fromkeys(loaded.ids["power"], DEFAULT_ACTOR) | seat_players(loaded, seats, players())
    plan = lab.Plan.of(loaded, controllers, games, fresh_seed() if seed is None else seed, sealed)
    begin = perf_counter()
    with lab.executor(jobs, plan) as workers:
        records = list(progress(lab.simulate(plan, workers, jobs), games, not as_json))
    seconds = perf_counter() - begin
    orders = loaded.spec.sealed if sealed is None else sealed
    data = report.as_data(loaded.spec.id, plan.seed, controllers, records, seconds, orders)
    if as_json:
        print_json(data)
    else:
        say_lines(report.as_text(data))
    if out is not None:
        write_whole(out, tables.written(out, report.rows(controllers, records)), sources=sources)


@click.command()
@scenario_argument
@click.option(
    "--games",
    type=click.IntRange(1, MOST_GAMES),
    help="How many to play: 400 if left out; with --exploits 80 of every line that has not lost clearly before.",
)
@click.option(
    "--repeats",
    type=click.IntRange(0, MOST_GAMES),
    default=0,
    help="Also so many games of every seat and action class, taken whenever it can be.",
)
@click.option(
    "--exploits",
    is_flag=True,
    help="Instead, one seat at a time holds to a simple line of play: does any win too much?",
)
@click.option(
    "--only",
    metavar="WORDS",
    default="",
    help="With --exploits: only lines whose seat and name hold this, such as `ask` or `mine, then`.",
)
@seed_option
@click.option("--seat-actor", "actor", help="Who plays every seat (rules of thumb if left out).")
@sealed_option
@jobs_option
@json_option
def balance(
    scenario: str,
    games: int | None,
    repeats: int,
    exploits: bool,
    only: str,
    seed: int | None,
    actor: str | None,
    sealed: bool | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Have equal actors play SCENARIO and set what happens beside the targets of balance.

    A target missed is shown and is no error. At fewer than 400 games the intervals are wide.
    """
    from time import perf_counter

    from wargame import lab
    from wargame.actors import DEFAULT_ACTOR, players
    from wargame.lab import balance as measuring
    from wargame.lab import balance_report as report
    from wargame.lab import exploits as lines
    from wargame.scenario import load
    from wargame.table import fresh_seed

    if exploits and repeats:
        raise click.ClickException("--exploits repeats every class of action already: leave --repeats out.")
    if only and not exploits:
        raise click.ClickException("--only picks lines of play: it goes with --exploits.")
    loaded = load(scenario)
    actor = player_named(actor or DEFAULT_ACTOR, players())
    seats = dict.fromkeys(loaded.ids["power"], actor)
    games = games or (lines.GAMES if exploits else 400)
    plan = lab.Plan.of(loaded, seats, games, fresh_seed() if seed is None else seed, sealed)
    if exploits:
        plans = lines.plans(loaded, plan, games, only)
    else:
        plans = {("", ""): plan, **measuring.repeats(loaded, plan, repeats)}
    if len(plans) == 1 and only:
        raise click.ClickException(f"No line of play is called {only!r}.")
    begin = perf_counter()
    by_plan = _held(loaded, plan, plans, jobs, as_json) if exploits else _watched(plan, plans, jobs, as_json)
    orders = loaded.spec.sealed if sealed is None else sealed
    played, seconds = sum(map(len, by_plan.values())), perf_counter() - begin
    run = report.Run(loaded.spec.id, actor, plan.seed, games, repeats, orders, played, seconds)
    if exploits:
        held = lines.measure(loaded, by_plan)
        shown, text = lines.as_data(run, held), lines.as_text(run, held)
    else:
        found = measuring.measure(loaded, by_plan.pop(("", "")), by_plan)
        shown, text = report.as_data(run, found), report.as_text(run, found)
    if as_json:
        print_json(shown)
    else:
        say_lines(text)


def _held(
    scenario: Scenario, plan: Plan, plans: Mapping[tuple[str, str], Plan], jobs: int, quiet: bool
) -> dict[tuple[str, str], list[Watched]]:
    """The games of lines of play, as many of each as are needed."""
    from wargame import lab
    from wargame.lab.exploits import play

    found: dict[tuple[str, str], list[Watched]] = {key: [] for key in plans}
    most = sum(each.games for each in plans.values())
    with lab.executor(jobs, plan) as workers:
        for key, game in progress(play(scenario, plans, lab.Workers(workers)), most, not quiet):
            found[key].append(game)
    return found


def _watched(
    plan: Plan, plans: Mapping[tuple[str, str], Plan], jobs: int, quiet: bool
) -> dict[tuple[str, str], list[Watched]]:
    """The games of several plans of one scenario, by the plans' names, with progress shown for all together."""
    from wargame import lab

    with lab.executor(jobs, plan) as workers:
        coming = [lab.watch(each, workers, jobs) for each in plans.values()]
        games = sum(each.games for each in plans.values())
        parts = iter(list(progress(chain.from_iterable(coming), games, not quiet)))
    return {key: list(islice(parts, each.games)) for key, each in plans.items()}


@click.command()
@scenario_argument
@click.option(
    "--games",
    type=click.IntRange(1, MOST_GAMES),
    default=5,
    show_default=True,
    help="Random games per repeat.",
)
@click.option(
    "--repeats",
    type=click.IntRange(1, MOST_GAMES),
    default=5,
    show_default=True,
    help="Medians are taken of so many.",
)
@click.option(
    "--seed",
    callback=read_seed,
    metavar="NUMBER",
    default="1",
    show_default=True,
    help="Which games are played.",
)
@click.option(
    "--peers/--no-peers", default=True, show_default=True, help="Measure other engines too, if installed."
)
@json_option
def bench(scenario: str, games: int, repeats: int, seed: int, peers: bool, as_json: bool) -> None:
    """Measure the engine on SCENARIO, beside a plain Python loop and, if installed, other games' engines."""
    from wargame.lab.bench import as_text, measure
    from wargame.lab.faults import placed
    from wargame.scenario import load

    loaded = load(scenario)
    with placed(f"{loaded.spec.id}, bench with seed {seed}"):
        found = measure(loaded, games=games, repeats=repeats, seed=seed, peers=peers)
    if as_json:
        print_json(found.as_data())
    else:
        say_lines(as_text(found))
