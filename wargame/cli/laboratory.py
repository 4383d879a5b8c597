"""Many games at once: simulate and bench."""

from __future__ import annotations

from pathlib import Path

import click

from wargame.cli.shared import (
    DEFAULT_ACTOR,
    fresh_seed,
    json_option,
    print_json,
    scenario_argument,
    sealed_option,
    seat_players,
    seats_option,
    seed_option,
)


@click.command()
@scenario_argument
@click.option("--games", type=click.IntRange(min=1), default=20, show_default=True, help="How many to play.")
@seed_option
@seats_option
@sealed_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes; results are the same at any number.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write one line per game to this CSV file.",
)
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
    from wargame.actors import ACTORS
    from wargame.lab import report
    from wargame.scenario import load

    if out is not None and out.suffix.casefold() != ".csv":
        raise click.ClickException(f"--out {out}: name a file that ends in .csv.")
    if out is not None and not out.parent.is_dir():
        raise click.ClickException(f"--out {out}: there is no such folder.")
    loaded = load(scenario)
    controllers = dict.fromkeys(loaded.ids["power"], DEFAULT_ACTOR) | seat_players(loaded, seats, ACTORS)
    plan = lab.Plan.of(loaded, controllers, games, fresh_seed() if seed is None else seed, sealed)
    begin = perf_counter()
    with lab.executor(jobs, plan) as workers:
        records = list(lab.simulate(plan, workers, jobs))
    data = report.as_data(loaded.spec.id, plan.seed, controllers, records, perf_counter() - begin)
    if as_json:
        print_json(data)
    else:
        click.echo(report.as_text(data))
    if out is not None:
        report.write_csv(out, controllers, records)


@click.command()
@scenario_argument
@click.option(
    "--games", type=click.IntRange(min=1), default=5, show_default=True, help="Random games per repeat."
)
@click.option(
    "--repeats",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Medians are taken of so many.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Which games are played."
)
@click.option(
    "--peers/--no-peers", default=True, show_default=True, help="Measure other engines too, if installed."
)
@json_option
def bench(scenario: str, games: int, repeats: int, seed: int, peers: bool, as_json: bool) -> None:
    """Measure the engine on SCENARIO, beside a plain Python loop and, if installed, other games' engines."""
    from wargame.lab.bench import as_text, measure
    from wargame.scenario import load

    found = measure(load(scenario), games=games, repeats=repeats, seed=seed, peers=peers)
    if as_json:
        print_json(found.as_data())
    else:
        click.echo(as_text(found))
